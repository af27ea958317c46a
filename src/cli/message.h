/* What the program tells the person who runs it: plain whole lines on
 * standard error, or one JSON value a line. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include "base/err.h"
#include "base/log.h"
#include "cli/options.h"

/* A log that prints warnings and notes unless quiet, and progress on a
 * terminal or where it was asked for, at most every two seconds.  Valid until
 * the next call. */
const struct log *message_log(const struct options *options);

/* The same, but prints warnings where quiet too: for runs that nobody
 * watches. */
const struct log *message_log_problems(const struct options *options);

/* Prints "briefcast: error: ..." and gives the exit status for its kind. */
int message_error(const struct options *options, const struct err *err);

/* Flushes standard output; a product that could not be written is an error
 * (status 1), otherwise status is returned as it is. */
int message_finish(const struct options *options, int status);

#endif
