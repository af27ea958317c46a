#include "digest/item.h"

static const char *const names[ITEM_FATE_COUNT] = {
    [ITEM_WAITING] = "waiting",      [ITEM_TOLD] = "told",
    [ITEM_SHORTER] = "shortened",    [ITEM_LEFT] = "left out",
    [ITEM_TWIN] = "told by another", [ITEM_BEYOND] = "beyond the limit",
    [ITEM_UNWANTED] = "not wanted",  [ITEM_EMPTY] = "empty",
    [ITEM_KNOWN] = "known",
};

const char *item_fate_name(enum item_fate fate)
{
    return names[fate];
}

enum item_fate item_fate_of(struct view name)
{
    enum item_fate fate = ITEM_WAITING;

    while (fate < ITEM_FATE_COUNT && !view_equal(name, view_of(names[fate])))
        fate++;
    return fate;
}

bool item_is_settled(enum item_fate fate)
{
    return fate == ITEM_TOLD || fate == ITEM_SHORTER || fate == ITEM_TWIN ||
           fate == ITEM_BEYOND;
}
