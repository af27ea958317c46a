/* Where a text without headings turns to something else: the segmentation of
 * least cost by Utiyama and Isahara, "A statistical model for domain-
 * independent text segmentation" (ACL 2001), equation 9, with a further cost
 * for parts that are far from the wished length. */
#ifndef SECTION_COHESION_H
#define SECTION_COHESION_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

/* Words of a text: stretches of white space divide them. */
size_t cohesion_words(struct view text);

/* units are consecutive pieces of text that stay whole (paragraphs).  Sets
 * begins[i] where a part of about part_words words (above 0) begins; begins[0]
 * is always set.  A part has at most COHESION_UNITS units, so that the time is
 * linear in the text.  count may be 0. */
enum { COHESION_UNITS = 120 };
void cohesion_cut(const struct view *units, size_t count, size_t part_words,
                  bool *begins);

#endif
