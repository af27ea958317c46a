/* A database of SQLite: the one place that knows its interface. */
#ifndef DIGEST_DATABASE_H
#define DIGEST_DATABASE_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

struct database;
struct query;

/* Opens or makes the file, with a write-ahead log and every commit synced.
 * NULL when that fails; *damaged (unless NULL) tells whether the file is there
 * and is no sound database. */
struct database *database_open(const char *path, bool *damaged,
                               struct err *err);

/* NULL is allowed. */
void database_close(struct database *database);

/* Runs statements that give no rows. */
bool database_run(struct database *database, const char *sql,
                  struct err *err) MUST_USE;

/* The first column of the first row of a statement; 0 without one. */
bool database_number(struct database *database, const char *sql,
                     int64_t *number, struct err *err) MUST_USE;

/* Prepares a statement; NULL when that fails.  Freed before the database is
 * closed. */
struct query *query_new(struct database *database, const char *sql,
                        struct err *err);

/* NULL is allowed. */
void query_free(struct query *query);

/* Parameters count from 1; bytes are copied. */
void query_bind_number(struct query *query, int at, int64_t number);
void query_bind_text(struct query *query, int at, struct view text);
void query_bind_bytes(struct query *query, int at, struct view bytes);

/* Runs up to the next row.  *row is false behind the last one; the query may be
 * bound and run again then. */
bool query_step(struct query *query, bool *row, struct err *err) MUST_USE;

/* Runs a statement that gives no rows, and makes it ready for the next. */
bool query_run(struct query *query, struct err *err) MUST_USE;

/* Ends a run before its last row. */
void query_reset(struct query *query);

/* Columns count from 0; views are valid until the next step. */
int64_t query_number(struct query *query, int column);
struct view query_bytes(struct query *query, int column);

#endif
