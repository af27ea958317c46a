/* What kind of character a code point is: the properties of the Unicode
 * Character Database that rules about written text ask for.  Every function
 * takes any value; UTF8_INVALID and unassigned ones have no property. */
#ifndef BASE_LETTER_H
#define BASE_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool letter_any(uint32_t codepoint);   /* General_Category L and M */
bool letter_upper(uint32_t codepoint); /* Lu, Lt */
bool letter_lower(uint32_t codepoint); /* Ll */
bool letter_digit(uint32_t codepoint); /* Nd, of any script */
bool letter_space(uint32_t codepoint); /* White_Space */

bool letter_mark(uint32_t codepoint);      /* General_Category M */
bool letter_format(uint32_t codepoint);    /* Cf: joiners, direction marks */
bool letter_variation(uint32_t codepoint); /* Variation_Selector */
/* Extended_Pictographic, flag letters, skin tones. */
bool letter_picture(uint32_t codepoint);
/* 0 to 9 for a digit (Nd), -1 for others. */
int letter_digit_value(uint32_t codepoint);

/* Copies the character's Unicode name, in its capitals, into name (at most
 * size bytes with the NUL); false when it has none or it does not fit. */
bool letter_name(uint32_t codepoint, char *name, size_t size);

/* Simple lower-case mapping; the code point itself where there is none. */
uint32_t letter_fold(uint32_t codepoint);

/* Scripts that tell languages apart; LETTER_COMMON for characters that are
 * shared (digits, punctuation) and LETTER_OTHER for all further scripts. */
enum letter_script {
    LETTER_COMMON,
    LETTER_LATIN,
    LETTER_GREEK,
    LETTER_CYRILLIC,
    LETTER_ARMENIAN,
    LETTER_HEBREW,
    LETTER_ARABIC,
    LETTER_DEVANAGARI,
    LETTER_BENGALI,
    LETTER_GURMUKHI,
    LETTER_GUJARATI,
    LETTER_ORIYA,
    LETTER_TAMIL,
    LETTER_TELUGU,
    LETTER_KANNADA,
    LETTER_MALAYALAM,
    LETTER_SINHALA,
    LETTER_THAI,
    LETTER_MYANMAR,
    LETTER_GEORGIAN,
    LETTER_ETHIOPIC,
    LETTER_HANGUL,
    LETTER_KANA,
    LETTER_HAN,
    LETTER_OTHER,
    LETTER_SCRIPT_COUNT
};

/* Script property (UAX 24); inherited marks count as common. */
enum letter_script letter_script(uint32_t codepoint);

#endif
