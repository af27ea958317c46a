#include "read/page_repetition.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

enum { LONG_LEAF = 80 }; /* code points that nobody says twice */

struct said {
    uint64_t hash;
    size_t leaf;
};

static int by_hash(const void *a, const void *b)
{
    const struct said *x = a;
    const struct said *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->leaf > y->leaf) - (x->leaf < y->leaf);
}

/* FNV-1a, 64 bit. */
static uint64_t hash_of(struct view text)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < text.size; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001b3u;
    return hash;
}

void page_repetition_drop(struct arena *arena, struct html_tree *tree,
                          const struct page_leaves *leaves)
{
    struct said *said = mem_new(leaves->count + 1, sizeof *said);
    size_t count = 0;

    for (size_t i = 0; i < leaves->count; i++) {
        const struct page_leaf *leaf = &leaves->at[i];

        if (leaf->good && leaf->width >= LONG_LEAF)
            said[count++] =
                (struct said){hash_of(page_leaf_text(arena, tree, leaf, 0)), i};
    }
    qsort(said, count, sizeof *said, by_hash);
    for (size_t i = 1; i < count; i++) {
        size_t one = leaves->at[said[i - 1].leaf].block;
        size_t two = leaves->at[said[i].leaf].block;

        if (said[i].hash == said[i - 1].hash &&
            tree->at[one].parent != tree->at[two].parent)
            page_leaf_omit(tree, &leaves->at[said[i].leaf], "repetition");
    }
    free(said);
}
