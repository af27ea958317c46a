#include "format/html_guard.h"

#include "format/html_tag.h"

#include <stdint.h>
#include <string.h>

struct tag {
    size_t begin; /* of '<' */
    size_t end;   /* behind '>' */
    struct view name;
    enum html_tag id; /* HTML_OTHER too */
    bool closes;
    bool self_closing;
    size_t attributes; /* at least as many as it has */
};

struct open_element {
    enum html_tag id;
    struct view name;
};

struct guard {
    struct view page;
    struct buf *out;
    bool changed;
    struct open_element stack[HTML_GUARD_DEPTH];
    size_t depth;
    int formatting[HTML_TAG_COUNT]; /* opened and not closed */
    int formatting_total;
    int roots;
    int foreign;  /* open <svg> and <math> */
    int embedded; /* open elements inside them that hold HTML again */
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Offset behind the '>' that ends a tag, counting what may be attributes. */
static size_t skip_tag(struct view page, size_t at, struct tag *tag)
{
    char quote = 0;

    for (; at < page.size; at++) {
        char c = page.data[at];

        if (quote) {
            if (c == quote)
                quote = 0;
        } else if (c == '>') {
            tag->self_closing = page.data[at - 1] == '/';
            return at + 1;
        } else if ((c == '"' || c == '\'') && page.data[at - 1] == '=') {
            quote = c;
        } else if (is_space(c) || c == '/' || c == '"' || c == '\'') {
            tag->attributes++;
        }
    }
    return page.size;
}

/* Reads the tag at '<' if it is one. */
static bool read_tag(struct view page, size_t at, struct tag *tag)
{
    static _Thread_local char lower[32];
    size_t name = at + 1;
    size_t size = 0;

    *tag = (struct tag){.begin = at};
    if (name < page.size && page.data[name] == '/') {
        tag->closes = true;
        name++;
    }
    if (name >= page.size || !is_letter(page.data[name]))
        return false;
    while (name + size < page.size && !is_space(page.data[name + size]) &&
           page.data[name + size] != '/' && page.data[name + size] != '>')
        size++;
    tag->name = view_slice(page, name, name + size);
    tag->id = HTML_OTHER;
    if (size <= sizeof lower) {
        for (size_t i = 0; i < size; i++) {
            char c = page.data[name + i];

            lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        }
        tag->id = html_tag_of((struct view){lower, size});
    }
    tag->end = skip_tag(page, name + size, tag);
    return true;
}

/* Replaces bytes by spaces (line ends stay, for line numbers). */
static void blank(struct guard *guard, size_t begin, size_t end)
{
    if (!guard->changed) {
        buf_reset(guard->out);
        buf_add(guard->out, guard->page);
        guard->changed = true;
    }
    for (size_t i = begin; i < end && i < guard->out->size; i++) {
        if (guard->out->data[i] != '\n')
            guard->out->data[i] = ' ';
    }
}

/* Elements of SVG and MathML in which HTML begins anew. */
static bool holds_html(enum html_tag id, struct view name)
{
    return id == HTML_OTHER &&
           (view_equal_nocase(name, VIEW("foreignobject")) ||
            view_equal_nocase(name, VIEW("desc")) ||
            view_equal_nocase(name, VIEW("annotation-xml")));
}

static void forget(struct guard *guard, const struct open_element *open)
{
    guard->foreign -= open->id == HTML_SVG || open->id == HTML_MATH;
    guard->embedded -= holds_html(open->id, open->name);
}

static void open_tag(struct guard *guard, const struct tag *tag)
{
    unsigned kinds = html_tag_kinds(tag->id);

    if (tag->id == HTML_HTML || tag->id == HTML_BODY) {
        if (++guard->roots > HTML_GUARD_ROOTS)
            blank(guard, tag->begin, tag->end);
        return;
    }
    if (tag->attributes > HTML_GUARD_ATTRIBUTES) {
        size_t name_end = tag->begin + 1 + tag->name.size;
        blank(guard, name_end, tag->end > name_end ? tag->end - 1 : name_end);
    }
    if (kinds & (HTML_IS_VOID | HTML_IS_IMPLIED))
        return;
    if (tag->self_closing && guard->foreign > 0 && guard->embedded == 0 &&
        tag->id == HTML_OTHER)
        return;
    if (guard->depth == HTML_GUARD_DEPTH ||
        ((kinds & HTML_IS_FORMATTING) &&
         guard->formatting_total >= HTML_GUARD_FORMATTING)) {
        blank(guard, tag->begin, tag->end);
        return;
    }
    if (kinds & HTML_IS_FORMATTING) {
        guard->formatting[tag->id]++;
        guard->formatting_total++;
    }
    guard->foreign += tag->id == HTML_SVG || tag->id == HTML_MATH;
    guard->embedded += holds_html(tag->id, tag->name);
    guard->stack[guard->depth++] =
        (struct open_element){.id = tag->id, .name = tag->name};
}

static bool same_element(const struct open_element *open, const struct tag *tag)
{
    return open->id == tag->id &&
           (tag->id != HTML_OTHER || view_equal_nocase(open->name, tag->name));
}

/* Pops to the matching open tag where the parsing algorithm would. */
static void close_tag(struct guard *guard, const struct tag *tag)
{
    unsigned kinds = html_tag_kinds(tag->id);
    bool is_block = (kinds & HTML_IS_BLOCK) != 0;

    if ((kinds & HTML_IS_FORMATTING) && guard->formatting[tag->id] > 0) {
        guard->formatting[tag->id]--;
        guard->formatting_total--;
    }
    if (kinds & HTML_IS_IMPLIED)
        return;
    for (size_t i = guard->depth; i-- > 0;) {
        unsigned open_kinds = html_tag_kinds(guard->stack[i].id);

        if (same_element(&guard->stack[i], tag)) {
            for (size_t j = i; j < guard->depth; j++)
                forget(guard, &guard->stack[j]);
            guard->depth = i;
            return;
        }
        if ((open_kinds & HTML_IS_SCOPE) && tag->id != HTML_TABLE)
            return;
        if (!is_block && (open_kinds & HTML_IS_BLOCK))
            return;
    }
}

/* Offset of "</name" at or after `at`, without case; the end if there is
 * none. */
static size_t find_end_tag(struct view page, size_t at, struct view name)
{
    for (;;) {
        size_t hit = view_find(page, VIEW("</"), at);

        if (hit == SIZE_MAX)
            return page.size;
        if (view_starts_nocase(view_slice(page, hit + 2, page.size), name))
            return hit;
        at = hit + 2;
    }
}

/* Offset behind a comment or declaration that begins at '<'. */
static size_t skip_markup(struct view page, size_t at)
{
    bool comment = view_starts(view_slice(page, at, page.size), VIEW("<!--"));
    size_t hit = comment ? view_find(page, VIEW("-->"), at + 2)
                         : view_find(page, VIEW(">"), at);

    if (hit == SIZE_MAX)
        return page.size;
    return hit + (comment ? 3 : 1);
}

bool html_guard(struct view page, struct buf *out)
{
    struct guard guard = {.page = page, .out = out};
    size_t at = 0;

    while (at < page.size) {
        const char *hit = memchr(page.data + at, '<', page.size - at);
        struct tag tag;

        if (!hit)
            break;
        at = (size_t)(hit - page.data);
        if (at + 1 < page.size &&
            (page.data[at + 1] == '!' || page.data[at + 1] == '?')) {
            at = skip_markup(page, at);
            continue;
        }
        if (!read_tag(page, at, &tag)) {
            at++;
            continue;
        }
        at = tag.end;
        if (tag.closes) {
            close_tag(&guard, &tag);
            continue;
        }
        open_tag(&guard, &tag);
        if ((html_tag_kinds(tag.id) & HTML_IS_RAW) && guard.foreign == 0)
            at = find_end_tag(page, at, tag.name);
    }
    return !guard.changed;
}
