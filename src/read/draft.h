/* A draft is a document while a reader writes it: blocks are opened, given
 * text and runs, and closed; white space is folded, control characters go,
 * empty blocks vanish. */
#ifndef READ_DRAFT_H
#define READ_DRAFT_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/document.h"

#include <stdbool.h>
#include <stddef.h>

enum { DRAFT_RUNS_MAX = 32 }; /* runs open inside each other */

struct draft {
    struct arena *arena;
    struct document *document;
    bool open;          /* a block is being written */
    bool verbatim;      /* its white space is kept */
    bool space;         /* white space waits for the next character */
    bool keep_empty;    /* the open block stays though it has no text */
    struct block block; /* all but the text of the open block */
    struct buf text;
    struct runs runs; /* of the open block, closed or open */
    size_t open_runs[DRAFT_RUNS_MAX];
    size_t open_run_count; /* above DRAFT_RUNS_MAX they are only counted */
};

/* The document and all it holds come from arena. */
void draft_init(struct draft *draft, struct arena *arena,
                struct document *document);
void draft_release(struct draft *draft);

/* Closes an open block and opens one; the fields of the result but text and
 * runs may be set until it is closed.  line as in struct block. */
struct block *draft_begin(struct draft *draft, enum block_kind kind,
                          size_t line);

/* Appends text to the open block, opening a paragraph if there is none.
 * White space is folded to single spaces, unless the block is code. */
void draft_text(struct draft *draft, struct view text);

/* The author's own line break, or the end of a table's row. */
void draft_break(struct draft *draft);
/* The end of a table's cell. */
void draft_tab(struct draft *draft);

/* Begins a run where the text stands now; value is copied.  Runs nest. */
void draft_open_run(struct draft *draft, enum run_kind kind, struct view value);
/* Ends the innermost open run; one without text vanishes. */
void draft_close_run(struct draft *draft);

/* The caption of the open table or image; copied, white space folded. */
void draft_caption(struct draft *draft, struct view caption);

/* Closes the open block, if any.  False when it had no text and was dropped
 * (images, rules and blocks with keep_empty stay). */
bool draft_end(struct draft *draft);

/* Notes source text that becomes no block; copied, white space folded.
 * reason is a literal.  Blank text is not noted. */
void draft_omit(struct draft *draft, const char *reason, struct view text);

/* Text with white space folded, ends trimmed and control characters gone,
 * as an arena's copy. */
struct view draft_folded(struct arena *arena, struct view text);

#endif
