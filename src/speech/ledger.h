/* ledger: the proof that every byte of a sentence was spoken, rewritten by a
 * named rule, or skipped for a stated reason. */
#ifndef SPEECH_LEDGER_H
#define SPEECH_LEDGER_H

#include "base/buf.h"
#include "base/err.h"
#include "model/outline.h"

#include <stdbool.h>

/* Checks one sentence against the block's text: tokens rise without overlap,
 * leave only white space between them, lie inside the sentence, carry a rule;
 * their spoken stretches rise inside spoken; what is SPOKEN or REWRITTEN and
 * holds a letter or a digit has words, and no words are said without a token.
 * False says which stretch is at fault. */
bool ledger_check(struct view text, const struct sentence *sentence,
                  struct err *err) MUST_USE;

/* All sentences of an outline, and that they cover their blocks; the message
 * names the source and the line. */
bool ledger_check_outline(const struct outline *outline,
                          struct err *err) MUST_USE;

/* Prints a line a token: fate, rule, written, spoken, parted by tabs. */
void ledger_print(struct view text, const struct sentence *sentence,
                  struct buf *out);

#endif
