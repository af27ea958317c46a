#include "speech/class.h"

#include "speech/say.h"

/* U.S., p.m., J.R.R.: single letters, each with a dot. */
static bool scan_dotted(const struct line *line, size_t at,
                        struct saying *saying)
{
    struct buf letters;
    size_t end = at;
    size_t count = 0;
    buf_init(&letters, 64);
    while (line_atom(line, end)->letters == 1 && line_is_letters(line, end) &&
           line_is_sign(line, end + 1, '.') && count < 16) {
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
    bool found = count >= 2 && !line_touches_before(line, at);
    if (found) {
        say_letters(line, saying, buf_view(&letters));
        saying->end = end;
        if (line_ends_at(line, end) && line_is_sign(line, end - 1, '.'))
            saying->mark = '.';
    }
    buf_release(&letters);
    return found;
}

/* Written in capitals and said as a word. */
static const char pronounced[] =
    " NATO NASA UNESCO UNICEF OPEC AIDS COVID FIFA UEFA RADAR LASER SARS "
    "NAFTA ASEAN OSHA FEMA INTERPOL BREXIT NASDAQ PIN RAM ROM SIM GIF JPEG ";

static bool scan_capitals(const struct line *line, size_t at,
                          struct saying *saying)
{
    const struct atom *atom = line_atom(line, at);
    if (atom->letters < 2)
        return false;
    struct view word = line_atom_text(line, at);
    bool plural = atom->letter_case == CASE_MIXED && atom->letters >= 3 &&
                  word.data[word.size - 1] == 's';
    for (size_t i = 0; plural && i + 1 < word.size; i++)
        plural = word.data[i] >= 'A' && word.data[i] <= 'Z';
    if (atom->letter_case != CASE_UPPER && !plural)
        return false;
    saying->end = at + 1;
    if (line->capitals || line_in(line, at, pronounced) || atom->letters > 5) {
        if (atom->letters <= 5 && line->capitals && line_in(line, at, " US UK EU "))
            say_letters(line, saying, word);
        else {
            letters_add_lower(&saying->words, word);
            saying->rule = "capitals";
        }
        return true;
    }
    if (plural) {
        for (size_t i = 0; i + 1 < word.size; i++)
            say_letters(line, saying, view_slice(word, i, i + 1));
        buf_add_string(&saying->words, "'s");
        return true;
    }
    say_letters(line, saying, word);
    return true;
}

bool acronym_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_letters(line, at))
        return false;
    return scan_dotted(line, at, saying) || scan_capitals(line, at, saying);
}
