/* speech: outline -> speakable outline.  Fills each sentence's tokens (the
 * ledger), spoken text and language. */
#ifndef SPEECH_SPEECH_H
#define SPEECH_SPEECH_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "model/outline.h"

#include <stdbool.h>

struct speech_request {
    struct view language;          /* BCP 47 of the text where it states none */
    const struct lexicon *lexicon; /* speech/lexicon.h; NULL: none */
};

/* Rewrites every sentence.  Memory comes from arena.  False, with file and
 * line, when the ledger has a hole: that is a fault of ours, and nothing may
 * be spoken then. */
bool speech_outline(struct arena *arena, const struct speech_request *request,
                    const struct log *log, struct outline *outline,
                    struct err *err) MUST_USE;

#endif
