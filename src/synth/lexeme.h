/* Spoken text -> lexemes: the words, numbers and phonemes of it, each already
 * in the form that the gate lets pass.  What would not pass is cut smaller,
 * replaced or dropped here, and the list says whether anything that could be
 * heard was. */
#ifndef SYNTH_LEXEME_H
#define SYNTH_LEXEME_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/view.h"
#include "synth/gate.h"

#include <stdbool.h>
#include <stddef.h>

enum lexeme_kind {
    LEXEME_WORD,
    LEXEME_INITIALS,
    LEXEME_NUMBER,
    LEXEME_PHONEMES
};

struct lexeme {
    enum lexeme_kind kind;
    enum letter_script script; /* of a word or initials; else LETTER_COMMON */
    unsigned letters;          /* of a word or initials */
    size_t begin;              /* bytes in lexemes.text */
    size_t size;
    char mark;     /* that follows, or '\0' */
    size_t offset; /* where it begins and ends in the text it was read from */
    size_t end;
};

struct lexemes {
    struct lexeme *at;
    size_t count;
    size_t room;
    struct buf text;
    bool changed; /* something that could be heard was dropped or changed */
    struct arena arena;
};

/* Reads any bytes, in time linear in their number.  native is the script
 * that the voice reads; Latin letters are read by every voice.  *lexemes is
 * zeroed or was released. */
void lexeme_read(struct lexemes *lexemes, struct view spoken,
                 enum letter_script native, bool has_phonemes);
void lexeme_release(struct lexemes *lexemes);

/* The lexeme's own bytes, without its mark. */
struct view lexeme_text(const struct lexemes *lexemes,
                        const struct lexeme *lexeme);

#endif
