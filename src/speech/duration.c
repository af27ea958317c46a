#include "speech/class.h"

#include "speech/number.h"
#include "speech/say.h"

/* Lengths that are written with single letters or strokes, where each alone
 * would be doubtful: 2h 5m 30s, 8', 12".  English only. */

enum { PARTS_MAX = 4, FEET_DIGITS = 3 };

static const struct {
    const char *letters;
    const char *one;
    const char *many;
} units[PARTS_MAX] = {
    {" d ", "day", "days"},
    {" h hr hrs ", "hour", "hours"},
    {" m min mins ", "minute", "minutes"},
    {" s sec secs ", "second", "seconds"},
};

static size_t unit_at(const struct line *line, size_t at)
{
    for (size_t i = 0; i < PARTS_MAX; i++) {
        if (line_in(line, at, units[i].letters) &&
            line_atom(line, at)->letter_case == CASE_LOWER)
            return i;
    }
    return PARTS_MAX;
}

static bool scan_parts(const struct line *line, size_t at,
                       struct saying *saying)
{
    size_t next_unit = 0;
    size_t parts = 0;
    size_t end = at;
    for (size_t i = at; line_value(line, i) >= 0;) {
        size_t unit = unit_at(line, i + 1);
        if (unit == PARTS_MAX || unit < next_unit)
            break;
        int64_t value = line_value(line, i);
        say_integer(line, saying, NUMBER_CARDINAL, value);
        say(saying, value == 1 ? units[unit].one : units[unit].many);
        next_unit = unit + 1;
        parts++;
        end = i + 2;
        i = end + line_is_space(line, end);
    }
    saying->end = end;
    return parts >= 2 && !line_touches(line, end);
}

/* Strokes behind a figure are feet and inches where they close no
 * quotation. */
static bool scan_strokes(const struct line *line, size_t at,
                         struct saying *saying)
{
    struct number number;
    if (!number_read(line, at, &number) || number.whole_size > FEET_DIGITS)
        return false;
    const struct atom *stroke = line_atom(line, number.end);
    bool one = number_is_one(&number);
    if (stroke->kind != ATOM_SIGN || line_touches(line, number.end + 1))
        return false;
    bool inches =
        (stroke->sign == '"' && !stroke->quoted) || stroke->sign == 0x2033;
    size_t after = line_after(line, number.end);
    bool long_one = line_in(line, after,
                            " long wide tall high deep x by of "
                            "above below away from ") ||
                    line_is_digits(line, after);
    bool feet = (stroke->sign == '\'' && !stroke->quoted && long_one) ||
                stroke->sign == 0x2032;
    if (!inches && !feet)
        return false;
    number_say(line, &number, NUMBER_CARDINAL, saying);
    if (inches)
        say(saying, one ? "inch" : "inches");
    else
        say(saying, one ? "foot" : "feet");
    saying->end = number.end + 1;
    return true;
}

bool duration_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (line->grammar.date != DATE_ENGLISH || !line_is_digits(line, at) ||
        line_touches_before(line, at) || line_is_sign(line, at - 1, '\''))
        return false;
    if (scan_parts(line, at, saying))
        return true;
    buf_reset(&saying->words);
    return scan_strokes(line, at, saying);
}
