#include "publish/pubdate.h"

static const char *const days[] = {"Sun", "Mon", "Tue", "Wed",
                                   "Thu", "Fri", "Sat"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* The beginning of 1970 for a time no calendar holds. */
static struct tm calendar(time_t time)
{
    struct tm tm;

    if (!gmtime_r(&time, &tm))
        tm = (struct tm){.tm_year = 70, .tm_mday = 1, .tm_wday = 4};
    return tm;
}

void pubdate_mail(struct buf *out, time_t time)
{
    struct tm tm = calendar(time);

    buf_addf(out, "%s, %02d %s %04d %02d:%02d:%02d +0000", days[tm.tm_wday],
             tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour,
             tm.tm_min, tm.tm_sec);
}

void pubdate_iso(struct buf *out, time_t time)
{
    struct tm tm = calendar(time);

    pubdate_day(out, time);
    buf_addf(out, "T%02d:%02d:%02dZ", tm.tm_hour, tm.tm_min, tm.tm_sec);
}

void pubdate_day(struct buf *out, time_t time)
{
    struct tm tm = calendar(time);

    buf_addf(out, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1,
             tm.tm_mday);
}

/* Takes just `count` digits off *rest. */
static bool take_number(struct view *rest, size_t count, int *number)
{
    *number = 0;
    if (rest->size < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (rest->data[i] < '0' || rest->data[i] > '9')
            return false;
        *number = *number * 10 + (rest->data[i] - '0');
    }
    *rest = view_slice(*rest, count, rest->size);
    return true;
}

static bool take_char(struct view *rest, char c)
{
    if (rest->size == 0 || rest->data[0] != c)
        return false;
    *rest = view_slice(*rest, 1, rest->size);
    return true;
}

/* Seconds and their fraction are optional; a fraction is dropped. */
static bool take_clock(struct view *rest, struct tm *tm)
{
    int digit;

    if (!take_number(rest, 2, &tm->tm_hour) || !take_char(rest, ':') ||
        !take_number(rest, 2, &tm->tm_min))
        return false;
    if (take_char(rest, ':') && !take_number(rest, 2, &tm->tm_sec))
        return false;
    if (take_char(rest, '.')) {
        while (take_number(rest, 1, &digit))
            continue;
    }
    return tm->tm_hour < 24 && tm->tm_min < 60 && tm->tm_sec < 61;
}

/* Z, +HH:MM, +HHMM, or nothing; in seconds east. */
static bool take_zone(struct view *rest, int *east)
{
    int hours;
    int minutes;

    *east = 0;
    if (rest->size == 0 || take_char(rest, 'Z'))
        return rest->size == 0;
    bool west = take_char(rest, '-');
    if ((!west && !take_char(rest, '+')) || !take_number(rest, 2, &hours))
        return false;
    take_char(rest, ':');
    if (!take_number(rest, 2, &minutes) || rest->size > 0)
        return false;
    *east = (hours * 60 + minutes) * (west ? -60 : 60);
    return hours < 24 && minutes < 60;
}

bool pubdate_parse(struct view text, time_t *time)
{
    struct view rest = view_trim(text);
    struct tm tm = {0};
    int year;
    int month;
    int east;

    if (!take_number(&rest, 4, &year) || !take_char(&rest, '-') ||
        !take_number(&rest, 2, &month) || !take_char(&rest, '-') ||
        !take_number(&rest, 2, &tm.tm_mday))
        return false;
    if (rest.size > 0 && !take_char(&rest, 'T') && !take_char(&rest, ' '))
        return false;
    if (rest.size > 0 && !take_clock(&rest, &tm))
        return false;
    if (!take_zone(&rest, &east))
        return false;
    tm.tm_year = year - 1900;
    tm.tm_mon = month - 1;
    struct tm wanted = tm;
    time_t at = timegm(&tm);
    if (tm.tm_mon != wanted.tm_mon || tm.tm_mday != wanted.tm_mday)
        return false;
    *time = at - east;
    return true;
}
