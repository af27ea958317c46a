/* How structs travel from a cell to the conductor: numbers of eight bytes as
 * they lie in memory, and texts behind their size.  Both ends are one program
 * on one machine, but the sender may have been taken over by what it read:
 * whoever takes believes nothing.  What is wrong sets `bad`, which stays, and
 * gives zeros and empty texts; so a reader may take all it expects and ask
 * once. */
#ifndef BASE_WIRE_H
#define BASE_WIRE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void wire_put_number(struct buf *out, uint64_t number);
void wire_put_text(struct buf *out, struct view text);

struct wire {
    struct view rest;    /* what has not been taken yet */
    struct arena *arena; /* of the texts that are taken */
    bool bad;
};

/* A number from least to most, both below 2^63. */
uint64_t wire_take_number(struct wire *wire, uint64_t least, uint64_t most);

bool wire_take_bool(struct wire *wire);

/* How many elements follow, each of at least element_bytes; what came must
 * have room for them. */
size_t wire_take_count(struct wire *wire, size_t element_bytes);

/* Valid UTF-8 without NUL, copied into the arena (with a NUL behind it). */
struct view wire_take_text(struct wire *wire);

/* Any bytes but NUL: names of files and what was on the command line. */
struct view wire_take_name(struct wire *wire);

/* Any bytes at all. */
struct view wire_take_bytes(struct wire *wire);

/* True when nothing was wrong and nothing is left. */
bool wire_end(const struct wire *wire) MUST_USE;

#endif
