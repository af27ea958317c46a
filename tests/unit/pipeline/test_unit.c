#include "pipeline/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A script of count sayings of size bytes, with this pause before each. */
static struct script write_script(struct arena *arena, size_t count,
                                  size_t size, enum pause pause, int pause_ms)
{
    struct script script = {0};
    char *text = arena_new(arena, size, 1);

    for (size_t i = 0; i < count; i++) {
        struct cue *cue = ARENA_PUSH(arena, &script.cues);

        *cue = (struct cue){
            .kind = CUE_PAUSE, .pause = pause, .pause_ms = pause_ms};
        cue = ARENA_PUSH(arena, &script.cues);
        *cue = (struct cue){.kind = CUE_SAY, .spoken = {text, size}};
    }
    *ARENA_PUSH(arena, &script.cues) =
        (struct cue){.kind = CUE_PAUSE, .pause = PAUSE_END, .pause_ms = 700};
    return script;
}

static void check_cover(const struct script *script, const struct units *units)
{
    size_t next = 0;

    for (size_t i = 0; i < units->count; i++) {
        assert_int_equal(units->at[i].first_cue, next);
        assert_int_equal(script->cues.at[next].kind, CUE_PAUSE);
        assert_true(units->at[i].cue_count > 0);
        next += units->at[i].cue_count;
    }
    assert_int_equal(next, script->cues.count);
}

static void test_cuts(void **state)
{
    static const struct {
        enum pause pause;
        int pause_ms;
        size_t count, size, units;
    } rows[] = {
        {PAUSE_PARAGRAPH, 700, 8, 200, 4},   /* two paragraphs each */
        {PAUSE_PARAGRAPH, 700, 40, 200, 8},  /* five each in a long text */
        {PAUSE_SECTION, 1200, 8, 10, 8},     /* every section */
        {PAUSE_SENTENCE, 350, 12, 200, 2},   /* only after 1200 bytes */
        {PAUSE_PARAGRAPH, 20, 8, 200, 1},    /* too short to cut */
        {PAUSE_PARAGRAPH, 20, 80, 200, 3},   /* but not for ever */
        {PAUSE_PARAGRAPH, 700, 1, 90000, 1}, /* nothing to cut at */
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct units units;
        struct script script = write_script(&arena, rows[i].count, rows[i].size,
                                            rows[i].pause, rows[i].pause_ms);

        unit_cut(&arena, &script, 80, &units);
        check_cover(&script, &units);
        assert_int_equal(units.count, rows[i].units);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cuts)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
