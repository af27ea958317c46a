#include "speech/number_words.h"

#include "speech/utf16.h"

#include <string.h>
#include <unicode/unum.h>

enum { LANGUAGE_MAX = 16, CACHE_MAX = 64, WORDS_MAX = 1024 };

/* Rule sets to try for a style, in order; CLDR names them by language. */
static const char *const rule_sets[NUMBER_STYLE_COUNT][6] = {
    [NUMBER_CARDINAL] = {"%spellout-numbering", "%spellout-cardinal"},
    [NUMBER_MASCULINE] = {"%spellout-cardinal-masculine",
                          "%spellout-cardinal-reale",
                          "%spellout-cardinal-common", "%spellout-cardinal",
                          "%spellout-numbering"},
    [NUMBER_FEMININE] = {"%spellout-cardinal-feminine",
                         "%spellout-cardinal-reale",
                         "%spellout-cardinal-common", "%spellout-cardinal",
                         "%spellout-numbering"},
    [NUMBER_NEUTER] = {"%spellout-cardinal-neuter",
                       "%spellout-cardinal-masculine", "%spellout-cardinal",
                       "%spellout-numbering"},
    [NUMBER_ORDINAL] = {"%spellout-ordinal-r", "%spellout-ordinal-masculine",
                        "%spellout-ordinal-reale", "%spellout-ordinal-common",
                        "%spellout-ordinal"},
    [NUMBER_ORDINAL_FEMININE] = {"%spellout-ordinal-feminine",
                                 "%spellout-ordinal-reale",
                                 "%spellout-ordinal-common",
                                 "%spellout-ordinal"},
    [NUMBER_ORDINAL_SHORT] = {"%spellout-ordinal-masculine-adjective",
                              "%spellout-ordinal-n",
                              "%spellout-ordinal-masculine",
                              "%spellout-ordinal"},
    [NUMBER_YEAR] = {"%spellout-numbering-year"},
};

static struct format {
    char language[LANGUAGE_MAX];
    enum number_style style;
    UNumberFormat *format; /* NULL: ICU has none */
} cache[CACHE_MAX];
static size_t cache_count;

static UNumberFormat *open_format(const char *language, enum number_style style)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format =
        unum_open(UNUM_SPELLOUT, NULL, 0, language, NULL, &status);
    /* A language without rules of its own falls back to another's. */
    const char *actual =
        U_SUCCESS(status)
            ? unum_getLocaleByType(format, ULOC_ACTUAL_LOCALE, &status)
            : NULL;
    if (!actual || strncmp(actual, language, strlen(language)) != 0) {
        unum_close(format);
        return NULL;
    }
    for (size_t i = 0; i < 6 && rule_sets[style][i]; i++) {
        UChar name[64];
        size_t size = utf16_from(view_of(rule_sets[style][i]), name, 64);
        status = U_ZERO_ERROR;
        unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, (int32_t)size,
                              &status);
        if (U_SUCCESS(status))
            return format;
    }
    unum_close(format);
    return NULL;
}

static UNumberFormat *find_format(const char *language, enum number_style style)
{
    for (size_t i = 0; i < cache_count; i++) {
        if (cache[i].style == style && strcmp(cache[i].language, language) == 0)
            return cache[i].format;
    }
    if (cache_count == CACHE_MAX)
        number_words_close();
    struct format *entry = &cache[cache_count++];
    memcpy(entry->language, language, strlen(language) + 1);
    entry->style = style;
    entry->format = open_format(language, style);
    return entry->format;
}

/* Where a German or Italian would take a breath: behind the thousands. */
static void part_thousands(UChar *words, size_t size)
{
    static const char *const thousands[] = {"tausend", "mila", "mille"};
    enum { LONG = 32 };
    if (size < LONG)
        return;
    for (size_t i = 0; i < sizeof thousands / sizeof *thousands; i++) {
        size_t length = strlen(thousands[i]);
        for (size_t at = length; at < size; at++) {
            if (words[at] != 0xAD)
                continue;
            size_t same = 0;
            while (same < length &&
                   words[at - length + same] == (UChar)thousands[i][same])
                same++;
            if (same == length)
                words[at] = ' ';
        }
    }
}

/* "einhundert erster": run together, the engine reads "terst". */
static void part_hundreds(UChar *words, size_t size)
{
    static const char hundred[] = "hundert";
    size_t length = sizeof hundred - 1;
    for (size_t at = length; at + 1 < size; at++) {
        UChar next = words[at + 1];
        if (words[at] != 0xAD || (next != 'e' && next != 'a'))
            continue;
        size_t same = 0;
        while (same < length &&
               words[at - length + same] == (UChar)hundred[same])
            same++;
        if (same == length)
            words[at] = ' ';
    }
}

/* The engine takes words of at most 30 letters: longer ones are parted at a
 * soft hyphen, which ICU puts between the parts of a number. */
static void part_long_words(UChar *words, size_t size)
{
    part_thousands(words, size);
    part_hundreds(words, size);
    enum { PART_MAX = 30 };
    size_t begin = 0;
    for (size_t at = 0; at <= size; at++) {
        if (at < size && words[at] != ' ')
            continue;
        size_t last = 0;
        size_t letters = 0;
        bool is_long = at - begin > PART_MAX;
        for (size_t i = begin; is_long && i < at; i++) {
            if (words[i] == 0xAD)
                last = i;
            else
                letters++;
            if (letters > PART_MAX && last > begin) {
                words[last] = ' ';
                begin = last + 1;
                i = last;
                letters = 0;
                last = 0;
            }
        }
        begin = at + 1;
    }
}

static UNumberFormat *format_of(struct view language, enum number_style style)
{
    char name[LANGUAGE_MAX];
    if (language.size == 0 || language.size >= sizeof name)
        return NULL;
    memcpy(name, language.data, language.size);
    name[language.size] = '\0';
    return find_format(name, style);
}

static bool add_words(struct buf *out, UChar *words, int32_t size,
                      UErrorCode status)
{
    if (U_FAILURE(status) || size > WORDS_MAX)
        return false;
    part_long_words(words, (size_t)size);
    utf16_add(out, words, (size_t)size);
    return true;
}

bool number_words(struct buf *out, struct view language,
                  enum number_style style, int64_t value)
{
    UNumberFormat *format = format_of(language, style);
    UChar words[WORDS_MAX];
    UErrorCode status = U_ZERO_ERROR;
    if (!format)
        return false;
    int32_t size =
        unum_formatInt64(format, value, words, WORDS_MAX, NULL, &status);
    return add_words(out, words, size, status);
}

bool number_words_decimal(struct buf *out, struct view language,
                          struct view number)
{
    UNumberFormat *format = format_of(language, NUMBER_CARDINAL);
    UChar words[WORDS_MAX];
    UErrorCode status = U_ZERO_ERROR;
    if (!format || number.size > 40)
        return false;
    int32_t size = unum_formatDecimal(format, number.data, (int32_t)number.size,
                                      words, WORDS_MAX, NULL, &status);
    return add_words(out, words, size, status);
}

void number_words_close(void)
{
    for (size_t i = 0; i < cache_count; i++)
        unum_close(cache[i].format);
    cache_count = 0;
}
