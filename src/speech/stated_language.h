/* stated_language: the language of a sentence: what is stated of it, of its
 * block or of its document, else what its letters and words tell. */
#ifndef SPEECH_STATED_LANGUAGE_H
#define SPEECH_STATED_LANGUAGE_H

#include "model/outline.h"
#include "speech/language.h"
#include "speech/speech.h"

/* What was found of a block, for its next sentence. */
struct stated_block {
    const struct block *block; /* NULL: of none */
    struct language_guess guess;
};

/* BCP 47 tag, never empty; it lives as long as the document and the request.
 * Letters of another script, or a long block that is clearly of another
 * language, speak for themselves where nothing nearer than the document
 * states one. */
struct view stated_language(const struct speech_request *request,
                            const struct document *document,
                            const struct block *block,
                            const struct sentence *sentence,
                            struct stated_block *known);

#endif
