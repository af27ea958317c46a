#include "cache/cache.h"

#include "base/mem.h"
#include "cache/room.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char magic[8] = {'b', 'r', 'c', 'a', 'c', 'h', 'e', '\n'};

/* One side of the bargain: using the cache, or making the thing. */
struct balance {
    uint64_t spent_us;
    uint64_t saved_us;
};

struct cache {
    char *folder;
    uint64_t limit_bytes;
    unsigned jobs;
    const struct log *log;
    struct balance loading;
    struct balance keeping;
    uint64_t kept_bytes; /* since room was made */
    bool is_refused;     /* nothing can be kept; it was said */
};

static uint64_t now_us(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

/* A slow disk shows within a second of waiting for it. */
static bool pays(const struct balance *balance)
{
    enum { TRIAL_US = 1000000 };

    return balance->spent_us < TRIAL_US ||
           balance->spent_us < balance->saved_us;
}

static void settle(const struct cache *cache, struct balance *balance,
                   uint64_t began_us, uint64_t cost_us, const char *what)
{
    bool paid = pays(balance);

    balance->spent_us += now_us() - began_us;
    balance->saved_us += cost_us / cache->jobs;
    if (paid && !pays(balance))
        log_detail(cache->log,
                   "%s: the cache is slower than speaking; nothing more is "
                   "%s it in this run",
                   cache->folder, what);
}

struct cache *cache_open(const char *folder, uint64_t limit_bytes,
                         unsigned jobs, const struct log *log)
{
    struct cache *cache = mem_new(1, sizeof *cache);

    cache->folder = mem_copy_string(folder, strlen(folder));
    cache->limit_bytes = limit_bytes;
    cache->jobs = jobs > 0 ? jobs : 1;
    cache->log = log;
    return cache;
}

static void make_room(struct cache *cache)
{
    struct room_usage removed = room_make(cache->folder, cache->limit_bytes);

    cache->kept_bytes = 0;
    if (removed.entries > 0)
        log_detail(cache->log, "%s: %zu entries, least recently used, removed",
                   cache->folder, removed.entries);
}

void cache_settle(struct cache *cache)
{
    if (cache && cache->kept_bytes > 0)
        make_room(cache);
}

void cache_close(struct cache *cache)
{
    if (!cache)
        return;
    cache_settle(cache);
    free(cache->folder);
    free(cache);
}

uint64_t cache_limit_bytes(const struct cache *cache)
{
    return cache ? cache->limit_bytes : 0;
}

bool cache_has(const struct cache *cache, enum cache_kind kind,
               struct checksum_128 key)
{
    struct buf path = {0};
    bool found = false;

    if (!cache || !pays(&cache->loading))
        return false;
    room_path(cache->folder, kind, key, &path);
    found = access(buf_string(&path), R_OK) == 0;
    buf_release(&path);
    return found;
}

static uint64_t head_sum(const struct cache_header *header)
{
    return checksum_bytes((struct view){
        (const char *)header, offsetof(struct cache_header, head_sum)});
}

static bool read_all(int fd, char *data, size_t size)
{
    size_t had = 0;

    while (had < size) {
        ssize_t count = read(fd, data + had, size - had);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        had += (size_t)count;
    }
    return true;
}

static bool write_all(int fd, struct view bytes)
{
    size_t written = 0;

    while (written < bytes.size) {
        ssize_t count = write(fd, bytes.data + written, bytes.size - written);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        written += (size_t)count;
    }
    return true;
}

/* What is wrong with an entry, NULL if nothing is; then its payload was
 * appended. */
static const char *take(int fd, enum cache_kind kind, struct checksum_128 key,
                        struct cache_header *header, struct buf *payload)
{
    struct stat status;
    size_t before = payload->size;

    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) ||
        !read_all(fd, (char *)header, sizeof *header) ||
        memcmp(header->magic, magic, sizeof magic) != 0)
        return "is no entry";
    if (header->version != CACHE_VERSION)
        return "is of another version";
    if (header->head_sum != head_sum(header) || header->kind != kind ||
        !checksum_128_equal(header->key, key) ||
        header->size != (uint64_t)status.st_size - sizeof *header)
        return "is damaged";
    char *data = buf_extend(payload, header->size);
    if (!data)
        return "is too large";
    if (read_all(fd, data, header->size) &&
        checksum_bytes((struct view){data, header->size}) == header->sum)
        return NULL;
    payload->size = before;
    return "is damaged";
}

bool cache_load(struct cache *cache, enum cache_kind kind,
                struct checksum_128 key, struct buf *payload)
{
    struct cache_header header = {.cost_us = 0};
    struct buf path = {0};
    bool found = false;

    if (!cache || !pays(&cache->loading))
        return false;
    uint64_t began_us = now_us();
    room_path(cache->folder, kind, key, &path);
    int fd = open(buf_string(&path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0) {
        const char *wrong = take(fd, kind, key, &header, payload);

        found = !wrong;
        if (found)
            futimens(fd, NULL); /* the order in which entries go */
        close(fd);
        if (wrong) {
            log_detail(cache->log, "%s: %s, and is made anew",
                       buf_string(&path), wrong);
            unlink(buf_string(&path));
        }
    }
    buf_release(&path);
    settle(cache, &cache->loading, began_us, found ? header.cost_us : 0,
           "loaded from");
    return found;
}

void cache_remove(struct cache *cache, enum cache_kind kind,
                  struct checksum_128 key)
{
    struct buf path = {0};

    if (!cache)
        return;
    room_path(cache->folder, kind, key, &path);
    log_detail(cache->log, "%s: does not fit, and is made anew",
               buf_string(&path));
    unlink(buf_string(&path));
    buf_release(&path);
}

/* A note for other programs that the folder need not be saved (the Cache
 * Directory Tagging Specification, bford.info/cachedir). */
static void write_tag(const char *folder)
{
    static const char text[] =
        "Signature: 8a477f597d28d172789f06886806bc55\n"
        "# Speech that briefcast keeps; it may be removed at any time.\n";
    struct buf path = {0};

    buf_addf(&path, "%s/CACHEDIR.TAG", folder);
    int fd =
        open(buf_string(&path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        if (!write_all(fd, view_of(text)))
            unlink(buf_string(&path));
        close(fd);
    }
    buf_release(&path);
}

/* Makes the folder and those above it. */
static void make_folder(const char *folder)
{
    char *path = mem_copy_string(folder, strlen(folder));

    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        mkdir(path, 0700);
        *at = '/';
    }
    if (mkdir(path, 0700) == 0)
        write_tag(path);
    free(path);
}

static int open_temporary(const char *folder, char **temporary)
{
    struct buf path = {0};

    buf_addf(&path, "%s/" ROOM_TEMPORARY "XXXXXX", folder);
    int fd = mkostemp(path.data, O_CLOEXEC);
    if (fd >= 0)
        *temporary = buf_take(&path);
    buf_release(&path);
    return fd;
}

/* Said once: every further entry would meet with the same. */
static void refuse(struct cache *cache)
{
    int why = errno;

    if (!cache->is_refused)
        log_detail(cache->log, "%s: nothing can be kept there: %s",
                   cache->folder, strerror(why));
    cache->is_refused = true;
}

void cache_drop(struct cache_entry *entry)
{
    if (!entry->cache)
        return;
    close(entry->fd);
    unlink(entry->temporary);
    free(entry->temporary);
    entry->cache = NULL;
}

static void fail(struct cache_entry *entry)
{
    refuse(entry->cache);
    cache_drop(entry);
}

void cache_begin(struct cache *cache, enum cache_kind kind,
                 struct checksum_128 key, struct cache_entry *entry)
{
    *entry = (struct cache_entry){
        .fd = -1,
        .header = {.version = CACHE_VERSION, .kind = kind, .key = key}};
    if (!cache || cache->is_refused || !pays(&cache->keeping))
        return;
    uint64_t began_us = now_us();
    memcpy(entry->header.magic, magic, sizeof magic);
    entry->fd = open_temporary(cache->folder, &entry->temporary);
    if (entry->fd < 0 && errno == ENOENT) {
        make_folder(cache->folder);
        entry->fd = open_temporary(cache->folder, &entry->temporary);
    }
    if (entry->fd < 0) {
        refuse(cache);
        return;
    }
    entry->cache = cache;
    /* The header says nothing yet, and is written again at the end. */
    if (!write_all(entry->fd, (struct view){(const char *)&entry->header,
                                            sizeof entry->header}))
        fail(entry);
    settle(cache, &cache->keeping, began_us, 0, "kept in");
}

void cache_add(struct cache_entry *entry, struct view part)
{
    struct cache *cache = entry->cache;

    if (!cache)
        return;
    uint64_t began_us = now_us();
    entry->header.sum = checksum_continue(entry->header.sum, part);
    entry->header.size += part.size;
    if (!write_all(entry->fd, part))
        fail(entry);
    settle(cache, &cache->keeping, began_us, 0, "kept in");
}

static bool write_header(struct cache_entry *entry)
{
    struct cache_header *header = &entry->header;

    header->head_sum = head_sum(header);
    return pwrite(entry->fd, header, sizeof *header, 0) ==
           (ssize_t)sizeof *header;
}

/* Gives the finished file its name; its folder may have to be made, and may
 * be removed by another process all the while. */
static bool place(const struct cache_entry *entry)
{
    struct buf path = {0};
    struct buf folder = {0};

    room_path(entry->cache->folder, (enum cache_kind)entry->header.kind,
              entry->header.key, &path);
    bool done = rename(entry->temporary, buf_string(&path)) == 0;
    if (!done && errno == ENOENT) {
        size_t slash = path.size;

        while (path.data[slash - 1] != '/')
            slash--;
        buf_add(&folder, view_slice(buf_view(&path), 0, slash - 1));
        mkdir(buf_string(&folder), 0700);
        done = rename(entry->temporary, buf_string(&path)) == 0;
    }
    buf_release(&folder);
    buf_release(&path);
    return done;
}

void cache_keep(struct cache_entry *entry, uint64_t cost_us)
{
    struct cache *cache = entry->cache;

    if (!cache)
        return;
    uint64_t began_us = now_us();
    entry->header.cost_us = cost_us;
    if (!write_header(entry) || !place(entry)) {
        fail(entry);
        return;
    }
    close(entry->fd);
    free(entry->temporary);
    cache->kept_bytes += entry->header.size;
    entry->cache = NULL;
    settle(cache, &cache->keeping, began_us, cost_us, "kept in");
    /* A run that makes much must not fill the disk before it ends. */
    if (cache->kept_bytes > cache->limit_bytes / 4)
        make_room(cache);
}

void cache_store(struct cache *cache, enum cache_kind kind,
                 struct checksum_128 key, struct view payload, uint64_t cost_us)
{
    struct cache_entry entry;

    cache_begin(cache, kind, key, &entry);
    cache_add(&entry, payload);
    cache_keep(&entry, cost_us);
}
