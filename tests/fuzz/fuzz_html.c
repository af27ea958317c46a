/* The reader of web pages: any bytes make documents that keep their promises,
 * or one message. */
#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    promise_reader("html", (struct view){(const char *)data, size});
    return 0;
}
