#include "cli/version.h"

#include <stdio.h>

void version_print(bool verbose)
{
    puts("briefcast " BRIEFCAST_VERSION);
    (void)verbose;
}
