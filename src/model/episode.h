/* An episode is the finished briefing: what it is called, what it holds and
 * when, and the files that go with it.  It borrows all it points to. */
#ifndef MODEL_EPISODE_H
#define MODEL_EPISODE_H

#include "model/script.h"
#include "model/timeline.h"

#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct episode {
    struct view title;
    struct view artist; /* author or site of the article, else the program */
    struct view album;  /* name of the series */
    struct view comment;
    struct view language; /* BCP 47 */
    struct view date;     /* ISO 8601 of the article, or of the making */
    time_t made;          /* SOURCE_DATE_EPOCH or now */
    struct view cover;    /* bytes of a JPEG or PNG; empty: none */
    /* Bytes of a JPEG or PNG, or empty, of each chapter; NULL: none has one. */
    const struct view *pictures;
    const struct script *script;
    const struct timeline *timeline;
};

#endif
