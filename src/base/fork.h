/* Forking while the machine is busy. */
#ifndef BASE_FORK_H
#define BASE_FORK_H

#include <sys/types.h>

/* fork(), tried again for about 0.3 s while processes or memory are short;
 * negative, with errno set, if it still fails then. */
pid_t fork_patiently(void);

#endif
