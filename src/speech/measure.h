/* measure: units behind figures. */
#ifndef SPEECH_MEASURE_H
#define SPEECH_MEASURE_H

#include "speech/line.h"
#include "speech/number.h"

/* Reads a unit at atom `at` ("km/h", "m²", "°C", "%"); gives the atom behind
 * it, or `at` when there is none.  *unit is its CLDR identifier, or NULL for
 * those with a term or words of their own. */
size_t measure_read_unit(const struct line *line, size_t at, const char **unit);

/* ASCII figure of a number for ICU's plural rules, at most 40 bytes. */
struct view measure_figure(const struct line *line, const struct number *number,
                           char figure[48]);

bool measure_is_feminine(const struct line *line, const char *unit);

/* Says a number and its unit in the gender and number they ask for. */
void measure_say(const struct line *line, const struct number *number,
                 const char *unit, struct saying *saying);

#endif
