/* The text of one block as HTML: runs (links, emphasis, language ...) become
 * elements, which are closed and opened again where a sentence ends. */
#ifndef PUBLISH_INLINE_H
#define PUBLISH_INLINE_H

#include "base/buf.h"
#include "model/document.h"

#include <stdbool.h>
#include <stddef.h>

enum { INLINE_DEPTH = 12 };

/* How a mark leads to its note: appends the attributes of an <a>, and returns
 * true; false when there is no such note. */
struct inline_notes {
    bool (*add)(void *context, struct view label, struct buf *out);
    void *context;
};

struct inline_writer {
    struct buf *out;
    struct inline_notes notes; /* add may be NULL: marks are just marks */
    bool note_opened;          /* the mark that was opened last is a link */
    const struct block *block;
    bool xhtml;      /* xml:lang beside lang */
    bool keep_lines; /* line ends as they are, else <br/> */
    size_t at;   /* offset in the block's text, up to which all is written */
    size_t next; /* run that has not been opened yet */
    const struct run *open[INLINE_DEPTH]; /* outer first */
    size_t ends[INLINE_DEPTH]; /* where each ends, inside the one around it */
    size_t depth;
};

void inline_init(struct inline_writer *writer, struct buf *out,
                 const struct block *block, bool xhtml);

/* Writes on to the offset end, with all elements closed there. */
void inline_to(struct inline_writer *writer, size_t end);

/* Moves on without writing; white space that divides sentences. */
void inline_skip(struct inline_writer *writer, size_t end);

/* Appends lang, xml:lang and dir as the BCP 47 tag asks; nothing for an empty
 * or malformed one. */
void inline_language(struct buf *out, struct view language, bool xhtml);

/* True for a language written from right to left. */
bool inline_is_rtl(struct view language);

#endif
