/* The chapters and chapter lists of a tag as a reader finds them. */
#ifndef ENCODE_ID3_TREE_H
#define ENCODE_ID3_TREE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct id3_node {
    struct view id;
    bool is_list; /* CTOC, else CHAP */
    bool is_top;
    struct view children; /* names, each with its zero */
    size_t listed;        /* how many lists name it */
};

struct id3_nodes {
    struct id3_node *at;
    size_t count;
    size_t room;
};

/* True if the nodes' names are unique and the lists make one tree, whose root
 * is the one top-level list, with all of them.  Reorders the nodes. */
bool id3_tree_check(struct id3_nodes *nodes, struct err *err) MUST_USE;

#endif
