/* Sound files through libsndfile: WAV, FLAC, Ogg Vorbis, Opus out; what
 * libsndfile knows in (MP3 among it). */
#ifndef AUDIO_SOUND_FILE_H
#define AUDIO_SOUND_FILE_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sound_writer;

struct sound_tags {
    struct view title, artist, album, date, comment;
};

/* True if the file name's ending (".wav", ".flac", ".ogg", ".opus") is one
 * that can be written; *rate_hz is then the rate to write for a wave of
 * wave_rate_hz (Opus has 48000 only). */
bool sound_format_known(struct view path, int wave_rate_hz, int *rate_hz);

/* Writes mono int16 samples to an open file descriptor (borrowed, seekable)
 * in the format of path's ending. */
struct sound_writer *sound_writer_open(int fd, struct view path, int rate_hz,
                                       const struct sound_tags *tags,
                                       struct err *err);
bool sound_writer_add(struct sound_writer *writer, const int16_t *samples,
                      size_t frames, struct err *err) MUST_USE;
/* Finishes and frees; the descriptor stays open.  Frees on failure too. */
bool sound_writer_close(struct sound_writer *writer, struct err *err) MUST_USE;

/* Reads a whole file, mixed down to mono; *samples is the caller's to free.
 * At most max_frames; more is an error. */
bool sound_read(const char *path, size_t max_frames, int16_t **samples,
                size_t *frames, int *rate_hz, struct err *err) MUST_USE;

#endif
