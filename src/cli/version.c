#include "cli/version.h"

#include "base/sandbox.h"

#include <stdio.h>

void version_print(bool verbose)
{
    static const enum sandbox_layer layers[] = {
        SANDBOX_LIMITS, SANDBOX_NO_PRIVILEGES, SANDBOX_LANDLOCK,
        SANDBOX_SECCOMP};

    puts("briefcast " BRIEFCAST_VERSION);
    if (!verbose)
        return;
    unsigned held = sandbox_probe(SANDBOX_READ);
    for (size_t i = 0; i < sizeof layers / sizeof layers[0]; i++)
        printf("workers' cell, %s: %s\n", sandbox_layer_name(layers[i]),
               held & layers[i] ? "on" : "not on this machine");
}
