/* What a reading process sends to its conductor: any bytes are refused or
 * make documents, which make the same bytes again. */
#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view bytes = {(const char *)data, size};
    struct arena arena = {0};
    struct documents documents = {0};
    struct buf again = {0};

    if (document_unpack(&arena, bytes, VIEW("fuzz"), &documents)) {
        document_pack(&documents, 0, &again);
        promise(view_equal(buf_view(&again), bytes), "document",
                "other bytes than went in");
    } else {
        promise(documents.count == 0, "document", "refused, and taken");
    }
    buf_release(&again);
    arena_release(&arena);
    return 0;
}
