/* money_table: signs and names of currencies, with their small change where
 * it is said apart. */
#ifndef SPEECH_MONEY_TABLE_H
#define SPEECH_MONEY_TABLE_H

#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

struct money_name {
    const char *tag;  /* language */
    const char *code; /* ISO 4217 */
    const char *one;
    const char *many;
    const char *cent; /* NULL: none */
    const char *cents;
    bool feminine;
};

/* ISO code of a sign ('$', U+20AC ...), or NULL. */
const char *money_code_of_sign(uint32_t sign);

/* ISO code when word is one that is used with figures, else NULL. */
const char *money_code_of_word(struct view word);

/* Names in a language; NULL: ask ICU. */
const struct money_name *money_name(const char *tag, const char *code);

#endif
