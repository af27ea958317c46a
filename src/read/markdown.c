#include "read/markdown_front.h"
#include "read/markdown_notes.h"

#include "base/buf.h"
#include "format/html.h"
#include "read/draft.h"
#include "read/html_blocks.h"
#include "read/metadata.h"
#include "read/reader.h"

#include <md4c.h>
#include <stdint.h>
#include <string.h>

/* Markdown is defined by the HTML it stands for, so it is turned into that
 * (with the line numbers of the source: line breaks are put in until they
 * agree) and read as such; then raw HTML, entities and lists need no second
 * treatment. */
struct rendering {
    struct view source;
    struct buf out;     /* HTML */
    struct buf pending; /* tags that wait for the line of their first text */
    size_t seen;        /* source bytes whose lines are counted */
    size_t source_line; /* from 1 */
    size_t out_line;
    struct markdown_notes *notes;
    bool in_table_head;
    bool in_code;
    int images; /* open ones: their text is an attribute */
};

static void add_escaped(struct buf *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];

        if (c == '&')
            buf_add_string(out, "&amp;");
        else if (c == '<')
            buf_add_string(out, "&lt;");
        else if (c == '>')
            buf_add_string(out, "&gt;");
        else if (c == '"')
            buf_add_string(out, "&quot;");
        else
            buf_add_char(out, c);
    }
}

/* An attribute's parts: text is escaped, entities stay. */
static void add_attribute(struct buf *out, const MD_ATTRIBUTE *attribute)
{
    struct view text = {attribute->text, attribute->size};

    for (unsigned i = 0;
         attribute->size > 0 && attribute->substr_offsets[i] < attribute->size;
         i++) {
        struct view part = view_slice(text, attribute->substr_offsets[i],
                                      attribute->substr_offsets[i + 1]);

        if (attribute->substr_types[i] == MD_TEXT_ENTITY)
            buf_add(out, part);
        else
            add_escaped(out, part);
    }
}

static size_t count_lines(struct view text)
{
    size_t lines = 0;

    for (size_t i = 0; i < text.size; i++)
        lines += text.data[i] == '\n';
    return lines;
}

/* Moves the output to the line that `text` has in the source, if it lies
 * there, and writes the tags that waited. */
static void flush(struct rendering *rendering, const char *text)
{
    uintptr_t begin = (uintptr_t)rendering->source.data;
    uintptr_t at = (uintptr_t)text;

    if (text && at >= begin + rendering->seen &&
        at < begin + rendering->source.size) {
        size_t offset = at - begin;

        rendering->source_line +=
            count_lines(view_slice(rendering->source, rendering->seen, offset));
        rendering->seen = offset;
        if (!rendering->in_code) {
            for (; rendering->out_line < rendering->source_line;
                 rendering->out_line++)
                buf_add_char(&rendering->out, '\n');
        }
    }
    buf_add(&rendering->out, buf_view(&rendering->pending));
    buf_reset(&rendering->pending);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct rendering *rendering = context;
    struct buf *out = &rendering->pending;

    switch (type) {
    case MD_BLOCK_QUOTE:
        buf_add_string(out, "<blockquote>");
        break;
    case MD_BLOCK_UL:
        buf_add_string(out, "<ul>");
        break;
    case MD_BLOCK_OL:
        buf_addf(out, "<ol start=\"%u\">",
                 ((const MD_BLOCK_OL_DETAIL *)detail)->start);
        break;
    case MD_BLOCK_LI:
        buf_add_string(out, "<li>");
        break;
    case MD_BLOCK_HR:
        buf_add_string(out, "<hr>");
        break;
    case MD_BLOCK_H:
        buf_addf(out, "<h%u>", ((const MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_CODE:
        buf_add_string(out, "<pre class=\"language-");
        add_attribute(out, &((const MD_BLOCK_CODE_DETAIL *)detail)->lang);
        buf_add_string(out, "\">");
        flush(rendering, NULL);
        rendering->in_code = true;
        break;
    case MD_BLOCK_P:
        buf_add_string(out, "<p>");
        break;
    case MD_BLOCK_TABLE:
        buf_add_string(out, "<table>");
        break;
    case MD_BLOCK_TR:
        buf_add_string(out, "<tr>");
        break;
    case MD_BLOCK_TH:
        buf_add_string(out, "<th>");
        break;
    case MD_BLOCK_TD:
        buf_add_string(out, "<td>");
        break;
    default:
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    static const char *const ends[] = {
        [MD_BLOCK_QUOTE] = "</blockquote>",
        [MD_BLOCK_UL] = "</ul>",
        [MD_BLOCK_OL] = "</ol>",
        [MD_BLOCK_LI] = "</li>",
        [MD_BLOCK_CODE] = "</pre>",
        [MD_BLOCK_P] = "</p>",
        [MD_BLOCK_TABLE] = "</table>",
        [MD_BLOCK_TR] = "</tr>",
        [MD_BLOCK_TH] = "</th>",
        [MD_BLOCK_TD] = "</td>",
        [MD_BLOCK_H] = "",
    };
    struct rendering *rendering = context;

    flush(rendering, NULL);
    if (type == MD_BLOCK_CODE)
        rendering->in_code = false;
    if (type == MD_BLOCK_H)
        buf_addf(&rendering->out, "</h%u>",
                 ((const MD_BLOCK_H_DETAIL *)detail)->level);
    else if ((size_t)type < sizeof ends / sizeof *ends && ends[type])
        buf_add_string(&rendering->out, ends[type]);
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct rendering *rendering = context;
    struct buf *out = &rendering->pending;

    if (rendering->images > 0 && type != MD_SPAN_IMG)
        return 0;
    switch (type) {
    case MD_SPAN_EM:
        buf_add_string(out, "<em>");
        break;
    case MD_SPAN_STRONG:
        buf_add_string(out, "<strong>");
        break;
    case MD_SPAN_CODE:
        buf_add_string(out, "<code>");
        break;
    case MD_SPAN_A:
        buf_add_string(out, "<a href=\"");
        add_attribute(out, &((const MD_SPAN_A_DETAIL *)detail)->href);
        buf_add_string(out, "\">");
        break;
    case MD_SPAN_IMG:
        if (rendering->images++ > 0)
            break;
        buf_add_string(out, "<img src=\"");
        add_attribute(out, &((const MD_SPAN_IMG_DETAIL *)detail)->src);
        buf_add_string(out, "\" alt=\"");
        break;
    default:
        break;
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct rendering *rendering = context;

    (void)detail;
    flush(rendering, NULL);
    if (type == MD_SPAN_IMG) {
        if (--rendering->images == 0)
            buf_add_string(&rendering->out, "\">");
        return 0;
    }
    if (rendering->images > 0)
        return 0;
    if (type == MD_SPAN_EM)
        buf_add_string(&rendering->out, "</em>");
    else if (type == MD_SPAN_STRONG)
        buf_add_string(&rendering->out, "</strong>");
    else if (type == MD_SPAN_CODE)
        buf_add_string(&rendering->out, "</code>");
    else if (type == MD_SPAN_A)
        buf_add_string(&rendering->out, "</a>");
    return 0;
}

/* "<placeholder>" in running text is no tag that a reader knows; it is kept
 * as text. */
static bool is_known_tag(struct view tag)
{
    char name[16];
    size_t size = 0;
    size_t at = tag.size > 1 && tag.data[1] == '/' ? 2 : 1;

    if (view_starts(tag, VIEW("<!")) || view_starts(tag, VIEW("<?")))
        return true;
    for (; at < tag.size && size < sizeof name; at++) {
        char c = tag.data[at];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            break;
        name[size++] = c;
    }
    return html_tag_of((struct view){name, size}) != HTML_OTHER;
}

/* Text with marks of notes ("[^1]") as links to them. */
static void add_with_notes(struct rendering *rendering, struct view text)
{
    size_t at = 0;

    for (;;) {
        size_t begin = view_find(text, VIEW("[^"), at);
        size_t end =
            begin == SIZE_MAX ? SIZE_MAX : view_find(text, VIEW("]"), begin);

        if (end == SIZE_MAX)
            break;
        struct view label = view_slice(text, begin + 2, end);
        add_escaped(&rendering->out, view_slice(text, at, begin));
        if (markdown_notes_has(rendering->notes, label)) {
            buf_add_string(&rendering->out,
                           "<a role=\"doc-noteref\" href=\"#fn-");
            add_escaped(&rendering->out, label);
            buf_add_string(&rendering->out, "\">");
            add_escaped(&rendering->out, label);
            buf_add_string(&rendering->out, "</a>");
        } else {
            add_escaped(&rendering->out, view_slice(text, begin, end + 1));
        }
        at = end + 1;
    }
    add_escaped(&rendering->out, view_slice(text, at, text.size));
}

static int text(MD_TEXTTYPE type, const MD_CHAR *data, MD_SIZE size,
                void *context)
{
    struct rendering *rendering = context;
    struct view piece = {data, size};
    struct buf *out = &rendering->out;
    size_t before;

    flush(rendering, data);
    before = out->size;
    switch (type) {
    case MD_TEXT_BR:
        buf_add_string(out, rendering->images ? " " : "<br>");
        break;
    case MD_TEXT_SOFTBR:
        buf_add_char(out, ' ');
        break;
    case MD_TEXT_ENTITY:
        buf_add(out, piece);
        break;
    case MD_TEXT_HTML:
        if (is_known_tag(piece) || piece.size == 0 || piece.data[0] != '<')
            buf_add(out, piece);
        else
            add_escaped(out, piece);
        break;
    case MD_TEXT_NORMAL:
        if (rendering->notes->count > 0)
            add_with_notes(rendering, piece);
        else
            add_escaped(out, piece);
        break;
    default:
        add_escaped(out, piece);
        break;
    }
    rendering->out_line +=
        count_lines(view_slice(buf_view(out), before, out->size));
    return 0;
}

static const MD_PARSER parser = {
    .flags = MD_DIALECT_GITHUB,
    .enter_block = enter_block,
    .leave_block = leave_block,
    .enter_span = enter_span,
    .leave_span = leave_span,
    .text = text,
};

/* Renders a note's definition behind the text. */
static int render_note(struct rendering *rendering,
                       const struct markdown_note *note)
{
    buf_add_string(&rendering->out, "<aside role=\"doc-footnote\" id=\"fn-");
    add_escaped(&rendering->out, note->label);
    buf_add_string(&rendering->out, "\" data-label=\"");
    add_escaped(&rendering->out, note->label);
    buf_add_string(&rendering->out, "\">");
    rendering->source = note->text;
    rendering->seen = 0;
    rendering->source_line = note->line;
    int failed =
        md_parse(note->text.data, (MD_SIZE)note->text.size, &parser, rendering);
    buf_add_string(&rendering->out, "</aside>");
    return failed;
}

static bool render(struct rendering *rendering)
{
    int failed = md_parse(rendering->source.data,
                          (MD_SIZE)rendering->source.size, &parser, rendering);

    for (size_t i = 0; i < rendering->notes->count && !failed; i++)
        failed = render_note(rendering, &rendering->notes->at[i]);
    return !failed;
}

/* A single heading of level 1 at the top is the title. */
static void find_title(struct document *document)
{
    const struct block *first =
        document->blocks.count ? &document->blocks.at[0] : NULL;

    if (!first || first->kind != BLOCK_HEADING)
        return;
    if (document->title.size == 0 && first->level == 1)
        document->title = first->text;
    document->title_in_blocks =
        metadata_same_title(document->title, first->text);
}

static bool read(struct arena *arena, const struct read_request *request,
                 const struct log *log, struct documents *documents,
                 struct err *err)
{
    struct reader_text input;
    struct markdown_notes notes = {0};
    struct rendering rendering = {
        .source_line = 1, .out_line = 1, .notes = &notes};
    struct html_tree tree;
    struct draft draft;
    bool done = false;

    if (!reader_decode(arena, request, &input, err))
        return false;
    struct document *document =
        reader_new_document(arena, request, "markdown", &input, log, documents);
    struct view body = markdown_front(arena, input.text, document);
    rendering.source = markdown_notes_cut(arena, body, &notes);
    if (!render(&rendering)) {
        err_set(err,
                "%.*s: is too tangled to be read as Markdown; try "
                "--from text",
                VIEW_ARG(request->source));
    } else if (!html_parse(arena, buf_view(&rendering.out), &tree, err)) {
        err_prefix(err, "%.*s", VIEW_ARG(request->source));
    } else {
        draft_init(&draft, arena, document);
        html_blocks(&draft, &tree, 0);
        draft_release(&draft);
        find_title(document);
        done = true;
    }
    buf_release(&rendering.out);
    buf_release(&rendering.pending);
    return done;
}

/* Signs of Markdown at the beginnings of lines. */
static int probe(const struct read_request *request)
{
    struct view rest = view_slice(request->bytes, 0, 1 << 15);
    struct view line;
    int signs = 0;

    /* Markdown may begin with tags, which make it no page. */
    if (view_ends(request->source, VIEW(".md")) ||
        view_starts_nocase(request->content_type, VIEW("text/markdown")))
        return 60;
    while (view_next_line(&rest, &line)) {
        if (view_starts(line, VIEW("# ")) || view_starts(line, VIEW("## ")) ||
            view_starts(line, VIEW("### ")) || view_starts(line, VIEW("```")))
            signs += 2;
        if (view_find(line, VIEW("]("), 0) != SIZE_MAX)
            signs++;
    }
    return signs >= 2 ? 40 : 0;
}

const struct reader markdown_reader = {
    .name = "markdown",
    .extensions = " .md .markdown .mkd .mdown ",
    .probe = probe,
    .read = read,
};
