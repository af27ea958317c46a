#include "speech/date_words.h"

#include "speech/letters.h"
#include "speech/utf16.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/udat.h>

enum { LANGUAGE_MAX = 16, CACHE_MAX = 16, NAME_MAX_UNITS = 64 };

enum name_kind {
    MONTH,
    MONTH_ALONE,
    MONTH_SHORT,
    WEEKDAY,
    WEEKDAY_SHORT,
    KINDS
};

static const struct {
    UDateFormatSymbolType symbol;
    int first;
    int last;
} kinds[KINDS] = {
    [MONTH] = {UDAT_MONTHS, 0, 11},
    [MONTH_ALONE] = {UDAT_STANDALONE_MONTHS, 0, 11},
    [MONTH_SHORT] = {UDAT_SHORT_MONTHS, 0, 11},
    [WEEKDAY] = {UDAT_WEEKDAYS, 1, 7},
    [WEEKDAY_SHORT] = {UDAT_SHORT_WEEKDAYS, 1, 7},
};

static struct names {
    char language[LANGUAGE_MAX];
    char *name[KINDS][12]; /* lower case but for MONTH and WEEKDAY; no dot */
    char *lower[2][12];    /* months and weekdays in lower case */
} cache[CACHE_MAX];
static size_t cache_count;

static char *lower_of(const char *name)
{
    struct buf lower;
    buf_init(&lower, 0);
    letters_add_lower(&lower, view_of(name));
    return buf_take(&lower);
}

static char *symbol_name(const UDateFormat *format, enum name_kind kind, int i)
{
    UChar units[NAME_MAX_UNITS];
    UErrorCode status = U_ZERO_ERROR;
    int32_t size = udat_getSymbols(format, kinds[kind].symbol, i, units,
                                   NAME_MAX_UNITS, &status);
    struct buf name;
    buf_init(&name, 0);
    if (U_SUCCESS(status) && size < NAME_MAX_UNITS)
        utf16_add(&name, units, (size_t)size);
    if (name.size > 0 && name.data[name.size - 1] == '.')
        name.data[--name.size] = '\0';
    char *plain = buf_take(&name);
    if (kind == MONTH || kind == WEEKDAY)
        return plain;
    char *lower = lower_of(plain);
    free(plain);
    return lower;
}

static void fill(struct names *names)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_LONG, UDAT_LONG, names->language, NULL,
                                    0, NULL, 0, &status);
    if (U_FAILURE(status))
        return;
    for (int kind = 0; kind < KINDS; kind++) {
        for (int i = kinds[kind].first; i <= kinds[kind].last; i++)
            names->name[kind][i - kinds[kind].first] =
                symbol_name(format, (enum name_kind)kind, i);
    }
    for (int i = 0; i < 12; i++) {
        names->lower[0][i] = lower_of(names->name[MONTH][i]);
        if (i < 7)
            names->lower[1][i] = lower_of(names->name[WEEKDAY][i]);
    }
    udat_close(format);
}

static struct names *find_names(struct view language)
{
    if (language.size == 0 || language.size >= LANGUAGE_MAX)
        return NULL;
    for (size_t i = 0; i < cache_count; i++) {
        if (view_equal(view_of(cache[i].language), language))
            return &cache[i];
    }
    if (cache_count == CACHE_MAX)
        date_words_close();
    struct names *names = &cache[cache_count++];
    *names = (struct names){0};
    memcpy(names->language, language.data, language.size);
    fill(names);
    return names;
}

static int find_name(char *const *list, int count, const char *word)
{
    for (int i = 0; i < count; i++) {
        if (list[i] && list[i][0] && strcmp(list[i], word) == 0)
            return i + 1;
    }
    return 0;
}

/* Short names that writers use and CLDR has not. */
static int further_month(struct view language, const char *word)
{
    static const struct {
        const char *language;
        const char *word;
        int month;
    } further[] = {
        {"en", "sept", 9},      {"de", "jan", 1},  {"de", "feb", 2},
        {"de", "mär", 3},       {"de", "apr", 4},  {"de", "jun", 6},
        {"de", "jul", 7},       {"de", "aug", 8},  {"de", "sep", 9},
        {"de", "okt", 10},      {"de", "nov", 11}, {"de", "dez", 12},
        {"es", "setiembre", 9},
    };
    for (size_t i = 0; i < sizeof further / sizeof *further; i++) {
        if (view_equal(language, view_of(further[i].language)) &&
            strcmp(word, further[i].word) == 0)
            return further[i].month;
    }
    return 0;
}

int date_month(struct view language, struct view word, bool *is_short)
{
    const struct names *names = find_names(language);
    if (!names || word.size < 2 || word.size > 40)
        return 0;
    struct buf lower;
    buf_init(&lower, 0);
    letters_add_lower(&lower, word);
    const char *text = buf_string(&lower);
    int month = find_name(names->lower[0], 12, text);
    if (!month)
        month = find_name(names->name[MONTH_ALONE], 12, text);
    bool full = month != 0;
    if (!month)
        month = find_name(names->name[MONTH_SHORT], 12, text);
    if (!month)
        month = further_month(language, text);
    if (is_short)
        *is_short = !full;
    buf_release(&lower);
    return month;
}

int date_weekday(struct view language, struct view word, bool *is_short)
{
    const struct names *names = find_names(language);
    if (!names || word.size < 2 || word.size > 40)
        return 0;
    struct buf lower;
    buf_init(&lower, 0);
    letters_add_lower(&lower, word);
    const char *text = buf_string(&lower);
    int weekday = find_name(names->lower[1], 7, text);
    bool full = weekday != 0;
    if (!weekday)
        weekday = find_name(names->name[WEEKDAY_SHORT], 7, text);
    if (is_short)
        *is_short = !full;
    buf_release(&lower);
    return weekday;
}

static bool add_name(struct buf *out, struct view language, enum name_kind kind,
                     int index)
{
    const struct names *names = find_names(language);
    const char *name = names ? names->name[kind][index] : NULL;
    if (!name || !name[0])
        return false;
    buf_add_string(out, name);
    return true;
}

bool date_add_month(struct buf *out, struct view language, int month)
{
    return month >= 1 && month <= 12 &&
           add_name(out, language, MONTH, month - 1);
}

bool date_add_weekday(struct buf *out, struct view language, int weekday)
{
    return weekday >= 1 && weekday <= 7 &&
           add_name(out, language, WEEKDAY, weekday - 1);
}

void date_words_close(void)
{
    for (size_t i = 0; i < cache_count; i++) {
        for (int j = 0; j < 12; j++) {
            for (int kind = 0; kind < KINDS; kind++)
                free(cache[i].name[kind][j]);
            free(cache[i].lower[0][j]);
            free(cache[i].lower[1][j]);
        }
    }
    cache_count = 0;
}
