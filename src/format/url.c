#include "format/url.h"

#include "base/buf.h"

#include <stdint.h>
#include <string.h>

struct parts {
    struct view scheme;
    struct view authority; /* with "//" before it; empty: none */
    struct view path;
    struct view query;    /* with "?" */
    struct view fragment; /* with "#" */
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct view url_scheme(struct view url)
{
    size_t size = 0;

    if (url.size == 0 || !is_letter(url.data[0]))
        return (struct view){0};
    while (size < url.size &&
           (is_letter(url.data[size]) ||
            (url.data[size] >= '0' && url.data[size] <= '9') ||
            url.data[size] == '+' || url.data[size] == '-' ||
            url.data[size] == '.'))
        size++;
    if (size == url.size || url.data[size] != ':')
        return (struct view){0};
    return view_slice(url, 0, size);
}

bool url_is_web(struct view url)
{
    size_t host = view_starts_nocase(url, VIEW("http://"))    ? 7
                  : view_starts_nocase(url, VIEW("https://")) ? 8
                                                              : url.size;

    return host < url.size && !strchr("/?#", url.data[host]);
}

static size_t find_any(struct view text, const char *any)
{
    for (size_t i = 0; i < text.size; i++) {
        if (strchr(any, text.data[i]))
            return i;
    }
    return text.size;
}

static struct parts split(struct view url)
{
    struct parts parts = {.scheme = url_scheme(url)};

    if (parts.scheme.size > 0)
        url = view_slice(url, parts.scheme.size + 1, url.size);
    if (view_starts(url, VIEW("//"))) {
        struct view behind = view_slice(url, 2, url.size);

        parts.authority = view_slice(url, 0, 2 + find_any(behind, "/?#"));
        url = view_slice(url, parts.authority.size, url.size);
    }
    parts.path = view_slice(url, 0, find_any(url, "?#"));
    url = view_slice(url, parts.path.size, url.size);
    parts.query = view_slice(url, 0, find_any(url, "#"));
    parts.fragment = view_slice(url, parts.query.size, url.size);
    return parts;
}

/* Section 5.2.4, on what is added to out from offset start. */
static void add_without_dots(struct buf *out, struct view path)
{
    size_t start = out->size;

    while (path.size > 0) {
        size_t end = 1 + find_any(view_slice(path, 1, path.size), "/");
        struct view segment = view_slice(path, 0, end);

        path = view_slice(path, end, path.size);
        if (view_equal(segment, VIEW("/."))) {
            if (path.size == 0)
                buf_add_char(out, '/');
        } else if (view_equal(segment, VIEW("/.."))) {
            while (out->size > start && out->data[--out->size] != '/')
                ;
            if (path.size == 0)
                buf_add_char(out, '/');
        } else {
            buf_add(out, segment);
        }
    }
}

static void add_path(struct buf *out, const struct parts *base,
                     struct view path)
{
    struct buf merged = {0};

    if (!view_starts(path, VIEW("/"))) {
        size_t folder = base->path.size;

        while (folder > 0 && base->path.data[folder - 1] != '/')
            folder--;
        buf_add(&merged, view_slice(base->path, 0, folder));
        if (folder == 0 && base->authority.size > 0)
            buf_add_char(&merged, '/');
    }
    buf_add(&merged, path);
    add_without_dots(out, buf_view(&merged));
    buf_release(&merged);
}

/* The reference as people mean it. */
static void tidy(struct view reference, struct buf *out)
{
    reference = view_trim(reference);
    for (size_t i = 0; i < reference.size; i++) {
        char c = reference.data[i];

        if (c == ' ')
            buf_add(out, VIEW("%20"));
        else if ((unsigned char)c >= 0x20)
            buf_add_char(out, c);
    }
}

struct view url_resolve(struct arena *arena, struct view base,
                        struct view reference)
{
    struct buf tidied = {0};
    struct buf out = {0};
    struct parts to;
    struct parts from = split(view_trim(base));

    tidy(reference, &tidied);
    to = split(buf_view(&tidied));
    if (to.scheme.size > 0 || from.scheme.size == 0 ||
        (from.authority.size == 0 && !view_starts(from.path, VIEW("/")))) {
        buf_add(&out, buf_view(&tidied));
    } else {
        bool only_fragment = to.authority.size == 0 && to.path.size == 0;

        buf_addf(&out, "%.*s:", VIEW_ARG(from.scheme));
        buf_add(&out, to.authority.size > 0 ? to.authority : from.authority);
        if (to.authority.size > 0)
            add_without_dots(&out, to.path);
        else if (only_fragment)
            buf_add(&out, from.path);
        else
            add_path(&out, &from, to.path);
        buf_add(&out,
                only_fragment && to.query.size == 0 ? from.query : to.query);
        buf_add(&out, to.fragment);
    }
    struct view resolved = arena_copy(arena, buf_view(&out));
    buf_release(&out);
    buf_release(&tidied);
    return resolved;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct view url_decoded(struct arena *arena, struct view text)
{
    struct view copy = arena_copy(arena, text);
    char *to = (char *)copy.data;
    size_t size = 0;

    for (size_t i = 0; i < text.size; i++) {
        int high = i + 2 < text.size ? hex_digit(text.data[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text.data[i + 2]) : -1;

        if (text.data[i] == '%' && low >= 0) {
            to[size++] = (char)(high * 16 + low);
            i += 2;
        } else {
            to[size++] = text.data[i];
        }
    }
    to[size] = '\0';
    return (struct view){to, size};
}
