/* Publishing: the files that go with the sound, written beside it under
 * temporary names and given their own only when all are whole. */
#ifndef PIPELINE_PUBLISHING_H
#define PIPELINE_PUBLISHING_H

#include "base/arena.h"
#include "base/err.h"
#include "publish/publish.h"

#include <stdbool.h>
#include <stddef.h>

struct side_file; /* one output, finished or not */

struct side_files {
    struct side_file *at;
    size_t count;
    size_t room;
};

/* What is written where nobody chose. */
#define PUBLISHING_USUAL "vtt,chapters,txt"

/* True if names, divided by commas, are outputs, or "none"; else ERR_USAGE
 * lists what there is.  needs_audio outputs need an MP3. */
bool publishing_check(struct view names, bool is_mp3, struct err *err) MUST_USE;

/* False, naming both, when the audio or an output beside it would replace
 * input, a file that the user gave; by any name it has.  names are checked
 * already. */
bool publishing_spares(struct arena *arena, struct view names,
                       struct view audio_path, const char *input,
                       struct err *err) MUST_USE;

/* The same for one output. */
bool publishing_spares_file(const char *output, const char *input,
                            struct err *err) MUST_USE;

/* True if one of the outputs is shown with a cover wherever it is listed. */
bool publishing_shows_cover(struct view names);

/* Writes the outputs beside audio_path; none has its name yet.  One that
 * would say nothing is not written, with a note if it was chosen.  Memory
 * comes from arena.  After a failure the caller abandons. */
bool publishing_write(struct arena *arena, struct view names,
                      struct view audio_path,
                      const struct publish_request *request,
                      struct side_files *files, struct err *err) MUST_USE;

/* Gives every file its name; what had it before is kept aside. */
bool publishing_place(struct side_files *files, struct err *err) MUST_USE;

/* Makes the placed files final; cannot fail. */
void publishing_commit(struct side_files *files);

/* Removes what is not committed, and gives names back to older files. */
void publishing_abandon(struct side_files *files);

/* The path of output i, and its size in bytes (0 for a folder). */
struct view publishing_path(const struct side_files *files, size_t i,
                            uint64_t *bytes);

#endif
