#include "speech/unit_words.h"

#include "speech/utf16.h"

#include <stdio.h>
#include <string.h>
#include <unicode/unumberformatter.h>

enum { KEY_MAX = 96, CACHE_MAX = 64, TEXT_MAX = 256 };

static struct format {
    char key[KEY_MAX]; /* skeleton and language */
    UNumberFormatter *formatter;
    UFormattedNumber *result;
} cache[CACHE_MAX];
static size_t cache_count;

static void open_format(struct format *format, const char *skeleton,
                        const char *language)
{
    UChar units[KEY_MAX];
    size_t size = utf16_from(view_of(skeleton), units, KEY_MAX);
    UErrorCode status = U_ZERO_ERROR;
    format->formatter =
        unumf_openForSkeletonAndLocale(units, (int32_t)size, language, &status);
    format->result = unumf_openResult(&status);
    if (U_FAILURE(status)) {
        unumf_close(format->formatter);
        unumf_closeResult(format->result);
        format->formatter = NULL;
        format->result = NULL;
    }
}

static struct format *find_format(const char *skeleton, struct view language)
{
    char key[KEY_MAX];
    int size =
        snprintf(key, sizeof key, "%s %.*s", skeleton, VIEW_ARG(language));
    if (size < 0 || (size_t)size >= sizeof key)
        return NULL;
    for (size_t i = 0; i < cache_count; i++) {
        if (strcmp(cache[i].key, key) == 0)
            return &cache[i];
    }
    if (cache_count == CACHE_MAX)
        unit_words_close();
    struct format *format = &cache[cache_count++];
    memcpy(format->key, key, (size_t)size + 1);
    open_format(format, skeleton, key + (size_t)size - language.size);
    return format;
}

/* The text without the figure in it. */
static void add_name(struct buf *out, struct view text)
{
    size_t begin = 0;
    while (begin < text.size &&
           (text.data[begin] < '0' || text.data[begin] > '9'))
        begin++;
    size_t end = begin;
    while (end < text.size &&
           ((text.data[end] >= '0' && text.data[end] <= '9') ||
            ((text.data[end] == '.' || text.data[end] == ',') &&
             end + 1 < text.size && text.data[end + 1] >= '0' &&
             text.data[end + 1] <= '9')))
        end++;
    struct view before = view_trim(view_slice(text, 0, begin));
    struct view after = view_trim(view_slice(text, end, text.size));
    buf_add(out, before);
    if (before.size > 0 && after.size > 0)
        buf_add_char(out, ' ');
    buf_add(out, after);
}

static bool format_name(struct buf *out, const char *skeleton,
                        struct view language, struct view figure)
{
    struct format *format = find_format(skeleton, language);
    if (!format || !format->formatter || figure.size > 64)
        return false;
    UErrorCode status = U_ZERO_ERROR;
    unumf_formatDecimal(format->formatter, figure.data, (int32_t)figure.size,
                        format->result, &status);
    UChar units[TEXT_MAX];
    int32_t size =
        unumf_resultToString(format->result, units, TEXT_MAX, &status);
    if (U_FAILURE(status) || size > TEXT_MAX)
        return false;
    struct buf text;
    buf_init(&text, 0);
    utf16_add(&text, units, (size_t)size);
    size_t before = out->size;
    add_name(out, buf_view(&text));
    buf_release(&text);
    return out->size > before;
}

bool unit_words(struct buf *out, struct view language, const char *unit,
                struct view figure)
{
    char skeleton[80];
    int size = snprintf(skeleton, sizeof skeleton,
                        "unit/%s unit-width-full-name group-off", unit);
    return size > 0 && (size_t)size < sizeof skeleton &&
           format_name(out, skeleton, language, figure);
}

bool currency_words(struct buf *out, struct view language, const char *code,
                    struct view figure)
{
    char skeleton[80];
    int size = snprintf(
        skeleton, sizeof skeleton,
        "currency/%s unit-width-full-name group-off precision-unlimited", code);
    return size > 0 && (size_t)size < sizeof skeleton &&
           format_name(out, skeleton, language, figure);
}

void unit_words_close(void)
{
    for (size_t i = 0; i < cache_count; i++) {
        unumf_close(cache[i].formatter);
        unumf_closeResult(cache[i].result);
    }
    cache_count = 0;
}
