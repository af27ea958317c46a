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
    int bandwidth_hz; /* nothing in the wave is above: half the rate of the
                         engine; saves a sixth of the time.  0: not known */
};

/* Frames of audio in one MPEG frame at that rate: 1152 or 576. */
int mp3_frame_frames(const struct mp3_format *format);

/* Smallest length of a wave at wave_rate_hz, in its frames, that is a whole
 * number of MPEG frames: 576 for 22050 Hz to 44100 Hz.  Units are padded to
 * a multiple of it. */
size_t mp3_quantum_frames(const struct mp3_format *format, int wave_rate_hz);

/* Silence that a unit needs at its start and its end, in frames of audio at
 * the format's rate. */
int mp3_lead_frames(const struct mp3_format *format);
int mp3_tail_frames(const struct mp3_format *format);

/* True peak in dBTP that a wave may have so that the decoded MP3 stays at or
 * below peak_dbtp: how far encoding overshoots was measured, see mp3.c. */
double mp3_ceiling_dbtp(const struct mp3_format *format, double peak_dbtp);

/* True if LAME can make it; else err names what can be chosen. */
bool mp3_format_check(const struct mp3_format *format,
                      struct err *err) MUST_USE;

/* Appends the MPEG frames of one unit to out.  frames must be a multiple of
 * mp3_frame_frames(), which gives that many MPEG frames; the last unit of a
 * file gets one more (two at 24 kHz and below), which flush the decoder. */
bool mp3_encode_unit(const struct mp3_format *format, const int16_t *samples,
                     size_t frames, bool last, struct buf *out,
                     struct err *err) MUST_USE;

/* Names the encoder and its version. */
const char *mp3_encoder_version(void);

/* The Info frame that stands before all others (Xing/LAME header, with
 * encoder delay and padding): audio_frames is the length of the whole in
 * audio frames, mpeg_bytes and music_crc are of the MPEG frames behind it.
 * Its table of contents is the straight line of a constant bit rate.  Fails
 * for what its 32 bits cannot count: 4 GiB. */
bool mp3_info_frame(const struct mp3_format *format, int64_t audio_frames,
                    uint64_t mpeg_bytes, uint16_t music_crc, struct buf *out,
                    struct err *err) MUST_USE;

/* CRC-16 of the LAME header (polynomial 0x8005, reflected), continued; 0 to
 * begin with. */
uint16_t mp3_crc(uint16_t crc, const void *bytes, size_t size);

/* CRC of two stretches end to end, from the CRCs of each (begun with 0) and
 * the size of the second: units compute theirs side by side. */
uint16_t mp3_crc_join(uint16_t first, uint16_t second, uint64_t second_size);

#endif
