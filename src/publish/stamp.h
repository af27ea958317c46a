/* Times as the formats write them.  All take whole milliseconds, 0 and up. */
#ifndef PUBLISH_STAMP_H
#define PUBLISH_STAMP_H

#include "base/buf.h"

#include <stdint.h>

/* "00:01:02.345"; point is '.' for WebVTT and ',' for SubRip. */
void stamp_clock(struct buf *out, int64_t ms, char point);

/* "00:01:02": whole seconds, rounded down, for descriptions. */
void stamp_whole(struct buf *out, int64_t ms);

/* "0:01:02.345": SMIL 3.0 full clock value. */
void stamp_smil(struct buf *out, int64_t ms);

/* "62.345": seconds. */
void stamp_seconds(struct buf *out, int64_t ms);

/* "1:02" or "1:01:02": as people write it. */
void stamp_short(struct buf *out, int64_t ms);

#endif
