#include "read/date.h"

#include "base/letter.h"
#include "base/utf8.h"

#include <string.h>

/* What has been understood; -1 is missing. */
struct fields {
    int year, month, day;
    int hour, minute, second;
    bool afternoon, forenoon;
    int zone_minutes;
    bool has_zone;
};

struct named {
    const char *names; /* lower case beginnings, each behind a space */
    int value;
};

/* Beginnings long enough to tell the months of a language apart. */
static const struct named months[] = {
    {" jan jän gen ene stycz янв ιαν", 1},
    {" feb fév fev lut фев φεβ", 2},
    {" mar mär mrt maar märz márc мар μαρ μάρ", 3},
    {" apr avr abr kwi kwie ápr апр απρ", 4},
    {" may mai mag mei maj máj мая май μαϊ μαι μάι", 5},
    {" jun juin giu cze czer jún июн ιουν ιούν", 6},
    {" jul juil lug lip júl июл ιουλ ιούλ", 7},
    {" aug aoû aou ago sier авг αυγ αύγ", 8},
    {" sep set wrz wrze szept сен σεπ", 9},
    {" oct okt out ott paź pazdz окт οκτ", 10},
    {" nov lis list ноя νοε νοέ", 11},
    {" dec dez déc dic gru grud дек δεκ", 12},
};

static const struct named zones[] = {
    {" ut utc gmt z wet", 0}, {" est cdt", -300}, {" edt ast", -240},
    {" cst mdt", -360},       {" mst pdt", -420}, {" pst akdt", -480},
    {" akst", -540},          {" hst", -600},     {" adt", -180},
    {" nst", -210},           {" ndt", -150},     {" bst west cet mez", 60},
    {" cest eet mesz", 120},  {" eest msk", 180}, {" msd", 240},
    {" jst kst", 540},        {" aest", 600},     {" aedt", 660},
    {" hkt sgt awst", 480},   {" nzst", 720},     {" nzdt", 780},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Value of the entry that word begins with, or (exact) is; else -1. */
static bool look_up(const struct named *table, size_t count, struct view word,
                    bool exact, int *value)
{
    for (size_t i = 0; i < count; i++) {
        struct view names = view_of(table[i].names);

        while (names.size > 0) {
            struct view name = view_cut(&names, ' ');

            if (name.size > 0 &&
                (exact ? view_equal(word, name) : view_starts(word, name))) {
                *value = table[i].value;
                return true;
            }
        }
    }
    return false;
}

static int take_digits(struct view *rest, size_t most, size_t *taken)
{
    int value = 0;
    size_t count = 0;

    while (count < rest->size && count < most && is_digit(rest->data[count]))
        value = value * 10 + (rest->data[count++] - '0');
    *rest = view_slice(*rest, count, rest->size);
    *taken = count;
    return value;
}

static bool take_char(struct view *rest, const char *any)
{
    if (rest->size == 0 || !strchr(any, rest->data[0]))
        return false;
    *rest = view_slice(*rest, 1, rest->size);
    return true;
}

/* "+02:00", "-0500", "+1" at the start of rest. */
static bool take_offset(struct view *rest, struct fields *fields)
{
    struct view at = *rest;
    bool minus = at.size > 0 && at.data[0] == '-';
    size_t count;

    if (!take_char(&at, "+-"))
        return false;
    int hours = take_digits(&at, 2, &count);
    int minutes = 0;
    if (count == 0)
        return false;
    take_char(&at, ":");
    minutes = take_digits(&at, 2, &count);
    if (count == 1 || hours > 15 || minutes > 59)
        return false;
    fields->zone_minutes = (minus ? -1 : 1) * (hours * 60 + minutes);
    fields->has_zone = true;
    *rest = at;
    return true;
}

/* "9:00", "09:00:30.25" at the start of rest; compact: "090030". */
static bool take_time(struct view *rest, struct fields *fields, bool compact)
{
    struct view at = *rest;
    size_t count;
    int hour = take_digits(&at, 2, &count);
    int minute;
    int second = 0;

    if (count == 0 || (compact && count != 2))
        return false;
    if (!compact && !take_char(&at, ":."))
        return false;
    minute = take_digits(&at, 2, &count);
    if (count != 2 && !(count == 1 && !compact))
        return false;
    struct view behind = at;
    if (compact || take_char(&behind, ":.")) {
        second = take_digits(&behind, 2, &count);
        if (count > 0)
            at = behind;
    }
    if (count == 0)
        second = 0;
    behind = at;
    if (take_char(&behind, ".,")) {
        take_digits(&behind, 9, &count);
        if (count > 0)
            at = behind;
    }
    fields->hour = hour;
    fields->minute = minute;
    fields->second = second;
    *rest = at;
    return true;
}

/* The end of an ISO date: [T| ]time[ ][zone]. */
static bool take_iso_end(struct view rest, struct fields *fields)
{
    while (take_char(&rest, " t"))
        ;
    if (rest.size == 0)
        return true;
    bool compact = rest.size >= 4 && is_digit(rest.data[0]) &&
                   is_digit(rest.data[1]) && is_digit(rest.data[2]) &&
                   is_digit(rest.data[3]);
    if (is_digit(rest.data[0]) && !take_time(&rest, fields, compact))
        return false;
    rest = view_trim(rest);
    if (rest.size == 0 || take_offset(&rest, fields))
        return view_trim(rest).size == 0;
    if (look_up(zones, sizeof zones / sizeof *zones, rest, true,
                &fields->zone_minutes))
        return true;
    /* "UTC+2", "GMT-0500" */
    if (!view_starts(rest, VIEW("utc")) && !view_starts(rest, VIEW("gmt")))
        return false;
    rest = view_slice(rest, 3, rest.size);
    return take_offset(&rest, fields) && rest.size == 0;
}

/* YYYY-MM-DD, YYYY/MM/DD, YYYYMMDD, YYYY-MM, YYYY, YYYY-DDD. */
static bool parse_iso(struct view text, struct fields *fields)
{
    size_t count;
    size_t digits = 0;

    while (digits < text.size && is_digit(text.data[digits]))
        digits++;
    bool compact = digits == 8 || digits == 14;
    if (digits != 4 && digits != 5 && !compact)
        return false;
    fields->year = take_digits(&text, compact ? 4 : digits, &count);
    fields->month = fields->day = 1;
    if (text.size == 0)
        return true;
    if (!compact && !take_char(&text, "-/."))
        return false;
    digits = 0;
    while (digits < text.size && is_digit(text.data[digits]))
        digits++;
    if (digits == 3 && !compact) {
        fields->day = take_digits(&text, 3, &count);
        return fields->day >= 1 && fields->day <= 366 &&
               take_iso_end(text, fields);
    }
    fields->month = take_digits(&text, 2, &count);
    if (count == 0)
        return false;
    if (compact || take_char(&text, "-/.")) {
        fields->day = take_digits(&text, 2, &count);
        if (count == 0 || fields->day > 31)
            return false;
    }
    return take_iso_end(text, fields);
}

/* Numbers of a date without a month's name, in the order its separator says:
 * 8/21/2018 is American, 21.8.2018 and 21-8-2018 are not. */
static bool place_numbers(const int numbers[3], char separator,
                          struct fields *fields)
{
    bool american = separator == '/' && numbers[0] <= 12;

    if (separator == '\0')
        return false;
    fields->month = numbers[american ? 0 : 1];
    fields->day = numbers[american ? 1 : 0];
    fields->year = numbers[2];
    if (american && fields->day <= 12 && fields->month > 12)
        return false;
    return true;
}

/* A word: month, zone, AM or PM; all others (weekdays, "de", "of") pass. */
static void take_word(struct view word, struct view *rest,
                      struct fields *fields)
{
    int value;

    if (view_equal(word, VIEW("am")) || view_equal(word, VIEW("오전"))) {
        fields->forenoon = true;
    } else if (view_equal(word, VIEW("pm")) || view_equal(word, VIEW("오후"))) {
        fields->afternoon = true;
    } else if (fields->hour >= 0 && look_up(zones, sizeof zones / sizeof *zones,
                                            word, true, &value)) {
        fields->zone_minutes = value;
        fields->has_zone = true;
        /* "GMT+0200" */
        take_offset(rest, fields);
    } else if (fields->month < 0 &&
               look_up(months, sizeof months / sizeof *months, word, false,
                       &value)) {
        fields->month = value;
    }
}

/* Weekdays that begin like a month's name in some language. */
static bool is_weekday(struct view word)
{
    static const struct named weekdays[] = {
        {" mardi martedì martedi martes mar. marde maandag sett lundi lun", 0},
        {" mon tue wed thu fri sat sun", 0},
    };
    int ignored;

    return look_up(weekdays, 2, word, true, &ignored);
}

/* Splits any other form into words, numbers and times. */
static bool parse_loose(struct view text, struct fields *fields)
{
    int numbers[3];
    size_t widths[3];
    size_t number_count = 0;
    char separator = '\0';
    bool first_word = true;

    while (text.size > 0) {
        size_t size = 0;
        char c = text.data[0];

        while (size < text.size && is_digit(text.data[size]))
            size++;
        if (size > 0) {
            char next = size < text.size ? text.data[size] : '\0';

            if (size <= 2 && next == ':' && fields->hour < 0) {
                if (!take_time(&text, fields, false))
                    return false;
                struct view behind = view_trim(text);
                if (take_offset(&behind, fields))
                    text = behind;
                continue;
            }
            if (number_count == 3 || size > 5)
                return false;
            numbers[number_count] = take_digits(&text, size, &size);
            widths[number_count++] = size;
            if (number_count < 3 && next != '\0' && strchr("/.-", next))
                separator = next;
            continue;
        }
        while (size < text.size && is_letter(text.data[size]))
            size++;
        if (size == 0) {
            /* A lone offset behind the time, or punctuation. */
            if (fields->hour < 0 || fields->has_zone ||
                (c != '+' && c != '-') || !take_offset(&text, fields))
                text = view_slice(text, 1, text.size);
            continue;
        }
        struct view word = view_slice(text, 0, size);
        text = view_slice(text, size, text.size);
        if (!(first_word && is_weekday(word)))
            take_word(word, &text, fields);
        first_word = false;
    }
    if (fields->month < 0) {
        if (number_count != 3)
            return false;
        if (widths[0] == 4) {
            fields->year = numbers[0];
            fields->month = numbers[1];
            fields->day = numbers[2];
            return true;
        }
        return place_numbers(numbers, separator, fields) &&
               (widths[2] == 4 || widths[2] == 2);
    }
    if (number_count != 2)
        return false;
    size_t year = widths[0] >= 4 || (numbers[0] > 31 && widths[1] <= 2) ? 0 : 1;
    fields->year = numbers[year];
    fields->day = numbers[1 - year];
    return widths[year] >= 2 && widths[1 - year] <= 2;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 1970-01-01 to the first day of a year. */
static int64_t days_before(int year)
{
    int64_t y = year - 1;

    return y * 365 + y / 4 - y / 100 + y / 400 - 719162;
}

static bool to_seconds(struct fields *fields, struct date *date)
{
    bool ordinal = fields->month == 1 && fields->day > 31;

    if (fields->year >= 0 && fields->year < 100)
        fields->year += fields->year < 70 ? 2000 : 1900;
    if (fields->year < 1 || fields->month < 1 || fields->month > 12 ||
        fields->day < 1 ||
        (!ordinal && fields->day > days_in(fields->year, fields->month)))
        return false;
    date->has_time = fields->hour >= 0;
    int hour = fields->hour < 0 ? 0 : fields->hour;
    int minute = fields->minute < 0 ? 0 : fields->minute;
    int second = fields->second < 0 ? 0 : fields->second;
    if (fields->afternoon && hour < 12)
        hour += 12;
    if (fields->forenoon && hour == 12)
        hour = 0;
    if (hour > 24 || minute > 59 || second > 60 ||
        (hour == 24 && (minute > 0 || second > 0)))
        return false;
    int64_t days = days_before(fields->year) + fields->day - 1;
    for (int month = 1; month < fields->month; month++)
        days += days_in(fields->year, month);
    date->seconds = days * 86400 + (int64_t)hour * 3600 + (int64_t)minute * 60 +
                    second - (int64_t)fields->zone_minutes * 60;
    return true;
}

/* Lower case in every script, white space as spaces. */
static struct view fold(struct view text, char *room)
{
    size_t size = 0;

    for (size_t at = 0; at < text.size;) {
        uint32_t c = utf8_next(text, &at);

        size +=
            utf8_encode(letter_space(c) ? ' ' : letter_fold(c), room + size);
    }
    return (struct view){room, size};
}

bool date_parse(struct view text, struct date *date)
{
    enum { LONGEST = 100 };
    char room[LONGEST * 4]; /* most that one byte can become */
    struct fields unknown = {-1, -1, -1, -1, -1, -1, false, false, 0, false};
    struct fields fields = unknown;

    text = view_trim(text);
    if (text.size == 0 || text.size > LONGEST)
        return false;
    struct view folded = fold(text, room);
    if (parse_iso(folded, &fields) && to_seconds(&fields, date))
        return true;
    fields = unknown;
    return parse_loose(folded, &fields) && to_seconds(&fields, date);
}

struct view date_iso(struct arena *arena, const struct date *date)
{
    int64_t days = date->seconds / 86400;
    int64_t left = date->seconds % 86400;
    int year;
    int month = 1;

    if (left < 0) {
        left += 86400;
        days--;
    }
    year = (int)(1970 + days / 366);
    while (days_before(year + 1) <= days)
        year++;
    while (days_before(year) > days)
        year--;
    days -= days_before(year);
    while (days >= days_in(year, month))
        days -= days_in(year, month++);
    return arena_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month,
                        (int)days + 1, (int)(left / 3600),
                        (int)(left / 60 % 60), (int)(left % 60));
}
