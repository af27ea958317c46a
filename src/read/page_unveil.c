#include "read/page_unveil.h"

#include "base/mem.h"
#include "read/html_blocks.h"
#include "read/page_leaf.h"
#include "read/page_names.h"

#include <stdint.h>
#include <stdlib.h>

static void show(struct html_node *node)
{
    node->attributes = NULL; /* the copy's own */
    node->attribute_count = 0;
}

static bool hides(const struct html_node *node)
{
    const char *reason = node->tag == HTML_TEXT ? NULL : html_unread(node);

    return reason && reason[0] == 'h';
}

static bool is_unread(const struct html_node *node)
{
    return node->tag != HTML_TEXT && html_unread(node) && !hides(node);
}

/* Bytes of running text in each node, hidden text too. */
static long long *measure(const struct html_tree *tree)
{
    long long *widths = mem_new(tree->count, sizeof *widths);

    for (size_t i = tree->count; i-- > 1;) {
        const struct html_node *node = &tree->at[i];

        if (node->tag == HTML_TEXT && node->text.size >= 40)
            widths[i] = (long long)node->text.size;
        if (!is_unread(node))
            widths[node->parent] += widths[i];
    }
    return widths;
}

static bool can_unfold(const struct html_node *node)
{
    return page_names_fold(node) ||
           html_attribute(node, "aria-labelledby").size > 0;
}

static bool is_button(const struct html_node *node)
{
    return node->tag == HTML_BUTTON ||
           (node->attribute_count > 0 &&
            view_equal_nocase(html_attribute(node, "role"), VIEW("button")));
}

static bool opens_something(const struct html_node *node)
{
    return html_has_attribute(node, "aria-expanded") ||
           html_has_attribute(node, "aria-controls") ||
           html_has_attribute(node, "data-toggle") ||
           html_has_attribute(node, "data-bs-toggle") || page_names_fold(node);
}

/* The button opens something, and is all that the heading around it says, or
 * holds a heading, or asks a question. */
static bool titles_a_part(struct arena *arena, const struct html_tree *tree,
                          size_t button)
{
    const struct html_node *node = &tree->at[button];

    if (!opens_something(node))
        return false;
    struct view text = html_folded_text(arena, tree, button);
    if (text.size < 4 || text.size > 300)
        return false;
    size_t around = node->parent;
    for (int steps = 0; around > 0 && steps < 3; steps++) {
        if (page_is_heading(tree->at[around].tag))
            return view_equal(text, html_folded_text(arena, tree, around));
        around = tree->at[around].parent;
    }
    for (size_t i = button + 1; i < node->end; i++) {
        if (page_is_heading(tree->at[i].tag))
            return true;
    }
    return view_ends(text, VIEW("?"));
}

void page_unveil(struct arena *arena, struct html_tree *tree, long long least)
{
    long long *widths = measure(tree);

    for (size_t i = 1; i < tree->count; i++) {
        struct html_node *node = &tree->at[i];

        if (node->tag == HTML_TEXT)
            continue;
        if (is_button(node)) {
            if (titles_a_part(arena, tree, i)) {
                bool in_heading = page_is_heading(tree->at[node->parent].tag);

                node->tag = in_heading ? HTML_SPAN : HTML_DIV;
                show(node);
            } else if (node->tag == HTML_BUTTON) {
                i = node->end - 1;
            }
        } else if (is_unread(node)) {
            i = node->end - 1;
        } else if (hides(node) &&
                   ((2 * widths[i] > widths[0] && widths[i] > least) ||
                    (widths[i] > 0 && can_unfold(node)))) {
            show(node);
        }
    }
    free(widths);
}

bool page_unveil_noscript(struct html_tree *tree)
{
    bool opened = false;

    for (size_t i = 0; i < tree->count; i++) {
        struct html_node *node = &tree->at[i];

        if (node->tag != HTML_NOSCRIPT || node->end <= i + 1)
            continue;
        node->tag = HTML_DIV;
        opened = true;
    }
    return opened;
}
