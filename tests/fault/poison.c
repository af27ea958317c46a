/* Loaded before the C library, makes the engine fail as poisoned texts make
 * it: it dies at "deadly", spins at "endless", sleeps at "sleepy", is silent
 * at "mute", and dies at any word with a "q". */
#include <dlfcn.h>
#include <espeak-ng/speak_lib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool says(const void *text, const char *word)
{
    return strstr(text, word) != NULL;
}

espeak_ERROR espeak_Synth(const void *text, size_t size, unsigned int position,
                          espeak_POSITION_TYPE type, unsigned int end,
                          unsigned int flags, unsigned int *identifier,
                          void *user)
{
    espeak_ERROR (*real)(const void *, size_t, unsigned int,
                         espeak_POSITION_TYPE, unsigned int, unsigned int,
                         unsigned int *, void *);
    void *found = dlsym(RTLD_NEXT, "espeak_Synth");

    memcpy(&real, &found, sizeof found);
    if (says(text, "deadly") || says(text, "q"))
        abort();
    for (volatile bool spins = says(text, "endless"); spins;) {
    }
    while (says(text, "sleepy"))
        pause();
    if (says(text, "mute"))
        return EE_OK;
    return real(text, size, position, type, end, flags, identifier, user);
}
