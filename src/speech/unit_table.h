/* unit_table: symbols of units and the CLDR units that they stand for. */
#ifndef SPEECH_UNIT_TABLE_H
#define SPEECH_UNIT_TABLE_H

#include "base/view.h"

#include <stdbool.h>

/* The CLDR unit of a symbol, or NULL.  The case is kept where it matters
 * (mW, MW); english adds ft, lbs, mph and their like. */
const char *unit_of_symbol(struct view symbol, bool english);

#endif
