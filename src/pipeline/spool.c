#include "pipeline/spool.h"

#include "base/buf.h"
#include "base/checksum.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static int open_nameless(const char *folder)
{
    return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

/* For file systems without O_TMPFILE: a name that is gone at once. */
static int open_unlinked(const char *folder)
{
    struct buf path = {0};

    buf_addf(&path, "%s/briefcast-XXXXXX", folder);
    int fd = mkostemp(path.data, O_CLOEXEC);
    if (fd >= 0)
        unlink(path.data);
    buf_release(&path);
    return fd;
}

bool spool_open(struct spool *spool, size_t unit_count, struct err *err)
{
    const char *folders[] = {getenv("TMPDIR"), "/var/tmp", "/tmp"};

    *spool = (struct spool){.fd = -1, .unit_count = unit_count};
    spool->units = mem_new(unit_count, sizeof *spool->units);
    for (size_t i = 0; i < 3 && spool->fd < 0; i++) {
        if (!folders[i] || folders[i][0] != '/')
            continue;
        spool->fd = open_nameless(folders[i]);
        if (spool->fd < 0)
            spool->fd = open_unlinked(folders[i]);
    }
    if (spool->fd < 0)
        return err_set_errno(err, "no temporary file can be made in TMPDIR, "
                                  "/var/tmp or /tmp; set TMPDIR to a folder "
                                  "with room");
    return true;
}

void spool_close(struct spool *spool)
{
    if (spool->fd >= 0)
        close(spool->fd);
    free(spool->units);
    *spool = (struct spool){.fd = -1};
}

void spool_expect(struct spool *spool, size_t unit, size_t frames,
                  struct checksum_128 identity)
{
    spool->units[unit].frames = frames;
    spool->units[unit].identity = identity;
}

bool spool_holds(const struct spool *spool, size_t unit)
{
    const struct spool_entry *entry = &spool->units[unit];

    return entry->frames > 0 && entry->held_frames == entry->frames;
}

bool spool_add(struct spool *spool, size_t unit, struct view samples,
               struct err *err)
{
    struct spool_entry *entry = &spool->units[unit];
    size_t written = 0;

    if (entry->held_frames == 0)
        entry->offset = spool->end;
    while (written < samples.size) {
        ssize_t count =
            pwrite(spool->fd, samples.data + written, samples.size - written,
                   spool->end + (int64_t)written);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return err_set_errno(err, "writing the temporary wave failed; "
                                      "free some space, or set TMPDIR");
        written += (size_t)count;
    }
    spool->end += (int64_t)samples.size;
    entry->held_frames += samples.size / sizeof(int16_t);
    entry->checksum = checksum_continue(entry->checksum, samples);
    return true;
}

bool spool_read(const struct spool *spool, size_t unit, int16_t **samples,
                size_t *frames, struct err *err)
{
    const struct spool_entry *entry = &spool->units[unit];
    size_t size = entry->held_frames * sizeof(int16_t);
    char *data = mem_resize(NULL, size, 1);
    size_t had = 0;

    while (had < size) {
        ssize_t count = pread(spool->fd, data + had, size - had,
                              entry->offset + (int64_t)had);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        had += (size_t)count;
    }
    if (had < size || !spool_holds(spool, unit) ||
        checksum_bytes((struct view){data, size}) != entry->checksum) {
        free(data);
        return err_set(err,
                       "the temporary wave of part %zu cannot be read "
                       "back; check the disk and try again",
                       unit + 1);
    }
    *samples = (int16_t *)(void *)data;
    *frames = entry->frames;
    return true;
}
