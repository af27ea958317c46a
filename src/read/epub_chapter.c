#include "read/epub_chapter.h"

#include "base/encoding.h"
#include "format/xml.h"

#include <stdint.h>

enum { CHAPTER_MAX = 8 << 20 }; /* bytes; the largest known is 3 MB */

static struct view lower_copy(struct arena *arena, struct view name)
{
    bool is_lower = true;

    for (size_t i = 0; i < name.size; i++)
        is_lower = is_lower && !(name.data[i] >= 'A' && name.data[i] <= 'Z');
    if (is_lower)
        return name;
    struct view copy = arena_copy(arena, name);
    char *bytes = (char *)copy.data; /* our own */
    for (size_t i = 0; i < copy.size; i++) {
        if (bytes[i] >= 'A' && bytes[i] <= 'Z')
            bytes[i] = (char)(bytes[i] - 'A' + 'a');
    }
    return copy;
}

static void convert_node(struct arena *arena, const struct xml_node *from,
                         struct html_node *to)
{
    struct html_attribute *attributes =
        from->attribute_count
            ? arena_new(arena, from->attribute_count, sizeof *attributes)
            : NULL;

    to->text = from->text;
    to->parent = from->parent;
    to->end = from->end;
    to->line = from->line;
    if (from->name.size == 0)
        return;
    to->name = lower_copy(arena, from->name);
    to->tag = html_tag_of(to->name);
    for (size_t i = 0; i < from->attribute_count; i++) {
        const struct xml_attribute *attribute = &from->attributes[i];

        attributes[i].name = lower_copy(arena, attribute->name);
        attributes[i].value = attribute->value;
        if (attribute->prefix.size > 0)
            attributes[i].name =
                arena_format(arena, "%.*s:%.*s", VIEW_ARG(attribute->prefix),
                             VIEW_ARG(attributes[i].name));
    }
    to->attributes = attributes;
    to->attribute_count = from->attribute_count;
}

/* Both trees lie in document order, so that indices stay what they are. */
static void convert(struct arena *arena, const struct xml_tree *from,
                    struct html_tree *to)
{
    to->at = arena_new(arena, from->count, sizeof *to->at);
    to->count = to->room = from->count;
    for (size_t i = 0; i < from->count; i++)
        convert_node(arena, &from->at[i], &to->at[i]);
}

static bool has_word(struct view list, struct view word)
{
    while (list.size > 0) {
        if (view_equal_nocase(view_cut(&list, ' '), word))
            return true;
    }
    return false;
}

/* Structure that is for the eye or for the reading system only. */
static void mark_omitted(struct html_tree *tree)
{
    static const struct {
        const char *type;
        const char *role;
        const char *reason;
    } kinds[] = {
        {"pagebreak", "doc-pagebreak", "page number"},
        {"toc", "doc-toc", "table of contents"},
        {"page-list", "doc-pagelist", "table of contents"},
        {"landmarks", "", "table of contents"},
        {"toc-brief", "", "table of contents"},
    };

    for (size_t i = 1; i < tree->count; i++) {
        struct html_node *node = &tree->at[i];

        if (node->attribute_count == 0)
            continue;
        struct view type = html_attribute(node, "epub:type");
        struct view role = html_attribute(node, "role");
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            if (has_word(type, view_of(kinds[k].type)) ||
                (role.size > 0 && has_word(role, view_of(kinds[k].role))))
                node->omit = kinds[k].reason;
        }
    }
}

bool epub_chapter_parse(struct arena *arena, struct view bytes,
                        struct html_tree *tree, bool *mended, size_t *replaced,
                        struct err *err)
{
    struct buf text = {0};
    struct encoding encoding;
    struct xml_tree strict;
    struct err why;

    if (bytes.size > CHAPTER_MAX)
        return err_set(err, "has more than %d MB", CHAPTER_MAX >> 20);
    encoding_to_utf8(bytes, (struct view){0}, &text, &encoding);
    *replaced = encoding.replaced_bytes;
    *mended = !xml_parse(arena, buf_view(&text), XML_STRICT, &strict, &why);
    bool done = true;
    if (!*mended) {
        *tree = (struct html_tree){0};
        convert(arena, &strict, tree);
    } else {
        done = html_parse(arena, buf_view(&text), tree, err);
    }
    if (done)
        mark_omitted(tree);
    buf_release(&text);
    return done;
}
