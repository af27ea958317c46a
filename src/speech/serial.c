#include "speech/class.h"

#include "speech/measure.h"
#include "speech/say.h"

static bool is_joint(const struct line *line, size_t at)
{
    return line_is_sign(line, at, '-') && line_touches_before(line, at) &&
           line_touches(line, at + 1);
}

/* Letters and figures glued together, or capitals and a figure by a hyphen:
 * A380, RB-3, 42-D, H2O.  Gives the atom behind, or `at`. */
static size_t find_end(const struct line *line, size_t at)
{
    size_t end = at;
    bool letters = false;
    bool digits = false;
    bool glued = false;
    while (line_touches(line, end) && end < at + 12) {
        letters = letters || line_is_letters(line, end);
        digits = digits || line_is_digits(line, end);
        end++;
        if (line_touches(line, end)) {
            glued = true;
        } else if (is_joint(line, end)) {
            size_t a = line_is_digits(line, end - 1) ? end + 1 : end - 1;
            size_t b = line_is_digits(line, end - 1) ? end - 1 : end + 1;
            bool code = line_is_letters(line, a) && line_is_digits(line, b) &&
                        line_atom(line, a)->letters <= 4 &&
                        (line_atom(line, a)->letter_case == CASE_UPPER ||
                         (line_atom(line, a)->letter_case == CASE_TITLE &&
                          line_atom(line, a)->letters == 1));
            if (!code && !(glued && line_is_digits(line, end + 1) &&
                           line_is_digits(line, end - 1)))
                break;
            glued = true;
            end++;
        } else if (letters && line_is_sign(line, end, '.') &&
                   line_is_digits(line, end - 1) &&
                   line_is_digits(line, end + 1)) {
            end++; /* v3.2, PM2.5 */
        } else {
            break;
        }
    }
    /* 2x8 m: sides, not a name. */
    const char *unit;
    size_t unit_at = end + line_is_space(line, end);
    if (end == at + 3 && line_is_word(line, at + 1, "x") &&
        (line_is_sign(line, unit_at, '=') ||
         measure_read_unit(line, unit_at, &unit) > unit_at))
        return at;
    return letters && digits && glued ? end : at;
}

static void say_figures(const struct line *line, size_t at,
                        struct saying *saying)
{
    struct buf digits;
    buf_init(&digits, 0);
    line_add_digits(line, at, &digits);
    struct view text = buf_view(&digits);
    bool english = line->grammar.date == DATE_ENGLISH;
    bool leading_zero = text.data[0] == '0' && text.size > 1;
    bool thousands = text.size == 4 && view_ends(text, VIEW("000"));
    if (english && !leading_zero && text.size == 3 &&
        line_touches_before(line, at))
        say_pairs(line, saying, text);
    else if (leading_zero || text.size > 4 ||
             (english && text.size == 4 && !thousands))
        say_digits(line, saying, text);
    else
        say_whole(line, saying, NUMBER_CARDINAL, text);
    buf_release(&digits);
}

static void say_part(const struct line *line, size_t at, struct saying *saying)
{
    const struct atom *atom = line_atom(line, at);
    if (line_is_sign(line, at, '.')) {
        say_term(line, saying, TERM_POINT);
    } else if (atom->kind == ATOM_DIGITS && atom->letters == 4 &&
               line_in(line, at - 1, " FY CY ")) {
        say_year(line, saying, line_value(line, at));
    } else if (atom->kind == ATOM_DIGITS) {
        say_figures(line, at, saying);
    } else if (atom->kind == ATOM_LETTERS) {
        if (atom->letters == 1 ||
            (atom->letter_case == CASE_UPPER && atom->letters < 5))
            say_letters(line, saying, line_atom_text(line, at));
        else
            say_view(saying, line_atom_text(line, at));
    }
}

/* 401(k), 501(c) */
static bool scan_bracketed(const struct line *line, size_t at,
                           struct saying *saying)
{
    if (!line_is_digits(line, at) || line_atom(line, at)->letters != 3 ||
        !line_is_sign(line, at + 1, '(') ||
        line_atom(line, at + 2)->letters != 1 ||
        !line_is_letters(line, at + 2) || !line_is_sign(line, at + 3, ')') ||
        line->grammar.date != DATE_ENGLISH)
        return false;
    struct buf digits;
    buf_init(&digits, 0);
    line_add_digits(line, at, &digits);
    say_pairs(line, saying, buf_view(&digits));
    buf_release(&digits);
    say_letters(line, saying, line_atom_text(line, at + 2));
    saying->end = at + 4;
    return true;
}

bool serial_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_touches(line, at) || line_touches_before(line, at))
        return false;
    if (scan_bracketed(line, at, saying))
        return true;
    size_t end = find_end(line, at);
    if (end == at)
        return false;
    for (size_t i = at; i < end; i++)
        say_part(line, i, saying);
    saying->end = end;
    return saying->words.size > 0;
}
