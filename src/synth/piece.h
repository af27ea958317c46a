/* Lexemes -> pieces: runs of lexemes that fit through the gate, each spoken by
 * one call of the engine.  Long sentences are cut where a speaker would
 * breathe: behind a clause mark if there is one, else between words. */
#ifndef SYNTH_PIECE_H
#define SYNTH_PIECE_H

#include "base/buf.h"
#include "synth/lexeme.h"

#include <stdbool.h>
#include <stddef.h>

/* What is heard between a piece and the next. */
enum piece_seam {
    PIECE_CLAUSE, /* the engine's own pause for the mark at its end */
    PIECE_CLOSE,  /* nothing: the words follow each other */
    PIECE_END,    /* it is the last */
};

struct piece {
    size_t first; /* lexemes first, first + 1 ... */
    size_t count;
    enum piece_seam seam;
};

/* The piece that begins with lexeme number first, which must exist. */
struct piece piece_next(const struct lexemes *lexemes, size_t first);

/* What would be heard behind lexeme number last, if a piece ended there. */
enum piece_seam piece_seam_after(const struct lexemes *lexemes, size_t last);

/* Appends the piece as the engine gets it. */
void piece_write(const struct lexemes *lexemes, const struct piece *piece,
                 struct buf *text);

/* Offset in the text the lexemes were read from, for an offset in what
 * piece_write() wrote. */
size_t piece_origin(const struct lexemes *lexemes, const struct piece *piece,
                    size_t offset);

/* Script of its words, LETTER_LATIN when it has none. */
enum letter_script piece_script(const struct lexemes *lexemes,
                                const struct piece *piece);

#endif
