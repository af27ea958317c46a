#include "speech/class.h"

#include "speech/number.h"
#include "speech/say.h"

/* "20K followers", "1.6k of the bricks", "7B people": a letter for thousands
 * and more, where a noun in the plural shows that something is counted.
 * "A 5k run" is spelled.  English only. */

static const struct {
    const char *letters;
    const char *word;
    bool upper; /* the small letter is a unit */
} scales[] = {
    {"k", "thousand", false}, {"m", "million", true},
    {"mn", "million", false}, {"b", "billion", true},
    {"bn", "billion", false}, {"tn", "trillion", false},
};

/* What is counted in millions, where a small m could be meters. */
static const char many[] =
    " users people followers subscribers viewers readers listeners customers "
    "members voters jobs homes households visitors copies passengers votes "
    "inhabitants residents workers ";

static bool is_counted(const struct line *line, size_t at)
{
    if (line_in(line, at, " of people men women children "))
        return true;
    struct view word = line_atom_text(line, at);
    return line_is_letters(line, at) && word.size >= 4 &&
           line_atom(line, at)->letter_case == CASE_LOWER &&
           word.data[word.size - 1] == 's' && word.data[word.size - 2] != 's' &&
           !line_in(line, at, " this thus always series ");
}

/* "100s of people" */
static bool scan_plural(const struct line *line, const struct number *number,
                        struct saying *saying)
{
    int64_t value = number_value(number);
    if ((value != 10 && value != 100 && value != 1000) ||
        !line_is_word(line, number->end, "s") ||
        !line_is_word(line, line_after(line, number->end), "of"))
        return false;
    say(saying, value == 10 ? "tens" : value == 100 ? "hundreds" : "thousands");
    saying->end = number->end + 1;
    return true;
}

bool scale_scan(const struct line *line, size_t at, struct saying *saying)
{
    struct number number;
    if (line->grammar.date != DATE_ENGLISH || line_touches_before(line, at) ||
        !number_read(line, at, &number))
        return false;
    if (scan_plural(line, &number, saying))
        return true;
    if (!line_is_space(line, number.end + 1) ||
        !is_counted(line, number.end + 2))
        return false;
    bool small = line_atom(line, number.end)->letter_case == CASE_LOWER;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (!line_is_word(line, number.end, scales[i].letters) ||
            (scales[i].upper && small &&
             !(scales[i].letters[0] == 'm' &&
               line_in(line, number.end + 2, many))))
            continue;
        number_say(line, &number, NUMBER_CARDINAL, saying);
        say(saying, scales[i].word);
        saying->end = number.end + 1;
        return true;
    }
    return false;
}
