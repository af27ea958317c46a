/* The podcast feed of a folder: RSS 2.0 with the tags of Apple Podcasts, PSP-1,
 * the podcast namespace, Atom and Podlove.  It is made anew from the episodes
 * that are there, never appended to. */
#ifndef PUBLISH_FEED_H
#define PUBLISH_FEED_H

#include "base/arena.h"
#include "base/log.h"
#include "publish/record.h"

#include <stdbool.h>

#define FEED_NAME "feed.xml"

/* Stands in every feed of ours, and tells it from others. */
#define FEED_MARK "<generator>briefcast</generator>"

/* The series.  All is borrowed. */
struct feed_channel {
    struct view base_url; /* https address of the folder */
    struct view title;
    struct view description; /* empty: the title */
    struct view author;      /* empty: the title */
    struct view owner_email; /* empty: no owner is named */
    struct view owner_name;  /* empty: the author */
    struct view category;    /* "News > Daily News" */
    struct view language;    /* BCP 47; empty: "en" */
    struct view copyright;   /* empty: none */
    struct view guid;        /* of a feed that has moved; empty: of its URL */
    struct view cover_name;  /* of the picture in the folder */
    bool is_explicit;
};

struct records {
    struct record *at; /* newest first */
    size_t count;
    size_t room;
};

/* True if base URL, category, e-mail and title can stand in a feed; else
 * ERR_USAGE with what is wrong. */
bool feed_check(const struct feed_channel *channel, struct err *err) MUST_USE;

/* The episodes of a folder: every NAME.episode.json whose sound is there.  One
 * that is damaged, or has lost its sound, is left out with a warning, as is a
 * second one with the same sound.  All other files are left alone. */
bool feed_list(struct arena *arena, const char *folder, const struct log *log,
               struct records *records, struct err *err) MUST_USE;

/* Appends the feed.  Transcripts, chapters and pages are linked where the
 * folder has them. */
bool feed_write(const char *folder, const struct feed_channel *channel,
                const struct records *records, struct buf *out,
                struct err *err) MUST_USE;

#endif
