#include "stitch/stitch.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A clip begins with its first audible sample, which may be the burst of a
 * plosive: its fade in must be too short to soften that.  The end dies away
 * and bears a longer one. */
enum { FADE_IN_MS = 1, FADE_OUT_MS = 5 };

void stitch_init(struct stitch *stitch, const struct script *script,
                 size_t first_cue, int rate_hz)
{
    *stitch = (struct stitch){
        .script = script, .rate_hz = rate_hz, .first_cue = first_cue};
}

void stitch_release(struct stitch *stitch)
{
    for (size_t i = 0; i < stitch->cue_count; i++)
        free(stitch->cues[i].words);
    free(stitch->cues);
    free(stitch->samples);
    *stitch = (struct stitch){0};
}

static int16_t *extend(struct stitch *stitch, size_t count)
{
    if (count > stitch->room - stitch->frames) {
        size_t room = stitch->room ? stitch->room : 65536;

        while (room < stitch->frames + count)
            room *= 2;
        stitch->samples =
            mem_resize(stitch->samples, room, sizeof *stitch->samples);
        stitch->room = room;
    }
    int16_t *fresh = stitch->samples + stitch->frames;
    mem_populate(fresh, count * sizeof *fresh);
    stitch->frames += count;
    return fresh;
}

static void add_silence(struct stitch *stitch, size_t count)
{
    if (count > 0)
        memset(extend(stitch, count), 0, count * sizeof *stitch->samples);
}

/* The script's cue that comes next, and the room for its times, in which
 * only the beginning is filled. */
static const struct cue *next_cue(struct stitch *stitch, struct cue_time **time)
{
    if (stitch->cue_count == stitch->cue_room) {
        stitch->cue_room = stitch->cue_room ? stitch->cue_room * 2 : 32;
        stitch->cues =
            mem_resize(stitch->cues, stitch->cue_room, sizeof *stitch->cues);
    }
    *time = &stitch->cues[stitch->cue_count];
    **time = (struct cue_time){.at.begin = (int64_t)stitch->frames};
    return &stitch->script->cues.at[stitch->first_cue + stitch->cue_count++];
}

static size_t frames_of_ms(const struct stitch *stitch, int ms)
{
    return ((size_t)ms * (size_t)stitch->rate_hz + 500) / 1000;
}

static void fade(const struct stitch *stitch, int16_t *samples, size_t frames)
{
    size_t in = frames_of_ms(stitch, FADE_IN_MS);
    size_t out = frames_of_ms(stitch, FADE_OUT_MS);

    if (in > frames / 2)
        in = frames / 2;
    if (out > frames / 2)
        out = frames / 2;
    for (size_t i = 0; i < in; i++)
        samples[i] = (int16_t)(samples[i] * (int)i / (int)in);
    for (size_t i = 0; i < out; i++) {
        int16_t *sample = &samples[frames - 1 - i];

        *sample = (int16_t)(*sample * (int)i / (int)out);
    }
}

/* Frame of a text offset, on the line between the anchors around it; the
 * beginning and end of clip and text are anchors too.  *from is where the
 * search begins, and moves on with rising offsets. */
static int64_t frame_at(const struct clip *clip, size_t text_size,
                        size_t offset, size_t *from)
{
    struct anchor before = {0, 0};
    struct anchor after = {text_size, (int64_t)clip->frames};

    while (*from < clip->anchor_count && clip->anchors[*from].offset <= offset)
        ++*from;
    if (*from > 0)
        before = clip->anchors[*from - 1];
    if (*from < clip->anchor_count)
        after = clip->anchors[*from];
    if (offset <= before.offset || after.offset <= before.offset)
        return before.frame;
    if (offset >= after.offset)
        return after.frame;
    double part = (double)(offset - before.offset) /
                  (double)(after.offset - before.offset);
    return before.frame +
           (int64_t)(part * (double)(after.frame - before.frame));
}

/* Each word lasts until the next begins, the last one until the clip ends. */
static struct stretch *time_words(const struct cue *cue,
                                  const struct clip *clip, int64_t begin)
{
    size_t count = cue->words.count;
    int64_t end = begin + (int64_t)clip->frames;
    int64_t last = begin;
    size_t from = 0;

    if (count == 0)
        return NULL;
    struct stretch *words = mem_new(count, sizeof *words);
    for (size_t i = 0; i < count; i++) {
        int64_t at = begin + frame_at(clip, cue->spoken.size,
                                      cue->words.at[i].spoken_begin, &from);

        if (at < last)
            at = last;
        if (at > end)
            at = end;
        words[i] = (struct stretch){at, end};
        if (i > 0)
            words[i - 1].end = at;
        last = at;
    }
    return words;
}

void stitch_clip(struct stitch *stitch, const struct clip *clip)
{
    struct cue_time *time;
    const struct cue *cue = next_cue(stitch, &time);

    if (clip->frames > 0) {
        int16_t *samples = extend(stitch, clip->frames);

        memcpy(samples, clip->samples, clip->frames * sizeof *samples);
        fade(stitch, samples, clip->frames);
    }
    time->at.end = (int64_t)stitch->frames;
    time->gap = clip->gap;
    time->words = time_words(cue, clip, time->at.begin);
}

void stitch_silent_cue(struct stitch *stitch)
{
    struct cue_time *time;
    const struct cue *cue = next_cue(stitch, &time);

    if (cue->kind == CUE_PAUSE && cue->pause_ms > 0)
        add_silence(stitch, frames_of_ms(stitch, cue->pause_ms));
    time->at.end = (int64_t)stitch->frames;
}

void stitch_lead_pause(struct stitch *stitch, size_t frames)
{
    struct cue_time *time;

    next_cue(stitch, &time);
    add_silence(stitch, frames);
    time->at.end = (int64_t)stitch->frames;
}

void stitch_pad(struct stitch *stitch, size_t quantum, size_t tail)
{
    size_t silent = 0;

    while (silent < stitch->frames && silent < tail &&
           stitch->samples[stitch->frames - 1 - silent] == 0)
        silent++;
    if (silent < tail)
        add_silence(stitch, tail - silent);
    if (stitch->frames % quantum > 0)
        add_silence(stitch, quantum - stitch->frames % quantum);
    if (stitch->cue_count == 0)
        return;

    size_t last = stitch->cue_count - 1;
    if (stitch->script->cues.at[stitch->first_cue + last].kind == CUE_PAUSE)
        stitch->cues[last].at.end = (int64_t)stitch->frames;
}
