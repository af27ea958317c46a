#include "format/fetch.h"

#include "base/buf.h"
#include "base/interrupt.h"
#include "base/library.h"
#include "base/mem.h"
#include "format/fetch_address.h"
#include "format/url.h"

/* Its checks of types are macros, and want to be called by name. */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include <stdlib.h>

/* What is used of libcurl. */
#define CURL_FUNCTIONS(FUNCTION)                                               \
    FUNCTION(easy_cleanup)                                                     \
    FUNCTION(easy_getinfo)                                                     \
    FUNCTION(easy_header)                                                      \
    FUNCTION(easy_init)                                                        \
    FUNCTION(easy_setopt)                                                      \
    FUNCTION(easy_strerror)                                                    \
    FUNCTION(free)                                                             \
    FUNCTION(global_cleanup)                                                   \
    FUNCTION(global_init)                                                      \
    FUNCTION(multi_add_handle)                                                 \
    FUNCTION(multi_cleanup)                                                    \
    FUNCTION(multi_info_read)                                                  \
    FUNCTION(multi_init)                                                       \
    FUNCTION(multi_perform)                                                    \
    FUNCTION(multi_poll)                                                       \
    FUNCTION(multi_remove_handle)                                              \
    FUNCTION(multi_strerror)                                                   \
    FUNCTION(slist_append)                                                     \
    FUNCTION(slist_free_all)                                                   \
    FUNCTION(url)                                                              \
    FUNCTION(url_cleanup)                                                      \
    FUNCTION(url_get)                                                          \
    FUNCTION(url_set)

static struct {
#define FUNCTION(name) __typeof__(curl_##name) *(name);
    CURL_FUNCTIONS(FUNCTION)
#undef FUNCTION
} curl;

static bool open_curl(struct err *err)
{
    static const char *const names[] = {
#define FUNCTION(name) "curl_" #name,
        CURL_FUNCTIONS(FUNCTION)
#undef FUNCTION
    };

    return library_open("libcurl.so.4", names, sizeof names / sizeof *names,
                        &curl, err);
}

struct transfer {
    struct arena *arena;
    const struct fetch_request *request;
    struct fetch_answer *answer;
    CURL *easy;
    struct curl_slist *headers;
    struct buf body;
    bool too_large;
    bool refused_redirect; /* to another private host than was named */
    char why[CURL_ERROR_SIZE];
};

/* NOLINTNEXTLINE(readability-non-const-parameter): as libcurl calls it */
static size_t on_body(char *data, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;

    buf_add(&transfer->body, (struct view){data, size * count});
    transfer->too_large = transfer->body.overflow;
    return transfer->too_large ? 0 : size * count;
}

/* Host of a web address as libcurl reads it; empty if it is none. */
static struct view host_of(struct arena *arena, const char *url)
{
    struct view host = {0};
    char *part = NULL;
    CURLU *parts = curl.url();

    if (parts && !curl.url_set(parts, CURLUPART_URL, url, 0) &&
        !curl.url_get(parts, CURLUPART_HOST, &part, 0))
        host = arena_copy(arena, view_of(part));
    curl.free(part);
    curl.url_cleanup(parts);
    return host;
}

/* True while the host is asked that the request names, not another one that
 * it redirects to. */
static bool is_named_host(struct transfer *transfer)
{
    const char *now = NULL;
    struct view url = arena_copy(transfer->arena, transfer->request->url);

    curl.easy_getinfo(transfer->easy, CURLINFO_EFFECTIVE_URL, &now);
    return view_equal_nocase(host_of(transfer->arena, view_trim(url).data),
                             host_of(transfer->arena, now ? now : ""));
}

/* A proxy lies inside this network, and where it connects is its affair. */
static bool has_proxy(void)
{
    static const char *const names[] = {
        "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return true;
    }
    return false;
}

/* Sees every connection, after names are resolved and redirects followed. */
static curl_socket_t on_open_socket(void *context, curlsocktype purpose,
                                    struct curl_sockaddr *address)
{
    struct transfer *transfer = context;
    bool allowed = transfer->request->allow_private;

    (void)purpose;
    if (!fetch_address_is_public(&address->addr)) {
        transfer->refused_redirect =
            allowed && !has_proxy() && !is_named_host(transfer);
        transfer->answer->refused_private =
            !allowed || transfer->refused_redirect;
        if (transfer->answer->refused_private)
            return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

static bool add_header(struct transfer *transfer, const char *name,
                       struct view value)
{
    if (value.size == 0)
        return true;
    struct view line =
        arena_format(transfer->arena, "%s: %.*s", name, VIEW_ARG(value));
    struct curl_slist *longer = curl.slist_append(transfer->headers, line.data);

    if (longer)
        transfer->headers = longer;
    return longer != NULL;
}

/* Header values come from a server by way of a database: a line end in one
 * would begin another header. */
static bool is_header_value(struct view value)
{
    for (size_t i = 0; i < value.size; i++) {
        if ((unsigned char)value.data[i] < 0x20)
            return false;
    }
    return true;
}

static bool set_limits(const struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    const struct fetch_request *request = transfer->request;
    long timeout_ms = request->timeout_ms > 0 ? (long)request->timeout_ms
                                              : (long)FETCH_TIMEOUT_MS;
    long connect_ms = timeout_ms < 10000 ? timeout_ms : 10000;

    return !curl.easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout_ms) &&
           !curl.easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect_ms) &&
           !curl.easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 100L) &&
           !curl.easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, 15L) &&
           !curl.easy_setopt(easy, CURLOPT_MAXREDIRS,
                             (long)FETCH_REDIRECTS_MAX) &&
           !curl.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") &&
           !curl.easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https") &&
           /* A proxy would connect where we may not look. */
           (request->allow_private ||
            !curl.easy_setopt(easy, CURLOPT_PROXY, ""));
}

static bool set_up(struct transfer *transfer)
{
    const struct fetch_request *request = transfer->request;
    CURL *easy = transfer->easy;
    struct view url = arena_copy(transfer->arena, view_trim(request->url));

    if (is_header_value(request->etag) &&
        !add_header(transfer, "If-None-Match", request->etag))
        return false;
    if (is_header_value(request->last_modified) &&
        !add_header(transfer, "If-Modified-Since", request->last_modified))
        return false;
    return set_limits(transfer) &&
           !curl.easy_setopt(easy, CURLOPT_URL, url.data) &&
           !curl.easy_setopt(easy, CURLOPT_USERAGENT,
                             "briefcast/" BRIEFCAST_VERSION) &&
           !curl.easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "") &&
           !curl.easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L) &&
           !curl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) &&
           !curl.easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers) &&
           !curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->why) &&
           !curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) &&
           !curl.easy_setopt(easy, CURLOPT_WRITEDATA, transfer) &&
           !curl.easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION,
                             on_open_socket) &&
           !curl.easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer) &&
           !curl.easy_setopt(easy, CURLOPT_PRIVATE, transfer);
}

static void fail(struct fetch_answer *answer, struct view url,
                 const char *message)
{
    answer->state = FETCH_FAILED;
    err_set(&answer->err, "%.*s: %s", VIEW_ARG(url), message);
}

/* False, with the answer's message, when it cannot even begin. */
static bool begin(struct transfer *transfer)
{
    size_t size_max = transfer->request->size_max ? transfer->request->size_max
                                                  : (size_t)FETCH_SIZE_MAX;

    buf_init(&transfer->body, size_max);
    if (!url_is_web(view_trim(transfer->request->url))) {
        fail(transfer->answer, transfer->request->url,
             "is not fetched: only http:// and https:// addresses are");
        return false;
    }
    transfer->easy = curl.easy_init();
    if (!transfer->easy || !set_up(transfer)) {
        fail(transfer->answer, transfer->request->url,
             "libcurl could not be set up; free some memory");
        return false;
    }
    return true;
}

static struct view header_of(struct transfer *transfer, const char *name)
{
    struct curl_header *header;

    /* Of the last answer, behind all redirects. */
    if (curl.easy_header(transfer->easy, name, 0, CURLH_HEADER, -1, &header))
        return (struct view){0};
    return arena_copy(transfer->arena, view_of(header->value));
}

static const char *status_meaning(long status)
{
    switch (status) {
    case 401:
    case 403:
    case 407:
        return "access is denied";
    case 404:
    case 410:
        return "there is nothing at this address";
    case 429:
        return "too many requests; try later";
    default:
        return status >= 500 ? "the server has a fault; try later"
                             : "the request was refused";
    }
}

/* The message of a transfer that did not arrive whole. */
static void explain(struct transfer *transfer, CURLcode code)
{
    struct fetch_answer *answer = transfer->answer;
    struct view url = transfer->request->url;

    if (transfer->too_large)
        err_set(&answer->err, "%.*s: has more than %zu bytes; it is not read",
                VIEW_ARG(url), transfer->body.cap);
    else if (transfer->refused_redirect)
        err_set(&answer->err,
                "%.*s: is redirected to another address inside this network, "
                "which is opened only when you name it yourself",
                VIEW_ARG(url));
    else if (answer->refused_private)
        err_set(&answer->err,
                "%.*s: leads to an address inside this network, which is not "
                "opened for a page or feed",
                VIEW_ARG(url));
    else if (code == CURLE_OPERATION_TIMEDOUT)
        err_set(&answer->err,
                "%.*s: did not answer in time (%s); try again later",
                VIEW_ARG(url), transfer->why);
    else if (code == CURLE_PARTIAL_FILE)
        err_set(&answer->err,
                "%.*s: the connection broke off after %zu bytes; try again",
                VIEW_ARG(url), transfer->body.size);
    else
        err_set(&answer->err, "%.*s: could not be fetched: %s", VIEW_ARG(url),
                transfer->why[0] ? transfer->why : curl.easy_strerror(code));
}

static void finish(struct transfer *transfer, CURLcode code)
{
    struct fetch_answer *answer = transfer->answer;
    const char *url = NULL;
    curl_off_t retry_after = 0;

    curl.easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &answer->status);
    curl.easy_getinfo(transfer->easy, CURLINFO_EFFECTIVE_URL, &url);
    curl.easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &retry_after);
    answer->url = arena_copy(transfer->arena, view_of(url));
    answer->type = header_of(transfer, "Content-Type");
    answer->etag = header_of(transfer, "ETag");
    answer->last_modified = header_of(transfer, "Last-Modified");
    answer->retry_after_s = (int64_t)retry_after;
    answer->state = FETCH_FAILED;
    if (code != CURLE_OK) {
        explain(transfer, code);
    } else if (answer->status == 304) {
        answer->state = FETCH_NOT_MODIFIED;
    } else if (answer->status < 200 || answer->status >= 300) {
        err_set(&answer->err, "%.*s: the server answers %ld: %s",
                VIEW_ARG(transfer->request->url), answer->status,
                status_meaning(answer->status));
    } else {
        answer->body = arena_copy(transfer->arena, buf_view(&transfer->body));
        answer->state = FETCH_DONE;
    }
}

static void end(struct transfer *transfer)
{
    if (transfer->easy)
        curl.easy_cleanup(transfer->easy);
    curl.slist_free_all(transfer->headers);
    buf_release(&transfer->body);
    transfer->easy = NULL;
    transfer->headers = NULL;
}

/* Takes what has ended off the multi handle; returns how many did. */
static size_t collect(CURLM *multi)
{
    size_t ended = 0;
    int left;

    for (CURLMsg *message; (message = curl.multi_info_read(multi, &left));) {
        char *context = NULL;

        if (message->msg != CURLMSG_DONE)
            continue;
        CURLcode code = message->data.result;
        curl.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &context);
        struct transfer *transfer = (struct transfer *)(void *)context;
        finish(transfer, code);
        curl.multi_remove_handle(multi, transfer->easy);
        end(transfer);
        ended++;
    }
    return ended;
}

/* Keeps at most at_once transfers going until all have ended. */
static bool run(CURLM *multi, struct transfer *transfers, size_t count,
                unsigned at_once, struct err *err)
{
    enum { POLL_MS = 200 }; /* how late a signal is seen */
    size_t next = 0;
    size_t going = 0;
    int running;

    while (next < count || going > 0) {
        while (next < count && going < at_once) {
            struct transfer *transfer = &transfers[next++];

            if (!begin(transfer))
                continue;
            if (curl.multi_add_handle(multi, transfer->easy))
                return err_set(err, "libcurl could not start a transfer");
            going++;
        }
        CURLMcode code = curl.multi_perform(multi, &running);
        if (!code)
            going -= collect(multi);
        if (!code && going > 0)
            code = curl.multi_poll(multi, NULL, 0, POLL_MS, NULL);
        if (code)
            return err_set(err, "fetching failed: %s",
                           curl.multi_strerror(code));
        if (interrupt_pending(err))
            return false;
    }
    return true;
}

bool fetch_all(struct arena *arena, const struct fetch_request *requests,
               size_t count, unsigned at_once, struct fetch_answer *answers,
               struct err *err)
{
    struct transfer *transfers;
    bool done = false;

    if (count == 0)
        return true;
    if (!open_curl(err))
        return false;
    if (curl.global_init(CURL_GLOBAL_DEFAULT))
        return err_set(err, "libcurl could not be set up");
    transfers = mem_new(count, sizeof *transfers);
    for (size_t i = 0; i < count; i++) {
        answers[i] = (struct fetch_answer){.state = FETCH_FAILED};
        transfers[i] = (struct transfer){
            .arena = arena, .request = &requests[i], .answer = &answers[i]};
    }
    CURLM *multi = curl.multi_init();
    if (multi)
        done = run(multi, transfers, count, at_once > 0 ? at_once : 1, err);
    else
        err_set(err, "libcurl could not be set up; free some memory");
    for (size_t i = 0; i < count; i++) {
        if (multi && transfers[i].easy)
            curl.multi_remove_handle(multi, transfers[i].easy);
        end(&transfers[i]);
    }
    if (multi)
        curl.multi_cleanup(multi);
    free(transfers);
    curl.global_cleanup();
    return done;
}

bool fetch_one(struct arena *arena, const struct fetch_request *request,
               struct fetch_answer *answer, struct err *err)
{
    if (!fetch_all(arena, request, 1, 1, answer, err))
        return false;
    if (answer->state != FETCH_FAILED)
        return true;
    *err = answer->err;
    return false;
}
