/* A lexicon says how words are spoken, by a respelling or by phonemes of the
 * engine, in layers: what a later layer says wins.  Files in our own format
 * (briefcast.lexicon(5)) and W3C Pronunciation Lexicons (PLS 1.0) go in;
 * matches of a text come out. */
#ifndef SPEECH_LEXICON_H
#define SPEECH_LEXICON_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

enum lexicon_layer {
    LEXICON_SHIPPED,
    LEXICON_USER,
    LEXICON_VOICE,
    LEXICON_ARTICLE,
};

struct lexicon;

/* Longest written form, in bytes once folded, and most of its words. */
enum { LEXICON_KEY_MAX = 120 };

struct lexicon *lexicon_new(void);
/* NULL is allowed. */
void lexicon_free(struct lexicon *lexicon);

/* Adds a file's content (copied) to a layer; path is for messages.  Bytes
 * that begin with '<' are read as PLS.  False, with file, line, cause and
 * remedy, for what is not sound; entries before that stay. */
bool lexicon_add(struct lexicon *lexicon, enum lexicon_layer layer,
                 const char *path, struct view bytes, struct err *err) MUST_USE;

/* The same of a file of at most 16 MB. */
bool lexicon_load(struct lexicon *lexicon, enum lexicon_layer layer,
                  const char *path, struct err *err) MUST_USE;

/* How many entries there are. */
size_t lexicon_count(const struct lexicon *lexicon);

struct lexicon_match {
    size_t end;         /* the match is text[at, end), whole words */
    struct view spoken; /* respelling, or phonemes without the brackets */
    bool phonemes;
    /* What to put directly behind `spoken` for a plural or possessive that
     * the match includes: "s", "es", "'s", or phonemes.  Mostly empty. */
    struct view suffix;
    const char *path; /* where the entry stands */
    size_t line;
};

/* The longest entry that matches at offset `at`, which must be the first byte
 * of a word; of several with one length the latest layer, then the narrowest
 * language, then one with a condition that holds.  language is the text's
 * BCP 47 tag: entries for "en" serve "en-GB", entries without a language
 * serve all.  False when there is none.  A NULL lexicon matches nothing.
 * Takes bounded time; the views live as long as the lexicon. */
bool lexicon_match(const struct lexicon *lexicon, struct view language,
                   struct view text, size_t at, struct lexicon_match *match);

/* What an entry asserts: said by the engine, `spoken` must sound as `ipa`. */
struct lexicon_assertion {
    struct view language; /* as written in the file; may be empty */
    struct view word;     /* as written in the file */
    struct view spoken;
    bool phonemes;
    struct view ipa;
    const char *path;
    size_t line;
};

/* Takes the next assertion at or after *at (0 for the first) and moves *at
 * behind it; false after the last one. */
bool lexicon_next_assertion(const struct lexicon *lexicon, size_t *at,
                            struct lexicon_assertion *assertion);

#endif
