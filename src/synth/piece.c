#include "synth/piece.h"

#include <stdint.h>
#include <string.h>

/* What a piece holds so far, against the gate's limits. */
struct load {
    size_t bytes, tokens, singles, phoneme_tokens;
    enum gate_script script;
};

static size_t written_size(const struct atom *atom)
{
    return atom->size + (atom->mark != '\0');
}

/* How many one-letter words it counts as. */
static size_t singles_of(const struct atom *atom)
{
    if (atom->kind == ATOM_INITIALS)
        return atom->letters;
    return atom->kind == ATOM_WORD && atom->letters == 1 ? 1 : 0;
}

/* Adds an atom if there is room for it. */
static bool load_add(struct load *load, const struct atom *atom)
{
    struct load more = *load;

    more.bytes += (load->tokens > 0) + written_size(atom);
    more.tokens++;
    more.singles = singles_of(atom) ? load->singles + singles_of(atom) : 0;
    more.phoneme_tokens += atom->kind == ATOM_PHONEMES;
    if (atom->script != GATE_NONE) {
        if (load->script != GATE_NONE && load->script != atom->script)
            return false;
        more.script = atom->script;
    }
    if (more.bytes > GATE_BYTES || more.tokens > GATE_TOKENS ||
        more.singles > GATE_SINGLES ||
        more.phoneme_tokens > GATE_PHONEME_TOKENS)
        return false;
    *load = more;
    return true;
}

/* How well a cut behind an atom would sound; 0: as between any two words. */
static int cut_quality(const struct atom *atom)
{
    if (atom->mark == '\0')
        return 0;
    return atom->mark == ',' ? 1 : 2;
}

/* The best place to cut among the atoms that fit, never so early that the
 * text would fall into crumbs. */
static size_t best_count(const struct atoms *atoms, size_t first, size_t fits)
{
    size_t best = fits;
    int best_quality = 0;

    for (size_t count = fits; count > fits / 4; count--) {
        int quality = cut_quality(&atoms->at[first + count - 1]);

        if (quality > best_quality && (quality == 1 || count > fits / 3)) {
            best = count;
            best_quality = quality;
        }
    }
    return best;
}

enum piece_seam piece_seam_after(const struct atoms *atoms, size_t last)
{
    if (last + 1 >= atoms->count)
        return PIECE_END;
    return atoms->at[last].mark == '\0' ? PIECE_CLOSE : PIECE_CLAUSE;
}

struct piece piece_next(const struct atoms *atoms, size_t first)
{
    struct load load = {0};
    size_t fits = 0;

    while (first + fits < atoms->count &&
           load_add(&load, &atoms->at[first + fits]))
        fits++;
    if (fits == 0)
        fits = 1; /* cannot be: every atom fits alone */
    size_t count =
        first + fits == atoms->count ? fits : best_count(atoms, first, fits);
    return (struct piece){first, count,
                          piece_seam_after(atoms, first + count - 1)};
}

void piece_write(const struct atoms *atoms, const struct piece *piece,
                 struct buf *text)
{
    for (size_t i = 0; i < piece->count; i++) {
        const struct atom *atom = &atoms->at[piece->first + i];

        if (i > 0)
            buf_add_char(text, ' ');
        buf_add(text, atom_text(atoms, atom));
        if (atom->mark != '\0')
            buf_add_char(text, atom->mark);
    }
}

size_t piece_origin(const struct atoms *atoms, const struct piece *piece,
                    size_t offset)
{
    const struct atom *atom = &atoms->at[piece->first];

    for (size_t i = 0; i < piece->count; i++) {
        atom = &atoms->at[piece->first + i];
        if (offset <= written_size(atom))
            break;
        offset -= written_size(atom) + 1;
    }
    size_t origin = atom->offset + offset;
    return origin < atom->end ? origin : atom->end;
}

enum gate_script piece_script(const struct atoms *atoms,
                              const struct piece *piece)
{
    for (size_t i = 0; i < piece->count; i++) {
        const struct atom *atom = &atoms->at[piece->first + i];

        if (atom->script != GATE_NONE)
            return atom->script;
    }
    return GATE_LATIN;
}
