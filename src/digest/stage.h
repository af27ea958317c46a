/* The stage: a hidden folder beside the episodes, in which one is made before
 * its files are moved to their places. */
#ifndef DIGEST_STAGE_H
#define DIGEST_STAGE_H

#include "base/arena.h"
#include "base/err.h"
#include "digest/state.h"

#include <stdbool.h>

/* Path of the stage of a digest in the folder of its episodes. */
struct view stage_path(struct arena *arena, struct view folder,
                       struct view digest);

/* Makes folder and stage, both with their parents; what was left on the stage
 * is removed. */
bool stage_open(struct view folder, struct view stage,
                struct err *err) MUST_USE;

/* Names of all that stands on the stage, sorted. */
bool stage_list(struct arena *arena, struct view stage,
                struct state_names *names, struct err *err) MUST_USE;

/* Moves the named files from the stage into the folder; those that are there
 * already have been moved before.  *complete is false when one is in neither
 * place: then nothing has been moved. */
bool stage_publish(struct arena *arena, struct view folder, struct view stage,
                   const struct state_names *names, bool *complete,
                   struct err *err) MUST_USE;

/* Removes the stage, and what is left on it. */
void stage_close(struct view stage);

/* Removes a file or a folder with all in it; one that is not there is fine. */
void stage_remove(struct view path);

/* Makes a folder and its parents. */
bool stage_make_folder(struct view path, struct err *err) MUST_USE;

#endif
