#include "publish/inline.h"

#include "publish/markup.h"

#include <stdint.h>

void inline_init(struct inline_writer *writer, struct buf *out,
                 const struct block *block, bool xhtml)
{
    *writer = (struct inline_writer){
        .out = out,
        .block = block,
        .xhtml = xhtml,
        .keep_lines = block->kind == BLOCK_CODE,
    };
}

bool inline_is_rtl(struct view language)
{
    static const char *const tags[] = {"ar", "he", "fa", "ur",  "yi",     "ps",
                                       "sd", "ug", "dv", "ckb", "ku-arab"};
    struct view rest = language;
    struct view primary = view_cut(&rest, '-');

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        if (view_equal_nocase(primary, view_of(tags[i])) ||
            view_equal_nocase(language, view_of(tags[i])))
            return true;
    }
    return false;
}

static bool is_tag(struct view language)
{
    size_t length = 0;

    for (size_t i = 0; i < language.size; i++) {
        char c = language.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (c == '-' && length >= 1 && i + 1 < language.size)
            length = 0;
        else if ((letter || (c >= '0' && c <= '9')) && length < 8)
            length++;
        else
            return false;
    }
    return language.size >= 2;
}

void inline_language(struct buf *out, struct view language, bool xhtml)
{
    if (!is_tag(language))
        return;
    if (xhtml)
        markup_attribute(out, "xml:lang", language);
    markup_attribute(out, "lang", language);
    buf_add_string(out,
                   inline_is_rtl(language) ? " dir=\"rtl\"" : " dir=\"ltr\"");
}

static bool in_link(const struct inline_writer *writer)
{
    for (size_t i = 0; i < writer->depth; i++) {
        if (writer->open[i]->kind == RUN_LINK)
            return true;
    }
    return false;
}

/* The element of a run; NULL for one that needs none. */
static const char *element(const struct run *run)
{
    switch (run->kind) {
    case RUN_LINK:
        return markup_is_url(run->value) ? "a" : NULL;
    case RUN_EMPHASIS:
        return "em";
    case RUN_STRONG:
        return "strong";
    case RUN_CODE:
        return "code";
    case RUN_LANGUAGE:
        return is_tag(run->value) ? "span" : NULL;
    case RUN_NOTEMARK:
        return "sup";
    case RUN_ABBREVIATION:
        return "abbr";
    case RUN_IMAGE:
        return NULL;
    }
    return NULL;
}

/* A link cannot stand in another. */
static void begin_mark(struct inline_writer *writer, const struct run *run)
{
    struct buf attributes = {0};

    buf_add_string(writer->out, "<sup>");
    writer->note_opened =
        writer->notes.add && !in_link(writer) &&
        writer->notes.add(writer->notes.context, run->value, &attributes);
    if (writer->note_opened)
        buf_addf(writer->out, "<a%s>", buf_string(&attributes));
    buf_release(&attributes);
}

static void begin_element(struct inline_writer *writer, const struct run *run)
{
    if (run->kind == RUN_NOTEMARK) {
        begin_mark(writer, run);
        return;
    }
    buf_addf(writer->out, "<%s", element(run));
    if (run->kind == RUN_LINK)
        markup_attribute(writer->out, "href", run->value);
    else if (run->kind == RUN_LANGUAGE)
        inline_language(writer->out, run->value, writer->xhtml);
    else if (run->kind == RUN_ABBREVIATION && run->value.size > 0)
        markup_attribute(writer->out, "title", run->value);
    buf_add_char(writer->out, '>');
}

/* Opens what begins at or before the place and drops what has ended. */
static void open_runs(struct inline_writer *writer)
{
    const struct runs *runs = &writer->block->runs;

    for (; writer->next < runs->count; writer->next++) {
        const struct run *run = &runs->at[writer->next];
        size_t end = run->end;

        if (run->begin > writer->at)
            break;
        if (end <= writer->at || !element(run) ||
            writer->depth == INLINE_DEPTH ||
            (run->kind == RUN_LINK && in_link(writer)))
            continue;
        if (writer->depth > 0 && writer->ends[writer->depth - 1] < end)
            end = writer->ends[writer->depth - 1];
        writer->open[writer->depth] = run;
        writer->ends[writer->depth++] = end;
        begin_element(writer, run);
    }
}

static void close_top(struct inline_writer *writer)
{
    const struct run *run = writer->open[--writer->depth];

    if (run->kind == RUN_NOTEMARK && writer->note_opened)
        buf_add_string(writer->out, "</a>");
    if (run->kind == RUN_NOTEMARK)
        writer->note_opened = false;
    buf_addf(writer->out, "</%s>", element(run));
}

static void add_text(struct inline_writer *writer, struct view text)
{
    while (!writer->keep_lines && text.size > 0) {
        size_t line = view_find(text, VIEW("\n"), 0);

        if (line == SIZE_MAX)
            break;
        markup_text(writer->out, view_slice(text, 0, line));
        buf_add_string(writer->out, "<br/>");
        text = view_slice(text, line + 1, text.size);
    }
    markup_text(writer->out, text);
}

/* Drops from the stack what ends at or before the place, unwritten. */
static void drop_ended(struct inline_writer *writer)
{
    while (writer->depth > 0 && writer->ends[writer->depth - 1] <= writer->at)
        writer->depth--;
}

void inline_to(struct inline_writer *writer, size_t end)
{
    const struct runs *runs = &writer->block->runs;

    drop_ended(writer);
    for (size_t i = 0; i < writer->depth; i++)
        begin_element(writer, writer->open[i]);
    while (writer->at < end) {
        size_t stop = end;

        while (writer->depth > 0 &&
               writer->ends[writer->depth - 1] <= writer->at)
            close_top(writer);
        open_runs(writer);
        if (writer->depth > 0 && writer->ends[writer->depth - 1] < stop)
            stop = writer->ends[writer->depth - 1];
        if (writer->next < runs->count && runs->at[writer->next].begin < stop)
            stop = runs->at[writer->next].begin;
        add_text(writer, view_slice(writer->block->text, writer->at, stop));
        writer->at = stop;
    }
    /* What goes on behind the end stays on the stack to be opened again. */
    size_t depth = writer->depth;
    while (writer->depth > 0)
        close_top(writer);
    writer->depth = depth;
}

void inline_skip(struct inline_writer *writer, size_t end)
{
    if (end > writer->at)
        writer->at = end;
}
