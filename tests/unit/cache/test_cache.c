#include "cache/cache.h"

#include "cache/room.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { MB = 1000000 };

static char scratch[64];
static char folder[128]; /* below scratch, not made yet */
static char details[4096];

static void write_detail(void *context, enum log_level level, const char *line)
{
    (void)context;
    assert_int_equal(level, LOG_DETAIL);
    strncat(details, line, sizeof details - strlen(details) - 2);
    strncat(details, "\n", 2);
}

static const struct log listener = {write_detail, NULL};

static int set_up(void **state)
{
    (void)state;
    snprintf(scratch, sizeof scratch, "/tmp/test_cache.XXXXXX");
    if (!mkdtemp(scratch))
        return -1;
    snprintf(folder, sizeof folder, "%s/deep/cache", scratch);
    details[0] = '\0';
    return 0;
}

static int remove_entry(const char *path, const struct stat *status, int type,
                        struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static int tear_down(void **state)
{
    (void)state;
    return nftw(scratch, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static struct cache *open_cache(void)
{
    return cache_open(folder, 100 * (uint64_t)MB, 1, &listener);
}

static struct checksum_128 key_of(unsigned number)
{
    return checksum_128((struct view){(const char *)&number, sizeof number});
}

/* What belongs under a key: anything may be checked without remembering. */
static struct view content_of(unsigned number, size_t size)
{
    static char content[1 << 20];

    for (size_t i = 0; i < size; i++)
        content[i] = (char)((i * 7 + number) >> (i & 3));
    return (struct view){content, size};
}

static void store(struct cache *cache, unsigned number, size_t size)
{
    cache_store(cache, CACHE_MPEG, key_of(number), content_of(number, size),
                1000000);
}

static bool holds(struct cache *cache, unsigned number, size_t size)
{
    struct buf payload = {0};
    bool found = cache_load(cache, CACHE_MPEG, key_of(number), &payload);

    if (found)
        assert_true(view_equal(buf_view(&payload), content_of(number, size)));
    else
        assert_int_equal(payload.size, 0);
    buf_release(&payload);
    return found;
}

static const char *path_of(unsigned number)
{
    static struct buf path;

    buf_reset(&path);
    room_path(folder, CACHE_MPEG, key_of(number), &path);
    return buf_string(&path);
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

static char *read_file(const char *path, size_t *size)
{
    struct stat status;
    int fd = open(path, O_RDONLY);

    assert_true(fd >= 0);
    assert_int_equal(fstat(fd, &status), 0);
    *size = (size_t)status.st_size;
    char *bytes = malloc(*size);
    assert_int_equal(read(fd, bytes, *size), *size);
    close(fd);
    return bytes;
}

static void write_file(const char *path, const char *bytes, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), size);
    close(fd);
}

static size_t count_temporaries(void)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    size_t count = 0;

    while (entries && (entry = readdir(entries)))
        count += strncmp(entry->d_name, ROOM_TEMPORARY, 4) == 0;
    if (entries)
        closedir(entries);
    return count;
}

static void test_gives_back_what_it_was_given(void **state)
{
    struct cache *cache = open_cache();
    struct buf payload = {0};

    (void)state;
    assert_false(cache_has(cache, CACHE_MPEG, key_of(1)));
    assert_false(holds(cache, 1, 1000));
    store(cache, 1, 1000);
    store(cache, 2, 0);
    store(cache, 3, 1 << 20);
    assert_true(cache_has(cache, CACHE_MPEG, key_of(1)));
    assert_true(holds(cache, 1, 1000));
    assert_true(holds(cache, 2, 0));
    assert_true(holds(cache, 3, 1 << 20));
    assert_false(cache_load(cache, CACHE_WAVE, key_of(1), &payload));
    /* What was in the buffer before stays. */
    buf_add(&payload, VIEW("before"));
    assert_true(cache_load(cache, CACHE_MPEG, key_of(1), &payload));
    assert_int_equal(payload.size, 1006);
    assert_memory_equal(payload.data, "before", 6);
    buf_release(&payload);
    cache_close(cache);
    cache = open_cache();
    assert_true(holds(cache, 3, 1 << 20));
    cache_remove(cache, CACHE_MPEG, key_of(3));
    assert_false(holds(cache, 3, 1 << 20));
    cache_close(cache);
    assert_int_equal(count_temporaries(), 0);
}

static void test_parts(void **state)
{
    struct cache *cache = open_cache();
    struct view whole = content_of(5, 3 * CHECKSUM_BLOCK + 100);
    struct cache_entry entry;

    (void)state;
    cache_begin(cache, CACHE_MPEG, key_of(5), &entry);
    for (size_t at = 0; at < whole.size; at += CHECKSUM_BLOCK)
        cache_add(&entry, view_slice(whole, at, at + CHECKSUM_BLOCK));
    assert_false(holds(cache, 5, whole.size));
    cache_keep(&entry, 1);
    assert_true(holds(cache, 5, whole.size));
    cache_begin(cache, CACHE_MPEG, key_of(6), &entry);
    cache_add(&entry, whole);
    cache_drop(&entry);
    assert_false(holds(cache, 6, whole.size));
    assert_int_equal(count_temporaries(), 0);
    cache_close(cache);
}

static void test_no_cache(void **state)
{
    struct buf payload = {0};

    (void)state;
    store(NULL, 1, 10);
    assert_false(cache_has(NULL, CACHE_MPEG, key_of(1)));
    assert_false(cache_load(NULL, CACHE_MPEG, key_of(1), &payload));
    cache_remove(NULL, CACHE_MPEG, key_of(1));
    cache_close(NULL);
}

/* Changes the file as told; it must not be believed, and must be gone. */
static void assert_refused(struct cache *cache, const char *bytes, size_t size,
                           const char *says)
{
    details[0] = '\0';
    write_file(path_of(1), bytes, size);
    assert_false(holds(cache, 1, 300));
    assert_false(is_there(path_of(1)));
    assert_non_null(strstr(details, says));
    assert_non_null(strstr(details, path_of(1)));
}

static void test_any_flipped_bit_is_seen(void **state)
{
    struct cache *cache = open_cache();
    size_t size;

    (void)state;
    store(cache, 1, 300);
    char *bytes = read_file(path_of(1), &size);
    for (size_t bit = 0; bit < size * 8; bit += 5) {
        bytes[bit / 8] ^= (char)(1 << bit % 8);
        assert_refused(cache, bytes, size, "is made anew");
        bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
    write_file(path_of(1), bytes, size);
    assert_true(holds(cache, 1, 300));
    free(bytes);
    cache_close(cache);
}

static void test_any_other_size_is_seen(void **state)
{
    struct cache *cache = open_cache();
    size_t size;

    (void)state;
    store(cache, 1, 300);
    char *bytes = read_file(path_of(1), &size);
    for (size_t cut = 0; cut < size; cut++)
        assert_refused(cache, bytes, cut, "is made anew");
    bytes = realloc(bytes, size + 1);
    bytes[size] = '\0';
    assert_refused(cache, bytes, size + 1, "is damaged");
    free(bytes);
    cache_close(cache);
}

/* Sound in itself, but not what was asked for. */
static void test_other_versions_and_keys(void **state)
{
    struct cache *cache = open_cache();
    struct cache_header header;
    size_t size;

    (void)state;
    store(cache, 1, 300);
    char *bytes = read_file(path_of(1), &size);
    memcpy(&header, bytes, sizeof header);
    header.version = CACHE_VERSION + 1;
    header.head_sum = checksum_bytes((struct view){
        (const char *)&header, offsetof(struct cache_header, head_sum)});
    memcpy(bytes, &header, sizeof header);
    assert_refused(cache, bytes, size, "is of another version");
    free(bytes);

    store(cache, 2, 300);
    bytes = read_file(path_of(2), &size);
    assert_refused(cache, bytes, size, "is damaged");
    free(bytes);

    /* A link or a folder is no entry, and stays what it points to. */
    assert_int_equal(symlink("/etc/passwd", path_of(1)), 0);
    assert_false(holds(cache, 1, 300));
    assert_true(is_there("/etc/passwd"));
    unlink(path_of(1));
    assert_int_equal(mkdir(path_of(1), 0700), 0);
    assert_false(holds(cache, 1, 300));
    store(cache, 1, 300);
    assert_false(holds(cache, 1, 300));
    cache_close(cache);
}

static void set_age(unsigned number, int age_s)
{
    struct timespec times[2];

    clock_gettime(CLOCK_REALTIME, &times[0]);
    times[0].tv_sec -= age_s;
    times[1] = times[0];
    assert_int_equal(utimensat(AT_FDCWD, path_of(number), times, 0), 0);
}

static void test_least_recently_used_goes_first(void **state)
{
    struct cache *cache = open_cache();

    (void)state;
    for (unsigned i = 0; i < 10; i++) {
        store(cache, i, 100000);
        set_age(i, 100 - (int)i);
    }
    assert_true(holds(cache, 0, 100000)); /* and is the newest now */
    struct room_usage all = room_measure(folder);
    assert_int_equal(all.entries, 10);
    assert_in_range(all.bytes, 1000000, 1100000);
    struct room_usage removed = room_make(folder, all.bytes);
    assert_int_equal(removed.entries, 0);
    removed = room_make(folder, 600000);
    assert_int_equal(removed.entries, 5);
    for (unsigned i = 0; i < 10; i++)
        assert_int_equal(holds(cache, i, 100000), i == 0 || i > 5);
    assert_in_range(room_measure(folder).bytes, 1, 600000);
    cache_close(cache);
}

static void test_limit_is_kept(void **state)
{
    struct cache *cache = cache_open(folder, MB, 1, &listener);

    (void)state;
    for (unsigned i = 0; i < 60; i++) {
        store(cache, i, 100000);
        /* Times of files may be no finer than this. */
        usleep(5000);
        assert_in_range(room_measure(folder).bytes, 1, MB * 14 / 10);
        assert_true(holds(cache, i, 100000));
    }
    cache_close(cache);
    assert_in_range(room_measure(folder).bytes, MB / 2, MB);
    assert_true(is_there(path_of(59)));
    assert_false(is_there(path_of(0)));
}

static void test_lock_that_is_held_is_passed_over(void **state)
{
    struct cache *cache = open_cache();
    char path[256];

    (void)state;
    store(cache, 1, 1000);
    snprintf(path, sizeof path, "%s/lock", folder);
    int lock = open(path, O_RDWR | O_CREAT, 0600);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    assert_int_equal(room_make(folder, 0).entries, 0);
    assert_true(holds(cache, 1, 1000));
    close(lock);
    assert_int_equal(room_make(folder, 0).entries, 1);
    assert_false(holds(cache, 1, 1000));
    cache_close(cache);
}

static void test_clear_spares_what_is_not_ours(void **state)
{
    struct cache *cache = open_cache();
    char foreign[3][256];

    (void)state;
    store(cache, 1, 1000);
    store(cache, 2, 1000);
    snprintf(foreign[0], sizeof foreign[0], "%s/notes.txt", folder);
    snprintf(foreign[1], sizeof foreign[1], "%s/ab", folder);
    mkdir(foreign[1], 0700);
    snprintf(foreign[1], sizeof foreign[1], "%s/ab/notes.mpeg", folder);
    snprintf(foreign[2], sizeof foreign[2], "%s.mpegs", path_of(1));
    for (size_t i = 0; i < 3; i++)
        write_file(foreign[i], "mine", 4);
    struct room_usage removed = room_clear(folder);
    assert_int_equal(removed.entries, 2);
    for (size_t i = 0; i < 3; i++) {
        assert_true(is_there(foreign[i]));
        unlink(foreign[i]);
    }
    cache_close(cache);
    room_clear(folder);
    assert_false(is_there(folder));
    assert_int_equal(room_clear(folder).entries, 0);
    assert_int_equal(room_measure(folder).entries, 0);
}

/* A process that is killed while it writes leaves a temporary, which is
 * nothing to anyone, and goes when it is old. */
static void test_killed_writer(void **state)
{
    struct cache *cache = open_cache();
    struct cache_entry entry;
    int status;

    (void)state;
    store(cache, 2, 10);
    pid_t pid = fork();
    if (pid == 0) {
        cache_begin(cache, CACHE_MPEG, key_of(1), &entry);
        cache_add(&entry, content_of(1, 1000));
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(count_temporaries(), 1);
    assert_false(holds(cache, 1, 1000));
    room_make(folder, MB);
    assert_int_equal(count_temporaries(), 1);
    DIR *entries = opendir(folder);
    struct dirent *found;
    struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    while ((found = readdir(entries))) {
        if (strncmp(found->d_name, ROOM_TEMPORARY, 4) == 0)
            utimensat(dirfd(entries), found->d_name, old, 0);
    }
    closedir(entries);
    room_make(folder, MB);
    assert_int_equal(count_temporaries(), 0);
    assert_true(holds(cache, 2, 10));
    cache_close(cache);
}

static void test_folder_that_cannot_be(void **state)
{
    struct cache *cache;
    char path[256];

    (void)state;
    snprintf(path, sizeof path, "%s/file", scratch);
    write_file(path, "x", 1);
    snprintf(folder, sizeof folder, "%s/file/cache", scratch);
    cache = open_cache();
    store(cache, 1, 1000);
    store(cache, 2, 1000);
    assert_false(holds(cache, 1, 1000));
    assert_non_null(strstr(details, "nothing can be kept there"));
    /* Once is enough. */
    assert_null(strstr(strstr(details, "nothing") + 1, "nothing"));
    cache_close(cache);
    assert_int_equal(room_measure(folder).entries, 0);
    assert_int_equal(room_clear(folder).entries, 0);
}

/* The size limit of files stands in for a full disk: writes fall short. */
static void test_full_disk(void **state)
{
    struct cache *cache = open_cache();
    struct rlimit before;

    (void)state;
    store(cache, 1, 1000);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {4096, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    store(cache, 2, 10000);
    store(cache, 3, 1000);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_false(holds(cache, 2, 10000));
    assert_true(holds(cache, 1, 1000));
    assert_int_equal(count_temporaries(), 0);
    assert_non_null(strstr(details, "nothing can be kept there"));
    cache_close(cache);
}

static void test_folder_that_is_removed_meanwhile(void **state)
{
    struct cache *cache = open_cache();
    struct cache_entry entry;

    (void)state;
    store(cache, 1, 1000);
    cache_begin(cache, CACHE_MPEG, key_of(2), &entry);
    cache_add(&entry, content_of(2, 1000));
    room_clear(folder);
    cache_keep(&entry, 1);
    assert_false(holds(cache, 1, 1000));
    assert_false(holds(cache, 2, 1000));
    cache_close(cache);
    cache = open_cache();
    store(cache, 1, 1000);
    assert_true(holds(cache, 1, 1000));
    cache_close(cache);
}

static _Noreturn void be_busy(unsigned seed)
{
    struct cache *cache = cache_open(folder, MB / 2, 1, NULL);
    unsigned found = 0;

    for (unsigned i = 0; i < 1500; i++) {
        unsigned number = (i * 37 + seed * 11) % 40;

        if (holds(cache, number, 9000 + number))
            found++;
        else
            store(cache, number, 9000 + number);
        if (seed == 0 && i % 100 == 99)
            room_clear(folder);
        if (seed == 1 && i % 50 == 49)
            room_make(folder, MB / 5);
    }
    cache_close(cache);
    _exit(found > 100 ? 0 : 1);
}

/* Four at once, of which one clears and one makes room: every entry that is
 * found is the right one (holds() compares), and most are found. */
static void test_several_at_once(void **state)
{
    pid_t pids[4];

    (void)state;
    for (unsigned i = 0; i < 4; i++) {
        pids[i] = fork();
        if (pids[i] == 0)
            be_busy(i);
    }
    for (unsigned i = 0; i < 4; i++) {
        int status = -1;

        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(count_temporaries(), 0);
}

/* Entries that took no time to make are not worth loading: after a second of
 * it the cache is left alone. */
static void test_it_must_pay(void **state)
{
    struct cache *cache = open_cache();
    struct buf payload = {0};
    unsigned loads = 0;

    (void)state;
    cache_store(cache, CACHE_MPEG, key_of(1), content_of(1, 1 << 20), 0);
    for (; cache_load(cache, CACHE_MPEG, key_of(1), &payload); loads++)
        buf_reset(&payload);
    assert_true(loads > 20);
    assert_false(cache_has(cache, CACHE_MPEG, key_of(1)));
    assert_true(is_there(path_of(1)));
    assert_non_null(strstr(details, "slower than speaking"));
    cache_close(cache);
    cache = open_cache();
    cache_store(cache, CACHE_MPEG, key_of(2), content_of(2, 1 << 20),
                UINT64_MAX / 2);
    for (unsigned i = 0; i < loads + loads / 2; i++) {
        assert_true(cache_load(cache, CACHE_MPEG, key_of(2), &payload));
        buf_reset(&payload);
    }
    buf_release(&payload);
    cache_close(cache);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_gives_back_what_it_was_given),
        IN_FOLDER(test_parts),
        cmocka_unit_test(test_no_cache),
        IN_FOLDER(test_any_flipped_bit_is_seen),
        IN_FOLDER(test_any_other_size_is_seen),
        IN_FOLDER(test_other_versions_and_keys),
        IN_FOLDER(test_least_recently_used_goes_first),
        IN_FOLDER(test_limit_is_kept),
        IN_FOLDER(test_lock_that_is_held_is_passed_over),
        IN_FOLDER(test_clear_spares_what_is_not_ours),
        IN_FOLDER(test_killed_writer),
        IN_FOLDER(test_folder_that_cannot_be),
        IN_FOLDER(test_full_disk),
        IN_FOLDER(test_folder_that_is_removed_meanwhile),
        IN_FOLDER(test_several_at_once),
        IN_FOLDER(test_it_must_pay),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
