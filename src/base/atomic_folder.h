/* A folder that appears whole or not at all: filled under a temporary name
 * beside its target, then moved into its place. */
#ifndef BASE_ATOMIC_FOLDER_H
#define BASE_ATOMIC_FOLDER_H

#include "base/err.h"

#include <stdbool.h>

struct atomic_folder {
    char *path;      /* where it will appear; NULL when not open */
    char *temporary; /* where it is filled */
    bool placed;     /* has its name */
    bool exchanged;  /* and an older folder has the temporary one */
};

/* Makes the empty temporary folder ".NAME.XXXXXX". */
bool atomic_folder_open(struct atomic_folder *folder, const char *path,
                        struct err *err) MUST_USE;

/* Syncs its files and moves it to its target.  A folder that is there
 * already is kept aside until the commit. */
bool atomic_folder_place(struct atomic_folder *folder,
                         struct err *err) MUST_USE;

/* Makes a placed folder final, and removes the older one; cannot fail. */
void atomic_folder_commit(struct atomic_folder *folder);

/* Removes the folder with all in it; one that was placed gives its name back
 * to the older one.  Unopened or committed is fine. */
void atomic_folder_abandon(struct atomic_folder *folder);

#endif
