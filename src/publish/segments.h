/* Transcript as JSON (podcast-namespace, "transcripts", version 1.0.0). */
#ifndef PUBLISH_SEGMENTS_H
#define PUBLISH_SEGMENTS_H

#include "publish/publish.h"

/* One segment a sentence: speaker (the role), startTime and endTime in
 * seconds, body. */
bool segments_write(const struct publish_request *request, struct buf *out,
                    struct err *err);

#endif
