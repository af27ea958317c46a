#include "pipeline/kept.h"

#include "audio/resample.h"
#include "base/wire.h"
#include "synth/engine.h"

#include <string.h>
#include <sys/stat.h>

enum {
    /* A wave may take this part of the cache's room. */
    WAVE_SHARE = 8,
    /* Speech of 15 bytes a second, at 22050 Hz. */
    WAVE_BYTES_A_TEXT_BYTE = 22050 * 2 / 15,
};

/* A build that was not given a version of its own is known by its file. */
static void identify_program(struct buf *identity)
{
    struct stat status = {.st_size = 0};

    buf_addf(identity, "briefcast " BRIEFCAST_VERSION);
    if (stat("/proc/self/exe", &status) == 0)
        buf_addf(identity, " %lld %lld.%09ld", (long long)status.st_size,
                 (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
    buf_add_char(identity, '\n');
}

static struct checksum_128 sum_makers(void)
{
    struct buf identity = {0};
    const struct engine *engine;

    identify_program(&identity);
    buf_addf(&identity, "%s\n%s\n", mp3_encoder_version(), resampler_version());
    for (size_t i = 0; (engine = engine_at(i)); i++) {
        if (engine->identify)
            engine->identify(&identity);
    }
    struct checksum_128 sum = checksum_128(buf_view(&identity));
    buf_release(&identity);
    return sum;
}

void kept_init(struct kept *kept, struct cache *cache,
               const struct script *script)
{
    uint64_t bytes = 0;

    *kept = (struct kept){.cache = cache};
    if (!cache)
        return;
    kept->makers = sum_makers();
    for (size_t i = 0; i < script->cues.count; i++)
        bytes += script->cues.at[i].spoken.size * WAVE_BYTES_A_TEXT_BYTE;
    kept->keeps_waves = bytes < cache_limit_bytes(cache) / WAVE_SHARE;
}

static void put_manner(struct buf *key, const struct manner *manner)
{
    wire_put_number(key, (uint64_t)manner->rate_wpm);
    wire_put_number(key, (uint64_t)manner->pitch);
    wire_put_number(key, (uint64_t)manner->range);
    wire_put_number(key, (uint64_t)manner->volume);
    wire_put_text(key, manner->variant);
}

static void put_voice(struct buf *key, const struct voice *voice)
{
    wire_put_text(key, voice->engine);
    wire_put_text(key, voice->variant);
    wire_put_text(key, voice->language);
}

static void put_cue(struct buf *key, const struct cue *cue)
{
    wire_put_number(key, cue->kind);
    if (cue->kind == CUE_PAUSE)
        wire_put_number(key, (uint64_t)cue->pause_ms);
    if (cue->kind != CUE_SAY)
        return;
    put_voice(key, cue->voice);
    put_manner(key, &cue->voice->roles[cue->role]);
    wire_put_text(key, cue->spoken);
    wire_put_number(key, cue->has_phonemes);
    wire_put_number(key, cue->words.count);
    for (size_t i = 0; i < cue->words.count; i++)
        wire_put_number(key, cue->words.at[i].spoken_begin);
}

static void put_makers(struct buf *key, const struct kept *kept,
                       enum cache_kind kind)
{
    wire_put_number(key, kind);
    wire_put_number(key, kept->makers.low);
    wire_put_number(key, kept->makers.high);
}

static struct checksum_128 sum_key(struct buf *key)
{
    struct checksum_128 sum = checksum_128(buf_view(key));

    buf_release(key);
    return sum;
}

struct checksum_128 kept_spoken_key(const struct kept *kept,
                                    const struct kept_unit *unit)
{
    struct buf key = {0};

    put_makers(&key, kept, CACHE_SPOKEN);
    put_voice(&key, unit->opened);
    wire_put_number(&key, unit->lead_frames);
    wire_put_number(&key, unit->tail_frames);
    wire_put_number(&key, unit->quantum_frames);
    wire_put_number(&key, (uint64_t)unit->rate_hz);
    /* The first cue is the pause that leads in, of lead_frames. */
    for (size_t i = 1; i < unit->unit.cue_count; i++)
        put_cue(&key, &unit->script->cues.at[unit->unit.first_cue + i]);
    return sum_key(&key);
}

void kept_times_put(const struct script *script, const struct unit *unit,
                    const struct cue_time *cues, struct buf *times)
{
    for (size_t i = 0; i < unit->cue_count; i++) {
        const struct cue *cue = &script->cues.at[unit->first_cue + i];
        const struct cue_time *time = &cues[i];

        buf_add(times, (struct view){(const char *)&time->at, sizeof time->at});
        buf_add_char(times, (char)time->gap);
        buf_add(times, (struct view){(const char *)time->words,
                                     cue->words.count * sizeof *time->words});
    }
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

bool kept_times_take(struct timeline *timeline, const struct unit *unit,
                     struct view times)
{
    for (size_t i = 0; i < unit->cue_count; i++) {
        size_t index = unit->first_cue + i;
        struct cue_time *time = &timeline->cues[index];
        size_t words = timeline->script->cues.at[index].words.count;
        char gap;

        if (!take_bytes(&times, &time->at, sizeof time->at) ||
            !take_bytes(&times, &gap, 1) ||
            !take_bytes(&times, time->words, words * sizeof *time->words))
            return false;
        time->gap = gap != 0;
    }
    return times.size == 0;
}

/* Most classes of the histogram are empty. */
static void put_loudness(struct buf *out, const struct loudness *loudness)
{
    size_t count = 0;

    for (size_t i = 0; i < LOUDNESS_CLASSES; i++)
        count += loudness->blocks[i] > 0;
    wire_put_number(out, count);
    for (size_t i = 0; i < LOUDNESS_CLASSES; i++) {
        if (loudness->blocks[i] == 0)
            continue;
        wire_put_number(out, i);
        wire_put_number(out, loudness->blocks[i]);
        wire_put_number(out, loudness->power[i]);
    }
    wire_put_number(out, loudness->energy);
    for (size_t i = 0; i < LOUDNESS_THRESHOLDS; i++)
        wire_put_number(out, loudness->limited[i]);
}

static void take_loudness(struct wire *wire, struct loudness *loudness)
{
    size_t count = wire_take_count(wire, 3 * sizeof(uint64_t));

    for (size_t k = 0; k < count; k++) {
        uint64_t i = wire_take_number(wire, 0, LOUDNESS_CLASSES - 1);

        loudness->blocks[i] = wire_take_number(wire, 0, INT64_MAX);
        loudness->power[i] = wire_take_number(wire, 0, INT64_MAX);
    }
    loudness->energy = wire_take_number(wire, 0, INT64_MAX);
    for (size_t i = 0; i < LOUDNESS_THRESHOLDS; i++)
        loudness->limited[i] = wire_take_number(wire, 0, INT64_MAX);
}

void kept_spoken_store(const struct kept *kept, struct checksum_128 key,
                       const struct kept_spoken *spoken, uint64_t cost_us)
{
    struct buf bytes = {0};

    wire_put_number(&bytes, spoken->wave.low);
    wire_put_number(&bytes, spoken->wave.high);
    wire_put_number(&bytes, spoken->frames);
    put_loudness(&bytes, &spoken->loudness);
    wire_put_number(&bytes, spoken->outcomes.count);
    for (size_t i = 0; i < spoken->outcomes.count; i++) {
        wire_put_number(&bytes, spoken->outcomes.at[i].cue);
        wire_put_number(&bytes, (uint64_t)spoken->outcomes.at[i].outcome);
    }
    buf_add(&bytes, spoken->times);
    cache_store(kept->cache, CACHE_SPOKEN, key, buf_view(&bytes), cost_us);
    buf_release(&bytes);
}

bool kept_spoken_load(const struct kept *kept, struct checksum_128 key,
                      struct arena *arena, struct buf *bytes,
                      struct kept_spoken *spoken)
{
    struct wire wire = {.arena = arena};

    *spoken = (struct kept_spoken){0};
    buf_reset(bytes);
    if (!cache_load(kept->cache, CACHE_SPOKEN, key, bytes))
        return false;
    wire.rest = buf_view(bytes);
    spoken->wave.low = wire_take_number(&wire, 0, UINT64_MAX);
    spoken->wave.high = wire_take_number(&wire, 0, UINT64_MAX);
    spoken->frames = wire_take_number(&wire, 1, INT64_MAX);
    take_loudness(&wire, &spoken->loudness);
    size_t count = wire_take_count(&wire, 2 * sizeof(uint64_t));
    for (size_t i = 0; i < count; i++) {
        struct kept_outcome *said = ARENA_PUSH(arena, &spoken->outcomes);

        said->cue = wire_take_number(&wire, 0, SIZE_MAX);
        said->outcome = (int)wire_take_number(&wire, 0, INT32_MAX);
    }
    spoken->times = wire.rest;
    if (wire.bad)
        cache_remove(kept->cache, CACHE_SPOKEN, key);
    return !wire.bad;
}

static void put_exactly(struct buf *key, double number)
{
    buf_add(key, (struct view){(const char *)&number, sizeof number});
}

struct checksum_128 kept_mpeg_key(const struct kept *kept,
                                  const struct encoding_request *request,
                                  size_t unit)
{
    const struct spool_entry *entry = &request->spool->units[unit];
    const struct mp3_format *mp3 = request->mp3;
    struct buf key = {0};

    put_makers(&key, kept, CACHE_MPEG);
    wire_put_number(&key, entry->identity.low);
    wire_put_number(&key, entry->identity.high);
    wire_put_number(&key, entry->frames);
    wire_put_number(&key, (uint64_t)request->rate_hz);
    wire_put_number(&key, (uint64_t)request->out_rate_hz);
    put_exactly(&key, request->gain_db);
    put_exactly(&key, request->ceiling_dbtp);
    wire_put_number(&key, (uint64_t)mp3->rate_hz);
    wire_put_number(&key, (uint64_t)mp3->bitrate_kbps);
    wire_put_number(&key, (uint64_t)mp3->quality);
    wire_put_number(&key, (uint64_t)mp3->bandwidth_hz);
    wire_put_number(&key, unit + 1 == request->spool->unit_count);
    return sum_key(&key);
}
