#include "pipeline/episode_cover.h"

#include "base/atomic_file.h"
#include "base/mem.h"
#include "encode/id3_picture.h"
#include "encode/id3_read.h"
#include "publish/cover.h"
#include "publish/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Larger tags hold no cover that a directory takes. */
enum { TAG_BYTES_MAX = 64 << 20 };

static bool read_whole(int fd, char *bytes, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t got = pread(fd, bytes + done, size - done, (off_t)done);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

/* The tag of an MP3, allocated; false when it has none. */
static bool read_tag(const char *path, char **tag, size_t *size)
{
    char header[ID3_HEADER_SIZE];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool found = fd >= 0 && read_whole(fd, header, sizeof header);

    if (found)
        *size = id3_read_size((struct view){header, sizeof header});
    found = found && *size > 0 && *size <= TAG_BYTES_MAX;
    if (found) {
        *tag = mem_new(*size, 1);
        found = read_whole(fd, *tag, *size);
    }
    if (fd >= 0)
        close(fd);
    return found;
}

static bool write_picture(const char *path, struct view bytes, struct err *err)
{
    struct atomic_file file = {.fd = -1};
    struct stat status;

    if (stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
        (uint64_t)status.st_size == bytes.size)
        return true;
    bool ok = atomic_file_open(&file, path, err) &&
              atomic_file_write(&file, bytes, err) &&
              atomic_file_finish(&file, err) && atomic_file_publish(&file, err);

    atomic_file_abandon(&file);
    return ok;
}

static bool write_cover(struct arena *arena, const char *folder,
                        struct view series_cover, struct record *record,
                        struct err *err)
{
    struct view path =
        arena_format(arena, "%s/%.*s", folder, VIEW_ARG(record->audio_name));
    char *tag = NULL;
    size_t size = 0;
    struct view picture;
    struct err unfit;
    struct buf name = {0};
    bool ok = true;

    if (read_tag(path.data, &tag, &size) &&
        id3_picture((struct view){tag, size}, &picture) &&
        picture_check_cover(path.data, picture, &unfit)) {
        cover_name(&name, picture);
        record->cover_name = series_cover;
        if (!view_equal(buf_view(&name), series_cover)) {
            record->cover_name = arena_format(
                arena, "%.*s.%s", VIEW_ARG(record->name), buf_string(&name));
            path = arena_format(arena, "%s/%.*s", folder,
                                VIEW_ARG(record->cover_name));
            ok = write_picture(path.data, picture, err);
        }
    }
    buf_release(&name);
    free(tag);
    return ok;
}

bool episode_cover_write(struct arena *arena, const char *folder,
                         struct view series_cover, struct records *records,
                         struct err *err)
{
    for (size_t i = 0; i < records->count; i++) {
        if (!write_cover(arena, folder, series_cover, &records->at[i], err))
            return false;
    }
    return true;
}
