/* cue: outlines + voices -> script.  The order of the show: titles, bylines,
 * headings, bodies, quotations, and the pause at each boundary. */
#ifndef CUE_CUE_H
#define CUE_CUE_H

#include "base/arena.h"
#include "model/script.h"

#include <stddef.h>

struct cue_request {
    const struct outline *outlines; /* in the order of the show; borrowed */
    size_t outline_count;
    const struct voice *voices; /* the first is the show's; a sentence in
                                   another language is said by the first voice
                                   of that language, if there is one; borrowed
                                   by the script */
    size_t voice_count;
};

/* Writes the script.  It begins with a pause and a chapter mark and ends
 * with a pause; a pause stands between any two sayings; a mark stands behind
 * the pause, where its first word begins.  Sentences of which nothing is
 * said have no cue.  With several outlines the articles are chapters of
 * level 0 and their sections lie below.  Memory comes from arena. */
void cue_script(struct arena *arena, const struct cue_request *request,
                struct script *script);

#endif
