/* The configuration of a digest (briefcast.conf.5): INI text -> struct
 * digest_config.  All memory is the arena's that the reader was given. */
#ifndef DIGEST_CONFIG_H
#define DIGEST_CONFIG_H

#include "base/arena.h"
#include "base/err.h"
#include "cue/voice_file.h"
#include "digest/topic.h"
#include "speech/speech.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum source_kind { SOURCE_FEED, SOURCE_PAGE, SOURCE_FOLDER, SOURCE_FILE };

/* What is told of an item that has changed since it was told. */
enum digest_updates { UPDATES_SKIP, UPDATES_NEW, UPDATES_FULL };

enum digest_order { ORDER_SOURCES, ORDER_NEWEST };

/* Bytes of a source's key; inih cuts names of sections at 49. */
enum { DIGEST_KEY_MAX = 40 };

struct digest_source {
    enum source_kind kind;
    struct view key;     /* of its section: "guardian" of [source.guardian] */
    struct view place;   /* address, or absolute path */
    struct view name;    /* as it is spoken; empty: as the feed calls itself */
    size_t items;        /* at most so many an episode; 0: no limit */
    int64_t length_ms;   /* at most so long in an episode; 0: no limit */
    struct topics match; /* only items with one of these; empty: all */
    struct topics skip;  /* none with one of these */
    bool summary;        /* tell what the feed says, read no pages */
    bool is_private;     /* its addresses may lie inside this network */
    struct view voice;   /* of its items; empty: the digest's */
    size_t line;
};

struct digest_sources {
    struct digest_source *at;
    size_t count;
    size_t room;
};

struct digest_config {
    struct view path;   /* absolute */
    struct view name;   /* of the file, without folder and ending */
    struct view folder; /* that relative paths start from */
    struct view title;
    struct view language; /* BCP 47 */
    struct view voice;    /* name or path; empty: not stated */
    int rate_wpm;         /* 0: the voice's */
    struct view output;   /* folder of the episodes, absolute */
    struct view base_url; /* of that folder; empty: no feed is written */
    struct view state;    /* path of the database; empty: by XDG */
    int64_t length_ms;    /* 0: as long as it gets */
    size_t keep_episodes; /* 0: all */
    int64_t keep_days;    /* 0: for ever */
    struct view opening;  /* template; empty: the language's own */
    struct view closing;
    bool has_opening; /* stated, be it as empty: then nothing is said */
    bool has_closing;
    bool headlines; /* are told first */
    bool carry;     /* what the length left out may be told next time */
    bool tell_left; /* the closing says how many are left out */
    enum digest_updates updates;
    enum digest_order order;
    struct view writes; /* side files, as --write */
    struct view lexicon;
    struct speech_request policies; /* what say chose; the rest unused */
    uint64_t fingerprint;           /* of the file's bytes */
    /* The series, for the feed. */
    struct view author;
    struct view description;
    struct view email;
    struct view category;
    struct view cover; /* path of a picture, or empty */
    struct digest_sources sources;
};

/* What is wrong in a configuration: whole lines with path and line. */
struct mistakes {
    struct view *at;
    size_t count;
    size_t room;
};

/* Reads the file at path and collects every mistake in it: unknown sections
 * and keys, values that are none, files that are not there.  Voices are looked
 * for in voices, unless it is NULL.  True when there was no mistake; then
 * *config is complete. */
bool digest_config_read(struct arena *arena, const char *path,
                        const struct voice_path *voices,
                        struct digest_config *config,
                        struct mistakes *mistakes) MUST_USE;

/* True for file names that are configurations: .conf, .ini, .digest. */
bool digest_config_named(const char *path);

/* "12m", "1h30m", "90s", "90" (minutes) -> milliseconds; false for anything
 * else, for 0, and for more than a day. */
bool digest_length_parse(struct view text, int64_t *length_ms) MUST_USE;

#endif
