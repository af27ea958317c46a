/* Files that tests make for a moment. */
#ifndef TESTS_UNIT_ENCODE_SCRATCH_H
#define TESTS_UNIT_ENCODE_SCRATCH_H

#include "base/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Writes bytes to a new file and puts its name into path (32 bytes). */
static void scratch_write(char *path, struct view bytes)
{
    snprintf(path, 32, "/tmp/briefcast-XXXXXX.mp3");
    int fd = mkstemps(path, 4);
    FILE *file = fdopen(fd, "wb");

    assert_non_null(file);
    if (bytes.size > 0)
        assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
}

#endif
