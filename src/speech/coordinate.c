#include "speech/class.h"

#include "speech/number.h"
#include "speech/say.h"

/* Places on the globe: 51° 30' 26" N, and, behind "latitude" or
 * "longitude", bare figures: 148 30 W.  English only: other languages keep
 * the letters of the winds. */

enum { PARTS_MAX = 3 }; /* degrees, minutes, seconds */

struct coordinate {
    size_t parts[PARTS_MAX];
    size_t count;
    size_t wind; /* atom of N, S, E or W, or 0 */
    size_t end;
    bool signs; /* written with the signs of degrees */
};

static bool is_part_sign(const struct line *line, size_t at, size_t part)
{
    static const uint32_t signs[PARTS_MAX][2] = {
        {0xB0, 0xBA}, {'\'', 0x2032}, {'"', 0x2033}};
    return line_is_sign(line, at, signs[part][0]) ||
           line_is_sign(line, at, signs[part][1]);
}

static const char *wind_of(const struct line *line, size_t at)
{
    if (line_atom(line, at)->letters != 1 || line_touches(line, at + 1) ||
        line_atom(line, at)->letter_case == CASE_LOWER)
        return NULL;
    return line_is_word(line, at, "N")   ? "north"
           : line_is_word(line, at, "S") ? "south"
           : line_is_word(line, at, "E") ? "east"
           : line_is_word(line, at, "W") ? "west"
                                         : NULL;
}

/* "in latitude 15 53" */
static bool follows_name(const struct line *line, size_t at)
{
    size_t before = line_before(line, at);
    if (line_is_sign(line, before, '.'))
        before--;
    return line_in(line, before, " latitude longitude lat long lon ");
}

static bool read_parts(const struct line *line, size_t at,
                       struct coordinate *coordinate)
{
    static const int64_t limits[PARTS_MAX] = {180, 59, 59};
    while (coordinate->count < PARTS_MAX) {
        int64_t value = line_value(line, at);
        bool sign = is_part_sign(line, at + 1, coordinate->count);
        if (value < 0 || value > limits[coordinate->count] ||
            line_atom(line, at)->letters > 3 ||
            (coordinate->count > 0 && sign != coordinate->signs))
            break;
        coordinate->signs = sign;
        coordinate->parts[coordinate->count++] = at;
        coordinate->end = at + 1 + sign;
        at = coordinate->end + line_is_space(line, coordinate->end);
        if (!sign && at == coordinate->end)
            break;
    }
    size_t wind = coordinate->end + line_is_space(line, coordinate->end);
    if (coordinate->count > 0 && wind_of(line, wind)) {
        coordinate->wind = wind;
        coordinate->end = wind + 1;
    }
    return coordinate->count > 0;
}

static void say_part(const struct line *line, size_t part, int64_t value,
                     bool sign, struct saying *saying)
{
    static const char *const names[PARTS_MAX][2] = {
        {"degree", "degrees"}, {"minute", "minutes"}, {"second", "seconds"}};
    if (!sign && value > 100 && value % 100 > 0) {
        say_integer(line, saying, NUMBER_CARDINAL, value / 100);
        value %= 100;
        if (value < 10)
            say(saying, "oh");
    }
    say_integer(line, saying, NUMBER_CARDINAL, value);
    if (sign)
        say(saying, names[part][value != 1]);
}

/* 51.5074° N */
static bool scan_decimal(const struct line *line, size_t at,
                         struct saying *saying)
{
    struct number number;
    if (line->grammar.date != DATE_ENGLISH || !line_is_digits(line, at) ||
        line_touches_before(line, at) || !number_read(line, at, &number) ||
        !number.fraction_at || !is_part_sign(line, number.end, 0))
        return false;
    size_t wind = line_after(line, number.end);
    if (!wind_of(line, wind))
        return false;
    number_say(line, &number, NUMBER_CARDINAL, saying);
    say(saying, "degrees");
    say(saying, wind_of(line, wind));
    saying->end = wind + 1;
    return true;
}

bool coordinate_scan(const struct line *line, size_t at, struct saying *saying)
{
    struct coordinate coordinate = {0};
    if (scan_decimal(line, at, saying))
        return true;
    if (line->grammar.date != DATE_ENGLISH || !line_is_digits(line, at) ||
        line_touches_before(line, at) || !read_parts(line, at, &coordinate) ||
        line_touches(line, coordinate.end))
        return false;
    bool known = coordinate.signs
                     ? coordinate.count > 1 || coordinate.wind
                     : coordinate.count > 1 && follows_name(line, at);
    if (!known)
        return false;
    for (size_t i = 0; i < coordinate.count; i++)
        say_part(line, i, line_value(line, coordinate.parts[i]),
                 coordinate.signs, saying);
    if (coordinate.wind)
        say(saying, wind_of(line, coordinate.wind));
    size_t end = coordinate.end;
    /* "148 30 W. I have": the dot is of the letter and of the sentence. */
    if (coordinate.wind && line_is_sign(line, end, '.')) {
        saying->mark =
            line_ends_at(line, end) || line_starts_sentence(line, end + 1)
                ? '.'
                : '\0';
        end++;
    }
    saying->end = end;
    return true;
}
