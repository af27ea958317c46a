/* Programs of others that look at what we made.  One that is not installed
 * fails the test. */
#ifndef TESTS_UNIT_ENCODE_EXTERNAL_H
#define TESTS_UNIT_ENCODE_EXTERNAL_H

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

/* Appends what a shell command prints; it must exit with 0. */
static void external_run(const char *command, struct buf *out)
{
    char piece[65536];
    size_t got;
    FILE *pipe = popen(command, "r");

    assert_non_null(pipe);
    while ((got = fread(piece, 1, sizeof piece, pipe)) > 0)
        buf_add(out, (struct view){piece, got});
    int status = pclose(pipe);
    if (status != 0)
        fail_msg("status %d: %s", status, command);
}

#endif
