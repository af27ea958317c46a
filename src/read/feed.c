#include "read/feed.h"

#include "base/encoding.h"
#include "format/url.h"
#include "read/draft.h"
#include "read/feed_json.h"
#include "read/feed_xml.h"
#include "read/html_blocks.h"

#include <stdint.h>
#include <stdlib.h>

static bool is_json(struct view text)
{
    struct view head = view_trim(view_slice(text, 0, 4096));

    return view_starts(head, VIEW("{")) &&
           view_find(text, VIEW("\"items\""), 0) != SIZE_MAX;
}

int feed_probe(const struct read_request *request)
{
    static const char *const types[] = {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml",
        "application/feed+json"};
    struct buf head = {0};
    struct encoding encoding;
    int score = 0;

    /* Decoding the head tells UTF-16 feeds, too. */
    encoding_to_utf8(view_slice(request->bytes, 0, 8192), request->content_type,
                     &head, &encoding);
    struct view text = buf_view(&head);
    if (feed_xml_begin(text) < text.size ||
        (view_starts(view_trim(text), VIEW("{")) &&
         view_find(text, VIEW("jsonfeed.org/version"), 0) != SIZE_MAX))
        score = 95;
    for (size_t i = 0; i < sizeof types / sizeof *types && score == 0; i++) {
        if (view_starts_nocase(request->content_type, view_of(types[i])))
            score = 60;
    }
    buf_release(&head);
    return score;
}

/* Reads from the root's begin, or from a DOCTYPE before it, whose entities
 * must be known for being ignored. */
static bool read_xml(struct arena *arena, struct view text, size_t begin,
                     struct view base_url, struct feed *feed, struct err *err)
{
    size_t doctype =
        view_find(view_slice(text, 0, begin), VIEW("<!DOCTYPE"), 0);
    size_t lines = 0;

    if (doctype != SIZE_MAX)
        begin = doctype;
    if (!feed_xml_read(arena, view_slice(text, begin, text.size), base_url,
                       feed, err))
        return false;
    for (size_t i = 0; i < begin; i++)
        lines += text.data[i] == '\n';
    for (size_t i = 0; i < feed->entries.count; i++)
        feed->entries.at[i].line += lines;
    return true;
}

bool feed_read(struct arena *arena, const struct read_request *request,
               struct feed *feed, struct reader_text *text, struct err *err)
{
    *feed = (struct feed){0};
    if (!reader_decode(arena, request, text, err))
        return false;
    size_t begin = feed_xml_begin(text->text);
    bool done;
    if (begin == text->text.size && is_json(text->text)) {
        done = feed_json_read(arena, text->text, request->base_url, feed, err);
    } else if (begin == text->text.size) {
        done = err_set(err, "is no feed: it holds no <rss>, <feed>, <rdf:RDF> "
                            "and no JSON Feed; a page is read with "
                            "--from html");
    } else {
        done = read_xml(arena, text->text, begin, request->base_url, feed, err);
    }
    if (!done)
        err_prefix(err, "%.*s", VIEW_ARG(request->source));
    return done;
}

/* Newest first; entries without a date after the others; else as written. */
static int compare_entries(const void *a, const void *b)
{
    const struct feed_entry *x = *(const struct feed_entry *const *)a;
    const struct feed_entry *y = *(const struct feed_entry *const *)b;

    if (x->seconds != y->seconds)
        return x->seconds < y->seconds ? 1 : -1;
    return (x > y) - (x < y);
}

/* Addresses in the blocks, made absolute. */
static void resolve_blocks(struct arena *arena, struct view base,
                           struct document *document)
{
    for (size_t i = 0; i < document->blocks.count; i++) {
        struct block *block = &document->blocks.at[i];

        if (block->kind == BLOCK_IMAGE && block->label.size > 0)
            block->label = url_resolve(arena, base, block->label);
        for (size_t k = 0; k < block->runs.count; k++) {
            struct run *run = &block->runs.at[k];

            if (run->kind == RUN_LINK && run->value.size > 0)
                run->value = url_resolve(arena, base, run->value);
        }
    }
}

static bool add_body(struct arena *arena, const struct feed_text *body,
                     struct document *document, struct err *err)
{
    struct draft draft;
    struct html_tree tree;
    bool done = true;

    draft_init(&draft, arena, document);
    if (!body->is_markup) {
        struct view rest = body->text;
        struct view line;
        bool blank = true;

        /* Blank lines divide paragraphs of plain text. */
        while (view_next_line(&rest, &line)) {
            blank = view_trim(line).size == 0;
            if (blank) {
                draft_end(&draft);
            } else {
                draft_text(&draft, line);
                draft_text(&draft, VIEW(" "));
            }
        }
    } else {
        done = html_parse(arena, body->text, &tree, err);
        if (done)
            html_blocks(&draft, &tree, 0);
    }
    draft_end(&draft);
    draft_release(&draft);
    if (done)
        resolve_blocks(arena, body->base, document);
    return done;
}

void feed_add_document(struct arena *arena, const struct read_request *request,
                       const struct feed *feed, const struct feed_entry *entry,
                       const struct log *log, struct documents *documents)
{
    const struct feed_text *body = view_trim(entry->content.text).size > 0
                                       ? &entry->content
                                       : &entry->summary;
    struct document *document =
        reader_new_document(arena, request, "feed", NULL, log, documents);
    struct err err;

    document->id = entry->id;
    document->title = entry->title;
    document->author = entry->author.size > 0 ? entry->author : feed->author;
    document->date = entry->date;
    document->site = feed->title;
    if (entry->link.size > 0)
        document->url = entry->link;
    if (document->language.size == 0)
        document->language =
            entry->language.size > 0 ? entry->language : feed->language;
    if (body == &entry->content)
        document->summary = feed_plain(arena, &entry->summary);
    if (!add_body(arena, body, document, &err))
        log_warning(log, "%.*s:%zu: the text of this entry is left out: %s",
                    VIEW_ARG(request->source), entry->line, err.message);
}

/* True when an entry before it has the same id: feeds repeat themselves. */
static bool is_repeated(const struct feed_entry *const *order, size_t i)
{
    /* Sorting has put equal dates side by side. */
    for (size_t k = i;
         k-- > 0 && order[k]->seconds == order[i]->seconds && i - k < 50;) {
        if (order[i]->id.size > 0 && view_equal(order[k]->id, order[i]->id))
            return true;
    }
    return false;
}

void feed_keep_newest(struct arena *arena, size_t most, struct feed *feed)
{
    struct feed_entries *entries = &feed->entries;
    const struct feed_entry **order;
    struct feed_entry *kept;
    size_t count = 0;

    if (entries->count == 0)
        return;
    order = arena_new(arena, entries->count, sizeof(void *));
    kept = arena_new(arena, entries->count, sizeof *kept);
    for (size_t i = 0; i < entries->count; i++)
        order[i] = &entries->at[i];
    qsort(order, entries->count, sizeof(void *), compare_entries);
    for (size_t i = 0; i < entries->count && count < most; i++) {
        if (!is_repeated(order, i))
            kept[count++] = *order[i];
    }
    *entries = (struct feed_entries){kept, count, entries->count};
}

bool feed_read_noted(struct arena *arena, const struct read_request *request,
                     const struct log *log, struct feed *feed, struct err *err)
{
    struct reader_text text;

    if (!feed_read(arena, request, feed, &text, err))
        return false;
    if (feed->damaged)
        log_warning(log, "%.*s: is not well-formed; %zu entries were found",
                    VIEW_ARG(request->source), feed->entries.count);
    if (text.replaced_bytes > 0)
        log_warning(log,
                    "%.*s: %zu bytes are no text and were replaced, the first "
                    "in line %zu",
                    VIEW_ARG(request->source), text.replaced_bytes,
                    text.replaced_line);
    return true;
}

static size_t word_count(struct view text)
{
    size_t count = text.size > 0 ? 1 : 0;

    for (size_t i = 0; i < text.size; i++)
        count += text.data[i] == ' ';
    return count;
}

/* Says of entries that hold no more than a summary where the rest is. */
static void note_teaser(struct arena *arena, const struct read_request *request,
                        const struct feed_entry *entry, const struct log *log)
{
    enum { TEASER_WORDS = 150 }; /* shorter ones advertise their page */
    bool has_content = view_trim(entry->content.text).size > 0;
    const struct feed_text *body =
        has_content ? &entry->content : &entry->summary;

    if (entry->link.size == 0 ||
        word_count(feed_plain(arena, body)) >= (has_content ? 1 : TEASER_WORDS))
        return;
    log_note(log, "%.*s:%zu: \"%.*s\" has only a teaser; its page is %.*s",
             VIEW_ARG(request->source), entry->line, VIEW_ARG(entry->title),
             VIEW_ARG(entry->link));
}

bool feed_read_entries(struct arena *arena, const struct read_request *request,
                       const struct log *log, struct documents *documents,
                       struct err *err)
{
    struct reader_text text;
    struct feed feed;

    if (!feed_read(arena, request, &feed, &text, err))
        return false;
    for (size_t i = 0; i < feed.entries.count; i++) {
        const struct feed_entry *entry = &feed.entries.at[i];

        feed_add_document(arena, request, &feed, entry, log, documents);
        documents->at[documents->count - 1].url = entry->link;
    }
    return true;
}

static bool read_feed(struct arena *arena, const struct read_request *request,
                      const struct log *log, struct documents *documents,
                      struct err *err)
{
    struct feed feed;

    if (!feed_read_noted(arena, request, log, &feed, err))
        return false;
    if (feed.entries.count == 0)
        return err_set(err,
                       "%.*s: the feed has no entries; there is nothing "
                       "to read yet",
                       VIEW_ARG(request->source));
    feed_keep_newest(arena, request->items > 0 ? request->items : SIZE_MAX,
                     &feed);
    for (size_t i = 0; i < feed.entries.count; i++) {
        const struct feed_entry *entry = &feed.entries.at[i];

        feed_add_document(arena, request, &feed, entry, log, documents);
        note_teaser(arena, request, entry, log);
    }
    return true;
}

const struct reader feed_reader = {
    .name = "feed",
    .extensions = " .rss .atom .rdf ",
    .probe = feed_probe,
    .read = read_feed,
};
