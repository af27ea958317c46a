/* letters: what a code point is, for cutting text into atoms and for the
 * letters that a voice may be given.  Unicode properties come from ICU. */
#ifndef SPEECH_LETTERS_H
#define SPEECH_LETTERS_H

#include "base/buf.h"
#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

enum letters_script {
    SCRIPT_NONE, /* digits, marks, symbols */
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_ARABIC,
    SCRIPT_HEBREW,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_OTHER,
};

/* General categories L*, and M* (which only ever follow a letter). */
bool letters_is_letter(uint32_t codepoint);
bool letters_is_mark(uint32_t codepoint);
bool letters_is_upper(uint32_t codepoint);
bool letters_is_space(uint32_t codepoint); /* no-break spaces too */
/* Shown as nothing and no border of a word: soft hyphen, joiners, direction
 * marks, variation selectors, the byte order mark. */
bool letters_is_invisible(uint32_t codepoint);
/* Pictures: Unicode's Extended_Pictographic, flags, skin tones, keycaps. */
bool letters_is_picture(uint32_t codepoint);
/* 0 to 9 for a decimal digit of any script, -1 for others. */
int letters_digit(uint32_t codepoint);
uint32_t letters_lower(uint32_t codepoint); /* simple mapping */
enum letters_script letters_script(uint32_t codepoint);

/* Script whose letters the voice of a language reads. */
enum letters_script letters_script_of_language(struct view language);

/* True when a voice of that script may be given this letter: for Latin
 * A-Z a-z and U+00C0 to U+017F without the two signs of arithmetic. */
bool letters_speakable(uint32_t codepoint, enum letters_script script);

/* Appends text in lower case. */
void letters_add_lower(struct buf *out, struct view text);

#endif
