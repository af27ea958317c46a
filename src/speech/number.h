/* number: figures as they are written: digits, group signs, a fraction. */
#ifndef SPEECH_NUMBER_H
#define SPEECH_NUMBER_H

#include "speech/line.h"
#include "speech/number_words.h"

enum { NUMBER_WHOLE_MAX = 40 };

struct number {
    size_t end;                   /* atom behind it */
    char whole[NUMBER_WHOLE_MAX]; /* ASCII digits without group signs */
    size_t whole_size;            /* 0: written ".5"; above the maximum: a run
                                     of digits that is read one by one */
    size_t digits_at;             /* atom of the first digits */
    size_t fraction_at;           /* atom of the fraction's digits, or 0 */
    bool grouped;
    bool dot; /* a decimal dot in a language that writes a comma */
};

/* Reads an unsigned number that begins at atom `at` (digits, or a decimal
 * sign right before digits).  False when there is none, also where the
 * digits are part of something longer with dots (1.2.3, 10.12.). */
bool number_read(const struct line *line, size_t at, struct number *number);

/* Its value when it is a whole number below 10^18, else -1. */
int64_t number_value(const struct number *number);
/* True for exactly 1 (not 1.0). */
bool number_is_one(const struct number *number);

/* Says it; a fraction digit by digit or as the language does. */
void number_say(const struct line *line, const struct number *number,
                enum number_style style, struct saying *saying);

/* The first of the two atoms that make a sign before a number: "-5", "+5",
 * with nothing but space or an opening sign before.  0: none, else the term
 * is set and the number begins at at + 1. */
bool number_sign(const struct line *line, size_t at, enum term *term);

/* The form that the noun behind a number at `end` asks for, by its ending,
 * in Spanish, Portuguese and Italian; NUMBER_CARDINAL elsewhere. */
enum number_style number_noun_style(const struct line *line, size_t end);

/* "million", "Milliarden", ... at this atom. */
bool number_is_scale(const struct line *line, size_t at);

#endif
