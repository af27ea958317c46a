#include "pipeline/check_mp3.h"

#include "audio/loudness.h"
#include "audio/sound_file.h"
#include "base/pool.h"
#include "encode/mp3_read.h"

#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RECORD_LUFS = 1, DECODING_TIMEOUT_MS = 3600 * 1000 };

/* Apple Podcasts asks for this, and takes 1 LU more or less. */
#define PODCAST_LUFS  (-16.0)
#define PODCAST_SLACK 1.0

struct hearing {
    const char *path;
    int fd;
    int64_t bytes;
    struct loudness_meter *meter;
};

static bool hear(void *context, const float *samples, size_t frames,
                 int channels, int rate_hz, struct err *err)
{
    struct hearing *hearing = context;

    if (!hearing->meter)
        hearing->meter = loudness_meter_new(channels, rate_hz, err);
    return hearing->meter &&
           loudness_meter_add(hearing->meter, samples, frames, err);
}

/* In the cell: the decoder reads what strangers wrote. */
static bool measure(void *context, size_t job, unsigned attempt,
                    struct pool_pipe *pipe, struct err *err)
{
    struct hearing *hearing = context;
    double lufs = -HUGE_VAL;

    (void)job;
    (void)attempt;
    bool ok = sound_stream(hearing->fd, hearing->bytes, hearing->path, hear,
                           hearing, err);
    if (ok && hearing->meter)
        lufs = loudness_meter_lufs(hearing->meter);
    loudness_meter_free(hearing->meter);
    hearing->meter = NULL;
    return ok && pool_send(pipe, RECORD_LUFS,
                           (struct view){(const char *)&lufs, sizeof lufs});
}

static bool take_lufs(void *context, const struct pool_result *result,
                      struct err *err)
{
    struct view records = buf_view(&result->records);
    struct view payload;
    uint32_t type;

    if (!pool_next_record(&records, &type, &payload) || type != RECORD_LUFS ||
        payload.size != sizeof(double))
        return err_set(err, "the measured loudness got lost");
    memcpy(context, payload.data, sizeof(double));
    return true;
}

static size_t one_job(const void *context)
{
    (void)context;
    return 1;
}

static bool find_loudness(const char *path, double *lufs, struct err *err)
{
    struct hearing hearing = {
        .path = path,
        .fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK),
    };
    struct pool_work work = {
        .run = measure,
        .context = &hearing,
        .job_count = 1,
        .at_once = 1,
        .attempts = 1,
        .job_timeout_ms = DECODING_TIMEOUT_MS,
        .sandbox = SANDBOX_COMPUTE,
    };

    struct stat status;

    if (hearing.fd < 0 || fstat(hearing.fd, &status) != 0) {
        err_set_errno(err, "%s: cannot be opened", path);
        if (hearing.fd >= 0)
            close(hearing.fd);
        return false;
    }
    hearing.bytes = status.st_size;
    struct pool *pool = pool_start(&work, err);
    bool ok = pool && pool_collect(pool, one_job, take_lufs, lufs, err);
    pool_stop(pool);
    close(hearing.fd);
    return ok;
}

/* "4:39", "10:00:02". */
static void add_length(struct buf *out, int64_t ms)
{
    int64_t s = (ms + 500) / 1000;

    if (s >= 3600)
        buf_addf(out, "%" PRId64 ":%02d:%02d", s / 3600, (int)(s / 60 % 60),
                 (int)(s % 60));
    else
        buf_addf(out, "%d:%02d", (int)(s / 60), (int)(s % 60));
}

static void add_count(struct buf *out, size_t count, const char *what)
{
    if (count == 0)
        buf_addf(out, "no %ss", what);
    else
        buf_addf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void add_format(struct buf *out, const struct mp3_summary *summary)
{
    buf_add_string(out, "MP3 of ");
    add_length(out, summary->frames * 1000 / summary->rate_hz);
    buf_addf(out, ", %g kHz, %s, %s%d kbit/s%s", summary->rate_hz / 1000.0,
             summary->channels == 1 ? "mono" : "stereo",
             summary->constant ? "" : "from ", summary->bitrate_kbps,
             summary->constant ? " throughout" : ", which changes");
    if (!summary->has_info)
        buf_add_string(out, ", without an Info header");
}

static void add_tag(struct buf *out, const struct id3_summary *tag)
{
    if (tag->version == 0) {
        buf_add_string(out, "; no ID3v2 tag");
        return;
    }
    buf_addf(out, "; ID3v2.%d tag", tag->version);
    if (tag->version != 3) {
        buf_add_string(out, ", not looked into");
        return;
    }
    buf_add_string(out, " with ");
    add_count(out, tag->chapters, "chapter");
    buf_add_string(out, " and ");
    add_count(out, tag->sentences, "timed sentence");
}

static void add_loudness(struct buf *out, double lufs)
{
    double beside = lufs - PODCAST_LUFS;

    if (!isfinite(lufs)) {
        buf_add_string(out, "; silent");
        return;
    }
    buf_addf(out, "; %.1f LUFS, ", lufs);
    if (fabs(beside) <= PODCAST_SLACK)
        buf_add_string(out, "as loud as podcasts are");
    else
        buf_addf(out, "%.1f dB %s than podcasts are", fabs(beside),
                 beside > 0 ? "louder" : "quieter");
}

bool check_mp3(const char *path, struct buf *found, struct err *err)
{
    struct mp3_summary summary;
    struct err unheard;
    double lufs;

    if (!mp3_read(path, &summary, err))
        return false;
    add_format(found, &summary);
    add_tag(found, &summary.tag);
    if (find_loudness(path, &lufs, &unheard)) {
        add_loudness(found, lufs);
        return true;
    }
    if (unheard.kind == ERR_INTERRUPTED) {
        *err = unheard;
        return false;
    }
    buf_addf(found, "; its loudness could not be measured (%s)",
             unheard.message);
    return true;
}
