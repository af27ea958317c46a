#include "base/buf.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(struct buf *buf, size_t size)
{
    size_t room = buf->room ? buf->room : 64;

    if (size < buf->room)
        return;
    while (room <= size)
        room = room > SIZE_MAX / 2 ? size + 1 : room * 2;
    buf->data = mem_resize(buf->data, room, 1);
    buf->room = room;
}

void buf_init(struct buf *buf, size_t cap)
{
    *buf = (struct buf){.cap = cap};
}

void buf_release(struct buf *buf)
{
    size_t cap = buf->cap;

    free(buf->data);
    buf_init(buf, cap);
}

void buf_reset(struct buf *buf)
{
    buf->size = 0;
    buf->overflow = false;
    if (buf->data)
        buf->data[0] = '\0';
}

char *buf_extend(struct buf *buf, size_t count)
{
    if (buf->cap && count > buf->cap - buf->size) {
        buf->overflow = true;
        return NULL;
    }
    reserve(buf, buf->size + count);
    char *at = buf->data + buf->size;
    buf->size += count;
    buf->data[buf->size] = '\0';
    return at;
}

void buf_add(struct buf *buf, struct view bytes)
{
    char *at = buf_extend(buf, bytes.size);

    if (at && bytes.size > 0)
        memcpy(at, bytes.data, bytes.size);
}

void buf_add_string(struct buf *buf, const char *string)
{
    buf_add(buf, view_of(string));
}

void buf_add_char(struct buf *buf, char c)
{
    buf_add(buf, (struct view){&c, 1});
}

void buf_add_codepoint(struct buf *buf, unsigned codepoint)
{
    char bytes[4];

    buf_add(buf, (struct view){bytes, utf8_encode(codepoint, bytes)});
}

void buf_addf(struct buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size < 0)
        return;

    char *at = buf_extend(buf, (size_t)size);
    if (!at)
        return;
    va_start(args, format);
    vsnprintf(at, (size_t)size + 1, format, args);
    va_end(args);
}

void buf_add_u16be(struct buf *buf, unsigned value)
{
    char bytes[2] = {(char)(value >> 8 & 0xFF), (char)(value & 0xFF)};

    buf_add(buf, (struct view){bytes, sizeof bytes});
}

void buf_add_u32be(struct buf *buf, unsigned long value)
{
    buf_add_u16be(buf, (unsigned)(value >> 16 & 0xFFFF));
    buf_add_u16be(buf, (unsigned)(value & 0xFFFF));
}

struct view buf_view(const struct buf *buf)
{
    return (struct view){buf->data, buf->size};
}

const char *buf_string(struct buf *buf)
{
    reserve(buf, buf->size);
    buf->data[buf->size] = '\0';
    return buf->data;
}

char *buf_take(struct buf *buf)
{
    buf_string(buf);
    char *taken = buf->data;
    buf_init(buf, buf->cap);
    return taken;
}
