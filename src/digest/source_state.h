/* What is kept of a source between runs. */
#ifndef DIGEST_SOURCE_STATE_H
#define DIGEST_SOURCE_STATE_H

#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

/* All times are seconds since 1970, 0 for none. */
struct source_state {
    struct view etag;          /* of the last answer that was used up */
    struct view last_modified; /* the same */
    int64_t retry_at;          /* not to be asked before */
    int64_t failing_since;
    struct view failure; /* what is wrong, in a line */
    /* Of this run: */
    bool failed;
    bool waited;    /* it was not asked: retry_at is to come */
    bool unchanged; /* it says that nothing is new */
};

#endif
