/* speech: outline -> speakable outline.  Fills each sentence's tokens (the
 * ledger), spoken text and language. */
#ifndef SPEECH_SPEECH_H
#define SPEECH_SPEECH_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "model/outline.h"

#include <stdbool.h>

/* How web and mail addresses are said. */
enum speech_urls {
    SPEECH_URLS_DEFAULT, /* the site in an article, all of it in a line */
    SPEECH_URLS_SITE,    /* "example dot com" */
    SPEECH_URLS_WHOLE,   /* every part of it */
    SPEECH_URLS_SKIP,    /* not said; the ledger tells */
};

enum speech_policy {
    SPEECH_DEFAULT, /* what the member below says */
    SPEECH_SAY,
    SPEECH_ANNOUNCE, /* say that it is there, and how large it is */
    SPEECH_SKIP,
};

/* How words in capitals are said. */
enum speech_capitals {
    SPEECH_CAPITALS_WORDS,   /* a heading or a shout as words */
    SPEECH_CAPITALS_LETTERS, /* what has up to five letters is spelled */
};

/* Abbreviations that the article explains: "European Central Bank (ECB)". */
enum speech_abbreviations {
    SPEECH_ABBREVIATIONS_PLAIN,   /* as they are written */
    SPEECH_ABBREVIATIONS_EXPLAIN, /* at their first use in a section the
                                     explanation is said before them */
};

struct speech_request {
    struct view language;          /* BCP 47 of the text where it states none */
    const struct lexicon *lexicon; /* speech/lexicon.h; NULL: none */
    enum speech_urls urls;
    enum speech_policy footnotes; /* notes and their marks, [1]: skip;
                                     announced, a run of notes is counted */
    enum speech_policy emoji;     /* their names (English): skip */
    enum speech_policy tables;    /* small ones: say; large ones: announce */
    enum speech_policy code;      /* code blocks: announce */
    enum speech_policy images;    /* "image", and the text that stands for
                                     it: say */
    enum speech_capitals capitals;
    enum speech_abbreviations abbreviations;
    size_t *looks; /* NULL, or where looks at atoms are counted, for tests */
    struct arena *ledger; /* where tokens lie; NULL: where the rest does */
};

/* Rewrites every sentence.  Memory comes from arena, and for the tokens from
 * the request's ledger.  False, with file and
 * line, when the ledger has a hole: that is a fault of ours, and nothing may
 * be spoken then.  A rule that the fact guard refuses (speech/guard.h) is a
 * warning in the log, and its text is said plainly. */
bool speech_outline(struct arena *arena, const struct speech_request *request,
                    const struct log *log, struct outline *outline,
                    struct err *err) MUST_USE;

/* Rewrites one line of text that stands alone, whatever number of sentences
 * it holds.  *spoken is the arena's.  False as above. */
bool speech_line(struct arena *arena, const struct speech_request *request,
                 const struct log *log, struct view line, struct view *spoken,
                 struct err *err) MUST_USE;

/* Closes what ICU keeps open between calls, for leak checkers. */
void speech_close(void);

#endif
