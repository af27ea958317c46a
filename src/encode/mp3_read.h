/* Reads a whole MP3 file and says whether it is sound: every frame, the Info
 * header's counts and checksums, the tag's chapters. */
#ifndef ENCODE_MP3_READ_H
#define ENCODE_MP3_READ_H

#include "base/err.h"
#include "encode/id3_read.h"

#include <stdbool.h>
#include <stdint.h>

struct mp3_summary {
    struct id3_summary tag; /* version 0: there is none */
    int rate_hz;
    int bitrate_kbps; /* of the first frame */
    int channels;
    bool constant; /* all frames have that bit rate */
    bool has_info; /* a Xing, Info or LAME header */
    int64_t mpeg_frames;
    int64_t frames; /* of audio, without encoder delay and padding */
};

/* False with path, place, fault and remedy.  Bounded memory (the tag at
 * most), linear time. */
bool mp3_read(const char *path, struct mp3_summary *summary,
              struct err *err) MUST_USE;

#endif
