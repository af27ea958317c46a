/* XML: text -> a tree of our own.
 *
 * The nodes lie in one array in document order, as in format/html.h: inside
 * node i are i + 1 up to at[i].end - 1, its sibling stands at at[i].end.
 * Nothing a document says is ever opened or expanded: it goes through
 * xml_clean() first, which takes its DOCTYPE and entities away. */
#ifndef FORMAT_XML_H
#define FORMAT_XML_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct xml_attribute {
    struct view prefix;
    struct view name; /* without prefix */
    struct view value;
};

struct xml_node {
    struct view name;   /* of the element, without prefix; empty for text */
    struct view prefix; /* as written, also when it was never declared */
    struct view space;  /* address of the namespace; empty: none or unknown */
    struct view text;   /* of a text node */
    const struct xml_attribute *attributes;
    size_t attribute_count;
    size_t parent; /* index; the root is its own */
    size_t end;    /* index behind the last node inside */
    size_t line;   /* in the source, from 1 */
};

struct xml_tree {
    struct xml_node *at; /* 0 is the root element */
    size_t count;
    size_t room;
    bool damaged; /* XML_MEND: not all could be understood */
};

enum xml_mode {
    XML_STRICT, /* what is not well-formed is an error */
    XML_MEND,   /* broken documents are read as far as possible */
};

enum {
    XML_SIZE_MAX = 64 << 20, /* bytes */
    XML_NODES_MAX = 1 << 20, /* more nodes are not read */
};

/* Parses one document of valid UTF-8.  Memory is arena's.  Fails, with the
 * line, on a text larger than XML_SIZE_MAX, on one without any element, and
 * with XML_STRICT on what is not well-formed, nests deeper than 256 or has
 * more than XML_NODES_MAX nodes. */
bool xml_parse(struct arena *arena, struct view text, enum xml_mode mode,
               struct xml_tree *tree, struct err *err) MUST_USE;

/* Value by the name as written ("href", "xml:base"); empty when not there. */
struct view xml_attribute(const struct xml_node *node, const char *name);

/* The next sibling behind node, or SIZE_MAX. */
size_t xml_next_sibling(const struct xml_tree *tree, size_t node);

/* First child element of that name (without prefix; ASCII letters without
 * case), in any namespace, at or after `from`, which is a child or SIZE_MAX
 * for the first; SIZE_MAX when there is none. */
size_t xml_child(const struct xml_tree *tree, size_t parent, const char *name,
                 size_t from);

/* First element of that name inside node `root`, at or after index from. */
size_t xml_find(const struct xml_tree *tree, size_t root, const char *name,
                size_t from);

/* All text inside the node, as it stands. */
struct view xml_text(struct arena *arena, const struct xml_tree *tree,
                     size_t node);

/* Appends what is inside the node as HTML markup without prefixes. */
void xml_add_markup(const struct xml_tree *tree, size_t node, struct buf *out);

/* The character of an entity of HTML 4 ("eacute"), or 0. */
uint32_t xml_html_entity(struct view name);

/* What a numeric reference means: 128 to 159 by windows-1252, 0 when it
 * names no character that XML allows. */
uint32_t xml_number_meant(uint32_t number);

#endif
