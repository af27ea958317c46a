#include "model/outline.h"

struct view sentence_text(const struct outline *outline,
                          const struct sentence *sentence)
{
    const struct block *block = &outline->document->blocks.at[sentence->block];

    return view_slice(block->text, sentence->begin, sentence->end);
}

const char *token_fate_name(enum token_fate fate)
{
    static const char *const names[] = {
        [TOKEN_SPOKEN] = "spoken",
        [TOKEN_REWRITTEN] = "rewritten",
        [TOKEN_SKIPPED] = "skipped",
    };

    return names[fate];
}
