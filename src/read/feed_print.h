/* A feed as JSON, for programs. */
#ifndef READ_FEED_PRINT_H
#define READ_FEED_PRINT_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/feed.h"

/* Appends {"feed": {"title", "link"}, "entries": [{"id", "title", "link",
 * "date", "summary", "content", "enclosures": [{"url", "type"}]}]}.  Texts
 * are plain; what is missing is null or left out; date is in UTC. */
void feed_print_json(struct arena *arena, const struct feed *feed,
                     struct buf *out);

#endif
