#include "pipeline/unit_speech.h"

#include "base/buf.h"
#include "master/master.h"
#include "stitch/stitch.h"

#include <time.h>

static uint64_t now_us(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static bool stitch_cues(struct speaker *speaker, const struct kept_unit *unit,
                        struct stitch *stitch, struct pool_pipe *pipe,
                        bool *is_repeatable, struct err *err)
{
    struct clip clip = {0};
    bool ok = true;

    for (size_t i = 1; ok && i < unit->unit.cue_count; i++) {
        enum speaker_outcome outcome;
        const struct cue *cue =
            &unit->script->cues.at[unit->unit.first_cue + i];

        if (cue->kind != CUE_SAY) {
            stitch_silent_cue(stitch);
            continue;
        }
        ok = speaker_say(speaker, cue, &clip, &outcome, err);
        if (!ok)
            break;
        stitch_clip(stitch, &clip);
        if (clip.shaken)
            *is_repeatable = false;
        if (outcome != SPEAKER_CLEAN) {
            struct kept_outcome said = {.cue = i, .outcome = (int)outcome};

            ok = pool_send(pipe, UNIT_OUTCOME,
                           (struct view){(const char *)&said, sizeof said});
        }
    }
    clip_release(&clip);
    return ok;
}

static bool send_unit(const struct kept_unit *unit, const struct stitch *stitch,
                      const struct unit_effort *effort, struct pool_pipe *pipe,
                      struct err *err)
{
    struct loudness loudness = {0};
    struct buf times = {0};
    struct view samples = {(const char *)stitch->samples,
                           stitch->frames * sizeof *stitch->samples};

    if (!loudness_add_wave(&loudness, stitch->samples, stitch->frames,
                           stitch->rate_hz, err))
        return false;
    kept_times_put(unit->script, &unit->unit, stitch->cues, &times);
    bool ok =
        pool_send_all(pipe, UNIT_SAMPLES, samples) &&
        pool_send_all(pipe, UNIT_TIMES, buf_view(&times)) &&
        pool_send(pipe, UNIT_LOUDNESS,
                  (struct view){(const char *)&loudness, sizeof loudness}) &&
        pool_send(pipe, UNIT_EFFORT,
                  (struct view){(const char *)effort, sizeof *effort});
    buf_release(&times);
    return ok;
}

bool unit_speak(struct speaker *speaker, const struct kept_unit *unit,
                struct pool_pipe *pipe, struct err *err)
{
    struct stitch stitch;
    struct unit_effort effort = {.is_repeatable = true};
    uint64_t began_us = now_us();

    stitch_init(&stitch, unit->script, unit->unit.first_cue, unit->rate_hz);
    stitch_lead_pause(&stitch, unit->lead_frames);
    bool ok =
        stitch_cues(speaker, unit, &stitch, pipe, &effort.is_repeatable, err);
    if (ok) {
        stitch_pad(&stitch, unit->quantum_frames, unit->tail_frames);
        master_prepare(stitch.samples, stitch.frames, stitch.rate_hz);
        effort.cost_us = now_us() - began_us;
        ok = send_unit(unit, &stitch, &effort, pipe, err);
    }
    stitch_release(&stitch);
    return ok;
}
