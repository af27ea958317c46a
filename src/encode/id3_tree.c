#include "encode/id3_tree.h"

#include "base/mem.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    return view_compare(((const struct id3_node *)a)->id,
                        ((const struct id3_node *)b)->id);
}

static struct id3_node *find(const struct id3_nodes *nodes, struct view id)
{
    struct id3_node key = {.id = id};

    return bsearch(&key, nodes->at, nodes->count, sizeof *nodes->at, compare);
}

static bool count_children(struct id3_nodes *nodes, const struct id3_node *list,
                           struct err *err)
{
    struct view rest = list->children;

    while (rest.size > 0) {
        struct view id = view_cut(&rest, '\0');
        struct id3_node *child = find(nodes, id);

        if (!child)
            return err_set(err,
                           "chapter list \"%.*s\" names \"%.*s\", which "
                           "does not exist",
                           VIEW_ARG(list->id), VIEW_ARG(id));
        if (++child->listed > 1 || child->is_top)
            return err_set(err,
                           "\"%.*s\" stands in two chapter lists, or is "
                           "their root",
                           VIEW_ARG(id));
    }
    return true;
}

/* Marks everything below the root by taking its listing away; what keeps one
 * hangs in a circle.  Every node is listed once, so this ends. */
static void walk(const struct id3_nodes *nodes, struct id3_node *top)
{
    struct id3_node **stack = mem_new(nodes->count, sizeof(struct id3_node *));
    size_t depth = 0;

    stack[depth++] = top;
    while (depth > 0) {
        struct view rest = stack[--depth]->children;

        while (rest.size > 0) {
            struct id3_node *child = find(nodes, view_cut(&rest, '\0'));

            child->listed = 0;
            stack[depth++] = child;
        }
    }
    free(stack);
}

bool id3_tree_check(struct id3_nodes *nodes, struct err *err)
{
    struct id3_node *top = NULL;

    if (nodes->count == 0)
        return true;
    qsort(nodes->at, nodes->count, sizeof *nodes->at, compare);
    for (size_t i = 0; i < nodes->count; i++) {
        struct id3_node *node = &nodes->at[i];

        if (i > 0 && view_equal(node->id, nodes->at[i - 1].id))
            return err_set(err, "two chapters or lists are called \"%.*s\"",
                           VIEW_ARG(node->id));
        if (!node->is_top)
            continue;
        if (top)
            return err_set(err, "two chapter lists claim to be the root");
        top = node;
    }
    if (!top)
        return err_set(err, "no chapter list is the root");
    for (size_t i = 0; i < nodes->count; i++) {
        if (nodes->at[i].is_list && !count_children(nodes, &nodes->at[i], err))
            return false;
    }
    for (size_t i = 0; i < nodes->count; i++) {
        if (nodes->at[i].listed == 0 && !nodes->at[i].is_top)
            return err_set(err, "\"%.*s\" stands in no chapter list",
                           VIEW_ARG(nodes->at[i].id));
    }
    walk(nodes, top);
    for (size_t i = 0; i < nodes->count; i++) {
        if (nodes->at[i].listed > 0)
            return err_set(err, "the chapter list \"%.*s\" goes in a circle",
                           VIEW_ARG(nodes->at[i].id));
    }
    return true;
}
