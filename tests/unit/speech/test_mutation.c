/* The ledger has no hole, whatever is written: the golden rows of every
 * language, with signs put in, characters taken out and pieces of other rows
 * between.  test_mutation N tries N lines instead of 10,000. */
#include "base/atomic_file.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "speech/speech.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROWS_MAX = 2000, EDITS_MAX = 6, PIECE = 8 };

static long wanted = 10000;

static const char *const languages[] = {"en", "de", "fr", "es", "it", "pt"};
enum { LANGUAGES = sizeof languages / sizeof languages[0] };

/* Knuth's MMIX generator: the same lines in every run. */
static size_t next_random(uint64_t *seed, size_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return below > 0 ? (size_t)(*seed >> 33) % below : 0;
}

static size_t random_border(uint64_t *seed, struct view text)
{
    return utf8_floor(text, next_random(seed, text.size + 1));
}

static void mutate(uint64_t *seed, const struct view *rows, size_t count,
                   struct buf *line)
{
    static const char signs[] = ".,:;-/()[]{}'\"%$#@&*+=<>^~|_0123456789 xIV";
    struct buf next = {0};
    for (size_t edits = next_random(seed, EDITS_MAX) + 1; edits > 0; edits--) {
        struct view text = buf_view(line);
        struct view other = rows[next_random(seed, count)];
        size_t at = random_border(seed, text);
        size_t rest = at;
        size_t from = random_border(seed, other);
        buf_reset(&next);
        buf_add(&next, view_slice(text, 0, at));
        switch (next_random(seed, 4)) {
        case 0:
            if (rest < text.size)
                utf8_next(text, &rest);
            break;
        case 1:
            buf_add(&next,
                    view_slice(other, from, utf8_floor(other, from + PIECE)));
            break;
        default:
            buf_add_char(&next, signs[next_random(seed, sizeof signs - 1)]);
        }
        buf_add(&next, view_slice(text, rest, text.size));
        buf_reset(line);
        buf_add(line, buf_view(&next));
    }
    buf_release(&next);
}

static void check_line(const char *language, struct view line)
{
    struct arena arena = {0};
    struct speech_request request = {.language = view_of(language)};
    struct view spoken;
    struct err err;
    if (!speech_line(&arena, &request, NULL, line, &spoken, &err))
        fail_msg("%s: \"%.*s\": %s", language, VIEW_ARG(line), err.message);
    arena_release(&arena);
}

static void check_language(const char *language, long lines)
{
    static struct view rows[ROWS_MAX];
    char path[64];
    char *data = NULL;
    size_t size = 0;
    size_t count = 0;
    uint64_t seed = 1;
    struct err err;
    struct view text;
    struct view row;
    struct buf line = {0};
    snprintf(path, sizeof path, "tests/golden/speech/%s.tsv", language);
    assert_true(file_read(path, 1 << 20, &data, &size, &err));
    text = (struct view){data, size};
    while (count < ROWS_MAX && view_next_line(&text, &row))
        rows[count++] = view_cut(&row, '\t');
    assert_true(count > 10);
    for (long i = 0; i < lines; i++) {
        buf_reset(&line);
        buf_add(&line, rows[next_random(&seed, count)]);
        mutate(&seed, rows, count, &line);
        check_line(language, buf_view(&line));
    }
    buf_release(&line);
    free(data);
}

static void test_ledger_holds(void **state)
{
    (void)state;
    for (size_t i = 0; i < LANGUAGES; i++)
        check_language(languages[i], wanted / (long)LANGUAGES + 1);
}

static int close_icu(void **state)
{
    (void)state;
    speech_close();
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ledger_holds),
    };
    if (argc > 1)
        wanted = strtol(argv[1], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, close_icu);
}
