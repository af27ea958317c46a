/* Does a sentence end behind this mark? */
#ifndef SECTION_ENDING_H
#define SECTION_ENDING_H

#include "section/scan.h"

#include <stdbool.h>
#include <stddef.h>

/* Does a sentence end with the terminators at first to end (excluded), with
 * closing marks to `closed` and reference marks to `marked`? */
bool ending_is_here(const struct scan *scan, size_t first, size_t end,
                    size_t closed, size_t marked);

/* "world.Today": sentences without the space between them. */
bool ending_is_glued(struct view text, size_t first, size_t end);

#endif
