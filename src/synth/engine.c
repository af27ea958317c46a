#include "synth/engine.h"

#include <string.h>

static const struct engine *const engines[] = {&espeak_engine, &tone_engine};

const struct engine *engine_at(size_t i)
{
    return i < sizeof engines / sizeof engines[0] ? engines[i] : NULL;
}

const struct engine *engine_find(struct view name)
{
    for (size_t i = 0; engine_at(i); i++) {
        if (view_equal(name, view_of(engine_at(i)->name)))
            return engine_at(i);
    }
    return NULL;
}

void sound_add_samples(struct sound *sound, const int16_t *samples,
                       size_t count)
{
    size_t left = sound->room - sound->frames;

    if (count > left) {
        sound->overflow = true;
        count = left;
    }
    if (count > 0)
        memcpy(sound->samples + sound->frames, samples,
               count * sizeof *samples);
    sound->frames += count;
}

void sound_add_anchor(struct sound *sound, size_t offset, int64_t frame)
{
    if (sound->anchor_count < sound->anchor_room)
        sound->anchors[sound->anchor_count++] = (struct anchor){offset, frame};
}
