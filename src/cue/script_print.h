/* A script as text for people, as JSON or as SSML for programs. */
#ifndef CUE_SCRIPT_PRINT_H
#define CUE_SCRIPT_PRINT_H

#include "base/buf.h"
#include "model/script.h"

/* What will be said, in the engine's spelling: a line a saying, an empty
 * line where more than a sentence's pause stands, "# TITLE" for a chapter. */
void script_print_text(const struct script *script, struct buf *out);

/* {"chapters": [...], "cues": [{"kind", "role", "spoken", "shown", "words",
 * "pause_ms" ...}]}; offsets are bytes, times milliseconds. */
void script_print_json(const struct script *script, struct buf *out);

/* SSML 1.1 (W3C 2010) with the written text, our pauses as <break>, the
 * chapters as <mark>, languages as <lang>. */
void script_print_ssml(const struct script *script, struct buf *out);

#endif
