#include "speech/number.h"

#include "speech/class.h"
#include "speech/say.h"

#include <string.h>

static bool is_group_sign(const struct line *line, size_t at)
{
    const struct atom *atom = line_atom(line, at);
    if (atom->kind == ATOM_SIGN)
        return atom->sign == '\'' ||
               atom->sign == (line->grammar.decimal == '.' ? ',' : '.');
    if (atom->kind != ATOM_SPACE)
        return false;
    struct view space = line_atom_text(line, at);
    bool plain = space.size == 1 && space.data[0] == ' ';
    /* No-break, narrow and thin spaces hold a number together. */
    bool hard = view_equal(space, VIEW("\u00A0")) ||
                view_equal(space, VIEW("\u202F")) ||
                view_equal(space, VIEW("\u2009"));
    return hard || (plain && line->grammar.space_groups);
}

static bool same_separator(const struct line *line, size_t a, size_t b)
{
    return view_equal(line_atom_text(line, a), line_atom_text(line, b));
}

/* "1 000 000", "10 000": plain spaces hold a number together only where
 * nothing else is likely.  Gives the atom behind, or at + 1. */
static size_t read_spaced(const struct line *line, size_t at)
{
    size_t end = at + 1;
    bool zeros = false;
    if (line_atom_text(line, at).data[0] == '0' ||
        (line_is_space(line, at - 1) && line_is_digits(line, at - 2)))
        return at + 1;
    while (view_equal(line_atom_text(line, end), VIEW(" ")) &&
           line_is_digits(line, end + 1) && end < at + 12) {
        if (line_atom(line, end + 1)->letters != 3)
            return at + 1;
        zeros = view_equal(line_atom_text(line, end + 1), VIEW("000"));
        end += 2;
    }
    return end > at + 3 || zeros ? end : at + 1;
}

/* Atom behind the groups of three that follow the digits at `at`. */
static size_t read_groups(const struct line *line, size_t at)
{
    size_t end = at + 1;
    if (line_atom(line, at)->letters > 3)
        return end;
    if (!line->grammar.space_groups && line_is_space(line, end) &&
        !is_group_sign(line, end))
        return read_spaced(line, at);
    while (is_group_sign(line, end) && line_is_digits(line, end + 1) &&
           line_atom(line, end + 1)->letters == 3 &&
           same_separator(line, end, at + 1))
        end += 2;
    /* 1,234,5 and 1,2345 are something else; so is "3 100 4" of spaces. */
    if (is_group_sign(line, end) && !line_is_space(line, end) &&
        line_is_digits(line, end + 1) && end > at + 1)
        return at + 1;
    return end;
}

static void add_whole(const struct line *line, size_t at, struct number *number)
{
    struct buf digits;
    buf_init(&digits, 0);
    line_add_digits(line, at, &digits);
    size_t room = number->whole_size < NUMBER_WHOLE_MAX
                      ? NUMBER_WHOLE_MAX - number->whole_size
                      : 0;
    size_t size = digits.size < room ? digits.size : room;
    if (size > 0)
        memcpy(number->whole + number->whole_size, digits.data, size);
    number->whole_size += digits.size;
    buf_release(&digits);
}

/* Digits behind a decimal sign at `at`, not followed by yet another part. */
static bool read_fraction(const struct line *line, size_t at, char decimal)
{
    if (!line_is_sign(line, at, (unsigned char)decimal) ||
        !line_is_digits(line, at + 1))
        return false;
    bool more =
        (line_is_sign(line, at + 2, '.') || line_is_sign(line, at + 2, ',')) &&
        line_is_digits(line, at + 3);
    return !more;
}

bool number_read(const struct line *line, size_t at, struct number *number)
{
    *number = (struct number){.end = at};
    char decimal = line->grammar.decimal;
    if (line_is_sign(line, at, '.') || line_is_sign(line, at, ',')) {
        if (line_touches_before(line, at) ||
            !line_is_sign(line, at, (unsigned char)decimal) ||
            !read_fraction(line, at, decimal))
            return false;
        number->fraction_at = at + 1;
        number->digits_at = at + 1;
        number->end = at + 2;
        return true;
    }
    if (!line_is_digits(line, at))
        return false;
    number->digits_at = at;
    number->end = read_groups(line, at);
    number->grouped = number->end > at + 1;
    for (size_t i = at; i < number->end; i += 2)
        add_whole(line, i, number);
    char other = decimal == '.' ? ',' : '.';
    bool proper = read_fraction(line, number->end, decimal);
    number->dot = !proper && other == '.' && !number->grouped &&
                  read_fraction(line, number->end, other);
    if (proper || number->dot) {
        number->fraction_at = number->end + 1;
        number->end += 2;
    }
    return true;
}

int64_t number_value(const struct number *number)
{
    if (number->fraction_at || number->whole_size == 0 ||
        number->whole_size > NUMBER_WORDS_DIGITS)
        return -1;
    int64_t value = 0;
    for (size_t i = 0; i < number->whole_size; i++)
        value = value * 10 + (number->whole[i] - '0');
    return value;
}

bool number_is_one(const struct number *number)
{
    return number_value(number) == 1;
}

static void say_fraction(const struct line *line, size_t at,
                         struct saying *saying)
{
    struct buf digits;
    buf_init(&digits, 0);
    line_add_digits(line, at, &digits);
    struct view rest = buf_view(&digits);
    /* Long fractions are read in figures everywhere. */
    if (line->grammar.fraction == FRACTION_NUMBER && rest.size <= 3) {
        size_t zeros = 0;
        while (zeros + 1 < rest.size && rest.data[zeros] == '0')
            zeros++;
        say_digits(line, saying, view_slice(rest, 0, zeros));
        say_whole(line, saying, NUMBER_CARDINAL,
                  view_slice(rest, zeros, rest.size));
    } else if (line->grammar.fraction == FRACTION_NUMBER && rest.size <= 8) {
        for (size_t i = 0; i < rest.size; i += 2) {
            struct view pair = view_slice(rest, i, i + 2);
            if (pair.data[0] == '0')
                say_digits(line, saying, pair);
            else
                say_whole(line, saying, NUMBER_CARDINAL, pair);
        }
    } else {
        say_digits(line, saying, rest);
    }
    buf_release(&digits);
}

/* Where we have no word for the decimal sign, ICU says all of it. */
static bool say_by_icu(const struct line *line, const struct number *number,
                       struct saying *saying)
{
    if (!number->fraction_at || line->grammar.terms[TERM_POINT] ||
        line->grammar.bare_digits || number->whole_size > 15)
        return false;
    struct buf text;
    buf_init(&text, 0);
    buf_add(&text, (struct view){number->whole, number->whole_size});
    if (number->whole_size == 0)
        buf_add_char(&text, '0');
    buf_add_char(&text, '.');
    line_add_digits(line, number->fraction_at, &text);
    if (saying->words.size > 0)
        buf_add_char(&saying->words, ' ');
    bool said = number_words_decimal(&saying->words, view_of(line->grammar.tag),
                                     buf_view(&text));
    buf_release(&text);
    return said;
}

/* Bare figures keep their decimal sign as the engine reads it: 3.14. */
static bool say_bare(const struct line *line, const struct number *number,
                     struct saying *saying)
{
    if (!number->fraction_at || !line->grammar.bare_digits ||
        number->whole_size == 0 || number->whole_size > 4 ||
        line_atom(line, number->fraction_at)->letters > 4)
        return false;
    say_view(saying, (struct view){number->whole, number->whole_size});
    buf_add_char(&saying->words, '.');
    line_add_digits(line, number->fraction_at, &saying->words);
    return true;
}

void number_say(const struct line *line, const struct number *number,
                enum number_style style, struct saying *saying)
{
    if (say_by_icu(line, number, saying) || say_bare(line, number, saying))
        return;
    /* The short form is only for the noun right behind: ein Meter, but eins
     * Komma acht Meter. */
    if (style == NUMBER_MASCULINE && number->fraction_at)
        style = NUMBER_CARDINAL;
    if (number->whole_size > NUMBER_WHOLE_MAX) {
        struct buf digits;
        buf_init(&digits, 0);
        size_t end = number->grouped ? number->end : number->digits_at + 1;
        for (size_t i = number->digits_at; i < end; i++) {
            if (line_is_digits(line, i))
                line_add_digits(line, i, &digits);
        }
        say_digits(line, saying, buf_view(&digits));
        buf_release(&digits);
    } else if (number->whole_size > 0) {
        say_whole(line, saying, style,
                  (struct view){number->whole, number->whole_size});
    }
    if (number->fraction_at) {
        say_term(line, saying, number->dot ? TERM_DOT : TERM_POINT);
        say_fraction(line, number->fraction_at, saying);
    }
}

bool number_sign(const struct line *line, size_t at, enum term *term)
{
    const struct atom *atom = line_atom(line, at);
    if (atom->kind != ATOM_SIGN || line_touches_before(line, at))
        return false;
    const struct atom *before = line_atom(line, at - 1);
    bool open =
        before->kind == ATOM_NONE || before->kind == ATOM_SPACE ||
        (before->kind == ATOM_SIGN &&
         (before->sign == '(' || before->sign == '[' || before->sign == '"' ||
          before->sign == '=' || before->sign == '*' || before->sign == ':' ||
          before->sign == '-' || before->sign == '~'));
    if (!open)
        return false;
    if (atom->sign == '-' || atom->sign == 0x2212 ||
        (atom->sign == 0x2013 && before->kind != ATOM_NONE))
        *term = TERM_MINUS;
    else if (atom->sign == '+')
        *term = TERM_PLUS;
    else
        return false;
    return true;
}

bool number_is_scale(const struct line *line, size_t at)
{
    return line_in(
        line, at,
        " hundred thousand lakh crore million billion trillion quadrillion "
        "tausend Millionen Milliarden Million Milliarde Billion Billionen "
        "mille millions milliards milliard billions "
        "mil millones millón billón billones trillones trillón "
        "mila milione milioni miliardo miliardi "
        "milhão milhões bilhão bilhões trilhão trilhões ");
}

/* A version, an outline number, an address: parts with dots between. */
static bool scan_dotted(const struct line *line, size_t at,
                        struct saying *saying)
{
    size_t end = at;
    size_t parts = 0;
    while (line_is_digits(line, end) && parts < 16) {
        parts++;
        end++;
        if (!line_is_sign(line, end, '.') || !line_is_digits(line, end + 1))
            break;
        end++;
    }
    if (parts < 3 || line_touches_before(line, at))
        return false;
    for (size_t i = at; i < end; i += 2) {
        if (i > at)
            say_term(line, saying, TERM_POINT);
        struct number part;
        part = (struct number){.end = i + 1, .digits_at = i};
        add_whole(line, i, &part);
        number_say(line, &part, NUMBER_CARDINAL, saying);
    }
    saying->end = end;
    saying->rule = "version";
    return true;
}

static bool ends_in(struct view word, const char *a, const char *b)
{
    return view_ends(word, view_of(a)) || view_ends(word, view_of(b));
}

enum number_style number_noun_style(const struct line *line, size_t end)
{
    static const char masculine[] =
        " día días dia dias problema problemas sistema sistemas tema temas "
        "programa programas mapa mapas idioma idiomas clima planeta planetas "
        "cometa ";
    static const char no_noun[] = " la las a da para hasta contra cada una ya "
                                  "era esta esa fuera nada ora ";
    const char *tag = line->grammar.tag;
    if (strcmp(tag, "fr") == 0)
        return line_in(line, line_after(line, end - 1),
                       " heure heures fois page pages année années minute "
                       "minutes seconde secondes personne personnes semaine "
                       "semaines femme femmes fille filles voiture voitures "
                       "maison maisons ville villes tonne tonnes place places "
                       "voix partie parties ligne lignes ")
                   ? NUMBER_FEMININE
                   : NUMBER_CARDINAL;
    bool spanish = strcmp(tag, "es") == 0;
    bool portuguese = strcmp(tag, "pt") == 0;
    bool italian = strcmp(tag, "it") == 0;
    if ((!spanish && !portuguese && !italian) || !line_is_space(line, end) ||
        !line_is_letters(line, end + 1) ||
        line_atom(line, end + 1)->letter_case != CASE_LOWER ||
        line_atom(line, end + 1)->letters < 3)
        return NUMBER_CARDINAL;
    struct view noun = line_atom_text(line, end + 1);
    if (line_word_in(noun, no_noun))
        return NUMBER_CARDINAL;
    if (ends_in(noun, "a", italian ? "a" : "as") &&
        !line_word_in(noun, masculine))
        return NUMBER_FEMININE;
    return ends_in(noun, "o", "os") || ends_in(noun, "es", "l") ||
                   line_word_in(noun, masculine)
               ? NUMBER_MASCULINE
               : NUMBER_CARDINAL;
}

bool number_scan(const struct line *line, size_t at, struct saying *saying)
{
    enum term sign;
    bool has_sign = number_sign(line, at, &sign);
    struct number number;
    if (!number_read(line, has_sign ? at + 1 : at, &number))
        return !has_sign && scan_dotted(line, at, saying);
    if (!has_sign && !number.grouped && scan_dotted(line, at, saying))
        return true;
    if (has_sign)
        say_term(line, saying, sign);
    bool code = number.whole_size > 1 && number.whole[0] == '0' &&
                number.whole_size <= NUMBER_WHOLE_MAX && !number.grouped &&
                !number.fraction_at;
    /* 2003-04 */
    bool season = code && number.whole_size == 2 &&
                  line->grammar.date == DATE_ENGLISH &&
                  (line_is_sign(line, at - 1, '-') ||
                   line_is_sign(line, at - 1, 0x2013)) &&
                  line_value(line, at - 2) >= 1900 &&
                  line_value(line, at - 2) < 2100 && number.whole[1] != '0';
    if (season) {
        say(saying, "oh");
        say_integer(line, saying, NUMBER_CARDINAL, number.whole[1] - '0');
    } else if (code)
        say_digits(line, saying,
                   (struct view){number.whole, number.whole_size});
    else
        number_say(line, &number, number_noun_style(line, number.end), saying);
    saying->end = number.end;
    return true;
}
