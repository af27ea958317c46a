#include "digest/opml.h"

#include "base/encoding.h"
#include "format/url.h"
#include "format/xml.h"
#include "pipeline/file_name.h"

#include <stdlib.h>

enum {
    FEEDS_MAX = 1000,
    VALUE_BYTES_MAX = 180, /* what fits into a line of inih with its key */
    SLUG_BYTES_MAX = 30,   /* of DIGEST_KEY_MAX; a number may follow */
};

struct feeds {
    struct view *at; /* addresses */
    struct view *keys;
    size_t count;
};

/* In one line, without what begins a comment in a configuration. */
static void add_value(struct buf *out, struct view text)
{
    text = view_trim(text);
    if (text.size > VALUE_BYTES_MAX)
        text = view_slice(text, 0, VALUE_BYTES_MAX);
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];

        if ((unsigned char)c < ' ')
            c = ' ';
        buf_add_char(out, c == ';' ? ',' : c);
    }
}

static bool is_there(const struct view *list, size_t count, struct view what)
{
    for (size_t i = 0; i < count; i++) {
        if (view_equal(list[i], what))
            return true;
    }
    return false;
}

static struct view key_of(struct arena *arena, const struct feeds *feeds,
                          struct view name)
{
    struct view slug =
        view_slice(file_name_of_title(arena, name), 0, SLUG_BYTES_MAX);
    struct view key = slug;

    for (int number = 2; is_there(feeds->keys, feeds->count, key); number++)
        key = arena_format(arena, "%.*s-%d", VIEW_ARG(slug), number);
    return key;
}

static void add_feed(struct arena *arena, const struct xml_node *node,
                     struct feeds *feeds, struct buf *out)
{
    struct view url = view_trim(xml_attribute(node, "xmlUrl"));
    struct view name = view_trim(xml_attribute(node, "title"));

    if (name.size == 0)
        name = view_trim(xml_attribute(node, "text"));
    if (!url_is_web(url) || feeds->count >= FEEDS_MAX ||
        is_there(feeds->at, feeds->count, url))
        return;
    if (url.size > VALUE_BYTES_MAX) {
        buf_add_string(out, "\n; left out, as its address is too long: ");
        add_value(out, name);
        buf_add_char(out, '\n');
        return;
    }
    struct view key = key_of(arena, feeds, name.size > 0 ? name : url);
    feeds->at[feeds->count] = url;
    feeds->keys[feeds->count++] = key;
    buf_addf(out, "\n[source.%.*s]\nfeed = ", VIEW_ARG(key));
    buf_add(out, url);
    if (name.size > 0) {
        buf_add_string(out, "\nname = ");
        add_value(out, name);
    }
    buf_add_char(out, '\n');
}

bool opml_import(struct arena *arena, const char *path, struct view opml,
                 struct buf *out, size_t *feeds, struct err *err)
{
    struct feeds found = {
        .at = arena_new(arena, FEEDS_MAX, sizeof *found.at),
        .keys = arena_new(arena, FEEDS_MAX, sizeof *found.keys),
    };
    struct encoding encoding;
    struct buf text = {0};
    struct xml_tree tree;

    encoding_to_utf8(opml, (struct view){0}, &text, &encoding);
    bool ok = xml_parse(arena, arena_copy(arena, buf_view(&text)), XML_MEND,
                        &tree, err);
    buf_release(&text);
    if (!ok) {
        err_prefix(err, "%s", path);
        return false;
    }
    if (!view_equal_nocase(tree.at[0].name, VIEW("opml")))
        return err_set(err,
                       "%s: is no OPML; export the list of feeds from your "
                       "reader as OPML",
                       path);
    buf_add_string(out, "; What briefcast.conf(5) explains.\n"
                        "[digest]\n"
                        "title = My briefing\n"
                        "output = ~/Podcasts/briefing\n"
                        "length = 12m\n");
    for (size_t i = 0; i < tree.count; i++) {
        if (view_equal_nocase(tree.at[i].name, VIEW("outline")))
            add_feed(arena, &tree.at[i], &found, out);
    }
    *feeds = found.count;
    return found.count > 0 ||
           err_set(err, "%s: names no feed with an xmlUrl", path);
}
