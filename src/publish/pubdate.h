/* Dates as the formats write them; always UTC. */
#ifndef PUBLISH_PUBDATE_H
#define PUBLISH_PUBDATE_H

#include "base/buf.h"
#include "base/view.h"

#include <stdbool.h>
#include <time.h>

/* "Mon, 23 Nov 2026 06:00:00 +0000" (RFC 2822, 3.3), English whatever the
 * locale. */
void pubdate_mail(struct buf *out, time_t time);

/* "2026-11-23T06:00:00Z" and "2026-11-23" (ISO 8601). */
void pubdate_iso(struct buf *out, time_t time);
void pubdate_day(struct buf *out, time_t time);

/* Reads YYYY-MM-DD with "T" or a space, HH:MM[:SS[.fff]] and a zone (Z or
 * +HH:MM) behind it or not; no zone is UTC.  False for anything else and for
 * days that no month has. */
bool pubdate_parse(struct view text, time_t *time);

#endif
