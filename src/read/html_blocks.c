#include "read/html_blocks.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "read/html_note.h"
#include "read/html_table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* An element on the way from the root to where the walk stands. */
struct level {
    size_t node;
    int runs;             /* runs it has opened */
    bool quote;           /* a block quotation */
    bool list;            /* ul, ol, menu, dir */
    bool item;            /* li, dd: blocks inside belong to an item */
    bool item_begun;      /* its first block is there */
    bool note;            /* a footnote: as item */
    int ordinal;          /* list: number of its next item, 0 unordered */
    int item_ordinal;     /* item: its own number */
    struct view label;    /* note */
    struct view language; /* of blocks inside */
};

struct walk {
    struct draft *draft;
    const struct html_tree *tree;
    struct html_notes *notes;
    struct level *levels;
    size_t depth;
    size_t room;
    int quotes;
    int lists;
    bool broken; /* the last thing seen was a <br> */
};

static bool style_hides(struct view style)
{
    char squeezed[256];
    size_t size = 0;

    for (size_t i = 0; i < style.size && size < sizeof squeezed; i++) {
        char c = style.data[i];

        if (c != ' ' && c != '\t' && c != '\n')
            squeezed[size++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    struct view tight = {squeezed, size};
    return view_find(tight, VIEW("display:none"), 0) != SIZE_MAX ||
           view_find(tight, VIEW("visibility:hidden"), 0) != SIZE_MAX;
}

const char *html_unread(const struct html_node *node)
{
    switch (node->tag) {
    case HTML_SCRIPT:
    case HTML_STYLE:
    case HTML_TEMPLATE:
    case HTML_NOSCRIPT:
    case HTML_HEAD:
        return "script";
    case HTML_INPUT:
    case HTML_SELECT:
    case HTML_TEXTAREA:
    case HTML_BUTTON:
    case HTML_OPTION:
        return "control";
    case HTML_IFRAME:
    case HTML_OBJECT:
    case HTML_EMBED:
    case HTML_VIDEO:
    case HTML_AUDIO:
    case HTML_CANVAS:
    case HTML_SVG:
    case HTML_MAP:
        return "embedded";
    case HTML_RT:
    case HTML_RP:
        return "ruby";
    default:
        break;
    }
    if (node->attribute_count == 0)
        return NULL;
    if (html_has_attribute(node, "hidden") ||
        style_hides(html_attribute(node, "style")))
        return "hidden";
    if (view_equal_nocase(html_attribute(node, "aria-hidden"), VIEW("true")))
        return "hidden";
    return NULL;
}

/* The innermost item or note around the walk, or NULL. */
static struct level *item_around(struct walk *walk)
{
    for (size_t i = walk->depth; i-- > 0;) {
        if (walk->levels[i].item || walk->levels[i].note)
            return &walk->levels[i];
    }
    return NULL;
}

static struct view language_around(const struct walk *walk)
{
    return walk->depth ? walk->levels[walk->depth - 1].language
                       : (struct view){0};
}

/* Opens a block of running text: what kind it is depends on what is around. */
static void begin_text_block(struct walk *walk, size_t line)
{
    struct level *item = item_around(walk);
    enum block_kind kind = walk->quotes ? BLOCK_QUOTE : BLOCK_PARAGRAPH;
    bool first = item && !item->item_begun;

    if (first)
        kind = item->note ? BLOCK_NOTE : BLOCK_ITEM;
    struct block *block = draft_begin(walk->draft, kind, line);
    block->quote_depth = walk->quotes;
    block->language = language_around(walk);
    block->continues = item && !first;
    if (first) {
        item->item_begun = true;
        block->level = item->note ? 0 : walk->lists > 0 ? walk->lists : 1;
        block->ordinal = item->item_ordinal;
        block->label = item->label;
    }
}

static void reopen_runs(struct walk *walk);

static void ensure_block(struct walk *walk, size_t line)
{
    if (walk->draft->open)
        return;
    begin_text_block(walk, line);
    reopen_runs(walk);
}

/* A class attribute "language-c" or "lang-c" of code. */
static struct view code_language(const struct html_node *node)
{
    struct view classes = html_attribute(node, "class");

    while (classes.size > 0) {
        struct view token = view_cut(&classes, ' ');

        if (view_starts(token, VIEW("language-")))
            return view_slice(token, 9, token.size);
        if (view_starts(token, VIEW("lang-")))
            return view_slice(token, 5, token.size);
    }
    return (struct view){0};
}

static struct level *push(struct walk *walk, size_t node)
{
    if (walk->depth == walk->room) {
        walk->room = walk->room ? 2 * walk->room : 64;
        walk->levels =
            mem_resize(walk->levels, walk->room, sizeof *walk->levels);
    }
    struct level *level = &walk->levels[walk->depth];
    *level = (struct level){.node = node, .language = language_around(walk)};
    walk->depth++;
    return level;
}

/* The run that an inline element makes of its text; false for none. */
static bool run_of(const struct html_node *node, enum run_kind *kind,
                   struct view *value)
{
    *value = (struct view){0};
    switch (node->tag) {
    case HTML_A:
        *kind = RUN_LINK;
        *value = html_attribute(node, "href");
        return value->size > 0 && value->data[0] != '#';
    case HTML_EM:
    case HTML_I:
    case HTML_CITE:
    case HTML_DFN:
    case HTML_VAR:
        *kind = RUN_EMPHASIS;
        return true;
    case HTML_STRONG:
    case HTML_B:
        *kind = RUN_STRONG;
        return true;
    case HTML_CODE:
    case HTML_KBD:
    case HTML_SAMP:
    case HTML_TT:
        *kind = RUN_CODE;
        return true;
    case HTML_ABBR:
    case HTML_ACRONYM:
        *kind = RUN_ABBREVIATION;
        *value = html_attribute(node, "title");
        return value->size > 0;
    default:
        return false;
    }
}

static struct view language_of(const struct html_node *node)
{
    struct view language = html_attribute(node, "lang");

    return language.size > 0 ? language : html_attribute(node, "xml:lang");
}

/* Opens the runs of the inline element of a level. */
static void open_runs(struct walk *walk, struct level *level)
{
    const struct html_node *node = &walk->tree->at[level->node];
    enum run_kind kind;
    struct view value;

    level->runs = 0;
    if (html_tag_kinds(node->tag) & HTML_IS_BLOCK)
        return;
    if (language_of(node).size > 0) {
        draft_open_run(walk->draft, RUN_LANGUAGE, language_of(node));
        level->runs++;
    }
    struct view mark = html_note_mark(walk->notes, walk->tree, level->node);
    if (mark.size > 0) {
        draft_open_run(walk->draft, RUN_NOTEMARK, mark);
        level->runs++;
    } else if (run_of(node, &kind, &value) &&
               !(kind == RUN_CODE && walk->draft->verbatim)) {
        draft_open_run(walk->draft, kind, value);
        level->runs++;
    }
}

/* Inline elements that a new block finds open hold in it too. */
static void reopen_runs(struct walk *walk)
{
    for (size_t i = 0; i < walk->depth; i++)
        open_runs(walk, &walk->levels[i]);
}

static void end_block(struct walk *walk)
{
    draft_end(walk->draft);
    walk->broken = false;
}

static void begin_list(struct walk *walk, const struct html_node *node,
                       struct level *level)
{
    level->list = true;
    walk->lists++;
    if (node->tag == HTML_OL) {
        struct view start = html_attribute(node, "start");
        int number = 0;

        for (size_t i = 0; i < start.size && i < 6; i++) {
            if (start.data[i] < '0' || start.data[i] > '9')
                break;
            number = number * 10 + (start.data[i] - '0');
        }
        level->ordinal = number > 0 ? number : 1;
    }
}

static void begin_item(struct walk *walk, struct level *level)
{
    level->item = true;
    for (size_t i = walk->depth - 1; i-- > 0;) {
        if (!walk->levels[i].list)
            continue;
        if (walk->levels[i].ordinal > 0)
            level->item_ordinal = walk->levels[i].ordinal++;
        break;
    }
}

static void begin_heading(struct walk *walk, const struct html_node *node)
{
    struct block *block = draft_begin(walk->draft, BLOCK_HEADING, node->line);

    block->level = (int)(node->tag - HTML_H1) + 1;
    block->quote_depth = walk->quotes;
    block->language = language_around(walk);
    block->label = html_attribute(node, "id");
    reopen_runs(walk);
}

static void begin_code(struct walk *walk, size_t at,
                       const struct html_node *node)
{
    struct block *block = draft_begin(walk->draft, BLOCK_CODE, node->line);
    size_t code = html_find(walk->tree, at, HTML_CODE);

    block->quote_depth = walk->quotes;
    block->label = code_language(node);
    if (block->label.size == 0 && code != SIZE_MAX)
        block->label = code_language(&walk->tree->at[code]);
}

/* What an element that stands on lines of its own opens. */
static void enter_block(struct walk *walk, size_t at, struct level *level)
{
    const struct html_node *node = &walk->tree->at[at];

    end_block(walk);
    if (language_of(node).size > 0 && node->tag != HTML_HTML)
        level->language = arena_copy(walk->draft->arena, language_of(node));
    struct view label = html_note_label(walk->notes, walk->tree, at);
    if (label.size > 0) {
        level->note = true;
        level->label = label;
        return;
    }
    switch (node->tag) {
    case HTML_H1:
    case HTML_H2:
    case HTML_H3:
    case HTML_H4:
    case HTML_H5:
    case HTML_H6:
        begin_heading(walk, node);
        break;
    case HTML_BLOCKQUOTE:
        level->quote = true;
        walk->quotes++;
        break;
    case HTML_UL:
    case HTML_OL:
    case HTML_MENU:
    case HTML_DIR:
        begin_list(walk, node, level);
        break;
    case HTML_LI:
    case HTML_DT:
        begin_item(walk, level);
        break;
    case HTML_PRE:
        begin_code(walk, at, node);
        break;
    default:
        break;
    }
}

static void leave(struct walk *walk)
{
    struct level *level = &walk->levels[walk->depth - 1];
    const struct html_node *node = &walk->tree->at[level->node];

    if (html_tag_kinds(node->tag) & HTML_IS_BLOCK)
        end_block(walk);
    for (; level->runs > 0 && walk->draft->open; level->runs--)
        draft_close_run(walk->draft);
    if (node->tag == HTML_Q && walk->draft->open)
        draft_text(walk->draft, VIEW("\u201d"));
    walk->quotes -= level->quote;
    walk->lists -= level->list;
    walk->depth--;
}

/* An image's description; "" when it is only decoration. */
static struct view image_text(const struct html_node *node)
{
    struct view alt = html_attribute(node, "alt");

    return alt.size > 0 ? alt : html_attribute(node, "aria-label");
}

/* The figure around a node, or SIZE_MAX. */
static size_t figure_around(const struct walk *walk)
{
    for (size_t i = walk->depth; i-- > 0;) {
        if (walk->tree->at[walk->levels[i].node].tag == HTML_FIGURE)
            return walk->levels[i].node;
    }
    return SIZE_MAX;
}

/* True when the block element around the node holds no text of its own. */
static bool stands_alone(const struct walk *walk)
{
    size_t around = 0;

    for (size_t i = walk->depth; i-- > 0;) {
        around = walk->levels[i].node;
        if (html_tag_kinds(walk->tree->at[around].tag) & HTML_IS_BLOCK)
            break;
    }
    size_t limit = walk->tree->at[around].end;
    for (size_t i = around; i < limit; i++) {
        const struct html_node *node = &walk->tree->at[i];

        if (node->tag == HTML_TEXT && view_trim(node->text).size > 0)
            return false;
        if (i > around && (html_tag_kinds(node->tag) & HTML_IS_BLOCK))
            break;
    }
    return true;
}

static void enter_image(struct walk *walk, const struct html_node *node)
{
    struct view alt = image_text(node);
    size_t figure = figure_around(walk);

    if ((walk->draft->open && walk->draft->text.size > 0) ||
        (figure == SIZE_MAX && !stands_alone(walk))) {
        if (view_trim(alt).size == 0)
            return;
        ensure_block(walk, node->line);
        draft_open_run(walk->draft, RUN_IMAGE, html_attribute(node, "src"));
        draft_text(walk->draft, alt);
        draft_close_run(walk->draft);
        return;
    }
    struct block *block = draft_begin(walk->draft, BLOCK_IMAGE, node->line);
    block->label = arena_copy(walk->draft->arena, html_attribute(node, "src"));
    block->language = language_around(walk);
    draft_text(walk->draft, alt);
    if (figure != SIZE_MAX) {
        size_t caption = html_find(walk->tree, figure, HTML_FIGCAPTION);

        if (caption != SIZE_MAX && !walk->tree->at[caption].omit)
            draft_caption(walk->draft, html_folded_text(walk->draft->arena,
                                                        walk->tree, caption));
    }
    end_block(walk);
}

/* A second line break ends the paragraph. */
static void enter_break(struct walk *walk)
{
    if (!walk->draft->open || walk->draft->verbatim) {
        draft_break(walk->draft);
        return;
    }
    if (walk->broken) {
        end_block(walk);
        return;
    }
    draft_break(walk->draft);
    walk->broken = true;
}

/* The caption of a figure was taken with its image. */
static bool is_taken_caption(const struct walk *walk,
                             const struct html_node *node)
{
    size_t figure = figure_around(walk);

    return node->tag == HTML_FIGCAPTION && figure != SIZE_MAX &&
           html_find(walk->tree, figure, HTML_IMG) != SIZE_MAX;
}

/* Digits raised as an exponent keep their height: "10" and "6" is not 106. */
static bool add_exponent(struct walk *walk, size_t at)
{
    static const char *const raised[10] = {"⁰", "¹", "²", "³", "⁴",
                                           "⁵", "⁶", "⁷", "⁸", "⁹"};
    const struct html_tree *tree = walk->tree;

    if (tree->at[at].end != at + 2 || tree->at[at + 1].tag != HTML_TEXT ||
        !walk->draft->open || walk->draft->space ||
        html_note_mark(walk->notes, tree, at).size > 0)
        return false;
    struct view text = view_trim(tree->at[at + 1].text);
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    }
    for (size_t i = 0; i < text.size; i++)
        draft_text(walk->draft, view_of(raised[text.data[i] - '0']));
    return true;
}

static void add_text(struct walk *walk, const struct html_node *node)
{
    if (view_trim(node->text).size == 0) {
        if (walk->draft->open)
            draft_text(walk->draft, node->text);
        return;
    }
    ensure_block(walk, node->line);
    draft_text(walk->draft, node->text);
    walk->broken = false;
}

/* The sign in a note that leads back to its mark. */
static bool is_back_link(struct walk *walk, size_t at)
{
    const struct html_node *node = &walk->tree->at[at];
    struct level *item = node->tag == HTML_A ? item_around(walk) : NULL;

    if (!item || !item->note ||
        !view_starts(html_attribute(node, "href"), VIEW("#")))
        return false;
    struct view text = html_folded_text(walk->draft->arena, walk->tree, at);
    return view_equal(html_attribute(node, "role"), VIEW("doc-backlink")) ||
           utf8_length(text) <= 2;
}

/* Takes the node at `at`; returns the one to look at next. */
static size_t enter(struct walk *walk, size_t at)
{
    const struct html_node *node = &walk->tree->at[at];
    const char *reason = node->omit;

    if (node->tag == HTML_TEXT && !reason) {
        add_text(walk, node);
        return at + 1;
    }
    if (!reason && node->tag != HTML_TEXT)
        reason = html_unread(node);
    if (reason) {
        if (strcmp(reason, "script") != 0)
            draft_omit(walk->draft, reason,
                       html_folded_text(walk->draft->arena, walk->tree, at));
        return node->end;
    }
    if (node->tag == HTML_TABLE && html_table_is_data(walk->tree, at)) {
        end_block(walk);
        html_table(walk->draft, walk->tree, at);
        return node->end;
    }
    if (is_back_link(walk, at)) {
        draft_omit(walk->draft, "link back from a note",
                   html_folded_text(walk->draft->arena, walk->tree, at));
        return node->end;
    }
    if (is_taken_caption(walk, node) ||
        (node->tag == HTML_SUP && add_exponent(walk, at)) ||
        view_equal(node->name, VIEW("annotation")))
        return node->end;
    if (node->tag == HTML_IMG) {
        enter_image(walk, node);
    } else if (node->tag == HTML_BR) {
        enter_break(walk);
    } else if (node->tag == HTML_HR) {
        end_block(walk);
        draft_begin(walk->draft, BLOCK_RULE, node->line);
        end_block(walk);
    } else {
        struct level *level = push(walk, at);

        if (html_tag_kinds(node->tag) & HTML_IS_BLOCK)
            enter_block(walk, at, level);
        else if (walk->draft->open)
            open_runs(walk, level);
        if (node->tag == HTML_Q) {
            ensure_block(walk, node->line);
            draft_text(walk->draft, VIEW("\u201c"));
        }
    }
    return at + 1;
}

void html_blocks(struct draft *draft, const struct html_tree *tree, size_t root)
{
    struct html_notes notes = {0};
    struct walk walk = {.draft = draft, .tree = tree, .notes = &notes};
    size_t end = tree->at[root].end;

    html_notes_find(draft->arena, tree, root, &notes);
    for (size_t at = root + 1; at < end;) {
        while (walk.depth > 0 &&
               tree->at[walk.levels[walk.depth - 1].node].end <= at)
            leave(&walk);
        at = enter(&walk, at);
    }
    while (walk.depth > 0)
        leave(&walk);
    draft_end(draft);
    free(walk.levels);
}
