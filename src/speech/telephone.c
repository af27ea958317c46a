#include "speech/class.h"

#include "speech/say.h"

enum { GROUPS_MAX = 6 };

struct telephone {
    bool brackets; /* around the first group, or the second behind a + */
    size_t groups[GROUPS_MAX]; /* atoms of digits or of capitals */
    size_t count;
    size_t end;
    bool plus;
};

/* One of - . space between groups, or brackets around the first. */
static size_t skip_joint(const struct line *line, size_t at)
{
    if (line_is_sign(line, at, ')')) {
        at++;
        if (line_is_sign(line, at, '-') || line_is_space(line, at))
            at++;
        return at;
    }
    if (line_is_sign(line, at, '-') || line_is_sign(line, at, '.') ||
        line_is_sign(line, at, 0x2011) || line_is_space(line, at))
        at++;
    if (line_is_sign(line, at, '('))
        at++;
    return at;
}

static void read_groups(const struct line *line, size_t at,
                        struct telephone *telephone)
{
    telephone->plus = line_is_sign(line, at, '+');
    at += telephone->plus;
    telephone->brackets = line_is_sign(line, at, '(');
    at += telephone->brackets;
    while (telephone->count < GROUPS_MAX && line_is_digits(line, at)) {
        telephone->groups[telephone->count++] = at;
        telephone->end = at + 1;
        size_t next = skip_joint(line, at + 1);
        if (next == at + 1)
            break;
        at = next;
    }
}

/* The sizes of the groups, one decimal place a group: 3-3-4 is 334. */
static unsigned shape_of(const struct line *line,
                         const struct telephone *telephone, size_t count)
{
    unsigned shape = 0;
    for (size_t i = 0; i < count; i++) {
        size_t digits = line_atom(line, telephone->groups[i])->letters;
        shape = shape * 10 + (unsigned)(digits < 9 ? digits : 9);
    }
    return shape;
}

static bool is_shape(unsigned shape)
{
    static const unsigned shapes[] = {334,  1334, 2334, 3334, 324,
                                      3341, 3344, 54,   254,  333,
                                      2344, 244,  34,   44,   4444};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (shapes[i] == shape)
            return true;
    }
    return false;
}

/* The same sign (or a bracket) must stand between the groups, or 123 456
 * 7890 in a list of figures would be one. */
static bool is_joined(const struct line *line,
                      const struct telephone *telephone)
{
    size_t signs = 0;
    for (size_t i = 1; i < telephone->count; i++) {
        for (size_t j = telephone->groups[i - 1] + 1; j < telephone->groups[i];
             j++)
            signs += line_atom(line, j)->kind == ATOM_SIGN;
    }
    /* The number of a card: 4111 1111 1111 1111. */
    bool card = shape_of(line, telephone, telephone->count) == 4444;
    return telephone->plus || signs > 0 || card;
}

/* 555-1234 is a local number where nothing says that it counts from one to
 * the other: a hyphen without spaces, no years, no money, no pages. */
static bool is_local(const struct line *line, size_t at,
                     const struct telephone *telephone)
{
    size_t first = telephone->groups[0];
    size_t second = telephone->groups[1];
    size_t before = line_before(line, at);
    bool called =
        line_in(line, before,
                " call text dial phone telephone tel fax ring at number "
                "tel\u00E9fono telefone ") ||
        line_is_sign(line, before, ':') ||
        (line_atom(line, first)->letters == 3 &&
         line_atom_text(line, second).data[0] == '0');
    bool years = line_atom(line, first)->letters == 4 &&
                 line_value(line, first) >= 1000 &&
                 line_value(line, first) < 2100;
    bool romance = line->grammar.clock == CLOCK_SPANISH ||
                   line->grammar.clock == CLOCK_PORTUGUESE;
    return !telephone->brackets && line_is_sign(line, first + 1, '-') &&
           second == first + 2 && !line_touches(line, second + 1) &&
           !line_is_sign(line, second + 1, '-') && !years &&
           (called || (romance && line->alone && line->atoms.count == 3));
}

/* ISBN 0-19-853453-1, ISSN 0798-0264: figure by figure. */
static bool scan_identifier(const struct line *line, size_t at,
                            struct saying *saying)
{
    size_t before = line_before(line, at);
    if (line_is_sign(line, before, ':'))
        before--;
    if (!line_in(line, before, " isbn issn ean isni doi ") ||
        line_touches_before(line, at) || !line_is_digits(line, at))
        return false;
    size_t end = at;
    for (;;) {
        struct buf digits;
        buf_init(&digits, 0);
        line_add_digits(line, end, &digits);
        say_digits(line, saying, buf_view(&digits));
        buf_release(&digits);
        end++;
        if (!line_is_sign(line, end, '-') || !line_is_digits(line, end + 1) ||
            end > at + 12)
            break;
        buf_add_char(&saying->words, ',');
        end++;
    }
    /* The check digit may be ten, written X. */
    if (line_is_sign(line, end, '-') && line_is_word(line, end + 1, "x") &&
        !line_touches(line, end + 2)) {
        buf_add_char(&saying->words, ',');
        end++;
    }
    if (line_is_word(line, end, "x")) {
        say_letters(line, saying, line_atom_text(line, end));
        end++;
    }
    saying->end = end;
    saying->rule = "identifier";
    return !line_touches(line, end);
}

static void say_group(const struct line *line, size_t at, struct saying *saying)
{
    struct buf digits;
    buf_init(&digits, 32);
    line_add_digits(line, at, &digits);
    if (line_value(line, at) == 800 && line_atom(line, at)->letters == 3)
        say_integer(line, saying, NUMBER_CARDINAL, 800);
    else
        say_digits(line, saying, buf_view(&digits));
    buf_release(&digits);
}

static bool scan_number(const struct line *line, size_t at,
                        struct saying *saying)
{
    struct telephone telephone = {0};
    if (line_touches_before(line, at) ||
        (line_is_sign(line, at - 1, '-') && line_touches_before(line, at - 1)))
        return false;
    read_groups(line, at, &telephone);
    while (telephone.count > 0 &&
           !is_shape(shape_of(line, &telephone, telephone.count))) {
        /* International numbers have any shape, but many digits. */
        size_t digits = 0;
        for (size_t i = 0; i < telephone.count; i++)
            digits += line_atom(line, telephone.groups[i])->letters;
        bool free = telephone.plus ||
                    (telephone.brackets &&
                     line_is_sign(line, telephone.groups[0] + 1, ')'));
        if (free && telephone.count >= 2 && digits >= 7)
            break;
        telephone.count--;
    }
    if (telephone.count < 2 || !is_joined(line, &telephone))
        return false;
    bool local = telephone.count == 2 && !telephone.plus &&
                 line_atom(line, telephone.groups[0])->letters < 5 &&
                 line_atom(line, telephone.groups[1])->letters == 4;
    if (local && !is_local(line, at, &telephone))
        return false;
    telephone.end = telephone.groups[telephone.count - 1] + 1;
    if (line_touches(line, telephone.end))
        return false;
    if (telephone.plus)
        say_term(line, saying, TERM_PLUS);
    for (size_t i = 0; i < telephone.count; i++) {
        bool country = i == 0 && telephone.plus &&
                       line->grammar.date != DATE_ENGLISH &&
                       line->grammar.clock != CLOCK_PORTUGUESE &&
                       line_value(line, telephone.groups[0]) >= 10;
        if (country)
            say_integer(line, saying, NUMBER_CARDINAL,
                        line_value(line, telephone.groups[0]));
        else
            say_group(line, telephone.groups[i], saying);
        if (i + 1 < telephone.count)
            buf_add_char(&saying->words, ',');
    }
    saying->end = telephone.end;
    return true;
}

/* "Tel. 030 1234567": behind such a word all figures are of the number. */
static bool scan_called(const struct line *line, size_t at,
                        struct saying *saying)
{
    enum { DIGITS_MIN = 6, DIGITS_MAX = 15 };
    size_t before = line_before(line, at);
    before -= line_is_sign(line, before, ':');
    before -= line_is_sign(line, before, '.');
    if (!line_is_digits(line, at) || line_touches_before(line, at) ||
        !line_in(line, before,
                 " tel telefon telefono tel\u00E9fono telefone t\u00E9l "
                 "t\u00E9l\u00E9phone phone fax handy mobil "))
        return false;
    bool pairs = line->grammar.clock == CLOCK_FRENCH;
    size_t digits = 0;
    for (size_t i = at;
         line_is_digits(line, i) && i < at + (size_t)2 * GROUPS_MAX;) {
        digits += line_atom(line, i)->letters;
        if (i > at && !pairs)
            buf_add_char(&saying->words, ',');
        if (pairs && line_atom(line, i)->letters == 2 &&
            line_value(line, i) > 9)
            say_integer(line, saying, NUMBER_CARDINAL, line_value(line, i));
        else
            say_group(line, i, saying);
        saying->end = i + 1;
        if (!line_is_space(line, i + 1) && !line_is_sign(line, i + 1, '-') &&
            !line_is_sign(line, i + 1, '/'))
            break;
        i += 2;
    }
    return digits >= DIGITS_MIN && digits <= DIGITS_MAX &&
           !line_touches(line, saying->end);
}

/* 1-800-GO-U-HAUL */
static bool scan_vanity(const struct line *line, size_t at,
                        struct saying *saying)
{
    if (line_value(line, at) != 1 || line_touches_before(line, at) ||
        !line_is_sign(line, at + 1, '-') ||
        line_atom(line, at + 2)->letters != 3 ||
        !line_is_digits(line, at + 2) || !line_is_sign(line, at + 3, '-') ||
        (line_atom(line, at + 4)->letter_case == CASE_LOWER &&
         line_value(line, at + 2) != 800) ||
        !line_touches(line, at + 4))
        return false;
    say_group(line, at, saying);
    buf_add_char(&saying->words, ',');
    say_group(line, at + 2, saying);
    buf_add_char(&saying->words, ',');
    size_t end = at + 4;
    for (;; end += 2) {
        if (line_is_digits(line, end))
            say_group(line, end, saying);
        else if (line_atom(line, end)->letters == 1)
            say_letters(line, saying, line_atom_text(line, end));
        else {
            buf_add_char(&saying->words, ' ');
            letters_add_lower(&saying->words, line_atom_text(line, end));
        }
        if (!line_is_sign(line, end + 1, '-') || !line_touches(line, end + 2) ||
            end > at + 12)
            break;
    }
    saying->end = end + 1;
    return true;
}

/* 192.168.0.1: four numbers below 256. */
static bool scan_ip(const struct line *line, size_t at, struct saying *saying)
{
    if (line_touches_before(line, at) || line_is_sign(line, at - 1, '.'))
        return false;
    for (size_t i = 0; i < 4; i++) {
        int64_t value = line_value(line, at + 2 * i);
        bool group = line_atom(line, at + 2 * i)->letters == 3 && value < 100;
        if (value < 0 || value > 255 || group ||
            (i < 3 && !line_is_sign(line, at + 2 * i + 1, '.')))
            return false;
    }
    if (line_touches(line, at + 7) ||
        (line_is_sign(line, at + 7, '.') && line_is_digits(line, at + 8)))
        return false;
    for (size_t i = 0; i < 4; i++) {
        if (i > 0)
            say_term(line, saying, TERM_DOT);
        struct buf digits;
        buf_init(&digits, 32);
        line_add_digits(line, at + 2 * i, &digits);
        say_digits(line, saying, buf_view(&digits));
        buf_release(&digits);
    }
    saying->end = at + 7;
    saying->rule = "internet address";
    return true;
}

bool telephone_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (scan_identifier(line, at, saying) || scan_number(line, at, saying) ||
        scan_vanity(line, at, saying) || scan_ip(line, at, saying))
        return true;
    buf_reset(&saying->words);
    return scan_called(line, at, saying);
}
