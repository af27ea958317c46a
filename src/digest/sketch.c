#include "digest/sketch.h"

#include "digest/term.h"
#include "model/outline.h"

#include <string.h>

uint64_t sketch_text(struct view text)
{
    struct term term;
    uint64_t hash = 0;

    for (size_t at = 0; term_next(text, &at, &term);)
        hash = term_mix(hash, term.word);
    return hash;
}

/* Multiply-shift hashing (Dietzfelbinger and others, 1997): one strong hash of
 * a shingle gives all the others. */
static void add_shingle(struct sketch *sketch, uint64_t shingle)
{
    for (unsigned i = 0; i < SKETCH_SIZE; i++) {
        uint64_t odd =
            (uint64_t)i * 0x9E3779B97F4A7C15U * 2 + 0xBF58476D1CE4E5B9U;
        uint32_t hash = (uint32_t)((shingle * odd) >> 32);

        if (hash < sketch->least[i])
            sketch->least[i] = hash;
    }
}

struct window {
    uint64_t words[SKETCH_SHINGLE];
    size_t count;
};

static void add_text(struct sketch *sketch, struct window *window,
                     struct view text)
{
    struct term term;

    for (size_t at = 0; term_next(text, &at, &term);) {
        sketch->content = term_mix(sketch->content, term.word);
        sketch->words++;
        memmove(window->words, window->words + 1,
                sizeof window->words - sizeof *window->words);
        window->words[SKETCH_SHINGLE - 1] = term.word;
        if (++window->count < SKETCH_SHINGLE)
            continue;
        uint64_t shingle = 0;
        for (size_t i = 0; i < SKETCH_SHINGLE; i++)
            shingle = term_mix(shingle, window->words[i]);
        add_shingle(sketch, shingle);
    }
}

void sketch_document(const struct document *document, struct sketch *sketch)
{
    struct window window = {0};

    *sketch = (struct sketch){0};
    memset(sketch->least, 0xFF, sizeof sketch->least);
    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = &document->blocks.at[i];

        if ((i == 0 && document->title_in_blocks) ||
            block->kind == BLOCK_BYLINE || block->kind == BLOCK_IMAGE)
            continue;
        add_text(sketch, &window, block->text);
    }
}

double sketch_likeness(const struct sketch *a, const struct sketch *b)
{
    size_t same = 0;

    if (a->words < SKETCH_WORDS_MIN || b->words < SKETCH_WORDS_MIN)
        return 0;
    for (size_t i = 0; i < SKETCH_SIZE; i++)
        same += a->least[i] == b->least[i];
    return (double)same / SKETCH_SIZE;
}

void sketch_bands(const struct sketch *sketch, uint64_t bands[SKETCH_BANDS])
{
    for (size_t band = 0; band < SKETCH_BANDS; band++) {
        uint64_t hash = band + 1;

        for (size_t row = 0; row < SKETCH_BAND_ROWS; row++)
            hash = term_mix(hash, sketch->least[band * SKETCH_BAND_ROWS + row]);
        bands[band] = hash | 1;
    }
}

void sketch_sentences(struct arena *arena, const struct outline *outline,
                      struct sketch_sentences *sentences)
{
    const struct document *document = outline->document;
    size_t count = 0;

    sentences->at =
        arena_new(arena, outline->sentences.count + 1, sizeof *sentences->at);
    for (size_t i = 0; i < outline->sentences.count; i++) {
        const struct sentence *sentence = &outline->sentences.at[i];
        enum block_kind kind = document->blocks.at[sentence->block].kind;

        if (kind != BLOCK_BYLINE && kind != BLOCK_HEADING)
            sentences->at[count++] =
                sketch_text(sentence_text(outline, sentence));
    }
    sentences->count = count;
}
