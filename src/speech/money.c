#include "speech/class.h"

#include "base/utf8.h"
#include "speech/measure.h"
#include "speech/money_table.h"
#include "speech/number.h"
#include "speech/say.h"
#include "speech/unit_words.h"

#include <string.h>

struct money {
    struct number number;
    struct number last; /* of "$5-10" */
    bool has_last;
    const char *code;
    bool by_code;        /* written as USD, not as a sign */
    const char *country; /* "US", "Canadian": said before the currency */
    const char *scale;   /* our word for a letter: 5m */
    size_t scale_at;     /* atom of a scale word, or 0 */
    bool has_sign;
    enum term sign;
    size_t end;
};

static bool is_english(const struct line *line)
{
    return line->grammar.clock == CLOCK_ENGLISH;
}

/* Letters before a dollar sign that say whose dollar it is. */
static bool read_prefix(const struct line *line, size_t at, struct money *money)
{
    static const struct {
        const char *letters;
        const char *country;
        const char *code;
    } prefixes[] = {
        {"US", "U.S", "USD"},
        {"C", "Canadian", "CAD"},
        {"CA", "Canadian", "CAD"},
        {"A", "Australian", "AUD"},
        {"AU", "Australian", "AUD"},
        {"HK", "Hong Kong", "HKD"},
        {"NZ", "New Zealand", "NZD"},
        {"S", "Singapore", "SGD"},
        {"R", "", "BRL"},
        {"mex", "", "MXN"},
        {"MEX", "", "MXN"},
        {"Mex", "", "MXN"},
    };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (!view_equal(line_atom_text(line, at), view_of(prefixes[i].letters)))
            continue;
        money->code = prefixes[i].code;
        money->country = prefixes[i].country;
        return true;
    }
    return false;
}

/* 5m, 5bn, 5k: a letter behind the figure for a thousand and more. */
static void read_scale(const struct line *line, struct money *money)
{
    static const struct {
        const char *letters;
        const char *word;
    } scales[] = {
        {"k", "thousand"}, {"m", "million"},   {"mn", "million"},
        {"b", "billion"},  {"bn", "billion"},  {"mm", "million"},
        {"t", "trillion"}, {"tn", "trillion"}, {"trn", "trillion"},
    };
    size_t at = money->end + line_is_space(line, money->end);
    if (number_is_scale(line, at)) {
        money->scale_at = at;
        money->end = at + 1;
        return;
    }
    for (size_t i = 0; is_english(line) && i < sizeof scales / sizeof *scales;
         i++) {
        if (line_is_word(line, at, scales[i].letters) &&
            !line_touches(line, at + 1)) {
            money->scale = scales[i].word;
            money->end = at + 1;
        }
    }
}

/* "$5-10": the sign stands before the first of two. */
static void read_last(const struct line *line, struct money *money)
{
    size_t at = money->end + 1;
    bool dash = line_is_sign(line, money->end, '-') ||
                line_is_sign(line, money->end, 0x2013);
    if (!dash || !line_is_digits(line, at) ||
        !number_read(line, at, &money->last) ||
        line_is_sign(line, money->last.end, '-') ||
        line_is_sign(line, money->last.end, '/'))
        return;
    money->has_last = money->last.fraction_at || money->number.fraction_at ||
                      number_value(&money->last) > number_value(&money->number);
    if (money->has_last)
        money->end = money->last.end;
}

/* 20 M€, 5 Mrd. €: a short word between figure and sign. */
static void read_short_scale(const struct line *line, struct money *money)
{
    static const struct {
        const char *tag;
        const char *million;
        const char *billion;
        const char *thousand;
    } words[] = {
        {"en", "million", "billion", "thousand"},
        {"de", "Millionen", "Milliarden", "tausend"},
        {"fr", "millions", "milliards", "mille"},
        {"es", "millones", "mil millones", "mil"},
        {"it", "milioni", "miliardi", "mila"},
        {"pt", "milh\u00F5es", "mil milh\u00F5es", "mil"},
    };
    size_t at = money->end + line_is_space(line, money->end);
    size_t end = at + 1 + line_is_sign(line, at + 1, '.');
    size_t sign = end + line_is_space(line, end);
    bool million = line_in(line, at, " m mio mln ") &&
                   line_is_capital(line, at) + line_is_word(line, at, "mln");
    bool billion = line_in(line, at, " md mds mrd mld ");
    bool thousand = line_in(line, at, " k ");
    if ((!million && !billion && !thousand) ||
        line_atom(line, sign)->kind != ATOM_SIGN ||
        !money_code_of_sign(line_atom(line, sign)->sign))
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].tag, line->grammar.tag) != 0)
            continue;
        money->scale = million   ? words[i].million
                       : billion ? words[i].billion
                                 : words[i].thousand;
        money->end = end;
    }
}

static size_t read_word_code(const struct line *line, size_t at,
                             struct money *money)
{
    if (!line_is_letters(line, at) || line_atom(line, at)->letters > 4)
        return at;
    if (view_equal(line_atom_text(line, at), VIEW("Rs")) ||
        (line_is_word(line, at, "rs") && !is_english(line))) {
        money->code = "INR";
        return at + 1 + line_is_sign(line, at + 1, '.');
    }
    bool second =
        line->grammar.clock == CLOCK_GERMAN && line_is_word(line, at, "Sek");
    if (line_atom(line, at)->letter_case != CASE_UPPER &&
        (is_english(line) || second))
        return at;
    money->code = money_code_of_word(line_atom_text(line, at));
    money->by_code = money->code != NULL;
    return money->code ? at + 1 : at;
}

/* $5, US$5, -$5, EUR 5 */
static bool read_before(const struct line *line, size_t at, struct money *money)
{
    size_t sign_at = at;
    money->has_sign = number_sign(line, at, &money->sign);
    if (money->has_sign)
        sign_at++;
    if (line_is_letters(line, sign_at) && !line_touches_before(line, sign_at)) {
        if (line_is_sign(line, sign_at + 1, '$') &&
            read_prefix(line, sign_at, money))
            sign_at += 2;
        else
            sign_at = read_word_code(line, sign_at, money);
    } else if (line_atom(line, sign_at)->kind == ATOM_SIGN) {
        money->code = money_code_of_sign(line_atom(line, sign_at)->sign);
        sign_at += money->code != NULL;
    }
    if (!money->code)
        return false;
    sign_at += line_is_space(line, sign_at);
    if ((line_is_sign(line, sign_at, '-') ||
         line_is_sign(line, sign_at, 0x2212)) &&
        !money->has_sign) {
        money->has_sign = true;
        money->sign = TERM_MINUS;
        sign_at++;
    }
    if (!number_read(line, sign_at, &money->number))
        return false;
    money->end = money->number.end;
    read_last(line, money);
    read_scale(line, money);
    return true;
}

/* 5 €, 5,50 EUR, 3 Millionen € */
static bool read_behind(const struct line *line, size_t at, struct money *money)
{
    money->has_sign = number_sign(line, at, &money->sign);
    size_t number_at = at + money->has_sign;
    if (line_touches_before(line, at) ||
        !number_read(line, number_at, &money->number))
        return false;
    money->end = money->number.end;
    size_t scale_at = money->end + line_is_space(line, money->end);
    if (number_is_scale(line, scale_at)) {
        money->scale_at = scale_at;
        money->end = scale_at + 1;
    } else {
        read_short_scale(line, money);
    }
    size_t code_at = money->end + line_is_space(line, money->end);
    if (line_atom(line, code_at)->kind == ATOM_SIGN) {
        money->code = money_code_of_sign(line_atom(line, code_at)->sign);
        /* "12 $5" is two things. */
        if (money->code && line_is_digits(line, code_at + 1))
            money->code = NULL;
    } else {
        read_word_code(line, code_at, money);
    }
    if (line_touches(line, code_at + 1))
        money->code = NULL;
    money->end = code_at + 1;
    return money->code != NULL;
}

/* The fraction in hundredths when it is said as small change, else -1. */
static int64_t small_change(const struct line *line, const struct money *money)
{
    struct buf digits;
    size_t at = money->number.fraction_at;
    if (!at || money->scale_at || money->scale || money->has_last)
        return -1;
    buf_init(&digits, 32);
    line_add_digits(line, at, &digits);
    size_t size = digits.size;
    while (size > 2 && digits.data[size - 1] == '0')
        size--;
    int64_t change = -1;
    if (size == 1)
        change = (int64_t)10 * (digits.data[0] - '0');
    else if (size == 2)
        change = (int64_t)10 * (digits.data[0] - '0') + digits.data[1] - '0';
    buf_release(&digits);
    return change;
}

static void say_currency(const struct line *line, const struct money *money,
                         const struct money_name *name, struct view figure,
                         bool one, struct saying *saying)
{
    if (name && money->country && is_english(line))
        say(saying, money->country);
    else if (name && money->by_code && strcmp(money->code, "USD") == 0)
        say(saying, "United States");
    if (name) {
        struct buf *words = &saying->words;
        if (words->size > 0 && words->data[words->size - 1] == '\'')
            buf_add_string(words, name->many); /* d'euros */
        else
            say(saying, one ? name->one : name->many);
        return;
    }
    buf_add_char(&saying->words, ' ');
    if (!currency_words(&saying->words, view_of(line->grammar.tag), money->code,
                        figure))
        say(saying, money->code);
}

static void say_scale(const struct line *line, const struct money *money,
                      struct saying *saying)
{
    if (money->scale)
        say(saying, money->scale);
    else if (money->scale_at)
        say_view(saying, line_atom_text(line, money->scale_at));
}

/* Romance languages put a "de" behind round millions. */
static bool needs_of(const struct line *line, const struct money *money)
{
    if (line->grammar.date != DATE_FIRST && line->grammar.date != DATE_FIRST_OF)
        return false;
    int64_t value = number_value(&money->number);
    bool thousand = line_in(line, money->scale_at, " mil mille mila ");
    bool short_one =
        money->scale && (money->scale[3] == 'l' || money->scale[3] == ' ');
    return (money->scale_at && !thousand) || short_one ||
           (!money->scale_at && value >= 1000000 && value % 1000000 == 0);
}

static void say_of(const struct line *line, const struct money_name *name,
                   struct saying *saying)
{
    if (name && name->many[0] == 'e' && strcmp(line->grammar.tag, "fr") == 0)
        say(saying, "d'");
    else if (strcmp(line->grammar.tag, "it") == 0)
        say(saying, "di");
    else
        say(saying, "de");
}

static void say_change(const struct line *line, const struct money_name *name,
                       int64_t change, bool whole, struct saying *saying)
{
    if (whole && strcmp(line->grammar.tag, "pt") == 0)
        say(saying, "e");
    say_integer(line, saying, NUMBER_MASCULINE, change);
    say(saying, change == 1 ? name->cent : name->cents);
}

static void say_money(const struct line *line, const struct money *money,
                      struct saying *saying)
{
    const struct money_name *name = money_name(line->grammar.tag, money->code);
    /* A code names the country; a sign does not. */
    bool of_many =
        strcmp(money->code, "USD") == 0 || strcmp(money->code, "CRC") == 0;
    if (name && money->by_code && of_many && !is_english(line))
        name = NULL;
    if (name && money->country && !is_english(line) && money->country[0])
        name = NULL; /* ICU says whose dollar it is */
    int64_t change = small_change(line, money);
    bool apart = change >= 0 && name && name->cent;
    struct number whole = money->number;
    char figure[48];
    if (apart)
        whole.fraction_at = 0;
    struct view value = measure_figure(line, &whole, figure);
    bool zero = number_value(&whole) <= 0;
    if (money->has_sign)
        say_term(line, saying, money->sign);
    if (!(apart && zero && change > 0)) {
        number_say(line, &whole,
                   name && name->feminine ? NUMBER_FEMININE : NUMBER_MASCULINE,
                   saying);
        if (money->has_last) {
            say_term(line, saying, TERM_TO);
            number_say(line, &money->last, NUMBER_MASCULINE, saying);
        }
        say_scale(line, money, saying);
        if (needs_of(line, money))
            say_of(line, name, saying);
        /* "a $5-a-day limit" */
        bool adjective =
            is_english(line) && line_is_sign(line, money->end, '-') &&
            line_atom(line, money->end + 1)->letter_case == CASE_LOWER;
        bool one = (number_is_one(&whole) && !money->scale &&
                    !money->scale_at && !money->has_last) ||
                   adjective;
        say_currency(line, money, name,
                     money->scale || money->scale_at ? VIEW("1000000") : value,
                     one, saying);
    }
    if (apart && change > 0)
        say_change(line, name, change, !zero, saying);
}

/* "$5/hr", "£10/wk". */
static void say_per(const struct line *line, struct money *money,
                    struct saying *saying)
{
    const char *unit;
    size_t at = money->end + 1;
    if (!line_is_sign(line, money->end, '/'))
        return;
    size_t end = measure_read_unit(line, at, &unit);
    if (end == at && line_is_word(line, at, "mo") && is_english(line)) {
        unit = "month";
        end = at + 1;
    }
    if (end == at)
        return;
    say_term(line, saying, TERM_PER);
    buf_add_char(&saying->words, ' ');
    unit_words(&saying->words, view_of(line->grammar.tag), unit, VIEW("1"));
    money->end = end;
}

/* 3s. 6d.: shillings and pence of old. */
static bool scan_shillings(const struct line *line, size_t at,
                           struct saying *saying)
{
    size_t pence = at + 4;
    if (!is_english(line) || line_touches_before(line, at) ||
        line_value(line, at) < 0 || !line_is_word(line, at + 1, "s") ||
        !line_is_sign(line, at + 2, '.') || !line_is_space(line, at + 3) ||
        line_value(line, pence) < 0 || !line_is_word(line, pence + 1, "d"))
        return false;
    say_integer(line, saying, NUMBER_CARDINAL, line_value(line, at));
    say(saying, line_value(line, at) == 1 ? "shilling" : "shillings");
    say_integer(line, saying, NUMBER_CARDINAL, line_value(line, pence));
    say(saying, line_value(line, pence) == 1 ? "penny" : "pence");
    saying->end = pence + 2;
    saying->end += line_is_sign(line, saying->end, '.') &&
                   !line_ends_at(line, saying->end);
    return true;
}

static bool scan_cents(const struct line *line, size_t at,
                       struct saying *saying)
{
    struct number number;
    if (!line_is_digits(line, at) || line_touches_before(line, at) ||
        !number_read(line, at, &number) || !is_english(line))
        return false;
    bool cent = line_is_sign(line, number.end, 0xA2);
    bool penny = line_is_word(line, number.end, "p") && at + 1 == number.end;
    if (!cent && !penny)
        return false;
    number_say(line, &number, NUMBER_CARDINAL, saying);
    bool one = number_is_one(&number);
    say(saying, cent ? one ? "cent" : "cents" : one ? "penny" : "pence");
    saying->end = number.end + 1;
    return true;
}

bool money_scan(const struct line *line, size_t at, struct saying *saying)
{
    struct money money = {0};
    if (!read_before(line, at, &money)) {
        money = (struct money){0};
        if (!read_behind(line, at, &money))
            return scan_shillings(line, at, saying) ||
                   scan_cents(line, at, saying);
    }
    if (line_is_letters(line, money.end) && !money.scale && !money.scale_at)
        return false;
    say_money(line, &money, saying);
    say_per(line, &money, saying);
    saying->end = money.end;
    return true;
}
