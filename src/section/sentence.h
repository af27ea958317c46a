/* Sentences of one text: boundaries by ICU, corrected by our own joins and
 * splits (abbreviations, initials, list labels, reference marks, quotations)
 * by language. */
#ifndef SECTION_SENTENCE_H
#define SECTION_SENTENCE_H

#include "base/arena.h"
#include "base/view.h"

#include <stddef.h>

/* Byte offsets in the text, begin < end. */
struct span {
    size_t begin;
    size_t end;
};

struct spans {
    struct span *at;
    size_t count;
    size_t room;
};

/* What one language needs; opened once, used for many texts. */
struct sentence_rules;

/* language is a BCP 47 tag; one without rules of its own takes the general
 * ones.  Never NULL. */
struct sentence_rules *sentence_rules_new(struct view language);
/* NULL is allowed. */
void sentence_rules_free(struct sentence_rules *rules);

/* Sentences longer than this many bytes are cut at a clause or a space. */
enum { SENTENCE_MAX = 2000 };

/* Appends the sentences of text (valid UTF-8) to *spans, in order; they leave
 * only white space between them.  A line break inside the text ends a
 * sentence where the next line looks like a new one; an empty line always
 * does.  Takes time linear in the size of text. */
void sentence_split(struct sentence_rules *rules, struct arena *arena,
                    struct view text, struct spans *spans);

#endif
