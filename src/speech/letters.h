/* letters: what a code point is, for cutting text into atoms and for the
 * letters that a voice may be given. */
#ifndef SPEECH_LETTERS_H
#define SPEECH_LETTERS_H

#include "base/buf.h"
#include "base/letter.h"
#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

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

/* Script whose letters the voice of a language reads. */
enum letter_script letters_script_of_language(struct view language);

/* True when a voice of that script may be given this letter: for Latin
 * A-Z a-z and U+00C0 to U+017F without the two signs of arithmetic. */
bool letters_speakable(uint32_t codepoint, enum letter_script script);

/* Appends text in lower case. */
void letters_add_lower(struct buf *out, struct view text);

#endif
