#include "read/document_print.h"

#include "format/json.h"

#include <string.h>

static void add_prefix(struct buf *out, const struct block *block)
{
    for (int i = 0; i < block->quote_depth; i++)
        buf_add_string(out, "> ");
}

/* Text without the images inside its lines. */
static void add_without_images(struct buf *out, const struct block *block)
{
    size_t at = 0;

    for (size_t i = 0; i < block->runs.count; i++) {
        const struct run *run = &block->runs.at[i];

        if (run->kind != RUN_IMAGE || run->begin < at)
            continue;
        buf_add(out, view_slice(block->text, at, run->begin));
        at = run->end;
    }
    buf_add(out, view_slice(block->text, at, block->text.size));
}

static void print_text_block(struct buf *out, const struct block *block)
{
    if (block->kind == BLOCK_IMAGE)
        return;
    if (block->kind == BLOCK_RULE && block->text.size == 0)
        return;
    if (block->caption.size > 0) {
        buf_add(out, block->caption);
        buf_add_string(out, "\n\n");
    }
    if (block->kind == BLOCK_ITEM) {
        for (int i = 1; i < block->level; i++)
            buf_add_string(out, "  ");
        if (block->ordinal > 0)
            buf_addf(out, "%d. ", block->ordinal);
        else
            buf_add_string(out, "- ");
    } else if (block->kind == BLOCK_NOTE) {
        buf_addf(out, "[%.*s] ", VIEW_ARG(block->label));
    }
    add_without_images(out, block);
    buf_add_string(out, "\n");
}

static void print_text(struct buf *out, const struct document *document)
{
    size_t begin = out->size;

    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = &document->blocks.at[i];
        bool in_list = block->kind == BLOCK_ITEM && i > 0 &&
                       document->blocks.at[i - 1].kind == BLOCK_ITEM;

        if (out->size > begin && !in_list && block->kind != BLOCK_IMAGE)
            buf_add_char(out, '\n');
        print_text_block(out, block);
    }
}

/* Opening and closing signs of a run in Markdown. */
static const char *run_sign(enum run_kind kind)
{
    switch (kind) {
    case RUN_EMPHASIS:
        return "*";
    case RUN_STRONG:
        return "**";
    case RUN_CODE:
        return "`";
    default:
        return NULL;
    }
}

static void begin_run(struct buf *out, const struct run *run)
{
    if (run->kind == RUN_LINK)
        buf_add_char(out, '[');
    else if (run->kind == RUN_IMAGE)
        buf_add_string(out, "![");
    else if (run->kind == RUN_NOTEMARK)
        buf_add_string(out, "[^");
    else if (run_sign(run->kind))
        buf_add_string(out, run_sign(run->kind));
}

static void end_run(struct buf *out, const struct run *run)
{
    if (run->kind == RUN_LINK || run->kind == RUN_IMAGE)
        buf_addf(out, "](<%.*s>)", VIEW_ARG(run->value));
    else if (run->kind == RUN_NOTEMARK)
        buf_add_char(out, ']');
    else if (run_sign(run->kind))
        buf_add_string(out, run_sign(run->kind));
}

/* Characters that Markdown would take for signs, escaped. */
static void add_escaped(struct buf *out, const struct block *block, size_t at)
{
    char c = block->text.data[at];

    if (c == '\n') {
        buf_add_string(out, "\\\n");
        add_prefix(out, block);
        return;
    }
    if (c != '\0' &&
        (strchr("\\`*_[]<>&", c) || (at == 0 && strchr("#+-=~|", c))))
        buf_add_char(out, '\\');
    buf_add_char(out, c);
}

/* Runs nest, so that a stack of the open ones is enough. */
static void add_marked(struct buf *out, const struct block *block)
{
    enum { OPEN_MAX = 64 };
    const struct run *open[OPEN_MAX] = {0};
    size_t open_count = 0;
    size_t next = 0;
    int verbatim = 0;

    for (size_t at = 0; at <= block->text.size; at++) {
        while (open_count > 0 && open[open_count - 1]->end <= at) {
            const struct run *run = open[--open_count];

            verbatim -= run->kind == RUN_CODE || run->kind == RUN_NOTEMARK;
            end_run(out, run);
        }
        while (next < block->runs.count && block->runs.at[next].begin == at) {
            const struct run *run = &block->runs.at[next++];

            if (open_count == OPEN_MAX)
                continue;
            begin_run(out, run);
            verbatim += run->kind == RUN_CODE || run->kind == RUN_NOTEMARK;
            open[open_count++] = run;
        }
        if (at == block->text.size)
            break;
        if (verbatim > 0)
            buf_add_char(out, block->text.data[at]);
        else
            add_escaped(out, block, at);
    }
}

static void print_markdown_table(struct buf *out, const struct block *block)
{
    struct view rest = block->text;
    struct view row;
    bool first = true;

    while (view_next_line(&rest, &row)) {
        size_t cells = 0;

        buf_add_char(out, '|');
        do {
            struct view cell = view_cut(&row, '\t');

            buf_addf(out, " %.*s |", VIEW_ARG(cell));
            cells++;
        } while (row.data);
        buf_add_char(out, '\n');
        if (first) {
            buf_add_char(out, '|');
            for (size_t i = 0; i < cells; i++)
                buf_add_string(out, " --- |");
            buf_add_char(out, '\n');
        }
        first = false;
    }
}

static void print_markdown_block(struct buf *out, const struct block *block)
{
    add_prefix(out, block);
    switch (block->kind) {
    case BLOCK_HEADING:
        for (int i = 0; i < block->level; i++)
            buf_add_char(out, '#');
        buf_add_char(out, ' ');
        add_marked(out, block);
        break;
    case BLOCK_ITEM:
        for (int i = 1; i < block->level; i++)
            buf_add_string(out, "    ");
        if (block->ordinal > 0)
            buf_addf(out, "%d. ", block->ordinal);
        else
            buf_add_string(out, "-   ");
        add_marked(out, block);
        break;
    case BLOCK_TABLE:
        if (block->caption.size > 0)
            buf_addf(out, "%.*s\n\n", VIEW_ARG(block->caption));
        print_markdown_table(out, block);
        break;
    case BLOCK_CODE:
        buf_addf(out, "```%.*s\n", VIEW_ARG(block->label));
        buf_add(out, block->text);
        buf_add_string(out, "\n```");
        break;
    case BLOCK_IMAGE:
        buf_addf(out, "![%.*s](<%.*s>)", VIEW_ARG(block->text),
                 VIEW_ARG(block->label));
        if (block->caption.size > 0)
            buf_addf(out, "\n\n%.*s", VIEW_ARG(block->caption));
        break;
    case BLOCK_NOTE:
        buf_addf(out, "[^%.*s]: ", VIEW_ARG(block->label));
        add_marked(out, block);
        break;
    case BLOCK_RULE:
        buf_add_string(out, "* * *");
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_QUOTE:
    case BLOCK_BYLINE:
        if (block->continues)
            buf_add_string(out, "    ");
        add_marked(out, block);
        break;
    }
    buf_add_char(out, '\n');
}

static void front_line(struct buf *out, const char *key, struct view value)
{
    if (value.size == 0)
        return;
    buf_addf(out, "%s: \"", key);
    for (size_t i = 0; i < value.size; i++) {
        if (value.data[i] == '"' || value.data[i] == '\\')
            buf_add_char(out, '\\');
        buf_add_char(out, value.data[i]);
    }
    buf_add_string(out, "\"\n");
}

static void print_markdown(struct buf *out, const struct document *document)
{
    buf_add_string(out, "---\n");
    front_line(out, "title", document->title);
    front_line(out, "author", document->author);
    front_line(out, "date", document->date);
    front_line(out, "lang", document->language);
    front_line(out, "site", document->site);
    front_line(out, "url", document->url);
    front_line(out, "summary", document->summary);
    buf_add_string(out, "---\n");
    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = &document->blocks.at[i];
        const struct block *before = i > 0 ? &document->blocks.at[i - 1] : NULL;
        bool joined =
            before && block->kind == BLOCK_ITEM && before->kind == BLOCK_ITEM;

        if (!joined) {
            if (before && before->kind == BLOCK_QUOTE &&
                block->kind == BLOCK_QUOTE)
                buf_add_char(out, '>');
            buf_add_char(out, '\n');
        }
        print_markdown_block(out, block);
    }
}

static void integer_if(struct json_writer *writer, const char *key,
                       long long value)
{
    if (value != 0)
        json_add_integer(writer, key, value);
}

static void print_runs(struct json_writer *writer, const struct runs *runs)
{
    if (runs->count == 0)
        return;
    json_begin_array(writer, "runs");
    for (size_t i = 0; i < runs->count; i++) {
        const struct run *run = &runs->at[i];

        json_begin_object(writer, NULL);
        json_add_text(writer, "kind", view_of(run_kind_name(run->kind)));
        json_add_integer(writer, "begin", (long long)run->begin);
        json_add_integer(writer, "end", (long long)run->end);
        json_add_text_if(writer, "value", run->value);
        json_end_object(writer);
    }
    json_end_array(writer);
}

static void print_json_block(struct json_writer *writer,
                             const struct block *block)
{
    json_begin_object(writer, NULL);
    json_add_text(writer, "kind", view_of(block_kind_name(block->kind)));
    integer_if(writer, "level", block->level);
    integer_if(writer, "quote_depth", block->quote_depth);
    integer_if(writer, "ordinal", block->ordinal);
    integer_if(writer, "header_rows", block->header_rows);
    if (block->continues)
        json_add_bool(writer, "continues", true);
    json_add_text(writer, "text", block->text);
    json_add_text_if(writer, "label", block->label);
    json_add_text_if(writer, "caption", block->caption);
    json_add_text_if(writer, "language", block->language);
    integer_if(writer, "line", (long long)block->line);
    print_runs(writer, &block->runs);
    json_end_object(writer);
}

static void print_omissions(struct json_writer *writer,
                            const struct omissions *omissions)
{
    json_begin_array(writer, "omissions");
    for (size_t i = 0; i < omissions->count; i++) {
        json_begin_object(writer, NULL);
        json_add_text(writer, "reason", view_of(omissions->at[i].reason));
        json_add_integer(writer, "before", (long long)omissions->at[i].before);
        json_add_text(writer, "text", omissions->at[i].text);
        json_end_object(writer);
    }
    json_end_array(writer);
}

static void print_json(struct buf *out, const struct document *document)
{
    struct json_writer writer;

    json_writer_init(&writer, out, false);
    json_begin_object(&writer, NULL);
    json_add_text(&writer, "source", document->source);
    json_add_text_if(&writer, "format", document->format);
    json_add_text_if(&writer, "title", document->title);
    json_add_text_if(&writer, "author", document->author);
    json_add_text_if(&writer, "date", document->date);
    json_add_text_if(&writer, "language", document->language);
    json_add_text_if(&writer, "site", document->site);
    json_add_text_if(&writer, "url", document->url);
    json_add_text_if(&writer, "summary", document->summary);
    json_add_text_if(&writer, "image", document->image);
    json_add_text_if(&writer, "image_alt", document->image_alt);
    json_add_bool(&writer, "title_in_blocks", document->title_in_blocks);
    integer_if(&writer, "replaced_bytes", (long long)document->replaced_bytes);
    integer_if(&writer, "replaced_line", (long long)document->replaced_line);
    json_begin_array(&writer, "blocks");
    for (size_t i = 0; i < document->blocks.count; i++)
        print_json_block(&writer, &document->blocks.at[i]);
    json_end_array(&writer);
    print_omissions(&writer, &document->omissions);
    json_end_object(&writer);
}

void document_print(const struct document *document, enum document_style style,
                    struct buf *out)
{
    switch (style) {
    case DOCUMENT_AS_TEXT:
        print_text(out, document);
        break;
    case DOCUMENT_AS_MARKDOWN:
        print_markdown(out, document);
        break;
    case DOCUMENT_AS_JSON:
        print_json(out, document);
        break;
    }
}
