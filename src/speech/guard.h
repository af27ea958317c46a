/* guard: an independent look at what a rule made of the text.  It reads the
 * spoken words back and asks whether the facts of the written ones are in
 * them: figures, percentages, signs, negations, names.  It shares no code
 * with the rules: number words come from its own table. */
#ifndef SPEECH_GUARD_H
#define SPEECH_GUARD_H

#include "speech/line.h"

#include <stdbool.h>

/* True when the facts of atoms [at, saying->end) can be recovered from the
 * saying; otherwise *lost (static) names what is missing.  What is skipped
 * is not looked at. */
bool guard_holds(const struct line *line, size_t at,
                 const struct saying *saying, const char **lost);

/* Says the same atoms plainly: figures one by one, words as written, signs
 * by name.  For what the guard refused. */
void guard_plain(const struct line *line, size_t at, struct saying *saying);

#endif
