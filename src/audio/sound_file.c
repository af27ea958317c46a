#include "audio/sound_file.h"

#include "base/mem.h"

#include <sndfile.h>

#include <stdlib.h>

/* What can be written, by the ending of the file's name. */
static const struct sound_format {
    const char *ending;
    int format;
    int only_rate_hz; /* 0: any */
} formats[] = {
    {".wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 0},
    {".flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 0},
    {".ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 0},
    {".opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 48000},
};

struct sound_writer {
    SNDFILE *file;
    char *path;
};

static const struct sound_format *find_format(struct view path)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct view ending = view_of(formats[i].ending);

        if (path.size > ending.size &&
            view_equal_nocase(
                view_slice(path, path.size - ending.size, path.size), ending))
            return &formats[i];
    }
    return NULL;
}

bool sound_format_known(struct view path, int wave_rate_hz, int *rate_hz)
{
    const struct sound_format *format = find_format(path);

    if (!format)
        return false;
    *rate_hz = format->only_rate_hz ? format->only_rate_hz : wave_rate_hz;
    return true;
}

static void set_tags(SNDFILE *file, const struct sound_tags *tags)
{
    const struct {
        int id;
        struct view text;
    } rows[] = {
        {SF_STR_TITLE, tags->title},     {SF_STR_ARTIST, tags->artist},
        {SF_STR_ALBUM, tags->album},     {SF_STR_DATE, tags->date},
        {SF_STR_COMMENT, tags->comment},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].text.size == 0)
            continue;
        char *text = mem_copy_string(rows[i].text.data, rows[i].text.size);

        /* A format that has no room for a tag does without it. */
        sf_set_string(file, rows[i].id, text);
        free(text);
    }
}

struct sound_writer *sound_writer_open(int fd, struct view path, int rate_hz,
                                       const struct sound_tags *tags,
                                       struct err *err)
{
    const struct sound_format *format = find_format(path);
    SF_INFO info = {.samplerate = rate_hz, .channels = 1};

    if (!format) {
        err_set(err, "%.*s: this ending cannot be written", VIEW_ARG(path));
        return NULL;
    }
    info.format = format->format;
    /* libsndfile gives its Ogg streams a serial number by rand(). */
    srand(1);
    SNDFILE *file = sf_open_fd(fd, SFM_WRITE, &info, SF_FALSE);
    if (!file) {
        err_set(err, "%.*s: libsndfile cannot begin it: %s", VIEW_ARG(path),
                sf_strerror(NULL));
        return NULL;
    }
    set_tags(file, tags);
    struct sound_writer *writer = mem_new(1, sizeof *writer);
    writer->file = file;
    writer->path = mem_copy_string(path.data, path.size);
    return writer;
}

bool sound_writer_add(struct sound_writer *writer, const int16_t *samples,
                      size_t frames, struct err *err)
{
    /* Vorbis and Opus encoders of libsndfile want short stretches. */
    enum { STRETCH = 65536 };

    while (frames > 0) {
        size_t count = frames < STRETCH ? frames : STRETCH;

        if (sf_writef_short(writer->file, samples, (sf_count_t)count) !=
            (sf_count_t)count)
            return err_set(err, "%s: writing failed: %s; is the disk full?",
                           writer->path, sf_strerror(writer->file));
        samples += count;
        frames -= count;
    }
    return true;
}

bool sound_writer_close(struct sound_writer *writer, struct err *err)
{
    int result = sf_close(writer->file);
    bool ok = result == 0 ||
              err_set(err, "%s: writing failed: %s; is the disk full?",
                      writer->path, sf_error_number(result));

    free(writer->path);
    free(writer);
    return ok;
}

static void mix_down(const short *from, size_t frames, int channels,
                     int16_t *into)
{
    for (size_t i = 0; i < frames; i++) {
        int sum = 0;

        for (int c = 0; c < channels; c++)
            sum += from[i * (size_t)channels + (size_t)c];
        into[i] = (int16_t)(sum / channels);
    }
}

static bool read_frames(SNDFILE *file, const char *path, int channels,
                        size_t max_frames, int16_t **samples, size_t *frames,
                        struct err *err)
{
    enum { STRETCH = 16384 };
    short *stretch = mem_new(STRETCH * (size_t)channels, sizeof *stretch);
    int16_t *all = NULL;
    size_t count = 0;
    sf_count_t got;
    bool ok = true;

    while (ok && (got = sf_readf_short(file, stretch, STRETCH)) > 0) {
        if ((size_t)got > max_frames - count) {
            ok = err_set(err, "%s: the sound is too long", path);
            break;
        }
        all = mem_resize(all, count + (size_t)got, sizeof *all);
        mix_down(stretch, (size_t)got, channels, all + count);
        count += (size_t)got;
    }
    free(stretch);
    if (!ok) {
        free(all);
        return false;
    }
    *samples = all;
    *frames = count;
    return true;
}

bool sound_read(const char *path, size_t max_frames, int16_t **samples,
                size_t *frames, int *rate_hz, struct err *err)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);

    if (!file)
        return err_set(err, "%s: libsndfile cannot read it: %s", path,
                       sf_strerror(NULL));
    bool ok = info.channels >= 1 && info.channels <= 2 &&
              info.samplerate >= 8000 && info.samplerate <= 192000;
    if (!ok)
        err_set(err, "%s: %d channels at %d Hz; use one or two channels at "
                     "8000 to 192000 Hz",
                path, info.channels, info.samplerate);
    ok = ok && read_frames(file, path, info.channels, max_frames, samples,
                           frames, err);
    *rate_hz = info.samplerate;
    sf_close(file);
    return ok;
}
