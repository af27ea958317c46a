#include "pipeline/speaking.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/pool.h"
#include "pipeline/unit_speech.h"
#include "synth/speaker.h"

#include <stdlib.h>
#include <string.h>

enum {
    ATTEMPTS = 3,
    UNIT_TIMEOUT_MS = 600 * 1000, /* one cue has its own, much shorter one */
};

struct working {
    const struct speaking_request *request;
    struct speaker *speaker; /* in the zygote and its children */
    struct speaking *speaking;
    size_t *todo; /* units that are to be spoken: job i speaks todo[i] */
    size_t todo_count;
    bool is_repeat; /* all is known of them, but for their waves */
    size_t done;    /* units that have come back, or need not */
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

static struct kept_unit describe(const struct speaking_request *request,
                                 size_t unit)
{
    return (struct kept_unit){
        .script = request->script,
        .opened = request->voice,
        .unit = request->units->at[unit],
        .lead_frames = lead_frames(request, unit),
        .tail_frames = request->tail_frames,
        .quantum_frames = request->quantum_frames,
        .rate_hz = request->rate_hz,
    };
}

static bool speak_unit(void *context, size_t job, unsigned attempt,
                       struct pool_pipe *pipe, struct err *err)
{
    struct working *working = context;
    struct kept_unit unit = describe(working->request, working->todo[job]);

    (void)attempt;
    return unit_speak(working->speaker, &unit, pipe, err);
}

static void report(const struct speaking_request *request,
                   const struct unit *unit, const struct kept_outcome *said)
{
    static const char *const what[] = {
        [SPEAKER_REPEATED] = "was spoken at a later attempt",
        [SPEAKER_PIECES] = "was spoken in pieces",
        [SPEAKER_SPELLED] = "was spoken in simpler characters or spelled",
        [SPEAKER_GAP] = "could not be spoken whole; silence stands there",
    };
    const struct cue *cue;

    if (said->cue >= unit->cue_count || said->outcome <= SPEAKER_CLEAN ||
        said->outcome > SPEAKER_GAP)
        return;
    cue = &request->script->cues.at[unit->first_cue + said->cue];
    struct view shown = view_slice(cue->shown, 0, 60);

    if (said->outcome == SPEAKER_GAP)
        log_warning(request->log, "\"%.*s\" %s", VIEW_ARG(shown),
                    what[said->outcome]);
    else
        log_note(request->log, "\"%.*s\" %s", VIEW_ARG(shown),
                 what[said->outcome]);
}

/* Takes what is known of a unit, of its wave length and sum alone. */
static bool take_spoken(struct working *working, size_t unit,
                        const struct kept_spoken *spoken)
{
    const struct speaking_request *request = working->request;
    struct speaking *speaking = working->speaking;

    if (!kept_times_take(&speaking->timeline, &request->units->at[unit],
                         spoken->times))
        return false;
    spool_expect(&speaking->spool, unit, spoken->frames, spoken->wave);
    loudness_add(&speaking->loudness, &spoken->loudness);
    for (size_t i = 0; i < spoken->outcomes.count; i++)
        report(request, &request->units->at[unit], &spoken->outcomes.at[i]);
    return true;
}

static bool take_bytes(struct view payload, void *into, size_t size)
{
    if (payload.size != size)
        return false;
    memcpy(into, payload.data, size);
    return true;
}

/* What a child sent, besides the samples. */
struct take {
    struct kept_spoken spoken;
    struct unit_effort effort;
    struct buf times;
    struct arena arena; /* of the outcomes */
};

static void take_release(struct take *take)
{
    buf_release(&take->times);
    arena_release(&take->arena);
}

static bool read_records(struct view records, struct take *take)
{
    struct checksum_sum *sum = checksum_sum_new();
    struct kept_outcome said = {0};
    struct view payload;
    uint32_t type;
    bool ok = true;

    *take = (struct take){.spoken = {.frames = 0}};
    while (ok && pool_next_record(&records, &type, &payload)) {
        switch ((enum unit_record)type) {
        case UNIT_SAMPLES:
            checksum_sum_add(sum, payload);
            take->spoken.frames += payload.size / sizeof(int16_t);
            break;
        case UNIT_TIMES:
            buf_add(&take->times, payload);
            break;
        case UNIT_LOUDNESS:
            ok = take_bytes(payload, &take->spoken.loudness,
                            sizeof take->spoken.loudness);
            break;
        case UNIT_OUTCOME:
            ok = take_bytes(payload, &said, sizeof said);
            *ARENA_PUSH(&take->arena, &take->spoken.outcomes) = said;
            break;
        case UNIT_EFFORT:
            ok = take_bytes(payload, &take->effort, sizeof take->effort);
            break;
        }
    }
    take->spoken.wave = checksum_sum_128(sum);
    take->spoken.times = buf_view(&take->times);
    checksum_sum_free(sum);
    return ok;
}

/* Puts the samples into the spool, and into the cache if they are kept. */
static bool take_samples(struct working *working, size_t unit,
                         struct view records, const struct take *take,
                         struct err *err)
{
    const struct kept *kept = working->request->kept;
    struct cache *cache =
        kept->keeps_waves && take->effort.is_repeatable ? kept->cache : NULL;
    struct cache_entry entry;
    struct view payload;
    uint32_t type;
    bool ok = true;

    cache_begin(cache, CACHE_WAVE, take->spoken.wave, &entry);
    while (ok && pool_next_record(&records, &type, &payload)) {
        if (type != UNIT_SAMPLES)
            continue;
        cache_add(&entry, payload);
        ok = spool_add(&working->speaking->spool, unit, payload, err);
    }
    if (ok)
        cache_keep(&entry, take->effort.cost_us);
    else
        cache_drop(&entry);
    return ok;
}

static void keep(const struct working *working, size_t unit,
                 const struct take *take)
{
    const struct kept *kept = working->request->kept;
    struct kept_unit described = describe(working->request, unit);

    /* What went wrong this time may go right the next. */
    if (kept->cache && take->effort.is_repeatable)
        kept_spoken_store(kept, kept_spoken_key(kept, &described),
                          &take->spoken, take->effort.cost_us);
}

/* A wave that was made again must be the one that is waited for. */
static bool compare(struct working *working, size_t unit,
                    const struct take *take, struct err *err)
{
    const struct spool_entry *entry = &working->speaking->spool.units[unit];
    const struct kept *kept = working->request->kept;

    if (take->spoken.frames == entry->frames &&
        checksum_128_equal(take->spoken.wave, entry->identity))
        return true;
    struct kept_unit described = describe(working->request, unit);
    cache_remove(kept->cache, CACHE_SPOKEN, kept_spoken_key(kept, &described));
    working->speaking->is_stale = true;
    return err_set(err,
                   "part %zu came out unlike the one in the cache; use "
                   "--no-cache",
                   unit + 1);
}

static bool take_take(struct working *working, size_t unit, struct view records,
                      const struct take *take, struct err *err)
{
    if (working->is_repeat)
        return compare(working, unit, take, err) &&
               take_samples(working, unit, records, take, err);
    if (!take_spoken(working, unit, &take->spoken))
        return err_set(err,
                       "part %zu came back without its times; this is a "
                       "fault of briefcast, please report it",
                       unit + 1);
    if (!take_samples(working, unit, records, take, err))
        return false;
    keep(working, unit, take);
    return true;
}

static bool take_unit(void *context, const struct pool_result *result,
                      struct err *err)
{
    struct working *working = context;
    size_t count = working->request->units->count;
    size_t unit = working->todo[result->job];
    struct view records = buf_view(&result->records);
    struct take take;
    bool ok = read_records(records, &take) ||
              err_set(err,
                      "part %zu came back damaged; this is a fault of "
                      "briefcast, please report it",
                      unit + 1);

    ok = ok && take_take(working, unit, records, &take, err);
    take_release(&take);
    working->done++;
    if (!working->is_repeat)
        log_progress(working->request->log,
                     "Speaking part %zu of %zu, %zu percent", working->done,
                     count, working->done * 100 / count);
    return ok;
}

/* Waves wait in the spool, so any unit may be spoken at any time. */
static size_t all_units(const void *context)
{
    const struct working *working = context;

    return working->todo_count;
}

static bool speak_todo(struct working *working, struct err *err)
{
    const struct speaking_request *request = working->request;
    struct pool_work work = {
        .open = open_speaker,
        .run = speak_unit,
        .context = working,
        .job_count = working->todo_count,
        .at_once = request->jobs,
        .attempts = ATTEMPTS,
        .job_timeout_ms = UNIT_TIMEOUT_MS,
        .sandbox = SANDBOX_FORK,
        .log = request->log,
    };

    if (working->todo_count == 0)
        return true;
    struct pool *pool = pool_start(&work, err);
    bool ok = pool && pool_collect(pool, all_units, take_unit, working, err);
    pool_stop(pool);
    return ok;
}

/* What the cache knows need not be spoken. */
static void take_known(struct working *working)
{
    const struct speaking_request *request = working->request;
    struct kept_spoken spoken;
    struct arena arena = {0};
    struct buf bytes = {0};

    for (size_t u = 0; u < request->units->count; u++) {
        struct kept_unit described = describe(request, u);
        struct checksum_128 key = {0};
        bool known = false;

        if (request->kept->cache) {
            key = kept_spoken_key(request->kept, &described);
            known =
                kept_spoken_load(request->kept, key, &arena, &bytes, &spoken);
        }
        if (known && take_spoken(working, u, &spoken)) {
            working->done++;
            continue;
        }
        if (known)
            cache_remove(request->kept->cache, CACHE_SPOKEN, key);
        working->todo[working->todo_count++] = u;
    }
    buf_release(&bytes);
    arena_release(&arena);
    if (working->done > 0)
        log_detail(request->log, "%zu of %zu parts were spoken before",
                   working->done, request->units->count);
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
    struct working working = {
        .request = request,
        .speaking = speaking,
        .todo = mem_new(request->units->count, sizeof *working.todo),
    };

    *speaking = (struct speaking){0};
    timeline_init(&speaking->timeline, request->script, request->rate_hz);
    bool ok = spool_open(&speaking->spool, request->units->count, err);
    if (ok) {
        take_known(&working);
        ok = speak_todo(&working, err);
    }
    if (ok)
        place_units(request, speaking);
    free(working.todo);
    return ok;
}

/* A wave from the cache. */
static bool load_wave(struct speaking *speaking, const struct kept *kept,
                      size_t unit, struct buf *samples, bool *found,
                      struct err *err)
{
    const struct spool_entry *entry = &speaking->spool.units[unit];

    buf_reset(samples);
    *found = kept->keeps_waves &&
             cache_load(kept->cache, CACHE_WAVE, entry->identity, samples);
    if (!*found)
        return true;
    if (samples->size != entry->frames * sizeof(int16_t)) {
        cache_remove(kept->cache, CACHE_WAVE, entry->identity);
        *found = false;
        return true;
    }
    return spool_add(&speaking->spool, unit, buf_view(samples), err);
}

bool speaking_provide(const struct speaking_request *request,
                      struct speaking *speaking, const size_t *units,
                      size_t count, struct err *err)
{
    struct working working = {
        .request = request,
        .speaking = speaking,
        .todo = mem_new(count, sizeof *working.todo),
        .is_repeat = true,
    };
    struct buf samples = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < count; i++) {
        bool found = true;

        if (!spool_holds(&speaking->spool, units[i]))
            ok = load_wave(speaking, request->kept, units[i], &samples, &found,
                           err);
        if (!found)
            working.todo[working.todo_count++] = units[i];
    }
    buf_release(&samples);
    ok = ok && speak_todo(&working, err);
    free(working.todo);
    return ok;
}

void speaking_release(struct speaking *speaking)
{
    spool_close(&speaking->spool);
    timeline_release(&speaking->timeline);
}
