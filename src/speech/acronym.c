#include "speech/class.h"

#include "base/utf8.h"
#include "speech/say.h"

#include <string.h>

enum { LETTERS_MAX = 16, INITIALISM_MAX = 5 };

static bool is_english(const struct line *line)
{
    return line->grammar.date == DATE_ENGLISH;
}

/* Letters parted by blanks with an ending on the last: "E F P's". */
static void say_apart(struct view letters, const char *ending,
                      struct saying *saying)
{
    for (size_t at = 0; at < letters.size;) {
        size_t begin = at;
        utf8_next(letters, &at);
        bool article = letters.data[begin] == 'A' && at < letters.size;
        if (article)
            say(saying, "eh");
        else
            say_view(saying, view_slice(letters, begin, at));
    }
    buf_add_string(&saying->words, ending);
}

/* "the IAEA's", "the U.S.'s" */
static bool say_possessive(const struct line *line, struct view letters,
                           struct saying *saying)
{
    size_t at = saying->end;
    if (!is_english(line) || !line_is_sign(line, at, '\'') ||
        !line_is_word(line, at + 1, "s") || line_touches(line, at + 2))
        return false;
    say_apart(letters, "'s", saying);
    saying->end = at + 2;
    return true;
}

/* U.S., p.m., J.R.R.: single letters, each with a dot. */
static bool scan_dotted(const struct line *line, size_t at,
                        struct saying *saying)
{
    struct buf letters;
    size_t end = at;
    size_t count = 0;
    buf_init(&letters, 0);
    while (line_atom(line, end)->letters == 1 && line_is_letters(line, end) &&
           line_is_sign(line, end + 1, '.') && count < LETTERS_MAX) {
        buf_add(&letters, line_atom_text(line, end));
        end += 2;
        count++;
    }
    /* The last letter may lack its dot: "U.S". */
    if (count > 0 && line_is_letters(line, end) &&
        line_atom(line, end)->letters == 1 && !line_touches(line, end + 1)) {
        buf_add(&letters, line_atom_text(line, end));
        end++;
        count++;
    }
    bool found = count >= 2 && !line_touches_before(line, at) &&
                 !line_touches(line, end);
    if (found) {
        saying->end = end;
        if (!say_possessive(line, buf_view(&letters), saying))
            say_letters(line, saying, buf_view(&letters));
        if (line_is_sign(line, end - 1, '.') &&
            (line_ends_at(line, end) || line_starts_sentence(line, end)))
            saying->mark = '.';
    }
    buf_release(&letters);
    return found;
}

/* Written in capitals and said as a word. */
static const char pronounced[] =
    " NATO NASA UNESCO UNICEF OPEC AIDS COVID FIFA UEFA RADAR LASER SARS "
    "NAFTA ASEAN OSHA FEMA INTERPOL BREXIT NASDAQ PIN RAM ROM SIM GIF JPEG "
    "SWAT SCUBA MIDI RADAR DARPA ICANN CERN MERS NASCAR HUD GRIN ";

/* In capitals for weight; everything else of up to five letters is spelled. */
static const char stressed[] =
    " THE AND NOT NO YES YOU ALL ARE WAS BUT FOR ONE TWO NEW NOW NEVER EVER "
    "ALWAYS ONLY VERY MUST CAN WILL THIS THAT WHAT WHEN WHY HOW HAVE HAS HAD "
    "DO DOES DID BE IS AM IN ON OF TO BY AT AS AN OR IF SO MY WE HE SHE THEY "
    "THEM HIS HER OUR OUT UP OFF OVER MORE MOST LESS BEST GOOD BAD BIG STOP "
    "GO GET LET SEE LOOK FREE LIVE LOVE LIFE TIME YEAR DAY NEXT LAST END "
    "NOTE PART BOOK PAGE SAID SAY FROM WITH INTO THAN THEN HERE THERE WHERE "
    "WORLD HALL FAME CUP WAR MAN MEN ";

/* Spelled though they look like words. */
static const char spelled[] =
    " US UK EU UN USA UAE CIA IRA EPA IRS IAEA AI IT ID TV PC CD DVD UV EC "
    "ESPN OSPF IOC IMF ABC NBC BBC CBS CNN FBI NBA NFL NHL NSA DNA RNA HIV MRI "
    "SUV ";

static bool is_vowel(char c)
{
    return c != '\0' && strchr("AEIOUYaeiouy", c) != NULL;
}

/* Whether capitals can be read as an English word at all: a vowel, no row of
 * three, and an end that a word may have. */
static bool is_readable(struct view word)
{
    size_t vowels = 0;
    size_t row = 0;
    for (size_t i = 0; i < word.size; i++) {
        if ((unsigned char)word.data[i] >= 0x80)
            return true;
        row = is_vowel(word.data[i]) ? row + 1 : 0;
        vowels += row > 0;
        if (row > 2)
            return false;
    }
    if (vowels == 0 || word.size < 2)
        return false;
    static const char ends[] =
        " st nd rd ld nt lt rt ck sh ch th ng ss ll ff ns rs ts ks ps ds ls "
        "ms rk rm rn rp lk lm lp mp sk sp ft ct pt xt nk gh ph wn wl ws gs bs "
        "tt zz cs hn ";
    struct view end = view_slice(word, word.size - 2, word.size);
    return is_vowel(end.data[0]) || is_vowel(end.data[1]) ||
           line_word_in(end, ends);
}

static bool has_vowel(struct view word)
{
    for (size_t i = 0; i < word.size; i++) {
        if (is_vowel(word.data[i]) || (unsigned char)word.data[i] >= 0x80)
            return true;
    }
    return false;
}

static bool is_upper_word(const struct line *line, size_t at)
{
    return line_is_letters(line, at) && line_atom(line, at)->letters > 1 &&
           line_atom(line, at)->letter_case == CASE_UPPER;
}

static bool is_word(const struct line *line, size_t at)
{
    struct view word = line_atom_text(line, at);
    if (line_in(line, at, pronounced))
        return true;
    if (line_atom(line, at)->letters > INITIALISM_MAX)
        return has_vowel(word);
    if (!is_readable(word))
        return false;
    bool shouted =
        line->request->capitals == SPEECH_CAPITALS_WORDS &&
        (line->capitals || is_upper_word(line, line_before(line, at)) ||
         is_upper_word(line, line_after(line, at)));
    if (line_in(line, at, spelled))
        return false;
    return shouted || line_in(line, at, stressed);
}

/* EFPs, MPs: capitals and the s of the plural. */
static bool is_plural(const struct line *line, size_t at)
{
    struct view word = line_atom_text(line, at);
    if (line_atom(line, at)->letter_case != CASE_MIXED || word.size < 3 ||
        word.data[word.size - 1] != 's')
        return false;
    for (size_t i = 0; i + 1 < word.size; i++) {
        if (word.data[i] < 'A' || word.data[i] > 'Z')
            return false;
    }
    return true;
}

/* AT&T, R&D, S&P */
static bool scan_joined(const struct line *line, size_t at,
                        struct saying *saying)
{
    if (!line_is_capital(line, at) || !line_is_sign(line, at + 1, '&') ||
        !line_is_capital(line, at + 2) || line_touches(line, at + 3) ||
        line_touches_before(line, at) || line_atom(line, at)->letters > 3 ||
        line_atom(line, at + 2)->letters > 2)
        return false;
    say_letters(line, saying, line_atom_text(line, at));
    say_term(line, saying, TERM_AND);
    say_letters(line, saying, line_atom_text(line, at + 2));
    saying->end = at + 3;
    return true;
}

bool acronym_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_letters(line, at))
        return false;
    if (scan_dotted(line, at, saying) || scan_joined(line, at, saying))
        return true;
    if (line_atom(line, at)->letters < 2 || !is_english(line))
        return false;
    struct view word = line_atom_text(line, at);
    saying->end = at + 1;
    if (line_word_in(word, " NaCl HCl KCl NaOH KOH HBr MgO ZnO TiO ") &&
        line_atom(line, at)->letter_case == CASE_MIXED) {
        say_letters(line, saying, word);
        return true;
    }
    if (line_word_in(word, " PhDs ")) {
        say_apart(view_slice(word, 0, word.size - 1), "'s", saying);
        return true;
    }
    if (is_plural(line, at)) {
        say_apart(view_slice(word, 0, word.size - 1), "'s", saying);
        return true;
    }
    if (line_atom(line, at)->letter_case != CASE_UPPER)
        return false;
    if (is_word(line, at)) {
        letters_add_lower(&saying->words, word);
        saying->rule = "capitals";
    } else if (!say_possessive(line, word, saying)) {
        say_letters(line, saying, word);
    }
    return true;
}
