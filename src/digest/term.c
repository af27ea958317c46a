#include "digest/term.h"

#include "base/letter.h"
#include "base/utf8.h"

/* Stafford's variant 13 of the finaliser of MurmurHash3, as in SplitMix64. */
uint64_t term_mix(uint64_t hash, uint64_t number)
{
    uint64_t x = hash + 0x9E3779B97F4A7C15U + number;

    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27) * 0x94D049BB133111EBU;
    return x ^ x >> 31;
}

static bool is_ideograph(uint32_t codepoint)
{
    return codepoint != UTF8_INVALID && codepoint >= 0x2E80 &&
           letter_script(codepoint) == LETTER_HAN;
}

static bool is_inside(uint32_t codepoint)
{
    return codepoint != UTF8_INVALID &&
           (letter_any(codepoint) || letter_digit(codepoint));
}

static bool is_apostrophe(uint32_t codepoint)
{
    return codepoint == '\'' || codepoint == 0x2019;
}

static void add_letter(struct term *term, uint32_t codepoint)
{
    uint32_t folded = letter_fold(codepoint);

    term->word = term_mix(term->word, folded);
    if (term->letters < TERM_STEM_LETTERS)
        term->stem = term_mix(term->stem, folded);
    term->letters++;
}

bool term_next(struct view text, size_t *at, struct term *term)
{
    *term = (struct term){0};
    while (*at < text.size) {
        size_t next = *at;
        uint32_t codepoint = utf8_next(text, &next);

        if (is_ideograph(codepoint)) {
            if (term->letters > 0)
                break;
            add_letter(term, codepoint);
            term->telling = true;
            *at = next;
            return true;
        }
        if (is_inside(codepoint)) {
            add_letter(term, codepoint);
        } else if (term->letters > 0 && is_apostrophe(codepoint) &&
                   next < text.size) {
            size_t after = next;

            if (!is_inside(utf8_next(text, &after)))
                break;
        } else if (term->letters > 0) {
            break;
        }
        *at = next;
    }
    term->telling = term->letters >= TERM_LETTERS_MIN;
    return term->letters > 0;
}

size_t term_count(struct view text)
{
    struct term term;
    size_t count = 0;

    for (size_t at = 0; term_next(text, &at, &term);)
        count++;
    return count;
}
