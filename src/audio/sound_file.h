/* Sound files through libsndfile: WAV, FLAC, Ogg Vorbis, Opus out; WAV, AIFF,
 * FLAC, Ogg and MP3 in. */
#ifndef AUDIO_SOUND_FILE_H
#define AUDIO_SOUND_FILE_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sound_writer;

/* UTF-8; empty ones are left out, as are those a format has no room for. */
struct sound_tags {
    struct view title, artist, album, date, comment;
};

/* True if the file name's ending (".wav", ".flac", ".ogg", ".opus") is one
 * that can be written; *rate_hz is then the rate to write for a wave of
 * wave_rate_hz (Opus has 48000 only). */
bool sound_format_known(struct view path, int wave_rate_hz, int *rate_hz);

/* Writes mono int16 samples to an open file descriptor (borrowed, seekable,
 * readable, empty) in the format of path's ending.  The same samples and tags
 * give the same bytes.  NULL with a message on failure. */
struct sound_writer *sound_writer_open(int fd, struct view path, int rate_hz,
                                       const struct sound_tags *tags,
                                       struct err *err);
bool sound_writer_add(struct sound_writer *writer, const int16_t *samples,
                      size_t frames, struct err *err) MUST_USE;
/* Finishes and frees; the descriptor stays open.  Frees on failure too. */
bool sound_writer_close(struct sound_writer *writer, struct err *err) MUST_USE;

/* Reads a whole file, mixed down to mono; *samples is the caller's to free.
 * At most max_frames; more is an error, as is an empty sound, anything but a
 * regular file of at most 50 MB, a format not named above, more than two
 * channels, a rate outside 8000 to 192000 Hz, and samples that are no
 * numbers.  Nothing the header claims is believed. */
bool sound_read(const char *path, size_t max_frames, int16_t **samples,
                size_t *frames, int *rate_hz, struct err *err) MUST_USE;

/* Reads a sound of any length bit by bit from an open descriptor (borrowed,
 * a file of so many bytes); also in a cell that may open none.  path is for
 * messages.  take() is called for each stretch of interleaved samples, in
 * order; false from it ends the reading.  Fails as sound_read() does. */
bool sound_stream(int fd, int64_t bytes, const char *path,
                  bool (*take)(void *context, const float *samples,
                               size_t frames, int channels, int rate_hz,
                               struct err *err),
                  void *context, struct err *err) MUST_USE;

#endif
