/* The Info frame: a silent MPEG frame with the Xing header and LAME's
 * extension ("Mp3 Info Tag rev 1", gabriel.mp3-tech.org/mp3infotag.html). */
#include "encode/mp3.h"

#include "encode/mpeg_frame.h"

#include <string.h>

enum {
    ENCODER_DELAY = 576,
    TOC_SIZE = 100,
    XING_SIZE = 4 + 4 + 4 + 4 + TOC_SIZE + 4,
    LAME_SIZE = 36,
};

/* What is not measured says so by 0 (peak, replay gain). */
static void put(unsigned char **at, uint64_t value, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        *(*at)++ = (unsigned char)(value >> shift & 0xFF);
}

/* The least bit rate from the format's up whose frame has room for all. */
static bool choose_frame(const struct mp3_format *format, unsigned char *header,
                         struct mpeg_frame *frame)
{
    for (int i = 0; mpeg_frame_bitrate_kbps(format->rate_hz, i) > 0; i++) {
        int kbps = mpeg_frame_bitrate_kbps(format->rate_hz, i);
        struct view bytes = {(const char *)header, MPEG_FRAME_HEADER_SIZE};

        if (kbps >= format->bitrate_kbps &&
            mpeg_frame_write_mono(format->rate_hz, kbps, header) &&
            mpeg_frame_read(bytes, frame) &&
            frame->size >= MPEG_FRAME_HEADER_SIZE + frame->side_size +
                               XING_SIZE + LAME_SIZE)
            return true;
    }
    return false;
}

/* Entry i says where, in 256ths of all bytes, i hundredths of the time have
 * passed; of a constant bit rate behind this frame that is a line. */
static void put_toc(unsigned char **at, uint64_t info_bytes,
                    uint64_t mpeg_bytes)
{
    for (uint64_t i = 0; i < TOC_SIZE; i++) {
        uint64_t place = info_bytes + mpeg_bytes * i / TOC_SIZE;

        put(at, place * 256 / (info_bytes + mpeg_bytes), 1);
    }
}

static void put_lame(unsigned char **at, const struct mp3_format *format,
                     uint64_t padding, uint64_t bytes)
{
    uint64_t rate_class = format->rate_hz <= 32000   ? 0
                          : format->rate_hz == 44100 ? 1
                                                     : 2;
    uint64_t kbps = (uint64_t)format->bitrate_kbps;

    memcpy(*at, "LAME3.100", 9);
    *at += 9;
    put(at, 0x01, 1); /* revision 0, constant bit rate */
    put(at, 0, 1);    /* lowpass: not stated */
    put(at, 0, 4);    /* peak */
    put(at, 0, 4);    /* replay gain, radio and audiophile */
    put(at, 0x10, 1); /* nspsytune; ATH type not stated */
    put(at, kbps < 255 ? kbps : 255, 1);
    put(at, (uint64_t)ENCODER_DELAY << 12 | padding, 3);
    put(at, rate_class << 6, 1); /* mono */
    put(at, 0, 1);               /* MP3 gain */
    put(at, 0, 2);               /* preset */
    put(at, bytes, 4);
}

bool mp3_info_frame(const struct mp3_format *format, int64_t audio_frames,
                    uint64_t mpeg_bytes, uint16_t music_crc, struct buf *out,
                    struct err *err)
{
    unsigned char header[MPEG_FRAME_HEADER_SIZE];
    struct mpeg_frame frame;

    if (!mp3_format_check(format, err))
        return false;
    if (!choose_frame(format, header, &frame))
        return err_set(err, "no Info frame fits %d Hz and %d kbit/s",
                       format->rate_hz, format->bitrate_kbps);

    /* As many MPEG frames as cover delay and audio and leave the decoder at
     * least 529 samples to give late. */
    uint64_t each = (uint64_t)frame.frames;
    uint64_t needed = (uint64_t)audio_frames + ENCODER_DELAY + 529;
    uint64_t count = (needed + each - 1) / each;
    uint64_t padding = count * each - ENCODER_DELAY - (uint64_t)audio_frames;
    uint64_t bytes = frame.size + mpeg_bytes;
    if (bytes > UINT32_MAX)
        return err_set(err,
                       "the MP3 would have %llu bytes, its header counts "
                       "to 4294967295; make it in parts",
                       (unsigned long long)bytes);

    unsigned char *start = (unsigned char *)buf_extend(out, frame.size);
    if (!start)
        return err_set(err, "no room for the Info frame");
    unsigned char *at = start;
    memset(start, 0, frame.size);
    memcpy(at, header, sizeof header);
    at += sizeof header + frame.side_size;
    memcpy(at, "Info", 4);
    at += 4;
    put(&at, 0x0F, 4); /* all four that follow are given */
    put(&at, count, 4);
    put(&at, bytes, 4);
    put_toc(&at, frame.size, mpeg_bytes);
    put(&at, (uint64_t)(100 - 10 * 4 - format->quality), 4);
    put_lame(&at, format, padding, bytes);
    put(&at, music_crc, 2);
    put(&at, mp3_crc(0, start, (size_t)(at - start)), 2);
    return true;
}
