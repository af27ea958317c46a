#include "digest/place.h"

#include "base/checksum.h"

#include <inttypes.h>
#include <stdlib.h>

bool place_folder(struct arena *arena, const char *variable,
                  const char *fallback, struct view *folder, struct err *err)
{
    const char *stated = getenv(variable);
    const char *home = getenv("HOME");

    if (stated && stated[0] == '/') {
        *folder = arena_copy(arena, view_of(stated));
        return true;
    }
    if (!home || home[0] != '/')
        return err_set(err, "neither %s nor HOME is set to a folder; set one",
                       variable);
    *folder = arena_format(arena, "%s/%s", home, fallback);
    return true;
}

bool place_state(struct arena *arena, const struct digest_config *config,
                 struct view *path, struct err *err)
{
    struct view folder = {0};

    if (config->state.size > 0) {
        *path = config->state;
        return true;
    }
    if (!place_folder(arena, "XDG_STATE_HOME", ".local/state", &folder, err))
        return false;
    /* Configurations in several folders may have one name. */
    *path = arena_format(arena, "%.*s/briefcast/%.*s-%08" PRIx64 ".sqlite",
                         VIEW_ARG(folder), VIEW_ARG(config->name),
                         checksum_bytes(config->path) & 0xFFFFFFFF);
    return true;
}

struct view place_parent(struct arena *arena, struct view path)
{
    size_t size = path.size;

    while (size > 1 && path.data[size - 1] != '/')
        size--;
    return arena_copy(arena, view_slice(path, 0, size > 1 ? size - 1 : size));
}
