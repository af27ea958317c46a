#include "format/xml.h"

#include "format/xml_clean.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <string.h>

enum { NAME_SLOTS = 256, DEPTH_MAX = 420 };

/* Builds our tree from the parser's calls. */
struct builder {
    struct arena *arena;
    struct xml_tree *tree;
    xmlParserCtxtPtr parser;
    size_t current; /* the element that is open */
    size_t depth;
    bool stopped;    /* it nests too deep */
    struct buf text; /* of it, not yet a node */
    size_t text_line;
    /* The parser keeps one copy of each name; so do we, by its address. */
    struct {
        const xmlChar *theirs;
        struct view ours;
    } names[NAME_SLOTS];
};

static struct view keep_name(struct builder *builder, const xmlChar *name)
{
    if (!name)
        return (struct view){0};
    size_t slot = ((uintptr_t)name >> 3) % NAME_SLOTS;
    if (builder->names[slot].theirs != name) {
        builder->names[slot].theirs = name;
        builder->names[slot].ours =
            arena_copy(builder->arena, view_of((const char *)name));
    }
    return builder->names[slot].ours;
}

static size_t line_of(const struct builder *builder)
{
    int line = builder->parser->input ? builder->parser->input->line : 0;

    return line > 0 ? (size_t)line : 0;
}

static void flush_text(struct builder *builder)
{
    if (builder->text.size == 0)
        return;
    struct view text = arena_copy(builder->arena, buf_view(&builder->text));
    size_t index = builder->tree->count;
    struct xml_node *node = ARENA_PUSH(builder->arena, builder->tree);
    node->text = text;
    node->parent = builder->current;
    node->end = index + 1;
    node->line = builder->text_line;
    buf_reset(&builder->text);
}

/* A value as SAX2 gives it: only "&" is still a reference. */
static struct view keep_value(struct arena *arena, const xmlChar *begin,
                              const xmlChar *end)
{
    struct view raw = {(const char *)begin, (size_t)(end - begin)};
    struct view value = arena_copy(arena, raw);
    char *to = (char *)value.data;
    size_t size = 0;

    for (size_t i = 0; i < raw.size; i++) {
        to[size++] = raw.data[i];
        if (view_starts(view_slice(raw, i, raw.size), VIEW("&#38;")))
            i += 4;
    }
    to[size] = '\0';
    return (struct view){to, size};
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *space, int space_count,
                     const xmlChar **spaces, int attribute_count,
                     int default_count, const xmlChar **attributes)
{
    struct builder *builder = context;

    (void)space_count, (void)spaces, (void)default_count;
    flush_text(builder);
    if (builder->depth == DEPTH_MAX || builder->tree->count >= XML_NODES_MAX) {
        builder->stopped = true;
        xmlStopParser(builder->parser);
        return;
    }
    builder->depth++;
    size_t count = attribute_count > 0 ? (size_t)attribute_count : 0;
    struct xml_attribute *kept =
        count ? arena_new(builder->arena, count, sizeof *kept) : NULL;
    /* Five pointers each: name, prefix, space, begin and end of the value. */
    for (size_t i = 0; i < count; i++, attributes += 5) {
        kept[i].name = keep_name(builder, attributes[0]);
        kept[i].prefix = keep_name(builder, attributes[1]);
        kept[i].value =
            keep_value(builder->arena, attributes[3], attributes[4]);
    }
    size_t index = builder->tree->count;
    struct xml_node *node = ARENA_PUSH(builder->arena, builder->tree);
    node->name = keep_name(builder, name);
    node->prefix = keep_name(builder, prefix);
    node->space = keep_name(builder, space);
    node->attributes = kept;
    node->attribute_count = count;
    node->parent = builder->current;
    node->line = line_of(builder);
    builder->current = index;
}

static void close_current(struct builder *builder)
{
    flush_text(builder);
    struct xml_node *node = &builder->tree->at[builder->current];
    node->end = builder->tree->count;
    builder->current = node->parent;
    builder->depth--;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *space)
{
    (void)name, (void)prefix, (void)space;
    close_current(context);
}

static void on_text(void *context, const xmlChar *text, int size)
{
    struct builder *builder = context;

    if (builder->depth == 0 || size <= 0)
        return;
    if (builder->text.size == 0)
        builder->text_line = line_of(builder);
    buf_add(&builder->text, (struct view){(const char *)text, (size_t)size});
}

static xmlParserCtxtPtr new_parser(struct view text, enum xml_mode mode,
                                   struct builder *builder)
{
    xmlParserCtxtPtr parser =
        xmlCreateMemoryParserCtxt(text.data, (int)text.size);
    int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

    if (!parser)
        return NULL;
    memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->initialized = XML_SAX2_MAGIC;
    parser->sax->startElementNs = on_start;
    parser->sax->endElementNs = on_end;
    parser->sax->characters = on_text;
    parser->sax->ignorableWhitespace = on_text;
    parser->sax->cdataBlock = on_text;
    parser->userData = builder;
    /* Without the library's limits on size: there is no entity left that
     * could grow, and depth is held by the builder. */
    if (mode == XML_MEND)
        options |= XML_PARSE_RECOVER | XML_PARSE_HUGE;
    xmlCtxtUseOptions(parser, options);
    return parser;
}

static bool check_parsed(const struct builder *builder, enum xml_mode mode,
                         struct err *err)
{
    xmlParserCtxtPtr parser = builder->parser;
    bool whole = parser->wellFormed != 0 && !builder->stopped;
    const char *why = parser->lastError.message;
    struct view message = view_trim(view_of(why ? why : "unexpected end"));

    builder->tree->damaged = !whole;
    if (builder->tree->count == 0)
        return err_set(err, "is no XML: it has no element");
    if (mode == XML_STRICT && !whole)
        return err_set(err, "line %d: is not well-formed XML (%.*s)",
                       parser->lastError.line, VIEW_ARG(message));
    return true;
}

bool xml_parse(struct arena *arena, struct view text, enum xml_mode mode,
               struct xml_tree *tree, struct err *err)
{
    struct builder builder = {.arena = arena, .tree = tree};
    struct buf clean = {0};
    bool done = false;

    *tree = (struct xml_tree){0};
    if (text.size > XML_SIZE_MAX)
        return err_set(err, "has %zu bytes; at most %d are read as XML",
                       text.size, XML_SIZE_MAX);
    xml_clean(text, mode == XML_MEND, &clean);
    struct view trimmed = view_trim(buf_view(&clean));
    if (trimmed.size == 0) {
        err_set(err, "is no XML: it has no element");
        goto out;
    }
    /* Lines are counted from the first byte, so leading ones must stay. */
    builder.parser = new_parser(buf_view(&clean), mode, &builder);
    if (!builder.parser) {
        err_set(err, "libxml2 could not make a parser; free some memory");
        goto out;
    }
    xmlParseDocument(builder.parser);
    while (builder.depth > 0)
        close_current(&builder);
    done = check_parsed(&builder, mode, err);
out:
    if (builder.parser) {
        xmlFreeDoc(builder.parser->myDoc);
        xmlFreeParserCtxt(builder.parser);
    }
    buf_release(&builder.text);
    buf_release(&clean);
    return done;
}

struct view xml_attribute(const struct xml_node *node, const char *name)
{
    struct view wanted = view_of(name);
    size_t colon = view_find(wanted, VIEW(":"), 0);
    struct view prefix = {0};

    if (colon != SIZE_MAX) {
        prefix = view_slice(wanted, 0, colon);
        wanted = view_slice(wanted, colon + 1, wanted.size);
    }
    for (size_t i = 0; i < node->attribute_count; i++) {
        if (view_equal_nocase(node->attributes[i].name, wanted) &&
            view_equal(node->attributes[i].prefix, prefix))
            return node->attributes[i].value;
    }
    return (struct view){0};
}

size_t xml_next_sibling(const struct xml_tree *tree, size_t node)
{
    size_t next = tree->at[node].end;

    return node != 0 && next < tree->at[tree->at[node].parent].end ? next
                                                                   : SIZE_MAX;
}

size_t xml_child(const struct xml_tree *tree, size_t parent, const char *name,
                 size_t from)
{
    size_t child = from != SIZE_MAX ? from : parent + 1;

    for (; child < tree->at[parent].end; child = tree->at[child].end) {
        if (view_equal_nocase(tree->at[child].name, view_of(name)))
            return child;
    }
    return SIZE_MAX;
}

size_t xml_find(const struct xml_tree *tree, size_t root, const char *name,
                size_t from)
{
    for (size_t i = from > root ? from : root + 1; i < tree->at[root].end;
         i++) {
        if (view_equal_nocase(tree->at[i].name, view_of(name)))
            return i;
    }
    return SIZE_MAX;
}

struct view xml_text(struct arena *arena, const struct xml_tree *tree,
                     size_t node)
{
    struct buf all = {0};

    /* Most elements hold one text, which can be lent. */
    if (tree->at[node].end == node + 2 && tree->at[node + 1].name.size == 0)
        return tree->at[node + 1].text;
    for (size_t i = node + 1; i < tree->at[node].end; i++)
        buf_add(&all, tree->at[i].text);
    struct view text = arena_copy(arena, buf_view(&all));
    buf_release(&all);
    return text;
}

static void add_escaped(struct buf *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        switch (text.data[i]) {
        case '&':
            buf_add(out, VIEW("&amp;"));
            break;
        case '<':
            buf_add(out, VIEW("&lt;"));
            break;
        case '"':
            buf_add(out, VIEW("&quot;"));
            break;
        default:
            buf_add_char(out, text.data[i]);
        }
    }
}

/* HTML's elements without an end tag. */
static bool is_void(struct view name)
{
    static const char *const names[] = {"br",  "hr",    "img",    "wbr",
                                        "col", "input", "source", "area"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_equal_nocase(name, view_of(names[i])))
            return true;
    }
    return false;
}

void xml_add_markup(const struct xml_tree *tree, size_t node, struct buf *out)
{
    size_t open = node;

    for (size_t i = node + 1; i <= tree->at[node].end; i++) {
        while (open != node && i >= tree->at[open].end) {
            if (!is_void(tree->at[open].name))
                buf_addf(out, "</%.*s>", VIEW_ARG(tree->at[open].name));
            open = tree->at[open].parent;
        }
        if (i == tree->at[node].end)
            break;
        const struct xml_node *inner = &tree->at[i];
        if (inner->name.size == 0) {
            add_escaped(out, inner->text);
            continue;
        }
        buf_addf(out, "<%.*s", VIEW_ARG(inner->name));
        for (size_t k = 0; k < inner->attribute_count; k++) {
            buf_addf(out, " %.*s=\"", VIEW_ARG(inner->attributes[k].name));
            add_escaped(out, inner->attributes[k].value);
            buf_add_char(out, '"');
        }
        buf_add_char(out, '>');
        open = i;
    }
}

uint32_t xml_html_entity(struct view name)
{
    char string[16];

    if (name.size >= sizeof string)
        return 0;
    memcpy(string, name.data, name.size);
    string[name.size] = '\0';
    const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)string);
    return found ? found->value : 0;
}

uint32_t xml_number_meant(uint32_t number)
{
    static const uint16_t windows_1252[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
    };

    if (number >= 0x80 && number < 0xA0)
        return windows_1252[number - 0x80];
    bool allowed = number == '\t' || number == '\n' || number == '\r' ||
                   (number >= 0x20 && number <= 0xD7FF) ||
                   (number >= 0xE000 && number <= 0xFFFD) ||
                   (number >= 0x10000 && number <= 0x10FFFF);
    return allowed ? number : 0;
}
