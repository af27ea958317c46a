/* How large a cache's folder is, and making it smaller: least recently used
 * first.  Files that are not the cache's are neither counted nor touched. */
#ifndef CACHE_ROOM_H
#define CACHE_ROOM_H

#include "base/buf.h"
#include "base/checksum.h"
#include "cache/cache.h"

#include <stddef.h>
#include <stdint.h>

/* Appends FOLDER/XX/YY....KIND, where an entry is kept. */
void room_path(const char *folder, enum cache_kind kind,
               struct checksum_128 key, struct buf *path);

/* Beginning of the names of entries that are being written. */
#define ROOM_TEMPORARY "new-"

struct room_usage {
    size_t entries;
    uint64_t bytes; /* on disk, in whole blocks */
};

struct room_usage room_measure(const char *folder);

/* Removes entries until those left fill no more than limit_bytes, and what
 * killed processes left behind.  Does nothing while another process is at it.
 * Gives what was removed. */
struct room_usage room_make(const char *folder, uint64_t limit_bytes);

/* Removes everything, and gives what was removed. */
struct room_usage room_clear(const char *folder);

#endif
