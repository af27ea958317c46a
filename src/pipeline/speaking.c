#include "pipeline/speaking.h"

#include "base/buf.h"
#include "base/pool.h"
#include "master/master.h"
#include "stitch/stitch.h"
#include "synth/speaker.h"

#include <string.h>

/* Records that a unit's child sends. */
enum record {
    RECORD_SAMPLES = 1, /* int16 */
    RECORD_TIMES,       /* struct unit_time of each cue, then its words */
    RECORD_LOUDNESS,    /* struct loudness */
    RECORD_OUTCOME,     /* struct cue_outcome: what the ladder had to do */
};

struct cue_outcome {
    size_t cue;
    enum speaker_outcome outcome;
};

enum {
    ATTEMPTS = 3,
    UNIT_TIMEOUT_MS = 600 * 1000, /* one cue has its own, much shorter one */
};

struct working {
    const struct speaking_request *request;
    struct speaker *speaker; /* in the zygote and its children */
    struct speaking *speaking;
    size_t done; /* units that have come back */
};

static bool open_speaker(void *context, struct err *err)
{
    struct working *working = context;

    working->speaker = speaker_open(working->request->voice, err);
    return working->speaker && speaker_self_test(working->speaker, err);
}

/* The pause that leads into a unit: the tail of the unit before is part of
 * it, and the encoder needs some of it inside this one. */
static size_t lead_frames(const struct speaking_request *request, size_t unit)
{
    size_t first = request->units->at[unit].first_cue;
    size_t frames = (size_t)request->script->cues.at[first].pause_ms *
                    (size_t)request->rate_hz / 1000;

    if (unit > 0)
        frames -= frames < request->tail_frames ? frames : request->tail_frames;
    return frames > request->lead_frames ? frames : request->lead_frames;
}

static bool stitch_cues(struct working *working, const struct unit *unit,
                        struct stitch *stitch, struct pool_pipe *pipe,
                        struct err *err)
{
    struct clip clip = {0};
    bool ok = true;

    for (size_t i = 1; ok && i < unit->cue_count; i++) {
        struct cue_outcome said = {.cue = unit->first_cue + i};
        const struct cue *cue = &stitch->script->cues.at[said.cue];

        if (cue->kind != CUE_SAY) {
            stitch_silent_cue(stitch);
            continue;
        }
        ok = speaker_say(working->speaker, cue, &clip, &said.outcome, err);
        if (!ok)
            break;
        stitch_clip(stitch, &clip);
        if (said.outcome != SPEAKER_CLEAN)
            ok = pool_send(pipe, RECORD_OUTCOME,
                           (struct view){(const char *)&said, sizeof said});
    }
    clip_release(&clip);
    return ok;
}

static bool send_times(const struct stitch *stitch, struct pool_pipe *pipe)
{
    const struct cue *cues = &stitch->script->cues.at[stitch->first_cue];
    struct buf times = {0};

    for (size_t i = 0; i < stitch->cue_count; i++) {
        const struct cue_time *time = &stitch->cues[i];

        buf_add(&times,
                (struct view){(const char *)&time->at, sizeof time->at});
        buf_add_char(&times, (char)time->gap);
        buf_add(&times,
                (struct view){(const char *)time->words,
                              cues[i].words.count * sizeof *time->words});
    }
    bool ok = pool_send_all(pipe, RECORD_TIMES, buf_view(&times));
    buf_release(&times);
    return ok;
}

static bool send_unit(const struct stitch *stitch, struct pool_pipe *pipe,
                      struct err *err)
{
    struct loudness loudness = {0};
    struct view samples = {(const char *)stitch->samples,
                           stitch->frames * sizeof *stitch->samples};

    if (!loudness_add_wave(&loudness, stitch->samples, stitch->frames,
                           stitch->rate_hz, err))
        return false;
    return pool_send_all(pipe, RECORD_SAMPLES, samples) &&
           send_times(stitch, pipe) &&
           pool_send(pipe, RECORD_LOUDNESS,
                     (struct view){(const char *)&loudness, sizeof loudness});
}

static bool speak_unit(void *context, size_t job, unsigned attempt,
                       struct pool_pipe *pipe, struct err *err)
{
    struct working *working = context;
    const struct speaking_request *request = working->request;
    const struct unit *unit = &request->units->at[job];
    struct stitch stitch;

    (void)attempt;
    stitch_init(&stitch, request->script, unit->first_cue, request->rate_hz);
    stitch_lead_pause(&stitch, lead_frames(request, job));
    bool ok = stitch_cues(working, unit, &stitch, pipe, err);
    if (ok) {
        stitch_pad(&stitch, request->quantum_frames, request->tail_frames);
        master_prepare(stitch.samples, stitch.frames, stitch.rate_hz);
        ok = send_unit(&stitch, pipe, err);
    }
    stitch_release(&stitch);
    return ok;
}

static bool take_bytes(struct view *from, void *into, size_t size)
{
    if (from->size < size)
        return false;
    if (size > 0)
        memcpy(into, from->data, size);
    *from = view_slice(*from, size, from->size);
    return true;
}

/* Times of a unit count from its own start until all units are there. */
static bool take_times(struct timeline *timeline, const struct unit *unit,
                       struct view times)
{
    for (size_t i = 0; i < unit->cue_count; i++) {
        size_t index = unit->first_cue + i;
        struct cue_time *time = &timeline->cues[index];
        char gap;

        if (!take_bytes(&times, &time->at, sizeof time->at) ||
            !take_bytes(&times, &gap, 1) ||
            !take_bytes(&times, time->words,
                        timeline->script->cues.at[index].words.count *
                            sizeof *time->words))
            return false;
        time->gap = gap != 0;
    }
    return times.size == 0;
}

static void report(const struct speaking_request *request,
                   const struct cue_outcome *said)
{
    static const char *const what[] = {
        [SPEAKER_REPEATED] = "was spoken at a later attempt",
        [SPEAKER_PIECES] = "was spoken in pieces",
        [SPEAKER_SPELLED] = "was spoken in simpler characters or spelled",
        [SPEAKER_GAP] = "could not be spoken whole; silence stands there",
    };
    const struct cue *cue = &request->script->cues.at[said->cue];
    struct view shown = view_slice(cue->shown, 0, 60);

    if (said->outcome == SPEAKER_GAP)
        log_warning(request->log, "\"%.*s\" %s", VIEW_ARG(shown),
                    what[said->outcome]);
    else
        log_note(request->log, "\"%.*s\" %s", VIEW_ARG(shown),
                 what[said->outcome]);
}

static bool take_unit(void *context, const struct pool_result *result,
                      struct err *err)
{
    struct working *working = context;
    size_t count = working->request->units->count;
    struct speaking *speaking = working->speaking;
    struct view records = buf_view(&result->records);
    struct buf times = {0};
    struct view payload;
    uint32_t type;
    bool ok = true;

    while (ok && pool_next_record(&records, &type, &payload)) {
        struct loudness loudness;
        struct cue_outcome said;

        if (type == RECORD_SAMPLES) {
            ok = spool_add(&speaking->spool, result->job, payload, err);
        } else if (type == RECORD_TIMES) {
            buf_add(&times, payload);
        } else if (type == RECORD_LOUDNESS &&
                   take_bytes(&payload, &loudness, sizeof loudness)) {
            loudness_add(&speaking->loudness, &loudness);
        } else if (type == RECORD_OUTCOME &&
                   take_bytes(&payload, &said, sizeof said)) {
            report(working->request, &said);
        }
    }
    if (ok && !take_times(&speaking->timeline,
                          &working->request->units->at[result->job],
                          buf_view(&times)))
        ok = err_set(err,
                     "part %zu came back without its times; this is a "
                     "fault of briefcast, please report it",
                     result->job + 1);
    buf_release(&times);
    working->done++;
    log_progress(working->request->log, "Speaking part %zu of %zu, %zu percent",
                 working->done, count, working->done * 100 / count);
    return ok;
}

/* Waves wait in the spool, so any unit may be spoken at any time. */
static size_t all_units(const void *context)
{
    const struct working *working = context;

    return working->request->units->count;
}

/* Puts the units one behind the other. */
static void place_units(const struct speaking_request *request,
                        struct speaking *speaking)
{
    struct timeline *timeline = &speaking->timeline;
    int64_t start = 0;

    for (size_t u = 0; u < request->units->count; u++) {
        const struct unit *unit = &request->units->at[u];

        for (size_t i = 0; i < unit->cue_count; i++) {
            size_t index = unit->first_cue + i;
            struct cue_time *time = &timeline->cues[index];
            size_t words = request->script->cues.at[index].words.count;

            time->at.begin += start;
            time->at.end += start;
            for (size_t w = 0; w < words; w++) {
                time->words[w].begin += start;
                time->words[w].end += start;
            }
        }
        start += (int64_t)speaking->spool.units[u].frames;
    }
    timeline->frames = start;
}

bool speaking_run(const struct speaking_request *request,
                  struct speaking *speaking, struct err *err)
{
    struct working working = {.request = request, .speaking = speaking};
    struct pool_work work = {
        .open = open_speaker,
        .run = speak_unit,
        .context = &working,
        .job_count = request->units->count,
        .at_once = request->jobs,
        .attempts = ATTEMPTS,
        .job_timeout_ms = UNIT_TIMEOUT_MS,
        .sandbox = SANDBOX_FORK,
        .log = request->log,
    };

    *speaking = (struct speaking){0};
    timeline_init(&speaking->timeline, request->script, request->rate_hz);
    if (!spool_open(&speaking->spool, request->units->count, err))
        return false;
    struct pool *pool = pool_start(&work, err);
    if (!pool)
        return false;
    bool ok = pool_collect(pool, all_units, take_unit, &working, err);
    pool_stop(pool);
    if (ok)
        place_units(request, speaking);
    return ok;
}

void speaking_release(struct speaking *speaking)
{
    spool_close(&speaking->spool);
    timeline_release(&speaking->timeline);
}
