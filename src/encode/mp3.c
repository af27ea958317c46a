/* How the frames of separate LAME streams become one stream.
 *
 * A decoder gives input sample s at its output sample s + 1105: 576 samples
 * are LAME's delay, 529 the decoder's own.  So the k-th MPEG frame of a unit
 * makes the output for the input samples k F - 1105 to (k + 1) F - 1105 of
 * that unit, F being 1152 or 576 samples in a frame.  A unit of N F samples
 * is encoded to N + 1 frames (N + 2 when F is 576), of which the first N are
 * kept.  They leave the last 1105 samples of the unit unmade, and the first N
 * frames of the next unit make, before anything else, the 1105 samples that
 * stand before it.  That these are silence in the one stream and silence in
 * the other is why they can be exchanged: the unit's tail.  Behind the last
 * unit its last frames stay, and the Info header cuts off what is left over.
 *
 * The tail is longer than 1105 for the sake of the joint.  The last kept
 * granule (576 samples) overlaps with the one behind it, which now comes from
 * another stream, and the polyphase filters look 480 samples further.  With
 * 1105 + 576 + 480 = 2161 silent samples that granule is silent, there is
 * nothing to cancel in the overlap, and the joint is as clean as any other
 * place.  At its start a unit has 1152 samples of silence for the same
 * reason: its first granules are silent, and the encoder's first, least
 * settled decisions concern nothing that is heard.
 *
 * The bit reservoir is off: every frame holds its own data (main_data_begin
 * is 0), so a cut takes nothing from its neighbours, and players can begin
 * anywhere.  It costs nothing: at constant bit rate the frames of a voice are
 * never short of bits that its pauses could lend, and LAME without reservoir
 * spends in each frame what there is.  Signal to noise of klatt6 speech, with
 * and without, at the same speed: 96 kbit/s at 44.1 kHz 36.1 and 37.8 dB at
 * quality 7, 31.9 and 33.0 at 5; 64 kbit/s 29.0 and 30.2, 22.7 and 24.3;
 * 48 kbit/s at 22.05 kHz 25.1 and 25.4, 20.6 and 21.1. */
#include "encode/mp3.h"

#include "encode/mpeg_frame.h"

#include <lame/lame.h>
#include <stdarg.h>
#include <stdio.h>

enum {
    ENCODER_DELAY = 576,
    LEAD_FRAMES = 1152,
    TAIL_FRAMES = 2304, /* 2161 in whole MPEG frames */
    PIECE_FRAMES = 64 * 1152,
};

int mp3_frame_frames(const struct mp3_format *format)
{
    return format->rate_hz >= 32000 ? 1152 : 576;
}

/* MPEG frames behind the last unit: what is missing of the last 1105 frames,
 * rounded up. */
static size_t flush_frames(const struct mp3_format *format)
{
    return format->rate_hz >= 32000 ? 1 : 2;
}

static uint64_t greatest_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

size_t mp3_quantum_frames(const struct mp3_format *format, int wave_rate_hz)
{
    /* The least n with n * rate / wave_rate a multiple of the MPEG frame. */
    uint64_t whole =
        (uint64_t)mp3_frame_frames(format) * (uint64_t)wave_rate_hz;

    return (size_t)(whole / greatest_divisor(whole, (uint64_t)format->rate_hz));
}

int mp3_lead_frames(const struct mp3_format *format)
{
    (void)format;
    return LEAD_FRAMES;
}

int mp3_tail_frames(const struct mp3_format *format)
{
    (void)format;
    return TAIL_FRAMES;
}

/* Coarse quantisation moves the peaks of a wave.  Measured on ten voices of
 * eSpeak NG (plain, Klatt and other variants in English; German, French,
 * Spanish; at 175 and 350 words a minute), limited to -1.6 dBTP: the decoded
 * peak was above that by at most, in dB, at quality 5 (7),
 *     128 kbit/s at 44.1 kHz (0.0)
 *      96 kbit/s at 44.1 kHz 0.6 (0.1)
 *      64 kbit/s at 44.1 kHz 0.7 (0.2), at 22.05 kHz 0.7
 *      48 kbit/s at 44.1 kHz (0.3), at 22.05 kHz 0.9 (0.5), at 24 kHz 0.8
 *      32 kbit/s at 22.05 kHz 1.0, at 16 kHz 0.8
 *       8 kbit/s at 22.05 kHz 2.8
 * The table adds 0.3 dB and more for voices that were not tried. */
double mp3_ceiling_dbtp(const struct mp3_format *format, double peak_dbtp)
{
    static const struct {
        int from_kbps;
        double overshoot_db;
    } rows[] = {{128, 0.4}, {96, 0.9}, {64, 1.1},
                {48, 1.3},  {32, 1.7}, {0, 3.5}};
    size_t i = 0;

    while (format->bitrate_kbps < rows[i].from_kbps)
        i++;
    return peak_dbtp - rows[i].overshoot_db;
}

bool mp3_format_check(const struct mp3_format *format, struct err *err)
{
    char choice[128] = "";
    size_t used = 0;

    if (mpeg_frame_bitrate_kbps(format->rate_hz, 0) == 0)
        return err_set_kind(err, ERR_USAGE,
                            "an MP3 cannot have %d Hz; choose 44100, 48000, "
                            "32000, 24000, 22050 or 16000",
                            format->rate_hz);
    if (format->quality < 0 || format->quality > 9)
        return err_set_kind(err, ERR_USAGE,
                            "encoder quality %d is not from 0 (best) to 9 "
                            "(fastest)",
                            format->quality);
    for (int i = 0; mpeg_frame_bitrate_kbps(format->rate_hz, i) > 0; i++) {
        int kbps = mpeg_frame_bitrate_kbps(format->rate_hz, i);

        if (kbps == format->bitrate_kbps)
            return true;
        used += (size_t)snprintf(choice + used, sizeof choice - used, "%s%d",
                                 i ? ", " : "", kbps);
    }
    return err_set_kind(err, ERR_USAGE,
                        "an MP3 of %d Hz cannot have %d kbit/s; choose one of "
                        "%s",
                        format->rate_hz, format->bitrate_kbps, choice);
}

/* LAME's talk has no place on our standard error; what it has to say comes as
 * a number too. */
static void drop_report(const char *format, va_list args)
{
    (void)format;
    (void)args;
}

/* Without being told, LAME looks after the empty upper half of a wave from
 * 22.05 kHz in 44.1 kHz: 22.2 against 18.4 s for an hour at quality 5, 11.7
 * against 10.7 s at 7.  Its own choice stays where it is lower. */
static void limit_bandwidth(const struct mp3_format *format,
                            lame_global_flags *lame)
{
    if (format->bandwidth_hz * 2 < format->rate_hz &&
        format->bitrate_kbps >= 64)
        lame_set_lowpassfreq(lame, format->bandwidth_hz);
}

static lame_global_flags *open_scaled(const struct mp3_format *format,
                                      float scale, struct err *err)
{
    lame_global_flags *lame = lame_init();

    if (!lame) {
        err_set(err, "the MP3 encoder cannot start for want of memory");
        return NULL;
    }
    lame_set_errorf(lame, drop_report);
    lame_set_debugf(lame, drop_report);
    lame_set_msgf(lame, drop_report);
    lame_set_num_channels(lame, 1);
    lame_set_mode(lame, MONO);
    lame_set_in_samplerate(lame, format->rate_hz);
    lame_set_out_samplerate(lame, format->rate_hz);
    lame_set_VBR(lame, vbr_off);
    lame_set_brate(lame, format->bitrate_kbps);
    lame_set_quality(lame, format->quality);
    lame_set_disable_reservoir(lame, 1);
    lame_set_bWriteVbrTag(lame, 0);
    lame_set_write_id3tag_automatic(lame, 0);
    lame_set_findReplayGain(lame, 0);
    lame_set_scale(lame, scale);
    if (format->bandwidth_hz > 0)
        limit_bandwidth(format, lame);
    if (lame_init_params(lame) < 0 ||
        lame_get_encoder_delay(lame) != ENCODER_DELAY) {
        err_set(err,
                "LAME refuses %d Hz, %d kbit/s, quality %d; choose other "
                "settings",
                format->rate_hz, format->bitrate_kbps, format->quality);
        lame_close(lame);
        return NULL;
    }
    return lame;
}

/* LAME's settings for a bit rate below 160 kbit/s take 0.45 dB off every
 * sample, as a precaution against clipping that the limiter has made needless.
 * The wave is to come out as loud as it went in: what LAME takes is asked of a
 * first encoder (0.6 ms) and given back. */
static lame_global_flags *open_lame(const struct mp3_format *format,
                                    struct err *err)
{
    lame_global_flags *lame = open_scaled(format, 1.0F, err);

    if (!lame)
        return NULL;
    float scale = lame_get_scale(lame);
    if (scale == 1.0F || !(scale > 0.0F))
        return lame;
    lame_close(lame);
    return open_scaled(format, 1.0F / scale, err);
}

/* Encodes the whole stream, N + 1 or N + 2 frames, into out. */
static bool encode_stream(lame_global_flags *lame, const int16_t *samples,
                          size_t frames, struct buf *out, struct err *err)
{
    for (size_t done = 0, piece; done <= frames; done += piece) {
        piece = frames - done < PIECE_FRAMES ? frames - done : PIECE_FRAMES;

        size_t before = out->size;
        /* LAME's worst case, lame.h. */
        size_t room = piece + piece / 4 + 7200;
        unsigned char *at = (unsigned char *)buf_extend(out, room);
        if (!at)
            return err_set(err,
                           "an encoded unit is longer than %zu bytes; cut "
                           "it into smaller units",
                           out->cap);
        int size = piece > 0 ? lame_encode_buffer(lame, samples + done, NULL,
                                                  (int)piece, at, (int)room)
                             : lame_encode_flush(lame, at, (int)room);
        if (size < 0)
            return err_set(err,
                           "LAME failed with code %d; try again with more "
                           "memory",
                           size);
        out->size = before + (size_t)size;
        if (piece == 0)
            break;
    }
    return true;
}

/* Size of the first count frames of a stream that must hold exactly total, of
 * which none may lean on another. */
static bool measure(struct view stream, size_t count, size_t total,
                    size_t *size, struct err *err)
{
    size_t at = 0;

    for (size_t i = 0; i < total; i++) {
        struct view rest = view_slice(stream, at, stream.size);
        struct mpeg_frame frame;
        int begin = 0;

        if (!mpeg_frame_read(rest, &frame) || frame.size > rest.size ||
            (i == 0 &&
             (!mpeg_frame_main_data_begin(rest, &frame, &begin) || begin != 0)))
            return err_set(err,
                           "LAME gave a damaged frame %zu of %zu; another "
                           "version of libmp3lame is needed",
                           i + 1, total);
        at += frame.size;
        if (i + 1 == count)
            *size = at;
    }
    return at == stream.size ||
           err_set(err,
                   "LAME gave more than %zu frames; another version of "
                   "libmp3lame is needed",
                   total);
}

bool mp3_encode_unit(const struct mp3_format *format, const int16_t *samples,
                     size_t frames, bool last, struct buf *out, struct err *err)
{
    size_t frame = (size_t)mp3_frame_frames(format);
    size_t start = out->size;
    size_t size = 0;

    if (!mp3_format_check(format, err))
        return false;
    if (frames == 0 || frames % frame != 0)
        return err_set(err,
                       "a unit of %zu frames is no whole number of MPEG frames "
                       "(%zu each); pad it first",
                       frames, frame);

    lame_global_flags *lame = open_lame(format, err);
    if (!lame)
        return false;

    size_t total = frames / frame + flush_frames(format);
    size_t count = last ? total : frames / frame;
    bool fine = encode_stream(lame, samples, frames, out, err) &&
                measure(view_slice(buf_view(out), start, out->size), count,
                        total, &size, err);
    lame_close(lame);
    out->size = fine ? start + size : start;
    return fine;
}

const char *mp3_encoder_version(void)
{
    return get_lame_version();
}
