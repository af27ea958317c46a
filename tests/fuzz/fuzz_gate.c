/* The way of any bytes to the engine: lexemes, pieces, gate.  Every byte must
 * be read in bounded time, and every piece that is written must pass. */
#include "synth/piece.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "fuzz_gate: %s\n", what);
    abort();
}

static void check_piece(const struct lexemes *lexemes,
                        const struct piece *piece, bool has_phonemes,
                        size_t source_size)
{
    struct buf text = {0};
    size_t before = 0;

    piece_write(lexemes, piece, &text);
    check(gate_allows(buf_view(&text), piece_script(lexemes, piece),
                      has_phonemes),
          "a piece does not pass the gate");
    for (size_t i = 0; i < text.size; i++) {
        size_t origin = piece_origin(lexemes, piece, i);

        check(origin <= source_size, "an origin lies beyond the text");
        check(origin >= before, "origins do not rise");
        before = origin;
    }
    buf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    enum letter_script native =
        (enum letter_script)(data[0] % LETTER_SCRIPT_COUNT);
    bool has_phonemes = (data[0] & 0x80) != 0;
    struct view text = {(const char *)data + 1, size - 1};
    struct lexemes lexemes;
    size_t end = 0;

    gate_allows(text, native, has_phonemes);
    lexeme_read(&lexemes, text, native, has_phonemes);
    for (size_t i = 0; i < lexemes.count; i++) {
        check(lexemes.at[i].offset <= lexemes.at[i].end,
              "a lexeme ends too early");
        check(lexemes.at[i].end <= text.size, "a lexeme ends too late");
    }
    for (size_t next = 0; next < lexemes.count; next = end) {
        struct piece piece = piece_next(&lexemes, next);

        check(piece.first == next && piece.count > 0, "a piece is missing");
        end = piece.first + piece.count;
        check(end <= lexemes.count, "a piece is too long");
        check((piece.seam == PIECE_END) == (end == lexemes.count),
              "the end is not where it should be");
        check_piece(&lexemes, &piece, has_phonemes, text.size);
    }
    lexeme_release(&lexemes);
    return 0;
}
