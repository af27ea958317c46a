#include "read/html.h"

#include "format/url.h"
#include "read/draft.h"
#include "read/html_blocks.h"
#include "read/metadata.h"
#include "read/page.h"
#include "read/reader.h"

#include <stdint.h>

/* Bytes of text below which a page's metadata are looked at for more. */
enum { LITTLE_TEXT = 300 };

/* Tags that only a page, or a piece of one, holds. */
static const char *const page_tags[] = {"<p>",  "<p ",    "<div", "</p>",
                                        "<h1",  "<h2",    "<br>", "<br/",
                                        "<ul>", "<table", "<li>", "</a>"};

static bool begins_as_page(struct view text)
{
    static const char *const begins[] = {"<!doctype html", "<html", "<head",
                                         "<body"};

    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        if (view_starts_nocase(text, view_of(begins[i])))
            return true;
    }
    return false;
}

/* Behind white space, comments and an XML declaration. */
static struct view skip_prolog(struct view text)
{
    for (;;) {
        text = view_trim(text);
        size_t end;

        if (view_starts(text, VIEW("<!--")))
            end = view_find(text, VIEW("-->"), 0);
        else if (view_starts(text, VIEW("<?xml")))
            end = view_find(text, VIEW("?>"), 0);
        else
            return text;
        if (end == SIZE_MAX)
            return text;
        text = view_slice(text, end + 2, text.size);
        if (text.size > 0 && text.data[0] == '>')
            text = view_slice(text, 1, text.size);
    }
}

static int probe(const struct read_request *request)
{
    struct view start = view_slice(request->bytes, 0, 4096);
    int kinds = 0;

    if (view_starts(start, VIEW("\xef\xbb\xbf")))
        start = view_slice(start, 3, start.size);
    if (begins_as_page(skip_prolog(start)))
        return 80;
    if (view_starts_nocase(request->content_type, VIEW("text/html")) ||
        view_starts_nocase(request->content_type,
                           VIEW("application/xhtml+xml")))
        return 60;
    for (size_t i = 0; i < sizeof page_tags / sizeof *page_tags; i++)
        kinds += view_find(start, view_of(page_tags[i]), 0) != SIZE_MAX;
    if (view_starts(view_trim(start), VIEW("<")) && kinds >= 2)
        return 55;
    return kinds >= 4 ? 45 : 0;
}

static void take_metadata(struct document *document,
                          const struct metadata *metadata)
{
    document->title = metadata->title;
    document->author = metadata->author;
    document->date = metadata->date;
    document->site = metadata->site;
    document->summary = metadata->summary;
    document->image = metadata->image;
    document->image_alt = metadata->image_alt;
    if (document->language.size == 0)
        document->language = metadata->language;
    if (document->url.size == 0)
        document->url = metadata->url;
}

/* Text of all blocks, in bytes. */
static size_t text_size(const struct document *document)
{
    size_t size = 0;

    for (size_t i = 0; i < document->blocks.count; i++)
        size += document->blocks.at[i].text.size;
    return size;
}

/* Pages that a script fills hold their text only as metadata: with tags, or
 * as lines. */
static void take_body(struct draft *draft, struct view body)
{
    struct html_tree tree;
    struct err err;
    struct view line;

    draft->document->blocks.count = 0;
    if (view_find(body, VIEW("</"), 0) != SIZE_MAX &&
        html_parse(draft->arena, body, &tree, &err)) {
        html_blocks(draft, &tree, 0);
        return;
    }
    while (view_next_line(&body, &line)) {
        draft_begin(draft, BLOCK_PARAGRAPH, 0);
        draft_text(draft, line);
        draft_end(draft);
    }
}

/* Addresses made absolute, by <base> and the page's own. */
static void resolve_addresses(struct arena *arena, const struct html_tree *tree,
                              struct document *document)
{
    size_t element = html_find(tree, 0, HTML_BASE);
    struct view base = document->url;

    if (element != SIZE_MAX)
        base = url_resolve(arena, base,
                           html_attribute(&tree->at[element], "href"));
    if (base.size == 0)
        return;
    if (document->image.size > 0)
        document->image = url_resolve(arena, base, document->image);
    for (size_t i = 0; i < document->blocks.count; i++) {
        struct block *block = &document->blocks.at[i];

        if (block->kind == BLOCK_IMAGE && block->label.size > 0)
            block->label = url_resolve(arena, base, block->label);
        for (size_t k = 0; k < block->runs.count; k++) {
            struct run *run = &block->runs.at[k];

            if (run->kind == RUN_LINK || run->kind == RUN_IMAGE)
                run->value = url_resolve(arena, base, run->value);
        }
    }
}

bool html_read_page(struct arena *arena, const struct html_tree *page,
                    struct document *document, const struct log *log)
{
    struct html_tree tree = *page;
    struct metadata metadata = {0};
    struct draft draft;

    metadata_find(arena, &tree, &metadata);
    size_t heading = metadata_heading(arena, &tree, &metadata);
    if (heading != SIZE_MAX)
        metadata.title =
            draft_folded(arena, html_folded_text(arena, &tree, heading));
    page_pick(arena, &tree, heading, &metadata, log, document->source);
    take_metadata(document, &metadata);
    draft_init(&draft, arena, document);
    html_blocks(&draft, &tree, 0);
    if (text_size(document) < LITTLE_TEXT &&
        metadata.body.size > 3 * text_size(document))
        take_body(&draft, metadata.body);
    draft_release(&draft);
    resolve_addresses(arena, &tree, document);
    return document->blocks.count > 0;
}

static bool read(struct arena *arena, const struct read_request *request,
                 const struct log *log, struct documents *documents,
                 struct err *err)
{
    struct reader_text text;
    struct html_tree tree;

    if (!reader_decode(arena, request, &text, err))
        return false;
    if (!html_parse(arena, text.text, &tree, err)) {
        err_prefix(err, "%.*s", VIEW_ARG(request->source));
        return false;
    }
    struct document *document =
        reader_new_document(arena, request, "html", &text, log, documents);
    html_read_page(arena, &tree, document, log);
    return true;
}

const struct reader html_reader = {
    .name = "html",
    .extensions = " .html .htm .xhtml .xht .shtml ",
    .probe = probe,
    .read = read,
};
