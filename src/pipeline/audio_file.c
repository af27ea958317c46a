#include "pipeline/audio_file.h"

#include "encode/id3.h"

/* The disk writes while we encode, in steps of so much. */
enum { HURRY_BYTES = 8 << 20 };

/* The tag, and room for the Info frame, whose size does not depend on what
 * it says. */
static bool write_head(struct audio_file *audio, const struct episode *episode,
                       struct err *err)
{
    struct buf head = {0};
    bool ok = id3_write(episode, &head, err);

    audio->info_offset = (int64_t)head.size;
    ok = ok &&
         mp3_info_frame(audio->mp3, audio->audio_frames, 0, 0, &head, err) &&
         atomic_file_write(&audio->file, buf_view(&head), err);
    buf_release(&head);
    return ok;
}

static bool open_writer(struct audio_file *audio, const char *path,
                        const struct episode *episode, int out_rate_hz,
                        struct err *err)
{
    struct sound_tags tags = {
        .title = episode->title,
        .artist = episode->artist,
        .album = episode->album,
        .date = episode->date,
        .comment = episode->comment,
    };

    audio->writer = sound_writer_open(audio->file.fd, view_of(path),
                                      out_rate_hz, &tags, err);
    return audio->writer != NULL;
}

bool audio_file_open(struct audio_file *audio, const char *path,
                     const struct episode *episode,
                     const struct mp3_format *mp3, int out_rate_hz,
                     int64_t audio_frames, struct err *err)
{
    *audio = (struct audio_file){
        .mp3 = mp3, .file.fd = -1, .audio_frames = audio_frames};
    if (!atomic_file_open(&audio->file, path, err))
        return false;
    return mp3 ? write_head(audio, episode, err)
               : open_writer(audio, path, episode, out_rate_hz, err);
}

bool audio_file_add(void *context, struct view bytes, struct err *err)
{
    struct audio_file *audio = context;

    if (audio->writer)
        return sound_writer_add(audio->writer,
                                (const int16_t *)(const void *)bytes.data,
                                bytes.size / sizeof(int16_t), err);
    audio->mpeg_bytes += bytes.size;
    audio->crc = mp3_crc(audio->crc, bytes.data, bytes.size);
    if (!atomic_file_write(&audio->file, bytes, err))
        return false;
    if (audio->mpeg_bytes - audio->hurried_bytes >= HURRY_BYTES) {
        audio->hurried_bytes = audio->mpeg_bytes;
        atomic_file_hurry(&audio->file);
    }
    return true;
}

static bool write_info(struct audio_file *audio, struct err *err)
{
    struct buf info = {0};
    bool ok = mp3_info_frame(audio->mp3, audio->audio_frames, audio->mpeg_bytes,
                             audio->crc, &info, err) &&
              atomic_file_write_at(&audio->file, buf_view(&info),
                                   audio->info_offset, err);

    buf_release(&info);
    return ok;
}

bool audio_file_finish(struct audio_file *audio, struct err *err)
{
    bool ok = true;

    if (audio->writer) {
        ok = sound_writer_close(audio->writer, err);
        audio->writer = NULL;
    } else {
        ok = write_info(audio, err);
    }
    return ok && atomic_file_finish(&audio->file, err);
}

bool audio_file_place(struct audio_file *audio, struct err *err)
{
    return atomic_file_place(&audio->file, err);
}

void audio_file_commit(struct audio_file *audio)
{
    atomic_file_commit(&audio->file);
}

void audio_file_abandon(struct audio_file *audio)
{
    struct err ignored;

    /* What cannot be finished is thrown away: its errors do not matter. */
    bool closed = !audio->writer || sound_writer_close(audio->writer, &ignored);
    (void)closed;
    audio->writer = NULL;
    atomic_file_abandon(&audio->file);
}
