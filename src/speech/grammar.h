/* grammar: how a language writes and says figures, as data.  Number words,
 * months, units and currencies come from ICU; what ICU does not know (the
 * word for a decimal point, abbreviations, the hour) stands here. */
#ifndef SPEECH_GRAMMAR_H
#define SPEECH_GRAMMAR_H

#include "base/view.h"
#include "speech/letters.h"

#include <stdbool.h>
#include <stddef.h>

/* Words that the classes need.  A term that a language lacks is left out. */
enum term {
    TERM_POINT, /* between a number and its fraction */
    TERM_MINUS,
    TERM_PLUS,
    TERM_PERCENT,
    TERM_PERMILLE,
    TERM_TO,  /* 3-5 */
    TERM_AND, /* & and mixed fractions */
    TERM_TIMES,
    TERM_EQUALS,
    TERM_OVER, /* numerator over denominator */
    TERM_DIVIDED,
    TERM_DOT, /* in an address */
    TERM_AT,
    TERM_SLASH,
    TERM_DASH,
    TERM_UNDERSCORE,
    TERM_COLON,
    TERM_QUESTION,
    TERM_HASH,
    TERM_NUMBER, /* No. 5 */
    TERM_SECTION,
    TERM_PARAGRAPH,
    TERM_DEGREES,
    TERM_DEGREE,
    TERM_CELSIUS,
    TERM_FAHRENHEIT,
    TERM_PER,
    TERM_COPYRIGHT,
    TERM_REGISTERED,
    TERM_TRADEMARK,
    TERM_ABOUT,   /* ~5 */
    TERM_LESS,    /* < */
    TERM_GREATER, /* > */
    TERM_DOLLAR,  /* a lone $ */
    TERM_LINK,    /* for an address that is not read */
    TERM_IMAGE,
    TERM_BC,
    TERM_AD,
    TERM_HALF,
    TERM_TABLE, /* "table with" 40 rows */
    TERM_ROW,
    TERM_ROWS,
    TERM_CODE,
    TERM_LINE,
    TERM_LINES,
    TERM_SQUARED,
    TERM_CUBED,
    TERM_POWER,      /* 10^5 */
    TERM_ROOT,       /* √ */
    TERM_UNEQUAL,    /* ≠ */
    TERM_AT_LEAST,   /* ≥ */
    TERM_AT_MOST,    /* ≤ */
    TERM_PLUS_MINUS, /* ± */
    TERM_BACKSLASH,
    TERM_NOTE, /* one "note is left out" */
    TERM_NOTES,
    TERM_COUNT
};

enum clock {
    CLOCK_ENGLISH, /* three thirty, three o'clock, nine oh five */
    CLOCK_GERMAN,  /* neun Uhr fünfzehn */
    CLOCK_FRENCH,  /* neuf heures quinze */
    CLOCK_SPANISH, /* las nueve y cuarto */
    CLOCK_ITALIAN, /* nove e quindici */
    CLOCK_PORTUGUESE,
    CLOCK_PLAIN, /* the two numbers */
};

enum date_style {
    DATE_ENGLISH,  /* March fifth, twenty ten */
    DATE_ORDINAL,  /* fünfter März zweitausendzehn */
    DATE_FIRST,    /* premier mars, deux mars */
    DATE_FIRST_OF, /* primero de marzo de dos mil diez */
    DATE_ALL_CARDINAL,
};

enum fraction_style {
    FRACTION_DIGITS, /* three point one four */
    FRACTION_NUMBER, /* trois virgule quatorze */
};

/* What an abbreviation needs around it. */
enum abbreviation_need {
    NEED_NOTHING,
    NEED_NAME_AFTER,   /* a capitalised word follows */
    NEED_NUMBER_AFTER, /* digits or a roman numeral follow */
    NEED_NAME_BEFORE,  /* a capitalised word stands before */
    NEED_NUMBER_BEFORE,
    NEED_ORDINAL_BEFORE, /* 1st, 3rd */
    NEED_DOTTED_NUMBER,  /* with its dot, and a number after */
    NEED_LOWER_NUMBER,   /* the same, in small letters */
    NEED_NAMES_AROUND,   /* in small letters with its dot, between names */
    NEED_STREET,      /* the last word of an address: 12 Elm St, Fifth Ave. */
    NEED_DOT,         /* only with its dot */
    NEED_CAPITAL_DOT, /* only with its dot and written with a capital */
};

struct abbreviation {
    const char *written; /* without its last dot */
    const char *spoken;
    enum abbreviation_need need;
};

struct unit_name {
    const char *written; /* "km/h" */
    const char *icu;     /* CLDR unit id "kilometer-per-hour", or NULL */
    const char *one;     /* where ICU is NULL: our own words */
    const char *many;
};

struct grammar {
    const char *tag;   /* language subtag for ICU: "en" */
    char decimal;      /* '.' or ',' */
    bool space_groups; /* 1 000 000 is one number */
    bool bare_digits;  /* eSpeak reads digits better than ICU's words */
    bool day_first;    /* 3/4/2010 is in April */
    enum clock clock;
    enum date_style date;
    enum fraction_style fraction;
    const char *terms[TERM_COUNT];
    const struct abbreviation *abbreviations;
    size_t abbreviation_count;
    const char *feminine_units; /* CLDR ids between spaces */
};

/* The grammar of a BCP 47 tag; for a language that has no table a neutral
 * one, with its own tag and without words. */
struct grammar grammar_of(struct view language);

#endif
