#include "cli/verb.h"
#include "pipeline/check.h"

#include <stdio.h>

int verb_check(const struct options *options, struct err *err)
{
    int status = 0;

    if (options->argument_count == 0) {
        err_set_kind(err, ERR_USAGE,
                     "say which file: a .voice, .lexicon, .mp3, .vtt, "
                     ".xml, .rss or .epub");
        return -1;
    }
    for (size_t i = 0; i < options->argument_count; i++) {
        const char *path = options->arguments[i];
        struct buf found = {0};
        struct err fault;

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
