#include "base/mem.h"

#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void (*exhaustion_handler)(void);

static _Noreturn void exhausted(void)
{
    static const char message[] =
        "briefcast: error: out of memory; close other programs or give a "
        "shorter article\n";

    if (exhaustion_handler)
        exhaustion_handler();
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);
    (void)ignored;
    _exit(1);
}

void *mem_new(size_t count, size_t size)
{
    void *fresh = calloc(count ? count : 1, size ? size : 1);

    if (!fresh)
        exhausted();
    return fresh;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        exhausted();
    size_t bytes = count * size;
    void *fresh = realloc(old, bytes ? bytes : 1);
    if (!fresh)
        exhausted();
    return fresh;
}

char *mem_copy_string(const char *data, size_t size)
{
    char *copy = mem_new(size + 1, 1);

    if (size > 0)
        memcpy(copy, data, size);
    return copy;
}

void mem_trim(void)
{
    malloc_trim(0);
}

void mem_populate(void *start, size_t bytes)
{
#ifdef MADV_POPULATE_WRITE
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t skip = -(uintptr_t)start & (page - 1);

    if (bytes < skip + page)
        return;
    int before = errno;
    madvise((char *)start + skip, (bytes - skip) & ~(page - 1),
            MADV_POPULATE_WRITE);
    errno = before;
#else
    (void)start;
    (void)bytes;
#endif
}

void mem_warm(size_t bytes)
{
    mallopt(M_MMAP_THRESHOLD, 32 << 20); /* the most that glibc takes */
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    void *heap = malloc(bytes);

    if (heap)
        mem_populate(heap, bytes);
    free(heap);
}

void mem_on_exhaustion(void (*handler)(void))
{
    exhaustion_handler = handler;
}
