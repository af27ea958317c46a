/* The XML forms of feeds. */
#ifndef READ_FEED_XML_H
#define READ_FEED_XML_H

#include "base/arena.h"
#include "base/err.h"
#include "model/feed.h"

/* text is UTF-8.  Appends to a zeroed feed. */
bool feed_xml_read(struct arena *arena, struct view text, struct view base_url,
                   struct feed *feed, struct err *err) MUST_USE;

/* Where the feed's root begins, past anything that stands before it; the
 * size of text when there is none in the first 64 KB. */
size_t feed_xml_begin(struct view text);

#endif
