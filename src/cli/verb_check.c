#include "cli/articles.h"
#include "cli/verb.h"
#include "digest/config.h"
#include "digest/upkeep.h"
#include "pipeline/check.h"

#include <stdio.h>

/* Every mistake of a digest's configuration, a line each. */
static int check_config(const struct options *options, const char *path)
{
    struct arena arena = {0};
    struct digest_config config;
    struct mistakes mistakes = {0};
    struct voice_path voices;
    struct err fault;

    articles_voice_path(&arena, &voices);
    bool sound = digest_config_read(&arena, path, &voices, &config, &mistakes);
    if (sound && !upkeep_check(&config, &fault)) {
        sound = false;
        *ARENA_PUSH(&arena, &mistakes) =
            arena_format(&arena, "%s: %s", path, fault.message);
    }
    for (size_t i = 0; i < mistakes.count; i++)
        fprintf(stderr, "briefcast: error: %.*s\n", VIEW_ARG(mistakes.at[i]));
    if (sound && !options->quiet)
        printf("%s: sound: digest of %zu source%s into %.*s\n", path,
               config.sources.count, config.sources.count == 1 ? "" : "s",
               VIEW_ARG(config.output));
    arena_release(&arena);
    return sound ? 0 : 1;
}

int verb_check(const struct options *options, struct err *err)
{
    int status = 0;

    if (options->argument_count == 0) {
        err_set_kind(err, ERR_USAGE,
                     "say which file: a .voice, .lexicon, .pls, .mp3, .vtt, "
                     ".xml, .rss, .epub or .conf");
        return -1;
    }
    for (size_t i = 0; i < options->argument_count; i++) {
        const char *path = options->arguments[i];
        struct buf found = {0};
        struct err fault;

        if (digest_config_named(path)) {
            if (check_config(options, path) != 0)
                status = 1;
            continue;
        }
        if (check_file(path, &found, &fault)) {
            if (!options->quiet)
                printf("%s: sound: %s\n", path, buf_string(&found));
        } else if (fault.kind == ERR_USAGE) {
            *err = fault;
            status = -1;
        } else {
            fprintf(stderr, "briefcast: error: %s\n", fault.message);
            status = 1;
        }
        buf_release(&found);
        if (status < 0)
            break;
    }
    return status;
}
