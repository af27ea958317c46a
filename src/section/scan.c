#include "section/scan.h"

#include "base/letter.h"
#include "base/utf8.h"

enum {
    /* A reference mark is no longer. */
    MARK_MAX = 12,
};

uint32_t scan_code(struct view text, size_t at)
{
    return at < text.size ? utf8_next(text, &at) : 0;
}

uint32_t scan_code_before(struct view text, size_t at)
{
    return at > 0 ? utf8_previous(text, &at) : 0;
}

size_t scan_spaces(struct view text, size_t at)
{
    while (at < text.size) {
        size_t next = at;

        if (!letter_space(utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

bool scan_is_terminator(const struct scan *scan, uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 ||
           (c != 0 && c == (unsigned char)stop_character(scan->language));
}

bool scan_is_closer(uint32_t c)
{
    return c == ')' || c == ']' || c == '}' || c == 0x201D || c == 0x2019 ||
           c == 0xBB || c == 0xAB || c == 0x203A || c == 0x201C ||
           c == 0x300D || c == 0x300F || c == 0xFF09;
}

bool scan_is_opener(uint32_t c)
{
    return c == '(' || c == '[' || c == '{' || c == 0x201C || c == 0x2018 ||
           c == 0xAB || c == 0xBB || c == 0x201E || c == 0x201A || c == '"' ||
           c == '\'' || c == 0x2039 || c == 0xBF || c == 0xA1 || c == '`' ||
           c == '*' || c == '_';
}

size_t scan_word_end(struct view text, size_t at)
{
    size_t begin = at;

    while (at < text.size && at - begin < SCAN_WORD_MAX) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);

        if (!letter_any(c) && c != '\'' && c != 0x2019)
            break;
        at = next;
    }
    return at;
}

struct view scan_word_before(struct view text, size_t low, size_t end)
{
    size_t begin = end;

    while (begin > low && end - begin < SCAN_WORD_MAX) {
        size_t next = begin;
        uint32_t c = utf8_previous(text, &next);

        if (!letter_any(c) && !letter_digit(c) && c != '.' && c != '-' &&
            c != 0x2019 && c != '\'' && c != 0xB0 && c != 0xBA && c != '&')
            break;
        begin = next;
    }
    while (begin < end && (text.data[begin] == '-' || text.data[begin] == '\''))
        begin++;
    return view_slice(text, begin, end);
}

struct behind scan_behind(struct view text, size_t at)
{
    struct behind behind = {.at = scan_spaces(text, at)};
    struct label label;
    size_t i = behind.at;

    behind.label = label_read(text, behind.at, &label);
    while (i < text.size && i - behind.at < SCAN_WORD_MAX) {
        size_t next = i;
        uint32_t c = utf8_next(text, &next);

        if (scan_is_opener(c))
            behind.opener = true;
        else if (c == '.' || c == 0x2026)
            behind.dots = true;
        else if (c == '-' || c == 0x2013 || c == 0x2014)
            behind.dash = true;
        else if (!letter_space(c))
            break;
        i = next;
    }
    behind.word = i;
    behind.code = scan_code(text, i);
    return behind;
}

size_t scan_terminators(const struct scan *scan, size_t at)
{
    while (at < scan->text.size) {
        size_t next = at;
        uint32_t c = utf8_next(scan->text, &next);

        if (c == ' ' && scan_code(scan->text, next) == '.') {
            uint32_t behind = scan_code(scan->text, next + 1);

            if (behind == 0 || (!letter_any(behind) && !letter_digit(behind) &&
                                behind != '.')) {
                at = next + 1;
                continue;
            }
        }
        if (!scan_is_terminator(scan, c))
            break;
        at = next;
    }
    return at;
}

/* A straight quotation mark with white space on both sides closes when it is
 * the second of its kind in the sentence. */
static bool closes_apart(const struct scan *scan, size_t at, size_t size)
{
    struct view mark = view_slice(scan->text, at, at + size);
    size_t count = 0;
    size_t from = at > scan->begin + 1000 ? at - 1000 : scan->begin;

    for (;;) {
        from = view_find(view_slice(scan->text, 0, at), mark, from);
        if (from == SIZE_MAX)
            break;
        if (from > 0 && scan->text.data[from - 1] == ' ' &&
            scan->text.data[from + size] == ' ')
            count++;
        from += size;
    }
    return count % 2 == 1;
}

size_t scan_closers(const struct scan *scan, size_t at)
{
    struct view text = scan->text;

    while (at < text.size) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);

        if (c == '"' || c == '\'' || c == '*' || c == '_') {
            uint32_t behind;

            while (scan_code(text, next) == c)
                next++;
            behind = scan_code(text, next);
            if (behind != 0 && letter_any(behind))
                break;
        } else if (c == ' ' && (scan_code(text, next) == '\'' ||
                                scan_code(text, next) == '"')) {
            size_t end = next;

            while (scan_code(text, end) == scan_code(text, next))
                end++;
            if (!letter_space(scan_code(text, end)) && end < text.size)
                break;
            if (end < text.size && !closes_apart(scan, next, end - next))
                break;
            next = end;
        } else if (scan_is_closer(c)) {
            /* In pairs that run the other way, a closer opens. */
            uint32_t behind = scan_code(text, next);

            if ((c == 0xAB || c == 0xBB || c == 0x201C) && letter_any(behind))
                break;
        } else {
            break;
        }
        at = next;
    }
    return at;
}

size_t scan_marks(struct view text, size_t at, uint32_t before)
{
    size_t end = at;

    for (;;) {
        size_t i = end;

        while (scan_code(text, i) == ' ')
            i++;
        if (scan_code(text, i) == '[') {
            size_t close =
                view_find(view_slice(text, 0, i + MARK_MAX), VIEW("]"), i);

            if (close == SIZE_MAX || !letter_digit(scan_code(text, i + 1)))
                break;
            end = close + 1;
        } else if (scan_code(text, i) == 0xB9 || scan_code(text, i) == 0xB2 ||
                   scan_code(text, i) == 0xB3) {
            utf8_next(text, &i);
            end = i;
        } else if ((i == at || end > at) && i < text.size &&
                   letter_digit((unsigned char)text.data[i]) &&
                   !letter_digit(before)) {
            size_t digits = i;

            while (digits < text.size && digits - i < 4 &&
                   letter_digit((unsigned char)text.data[digits]))
                digits++;
            if (digits - i > 3 || !letter_space(scan_code(text, digits)))
                break;
            end = digits;
        } else {
            break;
        }
    }
    if (end == at || end >= text.size || letter_space(scan_code(text, end)))
        return end;
    return at;
}
