/* guard_table: which figures number words hold, by the stems they begin
 * with.  Written down apart from ICU's rules, so that the fact guard does not
 * ask the same source twice. */
#ifndef SPEECH_GUARD_TABLE_H
#define SPEECH_GUARD_TABLE_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

/* The figures 1 to 9 (as digits in a string) of the longest stem that text
 * begins with, and its size in bytes; NULL when there is none.  Scale words
 * (hundred, mil) give "1", since they may stand for one of their kind. */
const char *guard_figures(const char *tag, struct view text, size_t *size);

/* Whether the language has a table at all. */
bool guard_knows(const char *tag);

#endif
