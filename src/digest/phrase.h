/* Phrases: what a digest says itself, in the languages that we know how to
 * say it in; English stands in for others. */
#ifndef DIGEST_PHRASE_H
#define DIGEST_PHRASE_H

#include "base/buf.h"
#include "base/view.h"

#include <stddef.h>
#include <stdint.h>

/* What a template's fields stand for. */
struct phrase_fields {
    struct view language; /* BCP 47 */
    struct view title;
    int64_t now;  /* seconds since 1970; shown in the local time zone */
    size_t count; /* of items told */
    size_t left;  /* of items that are in the notes only */
    int64_t length_ms;
};

/* Appends the template with its fields filled in: {date} {weekday} {time}
 * {count} {left} {length} {title}; numbers with their noun: "4 stories". */
void phrase_fill(struct buf *out, struct view template,
                 const struct phrase_fields *fields);

/* The language's own templates. */
struct view phrase_opening(struct view language);
struct view phrase_closing(struct view language);
struct view phrase_left(struct view language);
struct view phrase_headlines(struct view language);
struct view phrase_update(struct view language);

/* Appends "From the Guardian, 2 hours ago." of a source's name (may be empty)
 * and the item's time (INT64_MIN: not known). */
void phrase_origin(struct buf *out, struct view language, struct view source,
                   int64_t seconds, int64_t now);

/* Appends "12 minutes", or seconds below one and a half minutes. */
void phrase_length(struct buf *out, struct view language, int64_t length_ms);

#endif
