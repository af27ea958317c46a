/* Where ICU's rules (UAX 29, with the "standard" list of abbreviations of
 * the language where ICU has one) end a sentence. */
#ifndef SECTION_BOUNDARY_H
#define SECTION_BOUNDARY_H

#include "base/view.h"

#include <stddef.h>

struct boundary;

/* For one language (a BCP 47 tag; unknown ones take the root's rules).  NULL
 * when ICU has no data at all: then there are no boundaries. */
struct boundary *boundary_new(struct view language);
/* NULL is allowed. */
void boundary_free(struct boundary *boundary);

/* Starts on a text, which must be valid UTF-8 and stay until the next one. */
void boundary_start(struct boundary *boundary, struct view text);

/* Offset of the next boundary, rising, always above 0; the text's size at
 * the end, and from then on. */
size_t boundary_next(struct boundary *boundary);

#endif
