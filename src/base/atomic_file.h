/* A file that appears whole or not at all: it is written to a temporary
 * beside its target and renamed at the end. */
#ifndef BASE_ATOMIC_FILE_H
#define BASE_ATOMIC_FILE_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum atomic_place {
    ATOMIC_HIDDEN,    /* has its temporary name */
    ATOMIC_FRESH,     /* has its name, which was free */
    ATOMIC_EXCHANGED, /* has its name; the older file has the temporary one */
    ATOMIC_FINAL,     /* has its name, and nothing is left of an older file */
};

struct atomic_file {
    int fd;          /* -1 when not open */
    char *path;      /* where it will appear */
    char *temporary; /* where it is written */
    enum atomic_place place;
};

/* Makes the temporary ".NAME.XXXXXX" in the target's folder, mode 0666 less
 * the umask.  Temporaries that are open when a signal or an exhausted memory
 * ends the process are removed (atomic_file_remove_all). */
bool atomic_file_open(struct atomic_file *file, const char *path,
                      struct err *err) MUST_USE;

/* Writes all bytes at the file's position, or fails with a message. */
bool atomic_file_write(struct atomic_file *file, struct view bytes,
                       struct err *err) MUST_USE;
/* The same at an offset, without moving the position. */
bool atomic_file_write_at(struct atomic_file *file, struct view bytes,
                          int64_t offset, struct err *err) MUST_USE;

/* Has the disk begin to write what there is, and does not wait: so a long file
 * that is written bit by bit leaves little to atomic_file_finish(). */
void atomic_file_hurry(struct atomic_file *file);

/* fsync, close: the content is safe, the name still hidden. */
bool atomic_file_finish(struct atomic_file *file, struct err *err) MUST_USE;

/* Gives a finished file its name and syncs the folder; a directory in the way
 * is an error.  An older file of that name is kept aside until the commit, so
 * that of several files all can be placed before the first is committed. */
bool atomic_file_place(struct atomic_file *file, struct err *err) MUST_USE;

/* Makes a placed file final; cannot fail. */
void atomic_file_commit(struct atomic_file *file);

/* Both at once. */
bool atomic_file_publish(struct atomic_file *file, struct err *err) MUST_USE;

/* Removes the file; one that was placed gives its name back to the older
 * file.  Unopened and committed files are fine. */
void atomic_file_abandon(struct atomic_file *file);

/* Abandons every open file of this process; async-signal-safe. */
void atomic_file_remove_all(void);

/* Writes a new file where nobody looks yet, as in an atomic_folder: it is
 * neither synced nor renamed.  Fails if there is one of that name. */
bool file_write_new(const char *path, struct view bytes,
                    struct err *err) MUST_USE;

/* Reads a whole file ("-" is standard input) of at most cap bytes, appended
 * to *data (allocated, the caller frees).  Folders and files that cannot be
 * read are errors that name the path. */
bool file_read(const char *path, size_t cap, char **data, size_t *size,
               struct err *err) MUST_USE;

#endif
