/* Configurations of a digest: any bytes are a configuration that is complete
 * and inside its ranges, or mistakes that each name the file. */
#include "digest_config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view bytes = {(const char *)data, size};
    struct arena arena = {0};
    struct mistakes mistakes = {0};

    promise_config(&arena, bytes, &mistakes);
    arena_release(&arena);
    return 0;
}
