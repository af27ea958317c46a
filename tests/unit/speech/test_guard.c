/* The fact guard against rules that were planted to lose a fact. */
#include "speech/guard.h"
#include "speech/number_words.h"
#include "speech/say.h"
#include "speech/speech.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *language;
    const char *written;
    const char *rule;
    const char *said;
    const char *lost; /* NULL: it holds */
};

static const struct row rows[] = {
    {"en", "$5.50", "money", "five dollars fifty cents", NULL},
    {"en", "$5.50", "money", "dollars", "a figure"},
    {"en", "$5.67", "money", "five dollars sixty cents", "a figure"},
    {"en", "1979", "year", "nineteen seventy-nine", NULL},
    {"en", "1979", "year", "nineteen seventy", "a figure"},
    {"en", "2005", "year", "two thousand five", NULL},
    {"en", "3/4", "fraction", "three quarters", NULL},
    {"en", "3/4", "fraction", "two quarters", "a figure"},
    {"en", "1/2", "fraction", "a half", NULL},
    {"en", "Jan. 5, 2017", "date", "January fifth, twenty seventeen", NULL},
    {"en", "01/05/2017", "date", "January fifth, twenty seventeen", NULL},
    {"en", "01/06/2017", "date", "January fifth, twenty seventeen", "a figure"},
    {"en", "-5", "number", "minus five", NULL},
    {"en", "-5", "number", "five", "a minus"},
    {"en", "5%", "measure", "five percent", NULL},
    {"en", "5%", "measure", "five", "a percent sign"},
    {"en", "not", "word", "nothing", NULL},
    {"en", "not", "word", "now", "a negation"},
    {"en", "Crocker", "word", "Crocker", NULL},
    {"en", "Crocker", "word", "Cracker", "a name"},
    {"en", "1960s", "decade", "nineteen sixties", NULL},
    {"de", "46", "number", "sechsundvierzig", NULL},
    {"de", "46", "number", "vierzig", "a figure"},
    {"de", "21.", "ordinal", "einundzwanzigster", NULL},
    {"fr", "71", "number", "soixante-et-onze", NULL},
    {"fr", "96", "number", "quatre-vingt-seize", NULL},
    {"fr", "96", "number", "quatre-vingt-dix", "a figure"},
    {"es", "25", "number", "veinticinco", NULL},
    {"es", "25", "number", "veinte", "a figure"},
    {"it", "38", "number", "trentotto", NULL},
    {"pt", "16", "number", "dezesseis", NULL},
};

static void check_row(const struct row *row)
{
    struct arena arena = {0};
    struct speech_request request = {0};
    struct view text = view_of(row->written);
    struct line line = {
        .arena = &arena,
        .request = &request,
        .language = view_of(row->language),
        .grammar = grammar_of(view_of(row->language)),
        .text = text,
        .end = text.size,
    };
    atoms_cut(&arena, text, 0, text.size, &line.atoms);
    struct saying saying = {
        .end = line.atoms.count,
        .fate = TOKEN_REWRITTEN,
        .rule = row->rule,
    };
    const char *lost;
    buf_add_string(&saying.words, row->said);
    bool holds = guard_holds(&line, 0, &saying, &lost);
    if (holds != (row->lost == NULL) ||
        (lost && row->lost && strcmp(lost, row->lost) != 0))
        fail_msg("\"%s\" said \"%s\": lost %s, want %s", row->written,
                 row->said, lost ? lost : "nothing",
                 row->lost ? row->lost : "nothing");
    if (!holds && row->lost && strcmp(row->lost, "a figure") == 0) {
        guard_plain(&line, 0, &saying);
        assert_true(guard_holds(&line, 0, &saying, &lost));
    }
    buf_release(&saying.words);
    arena_release(&arena);
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_row(&rows[i]);
}

static int close_icu(void **state)
{
    (void)state;
    speech_close();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, close_icu);
}
