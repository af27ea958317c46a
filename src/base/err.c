#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A name from outside must not move the cursor or hide a line, and a cut
 * must not leave half a character behind. */
static void tidy(char *text, size_t room)
{
    size_t size = strlen(text);

    if (size == room - 1) {
        while (size > 0 && ((unsigned char)text[size - 1] & 0xC0) == 0x80)
            size--;
        if (size > 0 && (unsigned char)text[size - 1] >= 0xC0)
            size--;
        text[size] = '\0';
    }
    for (char *c = text; *c; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = '?';
    }
}

static PRINTF_LIKE(3, 0) bool set(struct err *err, enum err_kind kind,
                                  const char *format, va_list args)
{
    err->kind = kind;
    vsnprintf(err->message, sizeof err->message, format, args);
    tidy(err->message, sizeof err->message);
    return false;
}

bool err_set(struct err *err, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    set(err, ERR_FAILED, format, args);
    va_end(args);
    return false;
}

bool err_set_kind(struct err *err, enum err_kind kind, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    set(err, kind, format, args);
    va_end(args);
    return false;
}

bool err_set_errno(struct err *err, const char *format, ...)
{
    int number = errno;
    va_list args;

    va_start(args, format);
    set(err, ERR_FAILED, format, args);
    va_end(args);

    size_t used = strlen(err->message);
    snprintf(err->message + used, sizeof err->message - used, ": %s",
             strerror(number));
    return false;
}

void err_prefix(struct err *err, const char *format, ...)
{
    char old[sizeof err->message];
    va_list args;

    memcpy(old, err->message, sizeof old);
    va_start(args, format);
    set(err, err->kind, format, args);
    va_end(args);

    size_t used = strlen(err->message);
    size_t room = sizeof err->message - used;
    if (snprintf(err->message + used, room, ": %s", old) >= (int)room)
        tidy(err->message, sizeof err->message);
}
