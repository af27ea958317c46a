#include "publish/mp3_file.h"

#include "base/interrupt.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_BYTES = 1 << 20, KERNEL_PIECE_BYTES = 16 << 20 };

/* ID3v2 header (id3.org, "ID3 tag version 2.3.0", 3.1): a size of four times
 * seven bits, without the ten bytes of the header. */
static uint64_t tag_size(const uint8_t *head, size_t size)
{
    if (size < 10 || memcmp(head, "ID3", 3) != 0)
        return 0;
    return 10 +
           ((uint64_t)(head[6] & 0x7F) << 21 |
            (uint64_t)(head[7] & 0x7F) << 14 | (uint64_t)(head[8] & 0x7F) << 7 |
            (head[9] & 0x7F)) +
           (head[5] & 0x10 ? 10 : 0);
}

bool mp3_file_open(struct mp3_file *file, const char *path, struct err *err)
{
    uint8_t head[10];
    struct stat status;

    *file = (struct mp3_file){.fd = -1, .path = path};
    file->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0 || fstat(file->fd, &status) != 0) {
        err_set_errno(err, "%s: cannot be read", path);
        mp3_file_close(file);
        return false;
    }
    file->size = (uint64_t)status.st_size;
    ssize_t got = pread(file->fd, head, sizeof head, 0);
    file->audio_offset = tag_size(head, got > 0 ? (size_t)got : 0);
    if (file->audio_offset > file->size)
        file->audio_offset = file->size;
    return true;
}

void mp3_file_close(struct mp3_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}

bool mp3_file_read(const struct mp3_file *file, uint64_t offset, void *bytes,
                   size_t room, size_t *got, struct err *err)
{
    ssize_t size;

    do
        size = pread(file->fd, bytes, room, (off_t)offset);
    while (size < 0 && errno == EINTR && !interrupt_pending(NULL));
    if (interrupt_pending(err))
        return false;
    if (size < 0)
        return err_set_errno(err, "%s: cannot be read", file->path);
    if (size == 0)
        return err_set(err,
                       "%s: ends before its end; it was changed while "
                       "it was read",
                       file->path);
    *got = (size_t)size;
    return true;
}

static bool write_all(int fd, const char *path, const char *bytes, size_t size,
                      struct err *err)
{
    while (size > 0) {
        ssize_t done = write(fd, bytes, size);

        if (done < 0 && errno != EINTR)
            return err_set_errno(err, "%s: cannot be written", path);
        if (done > 0) {
            bytes += done;
            size -= (size_t)done;
        }
    }
    return true;
}

/* The kernel copies by itself where it can (*at moves behind what it copied):
 * on one file system that spares the memory, on some the copy itself. */
static void copy_in_kernel(const struct mp3_file *file, int fd, uint64_t *at)
{
    off_t from = (off_t)*at;

    while (!interrupt_pending(NULL) && (uint64_t)from < file->size) {
        ssize_t done =
            copy_file_range(file->fd, &from, fd, NULL, KERNEL_PIECE_BYTES, 0);

        if (done <= 0)
            break;
    }
    *at = (uint64_t)from;
}

bool mp3_file_copy_audio(const struct mp3_file *file, const char *target,
                         struct err *err)
{
    int fd = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    char *piece = mem_new(PIECE_BYTES, 1);
    uint64_t at = file->audio_offset;
    bool ok = fd >= 0;

    if (ok)
        copy_in_kernel(file, fd, &at);
    else
        err_set_errno(err, "%s: cannot be made", target);
    while (ok && at < file->size) {
        size_t got = 0;

        ok = mp3_file_read(file, at, piece, PIECE_BYTES, &got, err) &&
             write_all(fd, target, piece, got, err);
        if (ok)
            at += got;
    }
    if (fd >= 0 && close(fd) != 0 && ok)
        ok = err_set_errno(err, "%s: cannot be closed", target);
    free(piece);
    return ok;
}
