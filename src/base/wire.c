#include "base/wire.h"

#include "base/utf8.h"

#include <string.h>

void wire_put_number(struct buf *out, uint64_t number)
{
    buf_add(out, (struct view){(const char *)&number, sizeof number});
}

void wire_put_text(struct buf *out, struct view text)
{
    wire_put_number(out, text.size);
    buf_add(out, text);
}

static struct view take(struct wire *wire, size_t size)
{
    struct view taken = view_slice(wire->rest, 0, size);

    if (wire->bad || taken.size < size) {
        wire->bad = true;
        return (struct view){0};
    }
    wire->rest = view_slice(wire->rest, size, wire->rest.size);
    return taken;
}

uint64_t wire_take_number(struct wire *wire, uint64_t least, uint64_t most)
{
    uint64_t number = least;
    struct view bytes = take(wire, sizeof number);

    if (!wire->bad)
        memcpy(&number, bytes.data, sizeof number);
    if (number < least || number > most)
        wire->bad = true;
    return wire->bad ? least : number;
}

bool wire_take_bool(struct wire *wire)
{
    return wire_take_number(wire, 0, 1) == 1;
}

size_t wire_take_count(struct wire *wire, size_t element_bytes)
{
    size_t most = wire->rest.size / element_bytes;

    return (size_t)wire_take_number(wire, 0, most);
}

struct view wire_take_bytes(struct wire *wire)
{
    size_t size = (size_t)wire_take_number(wire, 0, wire->rest.size);
    struct view bytes = take(wire, size);

    if (wire->bad || bytes.size == 0)
        return (struct view){0};
    return arena_copy(wire->arena, bytes);
}

struct view wire_take_name(struct wire *wire)
{
    struct view name = wire_take_bytes(wire);

    if (name.size > 0 && memchr(name.data, '\0', name.size))
        wire->bad = true;
    if (wire->bad)
        return (struct view){0};
    return name;
}

struct view wire_take_text(struct wire *wire)
{
    struct view text = wire_take_name(wire);

    if (!utf8_valid(text, NULL))
        wire->bad = true;
    if (wire->bad)
        return (struct view){0};
    return text;
}

bool wire_end(const struct wire *wire)
{
    return !wire->bad && wire->rest.size == 0;
}
