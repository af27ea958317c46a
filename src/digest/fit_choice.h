/* The choice of what is told: for digest/fit.c and its tests. */
#ifndef DIGEST_FIT_CHOICE_H
#define DIGEST_FIT_CHOICE_H

#include "base/arena.h"
#include "digest/extract.h"
#include "digest/fit.h"
#include "model/outline.h"

/* A story cut into sentences, with what each is expected to last. */
struct fit_part {
    struct fit_story *story;
    struct outline outline;
    int64_t *cost_ms;                   /* by sentence of the outline */
    struct extract_sentence *sentences; /* those that can be chosen */
    size_t *index;                      /* of each in the outline */
    size_t *by_place;                   /* sentences in the order of choice */
    size_t count;
    double factor; /* what a measurement says of the estimates */
    /* The choice: */
    bool is_told;
    bool is_whole;
    size_t taken; /* of by_place */
};

/* Prepares a story; rate_wpm is the voice's. */
void fit_part_init(struct arena *arena, struct fit_story *story,
                   struct view language, int rate_wpm, struct fit_part *part);

/* What the part lasts as it is chosen now. */
int64_t fit_part_ms(const struct fit_part *part);

/* Chooses anew, for length_ms in all (0: no limit). */
void fit_choose(struct arena *arena, struct fit_part *parts, size_t count,
                int64_t length_ms, const int64_t *group_most_ms,
                size_t group_count);

/* Writes the part's choice into its story. */
void fit_part_tell(struct arena *arena, struct fit_part *part);

#endif
