#include "speech/class.h"

#include "speech/say.h"

#include <string.h>

struct clock_time {
    size_t end;
    int64_t hour;
    int64_t minute; /* -1: none */
    int64_t second; /* -1: none */
    char half;      /* 'a' or 'p' for a.m. and p.m.; 0: none */
    bool named;     /* "Uhr", "h" stands behind it */
};

static int64_t two_digits(const struct line *line, size_t at, int64_t limit)
{
    int64_t value = line_value(line, at);
    return line_atom(line, at)->letters == 2 && value < limit ? value : -1;
}

/* a.m., AM, p. m.; *end moves behind it. */
static char read_half(const struct line *line, size_t *end)
{
    size_t at = *end + line_is_space(line, *end);
    if (line_in(line, at, " am pm ") && !line_touches(line, at + 1)) {
        *end = at + 1;
        return line_atom_text(line, at).data[0] | 0x20;
    }
    size_t m = at + 2 + line_is_space(line, at + 2);
    if (line_in(line, at, " a p ") && line_is_sign(line, at + 1, '.') &&
        line_is_word(line, m, "m") && !line_touches(line, m + 1)) {
        /* The last dot may be the sentence's too. */
        bool dot = line_is_sign(line, m + 1, '.') &&
                   !line_ends_at(line, m + 1) &&
                   !line_starts_sentence(line, m + 2);
        *end = m + 1 + dot;
        return line_atom_text(line, at).data[0] | 0x20;
    }
    return 0;
}

/* The sign between hour and minute that this place allows. */
static bool is_clock_sign(const struct line *line, size_t at)
{
    if (line_is_sign(line, at, ':'))
        return true;
    if (line->grammar.clock != CLOCK_ENGLISH && line_in(line, at, " h ") &&
        line_is_digits(line, at + 1))
        return true;
    if (!line_is_sign(line, at, '.'))
        return false;
    size_t end = at + 2;
    struct view word = line_atom_text(line, end + line_is_space(line, end));
    bool said = line_in(line, line_before(line, at - 1), " las la às ");
    return line->grammar.clock == CLOCK_PORTUGUESE ||
           (line->grammar.clock == CLOCK_SPANISH &&
            (said || (line->alone && line->atoms.count == 3 && at == 1 &&
                      line_value(line, 0) > 12))) ||
           line_word_in(word, " Uhr h hs est ") || read_half(line, &end) != 0;
}

static bool read_named(const struct line *line, struct clock_time *time)
{
    size_t at = time->end + line_is_space(line, time->end);
    switch (line->grammar.clock) {
    case CLOCK_GERMAN:
        time->named = line_is_word(line, at, "Uhr");
        break;
    case CLOCK_FRENCH:
    case CLOCK_SPANISH:
    case CLOCK_PORTUGUESE:
        time->named =
            line_is_word(line, at, "h") || line_is_word(line, at, "hs");
        break;
    default:
        break;
    }
    if (time->named)
        time->end = at + 1;
    return time->named;
}

static bool read_time(const struct line *line, size_t at,
                      struct clock_time *time)
{
    *time = (struct clock_time){.minute = -1, .second = -1};
    time->hour = line_value(line, at);
    if (time->hour < 0 || time->hour > 24 || line_atom(line, at)->letters > 2 ||
        line_touches_before(line, at) || line_is_sign(line, at - 1, '$') ||
        ((line_is_sign(line, at - 1, ':') || line_is_sign(line, at - 1, '.') ||
          line_is_sign(line, at - 1, ',')) &&
         line_is_digits(line, at - 2)))
        return false;
    time->end = at + 1;
    if (is_clock_sign(line, at + 1)) {
        time->minute = two_digits(line, at + 2, 60);
        if (time->minute < 0)
            return false;
        time->end = at + 3;
        if ((line_is_sign(line, at + 3, ':') ||
             line_is_word(line, at + 3, "m")) &&
            two_digits(line, at + 4, 60) >= 0) {
            time->second = two_digits(line, at + 4, 60);
            time->end = at + 5;
            if (line_is_word(line, time->end, "s"))
                time->end++;
        }
    }
    time->half = read_half(line, &time->end);
    bool named = read_named(line, time);
    if (line_touches(line, time->end) || (line_is_sign(line, time->end, ':') &&
                                          line_is_digits(line, time->end + 1)))
        return false;
    if (time->minute < 0 && !time->half && !named)
        return false;
    bool decimal = (line_is_sign(line, time->end, '.') ||
                    line_is_sign(line, time->end, ',')) &&
                   line_is_digits(line, time->end + 1);
    return !decimal && !line_is_sign(line, time->end, '%');
}

static void say_number(const struct line *line, struct saying *saying,
                       int64_t value)
{
    say_integer(line, saying, NUMBER_CARDINAL, value);
}

static void say_count(const struct line *line, struct saying *saying,
                      int64_t value, const char *one, const char *many)
{
    bool feminine = line->grammar.clock == CLOCK_FRENCH ||
                    line->grammar.clock == CLOCK_GERMAN;
    say_integer(line, saying, feminine ? NUMBER_FEMININE : NUMBER_CARDINAL,
                value);
    say(saying, value == 1 ? one : many);
}

static void say_english(const struct line *line, const struct clock_time *time,
                        struct saying *saying)
{
    if (time->second >= 0) {
        say_count(line, saying, time->hour, "hour", "hours");
        say_count(line, saying, time->minute, "minute", "minutes");
        say(saying, "and");
        say_count(line, saying, time->second, "second", "seconds");
    } else {
        bool twelve = time->half && time->hour == 0;
        say_number(line, saying, twelve ? 12 : time->hour);
        if (time->minute > 0 && time->minute < 10)
            say(saying, "oh");
        if (time->minute > 0)
            say_number(line, saying, time->minute);
        else if (time->minute == 0 && !time->half)
            say(saying,
                time->hour > 12 || time->hour == 0 ? "hundred" : "o'clock");
    }
    if (time->half)
        say(saying, time->half == 'a' ? "a.m" : "p.m");
}

static void say_german(const struct line *line, const struct clock_time *time,
                       struct saying *saying)
{
    say_integer(line, saying, NUMBER_MASCULINE, time->hour);
    say(saying, "Uhr");
    if (time->second >= 0) {
        say_count(line, saying, time->minute, "Minute", "Minuten");
        say_count(line, saying, time->second, "Sekunde", "Sekunden");
    } else if (time->minute > 0) {
        say_number(line, saying, time->minute);
    }
}

static void say_french(const struct line *line, const struct clock_time *time,
                       struct saying *saying)
{
    say_count(line, saying, time->hour, "heure", "heures");
    if (time->minute > 0)
        say_number(line, saying, time->minute);
    if (time->second >= 0) {
        say(saying, time->minute > 0 ? "minutes et" : "et");
        say_count(line, saying, time->second, "seconde", "secondes");
    }
}

/* By the clock of twelve with its part of the day, or of twenty-four. */
static void say_spanish(const struct line *line, const struct clock_time *time,
                        struct saying *saying)
{
    if (time->second > 0) {
        say_integer(line, saying, NUMBER_FEMININE, time->hour);
        say(saying, time->hour == 1 ? "hora" : "horas");
        say_count(line, saying, time->minute, "minuto", "minutos");
        say(saying, "y");
        say_count(line, saying, time->second, "segundo", "segundos");
    } else {
        say_integer(line, saying, NUMBER_FEMININE, time->hour);
        if (time->minute < 0 && time->named)
            say(saying, time->hour == 1 ? "hora" : "horas");
        if (time->minute > 0) {
            say(saying, "y");
            if (time->minute == 15)
                say(saying, "cuarto");
            else if (time->minute == 30)
                say(saying, "media");
            else
                say_number(line, saying, time->minute);
        }
    }
    if (time->half == 'a')
        say(saying, time->hour == 12 ? "de la noche" : "de la mañana");
    else if (time->half == 'p')
        say(saying, time->hour == 12  ? "del mediodía"
                    : time->hour >= 8 ? "de la noche"
                                      : "de la tarde");
}

static void say_italian(const struct line *line, const struct clock_time *time,
                        struct saying *saying)
{
    say_number(line, saying, time->hour);
    if (time->minute > 0 || time->second >= 0) {
        say(saying, "e");
        say_count(line, saying, time->minute, "minuto", "minuti");
    }
    if (time->second >= 0) {
        say(saying, "e");
        say_count(line, saying, time->second, "secondo", "secondi");
    }
}

static void say_portuguese(const struct line *line,
                           const struct clock_time *time, struct saying *saying)
{
    say_integer(line, saying, NUMBER_FEMININE, time->hour);
    say(saying, time->hour == 1 ? "hora" : "horas");
    if (time->second >= 0) {
        say(saying, "e");
        say_count(line, saying, time->minute, "minuto", "minutos");
        say(saying, "e");
        say_count(line, saying, time->second, "segundo", "segundos");
    } else if (time->minute > 0) {
        say(saying, "e");
        say_number(line, saying, time->minute);
    }
}

static void say_time(const struct line *line, const struct clock_time *time,
                     struct saying *saying)
{
    switch (line->grammar.clock) {
    case CLOCK_ENGLISH:
        say_english(line, time, saying);
        break;
    case CLOCK_GERMAN:
        say_german(line, time, saying);
        break;
    case CLOCK_FRENCH:
        say_french(line, time, saying);
        break;
    case CLOCK_SPANISH:
        say_spanish(line, time, saying);
        break;
    case CLOCK_ITALIAN:
        say_italian(line, time, saying);
        break;
    case CLOCK_PORTUGUESE:
        say_portuguese(line, time, saying);
        break;
    case CLOCK_PLAIN:
        say_number(line, saying, time->hour);
        if (time->minute > 0)
            say_number(line, saying, time->minute);
        if (time->second > 0)
            say_number(line, saying, time->second);
        break;
    }
}

/* A time zone behind the time, which in lower case would be a word. */
static void read_zone(const struct line *line, struct clock_time *time,
                      struct saying *saying)
{
    size_t at = time->end;
    at += line_is_sign(line, at, '.') && line_is_space(line, at + 1);
    at += line_is_space(line, at);
    bool zone = line_in(line, at,
                        " est edt cst cdt mst mdt pst pdt gmt utc cet cest bst "
                        "ist jst ");
    /* In small letters some are words of a language. */
    bool small = (line->grammar.clock == CLOCK_ENGLISH ||
                  line->grammar.clock == CLOCK_SPANISH) &&
                 !line_in(line, at, " ist cet cest ");
    if (zone && !line_touches(line, at + 1) &&
        (small || line_atom(line, at)->letter_case == CASE_UPPER)) {
        say_letters(line, saying, line_atom_text(line, at));
        time->end = at + 1;
        /* GMT-4:30: the sign is no hyphen. */
        bool minus = line_is_sign(line, at + 1, '-');
        if ((minus || line_is_sign(line, at + 1, '+')) &&
            line_is_digits(line, at + 2)) {
            say_term(line, saying, minus ? TERM_MINUS : TERM_PLUS);
            time->end++;
        }
    }
}

bool time_scan(const struct line *line, size_t at, struct saying *saying)
{
    struct clock_time time;
    if (!line_is_digits(line, at) || !read_time(line, at, &time))
        return false;
    say_time(line, &time, saying);
    read_zone(line, &time, saying);
    saying->end = time.end;
    return true;
}
