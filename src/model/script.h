/* A script is the briefing as a list of cues: things to do in time, in
 * order.  cue/ writes it from outlines and a voice; synth/ and stitch/ carry
 * it out.  Memory is the arena's that cue/ was given; texts may point into
 * the documents' arena. */
#ifndef MODEL_SCRIPT_H
#define MODEL_SCRIPT_H

#include "model/outline.h"
#include "model/voice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cue_kind {
    CUE_SAY,
    CUE_PAUSE,
    CUE_MARK, /* a chapter begins: takes no time */
};

/* A word as a reader sees it, and the stretch of the spoken text that says
 * it.  Words that are not said are not listed.  Offsets are of one sentence,
 * and a book's words are many: hence 32 bits. */
struct word {
    uint32_t begin; /* byte offsets in cue->shown */
    uint32_t end;
    uint32_t spoken_begin; /* byte offsets in cue->spoken, begin < end */
    uint32_t spoken_end;
};

struct words {
    struct word *at; /* rising by spoken_begin */
    size_t count;
    size_t room;
};

struct cue {
    enum cue_kind kind;
    /* CUE_SAY */
    enum role role;
    const struct voice *voice; /* borrowed */
    struct view spoken;        /* what the engine is to say */
    bool has_phonemes;         /* spoken holds [[...]] of our lexicon */
    struct view shown;         /* what the transcript prints: as written, but
                                  for marks of notes that are not said */
    struct words words;
    size_t article;  /* index in script->articles; all kinds */
    size_t sentence; /* index in its outline; SIZE_MAX: our own words */
    /* CUE_PAUSE */
    enum pause pause;
    int pause_ms; /* 0 and up */
    /* CUE_MARK */
    size_t chapter; /* index in script->chapters */
};

struct cues {
    struct cue *at;
    size_t count;
    size_t room;
};

struct chapter {
    struct view title;
    int level; /* 0: an article of several; 1 and up: section, nested */
    size_t article;
    size_t cue;        /* index of its CUE_MARK */
    struct view url;   /* address of what is said; empty: none */
    struct view image; /* address of its first picture, as the article gives
                          it; empty: none */
};

struct chapters {
    struct chapter *at; /* in order of time */
    size_t count;
    size_t room;
};

struct articles {
    const struct outline **at;
    size_t count;
    size_t room;
};

struct script {
    struct cues cues;
    struct chapters chapters;
    struct articles articles;
};

const char *cue_kind_name(enum cue_kind kind);

#endif
