/* The page of a series: its episodes, newest first, with links. */
#ifndef PUBLISH_INDEX_H
#define PUBLISH_INDEX_H

#include "publish/feed.h"

/* Stands in every such page, and tells it from others. */
#define INDEX_MARK "<meta name=\"generator\" content=\"briefcast\">"

/* Appends the HTML for the folder that holds the episodes; links are relative.
 */
void index_write(const char *folder, const struct feed_channel *channel,
                 const struct records *records, struct buf *out);

#endif
