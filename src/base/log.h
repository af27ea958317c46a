/* What a stage has to tell besides its result: warnings (something was
 * replaced, left out, retried) and progress.  A log is handed down; cli/
 * prints what arrives, tests collect it. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

/* Details are for those who ask for them. */
enum log_level { LOG_WARNING, LOG_NOTE, LOG_DETAIL, LOG_PROGRESS };

struct log {
    void (*write)(void *context, enum log_level level, const char *line);
    void *context;
};

/* One line, without a line end; a NULL log or writer drops it. */
void log_warning(const struct log *log, const char *format, ...)
    PRINTF_LIKE(2, 3);
void log_note(const struct log *log, const char *format, ...) PRINTF_LIKE(2, 3);
void log_detail(const struct log *log, const char *format, ...)
    PRINTF_LIKE(2, 3);
void log_progress(const struct log *log, const char *format, ...)
    PRINTF_LIKE(2, 3);

#endif
