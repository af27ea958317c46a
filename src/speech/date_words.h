/* date_words: names of months and weekdays, by ICU (CLDR), full and short,
 * read and said.  Kept for each language until date_words_close. */
#ifndef SPEECH_DATE_WORDS_H
#define SPEECH_DATE_WORDS_H

#include "base/buf.h"
#include "base/view.h"

#include <stdbool.h>

/* 1 to 12 when word is a month's name or short name (without its dot) in
 * that language, compared without case; 0 otherwise.  *is_short (unless
 * NULL) tells which. */
int date_month(struct view language, struct view word, bool *is_short);

/* 1 (Sunday) to 7 in the same way. */
int date_weekday(struct view language, struct view word, bool *is_short);

/* Appends the full name as it stands in a date; false for no such name. */
bool date_add_month(struct buf *out, struct view language, int month);
bool date_add_weekday(struct buf *out, struct view language, int weekday);

void date_words_close(void);

#endif
