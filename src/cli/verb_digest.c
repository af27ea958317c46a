#include "base/atomic_file.h"
#include "cli/articles.h"
#include "cli/making.h"
#include "cli/message.h"
#include "cli/verb.h"
#include "digest/digest.h"
#include "digest/opml.h"
#include "digest/select.h"
#include "format/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    EXIT_WITH_GAPS = 3,
    EXIT_NOTHING_NEW = 4,
    OPML_BYTES_MAX = 16 << 20,
};

/* ---- the report */

static void print_time(struct buf *out, int64_t seconds)
{
    time_t time = (time_t)seconds;
    char text[64];
    struct tm local;

    localtime_r(&time, &local);
    strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local);
    buf_add_string(out, text);
}

static void print_length(struct buf *out, int64_t length_ms)
{
    int64_t seconds = (length_ms + 500) / 1000;

    if (seconds >= 60)
        buf_addf(out, "%lld min ", (long long)(seconds / 60));
    buf_addf(out, "%lld s", (long long)(seconds % 60));
}

static void print_items(const struct digest_items *items, enum item_fate fate,
                        const char *heading, struct buf *out)
{
    size_t count = select_count(items, fate);

    if (count == 0)
        return;
    buf_addf(out, "%s: %zu\n", heading, count);
    for (size_t i = 0; i < items->count; i++) {
        const struct digest_item *item = &items->at[i];

        if (item->fate != fate)
            continue;
        buf_addf(out, "  %.*s",
                 VIEW_ARG(item->title.size > 0 ? item->title : item->guid));
        if (item->source_name.size > 0)
            buf_addf(out, " (%.*s)", VIEW_ARG(item->source_name));
        buf_add_string(out, item->is_update ? ", an update\n" : "\n");
    }
}

static void print_sources(const struct digest_config *config,
                          const struct digest_report *report, struct buf *out)
{
    for (size_t i = 0; report->states && i < config->sources.count; i++) {
        const struct source_state *state = &report->states[i];
        const struct digest_source *source = &config->sources.at[i];

        if (state->failed) {
            buf_addf(out, "Source failed: %.*s, since ", VIEW_ARG(source->key));
            print_time(out, state->failing_since);
            buf_addf(out, ": %.*s\n", VIEW_ARG(state->failure));
        } else if (state->waited) {
            buf_addf(out,
                     "Source not asked: %.*s, it wants to be left alone "
                     "until ",
                     VIEW_ARG(source->key));
            print_time(out, state->retry_at);
            buf_add_char(out, '\n');
        }
    }
}

static void print_report(const struct digest_config *config,
                         const struct digest_report *report, bool dry_run,
                         struct buf *out)
{
    if (report->restored.size > 0)
        buf_addf(out, "State made anew from %zu episodes: %.*s\n",
                 report->restored_episodes, VIEW_ARG(report->restored));
    if (report->finished.size > 0)
        buf_addf(out, "Finished an episode that was interrupted: %.*s\n",
                 VIEW_ARG(report->finished));
    if (report->is_made) {
        buf_addf(out, "%.*s: ", VIEW_ARG(report->audio));
        print_length(out, report->episode.length_ms);
        buf_addf(out, ", %zu chapters, %.1f MB\n", report->made.chapters,
                 (double)report->made.files.at[0].bytes / 1e6);
    } else if (dry_run) {
        buf_add_string(out, "Nothing was made or remembered.\n");
    } else {
        buf_add_string(out, "Nothing new.\n");
    }
    print_items(&report->items, ITEM_WAITING, "New", out);
    print_items(&report->items, ITEM_TOLD, "Told", out);
    print_items(&report->items, ITEM_SHORTER, "Told in short", out);
    print_items(&report->items, ITEM_LEFT, "Left out for the length", out);
    print_items(&report->items, ITEM_BEYOND, "Left out by a limit", out);
    print_items(&report->items, ITEM_TWIN, "Told by another source", out);
    print_sources(config, report, out);
    if (report->feed.size > 0)
        buf_addf(out, "Feed: %.*s\n", VIEW_ARG(report->feed));
    if (report->removed > 0)
        buf_addf(out, "Old episodes removed: %zu\n", report->removed);
}

static void print_json_items(struct json_writer *json,
                             const struct digest_report *report)
{
    json_begin_array(json, "items");
    for (size_t i = 0; i < report->items.count; i++) {
        const struct digest_item *item = &report->items.at[i];

        if (item->fate == ITEM_KNOWN)
            continue;
        json_begin_object(json, NULL);
        json_add_text(json, "fate", view_of(item_fate_name(item->fate)));
        json_add_text(json, "title", item->title);
        json_add_text(json, "source", item->source->key);
        json_add_text_if(json, "link", item->link);
        json_add_bool(json, "update", item->is_update);
        json_end_object(json);
    }
    json_end_array(json);
}

static void print_json(const struct digest_config *config,
                       const struct digest_report *report, struct buf *out)
{
    struct json_writer json;

    json_writer_init(&json, out, true);
    json_begin_object(&json, NULL);
    json_add_text(&json, "event",
                  report->is_made ? VIEW("done") : VIEW("nothing new"));
    if (report->is_made) {
        json_add_text(&json, "audio", report->audio);
        json_add_number(&json, "seconds", report->made.seconds, 3);
        json_add_integer(&json, "chapters", (long long)report->made.chapters);
        json_add_integer(&json, "gaps", (long long)report->made.gaps);
    }
    json_add_text_if(&json, "finished", report->finished);
    json_add_text_if(&json, "feed", report->feed);
    json_add_integer(&json, "removed", (long long)report->removed);
    print_json_items(&json, report);
    json_begin_array(&json, "failed_sources");
    for (size_t i = 0; report->states && i < config->sources.count; i++) {
        if (!report->states[i].failed)
            continue;
        json_begin_object(&json, NULL);
        json_add_text(&json, "source", config->sources.at[i].key);
        json_add_integer(&json, "since",
                         (long long)report->states[i].failing_since);
        json_add_text(&json, "failure", report->states[i].failure);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
}

/* With --quiet, problems only: a line each. */
static void tell(const struct options *options,
                 const struct digest_config *config,
                 const struct digest_report *report)
{
    struct buf out = {0};

    if (options->json)
        print_json(config, report, &out);
    else if (!options->quiet)
        print_report(config, report, options->dry_run, &out);
    fputs(buf_string(&out), stdout);
    for (size_t i = 0;
         options->quiet && report->states && i < config->sources.count; i++) {
        const struct source_state *state = &report->states[i];

        if (state->failed)
            fprintf(stderr, "briefcast: warning: [source.%.*s] %.*s\n",
                    VIEW_ARG(config->sources.at[i].key),
                    VIEW_ARG(state->failure));
    }
    buf_release(&out);
}

/* ---- running it */

static int import(const struct options *options, struct err *err)
{
    struct arena arena = {0};
    struct buf out = {0};
    char *data = NULL;
    size_t size = 0;
    size_t feeds = 0;
    bool ok = file_read(options->import, OPML_BYTES_MAX, &data, &size, err) &&
              opml_import(&arena, options->import, (struct view){data, size},
                          &out, &feeds, err);

    if (ok)
        fwrite(out.data, 1, out.size, stdout);
    if (ok && !options->quiet)
        fprintf(stderr,
                "briefcast: note: %zu feeds; keep this as a file that "
                "ends in .conf\n",
                feeds);
    free(data);
    buf_release(&out);
    arena_release(&arena);
    return ok ? 0 : -1;
}

/* All mistakes but the last are printed here, that one by main(). */
static bool read_config(struct arena *arena, const char *path,
                        const struct voice_path *voices,
                        struct digest_config *config, struct err *err)
{
    struct mistakes mistakes = {0};

    if (digest_config_read(arena, path, voices, config, &mistakes))
        return true;
    for (size_t i = 0; i + 1 < mistakes.count; i++)
        fprintf(stderr, "briefcast: error: %.*s\n", VIEW_ARG(mistakes.at[i]));
    return err_set_kind(err, ERR_USAGE, "%.*s",
                        VIEW_ARG(mistakes.at[mistakes.count - 1]));
}

static bool run(struct arena *arena, const struct options *options,
                const struct digest_config *config,
                const struct voice_path *voices, struct digest_report *report,
                struct err *err)
{
    const struct documents none = {0};
    struct options wanted = *options;
    struct voice *voice = arena_new(arena, 1, sizeof *voice);
    struct digest_request request = {
        .config = config,
        .voice = voice,
        .voices = voices,
        .mp3 = making_mp3(options),
        .jobs = making_jobs(options),
        .dry_run = options->dry_run,
        .log = message_log_problems(options),
    };

    wanted.voice = config->voice.size > 0 ? config->voice.data : NULL;
    wanted.language = config->language.data;
    wanted.rate_wpm = config->rate_wpm;
    wanted.lexicon = config->lexicon.size > 0 ? config->lexicon.data : NULL;
    if (!making_time(&request.now, err) ||
        !articles_voice(arena, &wanted, &none, voice, err))
        return false;
    struct lexicon *lexicon = articles_lexicon(arena, &wanted, voice, err);
    request.lexicon = lexicon;
    request.cache = making_cache(arena, options, request.log);
    bool ok = lexicon && digest_run(arena, &request, report, err);
    cache_close(request.cache);
    lexicon_free(lexicon);
    return ok;
}

static bool print_state(struct arena *arena, const struct options *options,
                        const struct digest_config *config, struct err *err)
{
    struct buf out = {0};
    bool ok = digest_dump(arena, config, message_log(options), &out, err);

    if (ok && out.size > 0)
        fwrite(out.data, 1, out.size, stdout);
    buf_release(&out);
    return ok;
}

static int status_of(const struct options *options,
                     const struct digest_report *report)
{
    if (report->is_made)
        return report->made.gaps > 0 ? EXIT_WITH_GAPS : 0;
    if (report->finished.size > 0)
        return 0;
    if (options->dry_run && select_count(&report->items, ITEM_WAITING) > 0)
        return 0;
    return EXIT_NOTHING_NEW;
}

int verb_digest(const struct options *options, struct err *err)
{
    struct arena arena = {0};
    struct digest_config config;
    struct digest_report report = {0};
    struct voice_path voices;
    int status = -1;

    if (options->import)
        return import(options, err);
    if (options->argument_count != 1) {
        err_set_kind(err, ERR_USAGE,
                     "say which configuration: briefcast digest CONFIG");
        return -1;
    }
    articles_voice_path(&arena, &voices);
    if (!read_config(&arena, options->arguments[0], &voices, &config, err))
        goto out;
    if (options->state) {
        status = print_state(&arena, options, &config, err) ? 0 : -1;
    } else if (run(&arena, options, &config, &voices, &report, err)) {
        tell(options, &config, &report);
        status = status_of(options, &report);
    }
out:
    arena_release(&arena);
    return status;
}
