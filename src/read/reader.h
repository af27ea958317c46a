/* A reader knows one format.  The table of readers lies in read.c; the
 * reader for an input is chosen by name (--from), else by the best score. */
#ifndef READ_READER_H
#define READ_READER_H

#include "base/buf.h"
#include "read/read.h"

#include <stdbool.h>
#include <stddef.h>

struct reader {
    const char *name;       /* for --from: "markdown" */
    const char *extensions; /* lower case, each in spaces: " .md .mkd " */
    /* How sure the bytes (or the content type) are of this format, from 0
     * (no) to 100 (a signature); a fitting extension alone counts
     * READER_BY_EXTENSION.  NULL: by name or extension only.  Must be
     * quick: it sees every input. */
    int (*probe)(const struct read_request *request);
    /* For formats that a program of others turns into one we read: appends
     * what it makes of request->bytes.  read() is then given that.  NULL:
     * none is needed. */
    bool (*convert)(const struct read_request *request, struct buf *out,
                    struct err *err);
    /* As read_documents(); request->bytes are the raw bytes. */
    bool (*read)(struct arena *arena, const struct read_request *request,
                 const struct log *log, struct documents *documents,
                 struct err *err);
};

enum { READER_BY_EXTENSION = 50 };

extern const struct reader text_reader;
extern const struct reader markdown_reader;
extern const struct reader html_reader;

/* The input as text: UTF-8 without BOM and NUL, line ends as written. */
struct reader_text {
    struct view text;
    size_t replaced_bytes; /* of the input, now U+FFFD */
    size_t replaced_line;  /* line of the first, from 1 */
    size_t repaired_bytes; /* stray bytes in UTF-8, read as windows-1252 */
};

/* Decodes request->bytes for a reader of text.  False when the input is
 * empty, is no text, or is larger than READER_TEXT_MAX. */
bool reader_decode(struct arena *arena, const struct read_request *request,
                   struct reader_text *text, struct err *err) MUST_USE;

enum { READER_TEXT_MAX = 16 << 20 }; /* bytes */

/* Appends an empty document that carries the request's source, address,
 * language and what decoding replaced (which is warned of); format is a
 * literal. */
struct document *
reader_new_document(struct arena *arena, const struct read_request *request,
                    const char *format, const struct reader_text *text,
                    const struct log *log, struct documents *documents);

#endif
