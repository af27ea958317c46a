/* Reading one text from left to right in search of the ends of its sentences:
 * what sentence.c, ending.c and held.c share. */
#ifndef SECTION_SCAN_H
#define SECTION_SCAN_H

#include "base/arena.h"
#include "section/boundary.h"
#include "section/label.h"
#include "section/sentence.h"
#include "section/stop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SCAN_WORD_MAX = 32, /* bytes; words are looked at up to this length */
    SCAN_PAIRS = 13,    /* kinds of brackets and quotation marks (held.c) */
};

struct scan {
    const struct stop_language *language;
    struct boundary *boundary;
    struct view text;
    size_t icu; /* next boundary of ICU's, at or behind where we look */
    struct arena *arena;
    struct spans *spans;
    size_t begin;       /* of the sentence that is open */
    size_t held;        /* no sentence ends before this offset */
    struct label label; /* the last label of the open list; style 0: none */
    bool has_capitals;  /* in all of the text */
    size_t searched[SCAN_PAIRS]; /* no closer before this offset */
};

/* What stands behind a possible end of a sentence. */
struct behind {
    size_t at;     /* first character that is not white space */
    size_t word;   /* of the first word, behind openers */
    uint32_t code; /* its first character; 0 at the end */
    bool dots;     /* it begins with "..." */
    bool dash;     /* a dash stands before the word */
    bool opener;
    bool label;
};

/* The code point at or before an offset; 0 beyond the text. */
uint32_t scan_code(struct view text, size_t at);
uint32_t scan_code_before(struct view text, size_t at);

/* Offset of the first character at or behind `at` that is no white space. */
size_t scan_spaces(struct view text, size_t at);

/* May end a sentence: full stop, exclamation, question mark, ellipsis, and
 * what the language has besides. */
bool scan_is_terminator(const struct scan *scan, uint32_t c);

/* Closes a quotation or bracket wherever it stands. */
bool scan_is_closer(uint32_t c);

/* May stand before the first word of a sentence. */
bool scan_is_opener(uint32_t c);

/* End of the word that begins at `at`. */
size_t scan_word_end(struct view text, size_t at);

/* The word behind `low` that ends at `end`, with full stops, hyphens and digits
 * in it. */
struct view scan_word_before(struct view text, size_t low, size_t end);

/* Looks at what stands behind a possible end. */
struct behind scan_behind(struct view text, size_t at);

/* Moves over further terminators: ". . .", "?!", "! ." */
size_t scan_terminators(const struct scan *scan, size_t at);

/* Moves over closing quotation marks and brackets. */
size_t scan_closers(const struct scan *scan, size_t at);

/* Moves over reference marks behind a terminator: "[1]", "11 12", superscript
 * digits. */
size_t scan_marks(struct view text, size_t at, uint32_t before);

#endif
