/* eSpeak NG's phoneme mnemonics, as lexicons write them between [[ and ]]. */
#ifndef SPEECH_LEXICON_PHONEME_H
#define SPEECH_LEXICON_PHONEME_H

#include "base/arena.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

/* True when the language's voices know every mnemonic; otherwise *bad is the
 * offset of the first that they do not.  eSpeak NG 1.51 drops the rest of a
 * word after an unknown mnemonic without a word.  For English the mnemonics
 * are listed; for other languages only the characters are checked. */
bool lexicon_phoneme_check(struct view language, struct view phonemes,
                           size_t *bad);

/* Phonemes of an English plural or possessive ending behind these. */
struct view lexicon_phoneme_ending(struct view phonemes);

/* Mnemonics of an American English voice for IPA, from arena.  False when a
 * symbol has no counterpart; then *bad is its offset. */
bool lexicon_phoneme_from_ipa(struct arena *arena, struct view ipa,
                              struct view *phonemes, size_t *bad);

#endif
