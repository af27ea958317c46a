/* number_words: integers in words, by ICU's rule-based number formats (CLDR
 * RBNF).  Formatters are opened once for a language and a style and kept
 * until number_words_close. */
#ifndef SPEECH_NUMBER_WORDS_H
#define SPEECH_NUMBER_WORDS_H

#include "base/buf.h"
#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

enum number_style {
    NUMBER_CARDINAL, /* as one counts: eins, un, uno */
    NUMBER_MASCULINE,
    NUMBER_FEMININE,
    NUMBER_NEUTER,
    NUMBER_ORDINAL, /* masculine where there is a choice */
    NUMBER_ORDINAL_FEMININE,
    NUMBER_ORDINAL_SHORT, /* before a noun: primer, tercer; German "-n" */
    NUMBER_YEAR,
    NUMBER_STYLE_COUNT
};

enum {
    NUMBER_WORDS_DIGITS = 18
}; /* most digits that RBNF takes exactly as int64 */

/* Appends the words of value; false, and nothing appended, when ICU knows no
 * such style of the language. */
bool number_words(struct buf *out, struct view language,
                  enum number_style style, int64_t value);

/* The same for an ASCII decimal number with a fraction ("3.14", "-0.5"), in
 * the language's own way of saying fractions. */
bool number_words_decimal(struct buf *out, struct view language,
                          struct view number);

/* Closes the formatters. */
void number_words_close(void);

#endif
