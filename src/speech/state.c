#include "speech/class.h"

#include "speech/say.h"

/* States of the U.S. as they are written behind a place or a party. */

static const struct {
    const char *code;
    const char *old; /* the longer short form, with a dot; NULL: none */
    const char *name;
} states[] = {
    {"AL", "Ala", "Alabama"},
    {"AK", NULL, "Alaska"},
    {"AZ", "Ariz", "Arizona"},
    {"AR", "Ark", "Arkansas"},
    {"CA", "Calif", "California"},
    {"CO", "Colo", "Colorado"},
    {"CT", "Conn", "Connecticut"},
    {"DE", "Del", "Delaware"},
    {"FL", "Fla", "Florida"},
    {"GA", NULL, "Georgia"},
    {"HI", NULL, "Hawaii"},
    {"ID", NULL, "Idaho"},
    {"IL", "Ill", "Illinois"},
    {"IN", "Ind", "Indiana"},
    {"IA", NULL, "Iowa"},
    {"KS", "Kan", "Kansas"},
    {"KY", NULL, "Kentucky"},
    {"LA", NULL, "Louisiana"},
    {"ME", NULL, "Maine"},
    {"MD", NULL, "Maryland"},
    {"MA", "Mass", "Massachusetts"},
    {"MI", "Mich", "Michigan"},
    {"MN", "Minn", "Minnesota"},
    {"MS", "Miss", "Mississippi"},
    {"MO", NULL, "Missouri"},
    {"MT", "Mont", "Montana"},
    {"NE", "Neb", "Nebraska"},
    {"NV", "Nev", "Nevada"},
    {"NH", NULL, "New Hampshire"},
    {"NJ", NULL, "New Jersey"},
    {"NM", NULL, "New Mexico"},
    {"NY", NULL, "New York"},
    {"NC", NULL, "North Carolina"},
    {"ND", NULL, "North Dakota"},
    {"OH", NULL, "Ohio"},
    {"OK", "Okla", "Oklahoma"},
    {"OR", "Ore", "Oregon"},
    {"PA", NULL, "Pennsylvania"},
    {"RI", NULL, "Rhode Island"},
    {"SC", NULL, "South Carolina"},
    {"SD", NULL, "South Dakota"},
    {"TN", "Tenn", "Tennessee"},
    {"TX", "Tex", "Texas"},
    {"UT", NULL, "Utah"},
    {"VT", NULL, "Vermont"},
    {"VA", NULL, "Virginia"},
    {"WA", "Wash", "Washington"},
    {"WV", NULL, "West Virginia"},
    {"WI", "Wis", "Wisconsin"},
    {"WY", "Wyo", "Wyoming"},
};

static const char *find(struct view code, bool old)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (view_equal_nocase(code, view_of(states[i].code)) ||
            (old && states[i].old &&
             view_equal_nocase(code, view_of(states[i].old))))
            return states[i].name;
    }
    return NULL;
}

/* The ZIP code, figure by figure, from the white space before it. */
static void say_zip(const struct line *line, size_t at, struct saying *saying)
{
    size_t zip = at + line_is_space(line, at);
    if (line_atom(line, zip)->letters != 5 || !line_is_digits(line, zip) ||
        line_touches(line, zip + 1))
        return;
    struct buf digits;
    buf_init(&digits, 0);
    line_add_digits(line, zip, &digits);
    buf_add_char(&saying->words, ',');
    say_digits(line, saying, buf_view(&digits));
    buf_release(&digits);
    saying->end = zip + 1;
}

/* ", CA 95051", ", PA.", ", Va. 1857", ", N.Y." */
static bool scan_place(const struct line *line, size_t at,
                       struct saying *saying)
{
    size_t before = line_before(line, at);
    if (!line_is_letters(line, at) || line_touches(line, at + 1) ||
        !line_is_sign(line, before, ',') ||
        !line_is_capital(line, before - 1) || line_is_sign(line, at + 1, ';'))
        return false;
    size_t end = at + 1;
    struct view code = line_atom_text(line, at);
    char pair[2];
    bool dotted = code.size == 1 && line_is_sign(line, at + 1, '.') &&
                  line_atom(line, at + 2)->letters == 1 &&
                  line_is_letters(line, at + 2);
    if (dotted) {
        pair[0] = code.data[0];
        pair[1] = line_atom_text(line, at + 2).data[0];
        code = (struct view){pair, 2};
        end = at + 3;
    }
    bool dot = line_is_sign(line, end, '.');
    enum atom_case its = line_atom(line, at)->letter_case;
    bool written = dotted || its == CASE_UPPER || (its == CASE_TITLE && dot);
    size_t next = end + dot + line_is_space(line, end + dot);
    bool placed = line_ends_at(line, end) || line_is_digits(line, next) ||
                  line_atom(line, end)->kind == ATOM_SIGN;
    if (!written || !placed)
        return false;
    bool district = dotted && view_equal(code, VIEW("DC"));
    const char *name = find(code, dot);
    if (!name && !district)
        return false;
    if (name)
        say(saying, name);
    else
        say_letters(line, saying, code);
    saying->end = end + (dot && !line_ends_at(line, end));
    say_zip(line, end + dot, saying);
    return true;
}

/* "(D-Calif.)", "(R-TX)": a politician's party and state. */
static bool scan_party(const struct line *line, size_t at,
                       struct saying *saying)
{
    if (!line_in(line, at, " D R I ") || !line_is_sign(line, at - 1, '(') ||
        !line_is_sign(line, at + 1, '-') || !line_is_letters(line, at + 2))
        return false;
    bool dot = line_is_sign(line, at + 3, '.');
    const char *name = find(line_atom_text(line, at + 2), dot);
    size_t end = at + 3 + dot;
    if (!name ||
        (!line_is_sign(line, end, ')') && !line_is_sign(line, end, ',')))
        return false;
    say_letters(line, saying, line_atom_text(line, at));
    say(saying, name);
    saying->end = end;
    return true;
}

bool state_scan(const struct line *line, size_t at, struct saying *saying)
{
    return line->grammar.date == DATE_ENGLISH &&
           (scan_place(line, at, saying) || scan_party(line, at, saying));
}
