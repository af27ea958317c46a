/* From the command line to what will be said: the part that make, read and
 * script share. */
#ifndef CLI_ARTICLES_H
#define CLI_ARTICLES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "cli/options.h"
#include "cue/voice_file.h"
#include "pipeline/article.h"
#include "speech/lexicon.h"

#include <stdbool.h>

/* The folders that hold voices: ./voices, the user's and the system's data
 * folders (XDG), the installed one, and the one the program was built from. */
void articles_voice_path(struct arena *arena, struct voice_path *path);

/* True if there is an ARTICLE; else ERR_USAGE. */
bool articles_named(const struct options *options, struct err *err) MUST_USE;

/* Reads ARTICLE i, as article_read(). */
bool articles_read_one(struct arena *arena, const struct options *options,
                       size_t i, const struct log *log,
                       struct documents *documents, struct buf *feed,
                       struct err *err) MUST_USE;

/* Reads every ARTICLE. */
bool articles_read(struct arena *arena, const struct options *options,
                   const struct log *log, struct documents *documents,
                   struct err *err) MUST_USE;

/* The voice that was asked for, at the rate that was asked for; without
 * --voice the newsreader, or the voice of the articles' language. */
bool articles_voice(struct arena *arena, const struct options *options,
                    const struct documents *documents, struct voice *voice,
                    struct err *err) MUST_USE;

/* The lexicons that count: every *.lexicon of the voices' folders, the
 * voice's own, and --lexicon.  The caller frees it. */
struct lexicon *articles_lexicon(struct arena *arena,
                                 const struct options *options,
                                 const struct voice *voice, struct err *err);

/* All of it: articles, voice, lexicons, program. */
bool articles_program(struct arena *arena, const struct options *options,
                      const struct log *log, struct program *program,
                      struct err *err) MUST_USE;

#endif
