#include "publish/stamp.h"

#include <inttypes.h>

static int64_t hours(int64_t ms)
{
    return ms / 3600000;
}

static int minutes(int64_t ms)
{
    return (int)(ms / 60000 % 60);
}

static int seconds(int64_t ms)
{
    return (int)(ms / 1000 % 60);
}

static int thousandths(int64_t ms)
{
    return (int)(ms % 1000);
}

void stamp_clock(struct buf *out, int64_t ms, char point)
{
    buf_addf(out, "%02" PRId64 ":%02d:%02d%c%03d", hours(ms), minutes(ms),
             seconds(ms), point, thousandths(ms));
}

void stamp_whole(struct buf *out, int64_t ms)
{
    buf_addf(out, "%02" PRId64 ":%02d:%02d", hours(ms), minutes(ms),
             seconds(ms));
}

void stamp_smil(struct buf *out, int64_t ms)
{
    buf_addf(out, "%" PRId64 ":%02d:%02d.%03d", hours(ms), minutes(ms),
             seconds(ms), thousandths(ms));
}

void stamp_seconds(struct buf *out, int64_t ms)
{
    buf_addf(out, "%" PRId64 ".%03d", ms / 1000, thousandths(ms));
}

void stamp_short(struct buf *out, int64_t ms)
{
    if (hours(ms) > 0)
        buf_addf(out, "%" PRId64 ":%02d:%02d", hours(ms), minutes(ms),
                 seconds(ms));
    else
        buf_addf(out, "%d:%02d", minutes(ms), seconds(ms));
}
