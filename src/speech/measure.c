#include "speech/measure.h"

#include "speech/class.h"
#include "speech/say.h"
#include "speech/unit_table.h"
#include "speech/unit_words.h"

#include <stdio.h>
#include <string.h>

static bool is_english(const struct line *line)
{
    return line->grammar.clock == CLOCK_ENGLISH;
}

/* ² ³, or a 2 or 3 right behind the letters: km2. */
static int read_power(const struct line *line, size_t at, size_t *end)
{
    *end = at + 1;
    if (line_is_sign(line, at, 0xB2))
        return 2;
    if (line_is_sign(line, at, 0xB3))
        return 3;
    size_t digit = at + line_is_sign(line, at, '^');
    int64_t value = line_value(line, digit);
    if ((value == 2 || value == 3) && line_atom(line, digit)->letters == 1 &&
        !line_touches(line, digit + 1)) {
        *end = digit + 1;
        return (int)value;
    }
    *end = at;
    return 1;
}

/* Units that are made of others live as text in the ring of this buffer. */
static const char *compose(const char *power, const char *unit, const char *per)
{
    static char names[4][64];
    static unsigned next;
    char *name = names[next++ % 4];
    snprintf(name, sizeof names[0], "%s%s%s%s", power, unit,
             *per ? "-per-" : "", per);
    return name;
}

static size_t read_symbol(const struct line *line, size_t at, const char **unit,
                          bool top)
{
    if (!line_is_letters(line, at))
        return at;
    *unit = unit_of_symbol(line_atom_text(line, at), is_english(line));
    /* "12 in. of snow": without its dot it is a word. */
    if (is_english(line) && line_is_word(line, at, "in") &&
        (line_is_sign(line, at + 1, '.') || line_is_digits(line, at - 1) ||
         line_in(line, line_after(line, at), " tall long wide high deep ")))
        *unit = "inch";
    if (is_english(line) && line_is_word(line, at, "sq") && top) {
        size_t next = at + 1 + line_is_sign(line, at + 1, '.');
        next += line_is_space(line, next);
        if (next > at + 1 && line_is_letters(line, next)) {
            const char *base = unit_of_symbol(line_atom_text(line, next), true);
            if (base) {
                *unit = compose("square-", base, "");
                return next + 1;
            }
        }
    }
    if (!*unit)
        return at;
    size_t end;
    int power = strchr(*unit, '|') ? 1 : read_power(line, at + 1, &end);
    if (power == 1)
        end = at + 1;
    else
        *unit = compose(power == 2 ? "square-" : "cubic-", *unit, "");
    return end;
}

/* Written with the sign of degrees it is said so, other than "5 K". */
static const char degrees_kelvin[] = "degree kelvin";

static size_t read_degrees(const struct line *line, size_t at,
                           const char **unit)
{
    size_t end = at + 1 + line_is_space(line, at + 1);
    if (!line_touches(line, end + 1)) {
        if (line_is_word(line, end, "C"))
            *unit = "celsius";
        else if (line_is_word(line, end, "F"))
            *unit = "fahrenheit";
        else if (line_is_word(line, end, "K"))
            *unit = degrees_kelvin;
        else
            end = at;
    } else {
        end = at;
    }
    if (end > at)
        return end + 1;
    *unit = "degree";
    return at + 1;
}

size_t measure_read_unit(const struct line *line, size_t at, const char **unit)
{
    *unit = NULL;
    if (line_is_sign(line, at, 0xB0))
        return read_degrees(line, at, unit);
    if (line_is_sign(line, at, 0x2103) || line_is_sign(line, at, 0x2109)) {
        *unit = line_is_sign(line, at, 0x2103) ? "celsius" : "fahrenheit";
        return at + 1;
    }
    size_t end = read_symbol(line, at, unit, true);
    if (end == at)
        return at;
    if (line_is_sign(line, end, '/') && !strchr(*unit, '|')) {
        const char *per;
        size_t behind = read_symbol(line, end + 1, &per, false);
        if (behind > end + 1) {
            *unit = compose("", *unit, per);
            end = behind;
        }
    }
    /* "5 W's", "2 millions d'euros" hold no units. */
    if (line_touches(line, end) ||
        (line_is_sign(line, end, '\'') && line_is_letters(line, end + 1)))
        return at;
    return end;
}

struct view measure_figure(const struct line *line, const struct number *number,
                           char figure[48])
{
    struct buf digits;
    buf_init(&digits, 40);
    size_t whole = number->whole_size < 20 ? number->whole_size : 20;
    if (whole == 0)
        buf_add_char(&digits, '0');
    buf_add(&digits, (struct view){number->whole, whole});
    if (number->fraction_at) {
        buf_add_char(&digits, '.');
        line_add_digits(line, number->fraction_at, &digits);
    }
    size_t size = digits.size < 40 ? digits.size : 40;
    memcpy(figure, digits.data, size);
    buf_release(&digits);
    return (struct view){figure, size};
}

bool measure_is_feminine(const struct line *line, const char *unit)
{
    return line->grammar.feminine_units &&
           line_word_in(view_of(unit), line->grammar.feminine_units);
}

static void say_unit(const struct line *line, const struct number *number,
                     const char *unit, struct saying *saying)
{
    char figure[48];
    struct view value = measure_figure(line, number, figure);
    if (unit == degrees_kelvin) {
        say_term(line, saying, TERM_DEGREES);
        say(saying, "Kelvin");
        return;
    }
    const char *bar = strchr(unit, '|');
    if (bar) {
        bool one = view_equal(value, VIEW("1"));
        say_view(saying, one ? (struct view){unit, (size_t)(bar - unit)}
                             : view_of(bar + 1));
        return;
    }
    buf_add_char(&saying->words, ' ');
    if (!unit_words(&saying->words, view_of(line->grammar.tag), unit, value))
        say(saying, unit);
}

void measure_say(const struct line *line, const struct number *number,
                 const char *unit, struct saying *saying)
{
    enum number_style style =
        measure_is_feminine(line, unit) ? NUMBER_FEMININE : NUMBER_MASCULINE;
    number_say(line, number, style, saying);
    say_unit(line, number, unit, saying);
}

/* Letters that are units only with company: "5 A", "5 d", "in 2 h". */
static bool is_doubtful(const struct line *line, size_t number_end, size_t at)
{
    if (!line_is_letters(line, at) || line_atom(line, at)->letters > 1)
        return false;
    bool apart = at > number_end;
    /* 753 v. Chr. */
    if (apart && line_is_word(line, at, "v") && line_is_sign(line, at + 1, '.'))
        return true;
    if (line_in(line, at, " m g l "))
        return line_atom(line, at)->letter_case != CASE_LOWER &&
               is_english(line);
    if (line_in(line, at, " h v w "))
        return !apart && !line_in(line, at, " h v w ");
    return is_english(line) || line_in(line, at, " A B K N J ");
}

static bool scan_percent(const struct line *line, const struct number *number,
                         struct saying *saying)
{
    size_t at = number->end + line_is_space(line, number->end);
    bool permille = line_is_sign(line, at, 0x2030);
    if (!line_is_sign(line, at, '%') && !permille)
        return false;
    number_say(line, number, NUMBER_CARDINAL, saying);
    size_t before = saying->words.size;
    say_term(line, saying, permille ? TERM_PERMILLE : TERM_PERCENT);
    if (saying->words.size == before)
        say_unit(line, number, permille ? "permille" : "percent", saying);
    saying->end = at + 1;
    return true;
}

/* "75F": glued to two or three figures it is a temperature. */
static bool scan_fahrenheit(const struct line *line,
                            const struct number *number, struct saying *saying)
{
    if (!is_english(line) || !line_is_word(line, number->end, "F") ||
        line_atom(line, number->end)->letter_case != CASE_TITLE ||
        number->whole_size < 2 || number->whole_size > 3 ||
        line_touches(line, number->end + 1))
        return false;
    measure_say(line, number, "fahrenheit", saying);
    saying->end = number->end + 1;
    return true;
}

/* 5'10": feet and inches. */
static bool scan_feet(const struct line *line, const struct number *number,
                      struct saying *saying)
{
    size_t at = number->end;
    int64_t feet = number_value(number);
    int64_t inches = line_value(line, at + 1);
    bool marks =
        (line_is_sign(line, at, '\'') || line_is_sign(line, at, 0x2032)) &&
        (line_is_sign(line, at + 2, '"') || line_is_sign(line, at + 2, 0x2033));
    if (!is_english(line) || !marks || feet < 0 || inches < 0 || inches > 11)
        return false;
    say_integer(line, saying, NUMBER_CARDINAL, feet);
    say(saying, feet == 1 ? "foot" : "feet");
    say_integer(line, saying, NUMBER_CARDINAL, inches);
    saying->end = at + 3;
    return true;
}

/* "3-oz.", "50-km": the unit stays in the singular. */
static bool scan_joined(const struct line *line, const struct number *number,
                        struct saying *saying)
{
    const char *unit;
    size_t at = number->end + 1;
    if (!is_english(line) || !line_is_sign(line, number->end, '-'))
        return false;
    size_t end = measure_read_unit(line, at, &unit);
    if (end == at || line_atom(line, at)->letters < 2)
        return false;
    number_say(line, number, NUMBER_CARDINAL, saying);
    struct number one = {.whole = "1", .whole_size = 1};
    say_unit(line, &one, unit, saying);
    end += line_is_sign(line, end, '.') && !line_ends_at(line, end);
    saying->end = end;
    return true;
}

/* "a 9mm gun": the unit of an adjective stays in the singular. */
static bool is_adjective(const struct line *line, const struct number *number,
                         size_t end)
{
    size_t begin = number->digits_at;
    return is_english(line) &&
           line_in(line, line_before(line, begin), " a an ") &&
           line_is_space(line, end) && line_is_letters(line, end + 1) &&
           line_atom(line, end + 1)->letter_case == CASE_LOWER &&
           !line_in(line, end + 1, " of and or in per for to is was ");
}

/* "per kg" */
static bool scan_word_per(const struct line *line, size_t at,
                          struct saying *saying)
{
    const char *unit;
    if (!line_is_word(line, at, "per") || !line_is_space(line, at + 1) ||
        line_atom(line, at + 2)->letters < 2 || !is_english(line) ||
        line_touches_before(line, at))
        return false;
    size_t end = measure_read_unit(line, at + 2, &unit);
    if (end == at + 2)
        return false;
    say(saying, "per");
    struct number one = {.whole = "1", .whole_size = 1};
    say_unit(line, &one, unit, saying);
    saying->end = end;
    return true;
}

static bool scan_plain(const struct line *line, const struct number *number,
                       struct saying *saying)
{
    const char *unit;
    size_t at = number->end + line_is_space(line, number->end);
    /* 90 millionen g */
    size_t scale = 0;
    if (number_is_scale(line, at) && line_is_space(line, at + 1)) {
        scale = at;
        at += 2;
    }
    size_t end = measure_read_unit(line, at, &unit);
    /* 0.26A, 3.2s: glued to a decimal fraction a letter can be no other. */
    bool glued = number->fraction_at && at == number->end &&
                 line_in(line, at, " A s V W J N h ");
    if (end == at ||
        (end == at + 1 && !glued && is_doubtful(line, number->end, at)))
        return false;
    if (scale) {
        number_say(line, number, NUMBER_CARDINAL, saying);
        say_view(saying, line_atom_text(line, scale));
        struct number many = {.whole = "1000000", .whole_size = 7};
        say_unit(line, &many, unit, saying);
    } else if (is_adjective(line, number, end)) {
        number_say(line, number, NUMBER_CARDINAL, saying);
        struct number one = {.whole = "1", .whole_size = 1};
        say_unit(line, &one, unit, saying);
    } else {
        measure_say(line, number, unit, saying);
    }
    /* Units that are abbreviations take their dot along. */
    if (line_in(line, end - 1,
                " lb lbs oz ft sec secs min mins hr hrs mi yd "
                "yds in gal wk wks mo mos yr yrs tsp tbsp qt "
                "Std Sek "))
        end += line_is_sign(line, end, '.') && !line_ends_at(line, end);
    saying->end = end;
    return true;
}

/* 42259 /m², 12/kg */
static bool scan_per(const struct line *line, const struct number *number,
                     struct saying *saying)
{
    const char *unit;
    size_t at = number->end + line_is_space(line, number->end);
    if (!line_is_sign(line, at, '/'))
        return false;
    size_t end = measure_read_unit(line, at + 1, &unit);
    if (end == at + 1)
        return false;
    number_say(line, number, NUMBER_CARDINAL, saying);
    say_term(line, saying, TERM_PER);
    struct number one = {.whole = "1", .whole_size = 1};
    say_unit(line, &one, unit, saying);
    saying->end = end;
    return true;
}

bool measure_scan(const struct line *line, size_t at, struct saying *saying)
{
    enum term sign;
    struct number number;
    if (line_is_letters(line, at))
        return scan_word_per(line, at, saying);
    bool has_sign = number_sign(line, at, &sign);
    /* 2x8 m: the second side of two. */
    bool side = line_is_word(line, at - 1, "x") && line_is_digits(line, at - 2);
    if ((!has_sign && !side && line_touches_before(line, at)) ||
        !number_read(line, has_sign ? at + 1 : at, &number))
        return false;
    if (has_sign)
        say_term(line, saying, sign);
    return scan_percent(line, &number, saying) ||
           scan_fahrenheit(line, &number, saying) ||
           scan_feet(line, &number, saying) ||
           scan_plain(line, &number, saying) ||
           scan_per(line, &number, saying) ||
           scan_joined(line, &number, saying);
}
