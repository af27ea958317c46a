#include "speech/class.h"

#include "speech/say.h"
#include "speech/small_figure.h"

/* Chemical formulae: letters one by one, lowered figures as numbers, charges
 * last: H₂SO₄, CO₂, Ca²⁺.  Those with plain figures are serials. */

enum { FORMULA_MAX = 24, SYMBOLS_MAX = 6 };

static bool is_symbols(const struct line *line, size_t at)
{
    struct view text = line_atom_text(line, at);
    return line_is_letters(line, at) && text.size <= SYMBOLS_MAX &&
           text.data[0] >= 'A' && text.data[0] <= 'Z';
}

static bool is_small(const struct line *line, size_t at)
{
    return small_figure_low(line, at) >= 0 ||
           small_figure_high(line, at) >= 0 || small_figure_sign(line, at);
}

static size_t say_small(const struct line *line, size_t at,
                        struct saying *saying)
{
    int64_t value = -1;
    for (; at < line->atoms.count && is_small(line, at); at++) {
        char sign = small_figure_sign(line, at);
        int low = small_figure_low(line, at);
        int figure = low >= 0 ? low : small_figure_high(line, at);
        if (!sign) {
            value = (value < 0 ? 0 : value * 10) + figure;
            if (value < 1000)
                continue;
        }
        if (value >= 0)
            say_integer(line, saying, NUMBER_CARDINAL, value);
        value = -1;
        if (sign)
            say_term(line, saying, sign == '+' ? TERM_PLUS : TERM_MINUS);
    }
    if (value >= 0)
        say_integer(line, saying, NUMBER_CARDINAL, value);
    return at;
}

bool formula_scan(const struct line *line, size_t at, struct saying *saying)
{
    size_t end = at;
    bool formula = false;
    if (!is_symbols(line, at) || line_touches_before(line, at))
        return false;
    while (end < at + FORMULA_MAX &&
           (is_symbols(line, end) || line_is_digits(line, end) ||
            is_small(line, end))) {
        formula = formula || small_figure_low(line, end) >= 0 ||
                  small_figure_sign(line, end);
        end++;
    }
    if (!formula || line_touches(line, end))
        return false;
    for (size_t i = at; i < end;) {
        if (is_small(line, i)) {
            i = say_small(line, i, saying);
            continue;
        }
        if (line_is_digits(line, i))
            say_whole(line, saying, NUMBER_CARDINAL, line_atom_text(line, i));
        else
            say_letters(line, saying, line_atom_text(line, i));
        i++;
    }
    saying->end = end;
    return true;
}
