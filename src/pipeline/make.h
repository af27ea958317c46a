/* make: a program -> the files of an episode.  The one place that names
 * speaking, stitching, mastering, encoding and publishing, in their order. */
#ifndef PIPELINE_MAKE_H
#define PIPELINE_MAKE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "cache/cache.h"
#include "encode/mp3.h"
#include "pipeline/article.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The engine speaks at 22050 Hz: nothing is above half of that. */
enum { MAKE_BANDWIDTH_HZ = 11025 };

struct make_request {
    const struct program *program;
    struct view output; /* path of the audio file */
    struct view title;
    struct view album;
    struct view artist;
    struct view cover;     /* bytes of a JPEG or PNG, or empty */
    struct view writes;    /* names of side files: "vtt,chapters,txt" */
    bool split;            /* also an MP3 of each article */
    bool words;            /* word times in the transcript */
    struct mp3_format mp3; /* also the rate of the other formats */
    unsigned jobs;
    struct cache *cache; /* NULL: everything is spoken anew */
    int64_t made;        /* seconds since 1970: the date of the files */
    const struct log *log;
};

struct made_file {
    struct view path;
    uint64_t bytes;
};

struct made_files {
    struct made_file *at; /* the audio first */
    size_t count;
    size_t room;
};

struct made {
    struct made_files files;
    double seconds;
    size_t chapters;
    size_t gaps;
    double loudness_lufs; /* of the speech before the gain */
    double gain_db;
};

/* True if such files can be made: format, bit rate, names of side files;
 * else ERR_USAGE.  Quick, for the time before an article is read. */
bool make_check(const struct make_request *request, struct err *err) MUST_USE;

/* False, naming both, when a file to be made would replace input, a file that
 * the user gave; by any name it has.  The request has passed make_check(). */
bool make_spares(struct arena *arena, const struct make_request *request,
                 const char *input, struct err *err) MUST_USE;

/* How long a program lasts when it is spoken. */
struct make_measure {
    int64_t length_ms;
    int64_t pause_ms;    /* of these, its pauses */
    int64_t *article_ms; /* of each article, with the pause before it */
};

/* Speaks a program and measures it; no file is made.  *measure is the
 * arena's. */
bool make_measure(struct arena *arena, const struct make_request *request,
                  struct make_measure *measure, struct err *err) MUST_USE;

/* Makes all files, or none.  Texts in *made are the arena's. */
bool make_episode(struct arena *arena, const struct make_request *request,
                  struct made *made, struct err *err) MUST_USE;

#endif
