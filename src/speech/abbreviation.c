#include "speech/class.h"

#include "speech/say.h"

#include <string.h>

static bool is_name_after(const struct line *line, size_t end)
{
    size_t next =
        end + (line_is_space(line, end) || line_is_sign(line, end, '-'));
    struct view word = line_atom_text(line, next);
    /* "Gen Z" is no general. */
    if (word.size == 1 && !line_is_sign(line, end - 1, '.') &&
        !line_is_sign(line, next + 1, '.'))
        return false;
    if (line_is_capital(line, next) ||
        (line_is_letters(line, next) && word.data[0] >= 'A' &&
         word.data[0] <= 'Z'))
        return true;
    return line_is_letters(line, next) &&
           line_in(line, next, " de la von van du des ");
}

static bool is_name_before(const struct line *line, size_t at)
{
    size_t before = line_before(line, at);
    if (line_is_sign(line, before, ','))
        before--;
    /* 1st st, 5th Ave */
    bool ordinal = line_in(line, before, " st nd rd th ") &&
                   line_is_digits(line, before - 1);
    bool initial = line_is_sign(line, before, '.') &&
                   line_atom(line, before - 1)->letters == 1;
    /* "near St. Mary's St." */
    bool possessive = line_is_word(line, before, "s") &&
                      line_is_sign(line, before - 1, '\'') &&
                      line_is_capital(line, before - 2);
    return at > 0 &&
           (line_is_sign(line, before, '&') || line_is_capital(line, before) ||
            ordinal || initial || possessive);
}

/* A numeral behind a dot; "I" and its kind only where nothing goes on. */
static bool is_roman_after(const struct line *line, size_t at)
{
    struct view text = line_atom_text(line, at);
    if (!line_is_letters(line, at) || line_touches(line, at + 1))
        return false;
    for (size_t i = 0; i < text.size; i++) {
        if (!strchr("ivxlcIVXLC", text.data[i]))
            return false;
    }
    return text.size > 1 || (strchr("IVX", text.data[0]) &&
                             (line_ends_at(line, at + 1) ||
                              line_atom(line, at + 1)->kind == ATOM_SIGN));
}

static bool is_number_after(const struct line *line, size_t end)
{
    if (line_is_sign(line, end, '('))
        return false;
    size_t next = end + line_is_space(line, end);
    return line_is_digits(line, next) ||
           (line_is_sign(line, next, '#') && line_is_digits(line, next + 1)) ||
           (line_is_sign(line, end - 1, '.') && is_roman_after(line, next));
}

static bool is_ordinal_before(const struct line *line, size_t at)
{
    size_t before = line_before(line, at);
    return line_in(line, before, " st nd rd th ") &&
           line_is_digits(line, before - 1);
}

/* A house number stands before the name, or the address goes on behind it
 * with a comma or its end; "St. Paul" has neither. */
static bool is_street(const struct line *line, size_t at, size_t end)
{
    if (!is_name_before(line, at))
        return false;
    size_t before = at;
    for (size_t words = 0; words < 4; words++) {
        before = line_before(line, before);
        if (line_is_digits(line, before))
            return true;
        if (!line_is_letters(line, before))
            break;
    }
    return line_ends_at(line, end) || line_is_sign(line, end, ',');
}

static bool fits(const struct line *line, size_t at, size_t end, bool dot,
                 const struct abbreviation *entry)
{
    switch (entry->need) {
    case NEED_NOTHING:
        return true;
    case NEED_NAME_AFTER:
        return is_name_after(line, end);
    case NEED_NUMBER_AFTER:
        return is_number_after(line, end);
    case NEED_NAME_BEFORE:
        return is_name_before(line, at);
    case NEED_NUMBER_BEFORE:
        return line_is_digits(line, line_before(line, at));
    case NEED_ORDINAL_BEFORE:
        /* A line that breaks off there is quoted from a list of books. */
        return is_ordinal_before(line, at) &&
               !(line->alone && line_atom(line, end)->kind == ATOM_NONE);
    case NEED_DOTTED_NUMBER:
        return dot && is_number_after(line, end);
    case NEED_LOWER_NUMBER:
        return dot && line_atom(line, at)->letter_case == CASE_LOWER &&
               is_number_after(line, end);
    case NEED_NAMES_AROUND:
        return dot && line_atom(line, at)->letter_case == CASE_LOWER &&
               is_name_after(line, end) && is_name_before(line, at);
    case NEED_STREET:
        return is_street(line, at, end);
    case NEED_DOT:
        return dot;
    case NEED_CAPITAL_DOT:
        return dot && line_is_capital(line, at) &&
               (is_name_after(line, end) ||
                line_is_word(line, line_before(line, at), "the"));
    }
    return false;
}

/* Atom behind an abbreviation as it is written, dots inside included. */
static size_t match(const struct line *line, size_t at, const char *written)
{
    struct view rest = view_of(written);
    size_t i = at;
    while (rest.size > 0) {
        if (rest.data[0] == ' ') {
            rest = view_slice(rest, 1, rest.size);
            i += line_is_space(line, i);
            continue;
        }
        struct view text = line_atom_text(line, i);
        if (text.size == 0 || !view_starts_nocase(rest, text))
            return at;
        rest = view_slice(rest, text.size, rest.size);
        i++;
    }
    return line_touches(line, i) ? at : i;
}

/* All-capital abbreviations are initialisms unless the table has them so. */
static bool same_case(const struct line *line, size_t at, const char *written)
{
    if (line->capitals || line_atom(line, at)->letter_case != CASE_UPPER ||
        line_atom(line, at)->letters < 2)
        return true;
    return written[1] >= 'A' && written[1] <= 'Z';
}

/* German "Hauptstr. 5" */
static bool scan_german_street(const struct line *line, size_t at,
                               struct saying *saying)
{
    struct view word = line_atom_text(line, at);
    if (line->grammar.date != DATE_ORDINAL || word.size < 6 ||
        !view_ends(word, VIEW("str")) || !line_is_sign(line, at + 1, '.') ||
        line_touches(line, at + 2))
        return false;
    say_view(saying, word);
    buf_add_string(&saying->words, "aße");
    saying->end = at + 1 + !line_ends_at(line, at + 1);
    return true;
}

/* "/etc/passwd": the parts of a path are names. */
static bool is_in_path(const struct line *line, size_t at)
{
    return line_is_sign(line, at - 1, '/') &&
           !line_touches_before(line, at - 1);
}

bool abbreviation_scan(const struct line *line, size_t at,
                       struct saying *saying)
{
    if (!line_is_letters(line, at) || line_touches_before(line, at) ||
        is_in_path(line, at))
        return false;
    if (scan_german_street(line, at, saying))
        return true;
    if (line_atom(line, at)->letters > 12)
        return false;
    const struct grammar *grammar = &line->grammar;
    size_t best = at;
    for (size_t i = 0; i < grammar->abbreviation_count; i++) {
        const struct abbreviation *entry = &grammar->abbreviations[i];
        size_t end = match(line, at, entry->written);
        if (end <= best || (!same_case(line, at, entry->written) &&
                            entry->need != NEED_NUMBER_AFTER))
            continue;
        bool dot = line_is_sign(line, end, '.');
        if (!fits(line, at, end + dot, dot, entry))
            continue;
        /* The last dot of a sentence is the sentence's too. */
        bool keep = dot && (line_ends_at(line, end) ||
                            (entry->need == NEED_NAME_BEFORE && line->alone &&
                             line_is_space(line, end + 1) &&
                             line_is_capital(line, end + 2) &&
                             !line_in(line, end + 2, " NW NE SW SE ")));
        buf_reset(&saying->words);
        say(saying, entry->spoken);
        saying->end = end + (dot && !keep);
        /* "a.C." would be an initialism if its last dot were left. */
        saying->mark = 0;
        if (dot && keep && strchr(entry->written, '.')) {
            saying->end = end + 1;
            saying->mark = '.';
        }
        best = end;
    }
    return best > at;
}
