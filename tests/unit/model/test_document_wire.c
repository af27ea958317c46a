/* document_wire: what is packed comes out again; nothing damaged does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "model/document_wire.h"

#include <stdlib.h>
#include <string.h>

static void make_document(struct arena *arena, struct documents *documents)
{
    struct document *document = ARENA_PUSH(arena, documents);

    *document = (struct document){.source = VIEW("a.html"),
                                  .format = VIEW("html"),
                                  .title = VIEW("Tïtle"),
                                  .language = VIEW("en"),
                                  .url = VIEW("http://a.example/"),
                                  .id = VIEW("tag:a.example,2026:1"),
                                  .title_in_blocks = true,
                                  .replaced_bytes = 7,
                                  .replaced_line = 3};
    struct block *block = ARENA_PUSH(arena, &document->blocks);
    *block = (struct block){
        .kind = BLOCK_HEADING, .level = 2, .text = VIEW("Tïtle"), .line = 9};
    block = ARENA_PUSH(arena, &document->blocks);
    *block = (struct block){.kind = BLOCK_ITEM,
                            .level = 3,
                            .ordinal = 4,
                            .continues = true,
                            .text = VIEW("see the page")};
    struct run *run = ARENA_PUSH(arena, &block->runs);
    *run = (struct run){RUN_LINK, 4, 12, VIEW("b.html")};
    struct omission *omission = ARENA_PUSH(arena, &document->omissions);
    *omission = (struct omission){"hidden", VIEW("secret"), 1};
}

static void test_comes_out_as_it_went_in(void **state)
{
    struct arena arena = {0};
    struct documents made = {0};
    struct documents taken = {0};
    struct buf bytes = {0};
    struct buf again = {0};

    (void)state;
    make_document(&arena, &made);
    make_document(&arena, &made);
    document_pack(&made, 1, &bytes);
    assert_true(document_unpack(&arena, buf_view(&bytes), VIEW("x"), &taken));
    assert_int_equal(taken.count, 1);
    const struct document *document = &taken.at[0];
    assert_true(view_equal(document->source, VIEW("x")));
    assert_true(view_equal(document->title, VIEW("Tïtle")));
    assert_int_equal(document->replaced_line, 3);
    assert_int_equal(document->blocks.count, 2);
    assert_int_equal(document->blocks.at[1].ordinal, 4);
    assert_int_equal(document->blocks.at[1].runs.at[0].end, 12);
    assert_string_equal(document->omissions.at[0].reason, "hidden");
    document_pack(&taken, 0, &again);
    assert_true(view_equal(buf_view(&bytes), buf_view(&again)));
    buf_release(&bytes);
    buf_release(&again);
    arena_release(&arena);
}

/* Each single change either is refused or gives documents that keep their
 * promises, which packing them again reads through. */
static void test_damage(void **state)
{
    struct arena arena = {0};
    struct documents made = {0};
    struct buf bytes = {0};
    size_t refused = 0;

    (void)state;
    make_document(&arena, &made);
    document_pack(&made, 0, &bytes);
    for (size_t i = 0; i < bytes.size * 8; i++) {
        struct arena own = {0};
        struct documents taken = {0};
        struct buf again = {0};

        bytes.data[i / 8] = (char)(bytes.data[i / 8] ^ (1 << i % 8));
        if (document_unpack(&own, buf_view(&bytes), VIEW("x"), &taken))
            document_pack(&taken, 0, &again);
        else
            refused++;
        bytes.data[i / 8] = (char)(bytes.data[i / 8] ^ (1 << i % 8));
        buf_release(&again);
        arena_release(&own);
    }
    assert_true(refused > bytes.size * 4);
    for (size_t size = 0; size < bytes.size; size++) {
        struct documents taken = {0};

        assert_false(document_unpack(&arena, (struct view){bytes.data, size},
                                     VIEW("x"), &taken));
        assert_int_equal(taken.count, 0);
    }
    buf_release(&bytes);
    arena_release(&arena);
}

/* What a lying reader could say of one document. */
static void test_lies(void **state)
{
    static const struct {
        const char *what;
        struct block block;
        struct run run;
    } rows[] = {
        {"kind", {.kind = (enum block_kind)99}, {.end = 1}},
        {"level of a heading", {.kind = BLOCK_HEADING, .level = 7}, {.end = 1}},
        {"negative level", {.kind = BLOCK_ITEM, .level = -1}, {.end = 1}},
        {"run outside", {.kind = BLOCK_CODE}, {.begin = 1, .end = 5}},
        {"empty run", {.kind = BLOCK_CODE}, {.begin = 1, .end = 1}},
        {"run inside a character",
         {.kind = BLOCK_CODE},
         {.begin = 2, .end = 4}},
        {"kind of run", {.kind = BLOCK_CODE}, {(enum run_kind)77, 0, 1, {0}}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct documents made = {0};
        struct documents taken = {0};
        struct buf bytes = {0};
        struct document *document = ARENA_PUSH(&arena, &made);
        struct block *block = ARENA_PUSH(&arena, &document->blocks);

        *block = rows[i].block;
        block->text = VIEW("a\xc3\xa4z");
        *ARENA_PUSH(&arena, &block->runs) = rows[i].run;
        document_pack(&made, 0, &bytes);
        if (document_unpack(&arena, buf_view(&bytes), VIEW("x"), &taken))
            fail_msg("believed: %s", rows[i].what);
        buf_release(&bytes);
        arena_release(&arena);
    }
}

static void test_bad_texts(void **state)
{
    const struct view texts[] = {VIEW("\xff"), VIEW("a\0b"),
                                 VIEW("\xed\xa0\x80")};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct arena arena = {0};
        struct documents made = {0};
        struct documents taken = {0};
        struct buf bytes = {0};

        ARENA_PUSH(&arena, &made)->title = texts[i];
        document_pack(&made, 0, &bytes);
        assert_false(
            document_unpack(&arena, buf_view(&bytes), VIEW("x"), &taken));
        buf_release(&bytes);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comes_out_as_it_went_in),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_lies),
        cmocka_unit_test(test_bad_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
