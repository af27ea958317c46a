/* Where things of the user lie, by the XDG Base Directory Specification 0.8;
 * relative values of its variables do not count. */
#ifndef DIGEST_PLACE_H
#define DIGEST_PLACE_H

#include "base/arena.h"
#include "base/err.h"
#include "digest/config.h"

#include <stdbool.h>

/* The folder that variable names, else fallback below HOME:
 * ("XDG_STATE_HOME", ".local/state").  Fails without a HOME. */
bool place_folder(struct arena *arena, const char *variable,
                  const char *fallback, struct view *folder,
                  struct err *err) MUST_USE;

/* The state file of a digest: as configured, else in the folder briefcast of
 * XDG_STATE_HOME, named after the configuration. */
bool place_state(struct arena *arena, const struct digest_config *config,
                 struct view *path, struct err *err) MUST_USE;

/* The folder a path lies in. */
struct view place_parent(struct arena *arena, struct view path);

#endif
