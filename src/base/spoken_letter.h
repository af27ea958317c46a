/* The letters that voices are given.  What is none of them is rewritten by
 * speech, and stopped by the gate: both ask here. */
#ifndef BASE_SPOKEN_LETTER_H
#define BASE_SPOKEN_LETTER_H

#include "base/letter.h"

/* The script of a letter, or of a vowel sign that belongs to a word;
 * LETTER_COMMON for what no voice is given.  A Han character counts as
 * LETTER_HAN, though Japanese voices are given it too. */
enum letter_script spoken_letter_script(uint32_t codepoint);

#endif
