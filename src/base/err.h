/* An error is one complete message, made where the fault is known: what is
 * wrong, in which file and place, and what to do about it.  Functions that
 * can fail return bool and take a struct err last; on false the message is
 * set, on true it is untouched.  It is printed once, in cli/. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

enum err_kind {
    ERR_FAILED,      /* the work could not be done: exit status 1 */
    ERR_USAGE,       /* the request makes no sense: exit status 2 */
    ERR_INTERRUPTED, /* a signal asked us to stop: exit status 130 */
};

struct err {
    enum err_kind kind;
    char message[1024]; /* UTF-8, NUL-terminated, no line end */
};

#define MUST_USE                 __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))

/* Sets the message (cut at the end of a character if too long), with
 * control characters shown as '?'.  Always returns false, so that a function
 * can end with `return err_set(err, ...)`. */
bool err_set(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* The same with a kind other than ERR_FAILED. */
bool err_set_kind(struct err *err, enum err_kind kind, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* The same with ": " and the text of errno behind it. */
bool err_set_errno(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* Puts text and ": " before the message, to say in which file or item. */
void err_prefix(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
