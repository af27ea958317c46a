/* abbreviation_table: what is written short and said in full, by language. */
#ifndef SPEECH_ABBREVIATION_TABLE_H
#define SPEECH_ABBREVIATION_TABLE_H

#include "speech/grammar.h"

/* The table of a language, static; NULL and *count 0 where there is none. */
const struct abbreviation *abbreviation_table(const char *tag, size_t *count);

#endif
