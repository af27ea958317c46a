/* Split: the MP3 of a briefing -> numbered MP3 files, one an article, cut from
 * its frames without encoding again.  Each has a tag with its own chapters and
 * a valid Info header, and decodes to exactly its stretch of the timeline. */
#ifndef PIPELINE_SPLIT_H
#define PIPELINE_SPLIT_H

#include "base/arena.h"
#include "pipeline/audio_file.h"

#include <stdbool.h>
#include <stddef.h>

struct split_request {
    const struct episode *episode;
    const struct mp3_format *mp3;
    const char *audio_path; /* where the MP3's bytes can be read now */
    struct view output;     /* its path as it will be: names are made of it */
};

struct split_file {
    struct audio_file audio;
    struct view path;
};

struct split_files {
    struct split_file *at;
    size_t count;
    size_t room;
};

/* The name of file i (from 0) of a briefing of so many articles, beside
 * output: NAME-01.mp3. */
struct view split_path(struct arena *arena, struct view output, size_t i,
                       size_t articles);

/* Writes NAME-01.mp3, NAME-02.mp3 ... beside output under temporary names; an
 * article of which nothing is said has no file.  Fails when an article does not
 * begin a unit of the encoding, because its voice leaves too short a pause
 * before it.  After a failure the caller abandons. */
bool split_write(struct arena *arena, const struct split_request *request,
                 struct split_files *files, struct err *err) MUST_USE;

/* Gives every file its name; what had it before is kept aside. */
bool split_place(struct split_files *files, struct err *err) MUST_USE;

/* Makes the placed files final; cannot fail. */
void split_commit(struct split_files *files);

/* Removes what has not got its name. */
void split_abandon(struct split_files *files);

#endif
