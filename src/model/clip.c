#include "model/clip.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static int16_t *extend(struct clip *clip, size_t count)
{
    if (clip->frames + count > clip->room) {
        size_t room = clip->room ? clip->room : 16384;

        while (room < clip->frames + count)
            room *= 2;
        clip->samples = mem_resize(clip->samples, room, sizeof *clip->samples);
        clip->room = room;
    }
    int16_t *fresh = clip->samples + clip->frames;
    mem_populate(fresh, count * sizeof *fresh);
    clip->frames += count;
    return fresh;
}

void clip_release(struct clip *clip)
{
    free(clip->samples);
    free(clip->anchors);
    *clip = (struct clip){0};
}

void clip_reset(struct clip *clip)
{
    clip->frames = 0;
    clip->anchor_count = 0;
    clip->gap = false;
    clip->shaken = false;
}

void clip_add_samples(struct clip *clip, const int16_t *samples, size_t count)
{
    if (count > 0)
        memcpy(extend(clip, count), samples, count * sizeof *samples);
}

void clip_add_silence(struct clip *clip, size_t count)
{
    if (count > 0)
        memset(extend(clip, count), 0, count * sizeof *clip->samples);
}

void clip_add_anchor(struct clip *clip, size_t offset, int64_t frame)
{
    if (clip->anchor_count == clip->anchor_room) {
        clip->anchor_room = clip->anchor_room ? clip->anchor_room * 2 : 32;
        clip->anchors =
            mem_resize(clip->anchors, clip->anchor_room, sizeof *clip->anchors);
    }
    clip->anchors[clip->anchor_count++] = (struct anchor){offset, frame};
}
