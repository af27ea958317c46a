/* atom: a line cut into runs of letters, runs of digits, runs of white space
 * and single signs.  The classes of speech/ read atoms, never bytes. */
#ifndef SPEECH_ATOM_H
#define SPEECH_ATOM_H

#include "base/arena.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum atom_kind {
    ATOM_NONE, /* before the first and behind the last atom */
    ATOM_SPACE,
    ATOM_LETTERS, /* with combining marks and invisible characters inside */
    ATOM_DIGITS,  /* decimal digits of any one script */
    ATOM_NOTE,    /* what the reader marked as the mark of a note */
    ATOM_SIGN,    /* one code point, with the invisible ones behind it */
};

enum atom_case {
    CASE_NONE,  /* a script without case */
    CASE_LOWER, /* word */
    CASE_TITLE, /* Word, W */
    CASE_UPPER, /* WORD */
    CASE_MIXED, /* wOrD, WOrd */
};

struct atom {
    enum atom_kind kind;
    enum atom_case letter_case; /* ATOM_LETTERS */
    uint32_t sign;              /* ATOM_SIGN: the code point, typographic
                                   quotes and hyphens as their ASCII kin */
    bool quoted;  /* between quotation marks; for a mark, of its own kind */
    size_t begin; /* byte offsets in the text */
    size_t end;
    size_t letters; /* ATOM_LETTERS, ATOM_DIGITS: how many */
};

struct atoms {
    struct atom *at;
    size_t count;
    size_t room;
};

/* Cuts text[begin, end) into atoms that cover it without a gap. */
void atoms_cut(struct arena *arena, struct view text, size_t begin, size_t end,
               struct atoms *atoms);

#endif
