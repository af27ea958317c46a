#include "base/arena.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t size;
    _Alignas(max_align_t) char bytes[];
};

void arena_release(struct arena *arena)
{
    while (arena->chunks) {
        struct arena_chunk *next = arena->chunks->next;

        free(arena->chunks);
        arena->chunks = next;
    }
    *arena = (struct arena){0};
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
    size_t align = _Alignof(max_align_t);
    /* An impossible product asks for more than there is, and ends there. */
    size_t bytes =
        size && count > SIZE_MAX / 2 / size ? SIZE_MAX / 2 : count * size;

    bytes = (bytes + align - 1) / align * align;
    if (!arena->chunks || bytes > arena->chunks->size - arena->used) {
        size_t room = bytes > CHUNK_BYTES ? bytes : CHUNK_BYTES;
        struct arena_chunk *chunk = mem_new(1, sizeof *chunk + room);

        chunk->size = room;
        chunk->next = arena->chunks;
        arena->chunks = chunk;
        arena->used = 0;
    }
    void *fresh = arena->chunks->bytes + arena->used;
    arena->used += bytes;
    arena->total += bytes;
    return fresh;
}

struct view arena_copy(struct arena *arena, struct view bytes)
{
    char *copy = arena_new(arena, bytes.size + 1, 1);

    if (bytes.size > 0)
        memcpy(copy, bytes.data, bytes.size);
    return (struct view){copy, bytes.size};
}

struct view arena_format(struct arena *arena, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size < 0)
        size = 0;

    char *text = arena_new(arena, (size_t)size + 1, 1);
    va_start(args, format);
    vsnprintf(text, (size_t)size + 1, format, args);
    va_end(args);
    return (struct view){text, (size_t)size};
}

void *arena_grow(struct arena *arena, const void *old, size_t count,
                 size_t *room, size_t size)
{
    *room = *room ? *room * 2 : 8;
    void *fresh = arena_new(arena, *room, size);
    if (count > 0)
        memcpy(fresh, old, count * size);
    return fresh;
}
