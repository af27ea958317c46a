#include "read/read.h"

#include "base/utf8.h"
#include "read/converter.h"
#include "read/epub.h"
#include "read/feed.h"
#include "read/feed_print.h"
#include "read/reader.h"

#include <stdint.h>
#include <string.h>

/* In the order of preference between equal scores.  To add a reader, declare
 * it in reader.h and name it here. */
static const struct reader *const readers[] = {
    &feed_reader, &epub_reader, &docx_reader,     &odt_reader,
    &pdf_reader,  &html_reader, &markdown_reader, &text_reader,
};

/* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
enum { READER_COUNT = sizeof readers / sizeof *readers };

/* True when the source's name ends in one of the listed extensions. */
static bool has_extension(const struct reader *reader, struct view source)
{
    struct view list = view_of(reader->extensions);

    while (list.size > 0) {
        struct view extension = view_cut(&list, ' ');

        if (extension.size > 0 && source.size > extension.size &&
            view_equal_nocase(
                view_slice(source, source.size - extension.size, source.size),
                extension))
            return true;
    }
    return false;
}

/* The path of an address, without its query and fragment; other names are
 * left alone. */
static struct view file_name(struct view source)
{
    if (view_find(source, VIEW("://"), 0) == SIZE_MAX)
        return source;
    source = view_cut(&source, '#');
    return view_cut(&source, '?');
}

static const struct reader *reader_by_name(struct view name)
{
    for (size_t i = 0; i < READER_COUNT; i++) {
        if (view_equal_nocase(view_of(readers[i]->name), name))
            return readers[i];
    }
    return NULL;
}

static const struct reader *
reader_by_content(const struct read_request *request)
{
    const struct reader *best = &text_reader;
    int best_score = 0;

    for (size_t i = 0; i < READER_COUNT; i++) {
        int score = has_extension(readers[i], file_name(request->source))
                        ? READER_BY_EXTENSION
                        : 0;
        int probed = readers[i]->probe ? readers[i]->probe(request) : 0;

        if (probed > score)
            score = probed;
        if (score > best_score) {
            best = readers[i];
            best_score = score;
        }
    }
    return best;
}

/* True when a document holds something that can be said. */
static bool has_text(const struct document *document)
{
    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = &document->blocks.at[i];

        if (block->kind != BLOCK_RULE && view_trim(block->text).size > 0)
            return true;
    }
    return false;
}

static const struct reader *choose(const struct read_request *request)
{
    return request->format.size > 0 ? reader_by_name(request->format)
                                    : reader_by_content(request);
}

const char *read_needs_program(const struct read_request *request)
{
    const struct reader *reader = choose(request);

    return reader && reader->convert && !request->converted ? reader->name
                                                            : NULL;
}

bool read_convert(const struct read_request *request, struct buf *out,
                  struct err *err)
{
    const struct reader *reader = choose(request);

    return reader && reader->convert ? reader->convert(request, out, err)
                                     : err_set(err, "%.*s: needs no converting",
                                               VIEW_ARG(request->source));
}

bool read_is_feed(const struct read_request *request)
{
    return choose(request) == &feed_reader;
}

bool read_feed_json(struct arena *arena, const struct read_request *request,
                    const struct log *log, struct buf *out, struct err *err)
{
    struct feed feed;

    if (!feed_read_noted(arena, request, log, &feed, err))
        return false;
    if (request->items > 0)
        feed_keep_newest(arena, request->items, &feed);
    feed_print_json(arena, &feed, out);
    return true;
}

static bool read_with(struct arena *arena, const struct reader *reader,
                      const struct read_request *request, const struct log *log,
                      struct documents *documents, struct err *err)
{
    struct read_request converted = *request;
    struct buf out = {0};

    if (!reader->convert || request->converted)
        return reader->read(arena, request, log, documents, err);
    bool ok = reader->convert(request, &out, err);
    converted.bytes = buf_view(&out);
    converted.converted = true;
    ok = ok && reader->read(arena, &converted, log, documents, err);
    buf_release(&out);
    return ok;
}

bool read_documents(struct arena *arena, const struct read_request *request,
                    const struct log *log, struct documents *documents,
                    struct err *err)
{
    const struct reader *reader = choose(request);
    size_t first = documents->count;

    if (request->bytes.size == 0)
        return err_set(err, "%.*s: is empty; there is nothing to read",
                       VIEW_ARG(request->source));
    if (!reader)
        return err_set_kind(err, ERR_USAGE,
                            "\"%.*s\" is no format; choose one of %s",
                            VIEW_ARG(request->format), read_formats());
    if (!read_with(arena, reader, request, log, documents, err))
        return false;
    for (size_t i = first; i < documents->count; i++) {
        if (has_text(&documents->at[i]))
            return true;
    }
    return err_set(err, "%.*s: holds no text that could be spoken",
                   VIEW_ARG(request->source));
}

const char *read_formats(void)
{
    static char names[256];

    if (names[0] != '\0')
        return names;
    for (size_t i = 0, at = 0; i < READER_COUNT; i++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): never NULL */
        size_t size = strlen(readers[i]->name);

        if (at + size + 3 > sizeof names)
            break;
        if (i > 0) {
            names[at++] = ',';
            names[at++] = ' ';
        }
        memcpy(names + at, readers[i]->name, size + 1);
        at += size;
    }
    return names;
}
