/* briefcast: turns written articles into a spoken briefing. */
#include "base/atomic_file.h"
#include "base/interrupt.h"
#include "base/mem.h"
#include "base/view.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "cli/version.h"

#include <stdio.h>
#include <stdlib.h>

static const struct verb {
    const char *name;
    int bit; /* enum verb_bit */
    const char *arguments;
    const char *meaning;
    int (*run)(const struct options *options, struct err *err);
} verbs[] = {
    {"make", VERB_MAKE, "ARTICLE...",
     "make a briefing of articles: an MP3 with chapters, and its transcript",
     verb_make},
    {"read", VERB_READ, "ARTICLE", "print the article as it was understood",
     verb_read},
    {"script", VERB_SCRIPT, "ARTICLE...", "print what will be said",
     verb_script},
    {"digest", VERB_DIGEST, "CONFIG",
     "make today's episode of the feeds, pages and files of a configuration",
     verb_digest},
    {"schedule", VERB_SCHEDULE, "CONFIG",
     "have the digest made by a timer, every day", verb_schedule},
    {"voices", VERB_VOICES, "", "list the voices", verb_voices},
    {"feed", VERB_FEED, "FOLDER",
     "write the podcast feed of a folder of episodes, and its page", verb_feed},
    {"check", VERB_CHECK, "FILE...",
     "say whether a voice, a lexicon or a briefing is sound", verb_check},
    {"cache", VERB_CACHE, "", "say what the cache of speech holds, or clear it",
     verb_cache},
};

enum { VERB_TOTAL = sizeof verbs / sizeof verbs[0] };

static void print_option(const char *name, const char *meaning)
{
    printf("  %-24s %s\n", name, meaning);
}

static void print_verb_help(const struct verb *verb)
{
    printf("usage: briefcast %s [options] %s\n\n%s\n\noptions:\n", verb->name,
           verb->arguments, verb->meaning);
    options_describe(verb->bit, print_option);
}

static void print_help(void)
{
    puts("usage: briefcast VERB [options] ARTICLE...\n");
    for (size_t i = 0; i < VERB_TOTAL; i++)
        printf("  %-8s %s\n", verbs[i].name, verbs[i].meaning);
    puts("\nAn ARTICLE is a file, or - for standard input.\n"
         "\n"
         "  briefcast make article.md -o briefing.mp3\n"
         "  briefcast script article.md\n"
         "  briefcast make --help\n"
         "\n"
         "The manual is briefcast(1).");
}

static const struct verb *find_verb(const char *name, struct err *err)
{
    for (size_t i = 0; i < VERB_TOTAL; i++) {
        if (view_equal(view_of(verbs[i].name), view_of(name)))
            return &verbs[i];
    }
    err_set_kind(err, ERR_USAGE,
                 "there is no verb \"%s\"; use make, read, script, digest, "
                 "schedule, voices, feed, check or cache (to speak a file: "
                 "briefcast make FILE)",
                 name);
    return NULL;
}

/* The options before the verb: only what asks about the program itself. */
static int run_general(const struct options *options, struct err *err)
{
    if (options->version) {
        version_print(options->verbose);
        return 0;
    }
    if (options->help) {
        print_help();
        return 0;
    }
    err_set_kind(err, ERR_USAGE,
                 "say what to do: briefcast make ARTICLE, or briefcast --help");
    return -1;
}

static int run_verb(const struct verb *verb, int argc, char **argv,
                    struct options *options, struct err *err)
{
    if (!options_read(options, verb->bit, argc, argv, err))
        return -1;
    if (options->help) {
        print_verb_help(verb);
        return 0;
    }
    if (options->version)
        return run_general(options, err);
    return verb->run(options, err);
}

/* Options before the verb have no values, so the first word that is no
 * option is the verb. */
static int verb_position(int argc, char **argv)
{
    int at = 1;

    while (at < argc && argv[at][0] == '-')
        at++;
    return at;
}

static int run(int argc, char **argv, struct options *options, struct err *err)
{
    int at = verb_position(argc, argv);

    if (!options_read(options, 0, at, argv, err))
        return -1;
    if (at == argc || options->help || options->version)
        return run_general(options, err);
    free(options->arguments);
    options->arguments = NULL;
    const struct verb *verb = find_verb(argv[at], err);
    return verb ? run_verb(verb, argc - at, argv + at, options, err) : -1;
}

int main(int argc, char **argv)
{
    struct options options = {0};
    struct err err;

    mem_on_exhaustion(atomic_file_remove_all);
    interrupt_watch();
    int status = run(argc, argv, &options, &err);
    status = status < 0 ? message_error(&options, &err)
                        : message_finish(&options, status);
    free(options.arguments);
    return status;
}
