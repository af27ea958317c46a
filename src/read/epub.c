#include "read/epub.h"

#include "format/url.h"
#include "read/date.h"
#include "read/draft.h"
#include "read/epub_chapter.h"
#include "read/epub_package.h"
#include "read/html_blocks.h"

#include <stdint.h>

struct book {
    struct arena *arena;
    const struct read_request *request;
    const struct log *log;
    struct zip_reader *zip;
    struct epub_package package;
    struct document *document;
    struct draft draft;
    size_t mended; /* chapters that were not well-formed */
};

static int probe(const struct read_request *request)
{
    struct view start = view_slice(request->bytes, 0, 200);

    if (!view_starts(start, VIEW("PK\x03\x04")))
        return 0;
    return view_find(start, VIEW("mimetypeapplication/epub+zip"), 0) != SIZE_MAX
               ? 100
           : view_starts(request->content_type, VIEW("application/epub+zip"))
               ? 90
               : 30;
}

/* Letters and digits of both, compared without case: titles are set with
 * other dashes and spaces in the list of contents than in the text. */
static bool same_title(struct view a, struct view b)
{
    size_t i = 0;
    size_t k = 0;

    for (;;) {
        while (i < a.size && (unsigned char)a.data[i] < '0')
            i++;
        while (k < b.size && (unsigned char)b.data[k] < '0')
            k++;
        if (i == a.size || k == b.size)
            return i == a.size && k == b.size && a.size > 0;
        if (!view_equal_nocase(view_slice(a, i, i + 1),
                               view_slice(b, k, k + 1)))
            return false;
        i++;
        k++;
    }
}

/* The headings of a chapter, by index of their blocks. */
struct headings {
    size_t at[2000];
    int levels[2000]; /* as the contents say; 0: they do not */
    size_t count;
    bool opens; /* the first stands before most of the text */
};

static void find_headings(const struct blocks *blocks, size_t first,
                          struct headings *headings)
{
    enum { SHORT_TEXT = 300, ROOM = sizeof headings->at / sizeof(size_t) };
    size_t before = 0;

    headings->count = 0;
    headings->opens = false;
    for (size_t i = first; i < blocks->count && headings->count < ROOM; i++) {
        before += blocks->at[i].text.size;
        if (blocks->at[i].kind != BLOCK_HEADING)
            continue;
        if (headings->count == 0)
            headings->opens = before - blocks->at[i].text.size < SHORT_TEXT;
        headings->levels[headings->count] = 0;
        headings->at[headings->count++] = i;
    }
}

/* Which of the headings a place of the contents means: the one with its
 * anchor, or its title, or for the chapter's first place the first; else
 * SIZE_MAX. */
static size_t match_heading(const struct blocks *blocks,
                            const struct headings *headings,
                            const struct epub_place *place, bool is_first)
{
    size_t titled = SIZE_MAX;

    for (size_t i = 0; i < headings->count; i++) {
        const struct block *block = &blocks->at[headings->at[i]];

        if (place->fragment.size > 0 &&
            view_equal(block->label, place->fragment))
            return i;
        if (titled == SIZE_MAX && same_title(block->text, place->title))
            titled = i;
    }
    return titled == SIZE_MAX && is_first && headings->opens ? 0 : titled;
}

/* Puts the title of the contents before a chapter that shows none. */
static void insert_heading(struct book *book, size_t first,
                           struct epub_place *place)
{
    struct blocks *blocks = &book->document->blocks;

    place->shown = true;
    ARENA_PUSH(book->arena, blocks);
    for (size_t i = blocks->count - 1; i > first; i--)
        blocks->at[i] = blocks->at[i - 1];
    blocks->at[first] = (struct block){.kind = BLOCK_HEADING,
                                       .level = place->level,
                                       .text = place->title,
                                       .line = 1};
    for (size_t i = 0; i < book->document->omissions.count; i++) {
        if (book->document->omissions.at[i].before > first)
            book->document->omissions.at[i].before++;
    }
}

/* Headings that the contents do not list keep their distance to the one
 * before, and stay below it. */
static void set_levels(struct blocks *blocks, const struct headings *headings)
{
    int shift = 0;
    int highest = 1;

    for (size_t i = 0; i < headings->count; i++) {
        struct block *block = &blocks->at[headings->at[i]];

        if (headings->levels[i] > 0) {
            shift = headings->levels[i] - block->level;
            highest = headings->levels[i] + 1;
            block->level = headings->levels[i];
            continue;
        }
        block->level += shift;
        if (block->level < highest)
            block->level = highest;
        if (block->level > 6)
            block->level = 6;
    }
}

/* Gives the headings of a chapter (the blocks from first) the levels of the
 * contents.  A book with one place in its contents has no chapters. */
static void place_headings(struct book *book, size_t first, struct view path)
{
    enum { PLACES_MAX = 500 }; /* in one chapter */
    struct blocks *blocks = &book->document->blocks;
    struct epub_contents *contents = &book->package.contents;
    struct epub_place *missing = NULL;
    struct headings headings;
    size_t places = 0;

    if (blocks->count == first)
        return;
    find_headings(blocks, first, &headings);
    for (size_t i = 0; i < contents->count && places < PLACES_MAX; i++) {
        struct epub_place *place = &contents->at[i];

        if (!view_equal(place->path, path))
            continue;
        size_t heading = match_heading(blocks, &headings, place, places++ == 0);
        if (heading != SIZE_MAX && headings.levels[heading] == 0)
            headings.levels[heading] = place->level;
        else if (heading == SIZE_MAX && !missing && !place->shown &&
                 (place->fragment.size == 0 || headings.count == 0))
            missing = place;
    }
    set_levels(blocks, &headings);
    if (missing && contents->count > 1)
        insert_heading(book, first, missing);
}

/* What the chapter's blocks borrow from its tree is kept. */
static void keep_blocks(struct book *book, size_t first)
{
    for (size_t i = first; i < book->document->blocks.count; i++) {
        struct block *block = &book->document->blocks.at[i];

        block->label = arena_copy(book->arena, block->label);
        block->language = arena_copy(book->arena, block->language);
        block->caption = arena_copy(book->arena, block->caption);
    }
}

static void read_chapter(struct book *book, struct view path)
{
    struct arena scratch = {0};
    struct html_tree tree = {0};
    struct view bytes;
    struct err err;
    size_t first = book->document->blocks.count;
    size_t replaced = 0;
    bool mended = false;

    if (!zip_reader_read(book->zip, &scratch, path, &bytes, &err)) {
        log_warning(book->log, "%.*s: a chapter is left out: %s",
                    VIEW_ARG(book->request->source), err.message);
    } else if (!epub_chapter_parse(&scratch, bytes, &tree, &mended, &replaced,
                                   &err)) {
        log_warning(book->log, "%.*s: a chapter is left out: %.*s %s",
                    VIEW_ARG(book->request->source), VIEW_ARG(path),
                    err.message);
    } else {
        html_blocks(&book->draft, &tree, 0);
        draft_end(&book->draft);
        keep_blocks(book, first);
        place_headings(book, first, path);
    }
    book->mended += mended;
    book->document->replaced_bytes += replaced;
    arena_release(&scratch);
}

static void take_metadata(struct book *book)
{
    const struct epub_package *package = &book->package;
    struct document *document = book->document;
    struct date date;

    document->title = package->title;
    document->author = package->author;
    document->site = package->publisher;
    document->summary = package->description;
    document->image = package->cover;
    if (document->language.size == 0)
        document->language = package->language;
    if (date_parse(package->date, &date)) {
        document->date = date_iso(book->arena, &date);
        if (!date.has_time)
            document->date = view_slice(document->date, 0, 10);
    }
}

/* A cover is an adornment: one that cannot be had costs a line. */
static void take_cover(struct book *book)
{
    struct view name = book->package.cover;
    struct err err;

    if (name.size > 0 && !zip_reader_read(book->zip, book->arena, name,
                                          &book->document->cover, &err))
        log_note(book->log, "%.*s: its cover is left out: %s",
                 VIEW_ARG(book->request->source), err.message);
}

static void report(const struct book *book)
{
    if (book->mended > 0)
        log_warning(book->log,
                    "%.*s: %zu of %zu chapters are not well-formed and were "
                    "read as web pages",
                    VIEW_ARG(book->request->source), book->mended,
                    book->package.spine.count);
    if (book->document->replaced_bytes > 0)
        log_warning(book->log, "%.*s: %zu bytes are no text and were replaced",
                    VIEW_ARG(book->request->source),
                    book->document->replaced_bytes);
}

/* A book that was cut off is read as far as it goes. */
static struct zip_reader *open_book(const struct read_request *request,
                                    const struct log *log, struct err *err)
{
    struct zip_reader *zip = zip_reader_open(request->bytes, err);

    if (!zip && (zip = zip_reader_open_cut_off(request->bytes)))
        log_warning(log,
                    "%.*s: the book is cut off, and only the %zu files that "
                    "are whole were read; get it again",
                    VIEW_ARG(request->source), zip_reader_count(zip));
    return zip;
}

static bool read_book(struct arena *arena, const struct read_request *request,
                      const struct log *log, struct documents *documents,
                      struct err *err)
{
    struct book book = {.arena = arena, .request = request, .log = log};

    book.zip = open_book(request, log, err);
    bool done = book.zip && epub_package_read(arena, book.zip, request->source,
                                              log, &book.package, err);
    if (done) {
        book.document =
            reader_new_document(arena, request, "epub", NULL, log, documents);
        take_metadata(&book);
        take_cover(&book);
        draft_init(&book.draft, arena, book.document);
        for (size_t i = 0; i < book.package.spine.count; i++)
            read_chapter(&book, book.package.spine.at[i]);
        draft_release(&book.draft);
        report(&book);
    } else {
        err_prefix(err, "%.*s", VIEW_ARG(request->source));
    }
    zip_reader_close(book.zip);
    return done;
}

const struct reader epub_reader = {
    .name = "epub",
    .extensions = " .epub ",
    .probe = probe,
    .read = read_book,
};
