/* Footnotes of Markdown: "[^label]: text" lines, which md4c does not know. */
#ifndef READ_MARKDOWN_NOTES_H
#define READ_MARKDOWN_NOTES_H

#include "base/arena.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

struct markdown_note {
    struct view label;
    struct view text; /* Markdown */
    size_t line;      /* of its text in the source */
};

struct markdown_notes {
    struct markdown_note *at; /* in the order of the source */
    size_t count;
    size_t room;
};

/* Collects the definitions and gives the text with them blanked, so that
 * lines keep their numbers. */
struct view markdown_notes_cut(struct arena *arena, struct view text,
                               struct markdown_notes *notes);

bool markdown_notes_has(const struct markdown_notes *notes, struct view label);

#endif
