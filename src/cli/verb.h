/* The verbs of the command.  Each takes its options and gives the exit
 * status; on failure it says why in err and gives -1. */
#ifndef CLI_VERB_H
#define CLI_VERB_H

#include "base/err.h"
#include "cli/options.h"

int verb_make(const struct options *options, struct err *err);
int verb_read(const struct options *options, struct err *err);
int verb_script(const struct options *options, struct err *err);
int verb_voices(const struct options *options, struct err *err);
int verb_feed(const struct options *options, struct err *err);
int verb_digest(const struct options *options, struct err *err);
int verb_schedule(const struct options *options, struct err *err);
int verb_cache(const struct options *options, struct err *err);
int verb_check(const struct options *options, struct err *err);

#endif
