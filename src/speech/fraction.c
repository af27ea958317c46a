#include "speech/class.h"

#include "base/utf8.h"
#include "speech/measure.h"
#include "speech/number.h"
#include "speech/say.h"
#include "speech/unit_words.h"

#include <string.h>

static const int64_t UNDER_MAX = 999999999999;

struct fraction {
    size_t end;
    int64_t whole; /* -1: none */
    int64_t over;
    int64_t under;
    bool feminine; /* of a feminine unit */
};

/* Fractions that are one character. */
static bool read_sign(const struct line *line, size_t at,
                      struct fraction *fraction)
{
    static const struct {
        uint32_t sign;
        int over;
        int under;
    } signs[] = {
        {0xBC, 1, 4},   {0xBD, 1, 2},    {0xBE, 3, 4},   {0x2150, 1, 7},
        {0x2151, 1, 9}, {0x2152, 1, 10}, {0x2153, 1, 3}, {0x2154, 2, 3},
        {0x2155, 1, 5}, {0x2156, 2, 5},  {0x2157, 3, 5}, {0x2158, 4, 5},
        {0x2159, 1, 6}, {0x215A, 5, 6},  {0x215B, 1, 8}, {0x215C, 3, 8},
        {0x215D, 5, 8}, {0x215E, 7, 8},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (line_is_sign(line, at, signs[i].sign)) {
            fraction->over = signs[i].over;
            fraction->under = signs[i].under;
            fraction->end = at + 1;
            return true;
        }
    }
    return false;
}

static bool read_slashed(const struct line *line, size_t at,
                         struct fraction *fraction)
{
    struct number under;
    if (!line_is_sign(line, at + 1, '/') || !line_is_digits(line, at + 2) ||
        !number_read(line, at + 2, &under))
        return false;
    fraction->over = line_value(line, at);
    fraction->under = number_value(&under);
    fraction->end = under.end;
    if (fraction->over < 0 || fraction->under < 2 ||
        fraction->under > UNDER_MAX || line_is_sign(line, under.end, '/') ||
        line_is_sign(line, at - 1, '/'))
        return false;
    if (line_in(line, under.end, " th rd nd ths rds ") &&
        !line_touches(line, under.end + 1))
        fraction->end = under.end + 1;
    return !line_touches(line, fraction->end);
}

static bool read_fraction(const struct line *line, size_t at,
                          struct fraction *fraction)
{
    *fraction = (struct fraction){.whole = -1};
    if (line_touches_before(line, at) || line_is_sign(line, at - 1, '/') ||
        (line_is_sign(line, at - 1, '.') && line_is_digits(line, at - 2)))
        return false;
    if (read_sign(line, at, fraction))
        return true;
    int64_t whole = line_value(line, at);
    size_t next = at + 1 + line_is_space(line, at + 1);
    if (whole >= 0 && (read_sign(line, next, fraction) ||
                       (next > at + 1 && read_slashed(line, next, fraction) &&
                        whole < 10000))) {
        fraction->whole = whole;
        return true;
    }
    /* 3-1/2 inches */
    if (whole > 0 && whole < 100 && line_is_sign(line, at + 1, '-') &&
        line->grammar.date == DATE_ENGLISH &&
        line_value(line, at + 2) < line_value(line, at + 4) &&
        line_value(line, at + 4) <= 64 && line_is_sign(line, at + 3, '/') &&
        line_is_digits(line, at + 2)) {
        *fraction = (struct fraction){.end = at + 5,
                                      .whole = whole,
                                      .over = line_value(line, at + 2),
                                      .under = line_value(line, at + 4)};
        return fraction->under > 1 && !line_touches(line, at + 5) &&
               !line_is_sign(line, at + 5, '/');
    }
    return read_slashed(line, at, fraction);
}

/* Denominators that have ordinals of their own in Romance languages. */
static bool is_power_of_ten(int64_t value)
{
    return value == 100 || value == 1000 || value == 1000000;
}

static const char *tag_of(const struct line *line)
{
    return line->grammar.tag;
}

/* Last word of words, to which endings are put. */
static void replace_end(struct buf *words, const char *old, const char *now)
{
    struct view text = buf_view(words);
    struct view end = view_of(old);
    if (!view_ends(text, end))
        return;
    words->size -= end.size;
    words->data[words->size] = '\0';
    buf_add_string(words, now);
}

static void say_english(const struct line *line,
                        const struct fraction *fraction, struct saying *saying)
{
    bool many = fraction->over != 1;
    bool round = fraction->under == 1000 || fraction->under == 1000000;
    bool near = fraction->under < fraction->over * 2000 && fraction->over < 100;
    /* Nobody hears where "one two hundred fifty thousandth" is parted. */
    bool far = fraction->under > 9999 && fraction->under != 10000 &&
               fraction->under != 100000;
    if (fraction->under > 100 && !round && (near || far)) {
        say_integer(line, saying, NUMBER_CARDINAL, fraction->over);
        say(saying, "over");
        say_integer(line, saying, NUMBER_CARDINAL, fraction->under);
        return;
    }
    bool half = fraction->under == 2 && !many;
    if (half && fraction->whole >= 0) {
        say(saying, "a half");
        return;
    }
    say_integer(line, saying, NUMBER_CARDINAL, fraction->over);
    if (fraction->under == 2) {
        say(saying, many ? "halves" : "half");
    } else if (fraction->under == 4) {
        say(saying, many ? "quarters" : "quarter");
    } else {
        say_integer(line, saying, NUMBER_ORDINAL, fraction->under);
        if (many)
            buf_add_char(&saying->words, 's');
    }
}

static void say_german(const struct line *line, const struct fraction *fraction,
                       struct saying *saying)
{
    if (fraction->over == 1)
        say(saying, "ein");
    else
        say_integer(line, saying, NUMBER_CARDINAL, fraction->over);
    if (fraction->under == 2) {
        say(saying, fraction->over == 1 ? "halb" : "halbe");
        return;
    }
    say_integer(line, saying, NUMBER_ORDINAL, fraction->under);
    replace_end(&saying->words, "er", "el");
}

static const struct names {
    const char *tag;
    const char *half;
    const char *halves;
    const char *third;
    const char *quarter;
} names[] = {
    {"fr", "demi", "demis", "tiers", "quart"},
    {"es", "medio", "medios", "tercio", "cuarto"},
    {"it", "mezzo", "mezzi", "terzo", "quarto"},
    {"pt", "meio", "meios", "terço", "quarto"},
};

/* Spanish "cienmilésimo": the thousands or millions of the denominator, run
 * together with the ordinal of a thousand or a million. */
static void say_great(const struct line *line, const struct fraction *fraction,
                      struct saying *saying)
{
    bool million = fraction->under % 1000000 == 0;
    int64_t many = fraction->under / (million ? 1000000 : 1000);
    struct saying count = {0};
    if (many > 1)
        say_integer(line, &count, NUMBER_MASCULINE, many);
    buf_add_char(&saying->words, ' ');
    for (size_t i = 0; i < count.words.size; i++) {
        if (count.words.data[i] != ' ')
            buf_add_char(&saying->words, count.words.data[i]);
    }
    buf_release(&count.words);
    buf_add_string(&saying->words, million ? "millonésimo" : "milésimo");
    if (fraction->over != 1)
        buf_add_char(&saying->words, 's');
}

/* Spanish and Portuguese count in "-avos" from eleven on. */
static void say_avos(const struct line *line, const struct fraction *fraction,
                     bool spanish, struct saying *saying)
{
    if (fraction->under <= 10 || is_power_of_ten(fraction->under) ||
        (spanish && fraction->under % 100 == 0)) {
        say_integer(line, saying, NUMBER_ORDINAL, fraction->under);
        if (fraction->over != 1)
            buf_add_char(&saying->words, 's');
        return;
    }
    say_integer(line, saying, NUMBER_CARDINAL, fraction->under);
    if (!spanish) {
        say(saying, "avos");
        return;
    }
    struct buf *words = &saying->words;
    replace_end(words, "séis", "seis");
    replace_end(words, "dós", "dos");
    replace_end(words, "trés", "tres");
    replace_end(words, "uno", "un");
    replace_end(words, "ta", "t");
    buf_add_string(words, "avo");
    if (fraction->over != 1)
        buf_add_char(words, 's');
}

static void say_romance(const struct line *line,
                        const struct fraction *fraction, struct saying *saying)
{
    const struct names *name = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].tag, tag_of(line)) == 0)
            name = &names[i];
    }
    bool many = fraction->over != 1;
    bool spanish = strcmp(tag_of(line), "es") == 0;
    if (!name || (spanish && fraction->under > 100 &&
                  !is_power_of_ten(fraction->under) &&
                  (fraction->under % 100 != 0 || fraction->under > 900) &&
                  fraction->under % 1000 != 0)) {
        say_integer(line, saying, NUMBER_CARDINAL, fraction->over);
        say_term(line, saying, TERM_OVER);
        say_integer(line, saying, NUMBER_CARDINAL, fraction->under);
        return;
    }
    bool bare_half =
        fraction->under == 2 && !many &&
        (spanish || strcmp(name->tag, "pt") == 0 || fraction->whole >= 0);
    if (!bare_half)
        say_integer(line, saying, NUMBER_MASCULINE, fraction->over);
    if (fraction->under == 2) {
        say(saying, many ? name->halves : name->half);
        if (fraction->feminine && !many && strcmp(name->tag, "fr") == 0)
            buf_add_char(&saying->words, 'e');
        else if (fraction->feminine && !many)
            replace_end(&saying->words, "o", "a");
    } else if (fraction->under == 3 || fraction->under == 4) {
        say(saying, fraction->under == 3 ? name->third : name->quarter);
        if (many && fraction->under == 3 && strcmp(name->tag, "fr") != 0)
            replace_end(&saying->words, "o", "os");
        else if (many && fraction->under == 4)
            buf_add_char(&saying->words, 's');
        if (many && strcmp(name->tag, "it") == 0)
            replace_end(&saying->words, "os", "i");
    } else if (spanish && fraction->under >= 1000 &&
               fraction->under % 1000 == 0) {
        say_great(line, fraction, saying);
    } else if (spanish || strcmp(name->tag, "pt") == 0) {
        say_avos(line, fraction, spanish, saying);
    } else {
        say_integer(line, saying, NUMBER_ORDINAL, fraction->under);
        if (many && strcmp(name->tag, "it") == 0)
            replace_end(&saying->words, "o", "i");
        else if (many)
            buf_add_char(&saying->words, 's');
    }
}

static void say_fraction(const struct line *line,
                         const struct fraction *fraction, struct saying *saying)
{
    if (fraction->whole >= 0) {
        say_integer(line, saying,
                    fraction->feminine ? NUMBER_FEMININE : NUMBER_CARDINAL,
                    fraction->whole);
        if (line->grammar.date != DATE_ORDINAL)
            say_term(line, saying, TERM_AND);
    }
    switch (line->grammar.date) {
    case DATE_ENGLISH:
        say_english(line, fraction, saying);
        break;
    case DATE_ORDINAL:
        say_german(line, fraction, saying);
        break;
    default:
        say_romance(line, fraction, saying);
    }
}

/* 2019/20: a season or a year of accounts. */
static bool scan_season(const struct line *line, size_t at,
                        const struct fraction *fraction, struct saying *saying)
{
    if (fraction->whole >= 0 || fraction->over < 1900 ||
        fraction->over > 2098 || line_atom(line, at + 2)->letters != 2 ||
        fraction->under != (fraction->over + 1) % 100)
        return false;
    say_year(line, saying, fraction->over);
    if (fraction->under < 10)
        say_digits(line, saying, line_atom_text(line, at + 2));
    else
        say_integer(line, saying, NUMBER_CARDINAL, fraction->under);
    saying->end = fraction->end;
    return true;
}

/* "blood pressure of 120/80" */
static bool scan_pressure(const struct line *line, size_t at,
                          const struct fraction *fraction,
                          struct saying *saying)
{
    bool near = false;
    if (fraction->over < 60 || fraction->over > 260 || fraction->under < 30 ||
        fraction->under >= fraction->over)
        return false;
    for (size_t i = at; i-- > 0 && i + 12 > at;)
        near = near || line_in(line, i, " bp pressure blutdruck tension ");
    if (!near)
        return false;
    say_integer(line, saying, NUMBER_CARDINAL, fraction->over);
    say_term(line, saying, TERM_OVER);
    say_integer(line, saying, NUMBER_CARDINAL, fraction->under);
    saying->end = fraction->end;
    return true;
}

/* Pairs that are names. */
static bool scan_name(const struct line *line, const struct fraction *fraction,
                      struct saying *saying)
{
    bool always = fraction->over == 24 && fraction->under == 7;
    bool day = fraction->over == 9 && fraction->under == 11;
    bool same = fraction->over == fraction->under && fraction->over >= 10;
    if (same && fraction->whole < 0) {
        say_integer(line, saying, NUMBER_CARDINAL, fraction->over);
        say_integer(line, saying, NUMBER_CARDINAL, fraction->under);
        saying->end = fraction->end;
        return true;
    }
    if (fraction->whole >= 0 || (!always && !day) ||
        line->grammar.date != DATE_ENGLISH)
        return false;
    say(saying, always ? "twenty-four seven" : "nine eleven");
    saying->end = fraction->end;
    return true;
}

/* "half a foot", "two and a half feet"; Romance languages keep the singular,
 * with "de" but behind a half. */
static void say_unit(const struct line *line, const struct fraction *fraction,
                     const char *unit, struct saying *saying)
{
    bool romance =
        line->grammar.date == DATE_FIRST || line->grammar.date == DATE_FIRST_OF;
    bool mixed = fraction->whole >= 0;
    if (romance && fraction->under != 2)
        say(saying, "de");
    if (!mixed && line->grammar.date == DATE_ENGLISH)
        say(saying, "of a");
    bool singular = romance || (!mixed && line->grammar.date != DATE_ORDINAL);
    buf_add_char(&saying->words, ' ');
    unit_words(&saying->words, view_of(tag_of(line)), unit,
               singular ? VIEW("1") : VIEW("2"));
}

/* 1/8", 5 1/4" */
static size_t say_inches(const struct line *line,
                         const struct fraction *fraction, struct saying *saying)
{
    const struct atom *stroke = line_atom(line, fraction->end);
    bool inches =
        stroke->kind == ATOM_SIGN &&
        ((stroke->sign == '"' && !stroke->quoted) || stroke->sign == 0x2033);
    if (!inches || line->grammar.date != DATE_ENGLISH ||
        line_touches(line, fraction->end + 1))
        return fraction->end;
    say(saying, fraction->whole >= 0 ? "inches" : "of an inch");
    return fraction->end + 1;
}

/* 10/2=5 */
static bool scan_division(const struct line *line,
                          const struct fraction *fraction,
                          struct saying *saying)
{
    if (fraction->whole >= 0 || !line_is_sign(line, fraction->end - 2, '/') ||
        !line_is_sign(line, fraction->end + line_is_space(line, fraction->end),
                      '='))
        return false;
    say_integer(line, saying, NUMBER_CARDINAL, fraction->over);
    say_term(line, saying, TERM_DIVIDED);
    say_integer(line, saying, NUMBER_CARDINAL, fraction->under);
    saying->end = fraction->end;
    return true;
}

bool fraction_scan(const struct line *line, size_t at, struct saying *saying)
{
    enum term sign;
    struct fraction fraction;
    bool has_sign = number_sign(line, at, &sign);
    if (!read_fraction(line, has_sign ? at + 1 : at, &fraction))
        return false;
    if (scan_name(line, &fraction, saying) ||
        scan_division(line, &fraction, saying) ||
        scan_season(line, at, &fraction, saying) ||
        scan_pressure(line, at, &fraction, saying))
        return true;
    const char *unit;
    size_t unit_at = fraction.end + line_is_space(line, fraction.end);
    size_t end = measure_read_unit(line, unit_at, &unit);
    bool has_unit = end > unit_at && (fraction.whole >= 0 ||
                                      line_atom(line, unit_at)->letters > 1);
    if (has_sign)
        say_term(line, saying, sign);
    fraction.feminine =
        has_unit ? measure_is_feminine(line, unit)
                 : number_noun_style(line, fraction.end) == NUMBER_FEMININE;
    say_fraction(line, &fraction, saying);
    saying->end = say_inches(line, &fraction, saying);
    if (has_unit) {
        say_unit(line, &fraction, unit, saying);
        saying->end = end;
    }
    return true;
}
