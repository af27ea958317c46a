#include "speech/class.h"

#include "speech/say.h"

static bool is_name_after(const struct line *line, size_t end)
{
    size_t next = end + line_is_space(line, end);
    if (line_is_capital(line, next))
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
    return at > 0 && (line_is_sign(line, before, '&') ||
                      line_is_capital(line, before) || ordinal || initial);
}

static bool is_number_after(const struct line *line, size_t end)
{
    if (line_is_sign(line, end, '('))
        return false;
    size_t next = end + line_is_space(line, end);
    return line_is_digits(line, next) ||
           (line_is_sign(line, next, '#') && line_is_digits(line, next + 1));
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

bool abbreviation_scan(const struct line *line, size_t at,
                       struct saying *saying)
{
    if (!line_is_letters(line, at) || line_touches_before(line, at) ||
        line_atom(line, at)->letters > 12)
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
                             line_is_capital(line, end + 2)));
        buf_reset(&saying->words);
        say(saying, entry->spoken);
        saying->end = end + (dot && !keep);
        best = end;
    }
    return best > at;
}
