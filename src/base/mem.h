/* Memory that is there or ends the process: running out is handled in this
 * one place, by the handler (in a worker that is a failed attempt, which the
 * parent repeats). */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* count * size bytes, zeroed; freed with free().  Never NULL for a product
 * above 0. */
void *mem_new(size_t count, size_t size);

/* Resizes what mem_new or mem_resize gave (or NULL) to count * size bytes;
 * new bytes are not cleared. */
void *mem_resize(void *old, size_t count, size_t size);

/* NUL-terminated copy of size bytes; freed with free(). */
char *mem_copy_string(const char *data, size_t size);

/* Gives what is free back to the system: for the time before processes are
 * forked, which would share it. */
void mem_trim(void);

/* Maps the pages of memory that is about to be written, all in one call: each
 * would otherwise be a fault of its own when it is first touched, or first
 * touched since a fork.  A fault costs 0.3 to 10 microseconds, a page mapped so
 * a tenth of that.  Only a hint: what the kernel cannot do is left undone. */
void mem_populate(void *start, size_t bytes);

/* Maps so many bytes behind the heap and has malloc take all it gives from
 * there: for a process that is about to need that much, and then ends. */
void mem_warm(size_t bytes);

/* What to run, once, before the process ends with status 1 for want of
 * memory; it must not allocate.  NULL for nothing. */
void mem_on_exhaustion(void (*handler)(void));

#endif
