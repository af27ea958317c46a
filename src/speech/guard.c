#include "speech/guard.h"

#include "base/utf8.h"
#include "speech/date_words.h"
#include "speech/guard_table.h"
#include "speech/letters.h"
#include "speech/say.h"

#include <string.h>

/* How often each figure 1 to 9 occurs; zeros come and go with the wording
 * (1.0, 2000, "oh five"). */
struct figures {
    size_t count[10];
};

static void count_value(struct figures *figures, int64_t value)
{
    for (; value > 0; value /= 10)
        figures->count[value % 10]++;
}

static void count_digits(struct figures *figures, const char *digits)
{
    for (; *digits; digits++)
        figures->count[*digits - '0']++;
}

/* The figures of all number words and digits in a text.  Inside a word every
 * place is tried, since numbers are written together: siebenundzwanzig. */
static void count_spoken(const struct line *line, struct view words,
                         struct figures *figures)
{
    while (words.size > 0) {
        size_t size;
        const char *digits = guard_figures(line->grammar.tag, words, &size);
        if (digits)
            count_digits(figures, digits);
        else if (words.data[0] >= '1' && words.data[0] <= '9')
            figures->count[words.data[0] - '0']++;
        words = view_slice(words, digits ? size : 1, words.size);
    }
}

/* In a date the month may be written as a figure and said by name. */
static void count_month(const struct line *line, struct view words,
                        struct figures *figures)
{
    while (words.size > 0) {
        int month =
            date_month(view_of(line->grammar.tag), view_cut(&words, ' '), NULL);
        if (month)
            count_value(figures, month);
    }
}

static void count_text(struct view text, struct figures *figures)
{
    for (size_t i = 0; i < text.size;) {
        int digit = letters_digit(utf8_next(text, &i));
        if (digit > 0)
            figures->count[digit]++;
    }
}

/* With powers the 2 of km2 is said as "square" and not counted. */
static void count_written(const struct line *line, size_t at, size_t end,
                          bool powers, struct figures *figures)
{
    for (size_t i = at; i < end; i++) {
        if (!line_is_digits(line, i) ||
            (powers && i > at && line_is_letters(line, i - 1)))
            continue;
        struct view text = line_atom_text(line, i);
        count_text(text, figures);
    }
}

static bool figures_hold(const struct line *line, size_t at,
                         const struct saying *saying)
{
    struct figures written = {0};
    struct figures spoken = {0};
    bool any = false;
    bool powers = strcmp(saying->rule, "measure") == 0 ||
                  strcmp(saying->rule, "fraction") == 0;
    count_written(line, at, saying->end, powers, &written);
    for (size_t i = 1; i < 10; i++)
        any = any || written.count[i] > 0;
    if (!any)
        return true;
    if (!guard_knows(line->grammar.tag))
        return saying->words.size > 0;
    count_spoken(line, buf_view(&saying->words), &spoken);
    if (strcmp(saying->rule, "date") == 0)
        count_month(line, buf_view(&saying->words), &spoken);
    for (size_t i = 1; i < 10; i++) {
        if (spoken.count[i] < written.count[i])
            return false;
    }
    return true;
}

static bool contains_nocase(struct view text, struct view word)
{
    for (size_t i = 0; i + word.size <= text.size; i++) {
        if (view_equal_nocase(view_slice(text, i, i + word.size), word))
            return true;
    }
    return false;
}

static bool says_term(const struct line *line, const struct saying *saying,
                      enum term term)
{
    const char *words = line->grammar.terms[term];
    return !words || contains_nocase(buf_view(&saying->words), view_of(words));
}

/* A sign right before a figure at the start of the token. */
static bool sign_holds(const struct line *line, size_t at,
                       const struct saying *saying)
{
    bool minus = line_is_sign(line, at, '-') || line_is_sign(line, at, 0x2212);
    if (!minus || !line_is_digits(line, at + 1) || saying->end < at + 2)
        return true;
    return says_term(line, saying, TERM_MINUS);
}

static bool percent_holds(const struct line *line, size_t at,
                          const struct saying *saying)
{
    for (size_t i = at; i < saying->end; i++) {
        if (line_is_sign(line, i, '%') && line_is_digits(line, i - 1))
            return says_term(line, saying, TERM_PERCENT);
    }
    return true;
}

static bool negation_holds(const struct line *line, size_t at,
                           const struct saying *saying)
{
    static const char negations[] =
        " not never none nothing neither nor nicht kein keine nie niemals "
        "jamais rien nunca nada mai niente nulla ";
    struct view words = buf_view(&saying->words);
    for (size_t i = at; i < saying->end; i++) {
        if (line_in(line, i, negations) &&
            !contains_nocase(words, line_atom_text(line, i)))
            return false;
    }
    return true;
}

/* Rules whose business is to put other words for a name or a short form. */
static bool may_rename(const struct saying *saying)
{
    static const char *const rules[] = {
        "lexicon", "abbreviation", "state",  "transliteration",
        "date",    "measure",      "money",  "handle",
        "time",    "fraction",     "street", "site of an address",
        "address", "mail address", "year",   "invisible characters",
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (strcmp(saying->rule, rules[i]) == 0)
            return true;
    }
    return false;
}

static bool names_hold(const struct line *line, size_t at,
                       const struct saying *saying)
{
    if (may_rename(saying))
        return true;
    struct view words = buf_view(&saying->words);
    for (size_t i = at; i < saying->end; i++) {
        const struct atom *atom = line_atom(line, i);
        if (atom->kind == ATOM_LETTERS && atom->letter_case == CASE_TITLE &&
            atom->letters >= 4 &&
            !contains_nocase(words, line_atom_text(line, i)))
            return false;
    }
    return true;
}

bool guard_holds(const struct line *line, size_t at,
                 const struct saying *saying, const char **lost)
{
    *lost = NULL;
    if (saying->fate == TOKEN_SKIPPED || saying->phonemes)
        return true;
    if (strcmp(saying->rule, "lexicon") == 0)
        return true;
    if (strcmp(saying->rule, "site of an address") != 0 &&
        !figures_hold(line, at, saying))
        *lost = "a figure";
    else if (!sign_holds(line, at, saying))
        *lost = "a minus";
    else if (!percent_holds(line, at, saying))
        *lost = "a percent sign";
    else if (!negation_holds(line, at, saying))
        *lost = "a negation";
    else if (!names_hold(line, at, saying))
        *lost = "a name";
    return *lost == NULL;
}

void guard_plain(const struct line *line, size_t at, struct saying *saying)
{
    buf_reset(&saying->words);
    saying->rule = "plain form";
    saying->fate = TOKEN_REWRITTEN;
    saying->phonemes = false;
    for (size_t i = at; i < saying->end; i++) {
        const struct atom *atom = line_atom(line, i);
        struct buf digits;
        buf_init(&digits, 0);
        line_add_digits(line, i, &digits);
        if (atom->kind == ATOM_DIGITS)
            say_digits(line, saying, buf_view(&digits));
        else if (atom->kind == ATOM_LETTERS)
            say_view(saying, line_atom_text(line, i));
        else if (atom->kind == ATOM_SIGN && atom->sign == '%')
            say_term(line, saying, TERM_PERCENT);
        else if (atom->kind == ATOM_SIGN && atom->sign == '-' &&
                 line_is_digits(line, i + 1) && i == at)
            say_term(line, saying, TERM_MINUS);
        buf_release(&digits);
    }
}
