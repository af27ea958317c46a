#include "format/zip_mend.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    LOCAL_SIZE = 30,      /* of a local header, without name and extra field */
    DESCRIPTOR_SIZE = 16, /* of a data descriptor with its signature */
    FLAG_DESCRIPTOR = 8,  /* sizes stand behind the data */
    ENTRIES_MAX = 65535,
};

static const uint32_t LOCAL = 0x04034B50, CENTRAL = 0x02014B50,
                      END = 0x06054B50;

struct entry {
    size_t at; /* of its local header */
    size_t name_size;
    uint32_t sums[3]; /* CRC-32, size packed, size unpacked */
    size_t end;       /* where the next entry begins */
};

static uint32_t get(struct view bytes, size_t at, int count)
{
    uint32_t value = 0;

    for (int i = count; i-- > 0;)
        value = value << 8 | (unsigned char)bytes.data[at + (size_t)i];
    return value;
}

static void put(struct buf *out, uint32_t value, int count)
{
    for (int i = 0; i < count; i++)
        buf_add_char(out, (char)(value >> 8 * i & 0xFF));
}

/* Finds the descriptor behind data that begins at an offset: the first that
 * tells its own distance. */
static bool find_descriptor(struct view bytes, size_t begin,
                            struct entry *entry)
{
    static const char mark[] = "PK\x07\x08";
    size_t at = begin;

    while (at < bytes.size) {
        const char *found = memmem(bytes.data + at, bytes.size - at, mark, 4);

        if (!found)
            return false;
        at = (size_t)(found - bytes.data);
        if (bytes.size - at < DESCRIPTOR_SIZE)
            return false;
        if (get(bytes, at + 8, 4) == at - begin) {
            for (int i = 0; i < 3; i++)
                entry->sums[i] = get(bytes, at + 4 + 4 * (size_t)i, 4);
            entry->end = at + DESCRIPTOR_SIZE;
            return true;
        }
        at++;
    }
    return false;
}

/* False at what is no entry, or none that is whole. */
static bool read_entry(struct view bytes, size_t at, struct entry *entry)
{
    if (bytes.size - at < LOCAL_SIZE || get(bytes, at, 4) != LOCAL)
        return false;
    *entry = (struct entry){.at = at, .name_size = get(bytes, at + 26, 2)};
    size_t begin = LOCAL_SIZE + entry->name_size + get(bytes, at + 28, 2);
    if (begin > bytes.size - at)
        return false;
    begin += at;
    for (int i = 0; i < 3; i++)
        entry->sums[i] = get(bytes, at + 14 + 4 * (size_t)i, 4);
    if (get(bytes, at + 6, 2) & FLAG_DESCRIPTOR)
        return find_descriptor(bytes, begin, entry);
    entry->end = begin + entry->sums[1];
    return entry->sums[1] <= bytes.size - begin;
}

static void add_central(struct view bytes, const struct entry *entry,
                        struct buf *out)
{
    put(out, CENTRAL, 4);
    put(out, 20, 2); /* made by version 2.0 */
    /* Version needed, flags, method, time, date. */
    buf_add(out, view_slice(bytes, entry->at + 4, entry->at + 14));
    for (int i = 0; i < 3; i++)
        put(out, entry->sums[i], 4);
    put(out, (uint32_t)entry->name_size, 2);
    put(out, 0, 4); /* no extra field, no comment */
    put(out, 0, 4); /* first disk, internal attributes */
    put(out, 0, 4); /* external attributes */
    put(out, (uint32_t)entry->at, 4);
    buf_add(out, view_slice(bytes, entry->at + LOCAL_SIZE,
                            entry->at + LOCAL_SIZE + entry->name_size));
}

size_t zip_mend(struct view bytes, struct buf *out)
{
    struct buf directory = {0};
    struct entry entry;
    size_t count = 0;
    size_t end = 0;

    while (count < ENTRIES_MAX && read_entry(bytes, end, &entry)) {
        add_central(bytes, &entry, &directory);
        end = entry.end;
        count++;
    }
    if (count > 0) {
        buf_add(out, view_slice(bytes, 0, end));
        buf_add(out, buf_view(&directory));
        put(out, END, 4);
        put(out, 0, 4); /* this disk, and the directory's */
        put(out, (uint32_t)count, 2);
        put(out, (uint32_t)count, 2);
        put(out, (uint32_t)directory.size, 4);
        put(out, (uint32_t)end, 4);
        put(out, 0, 2); /* no comment */
    }
    buf_release(&directory);
    return count;
}
