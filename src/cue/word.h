/* The words of a sentence as a reader sees them, tied to the spoken text. */
#ifndef CUE_WORD_H
#define CUE_WORD_H

#include "base/arena.h"
#include "model/script.h"

/* Lists what white space divides in the sentence, as far as it is said.  A
 * word takes the spoken text of its tokens; words that share a token (a date
 * of three words) share its spoken text by their lengths.  Offsets are those
 * of a cue whose shown text is the sentence as written. */
void word_list(struct arena *arena, const struct outline *outline,
               const struct sentence *sentence, struct words *words);

#endif
