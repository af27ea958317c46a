/* An outline is a document cut into sections of sentences.  section/ makes
 * it; speech/ then fills in how each sentence is spoken and the ledger of
 * where every byte went.  Memory is the arena's of the document. */
#ifndef MODEL_OUTLINE_H
#define MODEL_OUTLINE_H

#include "model/document.h"

#include <stdbool.h>
#include <stddef.h>

enum token_fate {
    TOKEN_SPOKEN,    /* said as it is written */
    TOKEN_REWRITTEN, /* said in the words of a named rule */
    TOKEN_SKIPPED,   /* not said, for the stated reason */
};

/* One entry of the ledger: a stretch of a block's text and its fate.  The
 * tokens of a sentence follow each other in the text, do not overlap, and
 * leave only white space between them. */
struct token {
    enum token_fate fate;
    const char *rule; /* rule or reason, static: "year", "url", "word" ... */
    size_t begin;     /* byte offsets in the block's text */
    size_t end;
    size_t spoken_begin; /* byte offsets in the sentence's spoken text; */
    size_t spoken_end;   /* equal when nothing is said for it */
};

struct tokens {
    struct token *at;
    size_t count;
    size_t room;
};

struct sentence {
    size_t block; /* index in document->blocks */
    size_t begin; /* byte offsets in that block's text; sentences of a block */
    size_t end;   /* follow each other, leaving only white space between */
    /* From here on filled by speech/. */
    struct tokens tokens;
    struct view spoken;   /* what the engine is to say; empty: nothing */
    bool has_phonemes;    /* spoken holds [[...]] that our lexicon made */
    struct view language; /* BCP 47 tag of the voice it needs */
};

struct sentences {
    struct sentence *at;
    size_t count;
    size_t room;
};

struct section {
    struct view title; /* for the chapter list: heading's text or first words */
    int level;         /* 1 to 6, as headings nest */
    bool has_heading;  /* its first sentences are the heading's */
    size_t first;      /* its sentences: first, first + 1 ... */
    size_t count;
};

struct sections {
    struct section *at; /* in order; together they hold every sentence once */
    size_t count;
    size_t room;
};

struct outline {
    const struct document *document;
    struct sections sections;
    struct sentences sentences;
};

/* Text of the sentence as written. */
struct view sentence_text(const struct outline *outline,
                          const struct sentence *sentence);

const char *token_fate_name(enum token_fate fate);

#endif
