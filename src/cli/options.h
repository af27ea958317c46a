/* The command line: argv -> struct options, by one table of options. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Verbs that take an option, as bits. */
enum verb_bit {
    VERB_MAKE = 1 << 0,
    VERB_READ = 1 << 1,
    VERB_SCRIPT = 1 << 2,
    VERB_VOICES = 1 << 3,
    VERB_CHECK = 1 << 4,
    VERB_FEED = 1 << 5,
    VERB_DIGEST = 1 << 6,
    VERB_SCHEDULE = 1 << 7,
    VERB_CACHE = 1 << 8,
};

/* What was asked for; NULL, 0 and false where nothing was said.  Strings are
 * argv's. */
struct options {
    const char *output;
    const char *voice;
    const char *language;
    const char *from;
    const char *as;
    const char *base_url;
    const char *content_type;
    const char *lexicon;
    const char *say; /* speech/policy.h */
    const char *title;
    const char *album;
    const char *artist;
    const char *cover;
    const char *write;
    const char *description;
    const char *author;
    const char *owner;
    const char *email;
    const char *category;
    const char *copyright;
    const char *guid;
    int rate_wpm;
    int jobs;
    int bitrate_kbps;
    int quality;
    int items;
    int summary_words;
    int cache_mb;
    const char *import;
    const char *fit;
    const char *at;
    const char *days;
    bool state;
    bool cron;
    bool list;
    bool remove;
    bool small;
    bool words;
    bool split;
    bool is_explicit;
    bool why;
    bool lines;
    bool sentences;
    bool no_cache;
    bool clear;
    bool dry_run;
    bool progress;
    bool quiet;
    bool json;
    bool help;
    bool version;
    bool verbose;
    const char **arguments; /* what is no option, in order */
    size_t argument_count;
};

/* Reads argv[1..]; verb is a verb_bit, or 0 for what stands before the verb
 * (only help, version and verbose).  Long options may be shortened while they
 * stay unique, and take a value as --name=value or --name value.  "--" ends the
 * options.  A wrong option is ERR_USAGE with what was probably meant. arguments
 * is allocated once; the caller frees it. */
bool options_read(struct options *options, int verb, int argc, char **argv,
                  struct err *err) MUST_USE;

/* Calls print for each option of the verb: "-o, --output FILE" and what it
 * does. */
void options_describe(int verb,
                      void (*print)(const char *name, const char *meaning));

#endif
