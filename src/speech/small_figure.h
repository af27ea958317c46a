/* small_figure: figures written below or above the line, each a sign of its
 * own: H₂O, 10²³. */
#ifndef SPEECH_SMALL_FIGURE_H
#define SPEECH_SMALL_FIGURE_H

#include "speech/line.h"

/* The value 0 to 9 of the lowered (raised) figure at an atom, or -1. */
int small_figure_low(const struct line *line, size_t at);
int small_figure_high(const struct line *line, size_t at);

/* '+' or '-' when the atom is the raised sign, else 0. */
char small_figure_sign(const struct line *line, size_t at);

#endif
