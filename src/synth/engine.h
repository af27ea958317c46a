/* An engine turns a piece of gated text into samples and anchors.  Engines
 * are a table of operations; a speaker chooses one by the name in the voice
 * file and calls it only in processes forked for one piece each. */
#ifndef SYNTH_ENGINE_H
#define SYNTH_ENGINE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/view.h"
#include "model/clip.h"
#include "model/voice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where an engine puts what it makes.  The memory is the caller's. */
struct sound {
    int16_t *samples; /* mono, at the engine's rate */
    size_t frames;
    size_t room;            /* in frames */
    struct anchor *anchors; /* offset in the piece, frame from its start */
    size_t anchor_count;
    size_t anchor_room;
    bool overflow; /* there was more than room for */
};

struct engine_piece {
    struct view text; /* passes the gate; NUL-terminated behind its end */
    bool has_phonemes;
    bool pause_after; /* with the engine's own pause for the last mark */
};

/* One voice that an engine has. */
struct engine_voice {
    struct view name;     /* as voice files say it */
    struct view language; /* BCP 47, as the engine says it */
    struct view title;
};

struct engine_voices {
    struct engine_voice *at; /* by language, then name */
    size_t count;
    size_t room;
};

struct engine {
    const char *name;
    /* Opens the engine for a voice and gives its sample rate.  Once opened
     * in a process it stays open; a second call only selects the voice.
     * Fails with a message that names the voice file. */
    bool (*open)(const struct voice *voice, int *rate_hz, struct err *err);
    /* Appends what changes whenever library or data do, and so perhaps the
     * sound; NULL: there is nothing but this program.  Needs no open
     * engine. */
    void (*identify)(struct buf *identity);
    /* Where it keeps the files that prepare() reads; NULL: it has none. */
    const char *(*folder)(void);
    /* Readies the engine for one piece: the voice (selected anew unless it
     * is the one that was opened) and the manner.  May read files, so it
     * comes before the sandbox. */
    bool (*prepare)(const struct voice *voice, const struct manner *manner,
                    struct err *err);
    /* Speaks.  False when the engine says it failed; sound->frames is what
     * it made. */
    bool (*speak)(const struct engine_piece *piece, struct sound *sound);
    /* Appends how it would be pronounced, in IPA; NULL: the engine cannot
     * tell. */
    bool (*phonemes)(const struct engine_piece *piece, struct buf *ipa);
    /* Lists its voices.  Needs no open engine. */
    bool (*list)(struct arena *arena, struct engine_voices *voices,
                 struct err *err);
};

/* The engine of that name, or NULL. */
const struct engine *engine_find(struct view name);

/* Engine number i of all, NULL behind the last. */
const struct engine *engine_at(size_t i);

extern const struct engine espeak_engine;
extern const struct engine tone_engine;

/* For engines: append to a sound, dropping what does not fit. */
void sound_add_samples(struct sound *sound, const int16_t *samples,
                       size_t count);
void sound_add_anchor(struct sound *sound, size_t offset, int64_t frame);

#endif
