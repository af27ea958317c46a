/* What a feed has to know of an episode, kept in a small file beside it:
 * NAME.episode.json. */
#ifndef PUBLISH_RECORD_H
#define PUBLISH_RECORD_H

#include "base/arena.h"
#include "publish/publish.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RECORD_ENDING ".episode.json"

struct record_chapter {
    int64_t begin_ms;
    struct view title;
    struct view url;   /* absolute, or empty */
    struct view image; /* so too */
};

struct record {
    struct view name; /* of its files, without their endings */
    struct view guid; /* a UUID; changes only when the sound does */
    struct view title;
    struct view author;
    struct view language;
    struct view summary; /* plain text, may be empty */
    struct view url;     /* of the article, if it is just one; or empty */
    time_t made;
    int64_t duration_ms;
    struct view audio_name; /* file name without folder */
    struct view cover_name; /* of a picture beside it, filled in by
                               episode_cover_write(); empty: none */
    uint64_t audio_bytes;   /* filled by feed_list() from the file itself */
    struct record_chapter *chapters;
    size_t chapter_count;
};

/* The output "episode": reads request->audio_path. */
bool record_write(const struct publish_request *request, struct buf *out,
                  struct err *err);

/* Reads one back; path is for messages.  Texts are the arena's.  Fails on what
 * is no such file, lacks a field, or names a file outside its folder. */
bool record_parse(struct arena *arena, const char *path, struct view json,
                  struct record *record, struct err *err) MUST_USE;

#endif
