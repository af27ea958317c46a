#include "speech/class.h"

#include "speech/say.h"

enum { NAME_SIZE = 128 };

/* A picture stands for itself: by default it is left out, with its place in
 * the ledger; on request its Unicode name is said (there are English ones
 * only). */
bool emoji_scan(const struct line *line, size_t at, struct saying *saying)
{
    const struct atom *atom = line_atom(line, at);
    if (atom->kind != ATOM_SIGN || !letters_is_picture(atom->sign))
        return false;
    saying->end = at + 1;
    char name[NAME_SIZE];
    if (line->request->emoji == SPEECH_SAY &&
        line->grammar.date == DATE_ENGLISH &&
        letter_name(atom->sign, name, sizeof name)) {
        letters_add_lower(&saying->words, view_of(name));
        return true;
    }
    saying->fate = TOKEN_SKIPPED;
    return true;
}
