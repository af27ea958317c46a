/* Short quotations and brackets, which no end of a sentence cuts. */
#ifndef SECTION_HELD_H
#define SECTION_HELD_H

#include "section/scan.h"

#include <stdint.h>

/* When the character c at `at` opens a quotation or bracket that is closed on
 * the same line and not far away, no sentence ends before it is
 * (scan->held). */
void held_open(struct scan *scan, size_t at, uint32_t c);

#endif
