/* A voice says who speaks and how: an engine, its parameters, the pauses of
 * the show, and what each role changes.  cue/ reads it from voices/. */
#ifndef MODEL_VOICE_H
#define MODEL_VOICE_H

#include "base/view.h"

#include <stddef.h>

enum role {
    ROLE_TITLE,
    ROLE_BYLINE,
    ROLE_HEADING,
    ROLE_BODY,
    ROLE_QUOTE,
    ROLE_NOTICE, /* what we say ourselves: "Table with 40 rows." */
    ROLE_COUNT
};

enum pause {
    PAUSE_LEAD,      /* before the first word of a briefing */
    PAUSE_TITLE,     /* after the title */
    PAUSE_BYLINE,    /* after the byline */
    PAUSE_SECTION,   /* before a heading */
    PAUSE_HEADING,   /* after a heading */
    PAUSE_PARAGRAPH, /* between paragraphs */
    PAUSE_SENTENCE,  /* between sentences */
    PAUSE_ITEM,      /* between list items, table rows */
    PAUSE_QUOTE,     /* around a quotation */
    PAUSE_ARTICLE,   /* between articles of one briefing */
    PAUSE_END,       /* after the last word */
    PAUSE_COUNT
};

/* How one role sounds. */
struct manner {
    int rate_wpm;        /* words a minute, 80 to 449 for eSpeak NG */
    int pitch;           /* 0 to 99, 50 is the engine's own */
    int range;           /* liveliness of the melody, 0 to 99 */
    int volume;          /* percent, 100 is the engine's own */
    struct view variant; /* engine's voice name if the role has its own */
};

struct voice {
    struct view name;     /* of the file, without .voice: "newsreader" */
    struct view path;     /* where it was read, for messages */
    struct view title;    /* one line for people */
    struct view engine;   /* "espeak-ng", "tone" */
    struct view variant;  /* engine's voice name: "en-us+klatt6" */
    struct view language; /* BCP 47 */
    struct view lexicon;  /* path of its own lexicon, or empty */
    struct manner roles[ROLE_COUNT];
    int pause_ms[PAUSE_COUNT];
};

/* "title", "byline", ...: as in voice files and transcripts. */
const char *role_name(enum role role);
const char *pause_name(enum pause pause);

#endif
