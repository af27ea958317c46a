/* Chapters in the forms that podcast players read. */
#ifndef PUBLISH_CHAPTERS_H
#define PUBLISH_CHAPTERS_H

#include "publish/publish.h"

/* Podcasting 2.0 "JSON Chapters Format" 1.2.0. */
bool chapters_write(const struct publish_request *request, struct buf *out,
                    struct err *err);

/* One chapter is no choice, and players refuse to list it. */
bool chapters_wanted(const struct publish_request *request);

#endif
