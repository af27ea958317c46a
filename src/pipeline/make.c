#include "pipeline/make.h"

#include "audio/loudness.h"
#include "master/master.h"
#include "pipeline/audio_file.h"
#include "pipeline/chapter_picture.h"
#include "pipeline/encoding.h"
#include "pipeline/kept.h"
#include "pipeline/publishing.h"
#include "pipeline/speaking.h"
#include "pipeline/split.h"
#include "publish/cover.h"
#include "publish/picture.h"

#include <math.h>
#include <sys/stat.h>

/* Apple Podcasts asks for -16 LUFS; a mono file is heard by both ears. */
static const double target_lufs = -16.0;

enum { ENGINE_RATE_HZ = 22050 };

/* What is true of the file's format before a sound is made. */
struct plan {
    bool is_mp3;
    int out_rate_hz;
    size_t quantum_frames; /* at ENGINE_RATE_HZ, as the two below */
    size_t lead_frames;
    size_t tail_frames;
};

static size_t in_engine_frames(const struct plan *plan, int frames)
{
    return ((size_t)frames * ENGINE_RATE_HZ + (size_t)plan->out_rate_hz - 1) /
           (size_t)plan->out_rate_hz;
}

/* The least number of engine frames that makes whole MPEG frames (or, for
 * other formats, whole samples) at the file's rate. */
static size_t find_quantum(int step_frames, int out_rate_hz)
{
    size_t step = (size_t)step_frames * ENGINE_RATE_HZ;
    size_t steps = 1;

    while (step * steps % (size_t)out_rate_hz != 0)
        steps++;
    return step * steps / (size_t)out_rate_hz;
}

static bool make_plan(const struct make_request *request, struct plan *plan,
                      struct err *err)
{
    int step_frames = mp3_frame_frames(&request->mp3);

    *plan = (struct plan){.is_mp3 = view_ends(request->output, VIEW(".mp3")),
                          .out_rate_hz = request->mp3.rate_hz};
    if (plan->is_mp3) {
        if (!mp3_format_check(&request->mp3, err))
            return false;
    } else if (!sound_format_known(request->output, request->mp3.rate_hz,
                                   &plan->out_rate_hz)) {
        return err_set_kind(err, ERR_USAGE,
                            "%.*s: the ending is none that can be written; "
                            "use .mp3, .wav, .flac, .ogg or .opus",
                            VIEW_ARG(request->output));
    }
    /* Every format has the MP3's timeline, but for Opus, whose rate does not
     * divide into such steps. */
    if (plan->out_rate_hz != request->mp3.rate_hz)
        step_frames = 1;
    plan->quantum_frames = find_quantum(step_frames, plan->out_rate_hz);
    plan->lead_frames = in_engine_frames(plan, mp3_lead_frames(&request->mp3));
    plan->tail_frames = in_engine_frames(plan, mp3_tail_frames(&request->mp3));
    return true;
}

/* What the limiter holds so that the decoded file stays below -1 dBTP. */
static double ceiling_dbtp(const struct make_request *request)
{
    double mp3 = mp3_ceiling_dbtp(&request->mp3, -1.0);

    return mp3 < MASTER_CEILING_DBTP ? mp3 : MASTER_CEILING_DBTP;
}

/* A briefing while it is made. */
struct making {
    const struct make_request *request;
    struct plan plan;
    struct units units;
    struct kept kept;
    struct speaking_request speak;
    struct speaking speaking;
};

static bool speak(struct arena *arena, const struct make_request *request,
                  struct cache *cache, struct making *making, struct err *err)
{
    const struct script *script = &request->program->script;
    const struct plan *plan = &making->plan;

    *making = (struct making){.request = request, .speaking.spool.fd = -1};
    if (!make_plan(request, &making->plan, err))
        return false;
    /* A pause must hold the tail of one unit and the lead of the next. */
    size_t least_frames = plan->tail_frames + plan->lead_frames;
    making->speak = (struct speaking_request){
        .script = script,
        .units = &making->units,
        .voice = &request->program->voices[0],
        .jobs = request->jobs,
        .quantum_frames = plan->quantum_frames,
        .lead_frames = plan->lead_frames,
        .tail_frames = plan->tail_frames,
        .rate_hz = ENGINE_RATE_HZ,
        .kept = &making->kept,
        .log = request->log,
    };
    unit_cut(arena, script, (int)(least_frames * 1000 / ENGINE_RATE_HZ) + 1,
             &making->units);
    kept_init(&making->kept, cache, script);
    return speaking_run(&making->speak, &making->speaking, err);
}

static bool provide(void *context, const size_t *units, size_t count,
                    struct err *err)
{
    struct making *making = context;

    return speaking_provide(&making->speak, &making->speaking, units, count,
                            err);
}

static struct view title_of(struct arena *arena,
                            const struct make_request *request)
{
    const struct program *program = request->program;
    const struct document *first = program->outlines[0].document;
    struct view title = first->title;

    if (request->title.size > 0)
        return request->title;
    if (title.size == 0)
        title = program->script.chapters.at[0].title;
    if (program->outline_count == 1)
        return title;
    return arena_format(arena, "%.*s, and %zu more", VIEW_ARG(title),
                        program->outline_count - 1);
}

static struct view first_of(struct view a, struct view b, struct view c)
{
    if (a.size > 0)
        return a;
    return b.size > 0 ? b : c;
}

/* The user's picture, else the one that a book brings along. */
static struct view cover_of(const struct make_request *request)
{
    struct view own = request->program->outlines[0].document->cover;
    struct picture picture;

    if (request->cover.size > 0)
        return request->cover;
    if (request->program->outline_count == 1 && own.size > 0 &&
        own.size <= PICTURE_COVER_BYTES && picture_read(own, &picture) &&
        picture.kind != PICTURE_GIF)
        return own;
    return (struct view){0};
}

static void describe(struct arena *arena, const struct make_request *request,
                     const struct speaking *speaking, struct episode *episode)
{
    const struct document *first = request->program->outlines[0].document;

    *episode = (struct episode){
        .title = title_of(arena, request),
        .artist = first_of(request->artist, first->author, first->site),
        .album = first_of(request->album, first->site, VIEW("Briefings")),
        .comment = VIEW("Spoken by briefcast with eSpeak NG."),
        .language = first_of(first->language,
                             request->program->voices[0].language, VIEW("")),
        .date = first->date,
        .made = (time_t)request->made,
        .cover = cover_of(request),
        .pictures = chapter_picture_list(arena, &request->program->script),
        .script = &request->program->script,
        .timeline = &speaking->timeline,
    };
    if (episode->artist.size == 0)
        episode->artist = VIEW("briefcast");
    if (episode->date.size == 0) {
        char day[16];
        struct tm utc;

        gmtime_r(&episode->made, &utc);
        strftime(day, sizeof day, "%Y-%m-%d", &utc);
        episode->date = arena_copy(arena, view_of(day));
    }
}

/* A cover with the title and the day, where none was given. */
static bool draw_cover(struct arena *arena, const struct make_request *request,
                       struct episode *episode, struct err *err)
{
    struct buf png = {0};

    if (episode->cover.size > 0 || !publishing_shows_cover(request->writes))
        return true;
    bool ok =
        cover_draw(episode->title, view_slice(episode->date, 0, 10), &png, err);
    if (ok)
        episode->cover = arena_copy(arena, buf_view(&png));
    buf_release(&png);
    return ok;
}

static bool encode(struct making *making, const struct episode *episode,
                   double gain_db, struct audio_file *audio, struct err *err)
{
    const struct make_request *request = making->request;
    const struct plan *plan = &making->plan;
    const struct mp3_format *mp3 = plan->is_mp3 ? &request->mp3 : NULL;
    struct encoding_request encoding = {
        .spool = &making->speaking.spool,
        .rate_hz = ENGINE_RATE_HZ,
        .out_rate_hz = plan->out_rate_hz,
        .gain_db = gain_db,
        .ceiling_dbtp = ceiling_dbtp(request),
        .jobs = request->jobs,
        .mp3 = mp3,
        .kept = &making->kept,
        .log = request->log,
        .provide = provide,
        .provide_context = making,
        .sink = audio_file_add,
        .sink_context = audio,
    };
    int64_t frames =
        making->speaking.timeline.frames * plan->out_rate_hz / ENGINE_RATE_HZ;

    return audio_file_open(audio, request->output.data, episode, mp3,
                           plan->out_rate_hz, frames, err) &&
           encoding_run(&encoding, err) && audio_file_finish(audio, err);
}

static struct view base_name(struct view path)
{
    size_t at = path.size;

    while (at > 0 && path.data[at - 1] != '/')
        at--;
    return view_slice(path, at, path.size);
}

static void list_file(struct arena *arena, struct made *made, struct view path,
                      uint64_t bytes)
{
    *ARENA_PUSH(arena, &made->files) = (struct made_file){path, bytes};
}

static bool size_of(struct view path, uint64_t *bytes, struct err *err)
{
    struct stat status;

    if (stat(path.data, &status) != 0)
        return err_set_errno(err, "%s", path.data);
    *bytes = (uint64_t)status.st_size;
    return true;
}

/* What stands beside the audio. */
struct beside {
    struct side_files sides;
    struct split_files parts;
};

static bool write_beside(struct arena *arena,
                         const struct make_request *request,
                         const struct episode *episode,
                         const struct audio_file *audio, struct beside *beside,
                         struct err *err)
{
    struct publish_request publishing = {
        .episode = episode,
        .audio_name = base_name(request->output),
        .audio_path = audio->file.temporary,
        .words = request->words,
        .log = request->log,
    };
    struct split_request split = {
        .episode = episode,
        .mp3 = &request->mp3,
        .audio_path = audio->file.temporary,
        .output = request->output,
    };

    return publishing_write(arena, request->writes, request->output,
                            &publishing, &beside->sides, err) &&
           (!request->split || split_write(arena, &split, &beside->parts, err));
}

/* All files get their names now, the audio last: where it stands, all do.
 * What had those names is given them back if one of them fails. */
static bool publish(struct arena *arena, const struct make_request *request,
                    struct audio_file *audio, struct beside *beside,
                    struct made *made, struct err *err)
{
    uint64_t bytes = 0;

    if (!publishing_place(&beside->sides, err) ||
        !split_place(&beside->parts, err) || !audio_file_place(audio, err) ||
        !size_of(request->output, &bytes, err))
        return false;
    list_file(arena, made, request->output, bytes);
    for (size_t i = 0; i < beside->parts.count; i++) {
        struct view path = beside->parts.at[i].path;

        if (!size_of(path, &bytes, err))
            return false;
        list_file(arena, made, path, bytes);
    }
    for (size_t i = 0; i < beside->sides.count; i++) {
        struct view path = publishing_path(&beside->sides, i, &bytes);

        list_file(arena, made, path, bytes);
    }
    publishing_commit(&beside->sides);
    split_commit(&beside->parts);
    audio_file_commit(audio);
    return true;
}

static void count(const struct make_request *request,
                  const struct speaking *speaking, struct made *made)
{
    const struct timeline *timeline = &speaking->timeline;

    made->seconds = timeline_seconds(timeline, timeline->frames);
    made->chapters = timeline->script->chapters.count;
    made->gaps = timeline_gaps(timeline);
    made->loudness_lufs = loudness_integrated(&speaking->loudness);
    made->gain_db = loudness_gain_db(&speaking->loudness, target_lufs,
                                     ceiling_dbtp(request));
}

bool make_check(const struct make_request *request, struct err *err)
{
    struct plan plan;

    if (!make_plan(request, &plan, err))
        return false;
    if (request->split && !plan.is_mp3)
        return err_set_kind(err, ERR_USAGE,
                            "--split cuts an MP3; choose an output that ends "
                            "in .mp3");
    return publishing_check(request->writes, plan.is_mp3, err);
}

bool make_spares(struct arena *arena, const struct make_request *request,
                 const char *input, struct err *err)
{
    size_t articles = request->program->outline_count;

    if (!publishing_spares(arena, request->writes, request->output, input, err))
        return false;
    for (size_t i = 0; request->split && i < articles; i++) {
        struct view path = split_path(arena, request->output, i, articles);

        if (!publishing_spares_file(path.data, input, err))
            return false;
    }
    return true;
}

bool make_measure(struct arena *arena, const struct make_request *request,
                  struct make_measure *measure, struct err *err)
{
    const struct script *script = &request->program->script;
    struct making making;
    bool ok = speak(arena, request, request->cache, &making, err);
    const struct timeline *timeline = &making.speaking.timeline;
    int64_t before = 0;

    *measure = (struct make_measure){
        .article_ms = arena_new(arena, script->articles.count + 1,
                                sizeof *measure->article_ms)};
    for (size_t i = 0; ok && i < script->cues.count; i++) {
        const struct cue *cue = &script->cues.at[i];
        int64_t end = timeline_ms(timeline, timeline->cues[i].at.end);

        if (cue->kind == CUE_PAUSE)
            measure->pause_ms += cue->pause_ms;
        measure->article_ms[cue->article] += end - before;
        before = end;
    }
    if (ok)
        measure->length_ms = timeline_ms(timeline, timeline->frames);
    speaking_release(&making.speaking);
    return ok;
}

static bool make_once(struct arena *arena, const struct make_request *request,
                      struct cache *cache, struct made *made, bool *is_stale,
                      struct err *err)
{
    struct episode episode;
    struct making making;
    struct audio_file audio = {.file.fd = -1};
    struct beside beside = {0};
    bool ok = speak(arena, request, cache, &making, err);

    *made = (struct made){0};
    if (!ok)
        goto out;
    count(request, &making.speaking, made);
    describe(arena, request, &making.speaking, &episode);
    ok = draw_cover(arena, request, &episode, err) &&
         encode(&making, &episode, made->gain_db, &audio, err) &&
         write_beside(arena, request, &episode, &audio, &beside, err);
    if (!ok)
        goto out;
    cache_settle(cache);
    ok = publish(arena, request, &audio, &beside, made, err);
out:
    *is_stale = making.speaking.is_stale;
    publishing_abandon(&beside.sides);
    split_abandon(&beside.parts);
    audio_file_abandon(&audio);
    speaking_release(&making.speaking);
    return ok;
}

bool make_episode(struct arena *arena, const struct make_request *request,
                  struct made *made, struct err *err)
{
    bool is_stale;
    bool ok = make_once(arena, request, request->cache, made, &is_stale, err);

    if (!ok && is_stale)
        ok = make_once(arena, request, NULL, made, &is_stale, err);
    return ok;
}
