/* Labels of encodings, as headers and files state them -> names that iconv
 * knows.  Source: WHATWG Encoding Standard, section 4.2, "Names and labels". */
#ifndef BASE_ENCODING_LABEL_H
#define BASE_ENCODING_LABEL_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

enum { ENCODING_NAME_ROOM = 40 };

/* Writes the name for iconv of the encoding that label means to name.  A
 * label outside the standard is passed on when it looks like a name ("437",
 * "IBM850").  False for an empty or unusable one. */
bool encoding_label_name(struct view label, char name[ENCODING_NAME_ROOM]);

/* Name number i of those that are not passed on, NULL behind the last. */
const char *encoding_label_row(size_t i);

/* The label that the text itself carries in its first 8 KB: of an XML
 * declaration, else of the first <meta> outside of comments; empty if none. */
struct view encoding_label_inside(struct view bytes);

#endif
