/* JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). */
#ifndef READ_FEED_JSON_H
#define READ_FEED_JSON_H

#include "base/arena.h"
#include "base/err.h"
#include "model/feed.h"

/* text is UTF-8.  Appends to a zeroed feed. */
bool feed_json_read(struct arena *arena, struct view text, struct view base_url,
                    struct feed *feed, struct err *err) MUST_USE;

#endif
