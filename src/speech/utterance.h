/* utterance: the text that goes to the engine, grown word by word.  Whatever
 * is added, the result keeps to the engine's grammar:
 *
 *   word   = letters of the voice's script, at most 30, with at most two
 *            inner ' and three inner -, no letter more than 3 times in a row
 *   number = 1 to 4 digits, or such a pair around a dot
 *   dotted = 2 to 6 single letters with dots between (an initialism)
 *   marks  = one of . , ; : ? ! directly behind a word; single spaces
 *
 * Words that the lexicon gave in phonemes go in as [[...]]. */
#ifndef SPEECH_UTTERANCE_H
#define SPEECH_UTTERANCE_H

#include "base/buf.h"
#include "base/view.h"
#include "speech/letters.h"

#include <stdbool.h>
#include <stdint.h>

struct utterance {
    struct buf text;
    enum letter_script script;
    bool has_phonemes;
    bool glue;            /* next word joins the last by a hyphen if it can */
    unsigned letters;     /* in the last word; 0: it is none of letters */
    unsigned apostrophes; /* in the last word */
    unsigned hyphens;
    uint32_t last_letter; /* of the last word, in lower case */
    unsigned repeats;     /* how often it stands there in a row */
};

void utterance_init(struct utterance *utterance, enum letter_script script);
void utterance_release(struct utterance *utterance);
/* Empties it and keeps its memory. */
void utterance_reset(struct utterance *utterance, enum letter_script script);

/* Adds words (letters, digits, ' and - inside words, dots of initialisms,
 * marks , . behind words); everything else in them parts words. */
void utterance_add(struct utterance *utterance, struct view words);

/* Adds lexicon phonemes, without the brackets; they must not hold ']'. */
void utterance_add_phonemes(struct utterance *utterance, struct view phonemes);

/* Adds one of . , ; : ? ! behind the last word; of two marks in a row the
 * stronger one stays.  Without a word before it nothing happens. */
void utterance_add_mark(struct utterance *utterance, char mark);

#endif
