/* What a full stop behind a word means, by language: the tables behind our
 * joins and splits of sentences. */
#ifndef SECTION_STOP_H
#define SECTION_STOP_H

#include "base/view.h"

#include <stdbool.h>

enum stop_kind {
    STOP_PLAIN,    /* no abbreviation that we know */
    STOP_TITLE,    /* a name follows: "Mr." */
    STOP_NUMBERED, /* ends no sentence before a number: "no.", "Fig." */
    STOP_MONTH,    /* the same: "Jan. 5" */
    STOP_UNIT,     /* the same: "5 ft. 6 in." */
    STOP_INNER,    /* ends one only before a word that starts sentences */
    STOP_TIME,     /* "p.m.": ends one, unless "At 5 p.m." opens it */
    STOP_FINAL,    /* often last in a sentence: "etc.", "Ph.D." */
    STOP_NEVER,    /* a lower-case word always follows: "z. B." */
};

struct stop_language;

/* Tables of a language (by its primary subtag); the general ones when it has
 * none.  Static, never NULL. */
const struct stop_language *stop_language(struct view tag);

/* Kind of a word as written, without its last full stop ("p.m", "Ph.D"). */
enum stop_kind stop_kind(const struct stop_language *language,
                         struct view word);

/* The word, as written, is one that often begins sentences and is seldom a
 * name: "The", "He", "Did". */
bool stop_starts_sentence(const struct stop_language *language,
                          struct view word);

/* A verb of speaking that may follow a quotation: "said". */
bool stop_is_saying(const struct stop_language *language, struct view word);

/* A preposition that may open a sentence with a time: "At". */
bool stop_is_opening(const struct stop_language *language, struct view word);

/* Numbers with a full stop are ordinals: "am 3. Oktober". */
bool stop_has_ordinals(const struct stop_language *language);

/* A further character that ends sentences, or 0: Greek and Armenian have
 * their own on the keys of ";" and ":". */
char stop_character(const struct stop_language *language);

#endif
