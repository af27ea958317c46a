#include "speech/class.h"

#include "speech/date_words.h"
#include "speech/say.h"

#include <string.h>

static int digit_value(char c)
{
    switch (c) {
    case 'I':
        return 1;
    case 'V':
        return 5;
    case 'X':
        return 10;
    case 'L':
        return 50;
    case 'C':
        return 100;
    case 'D':
        return 500;
    case 'M':
        return 1000;
    default:
        return 0;
    }
}

/* Writes a value below 4000 the one correct way. */
static size_t write_roman(int value, char out[16])
{
    static const struct {
        int value;
        const char *letters;
    } steps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                 {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                 {5, "V"},    {4, "IV"},   {1, "I"}};
    size_t size = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        while (value >= steps[i].value) {
            for (const char *c = steps[i].letters; *c; c++)
                out[size++] = *c;
            value -= steps[i].value;
        }
    }
    return size;
}

/* Value of a roman numeral in capitals, or 0. */
static int roman_value(struct view text)
{
    if (text.size == 0 || text.size > 15)
        return 0;
    int value = 0;
    for (size_t i = 0; i < text.size; i++) {
        int now = digit_value(text.data[i]);
        int next = i + 1 < text.size ? digit_value(text.data[i + 1]) : 0;
        if (now == 0)
            return 0;
        value += now < next ? -now : now;
    }
    char proper[16];
    if (value <= 0 || value >= 4000)
        return 0;
    size_t size = write_roman(value, proper);
    return view_equal(text, (struct view){proper, size}) ? value : 0;
}

/* Behind these a numeral is a cardinal, even a single letter. */
static const char counted[] =
    " chapter chapters part parts section sections volume vol vols book books "
    "act scene war wars title article type class phase stage appendix figure "
    "fig table corollary letter canto lesson proposition bowl apollo level "
    "grade category band series plate psalm ode essay lecture dialogue "
    "epistle mark rocky saturn titan gemini division group region zone "
    "district annex amendment schedule exhibit unit step axiom theorem "
    "definition lemma postulate problem case note page stanza verse "
    "symphony sonata olympiad vatican schedule no number tome tomo capítulo "
    "parte volumen libro acto siglo chapitre livre scène partie kapitel teil "
    "band buch capitolo volume libro atto livro século palace proof ps "
    "session episode season round fragment hymn ballad cycle fantasy ch chap "
    "sec bk pages pp p ";

/* Rulers and popes whose first of the name is written with a single I. */
static const char rulers[] =
    " henry louis james charles william george edward richard john paul "
    "francis frederick alexander nicholas peter philip napoleon elizabeth "
    "mary catherine leopold ferdinand maximilian otto albert gregory pius leo "
    "innocent clement urban benedict boniface henri guillaume charlemagne "
    "victor umberto christian gustav haakon harald olaf sigismund wenceslas "
    "justinian constantine theodosius darius xerxes artaxerxes ptolemy "
    "cleopatra ramses rameses seti antiochus seleucus philippe alfonso juan "
    "carlos pedro felipe fernando isabel isabella joseph josef wilhelm "
    "friedrich karl manuel sancho robert david malcolm kenneth harold "
    "stephen mehmed selim murad suleiman ahmed abbas akbar shah ";

static bool is_english(const struct line *line)
{
    return line->grammar.date == DATE_ENGLISH;
}

/* What is a word, a size or an initialism far more often. */
static bool is_other_word(const struct line *line, size_t at)
{
    return line_in(line, at,
                   " CD DC MD MC CM DM ML CC DL CL MM DI LI MI DIM "
                   "MIX MILD XL XX CV DIV LCD MCI DVD CIV LIV DX "
                   "CI MMC DCI ");
}

static size_t name_before(const struct line *line, size_t at)
{
    size_t before = line_before(line, at);
    /* "Chapter. IV", "Vol. II" */
    if (line_is_sign(line, before, '.'))
        before--;
    return before;
}

static bool ends_name(const struct line *line, size_t at)
{
    size_t next = at + 1;
    if (line_ends_at(line, next) || line_atom(line, next)->kind == ATOM_SIGN)
        return true;
    next = line_after(line, at);
    return line_in(line, next,
                   " of and was in had is the to at as became by king queen "
                   "emperor from for on or who with reigned died ruled whose "
                   "did would made gave ordered after ");
}

static bool follows_counted(const struct line *line, size_t at)
{
    size_t before = name_before(line, at);
    if (line_in(line, before, counted))
        return !line_is_word(line, at, "I") || ends_name(line, at) ||
               line_is_capital(line, line_after(line, at)) ||
               line_is_sign(line, line_after(line, at), '-');
    /* "Chapters IV and V", "Parts I-III": the numeral before counted. */
    bool joined = line_in(line, before, " and or to ") ||
                  line_is_sign(line, before, '-') ||
                  line_is_sign(line, before, ',') ||
                  line_is_sign(line, before, 0x2013);
    if (!joined)
        return false;
    size_t other = line_before(line, before);
    return roman_value(line_atom_text(line, other)) > 0 &&
           line_in(line, name_before(line, other), counted);
}

/* "Henry VIII", "Pope Benedict XVI": capitalised, and no noun of a list. */
static bool follows_name(const struct line *line, size_t at, int value)
{
    size_t before = line_before(line, at);
    if (at == 0 || !line_is_capital(line, before) || value > 39 ||
        line_is_sign(line, at - 1, '.') ||
        (line_is_word(line, at, "X") && line_is_word(line, before, "Malcolm")))
        return false;
    size_t size = line_atom(line, at)->letters;
    if (line_in(line, before, rulers))
        return size > 1 || !line_is_word(line, at, "I") || ends_name(line, at);
    struct view name = line_atom_text(line, before);
    return size > 1 && name.size > 2 && !line->capitals &&
           line_atom(line, before)->letter_case == CASE_TITLE &&
           (line_word_in(line_atom_text(line, line_before(line, before)),
                         " king queen pope emperor tsar czar sultan prince "
                         "duke count tsar kaiser saint st san don dom ") ||
            value >= 3 || line_ends_at(line, at + 1) ||
            line_is_sign(line, at + 1, '\'') ||
            line_in(line, line_after(line, at), " of was had and "));
}

/* A numeral that opens a line or is all of it. */
static bool opens_line(const struct line *line, size_t at)
{
    if (at > 1 || (at == 1 && !line_is_sign(line, 0, '(')))
        return false;
    size_t size = line_atom(line, at)->letters;
    bool mark = line_is_sign(line, at + 1, '.') ||
                line_is_sign(line, at + 1, ')') ||
                line_is_sign(line, at + 1, ':');
    bool whole = line_ends_at(line, at + 1) && size > 1;
    return whole || (mark && (size > 1 || line_is_word(line, at, "V") ||
                              line_is_word(line, at, "X") ||
                              line_is_word(line, at, "I")));
}

static bool say_roman(const struct line *line, size_t at, int value,
                      bool ordinal, struct saying *saying)
{
    saying->end = at + 1;
    if (ordinal && is_english(line)) {
        if (!line_is_word(line, line_before(line, at), "the"))
            say(saying, "the");
        say_integer(line, saying, NUMBER_ORDINAL, value);
        /* "Henry VIII. went": the old way of writing, no sentence's end. */
        if (line_is_sign(line, at + 1, '.') && line_is_space(line, at + 2) &&
            line_is_letters(line, at + 3) &&
            line_atom(line, at + 3)->letter_case == CASE_LOWER)
            saying->end++;
    } else if (ordinal) {
        say_integer(line, saying,
                    strcmp(line->grammar.tag, "fr") == 0 && value > 1
                        ? NUMBER_CARDINAL
                        : NUMBER_ORDINAL,
                    value);
    } else {
        say_integer(line, saying, NUMBER_CARDINAL, value);
    }
    return true;
}

/* "XIXe siècle", "XXth century". */
static bool scan_suffixed(const struct line *line, size_t at,
                          struct saying *saying)
{
    struct view text = line_atom_text(line, at);
    size_t size = 0;
    while (size < text.size && digit_value(text.data[size]))
        size++;
    struct view suffix = view_slice(text, size, text.size);
    int value = roman_value(view_slice(text, 0, size));
    /* "Le", "De" and their kind are words. */
    bool lone = size == 1 && !line_word_in(view_slice(text, 0, 1), " V X I ");
    if (value == 0 || suffix.size == 0 || lone ||
        line_atom(line, at)->letter_case == CASE_LOWER)
        return false;
    bool english =
        is_english(line) && size > 1 && line_word_in(suffix, " th st nd rd ");
    bool french = strcmp(line->grammar.tag, "fr") == 0 &&
                  line_word_in(suffix, " e er ère ème ");
    if (!english && !french)
        return false;
    say_integer(line, saying, NUMBER_ORDINAL, value);
    saying->end = at + 1;
    return true;
}

/* Behind these a numeral counts in other languages. */
static const char foreign_counted[] =
    " kapitel kap teil band bd buch akt szene abschnitt artikel art anlage "
    "anhang klasse weltkrieg abbildung abb tabelle tab stufe phase typ gruppe "
    "chapitre chap tome livre acte sc\u00E8ne partie volume vol section titre "
    "annexe article figure type niveau classe guerre vatican groupe "
    "cap\u00EDtulo cap tomo acto escena parte libro volumen secci\u00F3n "
    "t\u00EDtulo anexo art\u00EDculo fase tipo grado vaticano nivel grupo "
    "capitolo atto scena sezione titolo allegato articolo livello gruppo "
    "ato cena livro se\u00E7\u00E3o artigo grau n\u00EDvel apollo rocky ";

/* German capitalises every noun: only these are rulers. */
static const char german_rulers[] =
    " ludwig heinrich friedrich wilhelm johannes otto karl elisabeth "
    "katharina benedikt franz joseph leopold rudolf maximilian georg albrecht "
    "innozenz gregor klemens urban christian gustav nikolaus philipp "
    "ferdinand sigismund konrad maria margarethe carl johann alfons ernst "
    "august viktor christina adolf erich waldemar knut iwan eduard jakob "
    "stephan ladislaus kasimir eugen julius sixtus bonifaz hadrian ";

static bool is_ruler(const struct line *line, size_t before)
{
    if (line_in(line, before, rulers))
        return true;
    if (line->grammar.date == DATE_ORDINAL)
        return line_in(line, before, german_rulers);
    return line_atom(line, before)->letter_case == CASE_TITLE &&
           line_atom(line, before)->letters >= 3 && !line->capitals;
}

/* "der Zweite": the ending follows the article. */
static bool say_german(const struct line *line, size_t at, int value,
                       const char *article, bool ending, struct saying *saying)
{
    if (article)
        say(saying, article);
    say_integer(line, saying, NUMBER_ORDINAL_SHORT, value);
    struct buf *words = &saying->words;
    if (!ending && words->size > 0 && words->data[words->size - 1] == 'n')
        words->data[--words->size] = '\0';
    saying->end =
        at + 1 +
        (line_is_sign(line, at + 1, '.') && !line_ends_at(line, at + 1));
    return true;
}

/* "der II. Weltkrieg", "el XI congreso", "la III edición" */
static bool scan_before_noun(const struct line *line, size_t at, int value,
                             struct saying *saying)
{
    static const char feminine[] = " la las da della nella alla dalla na ";
    static const char masculine[] =
        " el los del al il lo nel dal o os ao do no ";
    size_t before = line_before(line, at);
    if (line->grammar.date == DATE_ORDINAL) {
        bool strong = line_in(line, before, " der die das ");
        if ((!strong &&
             !line_in(line, before, " im am vom zum dem den des ")) ||
            !line_is_sign(line, at + 1, '.') || !line_is_space(line, at + 2) ||
            !line_is_capital(line, at + 3))
            return false;
        return say_german(line, at, value, NULL, !strong, saying);
    }
    bool she = line_in(line, before, feminine);
    if (line->grammar.clock == CLOCK_FRENCH ||
        (!she && !line_in(line, before, masculine)) ||
        !line_is_space(line, at + 1) ||
        line_atom(line, at + 2)->letter_case != CASE_LOWER ||
        line_atom(line, at + 2)->letters < 4)
        return false;
    say_integer(line, saying, she ? NUMBER_ORDINAL_FEMININE : NUMBER_ORDINAL,
                value);
    saying->end = at + 1;
    return true;
}

/* "siglo XX", "XX secolo", "Felipe II", "Ludwig XIV." in other languages. */
static bool scan_foreign(const struct line *line, size_t at, int value,
                         struct saying *saying)
{
    enum { RULER_MAX = 39 };
    size_t before = name_before(line, at);
    const char *tag = line->grammar.tag;
    bool lone = line_atom(line, at)->letters < 2;
    if (line_in(line, before, foreign_counted))
        return (!lone || (ends_name(line, at) && value <= 10)) &&
               say_roman(line, at, value, false, saying);
    if (lone && !line_in(line, before, rulers))
        return false;
    if (strcmp(tag, "it") == 0 &&
        line_in(line, line_after(line, at), " secolo sec "))
        return say_roman(line, at, value, true, saying);
    if (line_in(line, before,
                " siglo siglos s s\u00E9culo s\u00E9culos s\u00E9c "))
        return say_roman(line, at, value, false, saying);
    if (scan_before_noun(line, at, value, saying))
        return true;
    if (before != line_before(line, at) || value > RULER_MAX || at == 0 ||
        !is_ruler(line, before))
        return false;
    static const char queens[] = " elisabeth katharina maria margarethe "
                                 "christina isabella victoria viktoria beatrix "
                                 "anna ";
    if (line->grammar.date == DATE_ORDINAL)
        return say_german(line, at, value,
                          line_in(line, before, queens) ? "die" : "der", false,
                          saying);
    bool ordinal = strcmp(tag, "it") == 0 || value <= 10;
    return say_roman(line, at, value, ordinal, saying);
}

/* Value of a numeral in small letters, or 0. */
static int small_value(const struct line *line, size_t at)
{
    struct view text = line_atom_text(line, at);
    char upper[8];
    if (line_atom(line, at)->letter_case != CASE_LOWER || text.size < 2 ||
        text.size > sizeof upper || line_in(line, at, " mi di li mix "))
        return 0;
    for (size_t i = 0; i < text.size; i++)
        upper[i] = (char)(text.data[i] - 'a' + 'A');
    int value = roman_value((struct view){upper, text.size});
    return value > 200 ? 0 : value;
}

/* "scene iv", "chapter xii", "pp. xii-xv": small letters behind a noun that
 * counts. */
static bool scan_small(const struct line *line, size_t at,
                       struct saying *saying)
{
    int value = small_value(line, at);
    if (value == 0 || !line_in(line, name_before(line, at), counted))
        return false;
    say_integer(line, saying, NUMBER_CARDINAL, value);
    saying->end = at + 1;
    bool dash =
        line_is_sign(line, at + 1, '-') || line_is_sign(line, at + 1, 0x2013);
    int last = dash ? small_value(line, at + 2) : 0;
    if (last > value) {
        say_term(line, saying, TERM_TO);
        say_integer(line, saying, NUMBER_CARDINAL, last);
        saying->end = at + 3;
    }
    return true;
}

bool roman_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_letters(line, at) || line_touches_before(line, at))
        return false;
    if (scan_suffixed(line, at, saying))
        return true;
    if (is_english(line) && scan_small(line, at, saying))
        return true;
    int value = roman_value(line_atom_text(line, at));
    if (value == 0 || line_touches(line, at + 1) ||
        (line_is_sign(line, at + 1, '\'') && line_atom(line, at)->letters == 1))
        return false;
    if (!is_english(line))
        return scan_foreign(line, at, value, saying);
    if (follows_counted(line, at))
        return say_roman(line, at, value, false, saying);
    if (follows_name(line, at, value))
        return say_roman(line, at, value, true, saying);
    if (is_other_word(line, at))
        return false;
    /* MMXXIV on a monument is a year. */
    if (value > 1000 && line_atom(line, at)->letters >= 4) {
        say_year(line, saying, value);
        saying->end = at + 1;
        return true;
    }
    if (opens_line(line, at))
        return say_roman(line, at, value, false, saying);
    /* A numeral of three letters or more is hardly anything else. */
    if (line_atom(line, at)->letters >= 2 && value < 40)
        return say_roman(line, at, value, false, saying);
    return false;
}
