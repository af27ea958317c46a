/* encode: wave -> MPEG audio frames.  Each unit is encoded by its own LAME
 * stream; the frames of all units, laid end to end under one Info header,
 * decode to exactly the sum of the units' lengths.  Why that holds stands in
 * mp3.c. */
#ifndef ENCODE_MP3_H
#define ENCODE_MP3_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mp3_format {
    int rate_hz;      /* 44100, 48000, 32000, 22050, 24000, 16000 */
    int bitrate_kbps; /* CBR, of the table for that rate */
    int quality;      /* LAME's -q, 0 best to 9 fastest */
};

/* Frames of audio in one MPEG frame at that rate: 1152 or 576. */
int mp3_frame_frames(const struct mp3_format *format);

/* Silence that a unit needs at its start and its end, in frames of audio. */
int mp3_lead_frames(const struct mp3_format *format);
int mp3_tail_frames(const struct mp3_format *format);

/* True if LAME can make it; else err names what can be chosen. */
bool mp3_format_check(const struct mp3_format *format,
                      struct err *err) MUST_USE;

/* Appends the MPEG frames of one unit to out.  frames must be a multiple of
 * mp3_frame_frames(); the last unit of a file gets one more MPEG frame, which
 * flushes the encoder. */
bool mp3_encode_unit(const struct mp3_format *format, const int16_t *samples,
                     size_t frames, bool last, struct buf *out,
                     struct err *err) MUST_USE;

/* The Info frame that stands before all others (Xing/LAME header, with
 * encoder delay and padding): audio_frames is the length of the whole in
 * audio frames, mpeg_bytes and music_crc are of the MPEG frames behind it.
 * toc has, for each percent of the length, the byte offset in hundredths
 * ... of a CBR file, so it is computed here. */
bool mp3_info_frame(const struct mp3_format *format, int64_t audio_frames,
                    uint64_t mpeg_bytes, uint16_t music_crc, struct buf *out,
                    struct err *err) MUST_USE;

/* CRC-16 of the LAME header (polynomial 0x8005, reflected), continued. */
uint16_t mp3_crc(uint16_t crc, const void *bytes, size_t size);

#endif
