#include "cli/version.h"

#include "base/sandbox.h"

#include <stdio.h>

void version_print(bool verbose)
{
    static const enum sandbox_layer layers[] = {
        SANDBOX_LIMITS, SANDBOX_NO_PRIVILEGES, SANDBOX_LANDLOCK,
        SANDBOX_SECCOMP};
    static const struct {
        const char *name;
        enum sandbox_profile profile;
    } cells[] = {{"cell for reading", SANDBOX_COMPUTE},
                 {"cell for speaking", SANDBOX_READ},
                 {"cell for converters", SANDBOX_PROGRAM}};

    puts("briefcast " BRIEFCAST_VERSION);
    if (!verbose)
        return;
    for (size_t c = 0; c < sizeof cells / sizeof cells[0]; c++) {
        unsigned held = sandbox_probe(cells[c].profile);

        for (size_t i = 0; i < sizeof layers / sizeof layers[0]; i++)
            printf("%s, %s: %s\n", cells[c].name, sandbox_layer_name(layers[i]),
                   held & layers[i] ? "on" : "not on this machine");
    }
}
