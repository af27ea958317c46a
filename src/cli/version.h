/* What this program is, and what it runs on. */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#include <stdbool.h>

/* Prints name and version; verbose adds which layers of each cell hold on
 * this machine. */
void version_print(bool verbose);

#endif
