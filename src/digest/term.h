/* Terms: the words of a text as numbers, for comparing texts in any
 * language. */
#ifndef DIGEST_TERM_H
#define DIGEST_TERM_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /* Shorter words carry no topic, and the first letters stand for all forms
     * of a word: a stop list and a stemmer for any language. */
    TERM_LETTERS_MIN = 4,
    TERM_STEM_LETTERS = 6,
};

struct term {
    uint64_t word; /* hash of all its letters, without case */
    uint64_t stem; /* hash of the first TERM_STEM_LETTERS */
    size_t letters;
    bool telling; /* long enough to carry a topic */
};

/* The next word of text at or behind *at, which moves behind it; false at the
 * end.  A word is a run of letters and digits, with apostrophes inside; each
 * ideograph is a word of its own. */
bool term_next(struct view text, size_t *at, struct term *term);

/* Mixes a number into a hash, so that order counts. */
uint64_t term_mix(uint64_t hash, uint64_t number);

/* Number of words. */
size_t term_count(struct view text);

#endif
