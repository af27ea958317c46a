#include "cli/articles.h"

#include "speech/policy.h"

#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void add_folder(struct voice_path *path, struct view folder)
{
    for (size_t i = 0; i < path->count; i++) {
        if (view_equal(path->folders[i], folder))
            return;
    }
    if (path->count < VOICE_FOLDERS_MAX && folder.size > 0)
        path->folders[path->count++] = folder;
}

/* Adds voices of a data folder; the XDG rules ignore relative ones. */
static void add_data_folder(struct arena *arena, struct voice_path *path,
                            struct view folder)
{
    if (folder.size > 0 && folder.data[0] == '/')
        add_folder(path, arena_format(arena, "%.*s/briefcast/voices",
                                      VIEW_ARG(folder)));
}

static void add_xdg_folders(struct arena *arena, struct voice_path *path)
{
    const char *home = getenv("HOME");
    const char *own = getenv("XDG_DATA_HOME");
    const char *shared = getenv("XDG_DATA_DIRS");
    struct view rest =
        view_of(shared && *shared ? shared : "/usr/local/share:/usr/share");

    if (own && *own)
        add_data_folder(arena, path, view_of(own));
    else if (home && *home)
        add_data_folder(arena, path,
                        arena_format(arena, "%s/.local/share", home));
    while (rest.size > 0)
        add_data_folder(arena, path, view_cut(&rest, ':'));
}

/* Where the voices lie beside a program that runs from the folder it was
 * built in: out/MODE/briefcast and voices/ are there together. */
static void add_built_folder(struct arena *arena, struct voice_path *path)
{
    char program[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    int slashes = 3;

    while (size > 0 && slashes > 0) {
        if (program[--size] == '/')
            slashes--;
    }
    if (slashes == 0)
        add_folder(path,
                   arena_format(arena, "%.*s/voices", (int)size, program));
}

void articles_voice_path(struct arena *arena, struct voice_path *path)
{
    *path = (struct voice_path){0};
    add_folder(path, VIEW("voices"));
    add_xdg_folders(arena, path);
    add_folder(path, VIEW(BRIEFCAST_DATA_DIR "/voices"));
    add_built_folder(arena, path);
}

bool articles_named(const struct options *options, struct err *err)
{
    return options->argument_count > 0 ||
           err_set_kind(err, ERR_USAGE,
                        "say which article: a file, an address, or - for "
                        "standard input");
}

bool articles_read_one(struct arena *arena, const struct options *options,
                       size_t i, const struct log *log,
                       struct documents *documents, struct buf *feed,
                       struct err *err)
{
    struct article_request request = {
        .source = view_of(options->arguments[i]),
        .format = view_of(options->from),
        .base_url = view_of(options->base_url),
        .content_type = view_of(options->content_type),
        .language = view_of(options->language),
        .items = (size_t)options->items,
    };

    return article_read(arena, &request, log, documents, feed, err);
}

bool articles_read(struct arena *arena, const struct options *options,
                   const struct log *log, struct documents *documents,
                   struct err *err)
{
    if (!articles_named(options, err))
        return false;
    for (size_t i = 0; i < options->argument_count; i++) {
        if (!articles_read_one(arena, options, i, log, documents, NULL, err))
            return false;
    }
    return true;
}

bool articles_voice(struct arena *arena, const struct options *options,
                    const struct documents *documents, struct voice *voice,
                    struct err *err)
{
    struct view language = view_of(options->language);
    struct voice_path path;
    struct voice named;

    if (language.size > 0 && !voice_is_language_tag(language))
        return err_set_kind(err, ERR_USAGE,
                            "\"%.*s\" is no language; write a tag as en, de "
                            "or pt-BR",
                            VIEW_ARG(language));
    articles_voice_path(arena, &path);
    if (!voice_find(arena, &path,
                    view_of(options->voice ? options->voice : "newsreader"),
                    &named, err))
        return false;
    if (language.size == 0 && documents->count > 0)
        language = documents->at[0].language;
    *voice = named;
    if (!options->voice &&
        !voice_for_language(arena, &path, &named, language, voice, err))
        return false;
    if (options->rate_wpm > 0)
        voice_set_rate(voice, options->rate_wpm);
    return true;
}

static bool load_folder(struct lexicon *lexicon, struct view folder,
                        struct err *err)
{
    char pattern[PATH_MAX];
    glob_t found = {0};
    bool ok = true;

    snprintf(pattern, sizeof pattern, "%.*s/*.lexicon", VIEW_ARG(folder));
    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; ok && i < found.gl_pathc; i++)
            ok = lexicon_load(lexicon, LEXICON_SHIPPED, found.gl_pathv[i], err);
    }
    globfree(&found);
    return ok;
}

struct lexicon *articles_lexicon(struct arena *arena,
                                 const struct options *options,
                                 const struct voice *voice, struct err *err)
{
    struct lexicon *lexicon = lexicon_new();
    struct voice_path path;
    bool ok = true;

    articles_voice_path(arena, &path);
    /* The first folder that has lexicons is where they are kept. */
    for (size_t i = 0; ok && i < path.count && lexicon_count(lexicon) == 0; i++)
        ok = load_folder(lexicon, path.folders[i], err);
    if (ok && voice->lexicon.size > 0)
        ok = lexicon_load(lexicon, LEXICON_VOICE, voice->lexicon.data, err);
    if (ok && options->lexicon)
        ok = lexicon_load(lexicon, LEXICON_USER, options->lexicon, err);
    if (ok)
        return lexicon;
    lexicon_free(lexicon);
    return NULL;
}

bool articles_program(struct arena *arena, const struct options *options,
                      const struct log *log, struct program *program,
                      struct err *err)
{
    struct documents documents = {0};
    struct voice *voice = arena_new(arena, 1, sizeof *voice);
    struct voice_path path;

    if (!articles_read(arena, options, log, &documents, err) ||
        !articles_voice(arena, options, &documents, voice, err))
        return false;
    articles_voice_path(arena, &path);
    struct lexicon *lexicon = articles_lexicon(arena, options, voice, err);
    if (!lexicon)
        return false;
    struct program_request request = {
        .documents = documents.at,
        .document_count = documents.count,
        .voice = voice,
        .voices = &path,
        .language = view_of(options->language),
        .lexicon = lexicon,
        .keeps_ledger = options->why,
    };
    bool ok = policy_read(&request.policies, view_of(options->say), err) &&
              article_program(arena, &request, log, program, err);
    lexicon_free(lexicon);
    return ok;
}
