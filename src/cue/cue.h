/* cue: outlines + voice -> script.  The order of the show: titles, bylines,
 * headings, bodies, quotations, and the pause at each boundary. */
#ifndef CUE_CUE_H
#define CUE_CUE_H

#include "base/arena.h"
#include "model/script.h"

#include <stddef.h>

/* Where one role's texts are cut, and what the show says by itself. */
struct cue_request {
    const struct outline *outlines; /* in the order of the show */
    size_t outline_count;
    const struct voice *voice; /* borrowed by the script */
    struct view title;         /* of the whole; empty: the article's own */
};

/* Writes the script; it always begins with a chapter mark and ends with a
 * pause.  Memory comes from arena; texts are borrowed from the outlines. */
void cue_script(struct arena *arena, const struct cue_request *request,
                struct script *script);

#endif
