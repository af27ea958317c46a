#include "pipeline/split.h"

#include "base/interrupt.h"
#include "base/mem.h"
#include "encode/id3_read.h"
#include "encode/mpeg_frame.h"
#include "pipeline/file_name.h"
#include "pipeline/part.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

/* Frames are copied and their headers read through a window on the file. */
enum { WINDOW_BYTES = 1 << 20, HEAD_BYTES = 16, DECODER_FRAMES = 1105 };

struct source {
    const char *path;
    int fd;
    char *window;
    uint64_t window_at;
    size_t window_size;
};

/* Where an article's MPEG frames lie: numbers count from the one behind the
 * Info frame. */
struct slice {
    size_t article;
    int64_t audio_frames;
    int64_t first; /* MPEG frames */
    int64_t end;   /* behind the last one that sounds */
    uint64_t begin_byte;
    uint64_t end_byte; /* behind those that flush the decoder */
};

struct slices {
    struct slice *at;
    size_t count;
    size_t room;
};

static bool open_source(struct source *source, const char *path,
                        struct err *err)
{
    *source = (struct source){.path = path};
    source->fd = open(path, O_RDONLY | O_CLOEXEC);
    source->window = mem_new(WINDOW_BYTES, 1);
    return source->fd >= 0 || err_set_errno(err, "%s: cannot be read", path);
}

static void close_source(struct source *source)
{
    if (source->fd >= 0)
        close(source->fd);
    free(source->window);
}

/* What the file holds from the byte at on: at least `least` bytes, or all up
 * to its end. */
static bool look(struct source *source, uint64_t at, size_t least,
                 struct view *bytes, struct err *err)
{
    uint64_t end = source->window_at + source->window_size;

    if (at < source->window_at || at + least > end) {
        ssize_t got =
            pread(source->fd, source->window, WINDOW_BYTES, (off_t)at);

        if (interrupt_pending(err))
            return false;
        if (got < 0)
            return err_set_errno(err, "%s: cannot be read", source->path);
        source->window_at = at;
        source->window_size = (size_t)got;
    }
    *bytes = view_slice((struct view){source->window, source->window_size},
                        (size_t)(at - source->window_at), source->window_size);
    return true;
}

/* The byte behind the tag and the Info frame. */
static bool find_frames(struct source *source, uint64_t *at, struct err *err)
{
    struct mpeg_frame frame;
    struct view bytes = {0};

    if (!look(source, 0, HEAD_BYTES, &bytes, err))
        return false;
    *at = id3_read_size(view_slice(bytes, 0, ID3_HEADER_SIZE));
    if (!look(source, *at, HEAD_BYTES, &bytes, err))
        return false;
    if (!mpeg_frame_read(bytes, &frame))
        return err_set(err, "%s: has no MPEG frame behind its tag",
                       source->path);
    *at += frame.size;
    return true;
}

/* A cut is clean where a frame needs nothing of those before it. */
static bool check_cut(const struct source *source, struct view bytes,
                      const struct mpeg_frame *frame, int64_t number,
                      struct err *err)
{
    int begin;

    if (mpeg_frame_main_data_begin(bytes, frame, &begin) && begin == 0)
        return true;
    return err_set(err,
                   "%s: cannot be cut at MPEG frame %" PRId64
                   "; make the pause before articles longer in the voice",
                   source->path, number);
}

/* Walks all frames once and notes where each slice begins and ends. */
static bool find_bytes(struct source *source, int64_t flush,
                       struct slices *slices, struct err *err)
{
    uint64_t at;
    size_t opened = 0;
    size_t closed = 0;

    if (!find_frames(source, &at, err))
        return false;
    for (int64_t number = 0; closed < slices->count; number++) {
        struct mpeg_frame frame;
        struct view bytes = {0};

        if (slices->at[closed].end + flush == number)
            slices->at[closed++].end_byte = at;
        if (closed == slices->count)
            break;
        if (!look(source, at, HEAD_BYTES, &bytes, err))
            return false;
        if (!mpeg_frame_read(bytes, &frame))
            return err_set(err, "%s: ends after %" PRId64 " MPEG frames",
                           source->path, number);
        if (opened < slices->count && slices->at[opened].first == number) {
            if (!check_cut(source, bytes, &frame, number, err))
                return false;
            slices->at[opened++].begin_byte = at;
        }
        at += frame.size;
    }
    return true;
}

/* The stretch of each article in MPEG frames; all must be whole numbers. */
static bool list_slices(struct arena *arena,
                        const struct split_request *request,
                        struct slices *slices, struct err *err)
{
    const struct episode *episode = request->episode;
    int64_t rate_hz = episode->timeline->rate_hz;
    int64_t frame = mp3_frame_frames(request->mp3);

    for (size_t i = 0; i < episode->script->articles.count; i++) {
        struct stretch at;

        if (!part_stretch(episode, i, &at))
            continue;
        int64_t begin = at.begin * request->mp3->rate_hz;
        int64_t end = at.end * request->mp3->rate_hz;
        if (begin % (rate_hz * frame) != 0 || end % (rate_hz * frame) != 0)
            return err_set(err,
                           "%.*s: article %zu begins in the middle of what was "
                           "encoded together; make the pause before articles "
                           "longer in the voice",
                           VIEW_ARG(request->output), i + 1);
        *ARENA_PUSH(arena, slices) = (struct slice){
            .article = i,
            .audio_frames = (end - begin) / rate_hz,
            .first = begin / rate_hz / frame,
            .end = end / rate_hz / frame,
        };
    }
    return true;
}

static bool copy(struct source *source, const struct slice *slice,
                 struct audio_file *audio, struct err *err)
{
    for (uint64_t at = slice->begin_byte; at < slice->end_byte;) {
        struct view bytes = {0};

        if (!look(source, at, 1, &bytes, err))
            return false;
        if (bytes.size == 0)
            return err_set(err, "%s: became shorter while it was read",
                           source->path);
        if (bytes.size > slice->end_byte - at)
            bytes.size = (size_t)(slice->end_byte - at);
        if (!audio_file_add(audio, bytes, err))
            return false;
        at += bytes.size;
    }
    return true;
}

static bool write_slice(struct source *source,
                        const struct split_request *request,
                        const struct slice *slice, struct split_file *file,
                        struct err *err)
{
    struct part part;

    part_cut(request->episode, slice->article, &part);
    bool ok = audio_file_open(&file->audio, file->path.data, &part.episode,
                              request->mp3, request->mp3->rate_hz,
                              slice->audio_frames, err) &&
              copy(source, slice, &file->audio, err) &&
              audio_file_finish(&file->audio, err);
    part_release(&part);
    return ok;
}

struct view split_path(struct arena *arena, struct view output, size_t i,
                       size_t articles)
{
    struct view ending =
        arena_format(arena, "-%0*zu.mp3", articles < 100 ? 2 : 4, i + 1);

    return file_name_with_ending(arena, output, ending.data);
}

bool split_write(struct arena *arena, const struct split_request *request,
                 struct split_files *files, struct err *err)
{
    struct slices slices = {0};
    struct source source;
    int64_t frame = mp3_frame_frames(request->mp3);
    int64_t flush = (DECODER_FRAMES + frame - 1) / frame;
    bool ok = open_source(&source, request->audio_path, err) &&
              list_slices(arena, request, &slices, err) &&
              find_bytes(&source, flush, &slices, err);

    for (size_t i = 0; ok && i < slices.count; i++) {
        struct split_file *file = ARENA_PUSH(arena, files);

        file->audio.file.fd = -1;
        file->path = split_path(arena, request->output, i,
                                request->episode->script->articles.count);
        ok = write_slice(&source, request, &slices.at[i], file, err);
    }
    close_source(&source);
    return ok;
}

bool split_place(struct split_files *files, struct err *err)
{
    for (size_t i = 0; i < files->count; i++) {
        if (!audio_file_place(&files->at[i].audio, err))
            return false;
    }
    return true;
}

void split_commit(struct split_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        audio_file_commit(&files->at[i].audio);
}

void split_abandon(struct split_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        audio_file_abandon(&files->at[i].audio);
}
