#include "speech/atom.h"

#include "base/utf8.h"
#include "speech/letters.h"

/* Quotes, hyphens and full-width signs that mean what an ASCII sign means. */
static uint32_t plain_sign(uint32_t codepoint)
{
    switch (codepoint) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2BC:
    case 0xB4:
    case 0x60:
        return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB:
        return '"';
    case 0x2010:
    case 0x2011:
        return '-';
    case 0x2024:
        return '.';
    case 0x2215:
    case 0x2044:
        return '/';
    default:
        if (codepoint >= 0xFF01 && codepoint <= 0xFF5E)
            return codepoint - 0xFF01 + '!';
        return codepoint;
    }
}

static enum atom_kind kind_of(uint32_t codepoint)
{
    if (letters_is_space(codepoint))
        return ATOM_SPACE;
    if (letters_is_letter(codepoint))
        return ATOM_LETTERS;
    if (letters_digit(codepoint) >= 0)
        return ATOM_DIGITS;
    return ATOM_SIGN;
}

struct letter_count {
    size_t letters;
    size_t upper;
    size_t lower;
    bool first_upper;
};

static void count_letter(struct letter_count *count, uint32_t codepoint)
{
    bool upper = letters_is_upper(codepoint);
    bool lower = !upper && letters_lower(codepoint) == codepoint &&
                 codepoint != 0xAA && codepoint != 0xBA;
    if (count->letters == 0)
        count->first_upper = upper;
    count->letters++;
    count->upper += upper;
    count->lower += lower;
}

static enum atom_case case_of(const struct letter_count *count)
{
    if (count->upper == 0)
        return count->lower ? CASE_LOWER : CASE_NONE;
    if (count->upper == 1 && count->first_upper)
        return CASE_TITLE;
    return count->upper == count->letters ? CASE_UPPER : CASE_MIXED;
}

void atoms_cut(struct arena *arena, struct view text, size_t begin, size_t end,
               struct atoms *atoms)
{
    text = view_slice(text, 0, end);
    while (begin < text.size) {
        size_t at = begin;
        uint32_t codepoint = utf8_next(text, &at);
        struct atom *atom = ARENA_PUSH(arena, atoms);
        struct letter_count count = {0};
        atom->kind = kind_of(codepoint);
        atom->begin = begin;
        if (atom->kind == ATOM_SIGN)
            atom->sign = plain_sign(codepoint);
        else
            count_letter(&count, codepoint);
        while (at < text.size) {
            size_t next = at;
            codepoint = utf8_next(text, &next);
            bool joins =
                letters_is_invisible(codepoint) && atom->kind != ATOM_SPACE;
            if (atom->kind == ATOM_LETTERS && letters_is_mark(codepoint))
                joins = true;
            else if (!joins && atom->kind != ATOM_SIGN &&
                     kind_of(codepoint) == atom->kind) {
                joins = true;
                count_letter(&count, codepoint);
            }
            if (!joins)
                break;
            at = next;
        }
        atom->end = at;
        atom->letters = atom->kind == ATOM_SPACE ? 0 : count.letters;
        atom->letter_case = atom->kind == ATOM_LETTERS ? case_of(&count) : 0;
        begin = at;
    }
}
