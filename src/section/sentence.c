#include "section/sentence.h"

#include "base/letter.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "section/boundary.h"
#include "section/label.h"
#include "section/stop.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* A quotation or a bracket up to this long stays in one piece. */
    HELD_MAX = 240,
    /* Words are looked at up to this length. */
    WORD_MAX = 32,
    /* "At 5 p.m." is this far at most into a sentence. */
    OPENING_MAX = 40,
    MARK_MAX = 12,
    PAIRS = 13,
};

struct sentence_rules {
    struct boundary *boundary;
    const struct stop_language *language;
};

struct sentence_rules *sentence_rules_new(struct view language)
{
    struct sentence_rules *rules = mem_new(1, sizeof *rules);

    rules->boundary = boundary_new(language);
    rules->language = stop_language(language);
    return rules;
}

void sentence_rules_free(struct sentence_rules *rules)
{
    if (!rules)
        return;
    boundary_free(rules->boundary);
    free(rules);
}

struct scan {
    const struct stop_language *language;
    struct boundary *boundary;
    struct view text;
    size_t icu; /* next boundary of ICU's, at or behind where we look */
    struct arena *arena;
    struct spans *spans;
    size_t begin;           /* of the sentence that is open */
    size_t held;            /* no sentence ends before this offset */
    struct label label;     /* the last label of the open list; style 0: none */
    bool has_capitals;      /* in all of the text */
    size_t searched[PAIRS]; /* no closer before this offset */
};

static uint32_t at_code(struct view text, size_t at)
{
    return at < text.size ? utf8_next(text, &at) : 0;
}

static uint32_t before_code(struct view text, size_t at)
{
    return at > 0 ? utf8_previous(text, &at) : 0;
}

static size_t skip_spaces(struct view text, size_t at)
{
    while (at < text.size) {
        size_t next = at;

        if (!letter_space(utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

static bool is_terminator(const struct scan *scan, uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 ||
           (c != 0 && c == (unsigned char)stop_character(scan->language));
}

/* Closes a quotation or bracket wherever it stands. */
static bool is_closer(uint32_t c)
{
    return c == ')' || c == ']' || c == '}' || c == 0x201D || c == 0x2019 ||
           c == 0xBB || c == 0xAB || c == 0x203A || c == 0x201C ||
           c == 0x300D || c == 0x300F || c == 0xFF09;
}

static bool is_opener(uint32_t c)
{
    return c == '(' || c == '[' || c == '{' || c == 0x201C || c == 0x2018 ||
           c == 0xAB || c == 0xBB || c == 0x201E || c == 0x201A || c == '"' ||
           c == '\'' || c == 0x2039 || c == 0xBF || c == 0xA1 || c == '`' ||
           c == '*' || c == '_';
}

/* End of the word that begins at `at`. */
static size_t word_end(struct view text, size_t at)
{
    size_t begin = at;

    while (at < text.size && at - begin < WORD_MAX) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);

        if (!letter_any(c) && c != '\'' && c != 0x2019)
            break;
        at = next;
    }
    return at;
}

/* The word behind `low` that ends at `end`, with full stops, hyphens and digits
 * in it. */
static struct view word_before(struct view text, size_t low, size_t end)
{
    size_t begin = end;

    while (begin > low && end - begin < WORD_MAX) {
        size_t next = begin;
        uint32_t c = utf8_previous(text, &next);

        if (!letter_any(c) && !letter_digit(c) && c != '.' && c != '-' &&
            c != 0x2019 && c != '\'' && c != 0xB0 && c != 0xBA && c != '&')
            break;
        begin = next;
    }
    while (begin < end && (text.data[begin] == '-' || text.data[begin] == '\''))
        begin++;
    return view_slice(text, begin, end);
}

static void end_sentence(struct scan *scan, size_t end, size_t next)
{
    size_t begin = skip_spaces(scan->text, scan->begin);

    while (end > begin) {
        size_t before = end;

        if (!letter_space(utf8_previous(scan->text, &before)))
            break;
        end = before;
    }
    while (begin < end) {
        size_t cut = end;

        if (end - begin > SENTENCE_MAX) {
            size_t space = begin + SENTENCE_MAX;

            cut = utf8_floor(scan->text, space);
            while (space > begin + SENTENCE_MAX / 2 &&
                   scan->text.data[space] != ' ')
                space--;
            if (scan->text.data[space] == ' ')
                cut = space;
        }
        *ARENA_PUSH(scan->arena, scan->spans) = (struct span){begin, cut};
        begin = skip_spaces(scan->text, cut);
    }
    scan->begin = next;
}

/* Marks that open and close what stays in one piece. */
static const struct pair {
    uint32_t open;
    uint32_t close;
    uint32_t other; /* closes too; 0: none */
} pairs[PAIRS] = {
    {'(', ')', 0},       {'[', ']', 0},
    {'{', '}', 0},       {'"', '"', 0},
    {'\'', '\'', 0},     {0x2018, 0x2019, 0},
    {0x201C, 0x201D, 0}, {0x201E, 0x201C, 0x201D},
    {0xAB, 0xBB, 0},     {0xBB, 0xAB, 0},
    {0x300C, 0x300D, 0}, {0x300A, 0x300B, 0},
    {0xFF08, 0xFF09, 0},
};

static size_t pair_of(uint32_t open)
{
    size_t i = 0;

    while (i < PAIRS && pairs[i].open != open)
        i++;
    return i;
}

/* The mark c, between last and next, closes: straight and single ones stand
 * at the end of a word, the latter behind punctuation, since they may be
 * apostrophes. */
static bool closes(const struct pair *pair, uint32_t last, uint32_t c,
                   uint32_t next)
{
    bool single = pair->close == '\'' || pair->close == 0x2019;

    if (c != pair->close && (pair->other == 0 || c != pair->other))
        return false;
    if (!single && c != '"')
        return true;
    if (letter_any(next) || letter_digit(next))
        return false;
    return single ? last == '.' || last == ',' || last == '!' || last == '?' ||
                        last == 0x2026
                  : last != ' ';
}

/* Offset behind the mark that closes a pair that opens before `at`, if that
 * is near and on the line; else 0.  What was searched without success is not
 * searched again. */
static size_t find_closer(struct scan *scan, size_t at, size_t pair)
{
    struct view text = scan->text;
    size_t end = at + HELD_MAX < text.size ? at + HELD_MAX : text.size;
    size_t from = at > scan->searched[pair] ? at : scan->searched[pair];
    uint32_t last = before_code(text, from);

    for (size_t i = from; i < end;) {
        uint32_t c = utf8_next(text, &i);

        if (c == '\n')
            end = i;
        if (closes(&pairs[pair], last, c, at_code(text, i)))
            return i;
        last = c;
        scan->searched[pair] = i;
    }
    return 0;
}

/* Keeps a short quotation or bracket that opens at `at` in one piece. */
static void hold(struct scan *scan, size_t at, uint32_t c)
{
    struct view text = scan->text;
    uint32_t before = before_code(text, at), next;
    size_t behind = at, end, pair = pair_of(c);
    bool opens = before == 0 || letter_space(before) || before == '(' ||
                 before == '[' || before == '-' || before == 0x2014 ||
                 before == 0x2013 || before == ',';

    utf8_next(text, &behind);
    next = at_code(text, behind);
    if (pair == PAIRS || next == 0 || (letter_space(next) && c != '('))
        return;
    if ((c == '"' || c == '\'' || c == 0xBB || c == 0xAB) && !opens)
        return;
    end = find_closer(scan, behind, pair);
    if (end > scan->held)
        scan->held = end;
}

/* Moves over further terminators: ". . .", "?!", "! ." */
static size_t skip_terminators(const struct scan *scan, size_t at)
{
    while (at < scan->text.size) {
        size_t next = at;
        uint32_t c = utf8_next(scan->text, &next);

        if (c == ' ' && at_code(scan->text, next) == '.') {
            uint32_t behind = at_code(scan->text, next + 1);

            if (behind == 0 || (!letter_any(behind) && !letter_digit(behind) &&
                                behind != '.')) {
                at = next + 1;
                continue;
            }
        }
        if (!is_terminator(scan, c))
            break;
        at = next;
    }
    return at;
}

/* A straight quotation mark with white space on both sides closes when it is
 * the second of its kind in the sentence. */
static bool closes_apart(const struct scan *scan, size_t at, size_t size)
{
    struct view mark = view_slice(scan->text, at, at + size);
    size_t count = 0;
    size_t from = at > scan->begin + 1000 ? at - 1000 : scan->begin;

    for (;;) {
        from = view_find(view_slice(scan->text, 0, at), mark, from);
        if (from == SIZE_MAX)
            break;
        if (from > 0 && scan->text.data[from - 1] == ' ' &&
            scan->text.data[from + size] == ' ')
            count++;
        from += size;
    }
    return count % 2 == 1;
}

static size_t skip_closers(const struct scan *scan, size_t at)
{
    struct view text = scan->text;

    while (at < text.size) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);

        if (c == '"' || c == '\'' || c == '*' || c == '_') {
            uint32_t behind;

            while (at_code(text, next) == c)
                next++;
            behind = at_code(text, next);
            if (behind != 0 && letter_any(behind))
                break;
        } else if (c == ' ' && (at_code(text, next) == '\'' ||
                                at_code(text, next) == '"')) {
            size_t end = next;

            while (at_code(text, end) == at_code(text, next))
                end++;
            if (!letter_space(at_code(text, end)) && end < text.size)
                break;
            if (end < text.size && !closes_apart(scan, next, end - next))
                break;
            next = end;
        } else if (is_closer(c)) {
            /* In pairs that run the other way, a closer opens. */
            uint32_t behind = at_code(text, next);

            if ((c == 0xAB || c == 0xBB || c == 0x201C) && letter_any(behind))
                break;
        } else {
            break;
        }
        at = next;
    }
    return at;
}

/* Moves over reference marks behind a terminator: "[1]", "11 12", superscript
 * digits. */
static size_t skip_marks(struct view text, size_t at, uint32_t before)
{
    size_t end = at;

    for (;;) {
        size_t i = end;

        while (at_code(text, i) == ' ')
            i++;
        if (at_code(text, i) == '[') {
            size_t close =
                view_find(view_slice(text, 0, i + MARK_MAX), VIEW("]"), i);

            if (close == SIZE_MAX || !letter_digit(at_code(text, i + 1)))
                break;
            end = close + 1;
        } else if (at_code(text, i) == 0xB9 || at_code(text, i) == 0xB2 ||
                   at_code(text, i) == 0xB3) {
            utf8_next(text, &i);
            end = i;
        } else if ((i == at || end > at) && i < text.size &&
                   letter_digit((unsigned char)text.data[i]) &&
                   !letter_digit(before)) {
            size_t digits = i;

            while (digits < text.size && digits - i < 4 &&
                   letter_digit((unsigned char)text.data[digits]))
                digits++;
            if (digits - i > 3 || !letter_space(at_code(text, digits)))
                break;
            end = digits;
        } else {
            break;
        }
    }
    if (end == at || end >= text.size || letter_space(at_code(text, end)))
        return end;
    return at;
}

/* What stands behind a possible end of a sentence. */
struct behind {
    size_t at;     /* first character that is not white space */
    size_t word;   /* of the first word, behind openers */
    uint32_t code; /* its first character; 0 at the end */
    bool dots;     /* it begins with "..." */
    bool dash;     /* a dash stands before the word */
    bool opener;
    bool label;
};

static struct behind look_behind(struct view text, size_t at)
{
    struct behind behind = {.at = skip_spaces(text, at)};
    struct label label;
    size_t i = behind.at;

    behind.label = label_read(text, behind.at, &label);
    while (i < text.size && i - behind.at < WORD_MAX) {
        size_t next = i;
        uint32_t c = utf8_next(text, &next);

        if (is_opener(c))
            behind.opener = true;
        else if (c == '.' || c == 0x2026)
            behind.dots = true;
        else if (c == '-' || c == 0x2013 || c == 0x2014)
            behind.dash = true;
        else if (!letter_space(c))
            break;
        i = next;
    }
    behind.word = i;
    behind.code = at_code(text, i);
    return behind;
}

static struct view first_word(struct view text, const struct behind *behind)
{
    return view_slice(text, behind->word, word_end(text, behind->word));
}

static bool starts_sentence(const struct scan *scan,
                            const struct behind *behind)
{
    return letter_upper(behind->code) &&
           stop_starts_sentence(scan->language, first_word(scan->text, behind));
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
    size_t begin = skip_spaces(scan->text, scan->begin);
    size_t colon;

    if (end - begin > 4 * OPENING_MAX)
        return false;
    colon = view_find(view_slice(scan->text, 0, end), VIEW(": "), begin);
    if (colon != SIZE_MAX)
        begin = skip_spaces(scan->text, colon + 1);
    return end - begin <= OPENING_MAX &&
           letter_upper(at_code(scan->text, begin)) &&
           stop_is_opening(
               scan->language,
               view_slice(scan->text, begin, word_end(scan->text, begin)));
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
    before = word_before(text, 0, end - 2);
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
               word_end(scan->text, behind->word) > behind->word + 1 &&
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
    /* An unknown short word before a number is rather an abbreviation. */
    if (digit && !behind->label && !is_number(word) && utf8_length(word) < 4 &&
        word.size > 0)
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
    size_t end = word_end(scan->text, behind->word);
    size_t next = skip_spaces(scan->text, end);

    return stop_is_saying(
        scan->language,
        view_slice(scan->text, next, word_end(scan->text, next)));
}

/* Does a sentence end with the terminators at first to end (excluded), with
 * closing marks to `closed` and reference marks to `marked`? */
static bool ends_here(const struct scan *scan, size_t first, size_t end,
                      size_t closed, size_t marked)
{
    struct view text = scan->text;
    struct behind behind = look_behind(text, marked);
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
    word = word_before(text, scan->begin, first);
    if (word.size == 0 && first > 0 && text.data[first - 1] == ' ') {
        struct view apart = word_before(text, scan->begin, first - 1);

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

/* "world.Today": sentences without the space between them. */
static bool is_glued(struct view text, size_t first, size_t end)
{
    static const char *const names[] = {"Com", "Net", "Org", "Js", "Py", "Io"};
    size_t begin = first, letters = 0, behind = end;
    struct view word = view_slice(text, end, word_end(text, end));
    uint32_t last = before_code(text, first);

    if (end != first + 1 || !letter_upper(at_code(text, end)) ||
        word.size < 2 || (!letter_lower(last) && !letter_digit(last)))
        return false;
    utf8_next(text, &behind);
    if (!letter_lower(at_code(text, behind)))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_equal(word, view_of(names[i])))
            return false;
    while (begin > 0 && first - begin < 4 * WORD_MAX &&
           !letter_space((unsigned char)text.data[begin - 1])) {
        char c = text.data[--begin];

        if (c == '/' || c == '@' || c == '_' || c == '\\')
            return false;
        if (begin + 3 >= first && c != '.')
            letters++;
    }
    return letters >= 3;
}

/* Takes ICU's boundaries up to `at` off. */
static void pass_boundaries(struct scan *scan, size_t at)
{
    while (scan->icu <= at && scan->icu < scan->text.size)
        scan->icu = boundary_next(scan->boundary);
}

/* A terminator begins at `first`; gives where to look on. */
static size_t scan_terminator(struct scan *scan, size_t first)
{
    struct view text = scan->text;
    size_t end = skip_terminators(scan, first), closed, marked, next;
    uint32_t before = before_code(text, first), behind = at_code(text, end);

    if (before == '[' && behind == ']')
        return end;
    if (is_glued(text, first, end) && end >= scan->held) {
        end_sentence(scan, end, end);
        return end;
    }
    closed = skip_closers(scan, end);
    marked = skip_marks(text, closed, before);
    if (marked < text.size && !letter_space(at_code(text, marked)) &&
        closed == end)
        return end;
    next = skip_spaces(text, marked);
    if (ends_here(scan, first, end, closed, marked))
        end_sentence(scan, marked, next);
    pass_boundaries(scan, next);
    /* The line break inside the space has its own rule. */
    return view_find(view_slice(text, 0, next), VIEW("\n"), marked) == SIZE_MAX
               ? next
               : marked;
}

/* A line ends at `at`. */
static size_t scan_line_end(struct scan *scan, size_t at)
{
    struct view text = scan->text;
    struct behind behind = look_behind(text, at);
    uint32_t before = before_code(text, at);
    size_t lines = 0, last = at;
    bool joined;

    while (last > 0 && letter_space((unsigned char)text.data[last - 1]))
        last--;
    for (size_t i = at; i < behind.at; i++)
        lines += text.data[i] == '\n' ? 1 : 0;
    joined = letter_lower(behind.code) && !behind.label;
    if (behind.code == 0 || behind.code == ',' || behind.code == ';' ||
        behind.code == ':' || behind.code == ')')
        joined = true;
    if (before_code(text, last) == ',' || before_code(text, last) == '-')
        joined = true;
    if (at_code(text, behind.at) == '(' && !letter_upper(behind.code))
        joined = true;
    if (at_code(text, behind.at) == '.' && !behind.dots)
        joined = true;
    /* Scripts without case break lines anywhere. */
    if (letter_any(behind.code) && !letter_upper(behind.code) &&
        !letter_lower(behind.code) && !letter_space(before))
        joined = true;
    if (at < scan->held && lines < 2)
        joined = true;
    if ((!joined || lines > 1) && behind.code != 0) {
        scan->held = 0;
        end_sentence(scan, at, behind.at);
    }
    pass_boundaries(scan, behind.at);
    return behind.at > at ? behind.at : at + 1;
}

/* At the first character of a sentence: its label belongs to it. */
static void scan_begin(struct scan *scan)
{
    struct label label;

    if (label_read(scan->text, scan->begin, &label)) {
        scan->label = label;
        if (label.text > scan->held)
            scan->held = label.text;
    }
}

/* White space at `at`: does the next item of an open list, or a bullet, begin
 * behind it? */
static bool is_next_item(const struct scan *scan, size_t at)
{
    struct label label;
    uint32_t c;

    if (at < scan->held || !label_read(scan->text, at, &label))
        return false;
    c = at_code(scan->text, at);
    if (label_is_bullet(c))
        return true;
    if (scan->label.style == 0 || label.style != scan->label.style ||
        label.value != scan->label.value + 1)
        return false;
    return !letter_digit(c) ||
           view_find(view_slice(scan->text, at, label.text), VIEW(")"), 0) !=
               SIZE_MAX ||
           !letter_lower(at_code(scan->text, label.text));
}

/* ICU ends a sentence at `at` by a mark that is not one of ours, such as the
 * full stops of Devanagari or Chinese; all of those lie beyond ASCII. */
static void scan_boundary(struct scan *scan, size_t at)
{
    size_t end = at, mark;

    while (end > scan->begin) {
        size_t before = end;

        if (!letter_space(utf8_previous(scan->text, &before)))
            break;
        end = before;
    }
    for (mark = end; mark > scan->begin;) {
        size_t before = mark;
        uint32_t c = utf8_previous(scan->text, &before);

        if (!is_closer(c) && c != '"' && c != '\'')
            break;
        mark = before;
    }
    if (mark > scan->begin && end >= scan->held &&
        before_code(scan->text, mark) > 0x7F &&
        !letter_any(before_code(scan->text, mark)) &&
        !is_terminator(scan, before_code(scan->text, mark)))
        end_sentence(scan, end, at);
}

/* Looks at the character at `at`; gives where to look on. */
static size_t scan_character(struct scan *scan, size_t at)
{
    size_t next = at;
    uint32_t c = utf8_next(scan->text, &next);

    if (is_terminator(scan, c) && at >= scan->begin)
        return scan_terminator(scan, at);
    if (c == '\n')
        return scan_line_end(scan, at);
    /* ICU wants a space behind the full-width stop, which never has one. */
    if (c == 0xFF0E && at >= scan->held &&
        !letter_digit(at_code(scan->text, next)))
        end_sentence(scan, next, next);
    if (letter_space(c) && is_next_item(scan, next)) {
        end_sentence(scan, at, next);
        return next;
    }
    if (pair_of(c) < PAIRS)
        hold(scan, at, c);
    return next;
}

void sentence_split(struct sentence_rules *rules, struct arena *arena,
                    struct view text, struct spans *spans)
{
    struct scan scan = {.language = rules->language,
                        .boundary = rules->boundary,
                        .text = text,
                        .arena = arena,
                        .spans = spans};
    size_t begun = SIZE_MAX;

    for (size_t at = 0; at < text.size && !scan.has_capitals;)
        scan.has_capitals = letter_upper(utf8_next(text, &at));
    scan.begin = skip_spaces(text, 0);
    boundary_start(rules->boundary, text);
    pass_boundaries(&scan, 0);
    for (size_t at = scan.begin; at < text.size;) {
        if (scan.begin != begun) {
            begun = scan.begin;
            scan_begin(&scan);
        }
        if (scan.icu <= at && at > 0) {
            scan_boundary(&scan, at);
            pass_boundaries(&scan, at);
        }
        at = scan_character(&scan, at);
    }
    end_sentence(&scan, text.size, text.size);
}
