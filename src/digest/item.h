/* An item is one story of one source: a feed's entry, a page, a file. */
#ifndef DIGEST_ITEM_H
#define DIGEST_ITEM_H

#include "digest/config.h"
#include "digest/sketch.h"
#include "model/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What becomes of an item in a run. */
enum item_fate {
    ITEM_WAITING,  /* new, and nothing is decided yet */
    ITEM_TOLD,     /* in the episode, whole */
    ITEM_SHORTER,  /* in the episode, in its most telling sentences */
    ITEM_LEFT,     /* the length left no room for it */
    ITEM_TWIN,     /* another item tells the same story */
    ITEM_BEYOND,   /* its source may tell no more items */
    ITEM_UNWANTED, /* match or skip rule it out */
    ITEM_EMPTY,    /* it holds nothing to speak */
    ITEM_KNOWN,    /* it was told before */
    ITEM_FATE_COUNT
};

struct digest_item {
    const struct digest_source *source; /* borrowed from the configuration */
    size_t source_index;
    struct view source_name; /* as it is spoken */
    struct view guid;        /* what its source knows it by; never empty */
    bool guid_is_shared;     /* others of the source have the same one */
    bool link_is_shared;
    struct view link;  /* absolute; empty: none */
    struct view title; /* empty: none */
    int64_t seconds;   /* since 1970; INT64_MIN: no date */
    struct document document;
    struct sketch sketch;              /* of what the source itself says */
    struct sketch story;               /* of what would be told: page or feed */
    struct sketch_sentences sentences; /* of what would be told */
    enum item_fate fate;
    bool is_update;    /* told before, in other words */
    bool from_page;    /* its text was read at its link */
    size_t twin;       /* index of the item that tells its story */
    int64_t told_as;   /* row of the state: known before; 0: never seen */
    const char *cause; /* of being left or unwanted: static, or NULL */
};

struct digest_items {
    struct digest_item *at;
    size_t count;
    size_t room;
};

/* "told", "shortened", "left out" ...: in reports and beside episodes. */
const char *item_fate_name(enum item_fate fate);

/* The fate of that name; ITEM_FATE_COUNT for none. */
enum item_fate item_fate_of(struct view name);

/* True for fates after which an item is never told again. */
bool item_is_settled(enum item_fate fate);

#endif
