/* What make and digest take from the command line and the environment alike. */
#ifndef CLI_MAKING_H
#define CLI_MAKING_H

#include "base/err.h"
#include "cli/options.h"
#include "encode/mp3.h"

#include <stdbool.h>
#include <stdint.h>

/* SOURCE_DATE_EPOCH if set (reproducible-builds.org), else now; seconds since
 * 1970. */
bool making_time(int64_t *made, struct err *err) MUST_USE;

/* --jobs, else the cores that this process may use. */
unsigned making_jobs(const struct options *options);

struct mp3_format making_mp3(const struct options *options);

#endif
