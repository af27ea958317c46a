#include "encode/id3_read.h"

#include "encode/id3_tree.h"

#include <string.h>

enum {
    FRAME_HEADER_SIZE = 10,
    FOOTER_FLAG = 0x10,
    UNUSUAL_FLAGS = 0xC0, /* unsynchronisation, extended header */
    LATIN1 = 0,
    UTF16 = 1,
    LENGTH_MS_MAX = 1000 * 1000 * 1000,
};

struct reader {
    struct id3_summary *summary;
    struct arena arena;
    struct id3_nodes nodes;
    struct err *err;
};

static unsigned byte(struct view bytes, size_t at)
{
    return (unsigned char)bytes.data[at];
}

static uint32_t u32be(struct view bytes, size_t at)
{
    return (uint32_t)byte(bytes, at) << 24 | byte(bytes, at + 1) << 16 |
           byte(bytes, at + 2) << 8 | byte(bytes, at + 3);
}

size_t id3_read_size(struct view bytes)
{
    size_t size = 0;

    if (bytes.size < ID3_HEADER_SIZE || memcmp(bytes.data, "ID3", 3) != 0 ||
        byte(bytes, 3) == 0xFF)
        return 0;
    for (size_t i = 6; i < ID3_HEADER_SIZE; i++) {
        if (byte(bytes, i) > 0x7F)
            return 0;
        size = size << 7 | byte(bytes, i);
    }
    if (byte(bytes, 5) & FOOTER_FLAG)
        size += ID3_HEADER_SIZE;
    return size + ID3_HEADER_SIZE;
}

/* Takes the text up to its zero, or all of it, off *rest. */
static struct view cut_text(struct view *rest, unsigned encoding)
{
    struct view whole = *rest;

    if (encoding == LATIN1)
        return view_cut(rest, '\0');
    for (size_t i = 0; i + 1 < whole.size; i += 2) {
        if (whole.data[i] == 0 && whole.data[i + 1] == 0) {
            *rest = view_slice(whole, i + 2, whole.size);
            return view_slice(whole, 0, i);
        }
    }
    *rest = (struct view){0};
    return whole;
}

/* True for whole units behind a byte order mark, surrogates in pairs. */
static bool is_utf16(struct view text)
{
    if (text.size == 0)
        return true;
    if (text.size % 2 != 0)
        return false;

    bool big = byte(text, 0) == 0xFE && byte(text, 1) == 0xFF;
    if (!big && !(byte(text, 0) == 0xFF && byte(text, 1) == 0xFE))
        return false;
    bool high = false;
    for (size_t i = 2; i < text.size; i += 2) {
        unsigned unit =
            byte(text, big ? i : i + 1) << 8 | byte(text, big ? i + 1 : i);

        if (high != (unit >= 0xDC00 && unit < 0xE000))
            return false;
        high = unit >= 0xD800 && unit < 0xDC00;
    }
    return !high;
}

static bool check_text(const struct reader *reader, struct view text,
                       unsigned encoding, struct view id)
{
    if (encoding > UTF16)
        return err_set(reader->err,
                       "%.*s has text encoding %u, which ID3v2.3 "
                       "does not know",
                       VIEW_ARG(id), encoding);
    if (encoding == UTF16 && !is_utf16(text))
        return err_set(reader->err, "%.*s holds text that is no UTF-16",
                       VIEW_ARG(id));
    return true;
}

static bool fail_short(const struct reader *reader, struct view id)
{
    return err_set(reader->err, "%.*s is too short for what it must hold",
                   VIEW_ARG(id));
}

/* T000 to TZZZ but TXXX; a text without letters is none. */
static bool read_text(struct reader *reader, struct view id, struct view body)
{
    unsigned encoding = body.size > 0 ? byte(body, 0) : 0;
    struct view text = view_slice(body, 1, body.size);

    if (body.size < 2)
        return fail_short(reader, id);
    if (!check_text(reader, cut_text(&text, encoding), encoding, id))
        return false;
    if (!view_equal(id, VIEW("TLEN")))
        return true;
    int64_t ms = 0;
    for (size_t i = 1; i < body.size; i++) {
        if (body.data[i] >= '0' && body.data[i] <= '9' && ms < LENGTH_MS_MAX)
            ms = ms * 10 + (body.data[i] - '0');
    }
    reader->summary->length_ms = ms;
    return true;
}

/* COMM and USLT: encoding, language, description, text. */
static bool read_speech(struct reader *reader, struct view id, struct view body)
{
    if (body.size < 5)
        return fail_short(reader, id);
    unsigned encoding = byte(body, 0);
    struct view rest = view_slice(body, 4, body.size);
    struct view description = cut_text(&rest, encoding);

    return check_text(reader, description, encoding, id) &&
           check_text(reader, rest, encoding, id);
}

static bool read_sentences(struct reader *reader, struct view id,
                           struct view body)
{
    uint32_t last = 0;

    if (body.size < 7)
        return fail_short(reader, id);
    unsigned encoding = byte(body, 0);
    struct view rest = view_slice(body, 6, body.size);
    if (!check_text(reader, cut_text(&rest, encoding), encoding, id))
        return false;
    while (rest.size > 0) {
        struct view text = cut_text(&rest, encoding);

        if (rest.size < 4)
            return fail_short(reader, id);
        if (!check_text(reader, text, encoding, id))
            return false;
        uint32_t time = u32be(rest, 0);
        if (time < last)
            return err_set(reader->err, "SYLT goes back from %lu to %lu ms",
                           (unsigned long)last, (unsigned long)time);
        last = time;
        rest = view_slice(rest, 4, rest.size);
        reader->summary->sentences++;
    }
    return true;
}

/* Takes a frame off *rest.  False at padding and at the end, and for what is
 * no frame; then err's message is set and *fine false. */
static bool next_frame(const struct reader *reader, struct view *rest,
                       struct view *id, struct view *body, bool *fine)
{
    if (rest->size < FRAME_HEADER_SIZE || rest->data[0] == 0) {
        for (size_t i = 0; i < rest->size; i++) {
            if (rest->data[i] != 0) {
                *fine = err_set(reader->err, "the padding is not empty");
                break;
            }
        }
        return false;
    }
    *id = view_slice(*rest, 0, 4);
    for (size_t i = 0; i < 4; i++) {
        char c = id->data[i];

        if (!(c >= 'A' && c <= 'Z') && !(i > 0 && c >= '0' && c <= '9')) {
            *fine =
                err_set(reader->err, "bytes %02x%02x%02x%02x name no frame",
                        byte(*id, 0), byte(*id, 1), byte(*id, 2), byte(*id, 3));
            return false;
        }
    }
    uint32_t size = u32be(*rest, 4);
    if (size > rest->size - FRAME_HEADER_SIZE) {
        *fine = err_set(reader->err, "%.*s of %lu bytes runs over its end",
                        VIEW_ARG(*id), (unsigned long)size);
        return false;
    }
    *body = view_slice(*rest, FRAME_HEADER_SIZE, FRAME_HEADER_SIZE + size);
    *rest = view_slice(*rest, FRAME_HEADER_SIZE + size, rest->size);
    return true;
}

/* Frames inside CHAP and CTOC; *titled says whether one is a TIT2. */
static bool read_inner(struct reader *reader, struct view rest, bool *titled)
{
    struct view id;
    struct view body;
    bool fine = true;

    *titled = false;
    while (fine && next_frame(reader, &rest, &id, &body, &fine)) {
        if (!view_equal(id, VIEW("TIT2")))
            continue;
        *titled = true;
        fine = read_text(reader, id, body);
    }
    return fine;
}

static bool read_chapter(struct reader *reader, struct view body)
{
    struct view rest = body;
    struct view name = view_cut(&rest, '\0');
    bool titled;

    if (rest.size < 16)
        return fail_short(reader, VIEW("CHAP"));
    uint32_t begin = u32be(rest, 0);
    uint32_t end = u32be(rest, 4);
    if (end <= begin)
        return err_set(reader->err,
                       "chapter \"%.*s\" from %lu to %lu ms has "
                       "no length",
                       VIEW_ARG(name), (unsigned long)begin,
                       (unsigned long)end);
    if (!read_inner(reader, view_slice(rest, 16, rest.size), &titled))
        return false;
    if (!titled)
        return err_set(reader->err, "chapter \"%.*s\" has no title",
                       VIEW_ARG(name));
    *ARENA_PUSH(&reader->arena, &reader->nodes) = (struct id3_node){.id = name};
    reader->summary->chapters++;
    if (end > reader->summary->last_end_ms)
        reader->summary->last_end_ms = end;
    return true;
}

static bool read_contents(struct reader *reader, struct view body)
{
    struct view rest = body;
    struct view name = view_cut(&rest, '\0');
    bool titled;

    if (rest.size < 2)
        return fail_short(reader, VIEW("CTOC"));
    bool is_top = byte(rest, 0) & 2;
    unsigned count = byte(rest, 1);
    struct view children = view_slice(rest, 2, rest.size);
    rest = children;
    for (unsigned i = 0; i < count; i++) {
        if (rest.size == 0)
            return fail_short(reader, VIEW("CTOC"));
        view_cut(&rest, '\0');
    }
    children.size -= rest.size;
    *ARENA_PUSH(&reader->arena, &reader->nodes) = (struct id3_node){
        .id = name, .is_list = true, .is_top = is_top, .children = children};
    reader->summary->contents++;
    return read_inner(reader, rest, &titled);
}

static bool read_frame(struct reader *reader, struct view id, struct view body)
{
    if (view_equal(id, VIEW("CHAP")))
        return read_chapter(reader, body);
    if (view_equal(id, VIEW("CTOC")))
        return read_contents(reader, body);
    if (view_equal(id, VIEW("COMM")) || view_equal(id, VIEW("USLT")))
        return read_speech(reader, id, body);
    if (view_equal(id, VIEW("SYLT")))
        return read_sentences(reader, id, body);
    if (id.data[0] == 'T' && !view_equal(id, VIEW("TXXX")))
        return read_text(reader, id, body);
    return true;
}

bool id3_read(struct view tag, struct id3_summary *summary, struct err *err)
{
    struct reader reader = {.summary = summary, .err = err};
    struct view rest = view_slice(tag, ID3_HEADER_SIZE, tag.size);
    struct view id;
    struct view body;
    bool fine = true;

    *summary = (struct id3_summary){0};
    if (tag.size < ID3_HEADER_SIZE || id3_read_size(tag) != tag.size)
        return err_set(err, "the ID3 tag is cut short");
    summary->version = (int)byte(tag, 3);
    /* Other versions, and what only few programs write, are stepped over. */
    if (summary->version != 3 || byte(tag, 5) & UNUSUAL_FLAGS)
        return true;
    while (fine && next_frame(&reader, &rest, &id, &body, &fine))
        fine = read_frame(&reader, id, body);
    fine =
        fine && (summary->contents == 0 || id3_tree_check(&reader.nodes, err));
    arena_release(&reader.arena);
    if (!fine)
        err_prefix(err, "ID3 tag");
    return fine;
}
