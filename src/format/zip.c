#include "format/zip.h"

#include "base/interrupt.h"
#include "base/mem.h"
#include "format/zip_mend.h"

#include <zip.h>

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_BYTES_MAX = 4096 };

struct zip_reader {
    zip_t *archive;
    size_t count;
    size_t total;      /* bytes unpacked so far */
    struct buf mended; /* the archive, if it had to be mended */
};

/* The archive over a source; takes the source, also on failure. */
static zip_t *open_source(zip_source_t *source, int flags, zip_error_t *error)
{
    zip_t *archive = zip_open_from_source(source, flags, error);

    if (!archive)
        zip_source_free(source);
    return archive;
}

struct zip_reader *zip_reader_open(struct view bytes, struct err *err)
{
    zip_error_t error;
    zip_t *archive = NULL;
    struct zip_reader *reader = NULL;

    if (bytes.size == 0) {
        err_set(err, "is empty");
        return NULL;
    }
    zip_error_init(&error);
    zip_source_t *source =
        zip_source_buffer_create(bytes.data, bytes.size, 0, &error);
    if (source)
        archive = open_source(source, ZIP_RDONLY, &error);
    if (!archive) {
        err_set(err,
                "is no whole ZIP archive (%s); it may have been cut off while "
                "it was copied: get it again",
                zip_error_strerror(&error));
        goto out;
    }
    zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > ZIP_ENTRIES_MAX) {
        err_set(err, "holds %lld entries; at most %d are read",
                (long long)count, ZIP_ENTRIES_MAX);
        zip_discard(archive);
        goto out;
    }
    reader = mem_new(1, sizeof *reader);
    reader->archive = archive;
    reader->count = count > 0 ? (size_t)count : 0;
out:
    zip_error_fini(&error);
    return reader;
}

struct zip_reader *zip_reader_open_cut_off(struct view bytes)
{
    struct zip_reader *reader = NULL;
    struct buf mended = {0};
    struct err err;

    if (zip_mend(bytes, &mended) > 0)
        reader = zip_reader_open(buf_view(&mended), &err);
    if (reader)
        reader->mended = mended;
    else
        buf_release(&mended);
    return reader;
}

void zip_reader_close(struct zip_reader *reader)
{
    if (!reader)
        return;
    zip_discard(reader->archive);
    buf_release(&reader->mended);
    free(reader);
}

size_t zip_reader_count(const struct zip_reader *reader)
{
    return reader->count;
}

struct view zip_reader_name(const struct zip_reader *reader, size_t i)
{
    return view_of(zip_get_name(reader->archive, i, 0));
}

static zip_int64_t locate(const struct zip_reader *reader, struct view name)
{
    char string[NAME_BYTES_MAX];

    if (name.size == 0 || name.size >= sizeof string ||
        memchr(name.data, '\0', name.size))
        return -1;
    memcpy(string, name.data, name.size);
    string[name.size] = '\0';
    zip_int64_t index = zip_name_locate(reader->archive, string, 0);
    return index >= 0 ? index
                      : zip_name_locate(reader->archive, string, ZIP_FL_NOCASE);
}

bool zip_reader_has(const struct zip_reader *reader, struct view name)
{
    return locate(reader, name) >= 0;
}

/* Reads to the end of file, or to a limit. */
static bool unpack(struct zip_reader *reader, zip_file_t *file,
                   uint64_t packed_size, struct buf *out, struct err *err)
{
    enum { CHUNK = 1 << 16 };

    for (;;) {
        char *to = buf_extend(out, CHUNK);
        zip_int64_t size = zip_fread(file, to, CHUNK);

        out->size -= CHUNK;
        if (size < 0)
            return err_set(err, "is damaged (%s)", zip_file_strerror(file));
        if (size == 0)
            return true;
        out->size += (size_t)size;
        reader->total += (size_t)size;
        if (out->size > ZIP_ENTRY_MAX)
            return err_set(err, "unpacks to more than %d MB; it is not read",
                           ZIP_ENTRY_MAX >> 20);
        if (reader->total > ZIP_TOTAL_MAX)
            return err_set(err,
                           "the archive unpacks to more than %d MB; the rest "
                           "is not read",
                           ZIP_TOTAL_MAX >> 20);
        if (out->size > 1 << 20 && out->size / ZIP_RATIO_MAX > packed_size)
            return err_set(err,
                           "unpacks to more than %d times its size, as only "
                           "hostile archives do; it is not read",
                           ZIP_RATIO_MAX);
    }
}

bool zip_reader_read(struct zip_reader *reader, struct arena *arena,
                     struct view name, struct view *content, struct err *err)
{
    zip_int64_t index = locate(reader, name);
    zip_stat_t stat;
    struct buf all = {0};
    bool done = false;

    if (index < 0)
        return err_set(err, "%.*s: is not in the archive", VIEW_ARG(name));
    zip_stat_init(&stat);
    zip_stat_index(reader->archive, (zip_uint64_t)index, 0, &stat);
    zip_file_t *file = zip_fopen_index(reader->archive, (zip_uint64_t)index, 0);
    if (!file)
        return err_set(err, "%.*s: cannot be read (%s)", VIEW_ARG(name),
                       zip_strerror(reader->archive));
    done =
        unpack(reader, file,
               stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0, &all, err);
    if (done)
        *content = arena_copy(arena, buf_view(&all));
    else
        err_prefix(err, "%.*s", VIEW_ARG(name));
    zip_fclose(file);
    buf_release(&all);
    return done;
}

/* Date and time as MS-DOS has them: from 1980, in steps of two seconds. */
static void dos_time(time_t made, zip_uint16_t *time, zip_uint16_t *date)
{
    struct tm tm;

    *time = 0;
    *date = 1 << 5 | 1;
    if (!gmtime_r(&made, &tm) || tm.tm_year < 80 || tm.tm_year > 80 + 127)
        return;
    *time = (zip_uint16_t)(tm.tm_hour << 11 | tm.tm_min << 5 | tm.tm_sec / 2);
    *date = (zip_uint16_t)((tm.tm_year - 80) << 9 | (tm.tm_mon + 1) << 5 |
                           tm.tm_mday);
}

static bool add_entry(zip_t *archive, const struct zip_entry *entry,
                      time_t made)
{
    enum { UNIX_FILE_0644 = 0100644 };
    char name[NAME_BYTES_MAX];
    zip_uint16_t time;
    zip_uint16_t date;

    if (entry->name.size == 0 || entry->name.size >= sizeof name)
        return false;
    memcpy(name, entry->name.data, entry->name.size);
    name[entry->name.size] = '\0';
    zip_source_t *source =
        entry->path ? zip_source_file(archive, entry->path, entry->offset, -1)
                    : zip_source_buffer(archive, entry->content.data,
                                        entry->content.size, 0);
    if (!source)
        return false;
    zip_int64_t added = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    if (added < 0) {
        zip_source_free(source);
        return false;
    }
    zip_uint64_t index = (zip_uint64_t)added;
    dos_time(made, &time, &date);
    return zip_set_file_compression(
               archive, index, entry->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
               9) == 0 &&
           zip_file_set_dostime(archive, index, time, date, 0) == 0 &&
           zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX,
                                            (zip_uint32_t)UNIX_FILE_0644
                                                << 16) == 0;
}

static bool add_entries(zip_t *archive, const struct zip_entry *entries,
                        size_t count, time_t made, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (!add_entry(archive, &entries[i], made))
            return err_set(err, "%.*s: cannot be put into the archive: %s",
                           VIEW_ARG(entries[i].name), zip_strerror(archive));
    }
    return true;
}

/* Everything that a written source holds. */
static bool copy_out(zip_source_t *source, struct buf *out)
{
    enum { CHUNK = 1 << 16 };
    bool done = false;

    if (zip_source_open(source) != 0)
        return false;
    for (;;) {
        char *to = buf_extend(out, CHUNK);
        if (!to)
            break;
        zip_int64_t size = zip_source_read(source, to, CHUNK);

        out->size -= CHUNK - (size > 0 ? (size_t)size : 0);
        done = size == 0;
        if (size <= 0)
            break;
    }
    zip_source_close(source);
    return done;
}

bool zip_pack(const struct zip_entry *entries, size_t count, time_t made,
              struct buf *out, struct err *err)
{
    zip_error_t error;
    zip_source_t *target = NULL;
    zip_t *archive = NULL;
    bool done = false;

    zip_error_init(&error);
    target = zip_source_buffer_create(NULL, 0, 0, &error);
    if (!target) {
        err_set(err, "cannot make an archive: %s", zip_error_strerror(&error));
        goto out;
    }
    zip_source_keep(target);
    archive = open_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!archive) {
        err_set(err, "cannot make an archive: %s", zip_error_strerror(&error));
        goto out;
    }
    if (!add_entries(archive, entries, count, made, err))
        goto out;
    if (zip_close(archive) != 0) {
        err_set(err, "cannot write the archive: %s", zip_strerror(archive));
        goto out;
    }
    archive = NULL;
    done = copy_out(target, out) ||
           err_set(err, "cannot write the archive: out of space");
out:
    if (archive)
        zip_discard(archive);
    zip_source_free(target);
    zip_error_fini(&error);
    return done;
}

static int wants_to_stop(zip_t *archive, void *context)
{
    (void)archive;
    (void)context;
    return interrupt_pending(NULL);
}

static bool sync_file(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;

    if (!synced)
        err_set_errno(err, "%s: cannot be synced", path);
    if (fd >= 0)
        close(fd);
    return synced;
}

bool zip_pack_file(const struct zip_entry *entries, size_t count, time_t made,
                   const char *path, struct err *err)
{
    int code = 0;
    zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);

    if (!archive) {
        zip_error_t error;

        zip_error_init_with_code(&error, code);
        err_set(err, "%s: cannot be written: %s", path,
                zip_error_strerror(&error));
        zip_error_fini(&error);
        return false;
    }
    zip_register_cancel_callback_with_state(archive, wants_to_stop, NULL, NULL);
    if (!add_entries(archive, entries, count, made, err)) {
        zip_discard(archive);
        return false;
    }
    if (zip_close(archive) != 0) {
        if (!interrupt_pending(err))
            err_set(err, "%s: cannot be written: %s", path,
                    zip_strerror(archive));
        zip_discard(archive);
        return false;
    }
    return sync_file(path, err);
}
