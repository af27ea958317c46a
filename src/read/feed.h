/* Feeds: RSS 0.90 to 2.0, Atom 0.3 and 1.0, JSON Feed -> struct feed.  Read
 * as feed readers must: by what elements mean in any known namespace, not by
 * what the file claims to be. */
#ifndef READ_FEED_H
#define READ_FEED_H

#include "model/feed.h"
#include "read/reader.h"

/* True when the first bytes look like a feed: 0 to 100, as reader.probe. */
int feed_probe(const struct read_request *request);

/* Reads request->bytes; base_url is the address that relative links start
 * from.  text receives what decoding found.  Fails, naming source and line,
 * when the bytes are no feed at all; one without entries is none. */
bool feed_read(struct arena *arena, const struct read_request *request,
               struct feed *feed, struct reader_text *text,
               struct err *err) MUST_USE;

/* The same, and warns of damage and of replaced bytes. */
bool feed_read_noted(struct arena *arena, const struct read_request *request,
                     const struct log *log, struct feed *feed,
                     struct err *err) MUST_USE;

/* Leaves the newest entries in feed, at most so many, the newest first and
 * those without a date last; of entries with one id and date the first. */
void feed_keep_newest(struct arena *arena, size_t most, struct feed *feed);

/* Text of a feed without tags and entities, white space folded. */
struct view feed_plain(struct arena *arena, const struct feed_text *text);

/* Appends what the feed itself says of one of its entries as a document:
 * content, else summary; without blocks when it says nothing. */
void feed_add_document(struct arena *arena, const struct read_request *request,
                       const struct feed *feed, const struct feed_entry *entry,
                       const struct log *log, struct documents *documents);

/* All entries as documents, in the order of the feed, also none.  The url of
 * one without a link is empty. */
bool feed_read_entries(struct arena *arena, const struct read_request *request,
                       const struct log *log, struct documents *documents,
                       struct err *err) MUST_USE;

/* One document an entry, the newest first; entries without a date keep
 * their place behind the dated ones. */
extern const struct reader feed_reader;

#endif
