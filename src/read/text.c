#include "read/draft.h"
#include "read/metadata.h"
#include "read/reader.h"
#include "read/text_furniture.h"
#include "read/text_line.h"
#include "read/text_wrap.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

enum {
    TITLE_WIDTH_MAX = 120, /* code points of a title line */
    HEADING_WIDTH_MAX = 80,
    HEADING_WORDS_MAX = 12,
    FOLLOWING_MIN = 60, /* text under a heading is longer than one */
    LIST_DEPTH_MAX = 16,
};

struct composer {
    struct draft draft;
    struct document *document;
    const struct text_lines *lines;
    struct text_wrap wrap;
    size_t at;    /* line to look at next */
    bool started; /* the first block is behind us */
    int indents[LIST_DEPTH_MAX];
    int list_depth;  /* lists that are open */
    int item_indent; /* columns of the last item's text; -1 without one */
};

static bool is_shown(const struct text_line *line)
{
    return line->kind != TEXT_LINE_BLANK && !line->omit;
}

/* The next line that is not blank or left out, from i on. */
static size_t next_shown(const struct composer *composer, size_t i)
{
    while (i < composer->lines->count && !is_shown(&composer->lines->at[i]))
        i++;
    return i;
}

/* Line `next` goes on with the paragraph of line `last` over the end of a
 * page: numbers and heads of pages lie between, and the sentence is open. */
static bool crosses_page(const struct composer *composer, size_t last,
                         size_t next)
{
    const struct text_lines *lines = composer->lines;
    bool page = false;

    if (next >= lines->count || lines->at[next].kind != TEXT_LINE_PLAIN ||
        lines->at[next].quote_depth != lines->at[last].quote_depth ||
        text_line_ends_sentence(lines->at[last].text) ||
        !text_line_begins_lower(lines->at[next].text))
        return false;
    for (size_t i = last + 1; i <= next; i++)
        page = page || lines->at[i].new_page || lines->at[i].omit;
    return page;
}

/* End of the group of plain lines that begins at i.  Lines between that are
 * not shown belong to the ends of pages. */
static size_t group_end(const struct composer *composer, size_t i)
{
    const struct text_line *first = &composer->lines->at[i];
    size_t end = i + 1;

    for (;;) {
        const struct text_line *line =
            end < composer->lines->count ? &composer->lines->at[end] : NULL;

        if (line && line->kind == TEXT_LINE_PLAIN && !line->omit &&
            line->quote_depth == first->quote_depth && !line->new_page) {
            end++;
            continue;
        }
        size_t next = next_shown(composer, end);
        if (!crosses_page(composer, end - 1, next))
            return end;
        end = next + 1;
    }
}

static size_t count_words(struct view text)
{
    size_t words = 0;

    while (text.size > 0)
        words += view_cut(&text, ' ').size > 0;
    return words;
}

/* "Chapter 3", "PART II", "1.2 Methods": headings whatever follows.  The
 * level that the numbering tells, or 0. */
static int numbered_level(struct view text)
{
    static const char *const names[] = {"chapter ",  "part ", "kapitel ",
                                        "chapitre ", "book ", "appendix ",
                                        "section ",  "teil "};
    int dots = 0;
    size_t at = 0;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_starts_nocase(text, view_of(names[i])) &&
            count_words(text) <= HEADING_WORDS_MAX)
            return 2;
    }
    while (at < text.size && ((text.data[at] >= '0' && text.data[at] <= '9') ||
                              text.data[at] == '.')) {
        dots += text.data[at] == '.' && at + 1 < text.size &&
                text.data[at + 1] != ' ';
        at++;
    }
    if (at == 0 || dots == 0 || at >= text.size || text.data[at] != ' ')
        return 0;
    return dots + 2 > 6 ? 6 : dots + 2;
}

/* Without the mark of a footnote at the end. */
static struct view without_mark(struct view text)
{
    size_t at = text.size;

    if (at == 0 || text.data[at - 1] != ']')
        return text;
    while (at > 0 && text.data[at - 1] != '[')
        at--;
    return at > 1 && text.size - at <= 4 ? view_slice(text, 0, at - 1) : text;
}

/* A line alone that has the look of a heading. */
static bool looks_like_heading(const struct text_line *line, size_t width_max)
{
    struct view text = without_mark(line->text);

    if (line->width > width_max || line->quote_depth > 0 || text.size == 0 ||
        count_words(text) > HEADING_WORDS_MAX + (width_max > 100 ? 10 : 0))
        return false;
    if (text_line_begins_lower(text))
        return false;
    char first = text.data[0];
    if (first == '"' || view_starts(text, VIEW("\u201c")) ||
        view_starts(text, VIEW("\u2014")) || first == '(')
        return false;
    char last = text.data[text.size - 1];
    return last != '.' && last != ',' && last != ';' && last != ':' &&
           last != '!' && last != ')' && last != '"' && last != '>' &&
           !view_ends(text, VIEW("\u201d")) &&
           !view_ends(text, VIEW("\u2026")) &&
           view_find(text, VIEW("://"), 0) == SIZE_MAX &&
           view_find(text, VIEW("@"), 0) == SIZE_MAX;
}

/* Text that a heading can stand over begins at line i. */
static bool carries_text(const struct composer *composer, size_t i)
{
    if (i >= composer->lines->count)
        return false;
    const struct text_line *line = &composer->lines->at[i];
    if (line->kind == TEXT_LINE_ITEM)
        return true;
    if (line->kind != TEXT_LINE_PLAIN)
        return false;
    size_t end = group_end(composer, i);
    return line->width >= FOLLOWING_MIN || end > i + 1 ||
           text_line_ends_sentence(line->text);
}

static void add_heading(struct composer *composer, size_t i, int level)
{
    const struct text_line *line = &composer->lines->at[i];
    struct block *block =
        draft_begin(&composer->draft, BLOCK_HEADING, line->number);

    block->level = level;
    draft_text(&composer->draft, line->text);
    draft_end(&composer->draft);
    composer->list_depth = 0;
    composer->item_indent = -1;
}

/* "By Jane Doe" or a date, of a line under the title. */
static const char *byline_of(struct composer *composer,
                             const struct text_line *line,
                             struct document *found)
{
    struct arena *arena = composer->draft.arena;

    if (line->width > 60 || text_line_ends_sentence(line->text))
        return NULL;
    if (found->author.size == 0 &&
        (view_starts_nocase(line->text, VIEW("by ")) ||
         view_starts(line->text, VIEW("Von "))) &&
        count_words(line->text) <= 8) {
        found->author = metadata_author(arena, line->text);
        return found->author.size > 0 ? "byline" : NULL;
    }
    if (found->date.size == 0 && count_words(line->text) <= 5) {
        found->date = metadata_date(arena, line->text);
        return found->date.size > 0 ? "date" : NULL;
    }
    return NULL;
}

/* A group of such lines right under the title. */
static bool take_byline(struct composer *composer, size_t i, size_t end)
{
    struct document *document = composer->document;
    struct document found = {.author = document->author,
                             .date = document->date};
    const char *reasons[3];

    if (end - i > 3 || document->blocks.count > 1)
        return false;
    for (size_t k = i; k < end; k++) {
        reasons[k - i] = byline_of(composer, &composer->lines->at[k], &found);
        if (!reasons[k - i])
            return false;
    }
    document->author = found.author;
    document->date = found.date;
    for (size_t k = i; k < end; k++)
        draft_omit(&composer->draft, reasons[k - i],
                   composer->lines->at[k].text);
    return true;
}

/* The first block, where the heading left one: nothing may be left of signs
 * that only mark. */
static void take_title(struct composer *composer)
{
    struct document *document = composer->document;

    if (document->blocks.count == 0)
        return;
    document->title = document->blocks.at[0].text;
    document->title_in_blocks = document->blocks.at[0].kind == BLOCK_HEADING;
}

/* A heading: underlined, numbered, or alone with text below it. */
static bool take_heading(struct composer *composer, size_t i, size_t end)
{
    const struct text_lines *lines = composer->lines;
    const struct text_line *line = &lines->at[i];
    bool first = !composer->started;

    if (end == i + 1 && end < lines->count && lines->at[end].underline &&
        line->width <= TITLE_WIDTH_MAX && lines->at[end].width >= 3 &&
        lines->at[end].text.size + 12 >= line->width) {
        int level = lines->at[end].underline == '=' ? 1 : 2;

        add_heading(composer, i, level);
        if (first && composer->document->title.size == 0)
            take_title(composer);
        composer->at = end + 1;
        return true;
    }
    if (end != i + 1 ||
        (end < lines->count && lines->at[end].kind != TEXT_LINE_BLANK))
        return false;
    size_t after = next_shown(composer, end);
    bool above = composer->document->title.size == 0 && first;
    if (!looks_like_heading(line, above ? TITLE_WIDTH_MAX : HEADING_WIDTH_MAX))
        return false;
    int level = numbered_level(line->text);
    if (above) {
        if (after >= lines->count)
            return false;
        add_heading(composer, i, 1);
        take_title(composer);
    } else if (level > 0 || carries_text(composer, after)) {
        add_heading(composer, i, level > 0 ? level : 2);
    } else {
        return false;
    }
    composer->at = end;
    return true;
}

/* How line k meets the line shown next. */
static enum text_break break_after(struct composer *composer, size_t k,
                                   size_t next)
{
    const struct text_lines *lines = composer->lines;
    enum text_break how =
        text_wrap_break(&composer->wrap, &lines->at[k], &lines->at[next]);

    if (next > k + 1 && (how == TEXT_BREAK_PARAGRAPH || how == TEXT_BREAK_LINE))
        return TEXT_BREAK_SPACE;
    return how;
}

/* Adds lines i to end - 1 to the open block as the author meant them. */
static void add_lines(struct composer *composer, size_t i, size_t end)
{
    const struct text_lines *lines = composer->lines;

    for (size_t k = i; k < end;) {
        struct view text = lines->at[k].text;
        size_t next = next_shown(composer, k + 1);
        enum text_break how =
            next < end ? break_after(composer, k, next) : TEXT_BREAK_NONE;

        if (how == TEXT_BREAK_HYPHEN)
            text = view_slice(text, 0, text_wrap_stem(text));
        text_wrap_inline(&composer->wrap, &composer->draft, text);
        if (lines->at[k].aside.size > 0)
            draft_omit(&composer->draft, "mail address", lines->at[k].aside);
        if (how == TEXT_BREAK_SPACE)
            draft_text(&composer->draft, VIEW(" "));
        else if (how == TEXT_BREAK_LINE)
            draft_break(&composer->draft);
        for (size_t j = k + 1; j < next && j < end; j++) {
            if (lines->at[j].omit)
                draft_omit(&composer->draft, lines->at[j].omit,
                           lines->at[j].text);
        }
        k = next;
    }
}

static void add_paragraph(struct composer *composer, size_t i, size_t end)
{
    const struct text_line *line = &composer->lines->at[i];
    struct block *block = draft_begin(
        &composer->draft, line->quote_depth > 0 ? BLOCK_QUOTE : BLOCK_PARAGRAPH,
        line->number);

    block->quote_depth = line->quote_depth;
    if (composer->item_indent >= 0 && line->indent >= composer->item_indent &&
        line->indent > 0)
        block->continues = true;
    else
        composer->list_depth = 0;
    if (!block->continues)
        composer->item_indent = -1;
    add_lines(composer, i, end);
    draft_end(&composer->draft);
}

/* A group of plain lines: one paragraph, or several that the author did not
 * set apart by blank lines. */
static void add_group(struct composer *composer, size_t i, size_t end)
{
    size_t begin = i;

    for (size_t k = i; k < end;) {
        size_t next = next_shown(composer, k + 1);

        if (next >= end ||
            break_after(composer, k, next) == TEXT_BREAK_PARAGRAPH) {
            add_paragraph(composer, begin, next < end ? next : end);
            begin = next;
        }
        k = next;
    }
    composer->at = end;
}

/* Depth of an item by its indent among the open lists. */
static int item_level(struct composer *composer, int indent)
{
    while (composer->list_depth > 0 &&
           composer->indents[composer->list_depth - 1] > indent)
        composer->list_depth--;
    if (composer->list_depth == 0 ||
        (composer->indents[composer->list_depth - 1] + 1 < indent &&
         composer->list_depth < LIST_DEPTH_MAX))
        composer->indents[composer->list_depth++] = indent;
    return composer->list_depth;
}

/* An item, or a note, with the lines that go on below it. */
static void add_item(struct composer *composer, size_t i, enum block_kind kind)
{
    const struct text_line *line = &composer->lines->at[i];
    struct block *block = draft_begin(&composer->draft, kind, line->number);
    size_t end = i + 1;

    if (kind == BLOCK_ITEM) {
        block->level = item_level(composer, line->indent);
        block->ordinal = line->ordinal;
        composer->item_indent =
            line->text_indent > 0 ? line->text_indent - 1 : 0;
    } else {
        block->label = line->label;
    }
    block->quote_depth = line->quote_depth;
    if (end < composer->lines->count &&
        composer->lines->at[end].kind == TEXT_LINE_PLAIN &&
        !composer->lines->at[end].omit &&
        composer->lines->at[end].quote_depth == line->quote_depth &&
        (kind == BLOCK_NOTE ||
         text_wrap_continues(&composer->wrap, line, &composer->lines->at[end])))
        end = group_end(composer, end);
    add_lines(composer, i, end);
    draft_end(&composer->draft);
    composer->at = end;
}

/* "2024. It was" is no item: numbered items come in a row, or begin at 1. */
static bool is_real_item(const struct composer *composer, size_t i)
{
    const struct text_line *line = &composer->lines->at[i];

    if (line->ordinal <= 1)
        return true;
    const struct blocks *blocks = &composer->document->blocks;
    for (size_t k = blocks->count; k-- > 0 && blocks->count - k < 8;) {
        if (blocks->at[k].kind == BLOCK_ITEM)
            return blocks->at[k].ordinal + 1 == line->ordinal ||
                   blocks->at[k].ordinal > 0;
    }
    size_t after = next_shown(composer, i + 1);
    return after < composer->lines->count &&
           composer->lines->at[after].kind == TEXT_LINE_ITEM &&
           composer->lines->at[after].ordinal == line->ordinal + 1;
}

static void add_rule(struct composer *composer, const struct text_line *line)
{
    draft_begin(&composer->draft, BLOCK_RULE, line->number);
    draft_text(&composer->draft, line->text);
    draft_end(&composer->draft);
    composer->list_depth = 0;
    composer->item_indent = -1;
}

/* Takes the lines at composer->at. */
static void compose_next(struct composer *composer)
{
    size_t i = composer->at;
    const struct text_line *line = &composer->lines->at[i];

    if (line->omit) {
        draft_omit(&composer->draft, line->omit, line->text);
        composer->at++;
        return;
    }
    if (line->kind == TEXT_LINE_BLANK) {
        composer->at++;
        return;
    }
    if (line->kind == TEXT_LINE_RULE) {
        add_rule(composer, line);
        composer->at++;
        return;
    }
    if (line->kind == TEXT_LINE_NOTE &&
        text_wrap_has_mark(&composer->wrap, line)) {
        add_item(composer, i, BLOCK_NOTE);
    } else if (line->kind == TEXT_LINE_ITEM && is_real_item(composer, i)) {
        add_item(composer, i, BLOCK_ITEM);
    } else {
        size_t end = group_end(composer, i);

        if (line->kind == TEXT_LINE_PLAIN &&
            (take_heading(composer, i, end) || take_byline(composer, i, end))) {
            if (composer->at == i)
                composer->at = end;
        } else {
            add_group(composer, i, end);
        }
    }
    composer->started = true;
}

static bool compose(struct arena *arena, struct view text,
                    struct document *document)
{
    struct text_lines lines = {0};
    struct composer composer = {
        .document = document, .lines = &lines, .item_indent = -1};

    if (!text_lines_cut(arena, text, &lines))
        return false;
    text_furniture_mark(arena, &lines, document);
    text_wrap_measure(&composer.wrap, text, &lines);
    draft_init(&composer.draft, arena, document);
    while (composer.at < lines.count)
        compose_next(&composer);
    draft_release(&composer.draft);
    return true;
}

static bool read(struct arena *arena, const struct read_request *request,
                 const struct log *log, struct documents *documents,
                 struct err *err)
{
    struct reader_text text;

    if (!reader_decode(arena, request, &text, err))
        return false;
    struct document *document =
        reader_new_document(arena, request, "text", &text, log, documents);
    if (!compose(arena, text.text, document))
        return err_set(err, "%.*s: has more than %d lines; split it into parts",
                       VIEW_ARG(request->source), TEXT_LINES_MAX);
    return true;
}

const struct reader text_reader = {
    .name = "text",
    .extensions = " .txt .text .asc ",
    .read = read,
};
