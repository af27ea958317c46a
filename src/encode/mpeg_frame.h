/* Header of an MPEG audio frame, layer III (ISO/IEC 11172-3 clause 2.4.1.3,
 * 13818-3 for the low rates). */
#ifndef ENCODE_MPEG_FRAME_H
#define ENCODE_MPEG_FRAME_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

enum { MPEG_FRAME_HEADER_SIZE = 4 };

struct mpeg_frame {
    int version; /* 1, or 2 for the rates of 24 kHz and below */
    int rate_hz;
    int bitrate_kbps;
    int channels;
    bool checked;     /* a CRC of 2 bytes follows the header */
    size_t side_size; /* bytes of side information behind that */
    size_t size;      /* bytes of the whole frame */
    int frames;       /* audio frames that it holds: 1152 or 576 */
};

/* Reads the header that bytes begin with.  False for what is no layer III
 * header of MPEG-1 or MPEG-2, or has a free bit rate. */
bool mpeg_frame_read(struct view bytes, struct mpeg_frame *frame);

/* First two bytes of the side information: how many bytes before this frame
 * its main data begins.  frame must be what bytes begin with; false when they
 * are too short. */
bool mpeg_frame_main_data_begin(struct view bytes,
                                const struct mpeg_frame *frame, int *begin);

/* Header for a mono frame of that rate and bit rate, unpadded, original;
 * false if there is none such.  bytes hold 4 then. */
bool mpeg_frame_write_mono(int rate_hz, int bitrate_kbps,
                           unsigned char bytes[MPEG_FRAME_HEADER_SIZE]);

/* The i-th bit rate (from 0, rising) for a rate, 0 behind the last one or for
 * a rate that there is not. */
int mpeg_frame_bitrate_kbps(int rate_hz, int i);

#endif
