#include "encode/mpeg_frame.h"

enum { BITRATES = 14, RATES = 3, VERSIONS = 2, MODE_MONO = 3 };

/* Tables of clause 2.4.2.3; the first row is MPEG-1, the second MPEG-2. */
static const int rates_hz[VERSIONS][RATES] = {
    {44100, 48000, 32000},
    {22050, 24000, 16000},
};
static const int bitrates_kbps[VERSIONS][BITRATES] = {
    {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
};

static unsigned byte(struct view bytes, size_t at)
{
    return (unsigned char)bytes.data[at];
}

static size_t side_size(int version, int channels)
{
    if (version == 1)
        return channels == 1 ? 17 : 32;
    return channels == 1 ? 9 : 17;
}

bool mpeg_frame_read(struct view bytes, struct mpeg_frame *frame)
{
    if (bytes.size < MPEG_FRAME_HEADER_SIZE || byte(bytes, 0) != 0xFF)
        return false;

    unsigned second = byte(bytes, 1);
    unsigned third = byte(bytes, 2);
    unsigned bitrate = third >> 4;
    unsigned rate = third >> 2 & 3;
    /* 11 bits of sync, version 3 or 2, layer 1 (which is layer III). */
    if ((second & 0xF6) != 0xF2 || bitrate == 0 || bitrate > BITRATES ||
        rate >= RATES)
        return false;

    unsigned low = second & 8 ? 0 : 1;
    size_t padding = third >> 1 & 1;
    frame->version = low ? 2 : 1;
    frame->rate_hz = rates_hz[low][rate];
    frame->bitrate_kbps = bitrates_kbps[low][bitrate - 1];
    frame->channels = byte(bytes, 3) >> 6 == MODE_MONO ? 1 : 2;
    frame->checked = !(second & 1);
    frame->side_size = side_size(frame->version, frame->channels);
    frame->frames = low ? 576 : 1152;
    int bits_per_second = frame->bitrate_kbps * 1000;
    int size = frame->frames / 8 * bits_per_second / frame->rate_hz;
    frame->size = (size_t)size + padding;
    return true;
}

bool mpeg_frame_main_data_begin(struct view bytes,
                                const struct mpeg_frame *frame, int *begin)
{
    size_t side = MPEG_FRAME_HEADER_SIZE + (frame->checked ? 2 : 0);

    if (bytes.size < side + 2)
        return false;
    /* 9 bits in MPEG-1, 8 in MPEG-2. */
    if (frame->version == 1)
        *begin = (int)(byte(bytes, side) << 1 | byte(bytes, side + 1) >> 7);
    else
        *begin = (int)byte(bytes, side);
    return true;
}

static bool find_rate(int rate_hz, unsigned *low, unsigned *rate)
{
    for (*low = 0; *low < VERSIONS; ++*low) {
        for (*rate = 0; *rate < RATES; ++*rate) {
            if (rates_hz[*low][*rate] == rate_hz)
                return true;
        }
    }
    return false;
}

bool mpeg_frame_write_mono(int rate_hz, int bitrate_kbps,
                           unsigned char bytes[MPEG_FRAME_HEADER_SIZE])
{
    unsigned low;
    unsigned rate;

    if (!find_rate(rate_hz, &low, &rate))
        return false;
    for (unsigned i = 0; i < BITRATES; i++) {
        if (bitrates_kbps[low][i] != bitrate_kbps)
            continue;
        bytes[0] = 0xFF;
        bytes[1] = (unsigned char)(low ? 0xF3 : 0xFB);
        bytes[2] = (unsigned char)((i + 1) << 4 | rate << 2);
        bytes[3] = MODE_MONO << 6 | 1 << 2;
        return true;
    }
    return false;
}

int mpeg_frame_bitrate_kbps(int rate_hz, int i)
{
    unsigned low;
    unsigned rate;

    if (i < 0 || i >= BITRATES || !find_rate(rate_hz, &low, &rate))
        return 0;
    return bitrates_kbps[low][i];
}
