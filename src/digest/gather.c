#include "digest/gather.h"

#include "base/atomic_file.h"
#include "base/interrupt.h"
#include "digest/term.h"
#include "format/fetch.h"
#include "format/fetch_address.h"
#include "format/url.h"
#include "pipeline/reading.h"
#include "read/date.h"

#include <dirent.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    AT_ONCE = 16, /* fetches side by side */
    SOURCE_BYTES_MAX = 16 << 20,
    FILE_BYTES_MAX = 64 << 20,
    FOLDER_FILES_MAX = 10000,
    TEASER_WORDS = 150,      /* less than this is a teaser (INPUTS.md 3) */
    RETRY_MAX_S = 24 * 3600, /* longer waits are not believed */
    ITEMS_MAX = 20000,
};

struct gathering {
    struct arena *arena;
    const struct gather_request *request;
    struct source_state *states;
    struct digest_items *items;
};

/* The host of a web address, without port. */
static struct view host_of(struct view url)
{
    size_t begin = view_find(url, VIEW("://"), 0);
    struct view rest =
        view_slice(url, begin == SIZE_MAX ? url.size : begin + 3, url.size);
    size_t size = 0;

    while (size < rest.size && rest.data[size] != '/' &&
           rest.data[size] != '?' && rest.data[size] != '#')
        size++;
    rest = view_slice(rest, 0, size);
    for (size_t i = rest.size; i > 0; i--) {
        if (rest.data[i - 1] == '@') {
            rest = view_slice(rest, i, rest.size);
            break;
        }
    }
    if (rest.size > 0 && rest.data[0] == '[')
        return view_slice(rest, 1, view_find(rest, VIEW("]"), 0));
    return view_cut(&rest, ':');
}

/* True when the address itself says that it lies on this machine or inside
 * this network: who writes that into a configuration means it. */
static bool names_private(struct arena *arena, struct view url)
{
    struct view host = arena_copy(arena, host_of(url));
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST};
    struct addrinfo *found = NULL;
    bool is_private = view_equal_nocase(host, VIEW("localhost"));

    if (!is_private && getaddrinfo(host.data, NULL, &hints, &found) == 0) {
        is_private = !fetch_address_is_public(found->ai_addr);
        freeaddrinfo(found);
    }
    return is_private;
}

static bool may_be_private(struct arena *arena,
                           const struct digest_source *source)
{
    return source->is_private || names_private(arena, source->place);
}

/* ---- items of a source */

static struct digest_item *add_item(struct gathering *gathering,
                                    size_t source_index, struct view guid,
                                    const struct document *document)
{
    const struct digest_config *config = gathering->request->config;
    struct digest_item *item = ARENA_PUSH(gathering->arena, gathering->items);

    item->source = &config->sources.at[source_index];
    item->source_index = source_index;
    item->guid = guid;
    item->link = document->url;
    item->title = document->title;
    item->seconds = INT64_MIN;
    item->document = *document;
    item->source_name =
        item->source->name.size > 0 ? item->source->name : document->site;
    item->twin = SIZE_MAX;
    sketch_document(document, &item->sketch);
    item->story = item->sketch;
    return item;
}

static int compare_views(const void *a, const void *b)
{
    return view_compare(*(const struct view *)a, *(const struct view *)b);
}

static bool is_twice(const struct view *sorted, size_t count, struct view what)
{
    const struct view *found =
        bsearch(&what, sorted, count, sizeof *sorted, compare_views);

    if (!found)
        return false;
    return (found > sorted && view_equal(found[-1], what)) ||
           (found + 1 < sorted + count && view_equal(found[1], what));
}

/* An id or a link that several items have is none. */
static void mark_shared(struct gathering *gathering, size_t first)
{
    struct digest_items *items = gathering->items;
    size_t count = items->count - first;
    struct view *guids = arena_new(gathering->arena, count + 1, sizeof *guids);
    struct view *links = arena_new(gathering->arena, count + 1, sizeof *links);

    for (size_t i = 0; i < count; i++) {
        guids[i] = items->at[first + i].guid;
        links[i] = items->at[first + i].link;
    }
    qsort(guids, count, sizeof *guids, compare_views);
    qsort(links, count, sizeof *links, compare_views);
    for (size_t i = first; i < items->count; i++) {
        items->at[i].guid_is_shared = is_twice(guids, count, items->at[i].guid);
        items->at[i].link_is_shared = is_twice(links, count, items->at[i].link);
    }
}

struct aged {
    int64_t seconds; /* INT64_MIN: no date */
    size_t place;    /* in the feed */
};

/* Newest first; those without a date behind them, as the feed has them. */
static int compare_ages(const void *a, const void *b)
{
    const struct aged *x = a, *y = b;

    if (x->seconds != y->seconds)
        return x->seconds < y->seconds ? 1 : -1;
    return (x->place > y->place) - (x->place < y->place);
}

static struct aged *by_age(struct arena *arena,
                           const struct documents *documents)
{
    struct aged *order = arena_new(arena, documents->count + 1, sizeof *order);

    for (size_t i = 0; i < documents->count; i++) {
        struct date date = {.seconds = INT64_MIN};

        (void)date_parse(documents->at[i].date, &date);
        order[i] = (struct aged){date.seconds, i};
    }
    qsort(order, documents->count, sizeof *order, compare_ages);
    return order;
}

/* A repetition in the feed itself: same id, title and link. */
static bool is_repeated(const struct digest_items *items, size_t first,
                        const struct digest_item *item)
{
    for (size_t i = items->count - 1; i-- > first && items->count - i < 50;) {
        const struct digest_item *other = &items->at[i];

        if (view_equal(other->guid, item->guid) &&
            view_equal(other->link, item->link) &&
            other->sketch.content == item->sketch.content)
            return true;
    }
    return false;
}

static bool add_feed(struct gathering *gathering, size_t source_index,
                     const struct read_request *read, struct err *err)
{
    struct arena *arena = gathering->arena;
    size_t first = gathering->items->count;
    struct documents documents = {0};

    if (!reading_entries(arena, read, gathering->request->log, &documents, err))
        return false;
    const struct aged *order = by_age(arena, &documents);
    for (size_t i = 0; i < documents.count; i++) {
        const struct document *document = &documents.at[order[i].place];
        struct view guid = document->id;

        if (gathering->items->count >= ITEMS_MAX)
            break;
        if (guid.size == 0)
            guid = document->url;
        if (guid.size == 0)
            guid = arena_format(arena, "title:%.*s", VIEW_ARG(document->title));
        add_item(gathering, source_index, guid, document)->seconds =
            order[i].seconds;
        if (is_repeated(gathering->items, first,
                        &gathering->items->at[gathering->items->count - 1]))
            gathering->items->count--;
    }
    mark_shared(gathering, first);
    return true;
}

/* A page or a file: one item, or several when it is a collection. */
static bool add_documents(struct gathering *gathering, size_t source_index,
                          const struct read_request *read, struct view guid,
                          int64_t seconds, struct err *err)
{
    struct documents documents = {0};

    if (!reading_documents(gathering->arena, read, gathering->request->log,
                           &documents, err))
        return false;
    for (size_t i = 0; i < documents.count; i++) {
        struct document *document = &documents.at[i];
        struct view own = i == 0 ? guid
                                 : arena_format(gathering->arena, "%.*s#%zu",
                                                VIEW_ARG(guid), i + 1);

        if (document->url.size == 0 && url_is_web(read->base_url))
            document->url = read->base_url;
        add_item(gathering, source_index, own, document)->seconds = seconds;
    }
    return true;
}

/* ---- files */

static bool read_file(struct gathering *gathering, size_t source_index,
                      struct view path, struct view guid, struct err *err)
{
    const struct digest_source *source =
        &gathering->request->config->sources.at[source_index];
    struct stat status;
    char *data = NULL;
    size_t size = 0;
    int64_t seconds = INT64_MIN;

    if (!file_read(path.data, FILE_BYTES_MAX, &data, &size, err))
        return false;
    if (stat(path.data, &status) == 0)
        seconds = (int64_t)status.st_mtime;
    struct read_request read = {
        .source = path,
        .bytes = arena_copy(gathering->arena, (struct view){data, size}),
    };
    free(data);
    if (source->kind == SOURCE_FEED)
        return add_feed(gathering, source_index, &read, err);
    return add_documents(gathering, source_index, &read, guid, seconds, err);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && !strchr(entry->d_name, '~');
}

/* A file that cannot be read is told of; the others of its folder are read
 * nevertheless. */
static bool read_folder(struct gathering *gathering, size_t source_index,
                        struct view folder, struct err *err)
{
    struct dirent **entries = NULL;
    int count = scandir(folder.data, &entries, is_visible, by_name);

    if (count < 0)
        return err_set_errno(err, "%s: cannot be read as a folder",
                             folder.data);
    for (int i = 0; i < count; i++) {
        struct view name =
            arena_copy(gathering->arena, view_of(entries[i]->d_name));
        struct view path =
            arena_format(gathering->arena, "%s/%s", folder.data, name.data);
        struct stat status;
        struct err fault;

        free(entries[i]);
        if (i >= FOLDER_FILES_MAX || stat(path.data, &status) != 0 ||
            !S_ISREG(status.st_mode))
            continue;
        if (!read_file(gathering, source_index, path, name, &fault))
            log_warning(gathering->request->log, "%s", fault.message);
    }
    free(entries);
    return true;
}

/* ---- the web */

static void fail(struct source_state *state, int64_t now, struct view failure)
{
    state->failed = true;
    state->failure = failure;
    if (state->failing_since == 0)
        state->failing_since = now;
}

static void recover(struct source_state *state)
{
    state->failing_since = 0;
    state->failure = (struct view){0};
    state->retry_at = 0;
}

static void take_answer(struct gathering *gathering, size_t source_index,
                        const struct fetch_answer *answer)
{
    const struct digest_source *source =
        &gathering->request->config->sources.at[source_index];
    struct source_state *state = &gathering->states[source_index];
    struct arena *arena = gathering->arena;
    int64_t now = gathering->request->now;
    int64_t wait = answer->retry_after_s;
    struct err err;

    if (answer->state == FETCH_FAILED) {
        fail(state, now, arena_copy(arena, view_of(answer->err.message)));
        state->retry_at =
            wait > 0 ? now + (wait < RETRY_MAX_S ? wait : RETRY_MAX_S) : 0;
        return;
    }
    if (answer->state == FETCH_NOT_MODIFIED) {
        recover(state);
        state->unchanged = true;
        return;
    }
    struct read_request read = {
        .source = source->place,
        .bytes = answer->body,
        .base_url = answer->url,
        .content_type = answer->type,
    };
    bool ok = source->kind == SOURCE_FEED
                  ? add_feed(gathering, source_index, &read, &err)
                  : add_documents(gathering, source_index, &read, source->place,
                                  INT64_MIN, &err);
    if (!ok) {
        fail(state, now, arena_copy(arena, view_of(err.message)));
        return;
    }
    recover(state);
    state->etag = answer->etag;
    state->last_modified = answer->last_modified;
}

static bool is_web(const struct digest_source *source)
{
    return url_is_web(source->place);
}

static bool fetch_sources(struct gathering *gathering,
                          struct fetch_answer *answers, struct err *err)
{
    const struct digest_sources *sources = &gathering->request->config->sources;
    struct arena *arena = gathering->arena;
    struct fetch_request *requests =
        arena_new(arena, sources->count, sizeof *requests);
    struct fetch_answer *fetched =
        arena_new(arena, sources->count, sizeof *fetched);
    size_t *index = arena_new(arena, sources->count, sizeof *index);
    size_t count = 0;

    for (size_t i = 0; i < sources->count; i++) {
        const struct digest_source *source = &sources->at[i];
        struct source_state *state = &gathering->states[i];

        state->waited = state->retry_at > gathering->request->now;
        if (!is_web(source) || state->waited)
            continue;
        index[count] = i;
        requests[count++] = (struct fetch_request){
            .url = source->place,
            .etag = state->etag,
            .last_modified = state->last_modified,
            .size_max = SOURCE_BYTES_MAX,
            .allow_private = may_be_private(arena, source),
        };
    }
    if (!fetch_all(arena, requests, count, AT_ONCE, fetched, err))
        return false;
    for (size_t i = 0; i < count; i++)
        answers[index[i]] = fetched[i];
    return true;
}

bool gather_items(struct arena *arena, const struct gather_request *request,
                  struct source_state *states, struct digest_items *items,
                  struct err *err)
{
    struct gathering gathering = {arena, request, states, items};
    const struct digest_sources *sources = &request->config->sources;
    struct fetch_answer *answers =
        arena_new(arena, sources->count, sizeof *answers);

    if (!fetch_sources(&gathering, answers, err))
        return false;
    for (size_t i = 0; i < sources->count; i++) {
        const struct digest_source *source = &sources->at[i];
        struct err fault;

        if (interrupt_pending(err))
            return false;
        if (states[i].waited)
            continue;
        if (is_web(source)) {
            take_answer(&gathering, i, &answers[i]);
        } else if (source->kind == SOURCE_FOLDER
                       ? read_folder(&gathering, i, source->place, &fault)
                       : read_file(&gathering, i, source->place, source->place,
                                   &fault)) {
            recover(&states[i]);
        } else {
            fail(&states[i], request->now,
                 arena_copy(arena, view_of(fault.message)));
        }
    }
    return true;
}

/* ---- pages behind teasers */

static bool wants_page(const struct digest_item *item)
{
    return item->fate == ITEM_WAITING && item->source->kind == SOURCE_FEED &&
           !item->source->summary && url_is_web(item->link) &&
           item->sketch.words < TEASER_WORDS;
}

static void take_page(struct arena *arena, const struct gather_request *request,
                      const struct fetch_answer *answer,
                      struct digest_item *item)
{
    struct read_request read = {
        .source = item->link,
        .bytes = answer->body,
        .base_url = answer->url,
        .content_type = answer->type,
    };
    struct documents documents = {0};
    struct sketch sketch;
    struct err err;

    if (answer->state != FETCH_DONE ||
        !reading_documents(arena, &read, request->log, &documents, &err)) {
        log_note(request->log, "%s; what the feed says is told",
                 answer->state != FETCH_DONE ? answer->err.message
                                             : err.message);
        return;
    }
    /* A page of consent forms or of links tells less than the teaser. */
    sketch_document(&documents.at[0], &sketch);
    if (sketch.words <= item->sketch.words)
        return;
    struct document *document = &documents.at[0];
    document->site = item->document.site;
    document->url = item->link;
    if (item->title.size > 0)
        document->title = item->title;
    if (document->language.size == 0)
        document->language = item->document.language;
    item->document = *document;
    item->story = sketch;
    item->from_page = true;
}

bool gather_pages(struct arena *arena, const struct gather_request *request,
                  struct digest_items *items, struct err *err)
{
    struct fetch_request *requests =
        arena_new(arena, items->count + 1, sizeof *requests);
    struct fetch_answer *answers =
        arena_new(arena, items->count + 1, sizeof *answers);
    size_t *index = arena_new(arena, items->count + 1, sizeof *index);
    size_t count = 0;

    for (size_t i = 0; i < items->count; i++) {
        const struct digest_item *item = &items->at[i];

        if (!wants_page(item))
            continue;
        index[count] = i;
        /* A link may lead into this network only where its feed lies. */
        requests[count++] = (struct fetch_request){
            .url = item->link,
            .size_max = SOURCE_BYTES_MAX,
            .allow_private = may_be_private(arena, item->source) &&
                             view_equal_nocase(host_of(item->link),
                                               host_of(item->source->place)),
        };
    }
    if (!fetch_all(arena, requests, count, AT_ONCE, answers, err))
        return false;
    for (size_t i = 0; i < count; i++)
        take_page(arena, request, &answers[i], &items->at[index[i]]);
    return true;
}
