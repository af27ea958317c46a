#include "publish/note.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    const struct note *left = a;
    const struct note *right = b;

    if (left->article != right->article)
        return left->article < right->article ? -1 : 1;
    return view_compare(left->label, right->label);
}

static int compare_all(const void *a, const void *b)
{
    const struct note *left = a;
    const struct note *right = b;
    int order = compare(a, b);

    if (order != 0)
        return order;
    return left->block < right->block ? -1 : left->block > right->block;
}

/* Of notes with one label the first stays. */
static void drop_twins(struct notes *notes)
{
    size_t kept = 0;

    for (size_t i = 0; i < notes->count; i++) {
        if (kept > 0 && compare(&notes->at[kept - 1], &notes->at[i]) == 0)
            continue;
        notes->at[kept++] = notes->at[i];
    }
    notes->count = kept;
}

void note_list(struct arena *arena, const struct episode *episode,
               const struct leaves *leaves, struct notes *notes)
{
    *notes = (struct notes){0};
    for (size_t i = 0; i < leaves->count; i++) {
        const struct leaf *leaf = &leaves->at[i];
        const struct document *document =
            episode->script->articles.at[leaf->article]->document;

        for (size_t k = leaf->first_block; k < leaf->end_block; k++) {
            const struct block *block = &document->blocks.at[k];

            if (block->kind == BLOCK_NOTE && !block->continues &&
                block->label.size > 0)
                *ARENA_PUSH(arena, notes) =
                    (struct note){leaf->article, block->label, k, i};
        }
    }
    if (notes->count > 1)
        qsort(notes->at, notes->count, sizeof *notes->at, compare_all);
    drop_twins(notes);
}

const struct note *note_find(const struct notes *notes, size_t article,
                             struct view label)
{
    struct note key = {.article = article, .label = label};

    if (notes->count == 0)
        return NULL;
    return bsearch(&key, notes->at, notes->count, sizeof *notes->at, compare);
}
