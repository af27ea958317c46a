#include "cue/link.h"

#include "format/url.h"

/* The section's blocks; sections and blocks have the same order. */
static size_t first_block(const struct outline *outline, size_t i)
{
    size_t first = i < outline->sections.count ? outline->sections.at[i].first
                                               : outline->sentences.count;

    if (i == 0)
        return 0;
    return first < outline->sentences.count ? outline->sentences.at[first].block
                                            : outline->document->blocks.count;
}

/* True for what stands for itself in a fragment (RFC 3986, 3.5). */
static bool is_anchor(struct view label)
{
    for (size_t i = 0; i < label.size; i++) {
        char c = label.data[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
              c == ':'))
            return false;
    }
    return label.size > 0;
}

struct view link_of_section(struct arena *arena, const struct outline *outline,
                            size_t i)
{
    const struct document *document = outline->document;
    struct view url = view_trim(document->url);
    size_t block = first_block(outline, i);

    if (!url_is_web(url))
        return (struct view){0};
    if (i == 0 || block >= document->blocks.count ||
        document->blocks.at[block].kind != BLOCK_HEADING ||
        !is_anchor(document->blocks.at[block].label))
        return url;
    struct view page = view_cut(&url, '#');
    return arena_format(arena, "%.*s#%.*s", VIEW_ARG(page),
                        VIEW_ARG(document->blocks.at[block].label));
}

static struct view picture_of(const struct block *block)
{
    if (block->kind == BLOCK_IMAGE)
        return block->label;
    for (size_t i = 0; i < block->runs.count; i++) {
        if (block->runs.at[i].kind == RUN_IMAGE)
            return block->runs.at[i].value;
    }
    return (struct view){0};
}

struct view link_of_picture(const struct outline *outline, size_t i)
{
    const struct document *document = outline->document;
    size_t end = first_block(outline, i + 1);

    for (size_t at = first_block(outline, i); at < end; at++) {
        struct view address = picture_of(&document->blocks.at[at]);

        if (address.size > 0)
            return address;
    }
    return i == 0 ? document->image : (struct view){0};
}
