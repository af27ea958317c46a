/* Programs of others that look at what we made.  One that is not installed
 * fails the test. */
#ifndef TESTS_UNIT_ENCODE_EXTERNAL_H
#define TESTS_UNIT_ENCODE_EXTERNAL_H

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Writes bytes to a new file and puts its name into path (32 bytes). */
static void external_write(char *path, struct view bytes)
{
    snprintf(path, 32, "/tmp/briefcast-XXXXXX.mp3");
    int fd = mkstemps(path, 4);
    FILE *file = fdopen(fd, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
}

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

enum external_decoder { EXTERNAL_MPG123, EXTERNAL_FFMPEG, EXTERNAL_DECODERS };

/* The samples that a decoder gives, without encoder delay and padding. */
static void external_decode(enum external_decoder decoder, const char *path,
                            struct buf *samples)
{
    struct buf command = {0};

    if (decoder == EXTERNAL_MPG123)
        buf_addf(&command, "mpg123 -q -s %s 2>/dev/null", path);
    else
        buf_addf(&command, "ffmpeg -v error -nostdin -i %s -f s16le -", path);
    external_run(buf_string(&command), samples);
    buf_release(&command);
}

#endif
