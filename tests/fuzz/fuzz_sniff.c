/* What a file is, when nobody says: any bytes find a reader, and that one
 * reads them or refuses them. */
#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    promise_reader("", (struct view){(const char *)data, size});
    return 0;
}
