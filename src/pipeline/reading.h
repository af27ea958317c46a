/* Reading in a cell: what strangers wrote is parsed by a process of its own
 * that can open no file, reach no network and start no program, with bounded
 * memory and time.  It hands its documents back as bytes that are checked
 * (model/document_wire.h).  Programs of others that convert a format run in
 * a cell of theirs, and what they give is parsed like everything else. */
#ifndef PIPELINE_READING_H
#define PIPELINE_READING_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "model/document.h"
#include "read/read.h"

#include <stdbool.h>

/* As read_documents(), and with the same result and messages; fails also
 * when the process dies, needs more than READING_MEMORY_MB or more than
 * READING_TIME_S, and says so. */
bool reading_documents(struct arena *arena, const struct read_request *request,
                       const struct log *log, struct documents *documents,
                       struct err *err) MUST_USE;

/* The same of a feed: all its entries, in its order, also none
 * (feed_read_entries()). */
bool reading_entries(struct arena *arena, const struct read_request *request,
                     const struct log *log, struct documents *documents,
                     struct err *err) MUST_USE;

/* As reading_documents(), but a feed is not made into documents: its JSON
 * (read_feed_json()) is appended to feed, and documents stay as they were. */
bool reading_documents_or_feed(struct arena *arena,
                               const struct read_request *request,
                               const struct log *log,
                               struct documents *documents, struct buf *feed,
                               struct err *err) MUST_USE;

enum { READING_MEMORY_MB = 3072, READING_TIME_S = 120 };

#endif
