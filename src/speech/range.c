#include "speech/class.h"

#include "speech/say.h"

static bool is_dash(const struct line *line, size_t at)
{
    return line_is_sign(line, at, '-') || line_is_sign(line, at, 0x2013) ||
           line_is_sign(line, at, 0x2014) || line_is_sign(line, at, 0x2012);
}

/* "=" or a word of arithmetic near by makes a dash a minus. */
static bool is_sum(const struct line *line, size_t at)
{
    for (size_t i = at; i < at + 6; i++) {
        if (line_is_sign(line, i, '='))
            return true;
    }
    for (size_t i = at; i-- > 0 && i + 10 > at;) {
        if (line_in(line, i, " solve equation minus calculate compute ") ||
            line_is_sign(line, i, '='))
            return true;
    }
    return false;
}

/* Behind what a range may begin: a figure, "pm", "s", "%", "th". */
static bool ends_figure(const struct line *line, size_t at)
{
    if (line_is_digits(line, at) || line_is_sign(line, at, '%') ||
        line_is_sign(line, at, 0xB0))
        return true;
    return (line_is_letters(line, at) &&
            (line_is_digits(line, at - 1) || line_is_digits(line, at - 2)) &&
            line_in(line, at, " am pm s th st nd rd m c k km kg lb "));
}

static bool begins_figure(const struct line *line, size_t at)
{
    if (line_is_digits(line, at))
        return true;
    return (line_is_sign(line, at, '$') || line_is_sign(line, at, 0xA3) ||
            line_is_sign(line, at, 0x20AC) || line_is_sign(line, at, '\'')) &&
           line_is_digits(line, at + 1);
}

/* More figures tied by dashes: a score, a list, a number of some kind. */
static bool is_chain(const struct line *line, size_t before, size_t after)
{
    return (is_dash(line, before - 1) && line_is_digits(line, before - 2)) ||
           (is_dash(line, after + 1) && line_is_digits(line, after + 2));
}

/* 0798-0264: figures with a leading zero are no quantities. */
static bool is_code(const struct line *line, size_t at)
{
    struct view digits = line_atom_text(line, at);
    return line_is_digits(line, at) && digits.size > 2 &&
           digits.data[0] == '0' && !line_is_sign(line, at - 1, '.') &&
           !line_is_sign(line, at - 1, ',');
}

/* 25 x 7 m: sides. */
static bool scan_by(const struct line *line, size_t at, struct saying *saying)
{
    if ((!line_is_word(line, at, "x") && !line_is_sign(line, at, 0xD7)) ||
        line->grammar.date != DATE_ENGLISH ||
        !ends_figure(line, line_before(line, at)) ||
        !line_is_digits(line, line_after(line, at)))
        return false;
    say(saying, "by");
    saying->end = at + 1;
    saying->rule = "sides";
    return true;
}

bool range_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (scan_by(line, at, saying))
        return true;
    if (!is_dash(line, at) || is_dash(line, at - 1) || is_dash(line, at + 1))
        return false;
    bool spaced = line_is_space(line, at - 1) && line_is_space(line, at + 1);
    if (line_is_space(line, at - 1) != line_is_space(line, at + 1))
        return false;
    size_t before = at - 1 - spaced;
    size_t after = at + 1 + spaced;
    if (!ends_figure(line, before) || !begins_figure(line, after))
        return false;
    saying->end = at + 1;
    if (is_sum(line, at)) {
        say_term(line, saying, TERM_MINUS);
        saying->rule = "minus";
        return saying->words.size > 0;
    }
    /* RB-3-5: letters before the figure make it a name. */
    bool name =
        line_is_digits(line, before) &&
        (line_is_letters(line, before - 1) ||
         (is_dash(line, before - 1) && line_is_letters(line, before - 2)));
    bool zero = (line_value(line, before) == 0 &&
                 line_atom(line, before)->letters == 1) ||
                is_code(line, before) || is_code(line, after);
    if (name || zero || is_chain(line, before, after))
        return false;
    say_term(line, saying, TERM_TO);
    return saying->words.size > 0;
}
