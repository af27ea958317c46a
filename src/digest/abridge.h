/* Abridging: a document with only some of its sentences.  What is taken out is
 * accounted for as omissions; what stays is as it was, character for
 * character, with its links. */
#ifndef DIGEST_ABRIDGE_H
#define DIGEST_ABRIDGE_H

#include "base/arena.h"
#include "model/outline.h"

#include <stdbool.h>
#include <stddef.h>

/* The document of the outline with the sentences whose keep[i] is true, in
 * their order; blocks that lose all of them are left out.  reason (a literal)
 * is that of the omissions, one for each stretch of sentences that follow each
 * other.  Texts are the arena's or the old document's. */
void abridge_document(struct arena *arena, const struct outline *outline,
                      const bool *keep, const char *reason,
                      struct document *shorter);

/* The extract of about so many words: its sentences up to and with the one
 * that reaches the number.  Title and byline stay; headings, captions and notes
 * go when anything has to. */
void abridge_to_words(struct arena *arena, const struct document *document,
                      size_t words, struct document *shorter);

#endif
