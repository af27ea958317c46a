#include "base/view.h"

#include <stdint.h>
#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct view view_of(const char *string)
{
    return (struct view){string, string ? strlen(string) : 0};
}

struct view view_slice(struct view v, size_t begin, size_t end)
{
    if (end > v.size)
        end = v.size;
    if (begin >= end)
        return (struct view){0};
    return (struct view){v.data + begin, end - begin};
}

bool view_equal(struct view a, struct view b)
{
    return a.size == b.size &&
           (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

bool view_equal_nocase(struct view a, struct view b)
{
    return a.size == b.size && view_starts_nocase(a, b);
}

bool view_starts(struct view v, struct view prefix)
{
    return v.size >= prefix.size &&
           view_equal(view_slice(v, 0, prefix.size), prefix);
}

bool view_starts_nocase(struct view v, struct view prefix)
{
    if (v.size < prefix.size)
        return false;
    for (size_t i = 0; i < prefix.size; i++) {
        if (lower(v.data[i]) != lower(prefix.data[i]))
            return false;
    }
    return true;
}

bool view_ends(struct view v, struct view suffix)
{
    return v.size >= suffix.size &&
           view_equal(view_slice(v, v.size - suffix.size, v.size), suffix);
}

int view_compare(struct view a, struct view b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.data, b.data, common) : 0;

    if (order != 0)
        return order;
    return (a.size > b.size) - (a.size < b.size);
}

size_t view_find(struct view v, struct view what, size_t from)
{
    if (from > v.size)
        return SIZE_MAX;
    if (what.size == 0)
        return from;
    const char *hit = v.size == from ? NULL
                                     : memmem(v.data + from, v.size - from,
                                              what.data, what.size);
    return hit ? (size_t)(hit - v.data) : SIZE_MAX;
}

struct view view_trim(struct view v)
{
    while (v.size > 0 && is_space(v.data[0])) {
        v.data++;
        v.size--;
    }
    while (v.size > 0 && is_space(v.data[v.size - 1]))
        v.size--;
    return v;
}

bool view_next_line(struct view *rest, struct view *line)
{
    if (rest->size == 0)
        return false;
    *line = view_cut(rest, '\n');
    if (line->size > 0 && line->data[line->size - 1] == '\r')
        line->size--;
    return true;
}

struct view view_cut(struct view *rest, char separator)
{
    struct view whole = *rest;
    const char *at =
        whole.size ? memchr(whole.data, separator, whole.size) : NULL;

    if (!at) {
        *rest = (struct view){0};
        return whole;
    }
    size_t before = (size_t)(at - whole.data);
    *rest = (struct view){at + 1, whole.size - before - 1};
    return view_slice(whole, 0, before);
}
