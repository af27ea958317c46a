/* The installed eSpeak NG behind the gate: any bytes, made into pieces, are
 * spoken in this process, one after the other, so that what one leaves
 * behind can hurt the next.  The voice changes every 250 inputs. */
#include "synth/engine.h"
#include "synth/piece.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROOM = 22050 * 120, SHORT_ROOM = 4000, INPUTS_A_VOICE = 250 };

static const struct {
    const char *name, *language;
} names[] = {
    {"en-us+klatt6", "en-US"},
    {"en-us", "en-US"},
    {"en", "en-GB"},
    {"de", "de"},
    {"fr", "fr"},
    {"es", "es"},
    {"it", "it"},
    {"nl", "nl"},
    {"pt", "pt"},
    {"pl", "pl"},
    {"cs", "cs"},
    {"tr", "tr"},
    {"vi", "vi"},
    {"sv", "sv"},
    {"ro", "ro"},
    {"ru", "ru"},
    {"uk", "uk"},
    {"el", "el"},
    {"ar", "ar"},
    {"fa", "fa"},
    {"hi", "hi"},
    {"ta", "ta"},
    {"ka", "ka"},
    {"ko", "ko"},
    {"ja", "ja"},
    {"cmn", "cmn"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct voice voice = {.engine = {"espeak-ng", 9}, .path = {"fuzz", 4}};
static struct manner manner = {449, 50, 50, 100, {0}};
static struct sound sound;

static void choose_voice(size_t number)
{
    struct err err;
    int rate_hz;

    voice.variant = view_of(names[number].name);
    voice.language = view_of(names[number].language);
    if (!sound.samples) {
        sound.samples = malloc(ROOM * sizeof *sound.samples);
        sound.anchors = malloc(512 * sizeof *sound.anchors);
        sound.room = ROOM;
        sound.anchor_room = 512;
    }
    if (!espeak_engine.open(&voice, &rate_hz, &err) ||
        !espeak_engine.prepare(&voice, &manner, &err)) {
        fprintf(stderr, "fuzz_engine: %s\n", err.message);
        exit(1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static size_t inputs;
    const char *first = getenv("FUZZ_FIRST_VOICE");
    size_t start = first ? (size_t)strtoul(first, NULL, 10) : 0;

    if (size == 0)
        return 0;
    if (inputs % INPUTS_A_VOICE == 0)
        choose_voice((start + inputs / INPUTS_A_VOICE) %
                     (sizeof names / sizeof names[0]));
    inputs++;
    bool has_phonemes = (data[0] & 0x80) != 0;
    struct view text = {(const char *)data + 1, size - 1};
    struct lexemes lexemes;

    lexeme_read(&lexemes, text, gate_script_of_language(voice.language),
                has_phonemes);
    for (size_t next = 0; next < lexemes.count;) {
        struct piece piece = piece_next(&lexemes, next);
        struct buf written = {0};

        piece_write(&lexemes, &piece, &written);
        struct engine_piece spoken = {.text = buf_view(&written),
                                      .has_phonemes = has_phonemes,
                                      .pause_after = true};
        sound.frames = sound.anchor_count = 0;
        sound.overflow = false;
        /* Text is what hurts; most waves are cut short to save time. */
        sound.room = data[0] % 4 == 0 ? ROOM : SHORT_ROOM;
        if (!espeak_engine.speak(&spoken, &sound) && !sound.overflow) {
            fprintf(stderr, "fuzz_engine: not spoken: %s\n", written.data);
            abort();
        }
        buf_release(&written);
        next = piece.first + piece.count;
    }
    lexeme_release(&lexemes);
    return 0;
}
