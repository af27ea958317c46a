/* Labels of lists that stand in running text: "1.", "2)", "(iii)", "a.", and
 * bullets. */
#ifndef SECTION_LABEL_H
#define SECTION_LABEL_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

struct label {
    int value;   /* 1 for "1" and "a"; 0: a bullet or a roman number */
    int style;   /* labels of one list have one style; never 0 */
    size_t text; /* offset where what it labels begins */
};

/* Reads the label (or the bullet and the label) at offset `at`; false when
 * there is none. */
bool label_read(struct view text, size_t at, struct label *label);

/* A bullet character. */
bool label_is_bullet(unsigned codepoint);

#endif
