/* A test engine: every letter and digit becomes a tone of its own, so that
 * what was spoken, and when, can be told from the samples.  It needs no data
 * and is the same on every machine (integer arithmetic only). */
#include "synth/engine.h"

#include "base/utf8.h"

enum {
    RATE_HZ = 22050,
    AMPLITUDE = 8000,
    LETTER_MS = 60, /* at 175 words a minute */
    SPACE_MS = 20,
    MARK_MS = 150,
    EDGE_MS = 10, /* silence before and behind a piece, to be trimmed */
};

static struct manner now;

static bool tone_open(const struct voice *voice, int *rate_hz, struct err *err)
{
    (void)voice;
    (void)err;
    *rate_hz = RATE_HZ;
    return true;
}

static bool tone_prepare(const struct voice *voice, const struct manner *manner,
                         struct err *err)
{
    (void)voice;
    (void)err;
    now = *manner;
    return true;
}

static size_t frames_of(int ms)
{
    int rate_wpm = now.rate_wpm > 0 ? now.rate_wpm : 175;

    return (size_t)ms * RATE_HZ / 1000 * 175 / (size_t)rate_wpm;
}

static void add_silence(struct sound *sound, size_t frames)
{
    static const int16_t zeros[256];

    for (size_t at = 0; at < frames; at += 256)
        sound_add_samples(sound, zeros, frames - at < 256 ? frames - at : 256);
}

/* A triangle wave that swells and fades, 200 to 965 Hz by its character. */
static void add_tone(struct sound *sound, uint32_t codepoint, size_t frames)
{
    uint32_t step =
        (uint32_t)(((200 + (codepoint & 0xFF) * 3) << 16) / RATE_HZ);
    uint32_t phase = 0;

    for (size_t i = 0; i < frames; i++) {
        int32_t saw = (int32_t)(phase & 0xFFFF) - 0x8000;
        int32_t triangle = (saw < 0 ? -saw : saw) - 0x4000;
        size_t edge = i < frames - i ? i : frames - i;
        int32_t swell = edge < 64 ? (int32_t)edge : 64;
        int32_t volume = now.volume > 0 ? now.volume : 100;
        int16_t sample = (int16_t)(triangle * AMPLITUDE / 0x4000 * swell / 64 *
                                   volume / 200);

        sound_add_samples(sound, &sample, 1);
        phase += step;
    }
}

static bool tone_speak(const struct engine_piece *piece, struct sound *sound)
{
    bool in_word = false;

    add_silence(sound, frames_of(EDGE_MS));
    for (size_t at = 0; at < piece->text.size;) {
        size_t begin = at;
        uint32_t codepoint = utf8_next(piece->text, &at);
        bool last = at == piece->text.size;

        if (codepoint == ' ') {
            add_silence(sound, frames_of(SPACE_MS));
            in_word = false;
        } else if (codepoint < '0' || (codepoint > '9' && codepoint < 'A')) {
            if (!last || piece->pause_after)
                add_silence(sound, frames_of(MARK_MS));
        } else {
            if (!in_word)
                sound_add_anchor(sound, begin, (int64_t)sound->frames);
            in_word = true;
            add_tone(sound, codepoint, frames_of(LETTER_MS));
        }
    }
    add_silence(sound, frames_of(EDGE_MS));
    return !sound->overflow;
}

static bool tone_list(struct arena *arena, struct engine_voices *voices,
                      struct err *err)
{
    (void)err;
    *ARENA_PUSH(arena, voices) = (struct engine_voice){
        VIEW("tone"), VIEW("mul"), VIEW("A tone for each letter, for tests")};
    return true;
}

const struct engine tone_engine = {
    .name = "tone",
    .open = tone_open,
    .prepare = tone_prepare,
    .speak = tone_speak,
    .list = tone_list,
};
