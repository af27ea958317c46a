/* The gate: the last look at a text before an engine gets it.  It only
 * verifies; it changes nothing.  eSpeak NG 1.51 writes beyond its buffers on
 * some plain texts (glued numbers, chains of dotted letters, stacked
 * suffixes, mixed scripts), so only texts of this grammar pass:
 *
 *     piece    = token { [ mark ] " " token } [ mark ]
 *     token    = word | initials | number | phonemes
 *     word     = 1 to 30 letters of the piece's one script, with up to 2
 *                apostrophes and 3 hyphens, each between letters; the same
 *                letter at most 3 times in a row
 *     initials = 2 to 6 single letters A-Z a-z with a dot between each two
 *     number   = 1 to 4 digits, or those, a dot, and 1 to 4 digits
 *     phonemes = "[[" 1 to 48 of the engine's phoneme characters "]]"
 *     mark     = one of . , ; : ? !
 *
 * with at most 240 bytes, 40 tokens, 8 phoneme tokens, and 10 one-letter
 * words in a row (each letter of initials is one); a dot after a one-letter
 * word or initials only at the very end. */
#ifndef SYNTH_GATE_H
#define SYNTH_GATE_H

#include "base/letter.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    GATE_BYTES = 240,
    GATE_TOKENS = 40,
    GATE_WORD_LETTERS = 30,
    GATE_APOSTROPHES = 2,
    GATE_HYPHENS = 3,
    GATE_REPEATS = 3,
    GATE_INITIALS = 6,
    GATE_DIGITS = 4,
    GATE_SINGLES = 10,
    GATE_PHONEME_BYTES = 48,
    GATE_PHONEME_TOKENS = 8,
};

/* The script whose letters a voice of this language (BCP 47) reads. */
enum letter_script gate_script_of_language(struct view language);

bool gate_is_mark(uint32_t codepoint);

/* Whether a byte may stand between "[[" and "]]". */
bool gate_is_phoneme_char(char c);

/* Letters of different case count as the same in a row. */
uint32_t gate_fold(uint32_t codepoint);

/* Whether the text may be spoken: letters of one script only, which is
 * script; phonemes only if they are allowed. */
bool gate_allows(struct view piece, enum letter_script script,
                 bool allow_phonemes);

#endif
