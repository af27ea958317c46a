#include "base/interrupt.h"
#include "cli/articles.h"
#include "cli/making.h"
#include "cli/message.h"
#include "cli/verb.h"
#include "digest/config.h"
#include "digest/fit.h"
#include "format/json.h"
#include "pipeline/file_name.h"
#include "pipeline/make.h"
#include "pipeline/publishing.h"
#include "publish/picture.h"
#include "speech/policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_WITH_GAPS = 3 };

static bool is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* TITLE.mp3 in the folder that was named; in out/ where nothing was. */
static bool choose_output(struct arena *arena, const struct options *options,
                          const struct program *program, struct view *output,
                          struct err *err)
{
    const char *folder = options->output ? options->output : "out";
    struct view title = view_of(options->title);

    if (options->output && !is_folder(options->output)) {
        *output = view_of(options->output);
        return true;
    }
    if (title.size == 0)
        title = program->outlines[0].document->title;
    if (title.size == 0)
        title = program->script.chapters.at[0].title;
    if (!options->dry_run && mkdir(folder, 0777) != 0 && !is_folder(folder))
        return err_set_errno(err, "the folder out cannot be made");
    title = file_name_of_title(arena, title);
    *output = arena_format(arena, "%s%s%.*s.mp3", folder,
                           folder[strlen(folder) - 1] == '/' ? "" : "/",
                           VIEW_ARG(title));
    if (is_folder(output->data))
        return err_set(err, "%s: is a folder; name another file by -o",
                       output->data);
    return true;
}

static bool read_cover(const struct options *options, char **data,
                       struct view *cover, struct err *err)
{
    size_t size = 0;

    if (!options->cover)
        return true;
    bool ok = picture_read_cover(options->cover, data, &size, err);
    *cover = (struct view){*data, size};
    return ok;
}

/* No output may replace a file that the user gave. */
static bool spare_inputs(struct arena *arena, const struct options *options,
                         const struct make_request *request, struct err *err)
{
    /* The voice's own lexicon, whatever option chose the voice. */
    const struct program *program = request->program;
    for (size_t i = 0; i < program->voice_count; i++) {
        struct view own = program->voices[i].lexicon;
        if (own.size > 0 &&
            !make_spares(arena, request, arena_copy(arena, own).data, err))
            return false;
    }
    const char *others[] = {options->cover, options->lexicon};

    for (size_t i = 0; i < options->argument_count; i++) {
        if (!make_spares(arena, request, options->arguments[i], err))
            return false;
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i] && !make_spares(arena, request, others[i], err))
            return false;
    }
    return true;
}

static void print_json(const struct made *made)
{
    struct buf text = {0};
    struct json_writer json;

    json_writer_init(&json, &text, true);
    json_begin_object(&json, NULL);
    json_add_text(&json, "event", VIEW("done"));
    json_begin_array(&json, "files");
    for (size_t i = 0; i < made->files.count; i++)
        json_add_text(&json, NULL, made->files.at[i].path);
    json_end_array(&json);
    json_add_number(&json, "seconds", made->seconds, 3);
    json_add_integer(&json, "chapters", (long long)made->chapters);
    json_add_integer(&json, "gaps", (long long)made->gaps);
    json_add_number(&json, "gain_db", made->gain_db, 1);
    json_end_object(&json);
    fputs(buf_string(&text), stdout);
    buf_release(&text);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_length(double seconds)
{
    long total = (long)(seconds + 0.5);
    long hours = total / 3600;
    long minutes = total / 60 % 60;

    if (hours > 0)
        printf("%ld hour%s ", hours, plural((size_t)hours));
    if (hours > 0 || minutes > 0)
        printf("%ld minute%s ", minutes, plural((size_t)minutes));
    printf("%ld second%s", total % 60, plural((size_t)(total % 60)));
}

static void print_made(const struct made *made)
{
    const struct made_file *audio = &made->files.at[0];

    printf("%.*s: ", VIEW_ARG(audio->path));
    print_length(made->seconds);
    printf(", %zu chapter%s, %.1f MB\n", made->chapters, plural(made->chapters),
           (double)audio->bytes / 1e6);
    for (size_t i = 1; i < made->files.count; i++)
        printf("%.*s\n", VIEW_ARG(made->files.at[i].path));
}

/* --fit: as long as asked, by what tells most of each article. */
static bool fit_program_of(struct arena *arena, const struct options *options,
                           const struct make_request *make,
                           struct program *program, struct err *err)
{
    struct documents documents = {0};
    struct voice *voice = arena_new(arena, 1, sizeof *voice);
    struct voice_path path;
    struct fit_request fit = {.make = *make};
    int64_t no_limit = 0;
    int64_t length_ms;

    if (!digest_length_parse(view_of(options->fit), &fit.length_ms))
        return err_set_kind(err, ERR_USAGE,
                            "--fit takes a length, as in 12m or 1h30m, not "
                            "\"%s\"",
                            options->fit);
    if (!articles_read(arena, options, make->log, &documents, err) ||
        !articles_voice(arena, options, &documents, voice, err))
        return false;
    articles_voice_path(arena, &path);
    struct lexicon *lexicon = articles_lexicon(arena, options, voice, err);
    if (!lexicon)
        return false;
    fit.stories = arena_new(arena, documents.count, sizeof *fit.stories);
    fit.story_count = documents.count;
    fit.group_most_ms = &no_limit;
    fit.group_count = 1;
    fit.program = (struct program_request){
        .voice = voice,
        .voices = &path,
        .language = view_of(options->language),
        .lexicon = lexicon,
    };
    for (size_t i = 0; i < documents.count; i++)
        fit.stories[i] =
            (struct fit_story){.document = &documents.at[i], .priority = i};
    bool ok = policy_read(&fit.program.policies, view_of(options->say), err) &&
              fit_program(arena, &fit, program, &length_ms, err);
    lexicon_free(lexicon);
    if (ok && (double)length_ms < 0.9 * (double)fit.length_ms)
        log_note(make->log, "there is less to tell than fills %s",
                 options->fit);
    return ok;
}

static bool read_program(struct arena *arena, const struct options *options,
                         const struct make_request *make,
                         struct program *program, struct err *err)
{
    return options->fit
               ? fit_program_of(arena, options, make, program, err)
               : articles_program(arena, options, make->log, program, err);
}

static bool make(struct arena *arena, const struct options *options,
                 const struct log *log, struct cache *cache, struct made *made,
                 char **cover, struct err *err)
{
    struct program program;
    struct make_request request = {
        .program = &program,
        .album = view_of(options->album),
        .artist = view_of(options->artist),
        .title = view_of(options->title),
        .writes = view_of(options->write ? options->write : PUBLISHING_USUAL),
        .words = options->words,
        .split = options->split,
        .mp3 = making_mp3(options),
        .jobs = making_jobs(options),
        .cache = cache,
        .log = log,
    };

    if (options->output && !is_folder(options->output))
        request.output = view_of(options->output);
    else
        request.output = VIEW("title.mp3"); /* until the title is known */
    if (!make_check(&request, err) || !making_time(&request.made, err) ||
        !read_cover(options, cover, &request.cover, err) ||
        !read_program(arena, options, &request, &program, err) ||
        !choose_output(arena, options, &program, &request.output, err) ||
        !spare_inputs(arena, options, &request, err))
        return false;
    if (options->dry_run) {
        *ARENA_PUSH(arena, &made->files) =
            (struct made_file){.path = request.output};
        made->chapters = program.script.chapters.count;
        return true;
    }
    return make_episode(arena, &request, made, err);
}

int verb_make(const struct options *options, struct err *err)
{
    struct arena arena = {0};
    struct made made = {0};
    const struct log *log = message_log(options);
    struct cache *cache = making_cache(&arena, options, log);
    char *cover = NULL;
    int status = -1;

    if (!make(&arena, options, log, cache, &made, &cover, err))
        goto out;
    if (options->dry_run)
        printf("would make %.*s with %zu chapter%s\n",
               VIEW_ARG(made.files.at[0].path), made.chapters,
               plural(made.chapters));
    else if (options->json)
        print_json(&made);
    else if (!options->quiet)
        print_made(&made);
    status = made.gaps > 0 ? EXIT_WITH_GAPS : 0;
out:
    cache_close(cache);
    free(cover);
    arena_release(&arena);
    return status;
}
