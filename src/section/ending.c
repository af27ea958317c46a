#include "section/ending.h"

#include "base/letter.h"
#include "base/utf8.h"

#include <string.h>

enum {
    /* "At 5 p.m." is this far at most into a sentence. */
    OPENING_MAX = 40,
};

static struct view first_word(struct view text, const struct behind *behind)
{
    return view_slice(text, behind->word, scan_word_end(text, behind->word));
}

static bool starts_sentence(const struct scan *scan,
                            const struct behind *behind)
{
    struct view word = first_word(scan->text, behind);
    bool initial = scan_code(scan->text, behind->word + word.size) == '.' &&
                   utf8_length(word) == 1 && !view_equal(word, VIEW("I"));

    return letter_upper(behind->code) && !initial &&
           stop_starts_sentence(scan->language, word);
}

/* "A", "U.S", "J.-P": single letters with full stops between. */
static bool is_initials(struct view word)
{
    size_t letters = 0;

    for (size_t at = 0; at < word.size;) {
        if (!letter_any(utf8_next(word, &at)))
            return false;
        letters++;
        if (at < word.size && word.data[at] != '.' && word.data[at] != '-')
            return false;
        while (at < word.size && (word.data[at] == '.' || word.data[at] == '-'))
            at++;
    }
    return letters > 0;
}

static bool is_number(struct view word)
{
    for (size_t at = 0; at < word.size;)
        if (!letter_digit(utf8_next(word, &at)))
            return false;
    return word.size > 0;
}

static bool is_roman(struct view word)
{
    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] != 'I' && word.data[i] != 'V' && word.data[i] != 'X')
            return false;
    return word.size > 0;
}

/* The sentence so far is "At 5 p.m.": a time that opens it. */
static bool is_opening_time(const struct scan *scan, size_t end)
{
    size_t begin = scan_spaces(scan->text, scan->begin);
    size_t colon;

    if (end - begin > (size_t)4 * OPENING_MAX)
        return false;
    colon = view_find(view_slice(scan->text, 0, end), VIEW(": "), begin);
    if (colon != SIZE_MAX)
        begin = scan_spaces(scan->text, colon + 1);
    return end - begin <= OPENING_MAX &&
           letter_upper(scan_code(scan->text, begin)) &&
           stop_is_opening(
               scan->language,
               view_slice(scan->text, begin, scan_word_end(scan->text, begin)));
}

/* What is the kind of the word before the full stop at `end`? */
static enum stop_kind kind_before(const struct scan *scan, struct view word,
                                  size_t end, bool icu)
{
    enum stop_kind kind = stop_kind(scan->language, word);
    size_t part = word.size;

    /* "10a.m", "l'Avv": the part behind digits, a hyphen, an apostrophe. */
    for (size_t i = 0; kind == STOP_PLAIN && i < word.size;) {
        uint32_t c = utf8_next(word, &i);

        if (c == '-' || c == '\'' || c == 0x2019 || letter_digit(c))
            part = i;
    }
    if (kind == STOP_PLAIN && part < word.size)
        kind = stop_kind(scan->language, view_slice(word, part, word.size));
    /* "a. m.": letters apart. */
    if (word.size == 1 && end >= 4 && scan->text.data[end - 2] == ' ' &&
        scan->text.data[end - 3] == '.') {
        char letters[3] = {scan->text.data[end - 4], '.', word.data[0]};

        if (stop_kind(scan->language, (struct view){letters, 3}) == STOP_TIME)
            return STOP_TIME;
    }
    if (kind == STOP_PLAIN && is_initials(word))
        return STOP_INNER;
    /* ICU's list of abbreviations held back a boundary. */
    if (kind == STOP_PLAIN && !icu && !is_number(word))
        return STOP_INNER;
    return kind;
}

/* "you and I. We": the pronoun, not an initial. */
static bool is_pronoun(struct view text, size_t end)
{
    struct view before;

    if (end < 6 || text.data[end - 1] != 'I' || text.data[end - 2] != ' ')
        return false;
    before = scan_word_before(text, 0, end - 2);
    return view_equal(before, VIEW("and")) || view_equal(before, VIEW("or")) ||
           view_equal(before, VIEW("than")) || view_equal(before, VIEW("as"));
}

/* A short word without a vowel, rather an abbreviation: "bl", "rpt". */
static bool is_consonants(struct view word)
{
    for (size_t i = 0; i < word.size; i++)
        if (!strchr("bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ", word.data[i]))
            return false;
    return word.size > 0 && word.size < 4;
}

/* Decides about one full stop behind `word`, whose stop is at `end`. */
static bool stop_ends(const struct scan *scan, struct view word, size_t end,
                      const struct behind *behind, bool icu, bool closed)
{
    enum stop_kind kind = kind_before(scan, word, end, icu);
    bool digit = letter_digit(behind->code);
    bool starter = starts_sentence(scan, behind);

    if (closed && kind != STOP_TITLE)
        return kind == STOP_PLAIN || kind == STOP_FINAL || starter ||
               kind == STOP_TIME;
    switch (kind) {
    case STOP_TITLE:
        return starter && word.size == 2 && !behind->opener;
    case STOP_NEVER:
        return false;
    case STOP_NUMBERED:
        return !digit && !is_roman(first_word(scan->text, behind)) &&
               scan_word_end(scan->text, behind->word) > behind->word + 1 &&
               (starter || word.size > 1);
    case STOP_MONTH:
    case STOP_UNIT:
        return !digit;
    case STOP_INNER:
        return is_pronoun(scan->text, end) || (starter && !behind->dash);
    case STOP_TIME:
        return starter || !is_opening_time(scan, end);
    case STOP_FINAL:
        return true;
    case STOP_PLAIN:
        break;
    }
    if (digit && !behind->label && is_consonants(word))
        return false;
    if (stop_has_ordinals(scan->language) && is_number(word) && word.size <= 2)
        return starter;
    if (stop_has_ordinals(scan->language) && is_roman(word))
        return starter;
    return true;
}

/* "“Is it?” Tom asked." */
static bool is_speaker(const struct scan *scan, const struct behind *behind)
{
    size_t end = scan_word_end(scan->text, behind->word);
    size_t next = scan_spaces(scan->text, end);

    return stop_is_saying(
        scan->language,
        view_slice(scan->text, next, scan_word_end(scan->text, next)));
}

bool ending_is_here(const struct scan *scan, size_t first, size_t end,
                    size_t closed, size_t marked)
{
    struct view text = scan->text;
    struct behind behind = scan_behind(text, marked);
    bool icu = scan->icu <= behind.at || !letter_upper(behind.code);
    bool stop = end == first + 1 && text.data[first] == '.';
    struct view word;

    if (behind.code == 0 || behind.at == marked)
        return behind.at == text.size;
    if (marked < scan->held)
        return false;
    if (closed < text.size && marked > closed)
        return letter_upper(behind.code) || letter_digit(behind.code);
    if (!behind.opener && !behind.dash && !behind.label &&
        (behind.code == ',' || behind.code == ';' || behind.code == ':' ||
         behind.code == ')' || behind.code == '/' || behind.code == '&'))
        return false;
    word = scan_word_before(text, scan->begin, first);
    if (word.size == 0 && first > 0 && text.data[first - 1] == ' ') {
        struct view apart = scan_word_before(text, scan->begin, first - 1);

        if (view_find(apart, VIEW("."), 0) != SIZE_MAX)
            word = apart;
    }
    if (letter_lower(behind.code) && !behind.label)
        return !stop ? !scan->has_capitals || behind.dots
                     : behind.dots &&
                           kind_before(scan, word, first, icu) == STOP_PLAIN;
    if (!stop)
        return !(closed > end && is_speaker(scan, &behind));
    return stop_ends(scan, word, first, &behind, icu, closed > end);
}

bool ending_is_glued(struct view text, size_t first, size_t end)
{
    static const char *const names[] = {"Com", "Net", "Org", "Js", "Py", "Io"};
    size_t begin = first, letters = 0, behind = end;
    struct view word = view_slice(text, end, scan_word_end(text, end));
    uint32_t last = scan_code_before(text, first);

    if (end != first + 1 || !letter_upper(scan_code(text, end)) ||
        word.size < 2 || (!letter_lower(last) && !letter_digit(last)))
        return false;
    utf8_next(text, &behind);
    if (!letter_lower(scan_code(text, behind)))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_equal(word, view_of(names[i])))
            return false;
    while (begin > 0 && first - begin < (size_t)4 * SCAN_WORD_MAX &&
           !letter_space((unsigned char)text.data[begin - 1])) {
        char c = text.data[--begin];

        if (c == '/' || c == '@' || c == '_' || c == '\\')
            return false;
        if (begin + 3 >= first && c != '.')
            letters++;
    }
    return letters >= 3;
}
