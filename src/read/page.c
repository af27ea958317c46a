#include "read/page.h"

void page_pick(struct arena *arena, struct html_tree *tree,
               size_t title_heading, const struct metadata *metadata,
               const struct log *log, struct view source)
{
    (void)arena;
    (void)metadata;
    (void)log;
    (void)source;
    if (title_heading < tree->count)
        tree->at[title_heading].omit = "title";
}
