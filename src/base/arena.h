/* An arena: many small objects of one lifetime, freed together.  Everything
 * that a stage makes of one article lives in that article's arena, and
 * pointers between those structs stay valid until it is released. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/err.h"
#include "base/view.h"

#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first */
    size_t used;                /* bytes taken of the newest */
    size_t total;               /* bytes handed out, for measuring */
};

/* A zeroed struct is an empty arena. */
void arena_release(struct arena *arena);

/* count * size zeroed bytes, aligned for any type; never NULL. */
void *arena_new(struct arena *arena, size_t count, size_t size);

/* A copy of the bytes, with a NUL behind them that the view does not count. */
struct view arena_copy(struct arena *arena, struct view bytes);
struct view arena_format(struct arena *arena, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* A list in an arena is any struct with the members `at` (pointer to
 * elements), `count` and `room`.  ARENA_PUSH adds one zeroed element and
 * gives its address, valid until the next push. */
#define ARENA_PUSH(arena, list)                                                \
    ((list)->count == (list)->room                                             \
         ? ((list)->at = arena_grow((arena), (list)->at, (list)->count,        \
                                    &(list)->room, sizeof *(list)->at))        \
         : (list)->at,                                                         \
     &(list)->at[(list)->count++])

/* For ARENA_PUSH: room doubled, count elements copied over. */
void *arena_grow(struct arena *arena, const void *old, size_t count,
                 size_t *room, size_t size);

#endif
