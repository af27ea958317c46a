/* read: bytes -> document.  One reader a format, one table that chooses. */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "model/document.h"

#include <stdbool.h>

struct read_request {
    struct view source;       /* name for messages: path, address, "-" */
    struct view bytes;        /* the whole input, borrowed for the call */
    struct view format;       /* --from; empty: by extension, then by content */
    struct view base_url;     /* address the bytes came from; may be empty */
    struct view content_type; /* HTTP header's value; may be empty */
    struct view language;     /* --lang; empty: from the source */
    size_t items;             /* feeds: how many of the newest; 0: all */
    bool converted;           /* bytes are what read_convert() made */
};

/* The name of the format that the bytes are taken for when a program of
 * others has to convert them first; else NULL. */
const char *read_needs_program(const struct read_request *request);

/* Has request->bytes, of the format request->format that needs it, converted
 * and appends the outcome to out. */
bool read_convert(const struct read_request *request, struct buf *out,
                  struct err *err) MUST_USE;

/* Reads the bytes, converted before if need be.
 * Appends the article, or the articles of a feed or collection, to
 * documents; all memory comes from arena.  Warnings (bytes replaced, parts
 * not understood) go to log.  False with a message that names the source and
 * the line when it cannot be read or holds nothing to speak. */
bool read_documents(struct arena *arena, const struct read_request *request,
                    const struct log *log, struct documents *documents,
                    struct err *err) MUST_USE;

/* True when the bytes are taken for a feed. */
bool read_is_feed(const struct read_request *request);

/* Reads a feed and appends it to out as one line of JSON
 * (read/feed_print.h): its newest request->items entries, newest first, or
 * all in the order of the file.  One without entries is fine here. */
bool read_feed_json(struct arena *arena, const struct read_request *request,
                    const struct log *log, struct buf *out,
                    struct err *err) MUST_USE;

/* Names of the formats for --from, separated by ", ". */
const char *read_formats(void);

#endif
