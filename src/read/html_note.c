#include "read/html_note.h"

#include <stdint.h>
#include <stdlib.h>

static struct view role_of(const struct html_node *node)
{
    struct view role = html_attribute(node, "role");

    return role.size > 0 ? role : html_attribute(node, "epub:type");
}

static bool is_mark_role(struct view role)
{
    return view_equal(role, VIEW("doc-noteref")) ||
           view_equal(role, VIEW("noteref"));
}

static bool is_note_role(struct view role)
{
    return view_equal(role, VIEW("doc-footnote")) ||
           view_equal(role, VIEW("doc-endnote")) ||
           view_equal(role, VIEW("footnote")) ||
           view_equal(role, VIEW("endnote")) ||
           view_equal(role, VIEW("rearnote"));
}

/* Text of a link without brackets around it: "[1]" is the mark "1". */
static struct view mark_text(const struct html_tree *tree, size_t link)
{
    struct view mark = {0};

    for (size_t i = link + 1; i < tree->at[link].end; i++) {
        struct view text = tree->at[i].tag == HTML_TEXT
                               ? view_trim(tree->at[i].text)
                               : (struct view){0};

        if (text.size > 0 && !view_equal(text, VIEW("[")) &&
            !view_equal(text, VIEW("]")))
            mark = text;
    }
    while (mark.size > 0 && (mark.data[0] == '[' || mark.data[0] == '('))
        mark = view_slice(mark, 1, mark.size);
    while (mark.size > 0 &&
           (mark.data[mark.size - 1] == ']' || mark.data[mark.size - 1] == ')'))
        mark.size--;
    return mark;
}

static bool is_mark_text(struct view mark)
{
    if (mark.size == 0 || mark.size > 4)
        return false;
    for (size_t i = 0; i < mark.size; i++) {
        unsigned char c = (unsigned char)mark.data[i];

        if (c < 0x80 && c != '*' && (c < '0' || c > '9') &&
            (mark.size > 1 || c < 'a' || c > 'z'))
            return false;
    }
    return true;
}

static int by_id(const void *a, const void *b)
{
    const struct html_note *x = a;
    const struct html_note *y = b;
    int order = view_compare(x->id, y->id);

    return order ? order : (x->node > y->node) - (x->node < y->node);
}

static struct html_note *note_by_id(const struct html_notes *notes,
                                    struct view id)
{
    size_t low = 0;
    size_t high = notes->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = view_compare(id, notes->at[middle].id);

        if (order == 0)
            return &notes->at[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Where a link within the page points to; empty for other links. */
static struct view target_of(const struct html_node *node)
{
    struct view href = html_attribute(node, "href");
    size_t hash = view_find(href, VIEW("#"), 0);

    if (node->tag != HTML_A || hash == SIZE_MAX)
        return (struct view){0};
    return view_slice(href, hash + 1, href.size);
}

/* Every element with an id that could be a note, then those marked. */
static void collect_targets(struct arena *arena, const struct html_tree *tree,
                            size_t root, struct html_notes *notes)
{
    for (size_t i = root + 1; i < tree->at[root].end; i++) {
        const struct html_node *node = &tree->at[i];
        struct view id = html_attribute(node, "id");

        if (id.size == 0 || (node->tag != HTML_LI && node->tag != HTML_P &&
                             node->tag != HTML_DIV && node->tag != HTML_ASIDE &&
                             node->tag != HTML_SECTION && node->tag != HTML_DD))
            continue;
        struct html_note *note = ARENA_PUSH(arena, notes);
        note->id = id;
        note->node = i;
        if (is_note_role(role_of(node))) {
            note->label = html_attribute(node, "data-label");
            if (note->label.size == 0)
                note->label = id;
        }
    }
    if (notes->count > 1)
        qsort(notes->at, notes->count, sizeof *notes->at, by_id);
}

/* A mark is raised, bracketed or says so; a link "2" in a list of pages is
 * none. */
static bool looks_like_mark(const struct html_tree *tree, size_t link)
{
    const struct html_node *node = &tree->at[link];
    struct view mark = mark_text(tree, link);

    if (is_mark_role(role_of(node)))
        return mark.size > 0;
    if (!is_mark_text(mark))
        return false;
    if (tree->at[node->parent].tag == HTML_SUP)
        return true;
    for (size_t i = link + 1; i < node->end; i++) {
        if (tree->at[i].tag == HTML_SUP ||
            (tree->at[i].tag == HTML_TEXT &&
             view_find(tree->at[i].text, VIEW("["), 0) != SIZE_MAX))
            return true;
    }
    return false;
}

void html_notes_find(struct arena *arena, const struct html_tree *tree,
                     size_t root, struct html_notes *notes)
{
    collect_targets(arena, tree, root, notes);
    for (size_t i = root + 1; i < tree->at[root].end; i++) {
        struct view target = target_of(&tree->at[i]);

        if (target.size == 0 || !looks_like_mark(tree, i))
            continue;
        struct html_note *note = note_by_id(notes, target);
        if (note && note->node > i &&
            (note->label.size == 0 || view_equal(note->label, note->id)))
            note->label = arena_copy(arena, mark_text(tree, i));
    }
}

struct view html_note_mark(const struct html_notes *notes,
                           const struct html_tree *tree, size_t node)
{
    size_t link = node;

    if (tree->at[node].tag == HTML_SUP && tree->at[node].end > node + 1)
        link = node + 1;
    else if (tree->at[node].tag == HTML_A &&
             tree->at[tree->at[node].parent].tag == HTML_SUP)
        return (struct view){0};
    struct view target = target_of(&tree->at[link]);
    if (target.size == 0 || !looks_like_mark(tree, link))
        return (struct view){0};
    const struct html_note *note = note_by_id(notes, target);
    if (note && note->node > link)
        return note->label;
    return is_mark_role(role_of(&tree->at[link])) ? mark_text(tree, link)
                                                  : (struct view){0};
}

struct view html_note_label(const struct html_notes *notes,
                            const struct html_tree *tree, size_t node)
{
    const struct html_note *note =
        note_by_id(notes, html_attribute(&tree->at[node], "id"));

    return note && note->node == node ? note->label : (struct view){0};
}
