/* Dates as feeds, pages and books write them -> UTC. */
#ifndef READ_DATE_H
#define READ_DATE_H

#include "base/arena.h"
#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

struct date {
    int64_t seconds; /* since 1970-01-01T00:00:00Z; may be negative */
    bool has_time;   /* else it is the day's first second */
};

/* Understands ISO 8601 and the W3C's forms of it (with space, compact,
 * ordinal day, 24:00), RFC 822 and its relatives (any order of day, month
 * name and year; two-digit years; zones by offset or name), asctime, and
 * "8/21/2018 9:00:00 AM", "21.8.2018", with month names in English, German,
 * French, Italian, Spanish, Portuguese, Dutch, Polish, Russian, Hungarian
 * and Greek.  A time without zone is UTC.  False for anything else: a date
 * is never guessed. */
bool date_parse(struct view text, struct date *date);

/* "2020-01-02T03:04:05Z". */
struct view date_iso(struct arena *arena, const struct date *date);

#endif
