/* The stages between document and script: whatever blocks hold, every byte
 * is accounted for in the ledger, and every word that is said passes the
 * gate. */
#include "cue/cue.h"
#include "promise.h"
#include "section/section.h"
#include "speech/ledger.h"
#include "speech/speech.h"
#include "synth/gate.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const languages[] = {"en", "de", "fr", "es", "it",
                                        "pt", "ru", "nl", "zh", "en-GB"};

/* A block a line, its kind from its first byte; only what readers let
 * through: UTF-8 without controls. */
static void add_blocks(struct arena *arena, struct view text,
                       struct document *document)
{
    struct view line;

    while (view_next_line(&text, &line) && document->blocks.count < 50) {
        struct buf clean = {0};
        struct view rest =
            line.size > 0 ? view_slice(line, 1, line.size) : line;

        for (size_t at = 0; at < rest.size;) {
            uint32_t c = utf8_next(rest, &at);
            if (c != UTF8_INVALID && c >= 0x20 && c != 0x7f)
                buf_add_codepoint(&clean, c);
        }
        struct block *block = ARENA_PUSH(arena, &document->blocks);
        block->kind = line.size > 0
                          ? (enum block_kind)((unsigned char)line.data[0] %
                                              (BLOCK_RULE + 1))
                          : BLOCK_PARAGRAPH;
        block->level = block->kind == BLOCK_HEADING ? 1 + (int)clean.size % 6
                       : block->kind == BLOCK_ITEM  ? 1
                                                    : 0;
        block->text = arena_copy(arena, buf_view(&clean));
        buf_release(&clean);
    }
}

static void check_words(const struct outline *outline)
{
    for (size_t i = 0; i < outline->sentences.count; i++) {
        const struct sentence *sentence = &outline->sentences.at[i];
        enum letter_script script = gate_script_of_language(sentence->language);
        struct view rest = sentence->spoken;

        while (rest.size > 0) {
            struct view word = view_cut(&rest, ' ');

            if (word.size > 0 && !gate_allows(word, script, false)) {
                fprintf(stderr, "\"%.*s\" of \"%.*s\"\n", VIEW_ARG(word),
                        VIEW_ARG(sentence->spoken));
                promise(false, "speech", "a word does not pass the gate");
            }
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct document document = {.source = VIEW("fuzz")};
    struct outline outline = {0};
    struct err err = {.message = ""};

    if (size < 2)
        return 0;
    struct speech_request request = {
        .language = view_of(languages[data[0] % 10]),
        .urls = (enum speech_urls)(data[0] / 10 % 4),
        .footnotes = (enum speech_policy)(data[0] / 40 % 4),
        .emoji = data[0] & 1 ? SPEECH_SAY : SPEECH_DEFAULT,
        .tables = data[0] & 2 ? SPEECH_SAY : SPEECH_DEFAULT,
        .code = data[0] & 4 ? SPEECH_SAY : SPEECH_DEFAULT,
        .capitals =
            data[0] & 8 ? SPEECH_CAPITALS_LETTERS : SPEECH_CAPITALS_WORDS,
        .abbreviations = data[0] & 16 ? SPEECH_ABBREVIATIONS_EXPLAIN
                                      : SPEECH_ABBREVIATIONS_PLAIN,
    };
    document.language = request.language;
    add_blocks(&arena, (struct view){(const char *)data + 1, size - 1},
               &document);
    section_document(&arena, &document, &outline);
    if (!speech_outline(&arena, &request, NULL, &outline, &err) ||
        !ledger_check_outline(&outline, &err))
        promise(false, "speech", err.message);
    check_words(&outline);
    arena_release(&arena);
    return 0;
}
