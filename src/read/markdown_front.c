#include "read/markdown_front.h"

#include "base/buf.h"
#include "read/draft.h"
#include "read/metadata.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const struct {
    const char *key;
    size_t field;
} keys[] = {
    {"title", offsetof(struct document, title)},
    {"author", offsetof(struct document, author)},
    {"authors", offsetof(struct document, author)},
    {"by", offsetof(struct document, author)},
    {"date", offsetof(struct document, date)},
    {"lang", offsetof(struct document, language)},
    {"language", offsetof(struct document, language)},
    {"site", offsetof(struct document, site)},
    {"url", offsetof(struct document, url)},
    {"link", offsetof(struct document, url)},
    {"summary", offsetof(struct document, summary)},
    {"description", offsetof(struct document, summary)},
    {"abstract", offsetof(struct document, summary)},
};

/* A YAML scalar: quotes off, escapes of the double quotes resolved; lists in
 * brackets become their text. */
static struct view scalar(struct arena *arena, struct view value)
{
    struct buf out = {0};

    value = view_trim(value);
    if (value.size >= 2 && value.data[0] == '[' &&
        value.data[value.size - 1] == ']')
        value = view_trim(view_slice(value, 1, value.size - 1));
    char quote = value.size >= 2 ? value.data[0] : 0;
    if ((quote == '"' || quote == '\'') && value.data[value.size - 1] == quote)
        value = view_slice(value, 1, value.size - 1);
    else
        quote = 0;
    for (size_t i = 0; i < value.size; i++) {
        bool escape = quote == '"' && value.data[i] == '\\';
        bool twice = quote == '\'' && value.data[i] == '\'' &&
                     i + 1 < value.size && value.data[i + 1] == '\'';
        if (twice || (escape && i + 1 < value.size))
            i++;
        buf_add_char(&out, value.data[i]);
    }
    struct view text = draft_folded(arena, buf_view(&out));
    buf_release(&out);
    return text;
}

static void take_line(struct arena *arena, struct view line,
                      struct document *document)
{
    struct view value = line;
    struct view key = view_trim(view_cut(&value, ':'));

    if (value.size == 0)
        return;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct view *field =
            (struct view *)(void *)((char *)document + keys[i].field);

        if (!view_equal_nocase(key, view_of(keys[i].key)))
            continue;
        struct view text = scalar(arena, value);
        if (keys[i].field == offsetof(struct document, date))
            text = metadata_date(arena, text);
        /* What was asked for on the command line stands. */
        if (keys[i].field != offsetof(struct document, language) ||
            field->size == 0)
            *field = text;
        return;
    }
}

struct view markdown_front(struct arena *arena, struct view text,
                           struct document *document)
{
    struct view rest = text;
    struct view line;

    if (!view_next_line(&rest, &line) ||
        !view_equal(view_trim(line), VIEW("---")))
        return text;
    struct view body = rest;
    bool closed = false;
    while (!closed && view_next_line(&body, &line)) {
        struct view trimmed = view_trim(line);

        closed = view_equal(trimmed, VIEW("---")) ||
                 view_equal(trimmed, VIEW("..."));
    }
    if (!closed)
        return text;
    while (view_next_line(&rest, &line) && rest.size > body.size)
        take_line(arena, line, document);
    struct view blanked = arena_copy(arena, text);
    char *bytes = (char *)blanked.data; /* our own copy */
    for (size_t i = 0; i < text.size - body.size; i++) {
        if (bytes[i] != '\n')
            bytes[i] = ' ';
    }
    return blanked;
}
