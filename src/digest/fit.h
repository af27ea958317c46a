/* Fitting: stories -> a program of a given length.
 *
 * Which stories are told, and how much of each, is chosen by estimates; the
 * choice is spoken and measured, the estimates are set right, and so again
 * until the length is near.  The rest is made up by pauses, and at the very end
 * by the rate.  No sentence is ever cut. */
#ifndef DIGEST_FIT_H
#define DIGEST_FIT_H

#include "base/arena.h"
#include "base/err.h"
#include "pipeline/make.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fit_story {
    const struct document *document; /* with its title among its blocks */
    bool fixed;                      /* is told, and whole: opening, closing */
    size_t priority;                 /* the lowest is told first */
    size_t group;                    /* index in fit_request.group_most_ms */
    /* Results: */
    struct document told;
    bool is_told;
    bool is_shortened;
    int64_t told_ms; /* how long it is */
};

struct fit_request {
    struct fit_story *stories; /* in the order of the show */
    size_t story_count;
    int64_t length_ms;            /* wanted; 0: as long as it gets */
    const int64_t *group_most_ms; /* at most so much of a group; 0: no limit */
    size_t group_count;
    struct program_request program; /* all but the documents */
    struct make_request make;       /* all but the program */
    /* Called whenever a choice was made: writes the documents of fixed
     * stories, which may tell what was chosen.  NULL: they stay. */
    void (*frame)(void *context, struct arena *arena, int64_t length_ms);
    void *context;
};

/* Fills the stories' results and *program; a voice of its own is used when rate
 * or pauses had to change.  *length_ms is what the program lasts; it differs
 * from what is wanted by more than 2 percent or 5 seconds only when there is
 * too little to tell, or when the fixed stories alone are too long.  Memory
 * comes from arena. */
bool fit_program(struct arena *arena, struct fit_request *request,
                 struct program *program, int64_t *length_ms,
                 struct err *err) MUST_USE;

#endif
