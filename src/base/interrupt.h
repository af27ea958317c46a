/* A wish to stop: SIGINT, SIGTERM and SIGHUP set a flag, and long work looks
 * at it.  A second signal ends the process at once, temporaries removed. */
#ifndef BASE_INTERRUPT_H
#define BASE_INTERRUPT_H

#include "base/err.h"

#include <stdbool.h>

/* Installs the handlers; SIGPIPE and SIGXFSZ are ignored from then
 * on. */
void interrupt_watch(void);

/* True once a signal came; err (unless NULL) then says so with
 * ERR_INTERRUPTED. */
bool interrupt_pending(struct err *err);

/* In a forked child: back to the default actions. */
void interrupt_forget(void);

#endif
