#include "cli/articles.h"
#include "cli/verb.h"
#include "format/json.h"

#include <stdio.h>

static bool speaks(const struct voice *voice, const char *tag)
{
    struct view asked = view_of(tag);
    struct view own = voice->language;

    return !tag ||
           view_equal_nocase(view_cut(&own, '-'), view_cut(&asked, '-'));
}

static void print_json(const struct voice *voice)
{
    struct buf text = {0};
    struct json_writer json;

    json_writer_init(&json, &text, true);
    json_begin_object(&json, NULL);
    json_add_text(&json, "voice", voice->name);
    json_add_text(&json, "title", voice->title);
    json_add_text(&json, "language", voice->language);
    json_add_text(&json, "engine", voice->engine);
    json_add_text(&json, "name", voice->variant);
    json_add_integer(&json, "rate", voice->roles[ROLE_BODY].rate_wpm);
    json_add_text(&json, "file", voice->path);
    json_end_object(&json);
    fputs(buf_string(&text), stdout);
    buf_release(&text);
}

static void print_line(const struct voice *voice)
{
    printf("%.*s: %.*s, %.*s, %d words a minute\n", VIEW_ARG(voice->name),
           VIEW_ARG(voice->title.size > 0 ? voice->title : voice->variant),
           VIEW_ARG(voice->language), voice->roles[ROLE_BODY].rate_wpm);
}

int verb_voices(const struct options *options, struct err *err)
{
    struct arena arena = {0};
    struct voice_path path;
    struct voices voices;
    size_t shown = 0;
    int status = -1;

    articles_voice_path(&arena, &path);
    if (!voice_list(&arena, &path, &voices, err))
        goto out;
    for (size_t i = 0; i < voices.count; i++) {
        if (!speaks(&voices.at[i], options->language))
            continue;
        if (options->json)
            print_json(&voices.at[i]);
        else
            print_line(&voices.at[i]);
        shown++;
    }
    if (shown == 0) {
        err_set(err,
                "no voice file speaks %s; without --voice the engine's "
                "own voice of an article's language is used",
                options->language ? options->language : "at all");
        goto out;
    }
    status = 0;
out:
    arena_release(&arena);
    return status;
}
