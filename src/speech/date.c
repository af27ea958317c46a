#include "speech/class.h"

#include "speech/date_words.h"
#include "speech/say.h"

#include <string.h>

struct date {
    size_t end;
    int64_t year; /* -1: none */
    size_t year_digits;
    int month;
    int64_t day;  /* -1: none */
    int64_t last; /* last day of "3-5 March", -1: none */
    bool day_first;
    bool of; /* "5th of May": the article is the writer's affair */
};

static struct view tag_of(const struct line *line)
{
    return view_of(line->grammar.tag);
}

static bool is_english(const struct line *line)
{
    return line->grammar.date == DATE_ENGLISH;
}

static int month_at(const struct line *line, size_t at, bool *is_short)
{
    if (!line_is_letters(line, at))
        return 0;
    return date_month(tag_of(line), line_atom_text(line, at), is_short);
}

static void say_month(const struct line *line, int month, struct saying *saying)
{
    if (saying->words.size > 0)
        buf_add_char(&saying->words, ' ');
    date_add_month(&saying->words, tag_of(line), month);
}

/* German inflects the day by the word before it. */
static enum number_style day_style(const struct line *line, size_t at)
{
    static const char weak[] = " am vom zum dem den bis seit ab beim ";
    return line_in(line, line_before(line, at), weak) ? NUMBER_ORDINAL_SHORT
                                                      : NUMBER_ORDINAL;
}

static void say_day(const struct line *line, size_t at, int64_t day,
                    struct saying *saying)
{
    switch (line->grammar.date) {
    case DATE_ENGLISH:
        say_integer(line, saying, NUMBER_ORDINAL, day);
        break;
    case DATE_ORDINAL:
        say_integer(line, saying, day_style(line, at), day);
        /* "der erste Mai", but "erster Mai" */
        if (line_in(line, line_before(line, at), " der dieser jeder "))
            saying->words.data[--saying->words.size] = '\0';
        break;
    case DATE_FIRST:
    case DATE_FIRST_OF:
        say_integer(line, saying, day == 1 ? NUMBER_ORDINAL : NUMBER_CARDINAL,
                    day);
        break;
    case DATE_ALL_CARDINAL:
        say_integer(line, saying, NUMBER_CARDINAL, day);
        break;
    }
}

static void say_days(const struct line *line, size_t at,
                     const struct date *date, struct saying *saying)
{
    say_day(line, at, date->day, saying);
    if (date->last >= 0) {
        say_term(line, saying, TERM_TO);
        say_day(line, at, date->last, saying);
    }
}

static void say_date_year(const struct line *line, const struct date *date,
                          struct saying *saying)
{
    if (date->year < 0)
        return;
    if (date->year_digits == 2 && date->year < 10 && is_english(line)) {
        say(saying, "oh");
        say_integer(line, saying, NUMBER_CARDINAL, date->year);
    } else if (date->year_digits == 2) {
        say_integer(line, saying, NUMBER_CARDINAL, date->year);
    } else {
        say_year(line, saying, date->year);
    }
}

static void say_english(const struct line *line, size_t at,
                        const struct date *date, struct saying *saying)
{
    if (date->day >= 0 && date->day_first) {
        if (!date->of && !line_is_word(line, line_before(line, at), "the"))
            say(saying, "the");
        say_days(line, at, date, saying);
        say(saying, "of");
        say_month(line, date->month, saying);
    } else {
        say_month(line, date->month, saying);
        if (date->day >= 0)
            say_days(line, at, date, saying);
        if (date->day >= 0 && date->year >= 0)
            buf_add_char(&saying->words, ',');
    }
    say_date_year(line, date, saying);
}

static void say_date(const struct line *line, size_t at,
                     const struct date *date, struct saying *saying)
{
    if (is_english(line)) {
        say_english(line, at, date, saying);
        return;
    }
    bool of = line->grammar.date == DATE_FIRST_OF;
    if (date->day >= 0)
        say_days(line, at, date, saying);
    if (of && date->day >= 0)
        say(saying, "de");
    say_month(line, date->month, saying);
    if (of && date->year >= 0)
        say(saying, "de");
    say_date_year(line, date, saying);
}

/* A day of the month at `at`, with its ordinal suffix; *end is behind it. */
static int64_t read_day(const struct line *line, size_t at, size_t *end)
{
    int64_t day = line_value(line, at);
    if (day < 1 || day > 31 || line_atom(line, at)->letters > 2)
        return -1;
    *end = at + 1;
    bool ending = line_in(line, at + 1, " st nd rd th er \u00BA ") &&
                  !line_touches(line, at + 2);
    bool dot =
        line->grammar.date == DATE_ORDINAL && line_is_sign(line, at + 1, '.');
    if (ending || dot)
        *end = at + 2;
    else if (line_touches(line, at + 1))
        return -1;
    return day;
}

/* " 2010", ", 2010", "-2010", " '98", " de 2010" at `at`. */
static void read_year(const struct line *line, size_t at, struct date *date)
{
    size_t end = at;
    if (line_is_sign(line, end, ','))
        end++;
    if (line_is_space(line, end) || line_is_sign(line, end, '-'))
        end++;
    if (line_in(line, end, " de del of ") && line_is_space(line, end + 1))
        end += 2;
    bool short_year = line_is_sign(line, end, '\'');
    end += short_year;
    if (end == at || !line_is_digits(line, end) ||
        line_atom(line, end)->letters != (short_year ? 2 : 4))
        return;
    int64_t year = line_value(line, end);
    bool more =
        line_touches(line, end + 1) || ((line_is_sign(line, end + 1, '.') ||
                                         line_is_sign(line, end + 1, ',') ||
                                         line_is_sign(line, end + 1, ':')) &&
                                        line_is_digits(line, end + 2));
    if (more || (!short_year && (year < 1000 || year > 2999)))
        return;
    date->year = year;
    date->year_digits = line_atom(line, end)->letters;
    date->end = end + 1;
}

static bool is_day_end(const struct line *line, size_t at)
{
    if (line_touches(line, at) || line_is_sign(line, at, '%') ||
        line_is_sign(line, at, '/'))
        return false;
    bool joint =
        line_is_sign(line, at, ':') || line_is_sign(line, at, '.') ||
        (line_is_sign(line, at, ',') && line_atom(line, at + 1)->letters != 4);
    return !(joint && line_is_digits(line, at + 1));
}

/* "January 5, 2017", "Jan. 5th", "Jan-21-2017", "May 1882". */
static bool read_month_first(const struct line *line, size_t at,
                             struct date *date)
{
    bool is_short = false;
    int month = month_at(line, at, &is_short);
    if (!month || line_touches_before(line, at))
        return false;
    *date = (struct date){.year = -1, .day = -1, .last = -1, .month = month};
    size_t end = at + 1;
    bool dot = line_is_sign(line, end, '.');
    if (dot)
        end++;
    if (line_is_sign(line, end, ','))
        end++;
    if (!line_is_space(line, end) && !line_is_sign(line, end, '-'))
        return false;
    end++;
    size_t day_end = end;
    int64_t day = read_day(line, end, &day_end);
    if (day > 0 && is_day_end(line, day_end)) {
        date->day = day;
        date->end = day_end;
        size_t last_end;
        if ((line_is_sign(line, day_end, '-') ||
             line_is_sign(line, day_end, 0x2013)) &&
            read_day(line, day_end + 1, &last_end) > day &&
            is_day_end(line, last_end)) {
            date->last = read_day(line, day_end + 1, &last_end);
            date->end = last_end;
        }
        read_year(line, date->end, date);
    } else {
        read_year(line, at + 1 + dot, date);
        if (date->year < 0)
            return false;
    }
    /* Words that are months only with a capital: "you may 5". */
    bool word = line_in(line, at, " may march mar sun dec jan ") &&
                line_atom(line, at)->letter_case == CASE_LOWER && !dot;
    return !word || date->year >= 0 || !line_in(line, at, " may march ");
}

/* "5 January 2017", "5th of May", "5-Jan-2017", "30 julio del 2020". */
static bool read_day_first(const struct line *line, size_t at,
                           struct date *date)
{
    *date = (struct date){.year = -1, .last = -1, .day_first = true};
    size_t end;
    date->day = read_day(line, at, &end);
    if (date->day < 0 || line_touches_before(line, at))
        return false;
    size_t last_end;
    bool chain =
        line_is_sign(line, at - 1, '-') && line_is_digits(line, at - 2);
    bool dash = line_is_sign(line, end, '-') || line_is_sign(line, end, 0x2013);
    if (!chain && dash && read_day(line, end + 1, &last_end) > date->day) {
        date->last = read_day(line, end + 1, &last_end);
        end = last_end;
        if (line_is_sign(line, end, '-') && line_is_digits(line, end + 1))
            return false;
    }
    if (!line_is_space(line, end) && !line_is_sign(line, end, '-'))
        return false;
    end++;
    if (line_in(line, end, " of de d ") && line_is_space(line, end + 1)) {
        date->of = true;
        end += 2;
    }
    bool is_short = false;
    date->month = month_at(line, end, &is_short);
    if (!date->month)
        return false;
    if (is_english(line) && line_in(line, end, " may march ") &&
        line_atom(line, end)->letter_case == CASE_LOWER && !date->of) {
        /* "the 5 may" is rare, "of the 5 may" is not a date */
        date->end = end + 1;
        read_year(line, end + 1, date);
        return date->year >= 0;
    }
    end++;
    if (is_short && line_is_sign(line, end, '.') && !line_ends_at(line, end))
        end++;
    date->end = end;
    read_year(line, end, date);
    return true;
}

static bool is_date_sign(const struct line *line, size_t at)
{
    return line_is_sign(line, at, '/') || line_is_sign(line, at, '-') ||
           line_is_sign(line, at, '.');
}

static bool set_numeric(const struct line *line, const int64_t value[3],
                        const size_t digits[3], struct date *date)
{
    bool year_first = digits[0] == 4;
    int64_t a = value[year_first ? 1 : 0];
    int64_t b = value[year_first ? 2 : 1];
    date->year = value[year_first ? 0 : 2];
    date->year_digits = digits[year_first ? 0 : 2];
    bool day_first = line->grammar.day_first ? b <= 12 : a > 12;
    if (year_first)
        day_first = a > 12;
    date->month = (int)(day_first ? b : a);
    date->day = day_first ? a : b;
    date->day_first = is_english(line) && day_first;
    return date->month >= 1 && date->month <= 12 && date->day >= 1 &&
           date->day <= 31;
}

/* 06/29/1993, 2012-01-05, 29.6.1993. */
static bool read_numeric(const struct line *line, size_t at, struct date *date)
{
    int64_t value[3];
    size_t digits[3];
    *date = (struct date){.last = -1};
    if (line_touches_before(line, at) || !is_date_sign(line, at + 1) ||
        !line_is_sign(line, at + 3, line_atom(line, at + 1)->sign))
        return false;
    uint32_t sign = line_atom(line, at + 1)->sign;
    for (size_t i = 0; i < 3; i++) {
        value[i] = line_value(line, at + 2 * i);
        digits[i] = line_atom(line, at + 2 * i)->letters;
        if (value[i] < 0)
            return false;
    }
    date->end = at + 5;
    bool more =
        line_touches(line, date->end) || (line_is_sign(line, date->end, sign) &&
                                          line_touches(line, date->end + 1));
    bool before =
        is_date_sign(line, at - 1) && line_touches_before(line, at - 1);
    bool shape =
        (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2) ||
        (digits[0] <= 2 && digits[1] <= 2 && digits[2] == 4) ||
        (digits[0] == 2 && digits[1] == 2 && digits[2] == 2 && sign == '/');
    return !more && !before && shape && set_numeric(line, value, digits, date);
}

/* Two figures that are a day only beside words of time: 1/4; in German also
 * 02.03, and 2003-03 for a month. */
static bool read_pair(const struct line *line, size_t at, struct date *date)
{
    *date = (struct date){.last = -1, .year = -1};
    int64_t a = line_value(line, at);
    int64_t b = line_value(line, at + 2);
    if (a < 0 || b < 1 || line_touches_before(line, at) ||
        line_touches(line, at + 3) ||
        (is_date_sign(line, at + 3) && line_is_digits(line, at + 4)) ||
        is_date_sign(line, at - 1))
        return false;
    date->end = at + 3;
    bool german = line->grammar.date == DATE_ORDINAL;
    if (german && line_is_sign(line, at + 1, '-') &&
        line_atom(line, at)->letters == 4 &&
        line_atom(line, at + 2)->letters == 2 && b <= 12) {
        date->day = -1;
        date->year = a;
        date->year_digits = 4;
        date->month = (int)b;
        return true;
    }
    bool dotted = line_is_sign(line, at + 3, '.') &&
                  !line_ends_at(line, at + 3) &&
                  line_atom(line, at)->letters <= 2 &&
                  line_atom(line, at + 2)->letters <= 2;
    bool full = line_atom(line, at)->letters == 2 &&
                line_atom(line, at + 2)->letters == 2;
    if (german && dotted)
        date->end++;
    bool pair = german ? line_is_sign(line, at + 1, '.') && (dotted || full)
                       : line_is_sign(line, at + 1, '/') && line->date_near;
    bool day_first = line->grammar.day_first;
    date->day = day_first ? a : b;
    date->month = (int)(day_first ? b : a);
    return pair && date->day >= 1 && date->day <= 31 && date->month >= 1 &&
           date->month <= 12;
}

/* 17/18/19 mars: days of one month. */
static bool scan_days(const struct line *line, size_t at, struct saying *saying)
{
    enum { DAYS_MAX = 5 };
    size_t end = at;
    size_t count = 0;
    int64_t day = 0;
    if (line_touches_before(line, at) || is_date_sign(line, at - 1))
        return false;
    while (count < DAYS_MAX && line_value(line, end) > day &&
           line_value(line, end) <= 31 && line_atom(line, end)->letters <= 2) {
        day = line_value(line, end);
        count++;
        if (!line_is_sign(line, end + 1, '/'))
            break;
        end += 2;
    }
    struct date date;
    if (count < 2 || !read_day_first(line, end, &date))
        return false;
    for (size_t i = at; i < end; i += 2) {
        say_day(line, i, line_value(line, i), saying);
        buf_add_char(&saying->words, ',');
    }
    say_date(line, end, &date, saying);
    saying->end = date.end;
    return true;
}

/* Q2 2022, H1 2020, 3Q22. */
static bool scan_quarter(const struct line *line, size_t at,
                         struct saying *saying)
{
    if (!is_english(line) || line_touches_before(line, at))
        return false;
    bool letter_first = line_is_letters(line, at);
    size_t letter = letter_first ? at : at + 1;
    bool quarter = line_is_word(line, letter, "Q");
    bool half = line_is_word(line, letter, "H");
    int64_t which = line_value(line, letter_first ? at + 1 : at);
    size_t year_at = at + 2 + line_is_space(line, at + 2);
    size_t digits = line_atom(line, year_at)->letters;
    if ((!quarter && !half) || which < 1 || which > (quarter ? 4 : 2) ||
        !line_is_digits(line, year_at) || (digits != 4 && digits != 2) ||
        line_touches(line, year_at + 1))
        return false;
    if (!line_is_word(line, line_before(line, at), "the"))
        say(saying, "the");
    say_integer(line, saying, NUMBER_ORDINAL, which);
    say(saying, quarter ? "quarter of" : "half of");
    say_year(line, saying, line_value(line, year_at));
    saying->end = year_at + 1;
    return true;
}

static bool is_dash(const struct line *line, size_t at)
{
    return line_is_sign(line, at, '-') || line_is_sign(line, at, 0x2013);
}

/* "Mon.-Fri.", "du lun. au ven.", "closed Sat. and Sun.": `end` is behind
 * the day and its dot. */
static bool is_listed_day(const struct line *line, size_t at, size_t end,
                          bool dot)
{
    static const char ties[] =
        " to through and or on every each closed open until au bis und et y e "
        "al a \u00E0 du de dal da von ";
    size_t before = line_before(line, at);
    size_t after = end + line_is_space(line, end);
    if (is_dash(line, after))
        after += 1 + line_is_space(line, after + 1);
    else if (!is_dash(line, before)) /* but "und Fr. Schmidt" */
        return dot && !line_is_capital(line, after) &&
               (line_in(line, before, ties) ||
                (is_english(line) && !line_in(line, at, " Sat Sun ")));
    else
        after = line_before(line, before);
    after -= line_is_sign(line, after, '.');
    return line_is_letters(line, after) &&
           (date_weekday(tag_of(line), line_atom_text(line, after), NULL) ||
            line_in(line, after, " Tues Thur Thurs "));
}

/* "Mon.," before a date. */
static bool scan_weekday(const struct line *line, size_t at,
                         struct saying *saying)
{
    bool is_short = false;
    if (!line_is_letters(line, at) || line_atom(line, at)->letters > 5)
        return false;
    int weekday =
        date_weekday(tag_of(line), line_atom_text(line, at), &is_short);
    if (is_english(line) && !weekday) {
        weekday = line_in(line, at, " tues ")         ? 3
                  : line_in(line, at, " thur thurs ") ? 5
                                                      : 0;
        is_short = true;
    }
    size_t end = at + 1;
    bool dot = line_is_sign(line, end, '.');
    size_t next = end + dot + line_is_sign(line, end + dot, ',');
    next += line_is_space(line, next);
    if (!weekday || !is_short ||
        (!line_is_digits(line, next) && !month_at(line, next, NULL) &&
         !is_listed_day(line, at, end + dot, dot)) ||
        line_atom(line, at)->letter_case == (dot ? CASE_NONE : CASE_LOWER))
        return false;
    date_add_weekday(&saying->words, tag_of(line), weekday);
    saying->end = end + (dot && !line_ends_at(line, end));
    return true;
}

bool date_scan(const struct line *line, size_t at, struct saying *saying)
{
    struct date date;
    if (line_is_letters(line, at)) {
        if (!read_month_first(line, at, &date))
            return scan_quarter(line, at, saying) ||
                   scan_weekday(line, at, saying);
    } else if (!line_is_digits(line, at)) {
        return false;
    } else if (scan_days(line, at, saying)) {
        return true;
    } else if (!read_day_first(line, at, &date) &&
               !read_numeric(line, at, &date) && !read_pair(line, at, &date)) {
        return scan_quarter(line, at, saying);
    }
    say_date(line, at, &date, saying);
    saying->end = date.end;
    return true;
}
