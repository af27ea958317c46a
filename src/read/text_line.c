#include "read/text_line.h"

#include "base/letter.h"
#include "base/utf8.h"

#include <stdint.h>

enum { TAB_COLUMNS = 8, QUOTE_DEPTH_MAX = 16 };

static bool is_bullet(uint32_t c)
{
    static const uint32_t bullets[] = {
        '-',    '*',    '+',    0xb7,   0x2010, 0x2011, 0x2012, 0x2013,
        0x2022, 0x2023, 0x2043, 0x2219, 0x25a0, 0x25a1, 0x25aa, 0x25ab,
        0x25b6, 0x25b8, 0x25ba, 0x25c6, 0x25c7, 0x25cb, 0x25cf, 0x25e6,
        0x2605, 0x2606, 0x2610, 0x2611, 0x2612, 0x2713, 0x2714, 0x2794,
        0x27a2, 0x27a4, 0x2192, 0x21d2, 0xf0b7, 0xf0a7,
    };

    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        if (bullets[i] == c)
            return true;
    }
    return false;
}

/* Signs that rules are made of, besides the bullets. */
static bool is_rule_sign(uint32_t c)
{
    return c == '=' || c == '_' || c == '~' || c == '#' || c == '.' ||
           c == 0xa7 || c == 0x2014 || c == 0x2015 || c == 0x2042 ||
           c == 0x2766 || c == 0x2767 || (c >= 0x2500 && c <= 0x257f) ||
           is_bullet(c);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "* * *", "----", "⁂": at least three signs, or one that is only used so. */
static bool look_for_rule(struct text_line *line)
{
    uint32_t first = 0;
    size_t signs = 0;
    bool all_same = true;
    struct view text = line->text;

    for (size_t at = 0; at < text.size;) {
        uint32_t c = utf8_next(text, &at);

        if (c == ' ' || c == '\t')
            continue;
        if (!is_rule_sign(c))
            return false;
        if (signs++ == 0)
            first = c;
        all_same = all_same && c == first;
    }
    if (signs < 3 &&
        !(signs > 0 && (first == 0x2042 || first == 0xa7 || first == 0x2766 ||
                        first == 0x2767)) &&
        !(signs == 1 && (first == '#' || first == '*')))
        return false;
    /* "..." is an ellipsis that stands for something. */
    if (first == '.' && all_same && signs < 10)
        return false;
    line->kind = TEXT_LINE_RULE;
    if (all_same && (first == '=' || first == '-') &&
        view_find(text, VIEW(" "), 0) == SIZE_MAX)
        line->underline = (char)first;
    return true;
}

/* Sets the line's text to what stands behind `at` and a space there. */
static bool take_marker(struct text_line *line, size_t at)
{
    struct view rest = view_slice(line->text, at, line->text.size);
    struct view text = view_trim(rest);

    if (text.size == 0 || (rest.data[0] != ' ' && rest.data[0] != '\t'))
        return false;
    line->text_indent =
        line->indent +
        (int)utf8_length((struct view){line->text.data,
                                       (size_t)(text.data - line->text.data)});
    line->text = text;
    line->kind = TEXT_LINE_ITEM;
    return true;
}

/* "1." "12)" "(3)" "a)" "(b)"; letters only in brackets. */
static bool look_for_number(struct text_line *line)
{
    struct view text = line->text;
    bool bracket = text.size > 0 && text.data[0] == '(';
    size_t at = bracket;
    size_t begin = at;
    int number = 0;

    while (at < text.size && is_digit(text.data[at]) && at - begin < 3)
        number = number * 10 + (text.data[at++] - '0');
    if (at == begin && at < text.size && text.data[at] >= 'a' &&
        text.data[at] <= 'z') {
        number = text.data[at] - 'a' + 1;
        at++;
        if (at >= text.size || text.data[at] != ')')
            return false;
    }
    if (at == begin || at >= text.size)
        return false;
    if (text.data[at] != ')' && (bracket || text.data[at] != '.'))
        return false;
    if (!take_marker(line, at + 1))
        return false;
    line->ordinal = number;
    return true;
}

static bool look_for_bullet(struct text_line *line)
{
    size_t at = 0;
    uint32_t c = utf8_next(line->text, &at);

    /* Word's bullets come as the letter o. */
    if (!is_bullet(c) && c != 'o')
        return false;
    if (c == 'o' &&
        (line->indent == 0 || line->text.size < 3 ||
         !(line->text.data[1] == '\t' ||
           (line->text.data[1] == ' ' && line->text.data[2] == ' '))))
        return false;
    return take_marker(line, at);
}

/* "[1] See ...", "[*] ..." */
static bool look_for_note(struct text_line *line)
{
    struct view text = line->text;
    size_t end = view_find(text, VIEW("]"), 0);

    if (text.data[0] != '[' || end == SIZE_MAX || end < 2 || end > 5)
        return false;
    for (size_t i = 1; i < end; i++) {
        if (!is_digit(text.data[i]) && text.data[i] != '*' &&
            !(text.data[i] >= 'a' && text.data[i] <= 'z' && end == 2))
            return false;
    }
    struct view rest = view_trim(view_slice(text, end + 1, text.size));
    if (rest.size == 0)
        return false;
    line->kind = TEXT_LINE_NOTE;
    line->label = view_slice(text, 1, end);
    line->text = rest;
    return true;
}

/* Takes "> > " off the line; a '>' alone may be text ("> 5"). */
static struct view take_quotes(struct view line, int *depth)
{
    for (;;) {
        size_t at = 0;

        while (at < line.size && at < 3 && line.data[at] == ' ')
            at++;
        if (at >= line.size || line.data[at] != '>' ||
            *depth == QUOTE_DEPTH_MAX)
            return line;
        ++*depth;
        at++;
        if (at < line.size && line.data[at] == ' ')
            at++;
        line = view_slice(line, at, line.size);
    }
}

static void look_at(struct text_line *line, struct view raw)
{
    raw = take_quotes(raw, &line->quote_depth);
    size_t at = 0;
    while (at < raw.size) {
        size_t next = at;
        uint32_t c = utf8_next(raw, &next);

        if (c == '\t')
            line->indent += TAB_COLUMNS - line->indent % TAB_COLUMNS;
        else if (c == ' ' || c == 0xa0 || c == 0x3000)
            line->indent++;
        else
            break;
        at = next;
    }
    line->text = view_trim(view_slice(raw, at, raw.size));
    line->width = (size_t)line->indent + utf8_length(line->text);
    if (line->text.size == 0) {
        line->kind = TEXT_LINE_BLANK;
        return;
    }
    line->kind = TEXT_LINE_PLAIN;
    if (!look_for_rule(line) && !look_for_note(line) && !look_for_number(line))
        look_for_bullet(line);
}

/* Length of a line end at `at`, 0 for none. */
static size_t line_end(struct view text, size_t at)
{
    char c = text.data[at];

    if (c == '\r')
        return at + 1 < text.size && text.data[at + 1] == '\n' ? 2 : 1;
    if (c == '\n' || c == '\f' || c == '\v')
        return 1;
    if (c == '\xe2' && at + 2 < text.size && text.data[at + 1] == '\x80' &&
        (text.data[at + 2] == '\xa8' || text.data[at + 2] == '\xa9'))
        return 3;
    return 0;
}

bool text_lines_cut(struct arena *arena, struct view text,
                    struct text_lines *lines)
{
    size_t begin = 0;
    size_t number = 1;
    bool new_page = false;

    for (size_t at = 0; at <= text.size; at++) {
        size_t end = at < text.size ? line_end(text, at) : 1;

        if (end == 0)
            continue;
        struct view raw = view_slice(text, begin, at);
        bool again = lines->count > 0 && view_trim(raw).size == 0 &&
                     lines->at[lines->count - 1].kind == TEXT_LINE_BLANK;
        if ((at > begin || at < text.size) && (!again || new_page)) {
            if (lines->count == TEXT_LINES_MAX)
                return false;
            struct text_line *line = ARENA_PUSH(arena, lines);

            line->number = number;
            line->new_page = new_page;
            look_at(line, raw);
            new_page = false;
        }
        if (at == text.size)
            break;
        new_page = new_page || text.data[at] == '\f';
        number += text.data[at] == '\n' || text.data[at] == '\r';
        at += end - 1;
        begin = at + 1;
    }
    return true;
}

bool text_line_ends_sentence(struct view text)
{
    for (size_t at = text.size; at > 0;) {
        uint32_t c = utf8_previous(text, &at);

        if (c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201d ||
            c == 0x2019 || c == 0xbb || c == 0x300d)
            continue;
        return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ':' ||
               c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0x061f ||
               c == 0x0964;
    }
    return false;
}

static uint32_t first_letter(struct view text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t c = utf8_next(text, &at);

        if (c != '"' && c != '\'' && c != '(' && c != '[' && c != 0x201c &&
            c != 0x2018 && c != 0x201e && c != 0xab && c != 0xbf && c != 0xa1)
            return c;
    }
    return 0;
}

bool text_line_begins_upper(struct view text)
{
    return letter_upper(first_letter(text));
}

bool text_line_begins_lower(struct view text)
{
    return letter_lower(first_letter(text));
}
