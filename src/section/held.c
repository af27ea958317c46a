#include "section/held.h"

#include "base/letter.h"
#include "base/utf8.h"

enum {
    /* A quotation or a bracket up to this long stays in one piece. */
    HELD_MAX = 240,
};

/* Marks that open and close what stays in one piece. */
static const struct pair {
    uint32_t open;
    uint32_t close;
    uint32_t other; /* closes too; 0: none */
} pairs[SCAN_PAIRS] = {
    {'(', ')', 0},       {'[', ']', 0},
    {'{', '}', 0},       {'"', '"', 0},
    {'\'', '\'', 0},     {0x2018, 0x2019, 0},
    {0x201C, 0x201D, 0}, {0x201E, 0x201C, 0x201D},
    {0xAB, 0xBB, 0},     {0xBB, 0xAB, 0},
    {0x300C, 0x300D, 0}, {0x300A, 0x300B, 0},
    {0xFF08, 0xFF09, 0},
};

static size_t pair_of(uint32_t open)
{
    size_t i = 0;

    while (i < SCAN_PAIRS && pairs[i].open != open)
        i++;
    return i;
}

/* The mark c, between last and next, closes: straight and single ones stand
 * at the end of a word, the latter behind punctuation, since they may be
 * apostrophes. */
static bool closes(const struct pair *pair, uint32_t last, uint32_t c,
                   uint32_t next)
{
    bool single = pair->close == '\'' || pair->close == 0x2019;

    if (c != pair->close && (pair->other == 0 || c != pair->other))
        return false;
    if (!single && c != '"')
        return true;
    if (letter_any(next) || letter_digit(next))
        return false;
    return single ? last == '.' || last == ',' || last == '!' || last == '?' ||
                        last == 0x2026
                  : last != ' ';
}

/* Offset behind the mark that closes a pair that opens before `at`, if that
 * is near and on the line; else 0.  What was searched without success is not
 * searched again. */
static size_t find_closer(struct scan *scan, size_t at, size_t pair)
{
    struct view text = scan->text;
    size_t end = at + HELD_MAX < text.size ? at + HELD_MAX : text.size;
    size_t from = at > scan->searched[pair] ? at : scan->searched[pair];
    uint32_t last = scan_code_before(text, from);

    for (size_t i = from; i < end;) {
        uint32_t c = utf8_next(text, &i);

        if (c == '\n')
            end = i;
        if (closes(&pairs[pair], last, c, scan_code(text, i)))
            return i;
        last = c;
        scan->searched[pair] = i;
    }
    return 0;
}

void held_open(struct scan *scan, size_t at, uint32_t c)
{
    struct view text = scan->text;
    uint32_t before = scan_code_before(text, at), next;
    size_t behind = at, end, pair = pair_of(c);
    bool opens = before == 0 || letter_space(before) || before == '(' ||
                 before == '[' || before == '-' || before == 0x2014 ||
                 before == 0x2013 || before == ',';

    utf8_next(text, &behind);
    next = scan_code(text, behind);
    if (pair == SCAN_PAIRS || next == 0 || (letter_space(next) && c != '('))
        return;
    if ((c == '"' || c == '\'' || c == 0xBB || c == 0xAB) && !opens)
        return;
    end = find_closer(scan, behind, pair);
    if (end > scan->held)
        scan->held = end;
}
