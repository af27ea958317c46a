#include "read/reader.h"

#include "base/buf.h"
#include "base/encoding.h"
#include "base/utf8.h"

#include <stdint.h>

/* Of the first so many bytes of text, at most one in twenty may be control
 * characters or undecodable. */
enum { BINARY_SAMPLE = 1 << 16, BINARY_ODDS = 20 };

/* What files that are no text begin with. */
static const struct {
    struct view magic;
    const char *what;
} signatures[] = {
    {{"\x89PNG", 4}, "a PNG image"},
    {{"\xff\xd8\xff", 3}, "a JPEG image"},
    {{"GIF8", 4}, "a GIF image"},
    {{"%PDF-", 5}, "a PDF file"},
    {{"\x7f"
      "ELF",
      4},
     "a program"},
    {{"PK\x03\x04", 4}, "a ZIP archive"},
    {{"\x1f\x8b", 2}, "a gzip archive"},
    {{"\xfd"
      "7zXZ",
      5},
     "an xz archive"},
    {{"BZh", 3}, "a bzip2 archive"},
    {{"RIFF", 4}, "a RIFF file"},
    {{"OggS", 4}, "an Ogg file"},
    {{"fLaC", 4}, "a FLAC file"},
    {{"ID3", 3}, "an MP3 file"},
    {{"SQLite format 3", 15}, "a database"},
    {{"{\\rtf", 5}, "an RTF file"},
    {{"\xd0\xcf\x11\xe0", 4}, "an old Office file"},
};

/* What the bytes are if they are no text, else NULL. */
static const char *no_text(struct view bytes, struct view text)
{
    struct view sample = view_slice(text, 0, BINARY_SAMPLE);
    size_t odd = 0;
    size_t count = 0;

    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (view_starts(bytes, signatures[i].magic))
            return signatures[i].what;
    }
    for (size_t at = 0; at < sample.size; count++) {
        uint32_t c = utf8_next(sample, &at);

        odd += c == 0xfffd || c == 0x7f ||
               (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f');
    }
    return odd > count / BINARY_ODDS && odd > 4 ? "a binary file" : NULL;
}

bool reader_decode(struct arena *arena, const struct read_request *request,
                   struct reader_text *text, struct err *err)
{
    struct buf clean = {0};
    struct encoding found;

    *text = (struct reader_text){0};
    if (request->bytes.size > READER_TEXT_MAX)
        return err_set(err,
                       "%.*s: has %zu bytes; a text may have at most %d "
                       "(split it into parts)",
                       VIEW_ARG(request->source), request->bytes.size,
                       READER_TEXT_MAX);
    encoding_to_utf8(request->bytes, request->content_type, &clean, &found);
    text->text = arena_copy(arena, buf_view(&clean));
    text->replaced_bytes = found.replaced_bytes;
    text->replaced_line = found.replaced_line;
    text->repaired_bytes = found.repaired_bytes;
    buf_release(&clean);
    const char *what = no_text(request->bytes, text->text);
    if (what)
        return err_set(err,
                       "%.*s: is no text but %s; give a text, Markdown or "
                       "HTML file",
                       VIEW_ARG(request->source), what);
    return true;
}

struct document *
reader_new_document(struct arena *arena, const struct read_request *request,
                    const char *format, const struct reader_text *text,
                    const struct log *log, struct documents *documents)
{
    struct document *document = ARENA_PUSH(arena, documents);

    document->source = arena_copy(arena, request->source);
    document->format = view_of(format);
    document->url = arena_copy(arena, request->base_url);
    document->language = arena_copy(arena, request->language);
    if (text && text->replaced_bytes > 0) {
        document->replaced_bytes = text->replaced_bytes;
        document->replaced_line = text->replaced_line;
        log_warning(
            log,
            "%.*s: %zu byte%s of the input could not be read, the first "
            "in line %zu",
            VIEW_ARG(request->source), text->replaced_bytes,
            text->replaced_bytes == 1 ? "" : "s", text->replaced_line);
    }
    if (text && text->repaired_bytes > 0)
        log_note(log, "%.*s: %zu byte%s of no UTF-8 read as windows-1252",
                 VIEW_ARG(request->source), text->repaired_bytes,
                 text->repaired_bytes == 1 ? "" : "s");
    return document;
}
