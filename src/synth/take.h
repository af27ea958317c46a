/* A take is one attempt at speaking a piece, in a process forked for it from
 * the freshly opened engine.  What the process makes comes back through
 * memory that both share; however it ends, its parent goes on. */
#ifndef SYNTH_TAKE_H
#define SYNTH_TAKE_H

#include "base/err.h"
#include "synth/engine.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum take_result {
    TAKE_SPOKEN,  /* sound is complete and plausible */
    TAKE_FAILED,  /* it died, or gave too little or too much */
    TAKE_HUNG,    /* it used up its time */
    TAKE_REFUSED, /* voice or manner cannot be had: err says why */
};

/* How long a take may last before it counts as hung. */
struct take_limits {
    unsigned cpu_s;
    int wall_ms;
};

/* The memory for the sound of one take after the other. */
struct booth {
    const struct engine *engine;
    int rate_hz;
    struct take_limits limits;
    size_t memory_bytes;         /* most address space a take may have */
    struct booth_memory *memory; /* shared with the take's process */
    pid_t owner;                 /* a forked copy makes its own */
};

void take_release(struct booth *booth);

/* Speaks; on TAKE_SPOKEN *sound points into the booth until the next take.
 * False, with err set, when no process or memory can be had. */
bool take_speak(struct booth *booth, const struct voice *voice,
                const struct manner *manner, const struct engine_piece *piece,
                enum take_result *result, const struct sound **sound,
                struct err *err) MUST_USE;

/* The same for the pronunciation; appends IPA on TAKE_SPOKEN. */
bool take_phonemes(struct booth *booth, const struct voice *voice,
                   const struct manner *manner,
                   const struct engine_piece *piece, enum take_result *result,
                   struct buf *ipa, struct err *err) MUST_USE;

#endif
