#include "speech/class.h"

#include "speech/number.h"
#include "speech/say.h"

#include <string.h>

/* What is written behind a figure to make it an ordinal. */
static const struct suffix {
    const char *tag;
    const char *suffixes; /* between spaces */
    enum number_style style;
    const char *ending; /* put to the German stem, else NULL */
} suffixes[] = {
    {"en",
     " st nd rd th \u1D57\u02B0 \u02E2\u1D57 \u207F\u1D48 \u02B3\u1D48 "
     "\u00BA \u00AA ",
     NUMBER_ORDINAL, NULL},
    {"de", " ter ", NUMBER_ORDINAL, NULL},
    {"de", " te tes ten tem ", NUMBER_ORDINAL_SHORT, NULL},
    {"fr", " er e eme ème ième nd \u00BA ", NUMBER_ORDINAL, NULL},
    {"fr", " re ère nde ", NUMBER_ORDINAL_FEMININE, NULL},
    {"es", " \u00BA o to vo do ro mo no ", NUMBER_ORDINAL, NULL},
    {"es", " \u00AA a ta va da ra ma na ", NUMBER_ORDINAL_FEMININE, NULL},
    {"es", " \u1D49\u02B3 er ", NUMBER_ORDINAL_SHORT, NULL},
    {"it", " \u00BA o mo ", NUMBER_ORDINAL, NULL},
    {"it", " \u00AA a ma ", NUMBER_ORDINAL_FEMININE, NULL},
    {"pt", " \u00BA o ", NUMBER_ORDINAL, NULL},
    {"pt", " \u00AA a ", NUMBER_ORDINAL_FEMININE, NULL},
    {"sv", " a ", NUMBER_ORDINAL_FEMININE, NULL},
    {"sv", " e ", NUMBER_ORDINAL, NULL},
};

/* 23d, 2d, 3d: the old English way; 3D is something else. */
static bool is_old(const struct line *line, size_t at)
{
    int64_t value = line_value(line, at);
    struct view letter = line_atom_text(line, at + 1);
    return strcmp(line->grammar.tag, "en") == 0 &&
           (value % 10 == 2 || value % 10 == 3) && letter.size == 1 &&
           letter.data[0] == 'd';
}

static const struct suffix *find_suffix(const struct line *line, size_t at)
{
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (strcmp(suffixes[i].tag, line->grammar.tag) == 0 &&
            line_in(line, at, suffixes[i].suffixes))
            return &suffixes[i];
    }
    return NULL;
}

/* "2." and "1.º". */
static size_t read_suffix(const struct line *line, const struct number *number,
                          enum number_style *style)
{
    size_t at = number->end;
    const char *tag = line->grammar.tag;
    const struct suffix *suffix = find_suffix(line, at);
    bool dot = line_is_sign(line, at, '.') &&
               (strcmp(tag, "es") == 0 || strcmp(tag, "pt") == 0);
    if (!suffix && dot) {
        at++;
        struct view text = line_atom_text(line, at);
        bool raised = text.size > 1 && (unsigned char)text.data[0] >= 0x80;
        suffix =
            raised || line_word_in(text, " er ") ? find_suffix(line, at) : NULL;
    }
    /* Swedish "1:a" */
    if (!suffix && strcmp(tag, "sv") == 0 && line_is_sign(line, at, ':')) {
        at++;
        suffix = find_suffix(line, at);
    }
    *style = NUMBER_ORDINAL;
    if (suffix && !line_touches(line, at + 1)) {
        *style = suffix->style;
        return at + 1;
    }
    if (number->end == number->digits_at + 1 &&
        is_old(line, number->digits_at) && !line_touches(line, at + 1))
        return at + 1;
    return 0;
}

/* 1° opens an item of a list in Romance languages: primo, secundo.  "28°"
 * before anything but a new phrase is a temperature or an angle. */
static bool scan_label(const struct line *line, const struct number *number,
                       struct saying *saying)
{
    size_t at = number->end;
    enum { LABEL_MAX = 100 };
    bool romance =
        line->grammar.date == DATE_FIRST || line->grammar.date == DATE_FIRST_OF;
    bool more = line_is_space(line, at + 1) && line_is_capital(line, at + 2) &&
                line_atom(line, at + 2)->letters > 1;
    if (!romance || number->digits_at != 0 || !line_is_sign(line, at, 0xB0) ||
        number_value(number) < 1 || number_value(number) > LABEL_MAX ||
        (!more && line->atoms.count != at + 1))
        return false;
    number_say(line, number, NUMBER_ORDINAL, saying);
    saying->end = at + 1;
    return true;
}

/* "il 2° piano": the sign of degrees for that of ordinals. */
static bool scan_raised(const struct line *line, const struct number *number,
                        struct saying *saying)
{
    static const char articles[] = " il lo al del nel dal el o ao no do ";
    size_t at = number->end;
    if ((line->grammar.date != DATE_FIRST &&
         line->grammar.date != DATE_FIRST_OF) ||
        !line_is_sign(line, at, 0xB0) || !line_is_space(line, at + 1) ||
        line_atom(line, at + 2)->letter_case != CASE_LOWER ||
        line_atom(line, at + 2)->letters < 4 || number_value(number) < 1 ||
        !line_in(line, line_before(line, number->digits_at), articles))
        return false;
    number_say(line, number, NUMBER_ORDINAL, saying);
    saying->end = at + 1;
    return true;
}

/* German "3. Platz", "am 3. und": a dot behind the figure, more to come. */
static bool scan_german(const struct line *line, const struct number *number,
                        struct saying *saying)
{
    size_t at = number->end;
    if (strcmp(line->grammar.tag, "de") != 0 || !line_is_sign(line, at, '.') ||
        number_value(number) < 0)
        return false;
    bool whole_line =
        number->digits_at == 0 && line->alone && line->atoms.count == at + 1;
    bool more = line_is_space(line, at + 1) && line_is_letters(line, at + 2) &&
                !(line->alone && number_value(number) >= 1000 &&
                  number_value(number) < 2100);
    if (!whole_line && !more)
        return false;
    static const char weak[] =
        " am vom zum dem den bis im der die das des ins einem einen ";
    size_t before = line_before(line, number->digits_at);
    enum number_style style =
        line_in(line, before, weak) ? NUMBER_ORDINAL_SHORT : NUMBER_ORDINAL;
    number_say(line, number, style, saying);
    if (line_in(line, before, " der die das ") && saying->words.size > 0 &&
        saying->words.data[saying->words.size - 1] == 'n')
        saying->words.data[--saying->words.size] = '\0';
    saying->end = at + 1;
    return true;
}

/* German endings other than those of the two rule sets. */
static void inflect(const struct line *line, size_t at, struct saying *saying)
{
    struct view suffix = line_atom_text(line, at);
    struct buf *words = &saying->words;
    if (strcmp(line->grammar.tag, "de") != 0 || suffix.size < 2 ||
        words->size == 0 || words->data[words->size - 1] != 'n')
        return;
    words->data[--words->size] = '\0';
    buf_add(words, view_slice(suffix, 2, suffix.size));
}

bool ordinal_scan(const struct line *line, size_t at, struct saying *saying)
{
    struct number number;
    enum number_style style;
    if (!line_is_digits(line, at) || line_touches_before(line, at) ||
        !number_read(line, at, &number) || number.fraction_at)
        return false;
    if (scan_label(line, &number, saying) || scan_raised(line, &number, saying))
        return true;
    size_t end = read_suffix(line, &number, &style);
    if (end == 0)
        return scan_german(line, &number, saying);
    number_say(line, &number, style, saying);
    if (style == NUMBER_ORDINAL_SHORT)
        inflect(line, end - 1, saying);
    saying->end = end;
    return true;
}
