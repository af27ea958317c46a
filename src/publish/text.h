/* Plain text: what was spoken, as written, and what was left out and why. */
#ifndef PUBLISH_TEXT_H
#define PUBLISH_TEXT_H

#include "publish/publish.h"

/* A paragraph a line, blank lines between; then a list of what was not
 * spoken, counted and grouped by reason. */
bool text_write(const struct publish_request *request, struct buf *out,
                struct err *err);

#endif
