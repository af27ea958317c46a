/* synth: say cue -> clip.  A speaker owns the engine of the voices that a
 * script uses.  It speaks each cue in a process of its own, forked from the
 * freshly opened engine, so that a clip depends on its text and voice alone;
 * and it goes down the retry ladder when that process fails. */
#ifndef SYNTH_SPEAKER_H
#define SYNTH_SPEAKER_H

#include "base/buf.h"
#include "base/err.h"
#include "model/clip.h"
#include "model/script.h"

#include <stdbool.h>

struct speaker;

/* What the ladder had to do for one cue. */
enum speaker_outcome {
    SPEAKER_CLEAN,    /* at the first attempt */
    SPEAKER_REPEATED, /* whole, at a later attempt */
    SPEAKER_PIECES,   /* whole, but cut into pieces */
    SPEAKER_SPELLED,  /* some word without its marks, or letter by letter */
    SPEAKER_GAP,      /* some of it is silence: a reported gap */
};

/* Opens the engine for a voice.  Call it in the zygote: the engine cannot be
 * closed and opened again in one process.  NULL with a message that names
 * the voice file when the engine or its voice is not there. */
struct speaker *speaker_open(const struct voice *voice, struct err *err);
void speaker_close(struct speaker *speaker);

/* Samples a second of its clips. */
int speaker_rate_hz(const struct speaker *speaker);

/* Speaks a CUE_SAY into clip, which is reset first: sound from its first to
 * its last audible sample (the engine's own silence at both ends is cut off,
 * anchors moved with it).  Never fails for the text's sake: at worst the clip
 * is a gap of 300 ms.  False when the machine gives out (fork, memory). */
bool speaker_say(struct speaker *speaker, const struct cue *cue,
                 struct clip *clip, enum speaker_outcome *outcome,
                 struct err *err) MUST_USE;

/* Like speaker_say for a fixed sentence, whose clip must be plausible; shows
 * that engine, data and voice work. */
bool speaker_self_test(struct speaker *speaker, struct err *err) MUST_USE;

/* Appends how a voice of the same engine pronounces the text, in IPA, words
 * divided by spaces: what the lexicon's assertions are checked against. */
bool speaker_phonemes(struct speaker *speaker, const struct voice *voice,
                      struct view spoken, bool has_phonemes, struct buf *ipa,
                      struct err *err) MUST_USE;

#endif
