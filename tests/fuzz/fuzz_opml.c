/* Lists of feeds: any bytes are refused with one message that names the file,
 * or become a configuration that is read without a mistake and has as many
 * sources as were counted. */
#include "digest/opml.h"
#include "digest_config.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view bytes = {(const char *)data, size};
    struct arena arena = {0};
    struct mistakes mistakes = {0};
    struct buf out = {0};
    struct err err = {.message = ""};
    size_t feeds = 0;

    if (opml_import(&arena, "fuzz.opml", bytes, &out, &feeds, &err)) {
        bool ok = promise_config(&arena, buf_view(&out), &mistakes);

        if (!ok)
            fprintf(stderr, "%.*s\n%s\n", VIEW_ARG(mistakes.at[0]),
                    buf_string(&out));
        promise(ok, "opml", "what was imported is no sound configuration");
    } else {
        promise(strstr(err.message, "fuzz.opml") != NULL, "opml",
                "a message without the file's name");
    }
    buf_release(&out);
    arena_release(&arena);
    return 0;
}
