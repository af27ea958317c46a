/* The schedule of a digest: units of the user's systemd, or a line for a
 * crontab.  Texts only: nothing is written or run here. */
#ifndef DIGEST_SCHEDULE_H
#define DIGEST_SCHEDULE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>

struct schedule {
    struct view program; /* absolute path of briefcast */
    struct view config;  /* absolute path */
    struct view title;   /* of the digest */
    int hour, minute;
    unsigned days; /* bit 0 is Monday */
};

enum { SCHEDULE_EVERY_DAY = 0x7F };

/* "06:30" -> hour and minute; "mon-fri", "sat,sun", "daily" -> days.  NULL days
 * are every day.  ERR_USAGE for anything else. */
bool schedule_parse(struct schedule *schedule, const char *at, const char *days,
                    struct err *err) MUST_USE;

/* "briefcast-morning", of a configuration's name. */
struct view schedule_unit_name(struct arena *arena, struct view config_name);

/* Appends the text of the service and of the timer that starts it. */
void schedule_service(const struct schedule *schedule, struct buf *out);
void schedule_timer(const struct schedule *schedule, struct buf *out);

/* Appends a line for a crontab; false when a path holds what crontabs cannot
 * (a line end). */
bool schedule_cron(const struct schedule *schedule, struct buf *out,
                   struct err *err) MUST_USE;

#endif
