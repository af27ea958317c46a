/* publish: timeline + episode -> the files that go with the sound: transcripts,
 * chapters, page, books.  All times come from the episode's timeline; nothing
 * is spoken or encoded here. */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "model/episode.h"

#include <stdbool.h>
#include <stddef.h>

/* What a writer is told.  All is borrowed. */
struct publish_request {
    const struct episode *episode; /* with script and timeline */
    struct view audio_name;        /* of the sound's file as it will be called,
                                      without folder: "sea-clock.mp3" */
    const char *audio_path; /* where its bytes can be read now; needed by the
                               outputs that set needs_audio */
    bool words;             /* word times inside the transcript's cues */
    const struct log *log;  /* what was left out; NULL is allowed */
};

struct publish_output {
    const char *name;   /* as in --write: "vtt" */
    const char *ending; /* of its file: ".vtt", ".chapters.json" */
    const char *title;  /* one line for people */
    bool shows_cover;   /* book shelves and podcast apps list it by a cover */
    bool needs_audio;   /* reads request->audio_path, which is an MP3 */
    /* False when the file would say nothing; then none is written.  NULL:
     * there always is something. */
    bool (*wanted)(const struct publish_request *request);
    /* Just one of the three is set. */
    /* Appends the file's content to out. */
    bool (*write)(const struct publish_request *request, struct buf *out,
                  struct err *err);
    /* Writes a file at path, which does not exist or is empty. */
    bool (*write_file)(const struct publish_request *request, const char *path,
                       struct err *err);
    /* Fills the folder at path, which exists and is empty; the caller moves
     * it to its place, or removes it after a failure. */
    bool (*write_folder)(const struct publish_request *request,
                         const char *path, struct err *err);
};

/* The table, in the order of --write's description. */
extern const struct publish_output publish_outputs[];
extern const size_t publish_output_count;

/* The output called name, or NULL. */
const struct publish_output *publish_find(struct view name);

#endif
