/* Web pages, pasted texts and Markdown: golden cases page-*, text-* and
 * markdown-*, each of which shows one difficulty. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/read.h"

#include "golden_case.h"

static void add_field(struct buf *out, const char *name, struct view value)
{
    if (value.size > 0)
        buf_addf(out, "%s: %.*s\n", name, VIEW_ARG(value));
}

static void add_runs(struct buf *out, const struct block *block)
{
    for (size_t i = 0; i < block->runs.count; i++) {
        const struct run *run = &block->runs.at[i];

        buf_addf(out, "  %s \"%.*s\"", run_kind_name(run->kind),
                 VIEW_ARG(view_slice(block->text, run->begin, run->end)));
        if (run->value.size > 0)
            buf_addf(out, " = %.*s", VIEW_ARG(run->value));
        buf_add_char(out, '\n');
    }
}

static void add_block(struct buf *out, const struct block *block)
{
    buf_add_string(out, block_kind_name(block->kind));
    if (block->level)
        buf_addf(out, " %d", block->level);
    if (block->ordinal)
        buf_addf(out, " number %d", block->ordinal);
    if (block->quote_depth > 1)
        buf_addf(out, " depth %d", block->quote_depth);
    if (block->header_rows)
        buf_addf(out, " header rows %d", block->header_rows);
    if (block->continues)
        buf_add_string(out, " continues");
    if (block->label.size > 0)
        buf_addf(out, " (%.*s)", VIEW_ARG(block->label));
    if (block->language.size > 0)
        buf_addf(out, " in %.*s", VIEW_ARG(block->language));
    buf_addf(out, ": %.*s\n", VIEW_ARG(block->text));
    if (block->caption.size > 0)
        buf_addf(out, "  caption: %.*s\n", VIEW_ARG(block->caption));
    add_runs(out, block);
}

static void add_document(struct buf *out, const struct document *document)
{
    add_field(out, "title", document->title);
    add_field(out, "author", document->author);
    add_field(out, "date", document->date);
    add_field(out, "language", document->language);
    add_field(out, "site", document->site);
    add_field(out, "url", document->url);
    add_field(out, "image", document->image);
    add_field(out, "image alt", document->image_alt);
    if (document->title_in_blocks)
        buf_add_string(out, "the title is the first block\n");
    for (size_t i = 0; i < document->blocks.count; i++)
        add_block(out, &document->blocks.at[i]);
    for (size_t i = 0; i < document->omissions.count; i++)
        buf_addf(out, "left out before %zu, %s: %.*s\n",
                 document->omissions.at[i].before,
                 document->omissions.at[i].reason,
                 VIEW_ARG(document->omissions.at[i].text));
}

static void collect_line(void *context, enum log_level level, const char *line)
{
    (void)level;
    buf_addf(context, "told: %s\n", line);
}

static void run_case(struct golden_case *golden)
{
    static const char *const names[] = {"input.html", "input.txt", "input.md"};
    struct arena arena = {0};
    struct documents documents = {0};
    struct buf out = {0};
    struct log log = {.write = collect_line, .context = &out};
    struct err err;
    const char *name = NULL;

    for (size_t i = 0; i < sizeof names / sizeof *names && !name; i++)
        name = golden_read(golden, names[i]) ? names[i] : NULL;
    if (!name)
        fail_msg("%s holds no input", golden->path);
    struct read_request request = {.source = view_of(name),
                                   .bytes = {golden->bytes, golden->size}};
    if (!read_documents(&arena, &request, &log, &documents, &err))
        buf_addf(&out, "error: %s\n", err.message);
    else
        add_document(&out, &documents.at[0]);
    golden_expect(golden, "wanted.txt", &out);
    buf_release(&out);
    arena_release(&arena);
}

static void test_pages(void **state)
{
    (void)state;
    assert_true(golden_run("page-", run_case) >= 30);
}

static void test_texts(void **state)
{
    (void)state;
    assert_true(golden_run("text-", run_case) >= 15);
}

static void test_markdown(void **state)
{
    (void)state;
    assert_true(golden_run("markdown-", run_case) >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_markdown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
