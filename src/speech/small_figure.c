#include "speech/small_figure.h"

static int from_block(uint32_t sign, uint32_t zero)
{
    return sign >= zero && sign <= zero + 9 ? (int)(sign - zero) : -1;
}

int small_figure_low(const struct line *line, size_t at)
{
    const struct atom *atom = line_atom(line, at);
    return atom->kind == ATOM_SIGN ? from_block(atom->sign, 0x2080) : -1;
}

int small_figure_high(const struct line *line, size_t at)
{
    const struct atom *atom = line_atom(line, at);
    if (atom->kind != ATOM_SIGN)
        return -1;
    switch (atom->sign) {
    case 0xB9:
        return 1;
    case 0xB2:
        return 2;
    case 0xB3:
        return 3;
    default:
        return from_block(atom->sign, 0x2070);
    }
}

char small_figure_sign(const struct line *line, size_t at)
{
    return line_is_sign(line, at, 0x207A)   ? '+'
           : line_is_sign(line, at, 0x207B) ? '-'
                                            : 0;
}
