/* What a worker sends to its conductor: any bytes must be judged without
 * reading beyond them, and a sound stream that was changed in one byte must
 * not pass as it was. */
#include "base/pool_wire.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "fuzz_pool: %s\n", what);
    abort();
}

static void judge(struct view bytes)
{
    struct view payload;
    uint32_t type;
    size_t size = 0;
    bool ok = false;
    struct err err;

    if (pool_wire_check(bytes, &size, &ok, &err))
        check(size <= bytes.size, "records are longer than what came");
    while (pool_next_record(&bytes, &type, &payload))
        check(payload.size <= POOL_RECORD_MAX, "a record is too long");
}

/* The input as records of a sound stream, read back from a file in memory. */
static struct view write_stream(struct view input, int fd)
{
    static char bytes[1 << 16];
    struct pool_pipe pipe = {.fd = fd};

    check(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0, "no file");
    for (size_t at = 0; at < input.size && at < 4096; at += 97)
        check(pool_send(&pipe, (uint32_t)at, view_slice(input, at, at + 97)),
              "not sent");
    check(pool_wire_seal(&pipe, true, NULL), "not sealed");
    ssize_t size = pread(fd, bytes, sizeof bytes, 0);
    check(size > 0, "not read back");
    return (struct view){bytes, (size_t)size};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int fd = -1;
    struct view input = {(const char *)data, size};
    size_t records;
    bool ok;
    struct err err;

    if (fd < 0)
        fd = memfd_create("stream", MFD_CLOEXEC);
    judge(input);
    struct view stream = write_stream(input, fd);
    check(pool_wire_check(stream, &records, &ok, &err) && ok,
          "a sound stream is refused");
    if (size < 4)
        return 0;
    size_t at = ((size_t)data[0] << 8 | data[1]) % stream.size;
    char *changed = malloc(stream.size);
    memcpy(changed, stream.data, stream.size);
    changed[at] = (char)(changed[at] ^ (data[2] ? data[2] : 1));
    judge((struct view){changed, stream.size});
    /* Behind the seal's sum and verdict lies only the unused message. */
    if (at < records)
        check(!pool_wire_check((struct view){changed, stream.size}, &records,
                               &ok, &err),
              "a changed record is taken for sound");
    free(changed);
    return 0;
}
