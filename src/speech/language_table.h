/* The commonest words of languages, and letters that tell them apart. */
#ifndef SPEECH_LANGUAGE_TABLE_H
#define SPEECH_LANGUAGE_TABLE_H

#include "base/letter.h"

#include <stddef.h>

struct language_profile {
    const char *tag;
    enum letter_script script;
    const char *words;   /* with a space around each, lower case */
    const char *letters; /* that few other languages of the script have */
};

/* All profiles; *count says how many. */
const struct language_profile *language_profiles(size_t *count);

#endif
