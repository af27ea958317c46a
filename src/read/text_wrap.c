#include "read/text_wrap.h"

#include "base/letter.h"
#include "base/utf8.h"
#include "format/html.h"

#include <stdint.h>

enum {
    WIDTH_MIN = 40,  /* no text is wrapped closer by hand ... */
    WIDTH_MAX = 110, /* ... or wider */
    LOOK_UPS_MAX = 300,
};

static bool is_letter_before(struct view text, size_t at)
{
    return at > 0 && letter_any(utf8_previous(text, &at));
}

/* Two plain lines of one group. */
static bool is_pair(const struct text_line *line, const struct text_line *next)
{
    return next->kind == TEXT_LINE_PLAIN && !line->omit && !next->omit &&
           (line->kind == TEXT_LINE_PLAIN || line->kind == TEXT_LINE_ITEM) &&
           line->quote_depth == next->quote_depth;
}

/* The width that one in twenty of the lines with a follower exceeds; verse
 * and addresses, which are short, do not count. */
static size_t usual_width(const struct text_lines *lines, size_t *pairs)
{
    size_t counts[WIDTH_MAX + 2] = {0};
    size_t seen = 0;

    *pairs = 0;
    for (size_t i = 0; i + 1 < lines->count; i++) {
        size_t width = lines->at[i].width;

        if (!is_pair(&lines->at[i], &lines->at[i + 1]) || width < WIDTH_MIN)
            continue;
        counts[width > WIDTH_MAX ? WIDTH_MAX + 1 : width]++;
        ++*pairs;
    }
    for (size_t width = WIDTH_MAX + 1; width > 0; width--) {
        seen += counts[width];
        if (20 * seen > *pairs)
            return width;
    }
    return 0;
}

/* The first word of the next line would not have fitted. */
static bool is_full(const struct text_line *line, const struct text_line *next,
                    size_t width)
{
    struct view text = next->text;
    struct view word = view_cut(&text, ' ');

    return line->width + 1 + utf8_length(word) + 1 > width;
}

static bool has_markup(struct view text)
{
    static const char *const tags[] = {
        "</p>",     "</a>",    "</b>",   "</i>",    "</em>",   "</strong>",
        "</span>",  "<br",     "&nbsp;", "&amp;",   "&quot;",  "&#39;",
        "&#8217;",  "&rsquo;", "&lt;",   "&ldquo;", "&mdash;", "</sup>",
        "&eacute;", "&ndash;", "</u>"};

    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (view_find(text, view_of(tags[i]), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

void text_wrap_measure(struct text_wrap *wrap, struct view text,
                       const struct text_lines *lines)
{
    size_t pairs;
    size_t full = 0;
    size_t broken_words = 0;
    size_t width = usual_width(lines, &pairs);

    *wrap = (struct text_wrap){
        .text = text, .width = width, .has_markup = has_markup(text)};
    for (size_t i = 0; i + 1 < lines->count; i++) {
        const struct text_line *line = &lines->at[i];
        const struct text_line *next = &lines->at[i + 1];

        if (!is_pair(line, next) || line->width < WIDTH_MIN)
            continue;
        full += is_full(line, next, width) || line->width + 12 >= width;
        broken_words += view_ends(line->text, VIEW("-")) &&
                        is_letter_before(line->text, line->text.size - 1) &&
                        text_line_begins_lower(next->text);
    }
    wrap->wrapped = pairs > 0 && width >= WIDTH_MIN && width <= WIDTH_MAX &&
                    10 * full >= 6 * pairs;
    wrap->hyphenated = 40 * broken_words >= pairs && broken_words >= 3;
}

size_t text_wrap_stem(struct view text)
{
    size_t at = text.size;

    utf8_previous(text, &at);
    return at;
}

/* The last word of one line and the first of the next make one, if that word
 * stands elsewhere in the text; with the hyphen, if so does that. */
static enum text_break broken_word(struct text_wrap *wrap, struct view line,
                                   struct view next)
{
    char word[128];
    size_t stem = text_wrap_stem(line);
    size_t begin = stem;
    size_t end = 0;

    while (begin > 0) {
        size_t at = begin;

        if (!letter_any(utf8_previous(line, &at)))
            break;
        begin = at;
    }
    while (end < next.size) {
        size_t at = end;

        if (!letter_any(utf8_next(next, &at)))
            break;
        end = at;
    }
    size_t head = stem - begin;
    if (head + 1 + end >= sizeof word || wrap->looked_up++ > LOOK_UPS_MAX)
        return wrap->hyphenated ? TEXT_BREAK_HYPHEN : TEXT_BREAK_NONE;
    for (size_t i = 0; i < head; i++)
        word[i] = line.data[begin + i];
    for (size_t i = 0; i < end; i++)
        word[head + i] = next.data[i];
    if (view_find(wrap->text, (struct view){word, head + end}, 0) != SIZE_MAX)
        return TEXT_BREAK_HYPHEN;
    word[head] = '-';
    for (size_t i = 0; i < end; i++)
        word[head + 1 + i] = next.data[i];
    if (view_find(wrap->text, (struct view){word, head + 1 + end}, 0) !=
        SIZE_MAX)
        return TEXT_BREAK_NONE;
    return wrap->hyphenated ? TEXT_BREAK_HYPHEN : TEXT_BREAK_NONE;
}

static enum text_break joined(struct text_wrap *wrap,
                              const struct text_line *line,
                              const struct text_line *next)
{
    struct view text = line->text;

    if (view_ends(text, VIEW("\u00ad")))
        return TEXT_BREAK_NONE;
    if (!view_ends(text, VIEW("-")) && !view_ends(text, VIEW("\u2010")))
        return TEXT_BREAK_SPACE;
    size_t stem = text_wrap_stem(text);
    if (!is_letter_before(text, stem) || text.size < 2)
        return TEXT_BREAK_SPACE;
    if (!text_line_begins_lower(next->text))
        return TEXT_BREAK_NONE;
    return broken_word(wrap, text, next->text);
}

enum text_break text_wrap_break(struct text_wrap *wrap,
                                const struct text_line *line,
                                const struct text_line *next)
{
    bool ends = text_line_ends_sentence(line->text);

    if (!wrap->wrapped) {
        if (line->width > WIDTH_MAX || next->width > WIDTH_MAX)
            return TEXT_BREAK_PARAGRAPH;
        if (text_line_begins_lower(next->text) && !ends &&
            (line->width >= WIDTH_MIN || !view_ends(line->text, VIEW(","))))
            return joined(wrap, line, next);
        return TEXT_BREAK_LINE;
    }
    /* An indented first line, as in print. */
    if (ends && next->indent >= line->indent + 2 &&
        line->kind == TEXT_LINE_PLAIN && next->indent <= 12)
        return TEXT_BREAK_PARAGRAPH;
    if (is_full(line, next, wrap->width) || 4 * line->width >= 3 * wrap->width)
        return joined(wrap, line, next);
    if (text_line_begins_lower(next->text))
        return joined(wrap, line, next);
    return ends ? TEXT_BREAK_PARAGRAPH : TEXT_BREAK_LINE;
}

bool text_wrap_continues(const struct text_wrap *wrap,
                         const struct text_line *item,
                         const struct text_line *next)
{
    if (next->indent > item->indent)
        return true;
    return wrap->wrapped && (is_full(item, next, wrap->width) ||
                             text_line_begins_lower(next->text));
}

bool text_wrap_has_mark(const struct text_wrap *wrap,
                        const struct text_line *note)
{
    /* The line's label lies between its brackets in the text itself. */
    struct view mark = {note->label.data - 1, note->label.size + 2};
    size_t own = (size_t)(mark.data - wrap->text.data);

    for (size_t hit = view_find(wrap->text, mark, 0);
         hit != SIZE_MAX && hit < own;
         hit = view_find(wrap->text, mark, hit + 1)) {
        char before = hit > 0 ? wrap->text.data[hit - 1] : '\n';

        if (before != ' ' && before != '\n' && before != '\t')
            return true;
    }
    return false;
}

/* Length of a mark "[12]" behind a word at `at`, 0 for none. */
static size_t mark_at(struct view text, size_t at)
{
    size_t end = at + 1;

    if (at == 0 || text.data[at - 1] == ' ' || text.data[at - 1] == '[')
        return 0;
    while (end < text.size && end - at < 5 &&
           ((text.data[end] >= '0' && text.data[end] <= '9') ||
            text.data[end] == '*'))
        end++;
    if (end == at + 1 || end >= text.size || text.data[end] != ']')
        return 0;
    return end + 1 - at;
}

static void add_with_marks(struct draft *draft, struct view text)
{
    size_t begin = 0;

    for (size_t at = 0; at < text.size; at++) {
        size_t size = text.data[at] == '[' ? mark_at(text, at) : 0;

        if (size == 0)
            continue;
        struct view label = view_slice(text, at + 1, at + size - 1);
        draft_text(draft, view_slice(text, begin, at));
        draft_open_run(draft, RUN_NOTEMARK, label);
        draft_text(draft, view_slice(text, at, at + size));
        draft_close_run(draft);
        begin = at + size;
        at = begin - 1;
    }
    draft_text(draft, view_slice(text, begin, text.size));
}

void text_wrap_inline(const struct text_wrap *wrap, struct draft *draft,
                      struct view text)
{
    struct html_tree tree;
    struct err err;

    if (wrap->has_markup &&
        (view_find(text, VIEW("<"), 0) != SIZE_MAX ||
         view_find(text, VIEW("&"), 0) != SIZE_MAX) &&
        has_markup(text) && html_parse(draft->arena, text, &tree, &err))
        text = html_folded_text(draft->arena, &tree, 0);
    add_with_marks(draft, text);
}
