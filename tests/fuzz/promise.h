/* What fuzzers of readers share: one reader reads any bytes, and documents
 * that come out keep what model/document.h promises. */
#ifndef TESTS_FUZZ_PROMISE_H
#define TESTS_FUZZ_PROMISE_H

#include "model/document_wire.h"
#include "read/read.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static inline void promise(bool condition, const char *what, const char *why)
{
    if (condition)
        return;
    fprintf(stderr, "fuzz: %s: %s\n", what, why);
    abort();
}

/* Reads bytes as format, "" for whatever they seem to be. */
static inline void promise_reader(const char *format, struct view bytes)
{
    struct read_request request = {.source = VIEW("fuzz"),
                                   .bytes = bytes,
                                   .format = view_of(format),
                                   .base_url = VIEW("http://a.example/b/c")};
    struct arena arena = {0};
    struct documents documents = {0};
    struct documents taken = {0};
    struct buf packed = {0};
    struct err err = {.message = ""};

    /* What needs a program of others is not ours to fuzz. */
    if (!read_needs_program(&request)) {
        if (!read_documents(&arena, &request, NULL, &documents, &err))
            promise(err.message[0] != '\0', format, "fails without a word");
        document_pack(&documents, 0, &packed);
        promise(
            document_unpack(&arena, buf_view(&packed), VIEW("fuzz"), &taken),
            format, "a document does not keep its promises");
    }
    buf_release(&packed);
    arena_release(&arena);
}

#endif
