/* Footnotes of a page: which links are marks of notes, and which elements
 * are the notes they point to. */
#ifndef READ_HTML_NOTE_H
#define READ_HTML_NOTE_H

#include "format/html.h"

#include <stddef.h>

struct html_note {
    struct view id;    /* of the element that holds the note */
    struct view label; /* its mark: "1", "*" */
    size_t node;       /* that element */
};

struct html_notes {
    struct html_note *at; /* sorted by id */
    size_t count;
    size_t room;
};

/* Collects the notes below root: targets, further down, of links that look
 * like marks, and elements that say what they are (role, epub:type).  */
void html_notes_find(struct arena *arena, const struct html_tree *tree,
                     size_t root, struct html_notes *notes);

/* The label of the note that a link marks; empty when it is no mark. */
struct view html_note_mark(const struct html_notes *notes,
                           const struct html_tree *tree, size_t node);

/* The label of the note that an element is; empty when it is none. */
struct view html_note_label(const struct html_notes *notes,
                            const struct html_tree *tree, size_t node);

#endif
