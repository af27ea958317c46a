/* The cell of pipeline/reading.h around any reader; for tests. */
#ifndef PIPELINE_READING_CELL_H
#define PIPELINE_READING_CELL_H

#include "pipeline/reading.h"

/* As read_documents(). */
typedef bool reading_function(struct arena *arena,
                              const struct read_request *request,
                              const struct log *log,
                              struct documents *documents, struct err *err);

/* As reading_documents(), but read does the reading. */
bool reading_in_cell(struct arena *arena, const struct read_request *request,
                     reading_function *read, const struct log *log,
                     struct documents *documents, struct err *err) MUST_USE;

#endif
