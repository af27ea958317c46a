/* say: the words of a saying, put together.  Every function appends to
 * saying->words, parted by single spaces. */
#ifndef SPEECH_SAY_H
#define SPEECH_SAY_H

#include "speech/line.h"
#include "speech/number_words.h"

#include <stdint.h>

void say(struct saying *saying, const char *words);
void say_view(struct saying *saying, struct view words);
/* The language's word; nothing where it has none. */
void say_term(const struct line *line, struct saying *saying, enum term term);

/* An integer in words.  Languages whose figures eSpeak reads better than
 * words keep up to four digits as they are. */
void say_integer(const struct line *line, struct saying *saying,
                 enum number_style style, int64_t value);
/* The same for a run of ASCII digits of any length; what is longer than 18
 * digits is read digit by digit. */
void say_whole(const struct line *line, struct saying *saying,
               enum number_style style, struct view digits);
/* Digit by digit: "zero five". */
void say_digits(const struct line *line, struct saying *saying,
                struct view digits);
/* Digits as a house, flight or route number is read in English: 2788
 * "twenty seven eighty eight", 305 "three oh five", 1200 "twelve hundred". */
void say_pairs(const struct line *line, struct saying *saying,
               struct view digits);
/* A year of 1 to 4 digits as the language says years. */
void say_year(const struct line *line, struct saying *saying, int64_t year);

/* Letters one by one; letters that are no ASCII go in as they are. */
void say_letters(const struct line *line, struct saying *saying,
                 struct view letters);

#endif
