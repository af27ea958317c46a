#include "speech/class.h"

#include "speech/say.h"

static const char street_words[] =
    " street st avenue ave road rd boulevard blvd lane ln drive dr court ct "
    "place pl square sq highway hwy parkway pkwy expressway expy terrace way "
    "circle ";

static bool is_english(const struct line *line)
{
    return line->grammar.date == DATE_ENGLISH;
}

static const char *direction(const struct line *line, size_t at)
{
    static const char *const names[] = {"North", "South", "East", "West"};
    struct view text = line_atom_text(line, at);
    for (size_t i = 0; text.size == 1 && i < 4; i++) {
        if (text.data[0] == names[i][0])
            return names[i];
    }
    return NULL;
}

/* Up to four capitalised words and a word for a street, from `at`. */
static bool is_street_name(const struct line *line, size_t at)
{
    for (size_t words = 0; words < 5; words++) {
        if (words > 0 && line_in(line, at, street_words))
            return true;
        bool ordinal =
            line_is_digits(line, at) && line_in(line, at + 1, " st nd rd th ");
        at += ordinal;
        if (!ordinal && !line_is_capital(line, at))
            return false;
        at += 1 + line_is_sign(line, at + 1, '.');
        if (!line_is_space(line, at))
            return false;
        at++;
    }
    return false;
}

static void say_house(const struct line *line, size_t at, struct saying *saying)
{
    struct buf digits;
    buf_init(&digits, 0);
    line_add_digits(line, at, &digits);
    if (digits.size <= 2)
        say_whole(line, saying, NUMBER_CARDINAL, buf_view(&digits));
    else
        say_pairs(line, saying, buf_view(&digits));
    buf_release(&digits);
}

/* "1428 Elm St.", "708 N 1st St". */
static bool scan_house(const struct line *line, size_t at,
                       struct saying *saying)
{
    if (!line_is_digits(line, at) || line_atom(line, at)->letters > 5 ||
        line_touches_before(line, at) || !line_is_space(line, at + 1))
        return false;
    size_t name = at + 2;
    const char *way = direction(line, name);
    if (way &&
        line_is_space(line, name + 1 + line_is_sign(line, name + 1, '.')))
        name += 2 + line_is_sign(line, name + 1, '.');
    else
        way = NULL;
    if (!is_street_name(line, name))
        return false;
    say_house(line, at, saying);
    saying->end = at + 1;
    if (way) {
        say(saying, way);
        saying->end = name - 1;
    }
    return true;
}

/* "1600 Pennsylvania Ave. NW" */
static bool scan_quarter(const struct line *line, size_t at,
                         struct saying *saying)
{
    static const char *const quarters[][2] = {{"NW", "Northwest"},
                                              {"NE", "Northeast"},
                                              {"SW", "Southwest"},
                                              {"SE", "Southeast"}};
    size_t before = line_before(line, at);
    if (line_is_sign(line, before, '.'))
        before--;
    if (!line_is_capital(line, at) || !line_in(line, before, street_words))
        return false;
    for (size_t i = 0; i < sizeof quarters / sizeof *quarters; i++) {
        if (!view_equal(line_atom_text(line, at), view_of(quarters[i][0])))
            continue;
        say(saying, quarters[i][1]);
        saying->end = at + 1;
        return true;
    }
    return false;
}

/* "148 30 W.", "51 N": beside a word of geography. */
static bool scan_bearing(const struct line *line, size_t at,
                         struct saying *saying)
{
    size_t letter = at + 1 + line_is_sign(line, at + 1, 0xB0);
    letter += line_is_space(line, letter);
    const char *name = direction(line, letter);
    if (!name || !line_is_digits(line, at) || line_touches(line, letter + 1) ||
        line_touches_before(line, at))
        return false;
    bool near = false;
    for (size_t i = at; i-- > 0 && i + 16 > at;)
        near = near || line_in(line, i, " latitude longitude lat long ");
    if (!near)
        return false;
    say_integer(line, saying, NUMBER_CARDINAL, line_value(line, at));
    if (line_is_sign(line, at + 1, 0xB0))
        say_term(line, saying, TERM_DEGREES);
    say(saying, name);
    saying->end = letter + 1;
    saying->rule = "bearing";
    return true;
}

bool street_scan(const struct line *line, size_t at, struct saying *saying)
{
    return is_english(line) &&
           (scan_bearing(line, at, saying) || scan_house(line, at, saying) ||
            scan_quarter(line, at, saying));
}
