#include "digest/abridge.h"

#include "base/buf.h"
#include "base/mem.h"
#include "digest/extract.h"
#include "digest/term.h"
#include "section/section.h"

#include <stdlib.h>
#include <string.h>

/* A stretch of a block's text that stays, and where it stands then. */
struct piece {
    size_t begin;
    size_t end;
    size_t at;
};

struct pieces {
    struct piece *at;
    size_t count;
    size_t room;
};

static struct view text_of(const struct outline *outline, size_t i)
{
    return sentence_text(outline, &outline->sentences.at[i]);
}

/* Sentences first to end - 1 are those of one block.  Neighbours keep what
 * stood between them; where something is taken out, one space stays (in a
 * table, the line end). */
static void gather_pieces(struct arena *arena, const struct outline *outline,
                          const bool *keep, size_t first, size_t end,
                          struct pieces *pieces, struct buf *text)
{
    const struct sentences *sentences = &outline->sentences;
    const struct block *block =
        &outline->document->blocks.at[sentences->at[first].block];
    const char *divider = block->kind == BLOCK_TABLE ? "\n" : " ";

    for (size_t i = first; i < end; i++) {
        const struct sentence *sentence = &sentences->at[i];

        if (!keep[i])
            continue;
        if (i > first && keep[i - 1] && pieces->count > 0) {
            struct piece *last = &pieces->at[pieces->count - 1];

            buf_add(text, view_slice(block->text, last->end, sentence->end));
            last->end = sentence->end;
            continue;
        }
        if (pieces->count > 0)
            buf_add_string(text, divider);
        struct piece *piece = ARENA_PUSH(arena, pieces);
        *piece = (struct piece){sentence->begin, sentence->end, text->size};
        buf_add(text, text_of(outline, i));
    }
}

static void move_runs(struct arena *arena, const struct block *block,
                      const struct pieces *pieces, struct block *shorter)
{
    shorter->runs = (struct runs){0};
    for (size_t r = 0; r < block->runs.count; r++) {
        const struct run *run = &block->runs.at[r];

        for (size_t p = 0; p < pieces->count; p++) {
            const struct piece *piece = &pieces->at[p];
            size_t begin =
                run->begin > piece->begin ? run->begin : piece->begin;
            size_t end = run->end < piece->end ? run->end : piece->end;

            if (begin >= end)
                continue;
            struct run *moved = ARENA_PUSH(arena, &shorter->runs);
            *moved = *run;
            moved->begin = begin - piece->begin + piece->at;
            moved->end = end - piece->begin + piece->at;
        }
    }
}

static void omit(struct arena *arena, struct document *shorter,
                 const char *reason, struct buf *text)
{
    if (text->size == 0)
        return;
    struct omission *omission = ARENA_PUSH(arena, &shorter->omissions);
    *omission = (struct omission){reason, arena_copy(arena, buf_view(text)),
                                  shorter->blocks.count};
    buf_reset(text);
}

/* Omissions of the reader, moved to the block that stands where theirs did. */
static void move_omissions(struct arena *arena, const struct document *document,
                           const size_t *moved, struct document *shorter)
{
    for (size_t i = 0; i < document->omissions.count; i++) {
        struct omission *omission = ARENA_PUSH(arena, &shorter->omissions);

        *omission = document->omissions.at[i];
        omission->before = omission->before < document->blocks.count
                               ? moved[omission->before]
                               : shorter->blocks.count;
    }
}

static void keep_block(struct arena *arena, const struct outline *outline,
                       const bool *keep, size_t first, size_t end,
                       struct document *shorter)
{
    const struct block *block =
        &outline->document->blocks.at[outline->sentences.at[first].block];
    struct pieces pieces = {0};
    struct buf text = {0};

    gather_pieces(arena, outline, keep, first, end, &pieces, &text);
    if (pieces.count > 0) {
        struct block *copy = ARENA_PUSH(arena, &shorter->blocks);

        *copy = *block;
        copy->text = arena_copy(arena, buf_view(&text));
        move_runs(arena, block, &pieces, copy);
    }
    buf_release(&text);
}

void abridge_document(struct arena *arena, const struct outline *outline,
                      const bool *keep, const char *reason,
                      struct document *shorter)
{
    const struct document *document = outline->document;
    const struct sentences *sentences = &outline->sentences;
    size_t *moved = mem_new(document->blocks.count + 1, sizeof *moved);
    struct buf left = {0};
    size_t next = 0;

    *shorter = *document;
    shorter->blocks = (struct blocks){0};
    shorter->omissions = (struct omissions){0};
    for (size_t b = 0; b < document->blocks.count; b++) {
        size_t first = next;

        moved[b] = shorter->blocks.count;
        while (next < sentences->count && sentences->at[next].block == b)
            next++;
        for (size_t i = first; i < next; i++) {
            if (keep[i]) {
                omit(arena, shorter, reason, &left);
            } else {
                if (left.size > 0)
                    buf_add_char(&left, ' ');
                buf_add(&left, text_of(outline, i));
            }
        }
        if (first < next)
            keep_block(arena, outline, keep, first, next, shorter);
    }
    omit(arena, shorter, reason, &left);
    move_omissions(arena, document, moved, shorter);
    buf_release(&left);
    free(moved);
}

static bool is_prose(const struct outline *outline, size_t i)
{
    enum block_kind kind =
        outline->document->blocks.at[outline->sentences.at[i].block].kind;

    return kind != BLOCK_HEADING && kind != BLOCK_BYLINE &&
           kind != BLOCK_NOTE && kind != BLOCK_CODE && kind != BLOCK_TABLE &&
           kind != BLOCK_IMAGE && kind != BLOCK_RULE;
}

/* Title and byline: the blocks that open the document. */
static bool is_opening(const struct outline *outline, size_t i)
{
    size_t block = outline->sentences.at[i].block;
    enum block_kind kind = outline->document->blocks.at[block].kind;

    return kind == BLOCK_BYLINE || (block == 0 && kind == BLOCK_HEADING);
}

void abridge_to_words(struct arena *arena, const struct document *document,
                      size_t words, struct document *shorter)
{
    struct outline outline;
    size_t count = 0;
    size_t taken = 0;

    section_document(arena, document, &outline);
    size_t total = outline.sentences.count;
    bool *keep = arena_new(arena, total + 1, sizeof *keep);
    size_t *index = arena_new(arena, total + 1, sizeof *index);
    struct extract_sentence *sentences =
        arena_new(arena, total + 1, sizeof *sentences);
    for (size_t i = 0; i < total; i++) {
        keep[i] = is_opening(&outline, i);
        if (!is_prose(&outline, i))
            continue;
        sentences[count].text = text_of(&outline, i);
        index[count++] = i;
    }
    extract_rank(document->language, sentences, count);
    for (size_t place = 0; place < count && taken < words; place++) {
        for (size_t i = 0; i < count; i++) {
            if (sentences[i].place != place)
                continue;
            keep[index[i]] = true;
            taken += term_count(sentences[i].text);
        }
    }
    abridge_document(arena, &outline, keep, "shortened", shorter);
}
