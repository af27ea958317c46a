#include "synth/piece.h"

#include <stdint.h>
#include <string.h>

/* What a piece holds so far, against the gate's limits. */
struct load {
    size_t bytes, tokens, singles, phoneme_tokens;
    enum letter_script script;
};

static size_t written_size(const struct lexeme *lexeme)
{
    return lexeme->size + (lexeme->mark != '\0');
}

/* How many one-letter words it counts as. */
static size_t singles_of(const struct lexeme *lexeme)
{
    if (lexeme->kind == LEXEME_INITIALS)
        return lexeme->letters;
    return lexeme->kind == LEXEME_WORD && lexeme->letters == 1 ? 1 : 0;
}

/* Adds a lexeme if there is room for it. */
static bool load_add(struct load *load, const struct lexeme *lexeme)
{
    struct load more = *load;

    more.bytes += (load->tokens > 0) + written_size(lexeme);
    more.tokens++;
    more.singles = singles_of(lexeme) ? load->singles + singles_of(lexeme) : 0;
    more.phoneme_tokens += lexeme->kind == LEXEME_PHONEMES;
    if (lexeme->script != LETTER_COMMON) {
        if (load->script != LETTER_COMMON && load->script != lexeme->script)
            return false;
        more.script = lexeme->script;
    }
    if (more.bytes > GATE_BYTES || more.tokens > GATE_TOKENS ||
        more.singles > GATE_SINGLES ||
        more.phoneme_tokens > GATE_PHONEME_TOKENS)
        return false;
    *load = more;
    return true;
}

/* How well a cut behind a lexeme would sound; 0: as between any two words. */
static int cut_quality(const struct lexeme *lexeme)
{
    if (lexeme->mark == '\0')
        return 0;
    return lexeme->mark == ',' ? 1 : 2;
}

/* The best place to cut among the lexemes that fit, never so early that the
 * text would fall into crumbs. */
static size_t best_count(const struct lexemes *lexemes, size_t first,
                         size_t fits)
{
    size_t best = fits;
    int best_quality = 0;

    for (size_t count = fits; count > fits / 4; count--) {
        int quality = cut_quality(&lexemes->at[first + count - 1]);

        if (quality > best_quality && (quality == 1 || count > fits / 3)) {
            best = count;
            best_quality = quality;
        }
    }
    return best;
}

enum piece_seam piece_seam_after(const struct lexemes *lexemes, size_t last)
{
    if (last + 1 >= lexemes->count)
        return PIECE_END;
    return lexemes->at[last].mark == '\0' ? PIECE_CLOSE : PIECE_CLAUSE;
}

struct piece piece_next(const struct lexemes *lexemes, size_t first)
{
    struct load load = {0};
    size_t fits = 0;

    while (first + fits < lexemes->count &&
           load_add(&load, &lexemes->at[first + fits]))
        fits++;
    if (fits == 0)
        fits = 1; /* cannot be: every lexeme fits alone */
    size_t count = first + fits == lexemes->count
                       ? fits
                       : best_count(lexemes, first, fits);
    return (struct piece){first, count,
                          piece_seam_after(lexemes, first + count - 1)};
}

void piece_write(const struct lexemes *lexemes, const struct piece *piece,
                 struct buf *text)
{
    for (size_t i = 0; i < piece->count; i++) {
        const struct lexeme *lexeme = &lexemes->at[piece->first + i];

        if (i > 0)
            buf_add_char(text, ' ');
        buf_add(text, lexeme_text(lexemes, lexeme));
        if (lexeme->mark != '\0')
            buf_add_char(text, lexeme->mark);
    }
}

size_t piece_origin(const struct lexemes *lexemes, const struct piece *piece,
                    size_t offset)
{
    const struct lexeme *lexeme = &lexemes->at[piece->first];

    for (size_t i = 0; i < piece->count; i++) {
        lexeme = &lexemes->at[piece->first + i];
        if (offset <= written_size(lexeme))
            break;
        offset -= written_size(lexeme) + 1;
    }
    size_t origin = lexeme->offset + offset;
    return origin < lexeme->end ? origin : lexeme->end;
}

enum letter_script piece_script(const struct lexemes *lexemes,
                                const struct piece *piece)
{
    for (size_t i = 0; i < piece->count; i++) {
        const struct lexeme *lexeme = &lexemes->at[piece->first + i];

        if (lexeme->script != LETTER_COMMON)
            return lexeme->script;
    }
    return LETTER_LATIN;
}
