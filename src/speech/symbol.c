#include "speech/class.h"

#include "speech/say.h"

/* A pause where a reader makes one; nothing at the end of a sentence. */
static bool pause(const struct line *line, size_t end, char mark,
                  struct saying *saying)
{
    saying->end = end;
    saying->fate = TOKEN_SPOKEN;
    saying->rule = "pause";
    saying->mark = line_ends_at(line, end) ? 0 : mark;
    if (!saying->mark)
        saying->fate = TOKEN_SKIPPED;
    return true;
}

static bool skip(size_t end, const char *reason, struct saying *saying)
{
    saying->end = end;
    saying->fate = TOKEN_SKIPPED;
    saying->rule = reason;
    return true;
}

/* A dot inside the sentence: between sentences of a line it ends one, behind
 * a short word it does not. */
static bool scan_dot(const struct line *line, size_t at, struct saying *saying)
{
    size_t end = at + 1;
    while (line_is_sign(line, end, '.') || line_is_sign(line, end, 0x2026))
        end++;
    bool last = line_ends_at(line, end);
    bool many = end > at + 1 || line_is_sign(line, at, 0x2026);
    size_t behind = end;
    while (line_is_sign(line, behind, '"') ||
           line_is_sign(line, behind, '\'') || line_is_sign(line, behind, ')'))
        behind++;
    bool initial = line_is_letters(line, at - 1) &&
                   line_atom(line, at - 1)->letters == 1 &&
                   !line_starts_sentence(line, behind);
    saying->end = end;
    saying->fate = TOKEN_SPOKEN;
    saying->rule = many ? "ellipsis" : "mark";
    bool full = line_is_space(line, behind) && !initial &&
                /* The splitter keeps a quotation whole: inside one a full
                 * stop still ends a sentence. */
                (line->alone || line_atom(line, at)->quoted) &&
                (line_is_capital(line, behind + 1) ||
                 line_is_sign(line, behind + 1, '"'));
    if (last || (full && !many))
        saying->mark = '.';
    else if (many)
        saying->mark = ',';
    else
        return skip(end, "dot inside a sentence", saying);
    return true;
}

/* 16:9 is no pause: a ratio beside its word, else figure upon figure. */
static bool scan_ratio(const struct line *line, size_t at,
                       struct saying *saying)
{
    if (!line_is_sign(line, at, ':') || !line_is_digits(line, at - 1) ||
        !line_is_digits(line, at + 1))
        return false;
    saying->rule = "ratio";
    if (line->grammar.date == DATE_ORDINAL) {
        say(saying, "zu");
        saying->end = at + 1;
        return true;
    }
    for (size_t i = at; i-- > 0 && i + 12 > at;) {
        if (line_in(line, i,
                    " ratio odds scale verhältnis proporción escala "
                    "scala échelle proporção proporzione maßstab ")) {
            say_term(line, saying, TERM_TO);
            saying->end = at + 1;
            return saying->words.size > 0;
        }
    }
    return skip(at + 1, "colon between figures", saying);
}

static bool scan_mark(const struct line *line, size_t at, struct saying *saying)
{
    uint32_t sign = line_atom(line, at)->sign;
    if (scan_ratio(line, at, saying))
        return true;
    switch (sign) {
    case '.':
    case 0x2026:
        return scan_dot(line, at, saying);
    case ',':
    case ';':
    case ':':
        saying->mark =
            line_ends_at(line, at + 1) && sign == ',' ? 0 : (char)sign;
        break;
    case '?':
    case '!':
        saying->mark = (char)sign;
        break;
    case 0x3002:
        saying->mark = '.';
        break;
    case 0x3001:
    case 0x60C:
        saying->mark = ',';
        break;
    case 0x61F:
        saying->mark = '?';
        break;
    default:
        return false;
    }
    saying->end = at + 1;
    saying->fate = TOKEN_SPOKEN;
    saying->rule = "mark";
    return true;
}

static bool is_dash(const struct line *line, size_t at)
{
    return line_is_sign(line, at, '-') || line_is_sign(line, at, 0x2012) ||
           line_is_sign(line, at, 0x2013) || line_is_sign(line, at, 0x2014) ||
           line_is_sign(line, at, 0x2015) || line_is_sign(line, at, 0x2212);
}

/* A dash of a sentence pauses; a hyphen inside a word only joins. */
static bool scan_dash(const struct line *line, size_t at, struct saying *saying)
{
    size_t end = at;
    while (is_dash(line, end))
        end++;
    if (end == at)
        return false;
    bool hyphen = end == at + 1 && line_is_sign(line, at, '-') &&
                  (line_touches_before(line, at) || line_touches(line, end));
    if (hyphen)
        return skip(end, "hyphen", saying);
    if (line_is_sign(line, at, 0x2013) && end == at + 1 &&
        line_touches_before(line, at) && line_touches(line, end))
        return skip(end, "hyphen", saying);
    return pause(line, end, ',', saying);
}

static bool scan_bracket(const struct line *line, size_t at,
                         struct saying *saying)
{
    switch (line_atom(line, at)->sign) {
    case '(':
    case '[':
    case '{':
    case ')':
    case ']':
    case '}':
        return pause(line, at + 1, ',', saying);
    case '"':
    case '\'':
    case 0x2039:
    case 0x203A:
    case 0x201A:
    case 0xBF:
    case 0xA1:
        return skip(at + 1, "quotation mark", saying);
    default:
        return false;
    }
}

/* Signs that are said by name. */
static const struct {
    uint32_t sign;
    enum term term;
} named[] = {
    {'&', TERM_AND},          {'%', TERM_PERCENT},     {0x2030, TERM_PERMILLE},
    {'+', TERM_PLUS},         {'=', TERM_EQUALS},      {'@', TERM_AT},
    {'/', TERM_SLASH},        {0xD7, TERM_TIMES},      {0xF7, TERM_DIVIDED},
    {'~', TERM_ABOUT},        {0x2248, TERM_ABOUT},    {'<', TERM_LESS},
    {'>', TERM_GREATER},      {0xA7, TERM_SECTION},    {0xB6, TERM_PARAGRAPH},
    {0xB0, TERM_DEGREES},     {0xA9, TERM_COPYRIGHT},  {0xAE, TERM_REGISTERED},
    {0x2122, TERM_TRADEMARK}, {'#', TERM_HASH},        {'$', TERM_DOLLAR},
    {0x2116, TERM_NUMBER},    {0x2260, TERM_UNEQUAL},  {0x2264, TERM_AT_MOST},
    {0x2265, TERM_AT_LEAST},  {0xB1, TERM_PLUS_MINUS}, {0x221A, TERM_ROOT},
    {0x2192, TERM_TO},
};

/* C#, F# */
static bool scan_sharp(const struct line *line, size_t at,
                       struct saying *saying)
{
    if (!line_is_sign(line, at, '#') || !line_is_capital(line, at - 1) ||
        line_atom(line, at - 1)->letters != 1 || line_touches(line, at + 1) ||
        line->grammar.date != DATE_ENGLISH)
        return false;
    say(saying, "sharp");
    saying->end = at + 1;
    return true;
}

/* "#5", "# 40": number, where a figure follows. */
static bool scan_number_sign(const struct line *line, size_t at,
                             struct saying *saying)
{
    if (!line_is_sign(line, at, '#') ||
        !line_is_digits(line, line_after(line, at)))
        return false;
    say_term(line, saying, TERM_NUMBER);
    saying->end = at + 1;
    return saying->words.size > 0;
}

/* 2^10, C:\\Users: signs that are said only between what they join. */
static bool scan_joint(const struct line *line, size_t at,
                       struct saying *saying)
{
    bool power = line_is_sign(line, at, '^') && line_touches_before(line, at);
    bool path =
        line_is_sign(line, at, '\\') &&
        (line_touches_before(line, at) || line_is_sign(line, at - 1, ':'));
    if ((!power && !path) || !line_touches(line, at + 1))
        return false;
    say_term(line, saying, power ? TERM_POWER : TERM_BACKSLASH);
    saying->end = at + 1;
    return saying->words.size > 0;
}

/* "§§ 3-4" is the plural. */
static bool scan_sections(const struct line *line, size_t at,
                          struct saying *saying)
{
    if (!line_is_sign(line, at, 0xA7) || !line_is_sign(line, at + 1, 0xA7))
        return false;
    say_term(line, saying, TERM_SECTION);
    if (line->grammar.date == DATE_ENGLISH)
        buf_add_char(&saying->words, 's');
    saying->end = at + 2;
    return saying->words.size > 0;
}

static bool scan_named(const struct line *line, size_t at,
                       struct saying *saying)
{
    uint32_t sign = line_atom(line, at)->sign;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (named[i].sign != sign)
            continue;
        say_term(line, saying, named[i].term);
        saying->end = at + 1;
        return saying->words.size > 0;
    }
    return false;
}

bool symbol_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (line_atom(line, at)->kind != ATOM_SIGN)
        return false;
    return scan_mark(line, at, saying) || scan_dash(line, at, saying) ||
           scan_bracket(line, at, saying) || scan_sharp(line, at, saying) ||
           scan_number_sign(line, at, saying) || scan_joint(line, at, saying) ||
           scan_sections(line, at, saying) || scan_named(line, at, saying);
}
