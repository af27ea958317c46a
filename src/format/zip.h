/* ZIP archives in memory: entries read by name, never unpacked to disk, and
 * archives written so that the same entries give the same bytes. */
#ifndef FORMAT_ZIP_H
#define FORMAT_ZIP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum {
    ZIP_ENTRIES_MAX = 10000,
    ZIP_ENTRY_MAX = 64 << 20,  /* bytes unpacked, counted while reading */
    ZIP_TOTAL_MAX = 256 << 20, /* the same of all entries read */
    ZIP_RATIO_MAX = 400,       /* bytes unpacked for one packed, above 1 MB */
};

struct zip_reader;

/* Opens an archive whose bytes stay with the caller until it is closed.
 * NULL, with what is wrong, for what is no archive, has lost its directory,
 * or has more than ZIP_ENTRIES_MAX entries. */
struct zip_reader *zip_reader_open(struct view bytes, struct err *err);
/* The same of an archive that was cut off and has lost its directory: over
 * the entries that are whole.  NULL if there is none. */
struct zip_reader *zip_reader_open_cut_off(struct view bytes);
/* NULL is allowed. */
void zip_reader_close(struct zip_reader *reader);

size_t zip_reader_count(const struct zip_reader *reader);
/* Name of entry i, "" if it has none; valid until the reader is closed. */
struct view zip_reader_name(const struct zip_reader *reader, size_t i);

/* True when there is an entry of that name (else one that differs only in
 * the case of ASCII letters). */
bool zip_reader_has(const struct zip_reader *reader, struct view name);

/* Unpacks an entry into arena.  Fails, with the entry's name, when it is not
 * there, is encrypted or damaged, or passes a limit; sizes that the archive
 * claims are not believed. */
bool zip_reader_read(struct zip_reader *reader, struct arena *arena,
                     struct view name, struct view *content,
                     struct err *err) MUST_USE;

struct zip_entry {
    struct view name;
    struct view content;
    const char *path; /* unless NULL: the file whose bytes are the content, */
    uint64_t offset;  /* from this byte on; read while the archive is written */
    bool stored;      /* not packed */
};

/* Appends an archive of the entries, in their order, to out.  No entry has
 * an extra field, so that a stored "mimetype" before all others makes an
 * EPUB (OCF 3.3, 4.3).  made is the time of each, as UTC; times before 1980
 * become 1980-01-01, as the format begins there. */
bool zip_pack(const struct zip_entry *entries, size_t count, time_t made,
              struct buf *out, struct err *err) MUST_USE;

/* The same into a file at path, over what is there, without ever holding more
 * than a piece of the entries that are files; synced.  Fails on a file that
 * cannot be read, a full disk, or a wish to stop (base/interrupt.h). */
bool zip_pack_file(const struct zip_entry *entries, size_t count, time_t made,
                   const char *path, struct err *err) MUST_USE;

#endif
