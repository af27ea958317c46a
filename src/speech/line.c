#include "speech/line.h"

#include "base/utf8.h"

#include <string.h>

static const struct atom none = {.kind = ATOM_NONE};

const struct atom *line_atom(const struct line *line, size_t at)
{
    if (line->request->looks)
        ++*line->request->looks;
    return at < line->atoms.count ? &line->atoms.at[at] : &none;
}

struct view line_text(const struct line *line, size_t begin, size_t end)
{
    if (end > line->atoms.count)
        end = line->atoms.count;
    if (begin >= end)
        return (struct view){0};
    return view_slice(line->text, line->atoms.at[begin].begin,
                      line->atoms.at[end - 1].end);
}

struct view line_atom_text(const struct line *line, size_t at)
{
    const struct atom *atom = line_atom(line, at);
    return view_slice(line->text, atom->begin, atom->end);
}

bool line_is_space(const struct line *line, size_t at)
{
    return line_atom(line, at)->kind == ATOM_SPACE;
}

bool line_is_sign(const struct line *line, size_t at, uint32_t sign)
{
    const struct atom *atom = line_atom(line, at);
    return atom->kind == ATOM_SIGN && atom->sign == sign;
}

bool line_is_digits(const struct line *line, size_t at)
{
    return line_atom(line, at)->kind == ATOM_DIGITS;
}

bool line_is_letters(const struct line *line, size_t at)
{
    return line_atom(line, at)->kind == ATOM_LETTERS;
}

bool line_is_word(const struct line *line, size_t at, const char *word)
{
    return line_is_letters(line, at) &&
           view_equal_nocase(line_atom_text(line, at), view_of(word));
}

bool line_word_in(struct view word, const char *list)
{
    if (word.size == 0 || word.size > 40)
        return false;
    for (const char *at = list + 1; *at; at += strcspn(at, " ") + 1) {
        struct view entry = {at, strcspn(at, " ")};
        if (view_equal_nocase(entry, word))
            return true;
        if (at[entry.size] == '\0')
            break;
    }
    return false;
}

bool line_in(const struct line *line, size_t at, const char *list)
{
    return line_is_letters(line, at) &&
           line_word_in(line_atom_text(line, at), list);
}

bool line_is_capital(const struct line *line, size_t at)
{
    const struct atom *atom = line_atom(line, at);
    return atom->kind == ATOM_LETTERS &&
           (atom->letter_case == CASE_TITLE || atom->letter_case == CASE_UPPER);
}

static bool is_alphanumeric(const struct atom *atom)
{
    return atom->kind == ATOM_LETTERS || atom->kind == ATOM_DIGITS;
}

bool line_touches_before(const struct line *line, size_t at)
{
    return is_alphanumeric(line_atom(line, at - 1));
}

bool line_touches(const struct line *line, size_t at)
{
    return is_alphanumeric(line_atom(line, at));
}

size_t line_before(const struct line *line, size_t at)
{
    at--;
    return line_is_space(line, at) ? at - 1 : at;
}

size_t line_after(const struct line *line, size_t at)
{
    at++;
    return line_is_space(line, at) ? at + 1 : at;
}

bool line_starts_sentence(const struct line *line, size_t at)
{
    return line->alone && line_is_space(line, at) &&
           line_is_capital(line, at + 1) &&
           line_in(line, at + 1,
                   " the he she it in we they you i but and a an this that "
                   "there these those when if at on as after before for "
                   "however then what who why how his her its our their my ");
}

/* Signs that are words: "5 Mrd. $" does not end at its dot. */
static bool is_spoken_sign(const struct atom *atom)
{
    return atom->kind == ATOM_SIGN &&
           (atom->sign == '$' || atom->sign == 0x20AC || atom->sign == 0xA3 ||
            atom->sign == 0xA5 || atom->sign == '%');
}

bool line_ends_at(const struct line *line, size_t at)
{
    /* A handful of closing signs is all that ends a sentence. */
    for (size_t i = at; i < at + 6; i++) {
        const struct atom *atom = line_atom(line, i);
        if (atom->kind == ATOM_NONE)
            return true;
        if (is_alphanumeric(atom) || is_spoken_sign(atom))
            return false;
    }
    return false;
}

int64_t line_value(const struct line *line, size_t at)
{
    const struct atom *atom = line_atom(line, at);
    if (atom->kind != ATOM_DIGITS || atom->letters > 9)
        return -1;
    struct view text = line_atom_text(line, at);
    int64_t value = 0;
    for (size_t i = 0; i < text.size;) {
        int digit = letters_digit(utf8_next(text, &i));
        if (digit >= 0)
            value = value * 10 + digit;
    }
    return value;
}

void line_add_digits(const struct line *line, size_t at, struct buf *out)
{
    struct view text = line_atom_text(line, at);
    for (size_t i = 0; i < text.size;) {
        int digit = letters_digit(utf8_next(text, &i));
        if (digit >= 0)
            buf_add_char(out, (char)('0' + digit));
    }
}
