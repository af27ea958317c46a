/* An MP3 on disk: where its tag ends and its frames begin. */
#ifndef PUBLISH_MP3_FILE_H
#define PUBLISH_MP3_FILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mp3_file {
    int fd;
    const char *path; /* borrowed */
    uint64_t size;
    uint64_t audio_offset; /* behind the ID3v2 tag; 0 without one */
};

bool mp3_file_open(struct mp3_file *file, const char *path,
                   struct err *err) MUST_USE;
void mp3_file_close(struct mp3_file *file);

/* Reads up to room bytes at an offset; *got is at least 1.  The end of the
 * file is an error: callers know its size. */
bool mp3_file_read(const struct mp3_file *file, uint64_t offset, void *bytes,
                   size_t room, size_t *got, struct err *err) MUST_USE;

/* Copies the frames, without the tag, to a new file, which is not synced. */
bool mp3_file_copy_audio(const struct mp3_file *file, const char *target,
                         struct err *err) MUST_USE;

#endif
