#include "speech/class.h"

#include "speech/number.h"
#include "speech/say.h"
#include "speech/small_figure.h"

/* Powers: x², 10²³, 1.6e-19. */

enum { EXPONENT_MAX = 999 };

static void say_power(const struct line *line, bool minus, int64_t exponent,
                      struct saying *saying)
{
    if (!minus && exponent == 2) {
        say_term(line, saying, TERM_SQUARED);
    } else if (!minus && exponent == 3) {
        say_term(line, saying, TERM_CUBED);
    } else {
        say_term(line, saying, TERM_POWER);
        if (minus)
            say_term(line, saying, TERM_MINUS);
        say_integer(line, saying, NUMBER_CARDINAL, exponent);
    }
}

/* Behind a figure, a bracket or a letter or two it is a power; behind a word
 * or a mark it is the mark of a note. */
static bool may_be_power(const struct line *line, size_t at)
{
    if (line_is_digits(line, at - 1) || line_is_sign(line, at - 1, ')'))
        return true;
    return line_is_letters(line, at - 1) &&
           line_atom(line, at - 1)->letters < 3;
}

static bool scan_raised(const struct line *line, size_t at,
                        struct saying *saying)
{
    bool minus = small_figure_sign(line, at) == '-';
    size_t end = at + minus;
    int64_t exponent = 0;
    if (small_figure_high(line, end) < 0)
        return false;
    for (; small_figure_high(line, end) >= 0 && exponent <= EXPONENT_MAX; end++)
        exponent = exponent * 10 + small_figure_high(line, end);
    saying->end = end;
    if (may_be_power(line, at)) {
        say_power(line, minus, exponent, saying);
        return saying->words.size > 0;
    }
    saying->rule = "footnote mark";
    if (line->request->footnotes == SPEECH_SAY)
        say_integer(line, saying, NUMBER_CARDINAL, exponent);
    else
        saying->fate = TOKEN_SKIPPED;
    return true;
}

/* 1.6e-19 */
static bool scan_exponent(const struct line *line, size_t at,
                          struct saying *saying)
{
    struct number number;
    if (!line_is_digits(line, at) || line_touches_before(line, at) ||
        !number_read(line, at, &number) || !line_is_word(line, number.end, "e"))
        return false;
    size_t sign = number.end + 1;
    bool minus =
        line_is_sign(line, sign, '-') || line_is_sign(line, sign, 0x2212);
    bool plus = line_is_sign(line, sign, '+');
    size_t digits = sign + (minus || plus);
    int64_t exponent = line_value(line, digits);
    if (exponent < 0 || exponent > EXPONENT_MAX ||
        line_touches(line, digits + 1) ||
        (!number.fraction_at && !minus && !plus))
        return false;
    number_say(line, &number, NUMBER_CARDINAL, saying);
    say_term(line, saying, TERM_TIMES);
    say_integer(line, saying, NUMBER_CARDINAL, 10);
    say_term(line, saying, TERM_POWER);
    if (minus)
        say_term(line, saying, TERM_MINUS);
    say_integer(line, saying, NUMBER_CARDINAL, exponent);
    saying->end = digits + 1;
    return line->grammar.terms[TERM_POWER] != NULL;
}

bool power_scan(const struct line *line, size_t at, struct saying *saying)
{
    return scan_raised(line, at, saying) || scan_exponent(line, at, saying);
}
