#include "read/text_furniture.h"

#include "base/buf.h"
#include "base/mem.h"
#include "read/draft.h"
#include "read/text_mail.h"
#include "read/text_paste.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEAD_MIN = 3,        /* pages that must share a running head */
    HEAD_BYTES_MAX = 120 /* a head is short */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "12", "- 12 -", "Page 3", "3 of 10", "Page 3 of 10", "[12]"; the number, or
 * -1.  bare: nothing but the number says so. */
static int page_number(struct view text, bool *bare)
{
    int number = -1;
    size_t words = 0;

    *bare = true;
    if (text.size == 0 || text.size > 24)
        return -1;
    for (size_t at = 0; at < text.size;) {
        char c = text.data[at];

        if (is_digit(c)) {
            int value = 0;
            size_t digits = 0;

            for (; at < text.size && is_digit(text.data[at]); at++, digits++) {
                if (digits < 5)
                    value = value * 10 + (text.data[at] - '0');
            }
            if (digits > 4 || words++ > 2)
                return -1;
            if (number < 0)
                number = value;
        } else if (c != '\0' && strchr(" -[]|/", c)) {
            *bare = *bare && c == ' ';
            at++;
        } else {
            struct view rest = view_slice(text, at, text.size);

            *bare = false;
            if (view_starts_nocase(rest, VIEW("page ")) ||
                view_starts_nocase(rest, VIEW("seite ")) ||
                view_starts(rest, VIEW("–")) || view_starts(rest, VIEW("—")))
                at += view_starts_nocase(rest, VIEW("page "))    ? 5
                      : view_starts_nocase(rest, VIEW("seite ")) ? 6
                                                                 : 3;
            else if (number >= 0 && view_starts_nocase(rest, VIEW("of ")))
                at += 3;
            else
                return -1;
        }
    }
    return number;
}

static bool is_shown(const struct text_line *line)
{
    return line->kind != TEXT_LINE_BLANK && !line->omit;
}

/* A line by itself: blank lines, a new page, or the ends around it. */
static bool is_alone(const struct text_lines *lines, size_t i)
{
    bool above = i == 0 || lines->at[i].new_page ||
                 lines->at[i - 1].kind == TEXT_LINE_BLANK;
    bool below = i + 1 == lines->count ||
                 lines->at[i + 1].kind == TEXT_LINE_BLANK ||
                 lines->at[i + 1].new_page;

    return above && below;
}

/* Numbers alone on their lines that rise by one, at least three of them, or
 * lines that say "page". */
static void mark_page_numbers(struct text_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        bool bare;
        bool unused;
        int number = page_number(lines->at[i].text, &bare);
        size_t run = 1;
        int last = number;

        /* "- 7 -" looks like an item that says "7 -". */
        bool item = lines->at[i].kind == TEXT_LINE_ITEM &&
                    (lines->at[i].ordinal > 0 ||
                     !(view_ends(lines->at[i].text, VIEW("-")) ||
                       view_ends(lines->at[i].text, VIEW("\u2013"))));
        if (number < 0 || item || lines->at[i].omit)
            continue;
        bool edge = lines->at[i].new_page ||
                    (i + 1 < lines->count && lines->at[i + 1].new_page);
        if (!edge && !is_alone(lines, i))
            continue;
        /* Look on for its followers; each marks its own run's length. */
        size_t end = i;
        for (size_t j = i + 1; j < lines->count && j < end + 200; j++) {
            if (page_number(lines->at[j].text, &unused) == last + 1) {
                last++;
                run++;
                end = j;
            }
            if (run == 3)
                break;
        }
        if (edge || run >= 3 || (!bare && is_alone(lines, i))) {
            last = number;
            lines->at[i].omit = "page number";
            for (size_t j = i + 1; run >= 3 && j <= end; j++) {
                if (page_number(lines->at[j].text, &unused) == last + 1) {
                    last++;
                    lines->at[j].omit = "page number";
                }
            }
        }
    }
}

struct head {
    struct view key; /* the line without its figures */
    size_t line;
};

static int by_key(const void *a, const void *b)
{
    const struct head *x = a;
    const struct head *y = b;
    int order = view_compare(x->key, y->key);

    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static struct view head_key(struct arena *arena, struct view text)
{
    struct buf key = {0};

    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.data[i]))
            buf_add_char(&key, text.data[i]);
    }
    struct view copy = arena_copy(arena, view_trim(buf_view(&key)));
    buf_release(&key);
    return copy;
}

/* The first and last line of each page, where form feeds tell pages. */
static size_t collect_edges(struct arena *arena, const struct text_lines *lines,
                            struct head *heads)
{
    size_t count = 0;
    size_t last = SIZE_MAX;
    bool top = true;

    for (size_t i = 0; i <= lines->count; i++) {
        bool ends = i == lines->count || (lines->at[i].new_page && i > 0);

        if (ends && last != SIZE_MAX) {
            heads[count++] =
                (struct head){head_key(arena, lines->at[last].text), last};
            last = SIZE_MAX;
        }
        if (i == lines->count)
            break;
        if (lines->at[i].new_page)
            top = true;
        if (!is_shown(&lines->at[i]) || lines->at[i].text.size > HEAD_BYTES_MAX)
            continue;
        if (top) {
            heads[count++] =
                (struct head){head_key(arena, lines->at[i].text), i};
            top = false;
        } else {
            last = i;
        }
    }
    return count;
}

/* The same line at the edge of several pages is furniture; its first showing
 * too, unless it is the text's first line, which may be the title. */
static void mark_running_heads(struct arena *arena, struct text_lines *lines)
{
    size_t pages = 1;

    for (size_t i = 0; i < lines->count; i++)
        pages += lines->at[i].new_page;
    if (pages < HEAD_MIN)
        return;
    struct head *heads = mem_new(2 * pages + 2, sizeof *heads);
    size_t count = collect_edges(arena, lines, heads);
    qsort(heads, count, sizeof *heads, by_key);
    for (size_t i = 0; i < count;) {
        size_t j = i;

        while (j < count && view_equal(heads[j].key, heads[i].key))
            j++;
        for (size_t k = i; heads[i].key.size > 0 && j - i >= HEAD_MIN && k < j;
             k++) {
            if (heads[k].line > 0)
                lines->at[heads[k].line].omit = "running head";
        }
        i = j;
    }
    free(heads);
}

void text_furniture_mark(struct arena *arena, struct text_lines *lines,
                         struct document *document)
{
    text_mail_mark(arena, lines, document);
    text_paste_mark(lines);
    mark_page_numbers(lines);
    mark_running_heads(arena, lines);
}
