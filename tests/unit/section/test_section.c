#include "base/arena.h"
#include "section/cohesion.h"
#include "section/section.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct block *add(struct arena *arena, struct document *document,
                         enum block_kind kind, const char *text)
{
    struct block *block = ARENA_PUSH(arena, &document->blocks);

    block->kind = kind;
    block->text = view_of(text);
    block->level = kind == BLOCK_HEADING || kind == BLOCK_ITEM ? 1 : 0;
    return block;
}

static void add_strong(struct arena *arena, struct block *block)
{
    struct run *run = ARENA_PUSH(arena, &block->runs);

    run->kind = RUN_STRONG;
    run->end = block->text.size;
}

/* Every byte but white space is in one sentence, every sentence in one
 * section, in order. */
static void check_whole(const struct outline *outline)
{
    const struct document *document = outline->document;
    size_t sentence = 0, next = 0;

    for (size_t i = 0; i < document->blocks.count; i++) {
        struct view text = document->blocks.at[i].text;
        size_t at = 0;

        while (sentence < outline->sentences.count &&
               outline->sentences.at[sentence].block == i) {
            const struct sentence *s = &outline->sentences.at[sentence++];

            assert_true(s->begin < s->end && s->end <= text.size);
            assert_int_equal(view_trim(view_slice(text, at, s->begin)).size, 0);
            at = s->end;
        }
        assert_int_equal(view_trim(view_slice(text, at, text.size)).size, 0);
    }
    assert_int_equal(sentence, outline->sentences.count);
    for (size_t i = 0; i < outline->sections.count; i++) {
        const struct section *section = &outline->sections.at[i];

        assert_int_equal(section->first, next);
        assert_true(section->count > 0);
        assert_true(section->level >= 1 && section->level <= 6);
        assert_true(section->title.size > 0);
        next += section->count;
    }
    assert_int_equal(next, outline->sentences.count);
}

static void assert_title(const struct outline *outline, size_t i,
                         const char *title)
{
    struct view got = outline->sections.at[i].title;

    assert_int_equal(got.size, strlen(title));
    assert_memory_equal(got.data, title, got.size);
}

static void test_headings(void **state)
{
    struct arena arena = {0};
    struct document document = {0};
    struct outline outline;

    (void)state;
    add(&arena, &document, BLOCK_PARAGRAPH, "Before any heading. It is so.");
    add(&arena, &document, BLOCK_HEADING, "The  First\nPart");
    add(&arena, &document, BLOCK_PARAGRAPH, "One. Two.");
    add(&arena, &document, BLOCK_HEADING, "Below. It")->level = 2;
    add(&arena, &document, BLOCK_TABLE, "a\tb\n1\t2\n");
    add(&arena, &document, BLOCK_CODE, "x = 1. Y\nz = 2");
    add(&arena, &document, BLOCK_PARAGRAPH, "");
    add(&arena, &document, BLOCK_HEADING, "Empty");
    section_document(&arena, &document, &outline);
    check_whole(&outline);
    assert_int_equal(outline.sections.count, 4);
    assert_title(&outline, 0, "Before any heading.");
    assert_false(outline.sections.at[0].has_heading);
    assert_title(&outline, 1, "The First Part");
    assert_true(outline.sections.at[1].has_heading);
    assert_int_equal(outline.sections.at[1].count, 3);
    assert_title(&outline, 2, "Below. It");
    assert_int_equal(outline.sections.at[2].level, 2);
    assert_int_equal(outline.sections.at[2].count, 4);
    assert_title(&outline, 3, "Empty");
    arena_release(&arena);
}

static void test_nothing(void **state)
{
    struct arena arena = {0};
    struct document document = {0};
    struct outline outline;

    (void)state;
    section_document(&arena, &document, &outline);
    assert_int_equal(outline.sections.count, 0);
    add(&arena, &document, BLOCK_PARAGRAPH, " \n ");
    add(&arena, &document, BLOCK_PARAGRAPH, "\u00a0");
    add(&arena, &document, BLOCK_IMAGE, "");
    section_document(&arena, &document, &outline);
    assert_int_equal(outline.sections.count, 0);
    assert_int_equal(outline.sentences.count, 0);
    arena_release(&arena);
}

/* About 60 words in one sentence. */
#define SIXTY(word)                                                            \
    "The " word " stood by the old harbour while boats went out and came "     \
    "back, and nobody in the town could say since when, because the " word     \
    " had been there before the first house, before the first boat, and, as "  \
    "the old people said, before the sea itself had found its way into the "   \
    "bay where now the " word " looked at the water."

static void test_paragraphs_become_parts(void **state)
{
    static const char *const texts[] = {SIXTY("tower"), SIXTY("crane"),
                                        SIXTY("lamp"), SIXTY("wall"),
                                        SIXTY("tree")};
    struct arena arena = {0};
    struct document document = {.title_in_blocks = true};
    struct outline outline;

    (void)state;
    add(&arena, &document, BLOCK_HEADING, "Harbour");
    for (size_t i = 0; i < 5; i++)
        add(&arena, &document, BLOCK_PARAGRAPH, texts[i]);
    section_document(&arena, &document, &outline);
    check_whole(&outline);
    assert_int_equal(outline.sections.count, 5);
    assert_title(&outline, 0, "Harbour");
    assert_title(&outline, 1, "The crane stood by the old\u2026");
    assert_int_equal(outline.sections.at[1].level, 2);
    arena_release(&arena);
}

static void test_short_text_is_whole(void **state)
{
    struct arena arena = {0};
    struct document document = {0};
    struct outline outline;

    (void)state;
    add(&arena, &document, BLOCK_PARAGRAPH, "A short note.");
    add(&arena, &document, BLOCK_PARAGRAPH, "And one more.");
    section_document(&arena, &document, &outline);
    check_whole(&outline);
    assert_int_equal(outline.sections.count, 1);
    arena_release(&arena);
}

static void test_lists_stay_together(void **state)
{
    struct arena arena = {0};
    struct document document = {0};
    struct outline outline;

    (void)state;
    add(&arena, &document, BLOCK_PARAGRAPH, SIXTY("tower"));
    add(&arena, &document, BLOCK_PARAGRAPH, "They sold:");
    for (int i = 0; i < 6; i++)
        add(&arena, &document, BLOCK_ITEM, SIXTY("boat"));
    add(&arena, &document, BLOCK_PARAGRAPH, SIXTY("crane"));
    section_document(&arena, &document, &outline);
    check_whole(&outline);
    for (size_t i = 0; i < outline.sections.count; i++) {
        size_t first = outline.sections.at[i].first;
        size_t block = outline.sentences.at[first].block;

        assert_int_equal(document.blocks.at[block].kind, BLOCK_PARAGRAPH);
    }
    arena_release(&arena);
}

static void test_authors_signs(void **state)
{
    struct arena arena = {0};
    struct document document = {0};
    struct outline outline;

    (void)state;
    add(&arena, &document, BLOCK_PARAGRAPH, "Chapter 1");
    add(&arena, &document, BLOCK_PARAGRAPH, "It began.");
    add(&arena, &document, BLOCK_PARAGRAPH, "Chapter II. The Storm");
    add(&arena, &document, BLOCK_PARAGRAPH, "It blew.");
    section_document(&arena, &document, &outline);
    check_whole(&outline);
    assert_int_equal(outline.sections.count, 2);
    assert_title(&outline, 1, "Chapter II. The Storm");
    assert_true(outline.sections.at[1].has_heading);

    document.blocks.count = 0;
    add_strong(&arena, add(&arena, &document, BLOCK_PARAGRAPH, "Origins"));
    add(&arena, &document, BLOCK_PARAGRAPH, "It began.");
    add_strong(&arena, add(&arena, &document, BLOCK_PARAGRAPH, "Growth"));
    add(&arena, &document, BLOCK_PARAGRAPH, "It grew.");
    section_document(&arena, &document, &outline);
    check_whole(&outline);
    assert_int_equal(outline.sections.count, 2);
    assert_title(&outline, 1, "Growth");

    document.blocks.count = 0;
    add(&arena, &document, BLOCK_PARAGRAPH, "It began.");
    add(&arena, &document, BLOCK_RULE, "* * *");
    add(&arena, &document, BLOCK_PARAGRAPH, "It ended.");
    section_document(&arena, &document, &outline);
    check_whole(&outline);
    assert_int_equal(outline.sections.count, 2);
    assert_title(&outline, 1, "It ended.");
    assert_false(outline.sections.at[1].has_heading);
    arena_release(&arena);
}

static void test_endless_paragraph(void **state)
{
    struct arena arena = {0};
    struct document document = {0};
    struct outline outline;
    enum { SENTENCES = 5000 };
    static char text[SENTENCES * 16];
    size_t size = 0;

    (void)state;
    for (int i = 0; i < SENTENCES; i++) {
        /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): a view */
        memcpy(text + size, "It rained hard. ", 16);
        size += 16;
    }
    add(&arena, &document, BLOCK_PARAGRAPH, "")->text =
        (struct view){text, size};
    section_document(&arena, &document, &outline);
    check_whole(&outline);
    assert_int_equal(outline.sentences.count, SENTENCES);
    assert_true(outline.sections.count >= 4);
    arena_release(&arena);
}

static void test_language_of_blocks(void **state)
{
    struct arena arena = {0};
    struct document document = {.language = VIEW("de")};
    struct outline outline;

    (void)state;
    add(&arena, &document, BLOCK_PARAGRAPH, "Am 3. Mai kam er.");
    add(&arena, &document, BLOCK_PARAGRAPH, "He is 3. May is four.")->language =
        VIEW("en");
    section_document(&arena, &document, &outline);
    assert_int_equal(outline.sentences.count, 3);
    arena_release(&arena);
}

static void test_cohesion_finds_the_turn(void **state)
{
    static const char *const ships = "sailor harbour vessel anchor captain "
                                     "sailor vessel harbour deck anchor";
    static const char *const bread = "flour kneading oven bakery yeast dough "
                                     "flour oven bakery crust";
    struct view units[12];
    bool begins[12];
    size_t parts = 0;

    (void)state;
    for (size_t i = 0; i < 12; i++)
        units[i] = view_of(i < 6 ? ships : bread);
    cohesion_cut(units, 12, 60, begins);
    for (size_t i = 0; i < 12; i++)
        parts += begins[i] ? 1 : 0;
    assert_true(begins[0]);
    assert_true(begins[6]);
    assert_int_equal(parts, 2);
    cohesion_cut(units, 0, 60, begins);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_paragraphs_become_parts),
        cmocka_unit_test(test_short_text_is_whole),
        cmocka_unit_test(test_lists_stay_together),
        cmocka_unit_test(test_authors_signs),
        cmocka_unit_test(test_endless_paragraph),
        cmocka_unit_test(test_language_of_blocks),
        cmocka_unit_test(test_cohesion_finds_the_turn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
