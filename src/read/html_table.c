#include "read/html_table.h"

#include "read/html_blocks.h"

#include <stdint.h>

/* A cell of data holds at most so many bytes of text on the average. */
enum { CELL_MEAN_MAX = 200 };

static bool is_cell(const struct html_node *node)
{
    return node->tag == HTML_TD || node->tag == HTML_TH;
}

struct table_shape {
    size_t rows;
    size_t cells;
    size_t headers;  /* cells that are <th> */
    size_t widest;   /* cells of the longest row */
    size_t bytes;    /* of text */
    bool has_blocks; /* lists, headings, tables inside a cell */
};

static struct table_shape measure(const struct html_tree *tree, size_t table)
{
    struct table_shape shape = {0};
    size_t in_row = 0;

    for (size_t i = table + 1; i < tree->at[table].end; i++) {
        const struct html_node *node = &tree->at[i];

        if (node->omit) {
            i = node->end - 1;
        } else if (node->tag == HTML_TR) {
            shape.rows++;
            in_row = 0;
        } else if (is_cell(node)) {
            shape.cells++;
            shape.headers += node->tag == HTML_TH;
            if (++in_row > shape.widest)
                shape.widest = in_row;
        } else if (node->tag == HTML_TEXT) {
            shape.bytes += view_trim(node->text).size;
        } else if (node->tag == HTML_TABLE || node->tag == HTML_H1 ||
                   node->tag == HTML_H2 || node->tag == HTML_H3 ||
                   node->tag == HTML_BLOCKQUOTE || node->tag == HTML_FORM ||
                   node->tag == HTML_PRE) {
            shape.has_blocks = true;
        }
    }
    return shape;
}

bool html_table_is_data(const struct html_tree *tree, size_t table)
{
    struct view role = html_attribute(&tree->at[table], "role");
    struct table_shape shape = measure(tree, table);

    if (view_equal(role, VIEW("presentation")) ||
        view_equal(role, VIEW("none")) || shape.has_blocks || shape.cells == 0)
        return false;
    if (shape.headers > 0)
        return shape.widest > 1 || shape.rows > 1;
    return shape.widest > 1 && shape.bytes / shape.cells <= CELL_MEAN_MAX;
}

struct table_walk {
    struct draft *draft;
    const struct html_tree *tree;
    size_t row_end; /* behind the row that is being read */
    bool row_open;  /* it has a cell already */
    bool has_data;  /* ... one that is no header */
    bool counting;  /* all rows so far were headers */
    int header_rows;
};

static void end_row(struct table_walk *walk)
{
    if (!walk->row_open)
        return;
    draft_break(walk->draft);
    if (walk->has_data)
        walk->counting = false;
    else if (walk->counting)
        walk->header_rows++;
    walk->row_open = false;
}

static void begin_cell(struct table_walk *walk, const struct html_node *node)
{
    if (walk->row_open)
        draft_tab(walk->draft);
    walk->has_data = (walk->row_open && walk->has_data) || node->tag == HTML_TD;
    walk->row_open = true;
}

static void add_node(struct table_walk *walk, const struct html_node *node)
{
    if (node->tag == HTML_TR) {
        end_row(walk);
        walk->row_end = node->end;
    } else if (is_cell(node)) {
        begin_cell(walk, node);
    } else if (node->tag == HTML_TEXT) {
        if (walk->row_open)
            draft_text(walk->draft, node->text);
    } else if (node->tag == HTML_IMG) {
        if (walk->row_open)
            draft_text(walk->draft, html_attribute(node, "alt"));
    } else if (html_tag_kinds(node->tag) & (HTML_IS_BLOCK | HTML_IS_VOID)) {
        draft_text(walk->draft, VIEW(" "));
    }
}

void html_table(struct draft *draft, const struct html_tree *tree, size_t table)
{
    struct table_walk walk = {.draft = draft, .tree = tree, .counting = true};
    size_t caption = html_find(tree, table, HTML_CAPTION);
    struct block *block = draft_begin(draft, BLOCK_TABLE, tree->at[table].line);

    if (caption != SIZE_MAX && !tree->at[caption].omit)
        block->caption = html_folded_text(draft->arena, tree, caption);
    for (size_t i = table + 1; i < tree->at[table].end; i++) {
        const struct html_node *node = &tree->at[i];

        if (node->omit || node->tag == HTML_CAPTION ||
            (node->tag != HTML_TEXT && html_unread(node))) {
            i = node->end - 1;
            continue;
        }
        if (i >= walk.row_end)
            end_row(&walk);
        add_node(&walk, node);
    }
    end_row(&walk);
    block->header_rows = walk.header_rows;
    draft_end(draft);
}
