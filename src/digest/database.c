#include "digest/database.h"

#include "base/mem.h"

#include <sqlite3.h>

#include <stdlib.h>

enum { BUSY_MS = 5000 };

struct database {
    sqlite3 *handle;
    char *path;
};

struct query {
    struct database *database;
    sqlite3_stmt *statement;
    bool failed_bind;
};

static bool fail(struct database *database, struct err *err)
{
    int code = sqlite3_extended_errcode(database->handle);

    if ((code & 0xFF) == SQLITE_FULL)
        return err_set(err, "%s: the disk is full; free some space",
                       database->path);
    return err_set(err, "%s: %s", database->path,
                   sqlite3_errmsg(database->handle));
}

bool database_run(struct database *database, const char *sql, struct err *err)
{
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
           fail(database, err);
}

struct database *database_open(const char *path, bool *damaged, struct err *err)
{
    struct database *database = mem_new(1, sizeof *database);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int code = sqlite3_open_v2(path, &database->handle, flags, NULL);

    database->path = mem_copy_string(path, view_of(path).size);
    if (damaged)
        *damaged = false;
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(database->handle, BUSY_MS);
        code = sqlite3_exec(database->handle,
                            "PRAGMA journal_mode=WAL;"
                            "PRAGMA synchronous=FULL;",
                            NULL, NULL, NULL);
    }
    if (code == SQLITE_OK)
        return database;
    if (damaged)
        *damaged = code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
    fail(database, err);
    database_close(database);
    return NULL;
}

void database_close(struct database *database)
{
    if (!database)
        return;
    sqlite3_close(database->handle);
    free(database->path);
    free(database);
}

bool database_number(struct database *database, const char *sql,
                     int64_t *number, struct err *err)
{
    struct query *query = query_new(database, sql, err);
    bool row = false;
    bool ok = query && query_step(query, &row, err);

    *number = row ? query_number(query, 0) : 0;
    query_free(query);
    return ok;
}

struct query *query_new(struct database *database, const char *sql,
                        struct err *err)
{
    struct query *query = mem_new(1, sizeof *query);

    query->database = database;
    if (sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                           &query->statement, NULL) == SQLITE_OK)
        return query;
    fail(database, err);
    free(query);
    return NULL;
}

void query_free(struct query *query)
{
    if (!query)
        return;
    sqlite3_finalize(query->statement);
    free(query);
}

void query_bind_number(struct query *query, int at, int64_t number)
{
    if (sqlite3_bind_int64(query->statement, at, number) != SQLITE_OK)
        query->failed_bind = true;
}

/* The library copies what has this for a destructor; its own SQLITE_TRANSIENT
 * is a cast of -1 to a function, which a union spells without one. */
static sqlite3_destructor_type copied(void)
{
    union {
        intptr_t number;
        sqlite3_destructor_type destructor;
    } transient = {.number = -1};

    return transient.destructor;
}

void query_bind_text(struct query *query, int at, struct view text)
{
    if (sqlite3_bind_text64(query->statement, at, text.data ? text.data : "",
                            text.size, copied(), SQLITE_UTF8) != SQLITE_OK)
        query->failed_bind = true;
}

void query_bind_bytes(struct query *query, int at, struct view bytes)
{
    if (sqlite3_bind_blob64(query->statement, at, bytes.data ? bytes.data : "",
                            bytes.size, copied()) != SQLITE_OK)
        query->failed_bind = true;
}

bool query_step(struct query *query, bool *row, struct err *err)
{
    int code =
        query->failed_bind ? SQLITE_ERROR : sqlite3_step(query->statement);

    *row = code == SQLITE_ROW;
    if (*row)
        return true;
    bool ok = code == SQLITE_DONE || fail(query->database, err);
    query_reset(query);
    return ok;
}

bool query_run(struct query *query, struct err *err)
{
    bool row;
    bool ok = query_step(query, &row, err);

    query_reset(query);
    return ok;
}

void query_reset(struct query *query)
{
    sqlite3_reset(query->statement);
    sqlite3_clear_bindings(query->statement);
    query->failed_bind = false;
}

int64_t query_number(struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

struct view query_bytes(struct query *query, int column)
{
    const void *data = sqlite3_column_blob(query->statement, column);
    int size = sqlite3_column_bytes(query->statement, column);

    return (struct view){data, size > 0 ? (size_t)size : 0};
}
