/* Documents as bytes, to hand them from the cell that read them to the
 * conductor (base/wire.h).  Where a document comes from (source) is known to
 * both and does not travel. */
#ifndef MODEL_DOCUMENT_WIRE_H
#define MODEL_DOCUMENT_WIRE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/view.h"
#include "model/document.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the documents from number first on. */
void document_pack(const struct documents *documents, size_t first,
                   struct buf *out);

/* Appends what was packed to documents; all of it is copied into the arena,
 * and source becomes that of each.  False, and documents as they were, when
 * the bytes keep not what model/document.h promises: kinds and levels that
 * exist, texts that are UTF-8, runs inside their text and in order. */
bool document_unpack(struct arena *arena, struct view bytes, struct view source,
                     struct documents *documents) MUST_USE;

#endif
