#include "publish/prose.h"

#include "publish/inline.h"
#include "publish/markup.h"

#include <stdint.h>

enum { LIST_DEPTH = 12, QUOTE_DEPTH = 6 };

/* What is open around the block that is written next. */
struct around {
    int quotes;
    int lists;
    bool ordered[LIST_DEPTH];
};

struct writing {
    struct prose *prose;
    const struct leaf *leaf;
    const struct outline *outline;
    size_t sentence; /* the next one to write, in its outline */
    struct around around;
    const struct note *note; /* that is open; NULL: none that marks lead to */
};

void prose_id(struct buf *out, const struct prose_item *item)
{
    buf_addf(out, "%c%zu-%zu", item->is_caption ? 'c' : 's', item->article,
             item->index);
}

static bool is_xhtml(const struct prose *prose)
{
    return prose->form != PROSE_PAGE;
}

static const struct block *block_of(const struct prose *prose,
                                    const struct prose_item *item)
{
    const struct outline *outline =
        prose->episode->script->articles.at[item->article];
    size_t block = item->is_caption ? item->index
                                    : outline->sentences.at[item->index].block;

    return &outline->document->blocks.at[block];
}

bool prose_is_note(const struct prose *prose, const struct prose_item *item)
{
    return block_of(prose, item)->kind == BLOCK_NOTE;
}

static void add_item(struct writing *writing, bool is_caption, size_t index)
{
    struct prose *prose = writing->prose;
    struct prose_item item = {is_caption, writing->leaf->article, index};
    struct buf *out = prose->out;

    *ARENA_PUSH(prose->arena, &prose->items) = item;
    buf_add_string(out, " id=\"");
    prose_id(out, &item);
    buf_add_char(out, '"');
    if (!prose->with_times || is_caption)
        return;
    const struct leaf_times *times =
        &prose->leaves->times[item.article].at[item.index];
    if (times->end_ms > 0)
        buf_addf(out, " class=\"s\" data-b=\"%lld\" data-e=\"%lld\"",
                 (long long)times->begin_ms, (long long)times->end_ms);
}

static const struct sentence *next_sentence(const struct writing *writing,
                                            size_t block)
{
    const struct sentences *sentences = &writing->outline->sentences;

    if (writing->sentence >= sentences->count ||
        sentences->at[writing->sentence].block != block)
        return NULL;
    return &sentences->at[writing->sentence];
}

/* "n0-12" is the note in block 12 of article 0, "r0-12" the first mark that
 * leads to it. */
static void add_note_id(struct buf *out, char kind, const struct note *note)
{
    buf_addf(out, "%c%zu-%zu", kind, note->article, note->block);
}

/* For inline_notes. */
static bool add_note_link(void *context, struct view label, struct buf *out)
{
    struct writing *writing = context;
    struct prose *prose = writing->prose;
    const struct note *note =
        prose->notes ? note_find(prose->notes, writing->leaf->article, label)
                     : NULL;

    if (!note)
        return false;
    if (prose->form == PROSE_EPUB)
        buf_addf(out,
                 " epub:type=\"noteref\" role=\"doc-noteref\" "
                 "href=\"part%04zu.xhtml#",
                 note->leaf + 1);
    else
        buf_addf(out, " class=\"noteref\"%s href=\"#",
                 prose->form == PROSE_PAGE ? " role=\"doc-noteref\"" : "");
    add_note_id(out, 'n', note);
    buf_add_char(out, '"');
    if (prose->form == PROSE_PAGE &&
        !prose->referred[note - prose->notes->at]) {
        prose->referred[note - prose->notes->at] = true;
        buf_add_string(out, " id=\"");
        add_note_id(out, 'r', note);
        buf_add_char(out, '"');
    }
    return true;
}

/* The text of a block, each sentence in a span. */
static void add_sentences(struct writing *writing, size_t index)
{
    const struct block *block = &writing->outline->document->blocks.at[index];
    struct buf *out = writing->prose->out;
    struct inline_writer inliner;
    const struct sentence *sentence;

    inline_init(&inliner, out, block, is_xhtml(writing->prose));
    inliner.notes = (struct inline_notes){add_note_link, writing};
    for (; (sentence = next_sentence(writing, index)); writing->sentence++) {
        inline_to(&inliner, sentence->begin);
        buf_add_string(out, "<span");
        add_item(writing, false, writing->sentence);
        buf_add_char(out, '>');
        inline_to(&inliner, sentence->end);
        buf_add_string(out, "</span>");
    }
    inline_to(&inliner, block->text.size);
}

/* One cell of a row; a cell in a heading row is a heading itself. */
static void add_cell(struct inline_writer *inliner, size_t begin, size_t end,
                     bool is_heading)
{
    const char *name = is_heading ? "th" : "td";

    inline_skip(inliner, begin);
    buf_addf(inliner->out, "<%s%s>", name, is_heading ? " scope=\"col\"" : "");
    inline_to(inliner, end);
    buf_addf(inliner->out, "</%s>", name);
}

/* One row, with the id of the first sentence in it; a row is one. */
static void add_row(struct writing *writing, struct inline_writer *inliner,
                    size_t index, size_t begin, size_t end, bool is_heading)
{
    struct view text = inliner->block->text;
    struct buf *out = writing->prose->out;
    const struct sentence *sentence = next_sentence(writing, index);

    buf_add_string(out, "<tr");
    if (sentence && sentence->begin < end)
        add_item(writing, false, writing->sentence);
    while (sentence && sentence->begin < end) {
        writing->sentence++;
        sentence = next_sentence(writing, index);
    }
    buf_add_char(out, '>');
    for (size_t cell = begin; cell <= end;) {
        size_t tab = view_find(view_slice(text, 0, end), VIEW("\t"), cell);
        size_t stop = tab == SIZE_MAX ? end : tab;

        add_cell(inliner, cell, stop, is_heading);
        cell = stop + 1;
    }
    buf_add_string(out, "</tr>\n");
}

static void add_caption(struct writing *writing, const char *name, size_t index)
{
    const struct block *block = &writing->outline->document->blocks.at[index];
    struct buf *out = writing->prose->out;

    if (view_trim(block->caption).size == 0)
        return;
    buf_addf(out, "<%s><span", name);
    add_item(writing, true, index);
    buf_add_char(out, '>');
    markup_text(out, view_trim(block->caption));
    buf_addf(out, "</span></%s>\n", name);
}

static void add_table(struct writing *writing, size_t index)
{
    const struct block *block = &writing->outline->document->blocks.at[index];
    struct view rest = block->text;
    struct view line;
    struct buf *out = writing->prose->out;
    struct inline_writer inliner;
    int row = 0;

    inline_init(&inliner, out, block, is_xhtml(writing->prose));
    inliner.notes = (struct inline_notes){add_note_link, writing};
    buf_add_string(out, "<table");
    inline_language(out, block->language, is_xhtml(writing->prose));
    buf_add_string(out, ">\n");
    add_caption(writing, "caption", index);
    for (; view_next_line(&rest, &line); row++) {
        size_t begin = (size_t)(line.data - block->text.data);

        if (row == 0 && block->header_rows > 0)
            buf_add_string(out, "<thead>\n");
        else if (row == (block->header_rows > 0 ? block->header_rows : 0))
            buf_add_string(out, row > 0 ? "</thead>\n<tbody>\n" : "<tbody>\n");
        add_row(writing, &inliner, index, begin, begin + line.size,
                row < block->header_rows);
    }
    if (row == 0)
        buf_add_string(out, "<tbody><tr><td></td></tr></tbody>");
    else
        buf_add_string(out,
                       row <= block->header_rows ? "</thead>\n" : "</tbody>\n");
    buf_add_string(out, "</table>\n");
}

static void close_lists(struct writing *writing, int depth)
{
    struct around *around = &writing->around;

    while (around->lists > depth)
        buf_addf(writing->prose->out, "</li></%s>\n",
                 around->ordered[--around->lists] ? "ol" : "ul");
}

static void open_list(struct writing *writing, int ordinal)
{
    struct around *around = &writing->around;
    struct buf *out = writing->prose->out;

    around->ordered[around->lists++] = ordinal > 0;
    if (ordinal > 1 && writing->prose->form != PROSE_DAISY)
        buf_addf(out, "<ol start=\"%d\">\n<li>", ordinal);
    else
        buf_add_string(out, ordinal > 0 ? "<ol>\n<li>" : "<ul>\n<li>");
}

/* Opens the item, inside as many lists as its level says. */
static void open_item(struct writing *writing, const struct block *block)
{
    struct around *around = &writing->around;
    int level = block->level < 1 ? 1 : block->level;

    if (level > LIST_DEPTH)
        level = LIST_DEPTH;
    close_lists(writing, level);
    if (around->lists == level &&
        around->ordered[level - 1] != (block->ordinal > 0))
        close_lists(writing, level - 1);
    if (around->lists == level) {
        buf_add_string(writing->prose->out, "</li>\n<li>");
        return;
    }
    while (around->lists < level)
        open_list(writing, block->ordinal);
}

static void set_quotes(struct writing *writing, const struct block *block)
{
    struct buf *out = writing->prose->out;
    int depth = block->quote_depth;

    if (block->kind == BLOCK_QUOTE && depth < 1)
        depth = 1;
    if (depth > QUOTE_DEPTH)
        depth = QUOTE_DEPTH;
    if (depth != writing->around.quotes)
        close_lists(writing, 0);
    for (; writing->around.quotes > depth; writing->around.quotes--)
        buf_add_string(out, "</blockquote>\n");
    for (; writing->around.quotes < depth; writing->around.quotes++)
        buf_add_string(out, "<blockquote>\n");
}

/* <name class lang>text</name> */
static void add_block(struct writing *writing, size_t index, const char *name,
                      const char *attributes)
{
    const struct block *block = &writing->outline->document->blocks.at[index];
    struct buf *out = writing->prose->out;

    buf_addf(out, "<%s%s", name, attributes);
    inline_language(out, block->language, is_xhtml(writing->prose));
    buf_add_char(out, '>');
    add_sentences(writing, index);
    buf_addf(out, "</%s>\n", name);
}

static void add_heading(struct writing *writing, size_t index)
{
    int depth = writing->leaf->depth + writing->prose->heading_offset;
    char name[] = "h0";

    /* A further heading in one leaf goes below the leaf's own. */
    if (index > writing->leaf->first_block)
        depth++;
    name[1] = (char)('0' + (depth > 6 ? 6 : depth));
    add_block(writing, index, name, "");
}

/* The picture in place of its text, which is its alternative then. */
static bool replace_by_picture(struct writing *writing, size_t index)
{
    struct prose *prose = writing->prose;
    const struct block *block = &writing->outline->document->blocks.at[index];
    struct prose_item item = {.article = writing->leaf->article,
                              .index = writing->sentence};
    bool has_text = next_sentence(writing, index) != NULL;
    struct buf id = {0};

    if (has_text)
        prose_id(&id, &item);
    bool shown = prose->pictures.add(prose->pictures.context, item.article,
                                     block, buf_string(&id), prose->out);
    if (shown && has_text)
        *ARENA_PUSH(prose->arena, &prose->items) = item;
    while (shown && next_sentence(writing, index))
        writing->sentence++;
    buf_release(&id);
    return shown;
}

static void add_picture(struct writing *writing, size_t index)
{
    struct prose *prose = writing->prose;
    const struct block *block = &writing->outline->document->blocks.at[index];
    bool shown = false;

    buf_add_string(prose->out, prose->form == PROSE_DAISY
                                   ? "<div class=\"image\">"
                                   : "<figure class=\"image\">");
    if (prose->pictures.add && prose->pictures.with_text)
        prose->pictures.add(prose->pictures.context, writing->leaf->article,
                            block, "", prose->out);
    else if (prose->pictures.add)
        shown = replace_by_picture(writing, index);
    if (!shown && next_sentence(writing, index))
        add_block(writing, index, "p", "");
    add_caption(writing, prose->form == PROSE_DAISY ? "p" : "figcaption",
                index);
    buf_add_string(prose->out,
                   prose->form == PROSE_DAISY ? "</div>\n" : "</figure>\n");
}

static bool continues_note(const struct writing *writing, size_t index)
{
    const struct blocks *blocks = &writing->outline->document->blocks;

    return index < writing->leaf->end_block &&
           blocks->at[index].kind == BLOCK_NOTE && blocks->at[index].continues;
}

/* Back to the first mark that leads here. */
static void add_way_back(struct prose *prose, const struct note *note)
{
    if (prose->form != PROSE_PAGE || !note ||
        !prose->referred[note - prose->notes->at])
        return;
    buf_add_string(prose->out, "<p><a class=\"back\" role=\"doc-backlink\" "
                               "lang=\"en\" dir=\"ltr\" href=\"#");
    add_note_id(prose->out, 'r', note);
    buf_add_string(prose->out, "\">Back to the text</a></p>\n");
}

/* A note with all its paragraphs. */
static void open_note(struct writing *writing, const struct note *note)
{
    const struct prose *prose = writing->prose;
    const char *tag = "<aside class=\"note\" role=\"doc-footnote\"";

    if (prose->form == PROSE_EPUB)
        tag = "<aside class=\"note\" epub:type=\"footnote\" "
              "role=\"doc-footnote\"";
    else if (prose->form == PROSE_DAISY)
        tag = "<div class=\"note\"";
    buf_add_string(prose->out, tag);
    if (note) {
        buf_add_string(prose->out, " id=\"");
        add_note_id(prose->out, 'n', note);
        buf_add_char(prose->out, '"');
    }
    buf_add_string(prose->out, ">\n");
}

static void add_note(struct writing *writing, size_t index)
{
    struct prose *prose = writing->prose;
    const struct block *block = &writing->outline->document->blocks.at[index];
    struct buf attributes = {0};

    if (index == writing->leaf->first_block || !block->continues) {
        writing->note =
            prose->notes && !block->continues
                ? note_find(prose->notes, writing->leaf->article, block->label)
                : NULL;
        /* Two of one label: marks lead to the first. */
        if (writing->note && writing->note->block != index)
            writing->note = NULL;
        open_note(writing, writing->note);
    }
    if (prose->form != PROSE_DAISY && !block->continues)
        markup_attribute(&attributes, "data-mark", block->label);
    add_block(writing, index, "p", buf_string(&attributes));
    buf_release(&attributes);
    if (continues_note(writing, index + 1))
        return;
    add_way_back(prose, writing->note);
    buf_add_string(prose->out,
                   prose->form == PROSE_DAISY ? "</div>\n" : "</aside>\n");
}

static void add_any(struct writing *writing, size_t index)
{
    const struct block *block = &writing->outline->document->blocks.at[index];
    struct buf *out = writing->prose->out;

    switch (block->kind) {
    case BLOCK_HEADING:
        add_heading(writing, index);
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_QUOTE:
        add_block(writing, index, "p", "");
        break;
    case BLOCK_ITEM:
        add_block(writing, index, block->continues ? "p" : "div", "");
        break;
    case BLOCK_TABLE:
        add_table(writing, index);
        break;
    case BLOCK_CODE:
        buf_add_string(out, "<pre>");
        add_block(writing, index, "code", "");
        buf_add_string(out, "</pre>\n");
        break;
    case BLOCK_IMAGE:
        add_picture(writing, index);
        break;
    case BLOCK_NOTE:
        add_note(writing, index);
        break;
    case BLOCK_BYLINE:
        add_block(writing, index, "p", " class=\"byline\"");
        break;
    case BLOCK_RULE:
        if (next_sentence(writing, index))
            add_block(writing, index, "p", " class=\"rule\"");
        else
            buf_add_string(out, "<hr/>\n");
        break;
    }
}

/* The first sentence of the leaf's blocks: they lie in order of blocks. */
static size_t find_sentence(const struct outline *outline, size_t block)
{
    const struct sentences *sentences = &outline->sentences;
    size_t low = 0;
    size_t high = sentences->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sentences->at[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void prose_leaf(struct prose *prose, const struct leaf *leaf)
{
    const struct outline *outline =
        prose->episode->script->articles.at[leaf->article];
    struct writing writing = {
        .prose = prose,
        .leaf = leaf,
        .outline = outline,
        .sentence = find_sentence(outline, leaf->first_block),
    };

    if (prose->notes && !prose->referred)
        prose->referred = arena_new(prose->arena, prose->notes->count + 1,
                                    sizeof *prose->referred);

    for (size_t i = leaf->first_block; i < leaf->end_block; i++) {
        const struct block *block = &outline->document->blocks.at[i];

        set_quotes(&writing, block);
        if (block->kind != BLOCK_ITEM)
            close_lists(&writing, 0);
        else if (!block->continues || writing.around.lists == 0)
            open_item(&writing, block);
        add_any(&writing, i);
    }
    close_lists(&writing, 0);
    for (; writing.around.quotes > 0; writing.around.quotes--)
        buf_add_string(prose->out, "</blockquote>\n");
}
