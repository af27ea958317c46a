#include "digest/show.h"

#include "base/buf.h"
#include "digest/phrase.h"

#include <string.h>

static bool is_told(const struct digest_item *item)
{
    return item->fate == ITEM_TOLD || item->fate == ITEM_SHORTER;
}

static bool is_left(const struct digest_item *item)
{
    return item->fate == ITEM_LEFT || item->fate == ITEM_BEYOND;
}

void show_dress(struct arena *arena, const struct digest_config *config,
                int64_t now, struct digest_item *item)
{
    struct document *document = &item->document;
    struct blocks old = document->blocks;
    struct block opening[3] = {{0}};
    struct buf origin = {0};
    size_t count = 0;
    size_t skipped = document->title_in_blocks && old.count > 0 ? 1 : 0;

    if (item->title.size == 0)
        item->title = document->title;
    if (item->title.size > 0)
        opening[count++] = (struct block){
            .kind = BLOCK_HEADING, .level = 1, .text = item->title};
    phrase_origin(&origin, config->language, item->source_name, item->seconds,
                  now);
    if (item->is_update) {
        if (origin.size > 0)
            buf_add_char(&origin, ' ');
        buf_add(&origin, phrase_update(config->language));
    }
    if (origin.size > 0)
        opening[count++] = (struct block){
            .kind = BLOCK_BYLINE,
            .text = arena_copy(arena, buf_view(&origin)),
            .language = config->language,
        };
    buf_release(&origin);
    size_t total = count + old.count - skipped;
    struct block *blocks = arena_new(arena, total + 1, sizeof *blocks);
    memcpy(blocks, opening, count * sizeof *blocks);
    if (old.count > skipped)
        memcpy(blocks + count, old.at + skipped,
               (old.count - skipped) * sizeof *blocks);
    document->blocks = (struct blocks){blocks, total, total};
    for (size_t i = 0; i < document->omissions.count; i++) {
        size_t *before = &document->omissions.at[i].before;

        *before = *before >= skipped ? *before - skipped + count : count;
    }
    document->title = item->title;
    document->title_in_blocks = item->title.size > 0;
    document->url = item->link;
    /* Said with the source, or not at all: a digest is no magazine. */
    document->author = (struct view){0};
}

static void count_items(const struct digest_items *items,
                        struct phrase_fields *fields)
{
    for (size_t i = 0; i < items->count; i++) {
        fields->count += is_told(&items->at[i]);
        fields->left += is_left(&items->at[i]);
    }
}

static void add_block(struct arena *arena, struct document *document,
                      enum block_kind kind, struct view text)
{
    if (view_trim(text).size == 0)
        return;
    struct block *block = ARENA_PUSH(arena, &document->blocks);
    block->kind = kind;
    block->level = kind == BLOCK_ITEM ? 1 : 0;
    block->text = arena_copy(arena, text);
}

static void add_template(struct arena *arena, struct view template,
                         const struct phrase_fields *fields,
                         struct document *document)
{
    struct buf text = {0};

    phrase_fill(&text, template, fields);
    add_block(arena, document, BLOCK_PARAGRAPH, buf_view(&text));
    buf_release(&text);
}

static struct phrase_fields fields_of(const struct digest_config *config,
                                      int64_t now, int64_t length_ms,
                                      const struct digest_items *items)
{
    struct phrase_fields fields = {
        .language = config->language,
        .title = config->title,
        .now = now,
        .length_ms = length_ms,
    };

    count_items(items, &fields);
    return fields;
}

/* A document of our own words; its title names the chapter and is not said
 * again. */
static void begin(const struct digest_config *config, struct document *document)
{
    *document = (struct document){
        .source = config->path,
        .format = VIEW("digest"),
        .title = config->title,
        .title_in_blocks = true,
        .language = config->language,
        .site = config->title,
    };
}

void show_opening(struct arena *arena, const struct digest_config *config,
                  int64_t now, int64_t length_ms,
                  const struct digest_items *items, struct document *document)
{
    struct phrase_fields fields = fields_of(config, now, length_ms, items);

    begin(config, document);
    add_template(arena,
                 config->has_opening ? config->opening
                                     : phrase_opening(config->language),
                 &fields, document);
    if (!config->headlines)
        return;
    add_block(arena, document, BLOCK_PARAGRAPH,
              phrase_headlines(config->language));
    for (size_t i = 0; i < items->count; i++) {
        if (is_told(&items->at[i]))
            add_block(arena, document, BLOCK_ITEM, items->at[i].title);
    }
}

static void add_left(struct arena *arena, const struct digest_item *item,
                     struct document *document)
{
    struct omission *omission = ARENA_PUSH(arena, &document->omissions);
    struct buf text = {0};

    buf_add(&text, item->title.size > 0 ? item->title : item->guid);
    if (item->source_name.size > 0)
        buf_addf(&text, " (%.*s)", VIEW_ARG(item->source_name));
    if (item->link.size > 0)
        buf_addf(&text, " %.*s", VIEW_ARG(item->link));
    omission->reason = item->fate == ITEM_LEFT ? "no time for it"
                       : item->fate == ITEM_TWIN
                           ? "another source tells the same story"
                           : "beyond the limit of its source";
    omission->text = arena_copy(arena, buf_view(&text));
    buf_release(&text);
}

void show_closing(struct arena *arena, const struct digest_config *config,
                  int64_t now, int64_t length_ms,
                  const struct digest_items *items, struct document *document)
{
    struct phrase_fields fields = fields_of(config, now, length_ms, items);

    begin(config, document);
    if (config->tell_left && fields.left > 0)
        add_template(arena, phrase_left(config->language), &fields, document);
    add_template(arena,
                 config->has_closing ? config->closing
                                     : phrase_closing(config->language),
                 &fields, document);
    for (size_t i = 0; i < items->count; i++) {
        if (is_left(&items->at[i]) || items->at[i].fate == ITEM_TWIN)
            add_left(arena, &items->at[i], document);
    }
}
