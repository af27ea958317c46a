/* SubRip transcript as podcast apps want it (podcast-namespace,
 * "transcripts"): at most two lines of 32 characters a block. */
#ifndef PUBLISH_SRT_H
#define PUBLISH_SRT_H

#include "publish/publish.h"

/* A sentence that does not fit one block goes on in further ones, each of which
 * begins when its first word is said.  "Role: " stands where the role
 * changes. */
bool srt_write(const struct publish_request *request, struct buf *out,
               struct err *err);

#endif
