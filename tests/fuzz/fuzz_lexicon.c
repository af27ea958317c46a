/* Lexicon files, ours and PLS: any bytes are read or refused with a line;
 * what was read finds its way through any text, and never says anything that
 * the engine would take for markup. */
#include "promise.h"
#include "speech/lexicon.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void match_all(const struct lexicon *lexicon, struct view text)
{
    for (size_t at = 0; at < text.size && at < 400; at++) {
        struct lexicon_match match = {0};

        if (at > 0 && text.data[at - 1] != ' ' && text.data[at - 1] != '\n')
            continue;
        if (!lexicon_match(lexicon, VIEW("en-GB"), text, at, &match))
            continue;
        promise(match.end > at && match.end <= text.size, "lexicon",
                "a match lies outside the text");
        promise(view_find(match.spoken, VIEW("[["), 0) == SIZE_MAX &&
                    view_find(match.spoken, VIEW("]]"), 0) == SIZE_MAX,
                "lexicon", "what is spoken would open or end phonemes");
        promise(!match.spoken.data ||
                    !memchr(match.spoken.data, '\1', match.spoken.size),
                "lexicon", "what is spoken holds a command");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view bytes = {(const char *)data, size};
    struct lexicon *lexicon = lexicon_new();
    struct lexicon_assertion assertion;
    struct err err = {.message = ""};
    size_t at = 0;
    bool ok = lexicon_add(lexicon, LEXICON_USER, "fuzz.lexicon", bytes, &err);

    promise(ok || strstr(err.message, "fuzz.lexicon"), "lexicon",
            "a message without the file's name");
    while (lexicon_next_assertion(lexicon, &at, &assertion))
        promise(assertion.word.size > 0, "lexicon", "asserts of no word");
    match_all(lexicon, bytes);
    lexicon_free(lexicon);
    return 0;
}
