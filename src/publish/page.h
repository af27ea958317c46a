/* The companion page: one HTML file with player and transcript, beside the
 * sound, that also works from a folder on disk and without script. */
#ifndef PUBLISH_PAGE_H
#define PUBLISH_PAGE_H

#include "publish/publish.h"

/* Chapters as a list of links, sections as headings, each sentence with its
 * times.  The sound is linked by request->audio_name. */
bool page_write(const struct publish_request *request, struct buf *out,
                struct err *err);

#endif
