#include "read/metadata.h"

#include "read/date.h"

#include <stddef.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Size of "2024-03-12T08:15:00+01:00" at the beginning, 0 for another form.
 * Such a date is kept as written: its own day is what a listener expects,
 * which in UTC may be another. */
static size_t iso_size(struct view text)
{
    static const char shape[] = "dddd-dd-ddTdd:dd";
    size_t at = 0;

    for (; at < sizeof shape - 1 && at < text.size; at++) {
        char c = text.data[at];

        if (shape[at] == 'd'   ? !is_digit(c)
            : shape[at] == 'T' ? c != 'T' && c != ' '
                               : c != shape[at])
            break;
    }
    if (at < 10)
        return 0;
    if (at < sizeof shape - 1)
        return 10;
    while (at < text.size && (is_digit(text.data[at]) || text.data[at] == ':' ||
                              text.data[at] == '.' || text.data[at] == '+' ||
                              text.data[at] == '-' || text.data[at] == 'Z'))
        at++;
    return at;
}

struct view metadata_date(struct arena *arena, struct view text)
{
    struct date date;

    text = view_trim(text);
    if (text.size < 6 || text.size > 100)
        return (struct view){0};
    size_t iso = iso_size(text);
    if (iso > 0 && date_parse(view_slice(text, 0, iso), &date)) {
        if (iso == 10)
            return arena_copy(arena, view_slice(text, 0, 10));
        return arena_format(arena, "%.*sT%.*s",
                            VIEW_ARG(view_slice(text, 0, 10)),
                            VIEW_ARG(view_slice(text, 11, iso)));
    }
    if (!date_parse(text, &date))
        return (struct view){0};
    struct view whole = date_iso(arena, &date);
    return date.has_time ? whole : view_slice(whole, 0, 10);
}
