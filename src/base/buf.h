/* A buffer that grows, with a cap it was born with.  What does not fit under
 * the cap is dropped and the buffer says so (buf.overflow); the bytes before
 * stay.  data is NUL-terminated behind size once anything was added. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data;
    size_t size;
    size_t room; /* bytes allocated */
    size_t cap;  /* most bytes that size may reach; 0 for no cap */
    bool overflow;
};

/* Empty, at most cap bytes; no cap with 0.  A zeroed struct is valid too. */
void buf_init(struct buf *buf, size_t cap);
void buf_release(struct buf *buf);
/* Empties it and keeps its memory. */
void buf_reset(struct buf *buf);

void buf_add(struct buf *buf, struct view bytes);
void buf_add_string(struct buf *buf, const char *string);
void buf_add_char(struct buf *buf, char c);
/* The bytes of a code point as UTF-8; U+FFFD for surrogates and beyond. */
void buf_add_codepoint(struct buf *buf, unsigned codepoint);
void buf_addf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_add_u16be(struct buf *buf, unsigned value);
void buf_add_u32be(struct buf *buf, unsigned long value);

/* Appends count bytes and returns where to write them, or NULL at the cap. */
char *buf_extend(struct buf *buf, size_t count);

/* View of the content; valid until the next change. */
struct view buf_view(const struct buf *buf);

/* Content as NUL-terminated string, never NULL; valid until the next change. */
const char *buf_string(struct buf *buf);

/* Moves the content out as an allocated NUL-terminated string, which the
 * caller frees; the buffer is empty then. */
char *buf_take(struct buf *buf);

#endif
