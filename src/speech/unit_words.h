/* unit_words: names of units and currencies in the number that a figure
 * asks for ("1 kilometer", "2 kilometers"), by ICU (CLDR).  Formatters are
 * kept until unit_words_close. */
#ifndef SPEECH_UNIT_WORDS_H
#define SPEECH_UNIT_WORDS_H

#include "base/buf.h"
#include "base/view.h"

#include <stdbool.h>

/* Appends the name, without the figure.  unit is a CLDR unit identifier
 * ("kilometer-per-hour"), figure an ASCII decimal number, which decides the
 * plural.  False, and nothing appended, for a unit unknown to ICU. */
bool unit_words(struct buf *out, struct view language, const char *unit,
                struct view figure);

/* The same for an ISO 4217 code. */
bool currency_words(struct buf *out, struct view language, const char *code,
                    struct view figure);

void unit_words_close(void);

#endif
