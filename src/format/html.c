#include "format/html.h"

#include "base/buf.h"
#include "base/mem.h"
#include "format/html_guard.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Memory that a parse may take: a page of ordinary markup needs 10 to 30
 * bytes for each of its own. */
enum { BUDGET_BASE = 32 << 20, BUDGET_FACTOR = 48 };

/* All that gumbo allocates lies in one arena and goes with it.  Gumbo cannot
 * report a failed allocation, so that an exhausted budget leaves it by a
 * jump; nothing it holds lies outside the arena. */
struct parse {
    struct arena arena;
    size_t budget;
    jmp_buf exhausted;
};

static void *allocate(void *context, size_t size)
{
    struct parse *parse = context;

    if (parse->arena.total + size > parse->budget)
        longjmp(parse->exhausted, 1);
    return arena_new(&parse->arena, 1, size ? size : 1);
}

static void deallocate(void *context, void *memory)
{
    (void)context;
    (void)memory;
}

static const GumboVector *children_of(const GumboNode *node)
{
    static const GumboVector none = {0};

    switch (node->type) {
    case GUMBO_NODE_DOCUMENT:
        return &node->v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
        return &node->v.element.children;
    default:
        return &none;
    }
}

static struct view element_name(struct arena *arena,
                                const GumboElement *element)
{
    if (element->tag != GUMBO_TAG_UNKNOWN)
        return view_of(gumbo_normalized_tagname(element->tag));
    GumboStringPiece piece = element->original_tag;
    gumbo_tag_from_original_text(&piece);
    struct view name = arena_copy(
        arena, (struct view){piece.data, piece.data ? piece.length : 0});
    char *bytes = (char *)name.data; /* our own copy */
    for (size_t i = 0; i < name.size; i++) {
        if (bytes[i] >= 'A' && bytes[i] <= 'Z')
            bytes[i] = (char)(bytes[i] - 'A' + 'a');
    }
    return name;
}

static void copy_element(struct arena *arena, const GumboElement *element,
                         struct html_node *node)
{
    unsigned count = element->attributes.length;
    struct html_attribute *attributes =
        count ? arena_new(arena, count, sizeof *attributes) : NULL;

    node->name = element_name(arena, element);
    node->tag = html_tag_of(node->name);
    node->line = element->start_pos.line;
    for (unsigned i = 0; i < count; i++) {
        const GumboAttribute *from = element->attributes.data[i];

        attributes[i].name = arena_copy(arena, view_of(from->name));
        attributes[i].value = arena_copy(arena, view_of(from->value));
    }
    node->attributes = attributes;
    node->attribute_count = count;
}

/* Appends a node unless it is a comment; SIZE_MAX then. */
static size_t copy_node(struct arena *arena, const GumboNode *from,
                        size_t parent, struct html_tree *tree)
{
    if (from->type == GUMBO_NODE_COMMENT)
        return SIZE_MAX;
    struct html_node *node = ARENA_PUSH(arena, tree);
    node->parent = parent;
    node->end = tree->count;
    if (from->type == GUMBO_NODE_ELEMENT || from->type == GUMBO_NODE_TEMPLATE) {
        copy_element(arena, &from->v.element, node);
    } else {
        node->tag = HTML_TEXT;
        node->text = arena_copy(arena, view_of(from->v.text.text));
        node->line = from->v.text.start_pos.line;
    }
    return tree->count - 1;
}

struct place {
    const GumboNode *from;
    size_t node;    /* its copy */
    unsigned child; /* next to copy */
};

/* False when there are more than HTML_NODES_MAX nodes. */
static bool copy_tree(struct arena *arena, const GumboNode *root,
                      struct html_tree *tree)
{
    struct place *stack = NULL;
    size_t depth = 0;
    size_t room = 0;

    for (const GumboNode *next = root; next || depth > 0;) {
        if (tree->count >= HTML_NODES_MAX)
            break;
        if (next) {
            size_t parent = depth ? stack[depth - 1].node : 0;
            size_t copy = copy_node(arena, next, parent, tree);

            if (copy != SIZE_MAX && children_of(next)->length > 0) {
                if (depth == room) {
                    room = room ? 2 * room : 64;
                    stack = mem_resize(stack, room, sizeof *stack);
                }
                stack[depth++] = (struct place){.from = next, .node = copy};
            }
            next = NULL;
        }
        if (depth == 0)
            break;
        struct place *top = &stack[depth - 1];
        const GumboVector *children = children_of(top->from);
        if (top->child < children->length) {
            next = children->data[top->child++];
        } else {
            tree->at[top->node].end = tree->count;
            depth--;
        }
    }
    free(stack);
    return tree->count < HTML_NODES_MAX;
}

/* False when the budget of memory or of nodes is exhausted. */
static bool parse_within(struct parse *parse, struct arena *arena,
                         struct view text, struct html_tree *tree)
{
    GumboOptions options = kGumboDefaultOptions;

    options.allocator = allocate;
    options.deallocator = deallocate;
    options.userdata = parse;
    options.max_errors = 0;
    if (setjmp(parse->exhausted) != 0)
        return false;
    const GumboOutput *output = gumbo_parse_with_options(
        &options, text.data ? text.data : "", text.size);
    return copy_tree(arena, output->root, tree);
}

bool html_parse(struct arena *arena, struct view text, struct html_tree *tree,
                struct err *err)
{
    struct parse parse = {.budget = BUDGET_BASE + BUDGET_FACTOR * text.size};
    struct buf flat = {0};

    *tree = (struct html_tree){0};
    if (text.size > HTML_SIZE_MAX)
        return err_set(err,
                       "a page of %zu bytes; a page may have at most %d, save "
                       "the article alone or as text",
                       text.size, HTML_SIZE_MAX);
    if (!html_guard(text, &flat))
        text = buf_view(&flat);
    bool done = parse_within(&parse, arena, text, tree);
    arena_release(&parse.arena);
    buf_release(&flat);
    if (!done)
        return err_set(err, "the tags of the page are too tangled to be read; "
                            "save the article alone or as text");
    return true;
}

struct view html_attribute(const struct html_node *node, const char *name)
{
    struct view wanted = view_of(name);

    for (size_t i = 0; i < node->attribute_count; i++) {
        if (view_equal(node->attributes[i].name, wanted))
            return node->attributes[i].value;
    }
    return (struct view){0};
}

bool html_has_attribute(const struct html_node *node, const char *name)
{
    struct view wanted = view_of(name);

    for (size_t i = 0; i < node->attribute_count; i++) {
        if (view_equal(node->attributes[i].name, wanted))
            return true;
    }
    return false;
}

size_t html_find(const struct html_tree *tree, size_t from, enum html_tag tag)
{
    for (size_t i = from + 1; i < tree->at[from].end; i++) {
        if (tree->at[i].tag == tag)
            return i;
    }
    return SIZE_MAX;
}

size_t html_next_sibling(const struct html_tree *tree, size_t node)
{
    size_t next = tree->at[node].end;

    if (node == 0 || next >= tree->at[tree->at[node].parent].end)
        return SIZE_MAX;
    return next;
}

static void add_folded(struct buf *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];

        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            if (out->size > 0 && out->data[out->size - 1] != ' ')
                buf_add_char(out, ' ');
        } else {
            buf_add_char(out, c);
        }
    }
}

struct view html_folded_text(struct arena *arena, const struct html_tree *tree,
                             size_t node)
{
    struct buf out = {0};

    for (size_t i = node; i < tree->at[node].end; i++) {
        const struct html_node *at = &tree->at[i];

        if (i != node && (at->tag == HTML_SCRIPT || at->tag == HTML_STYLE ||
                          at->tag == HTML_TEMPLATE)) {
            i = at->end - 1;
        } else if (at->tag == HTML_TEXT) {
            add_folded(&out, at->text);
        } else if (html_tag_kinds(at->tag) & (HTML_IS_BLOCK | HTML_IS_VOID)) {
            add_folded(&out, VIEW(" "));
        }
    }
    struct view text = arena_copy(arena, view_trim(buf_view(&out)));
    buf_release(&out);
    return text;
}
