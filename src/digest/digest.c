#include "digest/digest.h"

#include "base/atomic_file.h"
#include "digest/fit.h"
#include "digest/gather.h"
#include "digest/lock.h"
#include "digest/notes.h"
#include "digest/phrase.h"
#include "digest/place.h"
#include "digest/select.h"
#include "digest/show.h"
#include "digest/stage.h"
#include "digest/upkeep.h"
#include "pipeline/file_name.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { COVER_BYTES_MAX = 16 << 20 };

struct running {
    struct arena *arena;
    const struct digest_request *request;
    const struct digest_config *config;
    struct digest_report *report;
    struct state *state;
    struct view stage;
    struct fit_story *stories; /* opening, items that are told, closing */
    struct digest_item **told; /* item of each story; NULL: our own words */
    size_t story_count;
    char *cover;
};

/* ---- before and after */

static bool restore(struct running *running, struct view path, struct err *err)
{
    struct digest_report *report = running->report;

    if (!notes_restore(running->arena, running->config->output.data,
                       running->state, running->request->log,
                       &report->restored_episodes, err))
        return false;
    if (report->restored_episodes > 0)
        report->restored = path;
    return true;
}

static bool open_state(struct running *running, struct lock *lock,
                       struct err *err)
{
    struct arena *arena = running->arena;
    struct view path;
    bool is_new;

    if (!place_state(arena, running->config, &path, err) ||
        !stage_make_folder(place_parent(arena, path), err) ||
        !lock_take(lock, arena_format(arena, "%s.lock", path.data).data, err))
        return false;
    running->state =
        state_open(arena, path.data, running->request->log, &is_new, err);
    return running->state && (!is_new || restore(running, path, err));
}

/* Old episodes, and the feed. */
static bool keep_up(struct running *running, struct err *err)
{
    struct upkeep upkeep;

    if (!upkeep_run(running->arena, running->config, running->request->now,
                    running->request->log, &upkeep, err))
        return false;
    running->report->feed = upkeep.feed;
    running->report->removed += upkeep.removed;
    return true;
}

/* Moves the files of the pending episode to their places, and is done with it;
 * *lost when they are gone. */
static bool publish(struct running *running, const struct state_names *files,
                    bool *lost, struct err *err)
{
    bool complete;

    if (!stage_publish(running->arena, running->config->output, running->stage,
                       files, &complete, err))
        return false;
    *lost = !complete;
    if (!complete)
        return state_undo(running->state, err);
    return keep_up(running, err) && state_finish(running->state, err);
}

/* Ends what an earlier run began. */
static bool recover(struct running *running, struct err *err)
{
    struct state_episode episode;
    struct state_names files;
    bool found;
    bool lost;

    if (!state_pending(running->arena, running->state, &episode, &files, &found,
                       err))
        return false;
    if (!found)
        return true;
    if (!publish(running, &files, &lost, err))
        return false;
    if (lost)
        log_warning(running->request->log,
                    "the files of episode %.*s are lost; its items come again",
                    VIEW_ARG(episode.name));
    else
        running->report->finished = episode.name;
    return true;
}

/* ---- choosing */

static bool find_news(struct running *running, struct err *err)
{
    struct digest_report *report = running->report;
    struct arena *arena = running->arena;
    struct gather_request gather = {running->config, running->request->now,
                                    running->request->log};

    report->states = arena_new(arena, running->config->sources.count + 1,
                               sizeof *report->states);
    if (!state_load_sources(arena, running->state, running->config,
                            report->states, err) ||
        !gather_items(arena, &gather, report->states, &report->items, err))
        return false;
    for (size_t i = 0; i < running->config->sources.count; i++)
        report->failed += report->states[i].failed;
    if (report->failed == running->config->sources.count)
        return err_set(err, "no source could be read; the first says: %.*s",
                       VIEW_ARG(report->states[0].failure));
    return select_new(arena, running->state, running->config, &report->items,
                      err) &&
           gather_pages(arena, &gather, &report->items, err) &&
           select_stories(arena, running->state, running->config,
                          running->request->now, &report->items, err);
}

static int by_time(const void *a, const void *b)
{
    const struct digest_item *x = *(struct digest_item *const *)a;
    const struct digest_item *y = *(struct digest_item *const *)b;

    if (x->seconds != y->seconds)
        return x->seconds < y->seconds ? 1 : -1;
    return (x > y) - (x < y);
}

/* Each source's first before any's second: so that no source takes all the
 * time. */
static size_t priority_of(const struct running *running,
                          const struct digest_item *item, size_t *seen)
{
    size_t sources = running->config->sources.count;

    if (running->config->order == ORDER_NEWEST)
        return 0; /* they stand in the order of their priority */
    return seen[item->source_index]++ * sources + item->source_index;
}

static void cast(struct running *running)
{
    struct arena *arena = running->arena;
    struct digest_items *items = &running->report->items;
    size_t waiting = select_count(items, ITEM_WAITING);
    size_t count = 0;
    size_t *seen =
        arena_new(arena, running->config->sources.count + 1, sizeof *seen);

    running->told = arena_new(arena, waiting + 2, sizeof(struct digest_item *));
    running->stories = arena_new(arena, waiting + 2, sizeof *running->stories);
    running->story_count = waiting + 2;
    for (size_t i = 0; i < items->count; i++) {
        if (items->at[i].fate == ITEM_WAITING)
            running->told[++count] = &items->at[i];
    }
    if (running->config->order == ORDER_NEWEST)
        qsort(running->told + 1, waiting, sizeof(struct digest_item *),
              by_time);
    for (size_t i = 0; i < running->story_count; i++) {
        struct fit_story *story = &running->stories[i];

        if (!running->told[i]) {
            story->fixed = true;
            story->group = running->config->sources.count;
            continue;
        }
        show_dress(arena, running->config, running->request->now,
                   running->told[i]);
        story->document = &running->told[i]->document;
        story->group = running->told[i]->source_index;
        story->priority = priority_of(running, running->told[i], seen);
    }
}

/* What was chosen becomes the items' fate, and opening and closing tell it. */
static void frame(void *context, struct arena *arena, int64_t length_ms)
{
    struct running *running = context;
    const struct digest_items *items = &running->report->items;
    const struct digest_config *config = running->config;
    int64_t now = running->request->now;
    struct document *opening = arena_new(arena, 2, sizeof *opening);
    struct document *closing = opening + 1;

    for (size_t i = 0; i < running->story_count; i++) {
        const struct fit_story *story = &running->stories[i];

        if (running->told[i])
            running->told[i]->fate = !story->is_told       ? ITEM_LEFT
                                     : story->is_shortened ? ITEM_SHORTER
                                                           : ITEM_TOLD;
    }
    show_opening(arena, config, now, length_ms, items, opening);
    show_closing(arena, config, now, length_ms, items, closing);
    running->stories[0].document = opening;
    running->stories[running->story_count - 1].document = closing;
}

/* ---- making */

static bool read_cover(struct running *running, struct view *cover,
                       struct err *err)
{
    size_t size = 0;

    if (running->config->cover.size == 0)
        return true;
    if (!file_read(running->config->cover.data, COVER_BYTES_MAX,
                   &running->cover, &size, err))
        return false;
    *cover = (struct view){running->cover, size};
    return true;
}

static bool is_taken(struct running *running, struct view name)
{
    struct view folder = running->config->output;
    struct stat status;

    return stat(arena_format(running->arena, "%.*s/%.*s.mp3", VIEW_ARG(folder),
                             VIEW_ARG(name))
                    .data,
                &status) == 0 ||
           stat(arena_format(running->arena, "%.*s/%.*s" NOTES_ENDING,
                             VIEW_ARG(folder), VIEW_ARG(name))
                    .data,
                &status) == 0;
}

/* "morning-2026-11-25", and -2 for the second of a day. */
static struct view choose_name(struct running *running)
{
    struct arena *arena = running->arena;
    time_t now = (time_t)running->request->now;
    struct tm local;
    struct view title = file_name_of_title(arena, running->config->title);
    struct view name;

    localtime_r(&now, &local);
    name = arena_format(arena, "%.*s-%04d-%02d-%02d",
                        VIEW_ARG(view_slice(title, 0, 60)),
                        local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    struct view first = name;
    for (int number = 2; is_taken(running, name); number++)
        name = arena_format(arena, "%.*s-%d", VIEW_ARG(first), number);
    return name;
}

static void describe(struct running *running, struct state_episode *episode)
{
    struct phrase_fields fields = {
        .language = running->config->language,
        .title = running->config->title,
        .now = running->request->now,
    };
    struct buf title = {0};

    phrase_fill(&title, VIEW("{title}, {date}"), &fields);
    *episode = (struct state_episode){
        .name = choose_name(running),
        .title = arena_copy(running->arena, buf_view(&title)),
        .made = running->request->now,
    };
    buf_release(&title);
}

static bool fit(struct running *running, struct make_request *make,
                struct program *program, struct err *err)
{
    const struct digest_request *request = running->request;
    const struct digest_sources *sources = &running->config->sources;
    int64_t *most = arena_new(running->arena, sources->count + 1, sizeof *most);
    struct fit_request fit = {
        .stories = running->stories,
        .story_count = running->story_count,
        .length_ms = running->config->length_ms,
        .group_most_ms = most,
        .group_count = sources->count,
        .program = {.voice = request->voice,
                    .voices = request->voices,
                    .lexicon = request->lexicon,
                    .policies = running->config->policies},
        .make = *make,
        .frame = frame,
        .context = running,
    };

    for (size_t i = 0; i < sources->count; i++)
        most[i] = sources->at[i].length_ms;
    return fit_program(running->arena, &fit, program,
                       &running->report->episode.length_ms, err);
}

static bool write_notes(struct running *running, struct err *err)
{
    const struct state_episode *episode = &running->report->episode;
    struct atomic_file file = {.fd = -1};
    struct buf text = {0};
    struct view path =
        arena_format(running->arena, "%.*s/%.*s" NOTES_ENDING,
                     VIEW_ARG(running->stage), VIEW_ARG(episode->name));

    notes_write(episode, &running->report->items, &text);
    bool ok = atomic_file_open(&file, path.data, err) &&
              atomic_file_write(&file, buf_view(&text), err) &&
              atomic_file_finish(&file, err) && atomic_file_publish(&file, err);
    atomic_file_abandon(&file);
    buf_release(&text);
    return ok;
}

static bool make_on_stage(struct running *running, struct err *err)
{
    const struct digest_request *request = running->request;
    const struct digest_config *config = running->config;
    struct digest_report *report = running->report;
    struct arena *arena = running->arena;
    struct program program;
    bool none = view_equal(config->writes, VIEW("none"));
    struct make_request make = {
        .program = &program,
        .album = config->title,
        .artist = config->author.size > 0 ? config->author : config->title,
        .mp3 = request->mp3,
        .jobs = request->jobs,
        .cache = request->cache,
        .made = request->now,
        .log = request->log,
        .writes = none ? VIEW("episode")
                       : arena_format(arena, "%.*s,episode",
                                      VIEW_ARG(config->writes)),
    };

    describe(running, &report->episode);
    make.title = report->episode.title;
    make.output = arena_format(arena, "%.*s/%.*s.mp3", VIEW_ARG(running->stage),
                               VIEW_ARG(report->episode.name));
    if (!read_cover(running, &make.cover, err) ||
        !stage_open(config->output, running->stage, err) ||
        !fit(running, &make, &program, err) ||
        !make_episode(arena, &make, &report->made, err))
        return false;
    report->episode.length_ms = (int64_t)(report->made.seconds * 1000 + 0.5);
    return write_notes(running, err);
}

/* An item that nobody tells is not told by a twin. */
static void settle_twins(struct digest_items *items)
{
    for (size_t i = 0; i < items->count; i++) {
        struct digest_item *item = &items->at[i];

        if (item->fate == ITEM_TWIN && item->twin != SIZE_MAX &&
            items->at[item->twin].fate == ITEM_LEFT)
            item->fate = ITEM_LEFT;
    }
}

static bool remember(struct running *running, const struct state_names *files,
                     struct err *err)
{
    struct digest_report *report = running->report;
    struct digest_items *items = &report->items;
    struct state_change change = {
        .config = running->config,
        .states = report->states,
        .items = items,
        .episode = files ? &report->episode : NULL,
        .files = files,
        .now = running->request->now,
    };

    for (size_t i = 0; i < items->count; i++) {
        if (items->at[i].fate == ITEM_LEFT && !running->config->carry)
            items->at[i].fate = ITEM_BEYOND;
    }
    return state_apply(running->state, &change, err);
}

static bool make(struct running *running, struct err *err)
{
    struct digest_report *report = running->report;
    struct state_names files;
    bool lost;

    cast(running);
    if (!make_on_stage(running, err))
        return false;
    settle_twins(&report->items);
    if (!stage_list(running->arena, running->stage, &files, err) ||
        !remember(running, &files, err) ||
        !publish(running, &files, &lost, err))
        return false;
    if (lost)
        return err_set(err,
                       "%s: was cleared by somebody during the run; start "
                       "it again",
                       running->stage.data);
    report->is_made = true;
    report->audio = arena_format(running->arena, "%.*s/%.*s.mp3",
                                 VIEW_ARG(running->config->output),
                                 VIEW_ARG(report->episode.name));
    return true;
}

static bool run(struct running *running, struct err *err)
{
    struct digest_report *report = running->report;

    if (!recover(running, err) || !find_news(running, err))
        return false;
    if (running->request->dry_run)
        return true;
    if (select_count(&report->items, ITEM_WAITING) > 0)
        return make(running, err);
    return remember(running, NULL, err) && keep_up(running, err);
}

bool digest_run(struct arena *arena, const struct digest_request *request,
                struct digest_report *report, struct err *err)
{
    struct lock lock = {.fd = -1};
    struct running running = {
        .arena = arena,
        .request = request,
        .config = request->config,
        .report = report,
        .stage =
            stage_path(arena, request->config->output, request->config->name),
    };

    *report = (struct digest_report){0};
    bool ok = upkeep_check(request->config, err) &&
              open_state(&running, &lock, err) && run(&running, err);
    /* A pending episode waits on the stage for the next run. */
    bool pending = false;
    if (running.state) {
        struct state_episode episode;
        struct state_names files;
        struct err ignored;

        pending = !state_pending(arena, running.state, &episode, &files,
                                 &pending, &ignored) ||
                  pending;
        if (!pending)
            stage_close(running.stage);
    }
    state_close(running.state);
    lock_release(&lock);
    free(running.cover);
    return ok;
}

bool digest_dump(struct arena *arena, const struct digest_config *config,
                 const struct log *log, struct buf *out, struct err *err)
{
    struct view path;
    bool is_new;

    if (!place_state(arena, config, &path, err))
        return false;
    struct state *state = state_open(arena, path.data, log, &is_new, err);
    bool ok = state && state_dump(state, out, err);
    state_close(state);
    return ok;
}
