#include "publish/feed_check.h"

#include "base/atomic_file.h"
#include "format/xml.h"
#include "publish/category.h"
#include "publish/markup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char itunes[] = "http://www.itunes.com/dtds/podcast-1.0.dtd";
static const char atom[] = "http://www.w3.org/2005/Atom";

struct reading {
    const char *path;
    struct arena arena;
    struct xml_tree tree;
    size_t episodes;
    struct err *err;
};

static bool fault(const struct reading *reading, size_t node, const char *text)
{
    return err_set(reading->err, "%s:%zu: %s", reading->path,
                   reading->tree.at[node].line, text);
}

/* First child of that name in that namespace ("" for RSS's own). */
static size_t child(const struct reading *reading, size_t parent,
                    const char *space, const char *name)
{
    const struct xml_tree *tree = &reading->tree;
    size_t at = xml_child(tree, parent, name, SIZE_MAX);

    while (at != SIZE_MAX && !view_equal(tree->at[at].space, view_of(space))) {
        size_t next = xml_next_sibling(tree, at);

        at = next == SIZE_MAX ? SIZE_MAX : xml_child(tree, parent, name, next);
    }
    return at;
}

static struct view text_of(struct reading *reading, size_t node)
{
    if (node == SIZE_MAX)
        return (struct view){0};
    return view_trim(xml_text(&reading->arena, &reading->tree, node));
}

static bool need_text(struct reading *reading, size_t parent, const char *space,
                      const char *name)
{
    struct buf text = {0};

    if (text_of(reading, child(reading, parent, space, name)).size > 0)
        return true;
    buf_addf(&text, "<%.*s> has no <%s%s>, which podcast directories need",
             VIEW_ARG(reading->tree.at[parent].name),
             space == itunes ? "itunes:" : "", name);
    fault(reading, parent, buf_string(&text));
    buf_release(&text);
    return false;
}

static bool check_channel(struct reading *reading, size_t channel)
{
    static const char *const names[] = {"title", "link", "description",
                                        "language"};
    struct view main_name;
    struct view sub_name;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!need_text(reading, channel, "", names[i]))
            return false;
    }
    size_t image = child(reading, channel, itunes, "image");
    if (image == SIZE_MAX ||
        !markup_is_url(xml_attribute(&reading->tree.at[image], "href")))
        return fault(reading, channel,
                     "<channel> has no <itunes:image> with a web address");
    size_t category = child(reading, channel, itunes, "category");
    if (category == SIZE_MAX)
        return fault(reading, channel, "<channel> has no <itunes:category>");
    if (!category_find(xml_attribute(&reading->tree.at[category], "text"),
                       &main_name, &sub_name, reading->err)) {
        err_prefix(reading->err, "%s:%zu", reading->path,
                   reading->tree.at[category].line);
        return false;
    }
    struct view is_explicit =
        text_of(reading, child(reading, channel, itunes, "explicit"));
    if (!view_equal(is_explicit, VIEW("true")) &&
        !view_equal(is_explicit, VIEW("false")))
        return fault(reading, channel,
                     "<itunes:explicit> must be true or false");
    if (child(reading, channel, atom, "link") == SIZE_MAX)
        return fault(reading, channel,
                     "<channel> has no <atom:link rel=\"self\">");
    return true;
}

/* A sound beside the feed, by the last part of its address. */
static bool check_length(struct reading *reading, size_t node, struct view url,
                         uint64_t length)
{
    const char *slash = strrchr(reading->path, '/');
    size_t folder = slash ? (size_t)(slash - reading->path) + 1 : 0;
    struct stat status;
    size_t name = url.size;

    while (name > 0 && url.data[name - 1] != '/')
        name--;
    struct view path =
        arena_format(&reading->arena, "%.*s%.*s", (int)folder, reading->path,
                     VIEW_ARG(view_slice(url, name, url.size)));
    if (name == url.size || stat(path.data, &status) != 0 ||
        (uint64_t)status.st_size == length)
        return true;
    return err_set(reading->err,
                   "%s:%zu: the enclosure says %llu bytes, but %s has %llu; "
                   "make the feed again",
                   reading->path, reading->tree.at[node].line,
                   (unsigned long long)length, path.data,
                   (unsigned long long)status.st_size);
}

static bool check_enclosure(struct reading *reading, size_t item)
{
    size_t node = child(reading, item, "", "enclosure");
    uint64_t length = 0;

    if (node == SIZE_MAX)
        return fault(reading, item, "<item> has no <enclosure>");
    const struct xml_node *enclosure = &reading->tree.at[node];
    struct view digits = xml_attribute(enclosure, "length");
    for (size_t i = 0; i < digits.size && i < 18; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9')
            length = 0;
        else
            length = length * 10 + (uint64_t)(digits.data[i] - '0');
    }
    if (length == 0)
        return fault(reading, node,
                     "the enclosure's length must be the bytes of the file");
    struct view url = xml_attribute(enclosure, "url");
    if (!markup_is_url(url))
        return fault(reading, node, "the enclosure's url is no web address");
    if (xml_attribute(enclosure, "type").size == 0)
        return fault(reading, node, "the enclosure has no type");
    return check_length(reading, node, url, length);
}

struct name {
    struct view text;
    size_t node;
};

static int compare(const void *a, const void *b)
{
    const struct name *left = a;
    const struct name *right = b;

    return view_compare(left->text, right->text);
}

static bool check_unique(struct reading *reading, struct name *names,
                         size_t count, const char *text)
{
    if (count > 1)
        qsort(names, count, sizeof *names, compare);
    for (size_t i = 1; i < count; i++) {
        if (view_equal(names[i - 1].text, names[i].text))
            return fault(reading, names[i].node, text);
    }
    return true;
}

static bool check_items(struct reading *reading, size_t channel)
{
    const struct xml_tree *tree = &reading->tree;
    struct name *guids = arena_new(&reading->arena, tree->count, sizeof *guids);
    struct name *urls = arena_new(&reading->arena, tree->count, sizeof *urls);
    size_t item = xml_child(tree, channel, "item", SIZE_MAX);

    while (item != SIZE_MAX) {
        if (!need_text(reading, item, "", "title") ||
            !need_text(reading, item, "", "guid") ||
            !need_text(reading, item, "", "pubDate") ||
            !check_enclosure(reading, item))
            return false;
        guids[reading->episodes] = (struct name){
            text_of(reading, child(reading, item, "", "guid")), item};
        urls[reading->episodes++] = (struct name){
            xml_attribute(&tree->at[child(reading, item, "", "enclosure")],
                          "url"),
            item};
        size_t next = xml_next_sibling(tree, item);
        item = next == SIZE_MAX ? SIZE_MAX
                                : xml_child(tree, channel, "item", next);
    }
    if (reading->episodes == 0)
        return fault(reading, channel, "the feed has no episode");
    return check_unique(reading, guids, reading->episodes,
                        "the guid is that of another episode too") &&
           check_unique(reading, urls, reading->episodes,
                        "the enclosure is that of another episode too");
}

static bool check_tree(struct reading *reading)
{
    const struct xml_tree *tree = &reading->tree;

    if (!view_equal(tree->at[0].name, VIEW("rss")))
        return fault(reading, 0,
                     "is no RSS feed; the first element must be "
                     "<rss version=\"2.0\">");
    size_t channel = xml_child(tree, 0, "channel", SIZE_MAX);
    if (channel == SIZE_MAX)
        return fault(reading, 0, "<rss> has no <channel>");
    return check_channel(reading, channel) && check_items(reading, channel);
}

bool feed_check_file(const char *path, struct buf *found, struct err *err)
{
    struct reading reading = {.path = path, .err = err};
    char *data = NULL;
    size_t size = 0;
    bool ok = file_read(path, XML_SIZE_MAX, &data, &size, err);

    if (ok && !xml_parse(&reading.arena, (struct view){data, size}, XML_STRICT,
                         &reading.tree, err)) {
        err_prefix(err, "%s", path);
        ok = false;
    }
    ok = ok && check_tree(&reading);
    if (ok)
        buf_addf(found, "podcast feed with %zu %s", reading.episodes,
                 reading.episodes == 1 ? "episode" : "episodes");
    arena_release(&reading.arena);
    free(data);
    return ok;
}
