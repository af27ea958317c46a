/* Libraries that most runs do not need, opened by the first that does: each
 * costs every start of the program the milliseconds in which it is loaded.
 * A packager has to name them as dependencies, since the program does not. */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Opens the shared library of that file name ("libcurl.so.4"), by the rules
 * of dlopen(3), and looks up count functions, in it and in what it needs.
 * Their addresses are stored one after the other at functions, a struct of
 * function pointers in the order of names.  A library stays open until the
 * process ends; opening it again costs nothing.  Fails, naming the library,
 * when it or one of the functions is not there. */
bool library_open(const char *file, const char *const names[], size_t count,
                  void *functions, struct err *err) MUST_USE;

#endif
