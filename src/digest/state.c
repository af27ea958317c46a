#include "digest/state.h"

#include "base/mem.h"
#include "digest/database.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    APPLICATION = 0x42434447, /* "BCDG" */
    BAND_DAYS = 60,           /* for how long a story is looked for */
    DAY_S = 24 * 3600,
};

/* Below this likeness, a text under a known link is another item. */
static const double same_item = 0.2;

static const char schema[] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE setting(name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE source(place TEXT PRIMARY KEY, etag TEXT NOT NULL,"
    " last_modified TEXT NOT NULL, retry_at INTEGER NOT NULL,"
    " failing_since INTEGER NOT NULL, failure TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE item(id INTEGER PRIMARY KEY, source TEXT NOT NULL,"
    " guid TEXT NOT NULL, link TEXT NOT NULL, title TEXT NOT NULL,"
    " fate TEXT NOT NULL, told INTEGER NOT NULL, episode TEXT NOT NULL,"
    " content INTEGER NOT NULL, words INTEGER NOT NULL, sketch BLOB NOT NULL,"
    " sentences BLOB NOT NULL);"
    "CREATE INDEX item_guid ON item(guid, source);"
    "CREATE INDEX item_link ON item(link);"
    "CREATE INDEX item_content ON item(content);"
    "CREATE INDEX item_episode ON item(episode);"
    "CREATE TABLE band(hash INTEGER, item INTEGER,"
    " PRIMARY KEY(hash, item)) WITHOUT ROWID;"
    "CREATE TABLE episode(name TEXT PRIMARY KEY, title TEXT NOT NULL,"
    " made INTEGER NOT NULL, length_ms INTEGER NOT NULL,"
    " pending INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE file(episode TEXT NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY(episode, name)) WITHOUT ROWID;"
    "PRAGMA application_id=1111704647;"
    "PRAGMA user_version=1;"
    "COMMIT;";

_Static_assert(APPLICATION == 1111704647 && STATE_VERSION == 1,
               "the schema names both");

enum statement {
    FIND_GUID,
    FIND_LINK,
    FIND_CONTENT,
    FIND_BAND,
    LOAD_SENTENCES,
    ADD_ITEM,
    ADD_BAND,
    STATEMENT_COUNT
};

#define FOUND "SELECT id, guid, link, title, content, words, sketch FROM item "

static const char *const sql[STATEMENT_COUNT] = {
    [FIND_GUID] = FOUND "WHERE guid=?1 AND source=?2 ORDER BY id DESC LIMIT 1",
    [FIND_LINK] = FOUND "WHERE link=?1 ORDER BY id DESC LIMIT 1",
    [FIND_CONTENT] = FOUND "WHERE content=?1 ORDER BY id DESC LIMIT 1",
    [FIND_BAND] = "SELECT sketch, words FROM item JOIN band ON item=id "
                  "WHERE hash=?1 AND told>=?2 ORDER BY id DESC LIMIT 20",
    [LOAD_SENTENCES] = "SELECT sentences FROM item WHERE id=?1",
    [ADD_ITEM] = "INSERT INTO item(source, guid, link, title, fate, told, "
                 "episode, content, words, sketch, sentences) "
                 "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11) RETURNING id",
    [ADD_BAND] = "INSERT OR IGNORE INTO band(hash, item) VALUES(?1,?2)",
};

struct state {
    struct database *database;
    struct query *queries[STATEMENT_COUNT]; /* prepared when first needed */
};

static struct query *prepared(struct state *state, enum statement statement,
                              struct err *err)
{
    if (!state->queries[statement])
        state->queries[statement] =
            query_new(state->database, sql[statement], err);
    return state->queries[statement];
}

void state_close(struct state *state)
{
    if (!state)
        return;
    for (size_t i = 0; i < STATEMENT_COUNT; i++)
        query_free(state->queries[i]);
    database_close(state->database);
    free(state);
}

/* ---- opening */

static bool check_version(struct state *state, const char *path, bool *is_new,
                          struct err *err)
{
    int64_t version = 0;
    int64_t application = 0;

    if (!database_number(state->database, "PRAGMA user_version", &version,
                         err) ||
        !database_number(state->database, "PRAGMA application_id", &application,
                         err))
        return false;
    if (version == 0 && application == 0) {
        *is_new = true;
        return database_run(state->database, schema, err);
    }
    if (application != APPLICATION)
        return err_set(err,
                       "%s: is a database of another program; name another "
                       "state file in the configuration",
                       path);
    if (version > STATE_VERSION)
        return err_set(err,
                       "%s: was written by a newer briefcast (state version "
                       "%" PRId64 ", this one knows %d); update briefcast, or "
                       "move the file away to have it made anew from the "
                       "episodes",
                       path, version, STATE_VERSION);
    return true;
}

/* The file and its write-ahead log go out of the way, but are kept. */
static bool put_aside(struct arena *arena, const char *path,
                      const struct log *log, struct err *err)
{
    static const char *const endings[] = {"-wal", "-shm"};
    struct view aside = arena_format(arena, "%s.damaged", path);

    if (rename(path, aside.data) != 0)
        return err_set_errno(err, "%s: is damaged, and cannot be moved away",
                             path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        unlink(arena_format(arena, "%s%s", path, endings[i]).data);
    log_warning(log,
                "%s: is damaged; it was moved to %s and is made anew from the "
                "episodes",
                path, aside.data);
    return true;
}

struct state *state_open(struct arena *arena, const char *path,
                         const struct log *log, bool *is_new, struct err *err)
{
    struct state *state = mem_new(1, sizeof *state);
    bool damaged = false;

    *is_new = false;
    state->database = database_open(path, &damaged, err);
    if (!state->database && damaged && put_aside(arena, path, log, err))
        state->database = database_open(path, NULL, err);
    if (state->database && check_version(state, path, is_new, err))
        return state;
    state_close(state);
    return NULL;
}

/* ---- sources */

static bool is_configuration(struct state *state,
                             const struct digest_config *config, bool *same,
                             struct err *err)
{
    int64_t kept = 0;

    if (!database_number(state->database,
                         "SELECT value FROM setting WHERE "
                         "name='configuration'",
                         &kept, err))
        return false;
    *same = kept == (int64_t)config->fingerprint;
    return true;
}

bool state_load_sources(struct arena *arena, struct state *state,
                        const struct digest_config *config,
                        struct source_state *states, struct err *err)
{
    bool same = false;
    struct query *query = query_new(
        state->database,
        "SELECT etag, last_modified, retry_at, failing_since, failure "
        "FROM source WHERE place=?1",
        err);
    bool ok = query && is_configuration(state, config, &same, err);

    for (size_t i = 0; ok && i < config->sources.count; i++) {
        bool row = false;

        states[i] = (struct source_state){0};
        query_bind_text(query, 1, config->sources.at[i].place);
        ok = query_step(query, &row, err);
        if (!ok || !row)
            continue;
        if (same) {
            states[i].etag = arena_copy(arena, query_bytes(query, 0));
            states[i].last_modified = arena_copy(arena, query_bytes(query, 1));
        }
        states[i].retry_at = query_number(query, 2);
        states[i].failing_since = query_number(query, 3);
        states[i].failure = arena_copy(arena, query_bytes(query, 4));
        query_reset(query);
    }
    query_free(query);
    return ok;
}

static bool save_sources(struct state *state, const struct state_change *change,
                         struct err *err)
{
    const struct digest_sources *sources = &change->config->sources;
    struct query *query = query_new(
        state->database,
        "INSERT OR REPLACE INTO source VALUES(?1,?2,?3,?4,?5,?6)", err);
    bool ok = query != NULL;

    for (size_t i = 0; ok && i < sources->count; i++) {
        struct source_state kept = change->states[i];

        /* What is left for the next time must come again. */
        for (size_t k = 0; k < change->items->count; k++) {
            const struct digest_item *item = &change->items->at[k];

            if (item->source_index == i && item->fate == ITEM_LEFT)
                kept.etag = kept.last_modified = (struct view){0};
        }
        query_bind_text(query, 1, sources->at[i].place);
        query_bind_text(query, 2, kept.etag);
        query_bind_text(query, 3, kept.last_modified);
        query_bind_number(query, 4, kept.retry_at);
        query_bind_number(query, 5, kept.failing_since);
        query_bind_text(query, 6, kept.failure);
        ok = query_run(query, err);
    }
    query_free(query);
    if (!ok)
        return false;
    query = query_new(state->database,
                      "INSERT OR REPLACE INTO setting "
                      "VALUES('configuration', ?1)",
                      err);
    if (query)
        query_bind_number(query, 1, (int64_t)change->config->fingerprint);
    ok = query && query_run(query, err);
    query_free(query);
    return ok;
}

/* ---- items */

struct known {
    int64_t id; /* 0: none was found */
    bool same_guid;
    bool same_link;
    bool same_title;
    struct sketch sketch;
};

static void take_sketch(struct view bytes, int64_t words, uint64_t content,
                        struct sketch *sketch)
{
    *sketch = (struct sketch){.content = content, .words = (size_t)words};
    if (bytes.size == sizeof sketch->least)
        memcpy(sketch->least, bytes.data, sizeof sketch->least);
}

static bool look_up(struct query *query, const struct digest_item *item,
                    struct known *known, struct err *err)
{
    bool row = false;

    *known = (struct known){0};
    if (!query_step(query, &row, err))
        return false;
    if (!row)
        return true;
    known->id = query_number(query, 0);
    known->same_guid = view_equal(query_bytes(query, 1), item->guid);
    known->same_link = view_equal(query_bytes(query, 2), item->link);
    known->same_title = view_equal(query_bytes(query, 3), item->title);
    take_sketch(query_bytes(query, 6), query_number(query, 5),
                (uint64_t)query_number(query, 4), &known->sketch);
    query_reset(query);
    return true;
}

/* An id or link is trusted unless everything else has changed: feeds use their
 * ids again, and give every item the address of their home. */
static bool is_same_item(const struct known *known,
                         const struct digest_item *item)
{
    if (known->id == 0)
        return false;
    if ((known->same_guid && known->same_link && item->link.size > 0) ||
        known->same_title)
        return true;
    return known->sketch.content == item->sketch.content ||
           sketch_likeness(&known->sketch, &item->sketch) >= same_item;
}

static bool find_item(struct state *state, const struct digest_item *item,
                      struct known *known, struct err *err)
{
    struct query *by_guid = prepared(state, FIND_GUID, err);
    struct query *by_link = prepared(state, FIND_LINK, err);
    struct query *by_content = prepared(state, FIND_CONTENT, err);

    *known = (struct known){0};
    if (!by_guid || !by_link || !by_content)
        return false;
    if (!item->guid_is_shared) {
        query_bind_text(by_guid, 1, item->guid);
        query_bind_text(by_guid, 2, item->source->key);
        if (!look_up(by_guid, item, known, err))
            return false;
        if (is_same_item(known, item))
            return true;
    }
    if (!item->link_is_shared && item->link.size > 0) {
        query_bind_text(by_link, 1, item->link);
        if (!look_up(by_link, item, known, err))
            return false;
        if (is_same_item(known, item))
            return true;
    }
    query_bind_number(by_content, 1, (int64_t)item->sketch.content);
    if (!look_up(by_content, item, known, err))
        return false;
    /* A short text says little by itself: then its title must be the same. */
    if (known->id != 0 && item->sketch.words < SKETCH_WORDS_MIN &&
        !(known->same_title && (known->same_link || item->link.size == 0)))
        known->id = 0;
    return true;
}

bool state_recognise(struct arena *arena, struct state *state,
                     enum digest_updates updates, struct digest_item *item,
                     struct err *err)
{
    struct known known;

    (void)arena;
    if (!find_item(state, item, &known, err))
        return false;
    item->told_as = known.id;
    if (known.id == 0)
        return true;
    if (updates == UPDATES_SKIP || known.sketch.content == item->sketch.content)
        item->fate = ITEM_KNOWN;
    else
        item->is_update = true;
    return true;
}

bool state_find_story(struct state *state, const struct digest_item *item,
                      int64_t since, bool *found, struct err *err)
{
    struct query *query = prepared(state, FIND_BAND, err);
    uint64_t bands[SKETCH_BANDS];

    *found = false;
    if (!query)
        return false;
    if (item->story.words < SKETCH_WORDS_MIN)
        return true;
    sketch_bands(&item->story, bands);
    for (size_t i = 0; i < SKETCH_BANDS && !*found; i++) {
        bool row = false;

        query_bind_number(query, 1, (int64_t)bands[i]);
        query_bind_number(query, 2, since);
        while (!*found) {
            struct sketch sketch;

            if (!query_step(query, &row, err))
                return false;
            if (!row)
                break;
            take_sketch(query_bytes(query, 0), query_number(query, 1), 0,
                        &sketch);
            *found =
                sketch_likeness(&sketch, &item->story) >= SKETCH_SAME_STORY;
        }
        query_reset(query);
    }
    return true;
}

bool state_load_sentences(struct arena *arena, struct state *state,
                          int64_t told_as, struct sketch_sentences *sentences,
                          struct err *err)
{
    struct query *query = prepared(state, LOAD_SENTENCES, err);
    bool row = false;

    *sentences = (struct sketch_sentences){0};
    if (!query)
        return false;
    query_bind_number(query, 1, told_as);
    if (!query_step(query, &row, err) || !row)
        return row;
    struct view bytes = query_bytes(query, 0);
    sentences->count = bytes.size / sizeof *sentences->at;
    sentences->at =
        arena_new(arena, sentences->count + 1, sizeof *sentences->at);
    if (sentences->count > 0)
        memcpy(sentences->at, bytes.data,
               sentences->count * sizeof *sentences->at);
    query_reset(query);
    return true;
}

static bool add_bands(struct state *state, const struct digest_item *item,
                      int64_t id, struct err *err)
{
    struct query *query = prepared(state, ADD_BAND, err);
    uint64_t bands[SKETCH_BANDS];
    bool ok = query != NULL;

    if (!ok || item->story.words < SKETCH_WORDS_MIN)
        return ok;
    sketch_bands(&item->story, bands);
    for (size_t i = 0; ok && i < SKETCH_BANDS; i++) {
        query_bind_number(query, 1, (int64_t)bands[i]);
        query_bind_number(query, 2, id);
        ok = query_run(query, err);
    }
    return ok;
}

/* The content is that of the source's own text, by which the item is known
 * again; the sketch that of the story, by which others are found. */
static bool add_item(struct state *state, const struct digest_item *item,
                     struct view episode, int64_t told, struct err *err)
{
    struct query *query = prepared(state, ADD_ITEM, err);
    bool row = false;

    if (!query)
        return false;
    query_bind_text(query, 1, item->source->key);
    query_bind_text(query, 2, item->guid);
    query_bind_text(query, 3, item->link);
    query_bind_text(query, 4, item->title);
    query_bind_text(query, 5, view_of(item_fate_name(item->fate)));
    query_bind_number(query, 6, told);
    query_bind_text(query, 7, episode);
    query_bind_number(query, 8, (int64_t)item->sketch.content);
    query_bind_number(query, 9, (int64_t)item->story.words);
    query_bind_bytes(query, 10,
                     (struct view){(const char *)item->story.least,
                                   sizeof item->story.least});
    query_bind_bytes(
        query, 11,
        (struct view){(const char *)item->sentences.at,
                      item->sentences.count * sizeof *item->sentences.at});
    if (!query_step(query, &row, err))
        return false;
    int64_t id = row ? query_number(query, 0) : 0;
    query_reset(query);
    return add_bands(state, item, id, err);
}

static bool add_items(struct state *state, const struct digest_items *items,
                      struct view episode, int64_t told, struct err *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < items->count; i++) {
        if (item_is_settled(items->at[i].fate))
            ok = add_item(state, &items->at[i], episode, told, err);
    }
    return ok;
}

/* ---- episodes */

static bool add_episode(struct state *state,
                        const struct state_episode *episode, bool pending,
                        struct err *err)
{
    struct query *query =
        query_new(state->database,
                  "INSERT OR REPLACE INTO episode VALUES(?1,?2,?3,?4,?5)", err);

    if (!query)
        return false;
    query_bind_text(query, 1, episode->name);
    query_bind_text(query, 2, episode->title);
    query_bind_number(query, 3, episode->made);
    query_bind_number(query, 4, episode->length_ms);
    query_bind_number(query, 5, pending);
    bool ok = query_run(query, err);
    query_free(query);
    return ok;
}

static bool add_files(struct state *state, struct view episode,
                      const struct state_names *files, struct err *err)
{
    struct query *query =
        query_new(state->database, "INSERT INTO file VALUES(?1,?2)", err);
    bool ok = query != NULL;

    for (size_t i = 0; ok && i < files->count; i++) {
        query_bind_text(query, 1, episode);
        query_bind_text(query, 2, files->at[i]);
        ok = query_run(query, err);
    }
    query_free(query);
    return ok;
}

static bool forget_old_stories(struct state *state, int64_t now,
                               struct err *err)
{
    struct query *query =
        query_new(state->database,
                  "DELETE FROM band WHERE item IN (SELECT item FROM band "
                  "JOIN item ON id=item WHERE told<?1 LIMIT 20000)",
                  err);
    int64_t oldest = 0;

    if (!query)
        return false;
    /* Items are told in the order of time: the first one that is filed is the
     * oldest, so a look at it is enough on most days. */
    bool ok = database_number(state->database,
                              "SELECT told FROM item WHERE id="
                              "(SELECT min(id) FROM item)",
                              &oldest, err);
    if (ok && oldest < now - (int64_t)BAND_DAYS * DAY_S) {
        query_bind_number(query, 1, now - (int64_t)BAND_DAYS * DAY_S);
        ok = query_run(query, err);
    }
    query_free(query);
    return ok;
}

static bool end_transaction(struct state *state, bool ok, struct err *err)
{
    struct err ignored;

    if (ok && database_run(state->database, "COMMIT", err))
        return true;
    /* What failed is in err; without a transaction this has nothing to do. */
    bool undone = database_run(state->database, "ROLLBACK", &ignored);
    (void)undone;
    return false;
}

bool state_apply(struct state *state, const struct state_change *change,
                 struct err *err)
{
    const struct state_episode *episode = change->episode;
    struct view name = episode ? episode->name : (struct view){0};

    if (!database_run(state->database, "BEGIN IMMEDIATE", err))
        return false;
    bool ok = save_sources(state, change, err) &&
              add_items(state, change->items, name, change->now, err) &&
              forget_old_stories(state, change->now, err);
    if (ok && episode)
        ok = add_episode(state, episode, true, err) &&
             add_files(state, name, change->files, err);
    return end_transaction(state, ok, err);
}

bool state_pending(struct arena *arena, struct state *state,
                   struct state_episode *episode, struct state_names *files,
                   bool *found, struct err *err)
{
    struct query *query =
        query_new(state->database,
                  "SELECT episode.name, title, made, length_ms, file.name "
                  "FROM episode LEFT JOIN file ON episode=episode.name "
                  "WHERE pending=1 ORDER BY file.name",
                  err);
    bool row = true;
    bool ok = query != NULL;

    *found = false;
    *files = (struct state_names){0};
    while (ok && row) {
        ok = query_step(query, &row, err);
        if (!ok || !row)
            break;
        *found = true;
        *episode = (struct state_episode){
            .name = arena_copy(arena, query_bytes(query, 0)),
            .title = arena_copy(arena, query_bytes(query, 1)),
            .made = query_number(query, 2),
            .length_ms = query_number(query, 3),
        };
        if (query_bytes(query, 4).size > 0)
            *ARENA_PUSH(arena, files) =
                arena_copy(arena, query_bytes(query, 4));
    }
    query_free(query);
    return ok;
}

bool state_finish(struct state *state, struct err *err)
{
    return database_run(state->database,
                        "BEGIN IMMEDIATE;"
                        "DELETE FROM file;"
                        "UPDATE episode SET pending=0 WHERE pending=1;"
                        "COMMIT;",
                        err);
}

bool state_undo(struct state *state, struct err *err)
{
    return database_run(
        state->database,
        "BEGIN IMMEDIATE;"
        "DELETE FROM band WHERE item IN (SELECT id FROM item WHERE episode IN "
        "(SELECT name FROM episode WHERE pending=1));"
        "DELETE FROM item WHERE episode IN "
        "(SELECT name FROM episode WHERE pending=1);"
        "DELETE FROM file;"
        "DELETE FROM episode WHERE pending=1;"
        "UPDATE source SET etag='', last_modified='';"
        "COMMIT;",
        err);
}

bool state_restore(struct state *state, const struct state_episode *episode,
                   const struct digest_items *items, struct err *err)
{
    if (!database_run(state->database, "BEGIN IMMEDIATE", err))
        return false;
    bool ok = add_items(state, items, episode->name, episode->made, err) &&
              add_episode(state, episode, false, err);
    return end_transaction(state, ok, err);
}

/* ---- looking at it */

static bool dump_rows(struct state *state, const char *statement, int columns,
                      struct buf *out, struct err *err)
{
    struct query *query = query_new(state->database, statement, err);
    bool row = true;
    bool ok = query != NULL;

    while (ok && row) {
        ok = query_step(query, &row, err);
        for (int i = 0; ok && row && i < columns; i++) {
            if (i > 0)
                buf_add_char(out, '\t');
            buf_add(out, query_bytes(query, i));
        }
        if (ok && row)
            buf_add_char(out, '\n');
    }
    query_free(query);
    return ok;
}

bool state_dump(struct state *state, struct buf *out, struct err *err)
{
    return dump_rows(state,
                     "SELECT 'source', place, etag, last_modified, retry_at, "
                     "failing_since, failure FROM source ORDER BY place",
                     7, out, err) &&
           dump_rows(state,
                     "SELECT 'item', source, guid, link, title, fate, told, "
                     "episode, content, words, hex(sketch), hex(sentences) "
                     "FROM item ORDER BY told, source, guid, content",
                     12, out, err) &&
           dump_rows(state,
                     "SELECT 'episode', name, title, made, length_ms, pending "
                     "FROM episode ORDER BY name",
                     6, out, err) &&
           dump_rows(state, "SELECT 'file', episode, name FROM file", 3, out,
                     err);
}
