/* Extraction: which sentences of an article tell the most of it.
 *
 * A sentence is as telling as its words are the article's (cosine to the
 * centroid of tf-isf vectors; Radev, Jing, Stys, Tam, "Centroid-based
 * summarization of multiple documents", 2004), the more the earlier it stands,
 * and the less the more of it has been said (maximal marginal relevance;
 * Carbonell and Goldstein, SIGIR 1998). */
#ifndef DIGEST_EXTRACT_H
#define DIGEST_EXTRACT_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

struct extract_sentence {
    struct view text;

    /* Filled by extract_rank(): */
    double score; /* about 0 to 2 */
    size_t place; /* in the order of choice, from 0 */
};

/* Ranks the sentences of one article, which stand in its own order.  The first
 * `place` sentences, for any number of them, are the extract of that size.  A
 * sentence that leans on the one before it ("But he said ...") is chosen only
 * behind that one.  language is a BCP 47 tag.  At most EXTRACT_MAX sentences
 * are weighed; those behind them come last, in their order.  Time grows with
 * the square of their number. */
void extract_rank(struct view language, struct extract_sentence *sentences,
                  size_t count);

enum { EXTRACT_MAX = 600 };

/* True when a sentence cannot be understood without the one before it: it
 * opens with a pronoun or a connective of the language. */
bool extract_leans(struct view language, struct view text);

#endif
