#include "publish/text.h"

#include "publish/omitted.h"
#include "publish/saying.h"

#include <stdint.h>

static const struct block *block_of(const struct episode *episode,
                                    const struct cue *cue)
{
    const struct outline *outline;

    if (cue->sentence == SIZE_MAX)
        return NULL;
    outline = episode->script->articles.at[cue->article];
    return &outline->document->blocks
                .at[outline->sentences.at[cue->sentence].block];
}

/* Between two sentences: in one paragraph a space, in one table a line end,
 * else a blank line; list items follow each other closely. */
static const char *divider(const struct block *before,
                           const struct block *after)
{
    if (!before || !after)
        return "\n\n";
    if (before == after)
        return after->kind == BLOCK_TABLE ? "\n" : " ";
    if (before->kind == BLOCK_ITEM && after->kind == BLOCK_ITEM)
        return "\n";
    return "\n\n";
}

static void add_start(struct buf *out, const struct block *block)
{
    for (int i = 0; i < block->quote_depth; i++)
        buf_add_string(out, "> ");
    if (block->kind == BLOCK_QUOTE && block->quote_depth == 0)
        buf_add_string(out, "> ");
    if (block->kind != BLOCK_ITEM)
        return;
    for (int i = 1; i < block->level; i++)
        buf_add_string(out, "  ");
    if (block->continues)
        buf_add_string(out, "  ");
    else if (block->ordinal > 0)
        buf_addf(out, "%d. ", block->ordinal);
    else
        buf_add_string(out, "- ");
}

/* One line of it: line ends and tabs become spaces. */
static void add_line(struct buf *out, struct view text)
{
    text = view_trim(text);
    for (size_t i = 0; i < text.size; i++) {
        if ((unsigned char)text.data[i] < 0x20)
            buf_add_char(out, ' ');
        else
            buf_add_char(out, text.data[i]);
    }
}

static void add_spoken(const struct episode *episode, struct buf *out)
{
    struct saying saying = {0};
    const struct block *before = NULL;
    bool first = true;

    while (saying_next(episode, &saying)) {
        const struct block *block = block_of(episode, saying.cue);

        if (!first)
            buf_add_string(out, divider(before, block));
        if (block && (first || block != before))
            add_start(out, block);
        add_line(out, saying.cue->shown);
        before = block;
        first = false;
    }
    if (!first)
        buf_add_char(out, '\n');
}

static void add_marks(struct buf *out, const struct omitted *omitted)
{
    const char *divider = "\nMarks without a sound of their own: ";

    for (size_t i = 0; i < omitted->count; i++) {
        const struct omitted_group *group = &omitted->at[i];

        if (!group->marks)
            continue;
        buf_addf(out, "%s%.*s (%zu)", divider, VIEW_ARG(group->reason),
                 group->count);
        divider = ", ";
    }
    buf_add_string(out, ".\n");
}

static void add_omitted(const struct episode *episode, struct buf *out)
{
    struct arena arena = {0};
    struct omitted omitted;

    omitted_list(&arena, episode, &omitted);
    buf_add_string(out, "\n----\n\n");
    if (omitted.pieces == 0)
        buf_add_string(out, "No word was left out.\n");
    else
        buf_addf(out, "Left out: %zu %s\n", omitted.pieces,
                 omitted.pieces == 1 ? "piece" : "pieces");
    for (size_t i = 0; i < omitted.count; i++) {
        const struct omitted_group *group = &omitted.at[i];

        if (group->marks)
            continue;
        buf_addf(out, "\n%.*s (%zu):\n", VIEW_ARG(group->reason), group->count);
        for (const struct omitted_piece *piece = group->first; piece;
             piece = piece->next) {
            buf_add_string(out, "  ");
            add_line(out, piece->text);
            buf_add_char(out, '\n');
        }
    }
    if (omitted.marks > 0)
        add_marks(out, &omitted);
    arena_release(&arena);
}

bool text_write(const struct publish_request *request, struct buf *out,
                struct err *err)
{
    (void)err;
    add_spoken(request->episode, out);
    add_omitted(request->episode, out);
    return true;
}
