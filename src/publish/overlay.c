#include "publish/overlay.h"

static const struct leaf_times *times_of(const struct prose *prose,
                                         const struct prose_item *item)
{
    static const struct leaf_times silent;

    return item->is_caption
               ? &silent
               : &prose->leaves->times[item->article].at[item->index];
}

/* Lays `count` silent items from begin_ms to end_ms, one millisecond each at
 * least; returns where the last one ends. */
static int64_t add_silent(struct arena *arena, struct overlay *overlay,
                          const struct prose_item *items, size_t count,
                          int64_t begin_ms, int64_t end_ms)
{
    int64_t n = (int64_t)count;
    int64_t room_ms = end_ms - begin_ms > n ? end_ms - begin_ms : n;

    for (int64_t i = 0; i < n; i++)
        *ARENA_PUSH(arena, overlay) = (struct clip_times){
            .item = &items[i],
            .begin_ms = begin_ms + room_ms * i / n,
            .end_ms = begin_ms + room_ms * (i + 1) / n,
        };
    return begin_ms + room_ms;
}

void overlay_list(struct arena *arena, const struct prose *prose,
                  const struct leaf *leaf, size_t first, size_t last,
                  struct overlay *overlay)
{
    int64_t at_ms = leaf->mark.begin_ms; /* up to here all is laid */
    int64_t heard_ms = at_ms;            /* end of the last sentence's sound */

    *overlay = (struct overlay){0};
    for (size_t i = first; i < last;) {
        size_t silent = i;

        while (silent < last &&
               times_of(prose, &prose->items.at[silent])->end_ms == 0)
            silent++;
        int64_t begin_ms = leaf->mark.end_ms;
        if (silent < last)
            begin_ms = times_of(prose, &prose->items.at[silent])->begin_ms;
        if (overlay->count == 0 && silent == i)
            begin_ms = at_ms;
        if (silent > i) {
            struct clip_times *before =
                overlay->count > 0 ? &overlay->at[overlay->count - 1] : NULL;
            int64_t from_ms = heard_ms > at_ms ? heard_ms : at_ms;

            if (before)
                before->end_ms = from_ms;
            at_ms = add_silent(arena, overlay, &prose->items.at[i], silent - i,
                               from_ms, begin_ms);
        }
        if (silent < last) {
            const struct leaf_times *times =
                times_of(prose, &prose->items.at[silent]);

            if (begin_ms < at_ms)
                begin_ms = at_ms;
            if (overlay->count > 0)
                overlay->at[overlay->count - 1].end_ms = begin_ms;
            *ARENA_PUSH(arena, overlay) = (struct clip_times){
                .item = &prose->items.at[silent],
                .begin_ms = begin_ms,
                .end_ms =
                    times->end_ms > begin_ms ? times->end_ms : begin_ms + 1,
            };
            heard_ms = overlay->at[overlay->count - 1].end_ms;
            at_ms = heard_ms;
            silent++;
        }
        i = silent;
    }
    if (overlay->count > 0 &&
        overlay->at[overlay->count - 1].begin_ms < leaf->mark.end_ms)
        overlay->at[overlay->count - 1].end_ms = leaf->mark.end_ms;
}
