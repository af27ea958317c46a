#include "encode/mp3_read.h"

#include "base/mem.h"
#include "encode/mp3.h"
#include "encode/mpeg_frame.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WINDOW_SIZE = 1 << 16, /* above the largest frame, 1441 bytes */
    ID3V1_SIZE = 128,
    TOC_SIZE = 100,
    LAME_SIZE = 36,
    RESERVOIR_MAX = 511,
    /* By how much a tag's times may be beside the audio's. */
    SLACK_MS = 1000,
};

/* The Info header's claims; -1 for what it does not say. */
struct info {
    int64_t mpeg_frames;
    int64_t bytes;
    int delay;
    int padding;
    int music_crc;
};

struct reader {
    int fd;
    const char *path;
    struct mp3_summary *summary;
    struct info info;
    char *window;
    size_t begin; /* of what is in the window */
    size_t end;
    int64_t offset; /* in the file, of window[begin] */
    int64_t mpeg_bytes;
    size_t info_size; /* bytes of the Info frame */
    uint16_t crc;
    int64_t reservoir; /* bytes of main data before this frame */
    struct err *err;
};

static bool fail_at(const struct reader *reader, const char *fault)
{
    return err_set(reader->err,
                   "%s: byte %lld: %s; make the file again or fetch it anew",
                   reader->path, (long long)reader->offset, fault);
}

/* The bytes at the reading place: at least count, unless the file ends. */
static bool look(struct reader *reader, size_t count, struct view *bytes)
{
    if (reader->end - reader->begin < count) {
        memmove(reader->window, reader->window + reader->begin,
                reader->end - reader->begin);
        reader->end -= reader->begin;
        reader->begin = 0;
        while (reader->end < WINDOW_SIZE) {
            ssize_t got = read(reader->fd, reader->window + reader->end,
                               WINDOW_SIZE - reader->end);

            if (got < 0)
                return err_set_errno(reader->err, "%s: reading failed",
                                     reader->path);
            if (got == 0)
                break;
            reader->end += (size_t)got;
        }
    }
    *bytes = (struct view){reader->window + reader->begin,
                           reader->end - reader->begin};
    return true;
}

static void skip(struct reader *reader, size_t count)
{
    reader->begin += count;
    reader->offset += (int64_t)count;
}

/* The tag is read into memory of its own; the window begins behind it. */
static bool read_tag(struct reader *reader, int64_t file_size)
{
    char header[ID3_HEADER_SIZE];
    ssize_t got = pread(reader->fd, header, sizeof header, 0);
    size_t size =
        got > 0 ? id3_read_size((struct view){header, (size_t)got}) : 0;

    if (size == 0)
        return true;
    if ((int64_t)size > file_size)
        return fail_at(reader, "the ID3 tag is longer than the file");

    char *tag = mem_new(size, 1);
    size_t done = 0;
    while (done < size) {
        got = read(reader->fd, tag + done, size - done);
        if (got <= 0)
            break;
        done += (size_t)got;
    }
    bool fine =
        id3_read((struct view){tag, done}, &reader->summary->tag, reader->err);
    free(tag);
    reader->offset = (int64_t)size;
    if (!fine)
        err_prefix(reader->err, "%s", reader->path);
    return fine;
}

static uint32_t u32be(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | bytes[3];
}

static int u16be(const char *at)
{
    return (int)(u32be(at) >> 16 & 0xFFFF);
}

/* LAME's extension, of which at and what stands before it are in the frame. */
static bool read_lame(struct reader *reader, struct view frame, size_t at)
{
    struct info *info = &reader->info;
    const char *lame = frame.data + at;

    if (frame.size - at < LAME_SIZE ||
        (memcmp(lame, "LAME", 4) != 0 && memcmp(lame, "Lav", 3) != 0))
        return true;
    uint32_t gap = u32be(lame + 20) & 0xFFFFFF;
    info->delay = (int)(gap >> 12);
    info->padding = (int)(gap & 0xFFF);
    if (memcmp(lame, "LAME", 4) != 0)
        return true;
    info->music_crc = u16be(lame + 32);
    if (mp3_crc(0, frame.data, at + 34) != u16be(lame + 34))
        return fail_at(reader, "the Info header's checksum is wrong");
    return true;
}

/* True with *is_info if the frame holds a Xing or Info header. */
static bool read_info(struct reader *reader, struct view frame,
                      const struct mpeg_frame *header, bool *is_info)
{
    size_t at = MPEG_FRAME_HEADER_SIZE + (header->checked ? 2U : 0U) +
                header->side_size;

    *is_info =
        frame.size >= at + 8 && (memcmp(frame.data + at, "Info", 4) == 0 ||
                                 memcmp(frame.data + at, "Xing", 4) == 0);
    if (!*is_info)
        return true;

    uint32_t flags = u32be(frame.data + at + 4);
    at += 8;
    size_t needed = (flags & 1 ? 4U : 0) + (flags & 2 ? 4U : 0) +
                    (flags & 4 ? TOC_SIZE : 0) + (flags & 8 ? 4U : 0);
    if (needed > frame.size - at)
        return fail_at(reader, "the Info header does not fit its frame");
    if (flags & 1) {
        reader->info.mpeg_frames = u32be(frame.data + at);
        at += 4;
    }
    if (flags & 2) {
        reader->info.bytes = u32be(frame.data + at);
        at += 4;
    }
    if (flags & 4) {
        for (size_t i = 1; i < TOC_SIZE; i++) {
            if ((unsigned char)frame.data[at + i] <
                (unsigned char)frame.data[at + i - 1])
                return fail_at(reader, "the table of contents goes back");
        }
        at += TOC_SIZE;
    }
    at += flags & 8 ? 4 : 0;
    reader->info_size = header->size;
    reader->summary->has_info = true;
    return read_lame(reader, frame, at);
}

static bool add_frame(struct reader *reader, struct view frame,
                      const struct mpeg_frame *header)
{
    struct mp3_summary *summary = reader->summary;
    size_t own = MPEG_FRAME_HEADER_SIZE + (header->checked ? 2U : 0U) +
                 header->side_size;
    int begin = 0;

    if (frame.size < own || !mpeg_frame_main_data_begin(frame, header, &begin))
        return fail_at(reader, "a frame is too short for its own header");
    if (begin > reader->reservoir)
        return fail_at(reader, "a frame leans on data before it that is not "
                               "there");
    reader->reservoir += (int64_t)(frame.size - own);
    if (reader->reservoir > RESERVOIR_MAX)
        reader->reservoir = RESERVOIR_MAX;
    if (summary->mpeg_frames == 0) {
        summary->bitrate_kbps = header->bitrate_kbps;
        summary->constant = true;
    }
    summary->constant &= header->bitrate_kbps == summary->bitrate_kbps;
    summary->mpeg_frames++;
    summary->frames += header->frames;
    reader->mpeg_bytes += (int64_t)frame.size;
    reader->crc = mp3_crc(reader->crc, frame.data, frame.size);
    return true;
}

/* Reads one frame; *more is false at the end of the audio. */
static bool read_frame(struct reader *reader, bool first, bool *more)
{
    struct mp3_summary *summary = reader->summary;
    struct mpeg_frame header = {0};
    struct view bytes = {0};
    bool is_info = false;

    if (!look(reader, WINDOW_SIZE / 2, &bytes))
        return false;
    *more = bytes.size > 0 &&
            !(bytes.size == ID3V1_SIZE && view_starts(bytes, VIEW("TAG")));
    if (!*more)
        return true;
    if (!mpeg_frame_read(bytes, &header))
        return fail_at(reader, first ? "no MP3 audio begins here"
                                     : "no MPEG frame follows the one before");
    if (header.size > bytes.size)
        return fail_at(reader, "the last frame is cut short");
    if (first) {
        summary->rate_hz = header.rate_hz;
        summary->channels = header.channels;
    }
    if (header.rate_hz != summary->rate_hz ||
        header.channels != summary->channels)
        return fail_at(reader, "sample rate or channels change");

    struct view frame = view_slice(bytes, 0, header.size);
    if (first && !read_info(reader, frame, &header, &is_info))
        return false;
    if (!is_info && !add_frame(reader, frame, &header))
        return false;
    skip(reader, header.size);
    return true;
}

static bool fail_count(const struct reader *reader, const char *what,
                       int64_t says, int64_t is)
{
    return err_set(reader->err,
                   "%s: the Info header says %s %lld, but it is %lld; make the "
                   "file again or fetch it anew",
                   reader->path, what, (long long)says, (long long)is);
}

static bool check_claims(struct reader *reader)
{
    const struct info *info = &reader->info;
    struct mp3_summary *summary = reader->summary;

    if (info->mpeg_frames >= 0 && info->mpeg_frames != summary->mpeg_frames)
        return fail_count(reader, "the number of frames is", info->mpeg_frames,
                          summary->mpeg_frames);
    int64_t bytes = reader->mpeg_bytes + (int64_t)reader->info_size;
    if (info->bytes >= 0 && info->bytes != bytes)
        return fail_count(reader, "the number of bytes is", info->bytes, bytes);
    if (info->music_crc >= 0 && info->music_crc != reader->crc)
        return fail_count(reader, "the audio's checksum is", info->music_crc,
                          reader->crc);
    if (info->delay >= 0)
        summary->frames -= info->delay + info->padding;
    if (summary->frames <= 0)
        return err_set(reader->err,
                       "%s: there is no audio in it; make the "
                       "file again",
                       reader->path);
    return true;
}

static bool check_times(const struct reader *reader)
{
    const struct mp3_summary *summary = reader->summary;
    int64_t ms = summary->frames * 1000 / summary->rate_hz;

    if (summary->tag.last_end_ms > ms + SLACK_MS)
        return err_set(reader->err,
                       "%s: a chapter ends at %lld ms, the audio at %lld ms; "
                       "make the file again",
                       reader->path, (long long)summary->tag.last_end_ms,
                       (long long)ms);
    if (summary->tag.length_ms > 0 &&
        llabs(summary->tag.length_ms - ms) > SLACK_MS)
        return err_set(reader->err,
                       "%s: the tag says the length is %lld ms, the audio has "
                       "%lld ms; make the file again",
                       reader->path, (long long)summary->tag.length_ms,
                       (long long)ms);
    return true;
}

static bool read_all(struct reader *reader, int64_t file_size)
{
    bool more = true;

    if (!read_tag(reader, file_size))
        return false;
    for (bool first = true; more; first = false) {
        if (!read_frame(reader, first, &more))
            return false;
        if (first && !more)
            return fail_at(reader, "no MP3 audio begins here");
    }
    return check_claims(reader) && check_times(reader);
}

bool mp3_read(const char *path, struct mp3_summary *summary, struct err *err)
{
    struct reader reader = {
        .path = path,
        .summary = summary,
        .info = {-1, -1, -1, -1, -1},
        .err = err,
    };
    struct stat status;

    *summary = (struct mp3_summary){0};
    reader.fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (reader.fd < 0 || fstat(reader.fd, &status) != 0) {
        err_set_errno(err, "%s: cannot be opened", path);
        if (reader.fd >= 0)
            close(reader.fd);
        return false;
    }

    bool fine =
        S_ISREG(status.st_mode) ||
        err_set(err, "%s: this is no regular file; name an MP3 file", path);
    reader.window = mem_new(WINDOW_SIZE, 1);
    fine = fine && read_all(&reader, status.st_size);
    free(reader.window);
    close(reader.fd);
    return fine;
}
