/* The reader of EPUBs.  An input that begins with "PK" is an archive; any
 * other lists the files of one, each as \1 name \2 content, and is packed
 * first, so that changes reach what is inside. */
#include "format/zip.h"
#include "promise.h"

enum { FILES_MAX = 40 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void pack(struct view list, struct buf *out)
{
    struct zip_entry entries[FILES_MAX] = {{{0}, {0}, NULL, 0, false}};
    size_t count = 0;
    struct err err;

    view_cut(&list, '\1');
    while (list.size > 0 && count < FILES_MAX) {
        struct view file = view_cut(&list, '\1');

        entries[count].name = view_cut(&file, '\2');
        entries[count].content = file;
        entries[count].stored = count == 0;
        count += entries[count].name.size > 0 && entries[count].name.size < 99;
    }
    if (!zip_pack(entries, count, 0, out, &err))
        buf_reset(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view input = {(const char *)data, size};
    struct buf packed = {0};

    if (!view_starts(input, VIEW("PK"))) {
        pack(input, &packed);
        input = buf_view(&packed);
    }
    promise_reader("epub", input);
    buf_release(&packed);
    return 0;
}
