#include "model/script.h"

const char *cue_kind_name(enum cue_kind kind)
{
    static const char *const names[] = {
        [CUE_SAY] = "say",
        [CUE_PAUSE] = "pause",
        [CUE_MARK] = "mark",
    };

    return names[kind];
}
