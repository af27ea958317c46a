#include "read/draft.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

void draft_init(struct draft *draft, struct arena *arena,
                struct document *document)
{
    *draft = (struct draft){.arena = arena, .document = document};
}

void draft_release(struct draft *draft)
{
    buf_release(&draft->text);
}

struct block *draft_begin(struct draft *draft, enum block_kind kind,
                          size_t line)
{
    draft_end(draft);
    draft->open = true;
    draft->space = false;
    draft->keep_empty = kind == BLOCK_IMAGE || kind == BLOCK_RULE;
    draft->verbatim = kind == BLOCK_CODE;
    draft->block = (struct block){.kind = kind, .line = line};
    draft->runs = (struct runs){0};
    buf_reset(&draft->text);
    return &draft->block;
}

static bool is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A no-break space stays what it is: speech needs it ("10 km").  Zero-width
 * spaces, byte order marks and soft hyphens are nothing to hear. */
static bool is_nothing(uint32_t c)
{
    return c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0xad ||
           c == 0x200b || c == 0xfeff || c == 0x2060;
}

static void add_folded(struct buf *out, bool *space, struct view text)
{
    size_t at = 0;

    while (at < text.size) {
        unsigned char c = (unsigned char)text.data[at];

        if (is_space(c)) {
            *space = true;
            at++;
            continue;
        }
        size_t begin = at;
        uint32_t codepoint = utf8_next(text, &at);
        if (is_nothing(codepoint))
            continue;
        if (codepoint == 0x2028 || codepoint == 0x2029) {
            *space = true;
            continue;
        }
        char last = out->size ? out->data[out->size - 1] : '\n';
        if (*space && last != '\n' && last != '\t' && last != ' ')
            buf_add_char(out, ' ');
        *space = false;
        if (codepoint == UTF8_INVALID)
            buf_add_codepoint(out, 0xfffd);
        else
            buf_add(out, view_slice(text, begin, at));
    }
}

static void add_verbatim(struct buf *out, struct view text)
{
    for (size_t at = 0; at < text.size;) {
        size_t begin = at;
        uint32_t c = utf8_next(text, &at);

        if (c == UTF8_INVALID)
            buf_add_codepoint(out, 0xfffd);
        else if (c == '\n' || c == '\t' || !is_nothing(c))
            buf_add(out, view_slice(text, begin, at));
    }
}

void draft_text(struct draft *draft, struct view text)
{
    if (!draft->open) {
        if (view_trim(text).size == 0)
            return;
        draft_begin(draft, BLOCK_PARAGRAPH, 0);
    }
    if (draft->verbatim)
        add_verbatim(&draft->text, text);
    else
        add_folded(&draft->text, &draft->space, text);
}

static void end_with(struct draft *draft, char c)
{
    if (!draft->open)
        return;
    draft->space = false;
    if (draft->text.size > 0 || draft->block.kind == BLOCK_TABLE)
        buf_add_char(&draft->text, c);
}

void draft_break(struct draft *draft)
{
    end_with(draft, '\n');
}

void draft_tab(struct draft *draft)
{
    end_with(draft, '\t');
}

/* White space before a run stays outside of it. */
static void settle_space(struct draft *draft)
{
    char last = draft->text.size ? draft->text.data[draft->text.size - 1] : 0;

    if (draft->space && last != 0 && last != '\n' && last != '\t')
        buf_add_char(&draft->text, ' ');
    draft->space = false;
}

void draft_open_run(struct draft *draft, enum run_kind kind, struct view value)
{
    if (!draft->open)
        draft_begin(draft, BLOCK_PARAGRAPH, 0);
    if (draft->open_run_count < DRAFT_RUNS_MAX) {
        bool spaced = draft->text.size > 0 &&
                      draft->text.data[draft->text.size - 1] == ' ';

        if (!spaced)
            settle_space(draft);
        struct run *run = ARENA_PUSH(draft->arena, &draft->runs);
        run->kind = kind;
        run->begin = draft->text.size;
        run->value = arena_copy(draft->arena, value);
        draft->open_runs[draft->open_run_count] = draft->runs.count - 1;
    }
    draft->open_run_count++;
}

void draft_close_run(struct draft *draft)
{
    if (draft->open_run_count == 0)
        return;
    if (--draft->open_run_count >= DRAFT_RUNS_MAX)
        return;
    struct run *run = &draft->runs.at[draft->open_runs[draft->open_run_count]];
    run->end = draft->text.size;
}

static void trim_end(struct draft *draft)
{
    struct buf *text = &draft->text;

    if (draft->block.kind == BLOCK_TABLE)
        return;
    while (text->size > 0 &&
           is_space((unsigned char)text->data[text->size - 1]))
        text->size--;
}

/* Keeps the runs that have text, within it and outer before inner. */
static void settle_runs(struct draft *draft)
{
    size_t kept = 0;

    for (size_t i = 0; i < draft->runs.count; i++) {
        struct run run = draft->runs.at[i];

        if (run.end > draft->text.size)
            run.end = draft->text.size;
        while (run.end > run.begin && draft->text.data[run.end - 1] == ' ')
            run.end--;
        if (run.begin < run.end)
            draft->runs.at[kept++] = run;
    }
    draft->runs.count = kept;
}

bool draft_end(struct draft *draft)
{
    if (!draft->open)
        return false;
    while (draft->open_run_count > 0)
        draft_close_run(draft);
    draft->open = false;
    trim_end(draft);
    if (view_trim(buf_view(&draft->text)).size == 0 && !draft->keep_empty)
        return false;
    settle_runs(draft);
    struct block *block = ARENA_PUSH(draft->arena, &draft->document->blocks);
    *block = draft->block;
    block->text = arena_copy(draft->arena, buf_view(&draft->text));
    block->runs = draft->runs;
    return true;
}

struct view draft_folded(struct arena *arena, struct view text)
{
    struct buf out = {0};
    bool space = false;

    add_folded(&out, &space, text);
    struct view folded = arena_copy(arena, buf_view(&out));
    buf_release(&out);
    return folded;
}

void draft_caption(struct draft *draft, struct view caption)
{
    draft->block.caption = draft_folded(draft->arena, caption);
}

void draft_omit(struct draft *draft, const char *reason, struct view text)
{
    struct view folded = draft_folded(draft->arena, text);

    if (folded.size == 0)
        return;
    struct omission *omission =
        ARENA_PUSH(draft->arena, &draft->document->omissions);
    omission->reason = reason;
    omission->text = folded;
    omission->before = draft->document->blocks.count;
}
