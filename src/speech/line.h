/* line: one sentence on its way to the ear.  The classes look at its atoms
 * (before and after the one they begin at) and answer with a saying: how
 * many atoms they take, and the words for them.  What they say is never
 * looked at again. */
#ifndef SPEECH_LINE_H
#define SPEECH_LINE_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/outline.h"
#include "speech/atom.h"
#include "speech/grammar.h"
#include "speech/speech.h"
#include "speech/utterance.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line {
    struct arena *arena;
    const struct speech_request *request;
    struct view language; /* BCP 47 of the sentence */
    struct grammar grammar;
    struct view text; /* the block's text, which offsets count in */
    size_t begin;     /* the sentence in it */
    size_t end;
    struct atoms atoms;
    const struct block *block; /* NULL: none */
    const struct runs *runs;   /* of the block; NULL: none */
    bool capitals;             /* a heading or shout all in capitals */
    bool alone;                /* from speech_line: no document around it */
    bool date_near;            /* words that make 1/4 a date */
    size_t chunk_end; /* atom behind the current stretch without spaces */
};

struct saying {
    size_t end; /* atom behind the last one taken */
    enum token_fate fate;
    const char *rule;
    struct buf words; /* what to say; '\0' ended phonemes never in here */
    char mark;        /* . , ; : ? ! behind the words, or 0 */
    bool phonemes;    /* words are eSpeak phonemes of the lexicon */
    bool glue_before; /* hyphenated to the word before */
    bool glue_after;
};

/* The atom at an index; before the first (SIZE_MAX) and behind the last one
 * of kind ATOM_NONE. */
const struct atom *line_atom(const struct line *line, size_t at);
struct view line_atom_text(const struct line *line, size_t at);
/* Source text of atoms [begin, end). */
struct view line_text(const struct line *line, size_t begin, size_t end);

bool line_is_space(const struct line *line, size_t at);
bool line_is_sign(const struct line *line, size_t at, uint32_t sign);
bool line_is_digits(const struct line *line, size_t at);
bool line_is_letters(const struct line *line, size_t at);
/* The atom is this word, ASCII letters compared without case. */
bool line_is_word(const struct line *line, size_t at, const char *word);
/* The atom is one of the words in a list, each between spaces (" am pm "),
 * compared without case. */
bool line_in(const struct line *line, size_t at, const char *list);
/* A capitalised or all-capital word. */
bool line_is_capital(const struct line *line, size_t at);
/* A letter or digit ends right before (stands right at) this atom. */
bool line_touches_before(const struct line *line, size_t at);
bool line_touches(const struct line *line, size_t at);
/* The atom before (or behind) at that is no white space. */
size_t line_before(const struct line *line, size_t at);
size_t line_after(const struct line *line, size_t at);
/* A line of several sentences goes on with a new one: white space and a word
 * that opens sentences. */
bool line_starts_sentence(const struct line *line, size_t at);
/* Nothing but quotes, brackets and marks follow from at on. */
bool line_ends_at(const struct line *line, size_t at);

/* Value of a run of 1 to 9 digits, or -1. */
int64_t line_value(const struct line *line, size_t at);
/* Appends its digits as ASCII. */
void line_add_digits(const struct line *line, size_t at, struct buf *out);

/* The word is in a list of words between spaces, case ignored. */
bool line_word_in(struct view word, const char *list);

#endif
