/* Addresses -> bytes, over http and https: redirects followed, compressed
 * bodies unpacked, size and time limited, several at once. */
#ifndef FORMAT_FETCH_H
#define FORMAT_FETCH_H

#include "base/arena.h"
#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FETCH_SIZE_MAX = 64 << 20, /* bytes of a body, unpacked */
    FETCH_TIMEOUT_MS = 60000,
    FETCH_REDIRECTS_MAX = 5,
};

struct fetch_request {
    struct view url;
    struct view etag;          /* of the answer before; empty: none */
    struct view last_modified; /* the same */
    size_t size_max;           /* bytes; 0: FETCH_SIZE_MAX */
    int64_t timeout_ms;        /* for all of it; 0: FETCH_TIMEOUT_MS */
    /* Lets the address be inside this network or on this machine, and redirect
     * to its own host there, and uses proxies named in the environment.  Only
     * for addresses that the user has named. */
    bool allow_private;
};

enum fetch_state {
    FETCH_DONE,         /* body is there */
    FETCH_NOT_MODIFIED, /* 304: what etag or last_modified named is current */
    FETCH_FAILED,       /* err says why */
};

struct fetch_answer {
    enum fetch_state state;
    bool refused_private; /* the address was not public */
    long status;          /* of HTTP; 0: there was no answer */
    struct view url;      /* after redirects */
    struct view type;     /* Content-Type as sent; may be empty */
    struct view etag;     /* as sent; may be empty */
    struct view last_modified;
    int64_t retry_after_s; /* what the server asked for; 0: nothing */
    struct view body;
    struct err err; /* names the address */
};

/* Fetches all requests, at most at_once (1 and up) side by side; answers[i]
 * belongs to requests[i] and lives in arena.  False only when none could be
 * started or a signal asked to stop; single failures are in their answers. */
bool fetch_all(struct arena *arena, const struct fetch_request *requests,
               size_t count, unsigned at_once, struct fetch_answer *answers,
               struct err *err) MUST_USE;

/* Fetches one address.  False with its message unless the state is
 * FETCH_DONE or FETCH_NOT_MODIFIED. */
bool fetch_one(struct arena *arena, const struct fetch_request *request,
               struct fetch_answer *answer, struct err *err) MUST_USE;

#endif
