/* A feed is what its file says: a title, a home, and entries in the order
 * of the file.  All memory is the arena's that the reader was given. */
#ifndef MODEL_FEED_H
#define MODEL_FEED_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct feed_text {
    struct view text; /* as the feed has it */
    bool is_markup;   /* HTML, else plain text */
    struct view base; /* address that its relative links start from */
};

struct feed_enclosure {
    struct view url; /* absolute, when an address of the feed is known */
    struct view type;
    struct view length; /* bytes, as written */
};

struct feed_enclosures {
    struct feed_enclosure *at;
    size_t count;
    size_t room;
};

struct feed_entry {
    struct view id;    /* as written; of the link when there is none */
    struct view title; /* plain, white space folded; may be empty */
    struct view link;  /* absolute, when an address of the feed is known */
    struct view date;  /* published, else updated: ISO 8601 in UTC; empty:
                          none, or none that could be read */
    int64_t seconds;   /* the same since 1970; INT64_MIN: none */
    struct view author;
    struct view language; /* BCP 47, empty: the feed's */
    struct feed_text summary;
    struct feed_text content;
    struct feed_enclosures enclosures;
    size_t line; /* where it begins in the source, from 1 */
};

struct feed_entries {
    struct feed_entry *at;
    size_t count;
    size_t room;
};

struct feed {
    struct view title; /* plain, white space folded */
    struct view link;
    struct view language;
    struct view author;
    struct feed_entries entries;
    bool damaged; /* it is not well-formed; there may be more in it */
};

#endif
