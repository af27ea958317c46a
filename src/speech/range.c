#include "speech/class.h"

#include "speech/date_words.h"
#include "speech/measure.h"
#include "speech/say.h"
#include "speech/small_figure.h"

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
            line_in(line, at, " am pm s th st nd rd m c k h km kg lb "));
}

static bool begins_figure(const struct line *line, size_t at)
{
    if (line_is_digits(line, at) || line_in(line, at, " noon midnight "))
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
    return line_is_digits(line, at) && digits.size > 1 &&
           digits.data[0] == '0' && !line_is_sign(line, at - 1, '.') &&
           !line_is_sign(line, at - 1, ',');
}

/* 25 x 7 m: sides. */
static bool scan_by(const struct line *line, size_t at, struct saying *saying)
{
    size_t before = line_before(line, at);
    size_t after = line_after(line, at);
    bool measured = line_in(line, before, " ft in yd mm cm km lb ") ||
                    line_is_sign(line, before, '"') ||
                    line_is_sign(line, before, '\'');
    if ((!line_is_word(line, at, "x") && !line_is_sign(line, at, 0xD7)) ||
        (!ends_figure(line, before) && !measured) ||
        !line_is_digits(line, after))
        return false;
    /* 5 x 3 = 15, 6 x 10^23 */
    bool power = small_figure_high(line, after + 1) >= 0 ||
                 small_figure_sign(line, after + 1) ||
                 line_is_sign(line, after + 1, '^');
    saying->end = at + 1;
    if (line->grammar.date != DATE_ENGLISH || power || is_sum(line, at)) {
        say_term(line, saying, TERM_TIMES);
        saying->rule = "times";
        return saying->words.size > 0;
    }
    say(saying, "by");
    saying->rule = "sides";
    return true;
}

/* Boeing 737-800: a type, no range. */
static bool is_airliner(const struct line *line, size_t before, size_t after)
{
    int64_t type = line_value(line, before);
    return type >= 707 && type <= 787 && type % 10 == 7 &&
           line_value(line, after) >= 0 && line_value(line, after) < 1000 &&
           line_value(line, after) % 100 < 10;
}

static bool is_day_or_month(const struct line *line, size_t at)
{
    struct view tag = view_of(line->grammar.tag);
    struct view word = line_atom_text(line, at);
    return line_is_letters(line, at) && word.size <= 12 &&
           (line_is_capital(line, at) || line->grammar.date != DATE_ENGLISH) &&
           (date_weekday(tag, word, NULL) || date_month(tag, word, NULL) ||
            line_in(line, at, " Tues Thurs "));
}

/* Mon.-Fri., May–June */
static bool scan_calendar(const struct line *line, size_t at,
                          struct saying *saying)
{
    size_t before = line_before(line, at);
    if (line_is_sign(line, before, '.'))
        before--;
    if (!is_day_or_month(line, before) ||
        !is_day_or_month(line, line_after(line, at)))
        return false;
    say_term(line, saying, TERM_TO);
    saying->end = at + 1;
    return saying->words.size > 0;
}

/* "8 a.m.–4 p.m.", "8am-noon" */
static bool ends_time(const struct line *line, size_t at)
{
    return line_is_sign(line, at, '.') && line_is_word(line, at - 1, "m") &&
           line_is_sign(line, at - 2, '.') && line_in(line, at - 3, " a p ");
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
    if (scan_calendar(line, at, saying))
        return true;
    size_t before = at - 1 - spaced;
    size_t after = at + 1 + spaced;
    if ((!ends_figure(line, before) && !ends_time(line, before)) ||
        !begins_figure(line, after))
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
    /* 0-60 mph; "0-0" is a score, and a figure of two places with a zero
     * first is the month or the year of a season. */
    const char *unit;
    size_t unit_at = line_after(line, after);
    bool measured = line_value(line, after) > 0 &&
                    measure_read_unit(line, unit_at, &unit) > unit_at;
    bool zero =
        (line_value(line, before) == 0 &&
         line_atom(line, before)->letters == 1 && !measured) ||
        (is_code(line, before) &&
         line_atom(line, before)->letters != line_atom(line, after)->letters) ||
        (is_code(line, after) && line_atom(line, after)->letters > 2);
    if (name || zero || is_airliner(line, before, after) ||
        is_chain(line, before, after))
        return false;
    say_term(line, saying, TERM_TO);
    return saying->words.size > 0;
}
