/* The forms of `script` that look at text without making a show of it. */
#ifndef CLI_SCRIPT_LINE_H
#define CLI_SCRIPT_LINE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "cli/options.h"
#include "pipeline/article.h"

#include <stdbool.h>

/* --lines: each line of the input as it will be spoken, line for line.  Of
 * the lexicons only --lexicon counts. */
bool script_lines(const struct options *options, const struct log *log,
                  struct buf *out, struct err *err) MUST_USE;

/* --sentences: each line of the input (in which \n, \t and \\ stand for line
 * end, tab and backslash) as its sentences, divided by tabs. */
bool script_sentences(const struct options *options, struct buf *out,
                      struct err *err) MUST_USE;

/* --why: the ledger of every sentence, a line a token: fate, rule, written,
 * spoken; then what the reader left out. */
void script_why(const struct program *program, struct buf *out);

#endif
