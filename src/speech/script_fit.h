/* script_fit: words in letters that the voice has. */
#ifndef SPEECH_SCRIPT_FIT_H
#define SPEECH_SCRIPT_FIT_H

#include "speech/line.h"

/* Composes letters and marks (NFC), and writes letters that the voice lacks
 * in those it has.  What cannot be written so is left out: the saying is then
 * TOKEN_SKIPPED with that reason. */
void script_fit(struct saying *saying, enum letter_script script);

#endif
