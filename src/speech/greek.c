#include "speech/class.h"

#include "base/utf8.h"
#include "speech/letters.h"
#include "speech/say.h"

/* A Greek letter that stands for a quantity: π, Δ.  Voices of Latin script
 * say its name. */

enum { ALPHA = 0x3B1, OMEGA = 0x3C9 };

static const char *const names[] = {
    "alpha",   "beta", "gamma", "delta",  "epsilon", "zeta", "eta",
    "theta",   "iota", "kappa", "lambda", "mu",      "nu",   "xi",
    "omicron", "pi",   "rho",   "sigma",  "sigma",   "tau",  "upsilon",
    "phi",     "chi",  "psi",   "omega",
};

bool greek_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_letters(line, at) || line_atom(line, at)->letters != 1 ||
        letters_script_of_language(line->language) != LETTER_LATIN)
        return false;
    size_t begin = 0;
    uint32_t letter =
        letters_lower(utf8_next(line_atom_text(line, at), &begin));
    if (letter < ALPHA || letter > OMEGA)
        return false;
    say(saying, names[letter - ALPHA]);
    saying->end = at + 1;
    return true;
}
