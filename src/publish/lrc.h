/* LRC transcript: a time and a sentence a line, as music players show it. */
#ifndef PUBLISH_LRC_H
#define PUBLISH_LRC_H

#include "publish/publish.h"

/* Tags ti, ar, al, length, re; then [mm:ss.xx] lines in rising order. */
bool lrc_write(const struct publish_request *request, struct buf *out,
               struct err *err);

#endif
