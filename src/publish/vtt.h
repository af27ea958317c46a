/* WebVTT transcript (W3C WebVTT: The Web Video Text Tracks Format). */
#ifndef PUBLISH_VTT_H
#define PUBLISH_VTT_H

#include "publish/publish.h"

/* One cue a sentence, <v Role> before it, lines of at most 65 characters
 * (podcast-namespace, "transcripts").  With request->words the time of each
 * word stands before it. */
bool vtt_write(const struct publish_request *request, struct buf *out,
               struct err *err);

#endif
