#include "speech/class.h"

#include "speech/say.h"

#include <string.h>

static bool is_english(const struct line *line)
{
    return line->grammar.date == DATE_ENGLISH;
}

/* BC, B.C., AD, BCE, CE; *end moves behind it. */
static bool read_era(const struct line *line, size_t at, size_t *end)
{
    if (line_is_letters(line, at) &&
        line_atom(line, at)->letter_case == CASE_UPPER &&
        line_in(line, at, " BC AD BCE CE ") && !line_touches(line, at + 1)) {
        *end = at + 1;
        return true;
    }
    bool bc = line_is_word(line, at, "B") || line_is_word(line, at, "A");
    size_t second = at + 2 + line_is_space(line, at + 2);
    if (!bc || !line_is_sign(line, at + 1, '.') ||
        !line_in(line, second, " C D "))
        return false;
    *end = second + 1;
    while (line_is_sign(line, *end, '.') && line_is_word(line, *end + 1, "E"))
        *end += 2;
    return true;
}

static void say_era(const struct line *line, size_t begin, size_t end,
                    struct saying *saying)
{
    struct buf letters;
    buf_init(&letters, 16);
    for (size_t i = begin; i < end; i++) {
        if (line_is_letters(line, i))
            buf_add(&letters, line_atom_text(line, i));
    }
    say_letters(line, saying, buf_view(&letters));
    buf_release(&letters);
}

/* A plural noun behind four digits makes them a count: "1200 soldiers". */
static bool counts(const struct line *line, size_t at)
{
    static const char nouns[] =
        " people men women children feet percent million billion thousand "
        "degrees more fewer inhabitants species head dozen sheep "
        "cattle tons ";
    static const char never[] =
        " was is as has does this us its his thus plus across perhaps always "
        "towards besides whereas unless versus less unless ours yours theirs "
        "hers sometimes afterwards news overseas politics series census "
        "business congress process success access progress press express "
        "address class glass upwards onwards downwards versus details "
        "shows sees makes brings begins comes takes gives starts ends ";
    size_t next = line_after(line, at);
    if (next != at + 2 || !line_is_letters(line, next) ||
        line_atom(line, next)->letter_case != CASE_LOWER)
        return false;
    struct view word = line_atom_text(line, next);
    if (line_word_in(word, nouns))
        return true;
    return word.size >= 4 && word.data[word.size - 1] == 's' &&
           word.data[word.size - 2] != 's' && word.data[word.size - 2] != 'u' &&
           !line_word_in(word, never);
}

/* Words before four digits that make them a number. */
static bool is_numbered(const struct line *line, size_t at)
{
    size_t before = line_before(line, at);
    return line_is_sign(line, before, '#') ||
           line_in(line, before,
                   " number numbers no nos page pages pp line lines room "
                   "channel ");
}

static bool part_of_more(const struct line *line, size_t at, size_t end)
{
    bool before =
        (line_is_sign(line, at - 1, '.') || line_is_sign(line, at - 1, ',') ||
         line_is_sign(line, at - 1, ':')) &&
        line_is_digits(line, at - 2);
    bool after =
        (line_is_sign(line, end, '.') || line_is_sign(line, end, ',') ||
         line_is_sign(line, end, ':')) &&
        line_is_digits(line, end + 1);
    bool comma_year =
        line_is_sign(line, at - 1, ',') && line_atom(line, at)->letters == 4;
    return (before && !comma_year) || after;
}

/* 1970s, 1980's, '60s, mid-80s, 1980 s. */
static bool scan_decade(const struct line *line, size_t at,
                        struct saying *saying)
{
    if (!is_english(line))
        return false;
    bool apostrophe = line_is_sign(line, at, '\'');
    size_t digits_at = at + apostrophe;
    size_t digits = line_atom(line, digits_at)->letters;
    int64_t value = line_value(line, digits_at);
    size_t s_at = digits_at + 1 + line_is_sign(line, digits_at + 1, '\'');
    s_at += line_is_space(line, s_at) && digits == 4 && line->alone &&
            line_is_letters(line, s_at + 1) && line_ends_at(line, s_at + 2);
    if (!line_is_digits(line, digits_at) || line_touches_before(line, at) ||
        value % 10 != 0 || (digits != 4 && digits != 2) ||
        !line_is_word(line, s_at, "s") || line_touches(line, s_at + 1) ||
        (digits == 2 && value < 20))
        return false;
    say_year(line, saying, value);
    struct buf *words = &saying->words;
    if (words->size > 0 && words->data[words->size - 1] == 'y') {
        words->data[--words->size] = '\0';
        buf_add_string(words, "ies");
    } else {
        buf_add_char(words, 's');
    }
    saying->end = s_at + 1;
    saying->rule = "decade";
    return true;
}

/* German "die 1990er Jahre", "80er". */
static bool scan_german_decade(const struct line *line, size_t at,
                               struct saying *saying)
{
    if (line->grammar.date != DATE_ORDINAL || !line_is_digits(line, at) ||
        line_touches_before(line, at) ||
        !line_in(line, at + 1, " er ern ers ") || line_touches(line, at + 2) ||
        line_value(line, at) < 0)
        return false;
    say_year(line, saying, line_value(line, at));
    buf_add(&saying->words, line_atom_text(line, at + 1));
    saying->end = at + 2;
    saying->rule = "decade";
    return true;
}

/* '98 after a word of time, or '80 after "1870 or". */
static bool scan_short(const struct line *line, size_t at,
                       struct saying *saying)
{
    if (!is_english(line) || !line_is_sign(line, at, '\'') ||
        line_touches_before(line, at) ||
        line_atom(line, at + 1)->letters != 2 ||
        !line_is_digits(line, at + 1) || line_touches(line, at + 2) ||
        line_is_sign(line, at + 2, '\''))
        return false;
    int64_t value = line_value(line, at + 1);
    if (value < 10)
        say(saying, "oh");
    say_integer(line, saying, NUMBER_CARDINAL, value);
    saying->end = at + 2;
    return true;
}

/* "843 B.C.", "1900AD", "750BCE" */
static bool scan_era_behind(const struct line *line, size_t at,
                            struct saying *saying)
{
    size_t end;
    size_t era = at + 1 + line_is_space(line, at + 1);
    if (!read_era(line, era, &end))
        return false;
    if (line_is_sign(line, end, '.') && !line_ends_at(line, end))
        end++;
    say_year(line, saying, line_value(line, at));
    say_era(line, era, end, saying);
    saying->end = end;
    return true;
}

/* "A.D. 150" */
static bool scan_era_before(const struct line *line, size_t at,
                            struct saying *saying)
{
    size_t end;
    if (line_touches_before(line, at) || !line_in(line, at, " A AD ") ||
        !read_era(line, at, &end))
        return false;
    end += line_is_sign(line, end, '.');
    if (!line_is_space(line, end) || !line_is_digits(line, end + 1) ||
        line_atom(line, end + 1)->letters > 4)
        return false;
    say_era(line, at, end, saying);
    say_year(line, saying, line_value(line, end + 1));
    saying->end = end + 2;
    return true;
}

static bool is_year(const struct line *line, size_t at)
{
    int64_t value = line_value(line, at);
    bool early = value > 1000 && value < 1100 && is_english(line) &&
                 line_in(line, line_before(line, at),
                         " in since until by year circa after before from ");
    return line_atom(line, at)->letters == 4 && (value >= 1100 || early) &&
           value <= 2099 && !is_numbered(line, at) && !counts(line, at);
}

bool year_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (scan_decade(line, at, saying) || scan_short(line, at, saying) ||
        scan_german_decade(line, at, saying))
        return true;
    if (is_english(line) && line_is_letters(line, at))
        return scan_era_before(line, at, saying);
    if (!line_is_digits(line, at) || line_touches_before(line, at) ||
        line_atom(line, at)->letters > 4)
        return false;
    if (is_english(line) && scan_era_behind(line, at, saying))
        return true;
    bool alone = line->alone && line->atoms.count == 1 && is_english(line) &&
                 line_value(line, at) >= 2100 &&
                 line_value(line, at) % 1000 >= 100;
    if ((!is_year(line, at) && !alone) || line_touches(line, at + 1) ||
        line_atom(line, at)->letters != 4 || part_of_more(line, at, at + 1))
        return false;
    say_year(line, saying, line_value(line, at));
    saying->end = at + 1;
    return true;
}
