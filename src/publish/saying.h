/* The say cues of an episode as a transcript sees them: text, role, and times
 * in whole milliseconds that never run backwards. */
#ifndef PUBLISH_SAYING_H
#define PUBLISH_SAYING_H

#include "model/episode.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct saying {
    const struct cue *cue;
    const struct cue_time *time;
    size_t index; /* of the cue in the script */
    int64_t begin_ms;
    int64_t end_ms; /* above begin_ms */
};

/* Steps to the next say cue that was heard and has text to show; start with a
 * zeroed struct.  False at the end.  Each begins at or after the end of the one
 * before. */
bool saying_next(const struct episode *episode, struct saying *saying);

/* "Body", "Heading": the role as a transcript names the speaker. */
const char *saying_speaker(const struct cue *cue);

/* Milliseconds at which word i of the saying begins. */
int64_t saying_word_ms(const struct episode *episode,
                       const struct saying *saying, size_t i);

#endif
