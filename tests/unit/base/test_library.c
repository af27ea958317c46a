/* Libraries that are opened when they are first needed. */
#include "base/library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct functions {
    double (*cosine)(double);
    double (*square_root)(double);
};

static void test_functions_are_found_in_their_order(void **state)
{
    static const char *const names[] = {"cos", "sqrt"};
    struct functions functions = {0};
    struct err err;

    (void)state;
    assert_true(library_open("libm.so.6", names, 2, &functions, &err));
    assert_true(functions.cosine(0) == 1);
    assert_true(functions.square_root(9) == 3);
}

static void test_missing_library_is_named(void **state)
{
    static const char *const names[] = {"cos"};
    struct functions functions = {0};
    struct err err;

    (void)state;
    assert_false(library_open("libabsent.so.9", names, 1, &functions, &err));
    assert_non_null(strstr(err.message, "libabsent.so.9"));
    assert_non_null(strstr(err.message, "install"));
}

static void test_missing_function_is_named(void **state)
{
    static const char *const names[] = {"cos", "no_such_function"};
    struct functions functions = {0};
    struct err err;

    (void)state;
    assert_false(library_open("libm.so.6", names, 2, &functions, &err));
    assert_non_null(strstr(err.message, "libm.so.6"));
    assert_non_null(strstr(err.message, "no_such_function"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_functions_are_found_in_their_order),
        cmocka_unit_test(test_missing_library_is_named),
        cmocka_unit_test(test_missing_function_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
