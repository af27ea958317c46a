/* The audio of an episode on its way to a file: MP3 with tag and Info frame,
 * or one of libsndfile's formats. */
#ifndef PIPELINE_AUDIO_FILE_H
#define PIPELINE_AUDIO_FILE_H

#include "audio/sound_file.h"
#include "base/atomic_file.h"
#include "base/err.h"
#include "encode/mp3.h"
#include "model/episode.h"

#include <stdbool.h>
#include <stdint.h>

struct audio_file {
    struct atomic_file file;
    const struct mp3_format *mp3; /* NULL: a format of libsndfile */
    struct sound_writer *writer;
    int64_t audio_frames;   /* length at the file's rate */
    int64_t info_offset;    /* where the Info frame stands */
    uint64_t mpeg_bytes;    /* behind the Info frame */
    uint16_t crc;           /* of those */
    uint64_t hurried_bytes; /* of those, that the disk was told to write */
};

/* Opens path's temporary and writes what stands before the audio, which has
 * audio_frames at out_rate_hz.  mp3 is borrowed, NULL for a format of
 * libsndfile. */
bool audio_file_open(struct audio_file *audio, const char *path,
                     const struct episode *episode,
                     const struct mp3_format *mp3, int out_rate_hz,
                     int64_t audio_frames, struct err *err) MUST_USE;

/* A sink for encoding_run(); context is the struct audio_file. */
bool audio_file_add(void *context, struct view bytes, struct err *err);

/* Writes the Info frame, and makes all safe on disk under its temporary
 * name. */
bool audio_file_finish(struct audio_file *audio, struct err *err) MUST_USE;

/* Gives it its name; an older file of that name is kept aside. */
bool audio_file_place(struct audio_file *audio, struct err *err) MUST_USE;

/* Makes it final; cannot fail. */
void audio_file_commit(struct audio_file *audio);

/* Removes what is not committed; an unopened file is fine. */
void audio_file_abandon(struct audio_file *audio);

#endif
