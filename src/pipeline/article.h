/* From sources to a script: the stages read, section, speech and cue, in
 * their order, without a sound. */
#ifndef PIPELINE_ARTICLE_H
#define PIPELINE_ARTICLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "cue/voice_file.h"
#include "model/script.h"
#include "speech/speech.h"

#include <stdbool.h>
#include <stddef.h>

struct article_request {
    struct view source;       /* path, address, or "-" */
    struct view format;       /* --from, or empty */
    struct view base_url;     /* or empty */
    struct view content_type; /* or empty */
    struct view language;     /* --lang, or empty */
    size_t items;             /* of a feed: how many of the newest; 0: all */
};

/* Reads one source: a file, standard input, or an address of the web, which
 * is fetched (format/fetch.h) and, being named by the user, may be inside
 * this network.  Its articles are appended to documents; or, when feed is not
 * NULL and the source is a feed, the feed's JSON to feed. */
bool article_read(struct arena *arena, const struct article_request *request,
                  const struct log *log, struct documents *documents,
                  struct buf *feed, struct err *err) MUST_USE;

struct program_request {
    const struct document *documents;
    size_t document_count;
    const struct voice *voice;       /* the show's; borrowed */
    const struct voice_path *voices; /* where to find those of languages */
    struct view language;            /* --lang, or empty */
    const struct lexicon *lexicon;   /* speech/lexicon.h; NULL: none */
    struct speech_request policies;  /* language and lexicon are not used */
    bool keeps_ledger; /* every token; else those that are said in one go are
                          told as one once the script is written */
};

/* What will be said: outlines with their ledgers, and the script. */
struct program {
    struct outline *outlines; /* one for each document */
    size_t outline_count;
    struct voice *voices; /* the show's, then those of other languages */
    size_t voice_count;
    struct script script;
};

/* Makes the program of documents; memory comes from arena.  Puts title and
 * byline into the blocks where the text has none.  Fails when nothing is
 * left to say, or when the ledger has a hole. */
bool article_program(struct arena *arena, const struct program_request *request,
                     const struct log *log, struct program *program,
                     struct err *err) MUST_USE;

#endif
