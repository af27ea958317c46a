/* What a transcript shows of a sentence: the text as written, but for the
 * marks of notes that are not said. */
#ifndef CUE_SHOWN_H
#define CUE_SHOWN_H

#include "base/arena.h"
#include "model/outline.h"
#include "model/script.h"

/* The text: a view of the block's, or the arena's where marks were taken out.
 * *words, places in the sentence's text, become places in it. */
struct view shown_text(struct arena *arena, const struct outline *outline,
                       const struct sentence *sentence, struct words *words);

#endif
