/* expansion: abbreviations that an article explains itself, "European Central
 * Bank (ECB)", so that later sections can be told what they mean. */
#ifndef SPEECH_EXPANSION_H
#define SPEECH_EXPANSION_H

#include "base/arena.h"
#include "model/outline.h"

#include <stddef.h>

struct expansion {
    struct view letters; /* "ECB" */
    struct view words;   /* letters, single spaces and hyphens only */
    size_t section;      /* behind the last one that has heard it */
};

struct expansions {
    struct expansion *at;
    size_t count;
    size_t room;
};

/* Finds them in all prose of the document; at most 64, in linear time.  The
 * letters of the abbreviation must begin the words before it, in order, where
 * of, and, for, the and their like may count or not. */
void expansions_find(struct arena *arena, const struct document *document,
                     struct expansions *expansions);

/* The words of an abbreviation that the section (counted from 0, in reading
 * order) has not heard yet; from now on it has.  Where the text itself
 * explains it, or nothing is known, empty.  `begin` is where the letters stand
 * in text. */
struct view expansions_take(struct expansions *expansions, struct view text,
                            size_t begin, size_t end, size_t section);

#endif
