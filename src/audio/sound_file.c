#include "audio/sound_file.h"

#include "audio/ogg_serial.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    INPUT_SIZE_MAX = 50 * 1000 * 1000,
    /* The Vorbis and Opus encoders keep what one call gives on the stack. */
    STRETCH = 16384,
};

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

/* What is read: containers and codings that libsndfile decodes without known
 * faults.  Its ADPCM codecs had several (CVE-2022-33065). */
static const int readable_types[] = {
    SF_FORMAT_WAV,  SF_FORMAT_WAVEX, SF_FORMAT_AIFF,
    SF_FORMAT_FLAC, SF_FORMAT_OGG,   SF_FORMAT_MPEG,
};
static const int readable_codings[] = {
    SF_FORMAT_PCM_S8, SF_FORMAT_PCM_U8, SF_FORMAT_PCM_16,
    SF_FORMAT_PCM_24, SF_FORMAT_PCM_32, SF_FORMAT_FLOAT,
    SF_FORMAT_DOUBLE, SF_FORMAT_ULAW,   SF_FORMAT_ALAW,
    SF_FORMAT_VORBIS, SF_FORMAT_OPUS,   SF_FORMAT_MPEG_LAYER_III,
};

struct sound_writer {
    SNDFILE *file;
    char *path;
    int fd;
    bool ogg;
};

/* libsndfile prints some of its findings to standard output, where our
 * product goes: while it works, that is /dev/null.  Returns what
 * restore_stdout wants, -1 if nothing could be done. */
static int silence_stdout(void)
{
    fflush(stdout);
    int kept = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

    if (kept >= 0 && nowhere >= 0)
        dup2(nowhere, STDOUT_FILENO);
    if (nowhere >= 0)
        close(nowhere);
    return kept;
}

static void restore_stdout(int kept)
{
    if (kept < 0)
        return;
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
}

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
        err_set_kind(err, ERR_USAGE,
                     "%.*s: the ending is none that can be written; use .wav, "
                     ".flac, .ogg or .opus",
                     VIEW_ARG(path));
        return NULL;
    }
    info.format = format->format;
    int kept = silence_stdout();
    SNDFILE *file = sf_open_fd(fd, SFM_WRITE, &info, SF_FALSE);
    restore_stdout(kept);
    if (!file) {
        err_set(err, "%.*s: libsndfile cannot begin it at %d Hz: %s",
                VIEW_ARG(path), rate_hz, sf_strerror(NULL));
        return NULL;
    }
    set_tags(file, tags);

    struct sound_writer *writer = mem_new(1, sizeof *writer);
    writer->file = file;
    writer->path = mem_copy_string(path.data, path.size);
    writer->fd = fd;
    writer->ogg = (format->format & SF_FORMAT_TYPEMASK) == SF_FORMAT_OGG;
    return writer;
}

static bool fail_writing(const struct sound_writer *writer, int code,
                         struct err *err)
{
    return err_set(err, "%s: writing failed: %s; is the disk full?",
                   writer->path, sf_error_number(code));
}

bool sound_writer_add(struct sound_writer *writer, const int16_t *samples,
                      size_t frames, struct err *err)
{
    while (frames > 0) {
        size_t count = frames < STRETCH ? frames : STRETCH;
        int kept = silence_stdout();
        sf_count_t done =
            sf_writef_short(writer->file, samples, (sf_count_t)count);

        restore_stdout(kept);
        if (done != (sf_count_t)count || sf_error(writer->file) != 0)
            return fail_writing(writer, sf_error(writer->file), err);
        samples += count;
        frames -= count;
    }
    return true;
}

bool sound_writer_close(struct sound_writer *writer, struct err *err)
{
    int kept = silence_stdout();
    int error = sf_error(writer->file);
    int result = sf_close(writer->file);

    restore_stdout(kept);
    bool fine = error == 0 && result == 0;
    if (!fine)
        fail_writing(writer, error ? error : result, err);
    else if (writer->ogg)
        fine = ogg_serial_fix(writer->fd, writer->path, err);
    free(writer->path);
    free(writer);
    return fine;
}

static bool contains(const int *list, size_t count, int value)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == value)
            return true;
    }
    return false;
}

static bool check_input(const SF_INFO *info, const char *path, struct err *err)
{
    if (!contains(readable_types,
                  sizeof readable_types / sizeof *readable_types,
                  info->format & SF_FORMAT_TYPEMASK) ||
        !contains(readable_codings,
                  sizeof readable_codings / sizeof *readable_codings,
                  info->format & SF_FORMAT_SUBMASK))
        return err_set(err,
                       "%s: this kind of sound file is not read; convert it "
                       "to WAV, AIFF, FLAC, Ogg or MP3",
                       path);
    if (info->channels < 1 || info->channels > 2 || info->samplerate < 8000 ||
        info->samplerate > 192000)
        return err_set(err,
                       "%s: %d channels at %d Hz; use one or two channels at "
                       "8000 to 192000 Hz",
                       path, info->channels, info->samplerate);
    return true;
}

/* The mean of a frame's channels; false if one is no number. */
static bool mix_down(const float *from, int channels, int16_t *into)
{
    float sum = 0.0F;

    for (int c = 0; c < channels; c++)
        sum += from[c];
    sum = sum / (float)channels * 32768.0F;
    if (!isfinite(sum))
        return false;
    sum = sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum;
    *into = (int16_t)lrintf(sum);
    return true;
}

static bool read_frames(SNDFILE *file, const char *path, int channels,
                        size_t max_frames, int16_t **samples, size_t *frames,
                        struct err *err)
{
    float *stretch = mem_new(STRETCH * (size_t)channels, sizeof *stretch);
    int16_t *all = NULL;
    size_t room = 0;
    size_t count = 0;
    sf_count_t got;
    bool fine = true;

    while (fine && (got = sf_readf_float(file, stretch, STRETCH)) > 0) {
        if ((size_t)got > max_frames - count) {
            fine = err_set(err,
                           "%s: the sound is longer than %zu frames; cut "
                           "it",
                           path, max_frames);
            break;
        }
        if (count + (size_t)got > room) {
            room = 2 * room + STRETCH;
            all = mem_resize(all, room, sizeof *all);
        }
        for (size_t i = 0; fine && i < (size_t)got; i++)
            fine = mix_down(stretch + i * (size_t)channels, channels,
                            &all[count + i]) ||
                   err_set(err,
                           "%s: sample %zu is no number; the file is "
                           "damaged",
                           path, count + i);
        count += (size_t)got;
    }
    if (fine && count == 0)
        fine = err_set(err, "%s: there is no sound in it", path);
    free(stretch);
    if (!fine) {
        free(all);
        return false;
    }
    *samples = all;
    *frames = count;
    return true;
}

/* A descriptor of a regular file of bearable size, or -1. */
static int open_input(const char *path, struct err *err)
{
    /* Without O_NONBLOCK a FIFO would keep us waiting. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;

    if (fd < 0 || fstat(fd, &status) != 0) {
        err_set_errno(err, "%s: cannot be opened", path);
    } else if (!S_ISREG(status.st_mode)) {
        err_set(err, "%s: this is no regular file; name a sound file", path);
    } else if (status.st_size > INPUT_SIZE_MAX) {
        err_set(err, "%s: the file is larger than %d MB; cut the sound", path,
                INPUT_SIZE_MAX / 1000000);
    } else {
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

bool sound_read(const char *path, size_t max_frames, int16_t **samples,
                size_t *frames, int *rate_hz, struct err *err)
{
    SF_INFO info = {0};
    int fd = open_input(path, err);

    if (fd < 0)
        return false;
    int kept = silence_stdout();
    SNDFILE *file = sf_open_fd(fd, SFM_READ, &info, SF_FALSE);
    bool fine = file != NULL;
    if (!file)
        err_set(err, "%s: this is no sound file that can be read: %s", path,
                sf_strerror(NULL));
    fine = fine && check_input(&info, path, err) &&
           read_frames(file, path, info.channels, max_frames, samples, frames,
                       err);
    if (file)
        sf_close(file);
    restore_stdout(kept);
    close(fd);
    *rate_hz = info.samplerate;
    return fine;
}

/* A file as libsndfile reads it by calls of ours: of the system's calls only
 * pread is used, so that it works in a cell. */
struct input {
    int fd;
    sf_count_t size;
    sf_count_t at;
};

static sf_count_t input_size(void *context)
{
    const struct input *input = context;

    return input->size;
}

static sf_count_t input_seek(sf_count_t offset, int whence, void *context)
{
    struct input *input = context;
    sf_count_t from = whence == SEEK_CUR   ? input->at
                      : whence == SEEK_END ? input->size
                                           : 0;

    if (offset < -from || offset > input->size - from)
        return -1;
    input->at = from + offset;
    return input->at;
}

static sf_count_t input_read(void *bytes, sf_count_t count, void *context)
{
    struct input *input = context;
    sf_count_t done = 0;

    if (count > input->size - input->at)
        count = input->size - input->at;
    while (done < count) {
        ssize_t got = pread(input->fd, (char *)bytes + done,
                            (size_t)(count - done), input->at);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += got;
        input->at += got;
    }
    return done;
}

static sf_count_t input_write(const void *bytes, sf_count_t count,
                              void *context)
{
    (void)bytes;
    (void)count;
    (void)context;
    return 0;
}

static sf_count_t input_tell(void *context)
{
    const struct input *input = context;

    return input->at;
}

static bool are_numbers(const float *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(samples[i]))
            return false;
    }
    return true;
}

bool sound_stream(int fd, int64_t bytes, const char *path,
                  bool (*take)(void *context, const float *samples,
                               size_t frames, int channels, int rate_hz,
                               struct err *err),
                  void *context, struct err *err)
{
    SF_VIRTUAL_IO calls = {
        .get_filelen = input_size,
        .seek = input_seek,
        .read = input_read,
        .write = input_write,
        .tell = input_tell,
    };
    struct input input = {.fd = fd, .size = bytes};
    SF_INFO info = {0};
    int kept = silence_stdout();
    SNDFILE *file = sf_open_virtual(&calls, SFM_READ, &info, &input);
    bool fine = file != NULL;

    if (!file)
        err_set(err, "%s: this is no sound file that can be read: %s", path,
                sf_strerror(NULL));
    fine = fine && check_input(&info, path, err);
    float *stretch = mem_new((size_t)STRETCH * 2, sizeof *stretch);
    sf_count_t got = 0;
    while (fine && (got = sf_readf_float(file, stretch, STRETCH)) > 0) {
        size_t count = (size_t)got * (size_t)info.channels;

        fine =
            are_numbers(stretch, count)
                ? take(context, stretch, (size_t)got, info.channels,
                       info.samplerate, err)
                : err_set(err, "%s: holds samples that are no numbers", path);
    }
    free(stretch);
    if (file)
        sf_close(file);
    restore_stdout(kept);
    return fine;
}
