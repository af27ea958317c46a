#include "model/document_wire.h"

#include "base/utf8.h"
#include "base/wire.h"

#include <limits.h>

enum {
    VERSION = 2,
    NUMBER_BYTES = 8,
    /* The least that an element takes: its numbers, and sizes of texts. */
    RUN_BYTES = 4 * NUMBER_BYTES,
    BLOCK_BYTES = 12 * NUMBER_BYTES,
    OMISSION_BYTES = 3 * NUMBER_BYTES,
    DOCUMENT_BYTES = 18 * NUMBER_BYTES,
};

static void pack_runs(const struct runs *runs, struct buf *out)
{
    wire_put_number(out, runs->count);
    for (size_t i = 0; i < runs->count; i++) {
        const struct run *run = &runs->at[i];

        wire_put_number(out, (uint64_t)run->kind);
        wire_put_number(out, run->begin);
        wire_put_number(out, run->end);
        wire_put_text(out, run->value);
    }
}

static void pack_block(const struct block *block, struct buf *out)
{
    wire_put_number(out, (uint64_t)block->kind);
    wire_put_number(out, (uint64_t)block->level);
    wire_put_number(out, (uint64_t)block->quote_depth);
    wire_put_number(out, (uint64_t)block->ordinal);
    wire_put_number(out, (uint64_t)block->header_rows);
    wire_put_number(out, block->continues);
    wire_put_text(out, block->text);
    wire_put_text(out, block->label);
    wire_put_text(out, block->caption);
    wire_put_text(out, block->language);
    wire_put_number(out, block->line);
    pack_runs(&block->runs, out);
}

static void pack_document(const struct document *document, struct buf *out)
{
    const struct omissions *omissions = &document->omissions;
    const struct view texts[] = {document->format, document->title,
                                 document->author, document->date,
                                 document->site,   document->summary,
                                 document->image,  document->image_alt};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        wire_put_text(out, texts[i]);
    wire_put_text(out, document->language);
    wire_put_text(out, document->url);
    wire_put_text(out, document->id);
    wire_put_text(out, document->cover);
    wire_put_number(out, document->title_in_blocks);
    wire_put_number(out, document->replaced_bytes);
    wire_put_number(out, document->replaced_line);
    wire_put_number(out, document->blocks.count);
    for (size_t i = 0; i < document->blocks.count; i++)
        pack_block(&document->blocks.at[i], out);
    wire_put_number(out, omissions->count);
    for (size_t i = 0; i < omissions->count; i++) {
        wire_put_text(out, view_of(omissions->at[i].reason));
        wire_put_text(out, omissions->at[i].text);
        wire_put_number(out, omissions->at[i].before);
    }
}

void document_pack(const struct documents *documents, size_t first,
                   struct buf *out)
{
    wire_put_number(out, VERSION);
    wire_put_number(out, documents->count - first);
    for (size_t i = first; i < documents->count; i++)
        pack_document(&documents->at[i], out);
}

static int take_int(struct wire *wire)
{
    return (int)wire_take_number(wire, 0, INT_MAX);
}

static bool is_boundary(struct view text, size_t at)
{
    return at == text.size || ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

static void take_runs(struct wire *wire, struct block *block)
{
    size_t count = wire_take_count(wire, RUN_BYTES);
    struct runs *runs = &block->runs;
    size_t before = 0;

    *runs = (struct runs){
        .at =
            count > 0 ? arena_new(wire->arena, count, sizeof *runs->at) : NULL,
        .count = count,
        .room = count};
    for (size_t i = 0; i < count && !wire->bad; i++) {
        struct run *run = &runs->at[i];
        size_t size = block->text.size;

        run->kind =
            (enum run_kind)wire_take_number(wire, RUN_LINK, RUN_ABBREVIATION);
        run->begin = (size_t)wire_take_number(wire, before, size);
        run->end = (size_t)wire_take_number(wire, run->begin, size);
        run->value = wire_take_text(wire);
        before = run->begin;
        if (wire->bad || run->begin == run->end ||
            !is_boundary(block->text, run->begin) ||
            !is_boundary(block->text, run->end))
            wire->bad = true;
    }
}

static void take_block(struct wire *wire, struct block *block)
{
    block->kind =
        (enum block_kind)wire_take_number(wire, BLOCK_HEADING, BLOCK_RULE);
    block->level = take_int(wire);
    block->quote_depth = take_int(wire);
    block->ordinal = take_int(wire);
    block->header_rows = take_int(wire);
    block->continues = wire_take_bool(wire);
    block->text = wire_take_text(wire);
    block->label = wire_take_text(wire);
    block->caption = wire_take_text(wire);
    block->language = wire_take_text(wire);
    block->line = (size_t)wire_take_number(wire, 0, INT64_MAX);
    take_runs(wire, block);
    if (block->kind == BLOCK_HEADING && (block->level < 1 || block->level > 6))
        wire->bad = true;
}

static void take_omissions(struct wire *wire, struct document *document)
{
    size_t count = wire_take_count(wire, OMISSION_BYTES);
    struct omissions *omissions = &document->omissions;

    *omissions = (struct omissions){
        .at = count > 0 ? arena_new(wire->arena, count, sizeof *omissions->at)
                        : NULL,
        .count = count,
        .room = count};
    for (size_t i = 0; i < count && !wire->bad; i++) {
        struct omission *omission = &omissions->at[i];
        struct view reason = wire_take_text(wire);

        omission->reason = reason.size > 0 ? reason.data : "";
        omission->text = wire_take_text(wire);
        omission->before =
            (size_t)wire_take_number(wire, 0, document->blocks.count);
    }
}

static void take_document(struct wire *wire, struct document *document)
{
    struct view *const texts[] = {&document->format, &document->title,
                                  &document->author, &document->date,
                                  &document->site,   &document->summary,
                                  &document->image,  &document->image_alt};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        *texts[i] = wire_take_text(wire);
    document->language = wire_take_name(wire);
    document->url = wire_take_name(wire);
    document->id = wire_take_name(wire);
    document->cover = wire_take_bytes(wire);
    document->title_in_blocks = wire_take_bool(wire);
    document->replaced_bytes = (size_t)wire_take_number(wire, 0, INT64_MAX);
    document->replaced_line = (size_t)wire_take_number(wire, 0, INT64_MAX);

    size_t count = wire_take_count(wire, BLOCK_BYTES);
    struct blocks *blocks = &document->blocks;
    *blocks = (struct blocks){
        .at = count > 0 ? arena_new(wire->arena, count, sizeof *blocks->at)
                        : NULL,
        .count = count,
        .room = count};
    for (size_t i = 0; i < count && !wire->bad; i++)
        take_block(wire, &blocks->at[i]);
    take_omissions(wire, document);
    if (document->title_in_blocks &&
        (count == 0 || blocks->at[0].kind != BLOCK_HEADING))
        wire->bad = true;
}

bool document_unpack(struct arena *arena, struct view bytes, struct view source,
                     struct documents *documents)
{
    struct wire wire = {.rest = bytes, .arena = arena};
    struct documents before = *documents;

    wire_take_number(&wire, VERSION, VERSION);
    size_t count = wire_take_count(&wire, DOCUMENT_BYTES);
    for (size_t i = 0; i < count && !wire.bad; i++) {
        struct document *document = ARENA_PUSH(arena, documents);

        *document = (struct document){.source = source};
        take_document(&wire, document);
    }
    if (wire_end(&wire))
        return true;
    *documents = before;
    return false;
}
