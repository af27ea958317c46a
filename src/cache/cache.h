/* A cache keeps on disk what was costly to make, each thing in a file of its
 * own below one folder, under a key that sums up all it was made from.
 *
 * Nothing in it is needed and nothing in it is trusted: an entry has a header
 * with version, kind, key, size and checksum, and one that does not fit in
 * all of them is removed and counts as absent.  Entries are written under
 * another name and renamed, so that several processes may use one folder, and
 * any of them may be killed, or the folder removed, at any moment.  What
 * cannot be kept (no space, no permission) is not kept; no function here
 * fails.  A NULL cache is one that has nothing and keeps nothing. */
#ifndef CACHE_CACHE_H
#define CACHE_CACHE_H

#include "base/buf.h"
#include "base/checksum.h"
#include "base/log.h"
#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

/* Raised whenever the header or the payload of a kind changes. */
enum { CACHE_VERSION = 1 };

enum cache_kind {
    CACHE_SPOKEN = 1, /* what is known of a unit once it was spoken */
    CACHE_WAVE,       /* samples of a unit */
    CACHE_MPEG,       /* MPEG frames of a unit */
    CACHE_KIND_END
};

/* What an entry's file begins with; numbers as they lie in memory. */
struct cache_header {
    char magic[8];
    uint32_t version;
    uint32_t kind;
    struct checksum_128 key;
    uint64_t size;     /* bytes behind the header */
    uint64_t sum;      /* of those: checksum_bytes() */
    uint64_t cost_us;  /* what making it took */
    uint64_t head_sum; /* of the header up to here */
};

struct cache;

/* Uses a folder, which is made when the first thing is kept.  jobs is how many
 * things are made side by side: the cache is used only while loading is
 * quicker than making. */
struct cache *cache_open(const char *folder, uint64_t limit_bytes,
                         unsigned jobs, const struct log *log);

/* Makes room if anything was kept since it was made.  To be called before what
 * cannot be undone: for want of memory the process may end in it. */
void cache_settle(struct cache *cache);

/* Settles, and frees. */
void cache_close(struct cache *cache);

uint64_t cache_limit_bytes(const struct cache *cache);

/* True if there is a file of that name; loading it may fail all the same. */
bool cache_has(const struct cache *cache, enum cache_kind kind,
               struct checksum_128 key);

/* Appends an entry's payload; false when there is no sound one, and nothing is
 * appended.  An entry that was loaded counts as used now. */
bool cache_load(struct cache *cache, enum cache_kind kind,
                struct checksum_128 key, struct buf *payload);

/* Removes an entry, for whoever finds that it makes no sense. */
void cache_remove(struct cache *cache, enum cache_kind kind,
                  struct checksum_128 key);

/* An entry on its way into the cache. */
struct cache_entry {
    struct cache *cache; /* NULL: it is not going to be kept */
    int fd;
    char *temporary;
    struct cache_header header;
};

/* Begins an entry; then come parts of its payload, all but the last of a
 * multiple of CHECKSUM_BLOCK bytes; then it is kept, or dropped.  cost_us is
 * what making it took. */
void cache_begin(struct cache *cache, enum cache_kind kind,
                 struct checksum_128 key, struct cache_entry *entry);
void cache_add(struct cache_entry *entry, struct view part);
void cache_keep(struct cache_entry *entry, uint64_t cost_us);
void cache_drop(struct cache_entry *entry);

/* All of these for a payload that is at hand. */
void cache_store(struct cache *cache, enum cache_kind kind,
                 struct checksum_128 key, struct view payload,
                 uint64_t cost_us);

#endif
