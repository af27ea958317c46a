/* The pass before the XML parser: what parsers die of, lose, or obey to our
 * harm is taken out of the text first. */
#ifndef FORMAT_XML_CLEAN_H
#define FORMAT_XML_CLEAN_H

#include "base/buf.h"
#include "base/view.h"

#include <stdbool.h>

/* Appends text (valid UTF-8) to out without comments, processing
 * instructions, XML declaration and DOCTYPE (whatever it declares: entities
 * of its own vanish), without control characters, CDATA sections as escaped
 * text, HTML's named entities as characters, other "&" as "&amp;", and
 * &#128; to &#159; as windows-1252 means them.  Lines keep their numbers.  A
 * tag keeps its first 200 attributes.
 *
 * With mend, tags are made to nest, too: an end tag closes what stands open
 * inside it and is dropped when nothing waits for it, "<" that begins no tag
 * is text, attributes get their quotes, what is open at the end is closed.
 * Time is linear. */
void xml_clean(struct view text, bool mend, struct buf *out);

#endif
