#include "read/epub_contents.h"

#include "base/encoding.h"
#include "format/xml.h"
#include "read/draft.h"

#include <stdint.h>

enum { LEVEL_MAX = 6, PLACES_MAX = 20000 };

struct reading {
    struct arena *arena;
    struct zip_reader *zip;
    struct view path; /* of the file that is read */
    struct xml_tree tree;
    struct epub_package *package;
};

static void add_place(struct reading *reading, struct view title,
                      struct view reference, int level)
{
    struct epub_contents *contents = &reading->package->contents;
    size_t mark = view_find(reference, VIEW("#"), 0);

    title = draft_folded(reading->arena, title);
    if (title.size == 0 || reference.size == 0 || contents->count >= PLACES_MAX)
        return;
    struct epub_place *place = ARENA_PUSH(reading->arena, contents);
    place->title = title;
    place->path = epub_package_path(reading->arena, reading->zip, reading->path,
                                    reference);
    if (mark != SIZE_MAX)
        place->fragment = view_slice(reference, mark + 1, reference.size);
    place->level = level < 1 ? 1 : level > LEVEL_MAX ? LEVEL_MAX : level;
}

/* How many elements of a name stand around node, below root. */
static int nesting(const struct xml_tree *tree, size_t root, size_t node,
                   struct view name)
{
    int depth = 0;

    for (size_t i = node; i != root && i != 0; i = tree->at[i].parent)
        depth += view_equal_nocase(tree->at[i].name, name);
    return depth;
}

/* The <nav epub:type="toc">, else the first <nav>, else everything. */
static size_t find_nav(const struct xml_tree *tree)
{
    size_t first = xml_find(tree, 0, "nav", 0);

    for (size_t i = first; i != SIZE_MAX; i = xml_find(tree, 0, "nav", i + 1)) {
        if (view_find(xml_attribute(&tree->at[i], "epub:type"), VIEW("toc"),
                      0) != SIZE_MAX)
            return i;
    }
    return first != SIZE_MAX ? first : 0;
}

static void read_nav(struct reading *reading)
{
    const struct xml_tree *tree = &reading->tree;
    size_t nav = find_nav(tree);

    for (size_t i = xml_find(tree, nav, "a", 0); i != SIZE_MAX;
         i = xml_find(tree, nav, "a", tree->at[i].end))
        add_place(reading, xml_text(reading->arena, tree, i),
                  xml_attribute(&tree->at[i], "href"),
                  nesting(tree, nav, i, VIEW("ol")));
}

static void read_ncx(struct reading *reading)
{
    const struct xml_tree *tree = &reading->tree;
    size_t map = xml_find(tree, 0, "navMap", 0);

    if (map == SIZE_MAX)
        return;
    for (size_t i = xml_find(tree, map, "navPoint", 0); i != SIZE_MAX;
         i = xml_find(tree, map, "navPoint", i + 1)) {
        size_t label = xml_child(tree, i, "navLabel", SIZE_MAX);
        size_t content = xml_child(tree, i, "content", SIZE_MAX);

        if (label != SIZE_MAX && content != SIZE_MAX)
            add_place(reading, xml_text(reading->arena, tree, label),
                      xml_attribute(&tree->at[content], "src"),
                      nesting(tree, map, i, VIEW("navPoint")));
    }
}

void epub_contents_read(struct arena *arena, struct zip_reader *zip,
                        struct view path, bool is_nav,
                        struct epub_package *package)
{
    struct reading reading = {
        .arena = arena, .zip = zip, .path = path, .package = package};
    struct buf text = {0};
    struct encoding encoding;
    struct view bytes;
    struct err ignored;

    if (!zip_reader_read(zip, arena, path, &bytes, &ignored))
        return;
    encoding_to_utf8(bytes, (struct view){0}, &text, &encoding);
    if (xml_parse(arena, buf_view(&text), XML_MEND, &reading.tree, &ignored)) {
        if (is_nav)
            read_nav(&reading);
        else
            read_ncx(&reading);
    }
    buf_release(&text);
}
