/* Golden cases: folders tests/golden/read/<prefix>* with what goes in and
 * what is wanted.  Included by the tests that run them, after cmocka.h.
 * With GOLDEN_WRITE set in the environment the wanted file is written anew,
 * to be looked at before it is committed. */
#ifndef UNIT_READ_GOLDEN_CASE_H
#define UNIT_READ_GOLDEN_CASE_H

#include "base/atomic_file.h"
#include "base/buf.h"
#include "base/mem.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOLDEN_FOLDER "tests/golden/read"

struct golden_case {
    char path[300]; /* of the folder */
    char *bytes;    /* of the file read last */
    size_t size;
};

/* Reads a file of the case; false when there is none. */
static inline bool golden_read(struct golden_case *golden, const char *name)
{
    char path[600];
    struct err err;

    free(golden->bytes);
    golden->bytes = NULL;
    golden->size = 0;
    snprintf(path, sizeof path, "%s/%s", golden->path, name);
    return file_read(path, 1 << 20, &golden->bytes, &golden->size, &err);
}

/* Compares what was got with the file of that name. */
static inline void golden_expect(struct golden_case *golden, const char *name,
                                 struct buf *got)
{
    if (getenv("GOLDEN_WRITE")) {
        char path[600];

        snprintf(path, sizeof path, "%s/%s", golden->path, name);
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fputs(buf_string(got), file);
        assert_int_equal(fclose(file), 0);
    }
    if (!golden_read(golden, name))
        fail_msg("%s/%s is missing", golden->path, name);
    char *wanted = mem_copy_string(golden->bytes, golden->size);
    if (strcmp(buf_string(got), wanted) != 0)
        print_error("%s differs; it gave:\n%s\n", golden->path,
                    buf_string(got));
    assert_string_equal(buf_string(got), wanted);
    free(wanted);
}

/* Runs every case whose folder begins with prefix; returns how many. */
static inline size_t golden_run(const char *prefix,
                                void (*run)(struct golden_case *golden))
{
    DIR *folder = opendir(GOLDEN_FOLDER);
    size_t count = 0;

    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        struct golden_case golden = {0};

        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0)
            continue;
        snprintf(golden.path, sizeof golden.path, "%s/%s", GOLDEN_FOLDER,
                 entry->d_name);
        run(&golden);
        free(golden.bytes);
        count++;
    }
    closedir(folder);
    return count;
}

#endif
