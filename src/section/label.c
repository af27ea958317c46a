#include "section/label.h"

#include "base/letter.h"
#include "base/utf8.h"
#include "section/scan.h"

#include <stdint.h>

/* Longest number of a label. */
enum { DIGITS_MAX = 3 };

/* What the value is written in; times FORMS plus what follows it, a style. */
enum writing { WRITING_NONE, WRITING_DIGITS, WRITING_LETTER, WRITING_ROMAN };
enum { FORMS = 8, FORM_OPEN = 1, FORM_DOT = 2, FORM_CLOSE = 4 };

bool label_is_bullet(unsigned codepoint)
{
    static const uint32_t bullets[] = {0x2022, 0x2023, 0x25E6, 0x2043,
                                       0x25AA, 0x25CF, 0x25A0, 0x204C,
                                       0x2219, 0x27A4, 0x2794};

    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (bullets[i] == codepoint)
            return true;
    return false;
}

static char byte_at(struct view text, size_t at)
{
    return at < text.size ? text.data[at] : '\0';
}

/* Moves *at over the value. */
static enum writing read_value(struct view text, size_t *at, int *value)
{
    size_t begin = *at, end = begin;

    *value = 0;
    while (byte_at(text, end) >= '0' && byte_at(text, end) <= '9' &&
           end - begin < DIGITS_MAX)
        *value = *value * 10 + (text.data[end++] - '0');
    if (end > begin) {
        *at = end;
        return WRITING_DIGITS;
    }
    while (byte_at(text, end) == 'i' || byte_at(text, end) == 'v' ||
           byte_at(text, end) == 'x')
        end++;
    if (end - begin >= 2 && end - begin <= 5) {
        *at = end;
        return WRITING_ROMAN;
    }
    if (byte_at(text, begin) >= 'a' && byte_at(text, begin) <= 'z') {
        *value = text.data[begin] - 'a' + 1;
        *at = begin + 1;
        return WRITING_LETTER;
    }
    return WRITING_NONE;
}

static bool read_number(struct view text, size_t at, struct label *label)
{
    int form = 0;
    enum writing writing;

    if (byte_at(text, at) == '(') {
        form |= FORM_OPEN;
        at++;
    }
    writing = read_value(text, &at, &label->value);
    if (writing == WRITING_NONE)
        return false;
    if (byte_at(text, at) == '.') {
        form |= FORM_DOT;
        at++;
    }
    if (byte_at(text, at) == ')') {
        form |= FORM_CLOSE;
        at++;
    }
    label->style = (int)writing * FORMS + form;
    label->text = scan_spaces(text, at);
    return (form == FORM_DOT || (form & FORM_CLOSE) != 0) && label->text > at &&
           label->text < text.size;
}

bool label_read(struct view text, size_t at, struct label *label)
{
    size_t behind = at;

    *label = (struct label){0};
    if (at >= text.size)
        return false;
    if (!label_is_bullet(utf8_next(text, &behind)))
        return read_number(text, at, label);
    behind = scan_spaces(text, behind);
    if (read_number(text, behind, label))
        return true;
    *label = (struct label){.value = 0, .style = -1, .text = behind};
    return behind < text.size;
}
