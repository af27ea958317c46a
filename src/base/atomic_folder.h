/* A folder that appears whole or not at all: filled under a temporary name
 * beside its target, then moved into its place. */
#ifndef BASE_ATOMIC_FOLDER_H
#define BASE_ATOMIC_FOLDER_H

#include "base/err.h"

#include <stdbool.h>

struct atomic_folder {
    char *path;      /* where it will appear; NULL when not open */
    char *temporary; /* where it is filled */
};

/* Makes the empty temporary folder ".NAME.XXXXXX". */
bool atomic_folder_open(struct atomic_folder *folder, const char *path,
                        struct err *err) MUST_USE;

/* Syncs its files and moves it to its target.  A folder that is there
 * already is exchanged for it and removed. */
bool atomic_folder_publish(struct atomic_folder *folder,
                           struct err *err) MUST_USE;

/* Removes the temporary with all in it.  Unopened or published is fine. */
void atomic_folder_abandon(struct atomic_folder *folder);

#endif
