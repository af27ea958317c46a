#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

static PRINTF_LIKE(3, 0) void write_line(const struct log *log,
                                         enum log_level level,
                                         const char *format, va_list args)
{
    struct err line; /* an err tidies its text, as a log line must be */
    char text[sizeof line.message];

    if (!log || !log->write)
        return;
    vsnprintf(text, sizeof text, format, args);
    err_set(&line, "%s", text);
    log->write(log->context, level, line.message);
}

void log_warning(const struct log *log, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    write_line(log, LOG_WARNING, format, args);
    va_end(args);
}

void log_note(const struct log *log, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    write_line(log, LOG_NOTE, format, args);
    va_end(args);
}

void log_detail(const struct log *log, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    write_line(log, LOG_DETAIL, format, args);
    va_end(args);
}

void log_progress(const struct log *log, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    write_line(log, LOG_PROGRESS, format, args);
    va_end(args);
}
