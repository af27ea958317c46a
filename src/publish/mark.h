/* The chapter marks of an episode as one flat list in time, from which every
 * form of chapters is printed.  The first begins at 0: the silence before the
 * first word is its own. */
#ifndef PUBLISH_MARK_H
#define PUBLISH_MARK_H

#include "base/buf.h"
#include "model/episode.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Titles longer than this are cut in lists that players show in one line. */
enum { MARK_JSON_CHARACTERS = 45, MARK_DESCRIPTION_CHARACTERS = 39 };

struct mark {
    const struct chapter *chapter;
    size_t index; /* of the chapter in the script */
    int64_t begin_ms;
    int64_t end_ms; /* where the next begins, or the end of all */
};

/* Steps to the next mark; start with a zeroed struct.  Chapters that begin in
 * one millisecond with the one before, or at the very end, are passed over. */
bool mark_next(const struct episode *episode, struct mark *mark);

size_t mark_count(const struct episode *episode);

/* Appends a title, white space folded, at most width characters ("..." for
 * what is cut off); "Chapter N" for a title without text. */
void mark_label(struct buf *out, const struct mark *mark, size_t width);

/* Milliseconds of the whole. */
int64_t mark_total_ms(const struct episode *episode);

#endif
