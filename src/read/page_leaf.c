#include "read/page_leaf.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "read/html_blocks.h"
#include "read/text_line.h"

#include <stdint.h>

enum {
    SENTENCE_WIDTH = 80, /* code points from which text is text */
    SHORT_SENTENCE = 30, /* the same when it ends like a sentence */
};

bool page_is_heading(enum html_tag tag)
{
    return tag >= HTML_H1 && tag <= HTML_H6;
}

/* Code points; ideographs say as much as three letters. */
static size_t measure(struct view text)
{
    size_t width = 0;
    bool space = false;

    for (size_t at = 0; at < text.size;) {
        uint32_t c = utf8_next(text, &at);

        if (c <= ' ' || c == 0xa0) {
            space = true;
            continue;
        }
        width += space && width > 0;
        space = false;
        width += c >= 0x3000 && c <= 0xffef ? 3 : 1;
    }
    return width;
}

static int value_of(const struct page_leaf *leaf, enum html_tag tag)
{
    size_t own = leaf->width - leaf->link_width;

    if (page_is_heading(tag))
        return leaf->link_width * 2 > leaf->width ? -15 : 5;
    if (tag == HTML_PRE)
        return (int)(own > 4000 ? 4000 : own) / 2;
    if (leaf->link_width * 2 > leaf->width)
        return leaf->width > 120 ? -60 : -10 - (int)leaf->width / 3;
    if (leaf->good)
        return (int)(own > 100000 ? 100000 : own);
    return leaf->width < 25 ? -8 : -4;
}

static void finish_leaf(const struct html_tree *tree, struct page_leaf *leaf)
{
    enum html_tag tag = tree->at[leaf->block].tag;
    struct view tail = tree->at[leaf->last].text;

    leaf->ends = text_line_ends_sentence(view_trim(tail));
    leaf->good = !page_is_heading(tag) && leaf->link_width * 2 <= leaf->width &&
                 (leaf->width >= SENTENCE_WIDTH ||
                  (leaf->width >= SHORT_SENTENCE && leaf->ends));
    leaf->value = value_of(leaf, tag);
}

struct scan {
    struct arena *arena;
    const struct html_tree *tree;
    struct page_leaves *leaves;
    bool open;
    size_t link_end; /* behind the link that is open */
};

static void close_leaf(struct scan *scan)
{
    if (scan->open)
        finish_leaf(scan->tree, &scan->leaves->at[scan->leaves->count - 1]);
    scan->open = false;
}

/* The nearest block element around a node. */
static size_t block_around(const struct html_tree *tree, size_t i)
{
    while (i > 0) {
        i = tree->at[i].parent;
        if (html_tag_kinds(tree->at[i].tag) & HTML_IS_BLOCK)
            break;
    }
    return i;
}

static void take_text(struct scan *scan, size_t i)
{
    const struct html_tree *tree = scan->tree;
    size_t width = measure(tree->at[i].text);

    if (width == 0)
        return;
    if (scan->open) {
        struct page_leaf *last = &scan->leaves->at[scan->leaves->count - 1];

        if (block_around(tree, i) != last->block)
            close_leaf(scan);
    }
    if (!scan->open) {
        struct page_leaf *leaf = ARENA_PUSH(scan->arena, scan->leaves);

        leaf->block = block_around(tree, i);
        leaf->first = i;
        scan->open = true;
    }
    struct page_leaf *leaf = &scan->leaves->at[scan->leaves->count - 1];
    leaf->last = i;
    leaf->width += width + (leaf->width > 0);
    if (i < scan->link_end)
        leaf->link_width += width;
}

void page_leaves_find(struct arena *arena, const struct html_tree *tree,
                      struct page_leaves *leaves)
{
    struct scan scan = {.arena = arena, .tree = tree, .leaves = leaves};
    size_t break_at = SIZE_MAX;

    *leaves = (struct page_leaves){0};
    for (size_t i = 0; i < tree->count; i++) {
        const struct html_node *node = &tree->at[i];

        /* A figure's caption is read with its picture. */
        if (node->omit || node->tag == HTML_FIGCAPTION ||
            (node->tag != HTML_TEXT && html_unread(node))) {
            i = node->end - 1;
            continue;
        }
        if (node->tag == HTML_TEXT) {
            take_text(&scan, i);
        } else if (node->tag == HTML_A) {
            scan.link_end = node->end;
        } else if (node->tag == HTML_BR) {
            /* Two of them stand between paragraphs. */
            if (break_at != SIZE_MAX && scan.open &&
                break_at > leaves->at[leaves->count - 1].last)
                close_leaf(&scan);
            break_at = i;
        } else if (html_tag_kinds(node->tag) & HTML_IS_BLOCK) {
            close_leaf(&scan);
        }
    }
    close_leaf(&scan);
}

struct view page_leaf_text(struct arena *arena, const struct html_tree *tree,
                           const struct page_leaf *leaf, size_t limit)
{
    struct buf out = {0};
    bool space = false;

    for (size_t i = leaf->first; i <= leaf->last; i++) {
        const struct html_node *node = &tree->at[i];

        if (node->omit || (node->tag != HTML_TEXT && html_unread(node))) {
            i = node->end - 1;
            continue;
        }
        for (size_t k = 0; node->tag == HTML_TEXT && k < node->text.size; k++) {
            unsigned char c = (unsigned char)node->text.data[k];

            if (c <= ' ') {
                space = true;
                continue;
            }
            if (space && out.size > 0)
                buf_add_char(&out, ' ');
            space = false;
            buf_add_char(&out, (char)c);
        }
        if (limit > 0 && out.size > limit)
            break;
    }
    struct view text = arena_copy(arena, buf_view(&out));
    buf_release(&out);
    return text;
}

void page_leaf_omit(struct html_tree *tree, const struct page_leaf *leaf,
                    const char *reason)
{
    const struct html_node *block = &tree->at[leaf->block];
    bool alone = true;

    for (size_t i = leaf->block + 1; i < block->end && alone; i++) {
        const struct html_node *node = &tree->at[i];

        if (node->tag == HTML_TEXT && (i < leaf->first || i > leaf->last) &&
            measure(node->text) > 0)
            alone = false;
        /* A picture stays when its paragraph goes. */
        if (node->tag == HTML_IMG)
            alone = false;
    }
    if (alone && leaf->block > 0 && block->tag != HTML_BODY) {
        tree->at[leaf->block].omit = reason;
        return;
    }
    for (size_t i = leaf->first; i <= leaf->last; i++) {
        if (tree->at[i].tag == HTML_TEXT)
            tree->at[i].omit = reason;
    }
}
