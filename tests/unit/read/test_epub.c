/* epub: golden books, packed from their folders, and damaged archives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "format/zip.h"
#include "read/epub.h"

#include "golden_case.h"

#include <sys/stat.h>

struct packing {
    struct arena *arena;
    struct zip_entry entries[60];
    size_t count;
};

/* Adds the files below folder/prefix, in the order of their names. */
static void add_folder(struct packing *packing, const char *folder,
                       const char *prefix)
{
    char path[1200];
    struct dirent **list;

    snprintf(path, sizeof path, "%s/%s", folder, prefix);
    int count = scandir(path, &list, NULL, alphasort);
    assert_true(count >= 0);
    for (int i = 0; i < count; i++) {
        struct stat about;
        struct err err;
        char *data = NULL;
        size_t size = 0;
        struct view name = arena_format(packing->arena, "%s%s%s", prefix,
                                        prefix[0] ? "/" : "", list[i]->d_name);
        bool hidden = list[i]->d_name[0] == '.';

        free(list[i]);
        if (hidden)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, name.data);
        assert_int_equal(stat(path, &about), 0);
        if (S_ISDIR(about.st_mode)) {
            add_folder(packing, folder, name.data);
            continue;
        }
        assert_true(packing->count < 60);
        assert_true(file_read(path, 1 << 20, &data, &size, &err));
        packing->entries[packing->count++] = (struct zip_entry){
            .name = name,
            .content = arena_copy(packing->arena, (struct view){data, size})};
        free(data);
    }
    free(list);
}

static void pack_book(struct arena *arena, const char *folder, struct buf *out)
{
    struct packing packing = {.arena = arena};
    struct err err;

    packing.entries[packing.count++] =
        (struct zip_entry){.name = VIEW("mimetype"),
                           .content = VIEW("application/epub+zip"),
                           .stored = true};
    add_folder(&packing, folder, "");
    assert_true(zip_pack(packing.entries, packing.count, 0, out, &err));
}

static void collect_line(void *context, enum log_level level, const char *line)
{
    (void)level;
    buf_addf(context, "warning: %s\n", line);
}

static void dump(const struct document *document, struct buf *out)
{
    buf_addf(out,
             "title: %.*s\nauthor: %.*s\nlanguage: %.*s\ndate: %.*s\n"
             "site: %.*s\nimage: %.*s\n",
             VIEW_ARG(document->title), VIEW_ARG(document->author),
             VIEW_ARG(document->language), VIEW_ARG(document->date),
             VIEW_ARG(document->site), VIEW_ARG(document->image));
    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = &document->blocks.at[i];

        buf_addf(out, "%s", block_kind_name(block->kind));
        if (block->level > 0)
            buf_addf(out, " %d", block->level);
        if (block->language.size > 0)
            buf_addf(out, " (%.*s)", VIEW_ARG(block->language));
        buf_addf(out, ": %.*s\n", VIEW_ARG(block->text));
    }
    for (size_t i = 0; i < document->omissions.count; i++)
        buf_addf(out, "left out as %s: %.*s\n",
                 document->omissions.at[i].reason,
                 VIEW_ARG(document->omissions.at[i].text));
}

static void run_case(struct golden_case *golden)
{
    char folder[400];
    struct arena arena = {0};
    struct buf book = {0};
    struct buf got = {0};
    struct documents documents = {0};
    struct err err;
    struct log log = {collect_line, &got};

    snprintf(folder, sizeof folder, "%s/book", golden->path);
    pack_book(&arena, folder, &book);
    struct read_request request = {.source = VIEW("book.epub"),
                                   .bytes = buf_view(&book)};
    assert_int_equal(epub_reader.probe(&request), 100);
    if (epub_reader.read(&arena, &request, &log, &documents, &err))
        dump(&documents.at[0], &got);
    else
        buf_addf(&got, "error: %s\n", err.message);
    golden_expect(golden, "wanted.txt", &got);
    buf_release(&book);
    buf_release(&got);
    arena_release(&arena);
}

static void test_golden_books(void **state)
{
    (void)state;
    assert_true(golden_run("epub-", run_case) >= 12);
}

static void test_cover(void **state)
{
    struct arena arena = {0};
    struct buf book = {0};
    struct documents documents = {0};
    struct read_request request = {.source = VIEW("book.epub")};
    struct err err;

    (void)state;
    pack_book(&arena, GOLDEN_FOLDER "/epub-ncx/book", &book);
    request.bytes = buf_view(&book);
    assert_true(epub_reader.read(&arena, &request, NULL, &documents, &err));
    assert_true(view_starts(documents.at[0].cover, VIEW("\xFF\xD8\xFF\xE0")));
    buf_reset(&book);
    pack_book(&arena, GOLDEN_FOLDER "/epub-nested/book", &book);
    request.bytes = buf_view(&book);
    assert_true(epub_reader.read(&arena, &request, NULL, &documents, &err));
    assert_int_equal(documents.at[1].cover.size, 0);
    buf_release(&book);
    arena_release(&arena);
}

/* Every cut and many single damaged bytes: an error or a document, and no
 * more. */
static void test_damaged_archives(void **state)
{
    struct arena arena = {0};
    struct buf book = {0};
    size_t readable = 0;

    (void)state;
    pack_book(&arena, GOLDEN_FOLDER "/epub-nested/book", &book);
    for (size_t at = 0; at < book.size; at += 7) {
        for (int cut = 0; cut < 2; cut++) {
            struct arena scratch = {0};
            struct documents documents = {0};
            struct err err = {0};
            char kept = book.data[at];
            struct read_request request = {
                .source = VIEW("book.epub"),
                .bytes = {book.data, cut ? at : book.size}};

            if (!cut)
                book.data[at] ^= 0x55;
            if (epub_reader.read(&scratch, &request, NULL, &documents, &err))
                readable++;
            else
                assert_true(err.message[0] != '\0');
            book.data[at] = kept;
            arena_release(&scratch);
        }
    }
    assert_true(readable > 0);
    buf_release(&book);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden_books),
        cmocka_unit_test(test_cover),
        cmocka_unit_test(test_damaged_archives),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
