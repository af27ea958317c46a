#include "format/xml_clean.h"

#include "base/utf8.h"
#include "format/xml.h"

#include <stdint.h>
#include <string.h>

enum {
    ATTRIBUTES_MAX = 200, /* libxml2 compares each with each */
    DEPTH_MAX = 400,
    NAME_MAX_BYTES = 200,
};

struct cleaner {
    struct view in;
    size_t at;
    struct buf *out;
    bool mend;
    bool has_entities; /* the DOCTYPE declared some: unknown ones are its */
    /* Ends that were looked for and do not come any more. */
    bool no_comment_end, no_cdata_end, no_instruction_end, no_doctype_end;
    struct view open[DEPTH_MAX];
    size_t depth;
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == ':' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static struct view rest_of(const struct cleaner *cleaner)
{
    return view_slice(cleaner->in, cleaner->at, cleaner->in.size);
}

static char peek(const struct cleaner *cleaner, size_t ahead)
{
    return cleaner->at + ahead < cleaner->in.size
               ? cleaner->in.data[cleaner->at + ahead]
               : '\0';
}

static struct view take_name(struct cleaner *cleaner)
{
    size_t begin = cleaner->at;

    while (cleaner->at < cleaner->in.size &&
           is_name(cleaner->in.data[cleaner->at]))
        cleaner->at++;
    return view_slice(cleaner->in, begin, cleaner->at);
}

static void skip_space(struct cleaner *cleaner)
{
    for (; is_space(peek(cleaner, 0)); cleaner->at++) {
        if (peek(cleaner, 0) == '\n')
            buf_add_char(cleaner->out, '\n');
    }
}

/* Moves to offset end, writing only the line ends that are passed. */
static void skip_to(struct cleaner *cleaner, size_t end)
{
    for (; cleaner->at < end; cleaner->at++) {
        if (cleaner->in.data[cleaner->at] == '\n')
            buf_add_char(cleaner->out, '\n');
    }
}

/* One byte of text, if XML allows it. */
static void add_plain(struct cleaner *cleaner)
{
    char c = peek(cleaner, 0);
    struct view rest = rest_of(cleaner);

    if (view_starts(rest, VIEW("\xEF\xBF\xBE")) ||
        view_starts(rest, VIEW("\xEF\xBF\xBF"))) {
        cleaner->at += 3;
        return;
    }
    /* C1 controls are windows-1252 that somebody took for Latin-1. */
    if (rest.size > 1 && c == '\xC2' && (unsigned char)rest.data[1] < 0xA0) {
        uint32_t meant = xml_number_meant((unsigned char)rest.data[1]);

        cleaner->at += 2;
        if (meant != 0)
            buf_add_codepoint(cleaner->out, meant);
        return;
    }
    cleaner->at++;
    if ((unsigned char)c >= 0x20 || c == '\n' || c == '\t' || c == '\r')
        buf_add_char(cleaner->out, c);
}

/* "&#...": by value; what names no character is left out.  The reference
 * stays one, so that a "<" cannot become a tag. */
static void add_number(struct cleaner *cleaner)
{
    bool hex = peek(cleaner, 2) == 'x' || peek(cleaner, 2) == 'X';
    size_t at = cleaner->at + (hex ? 3 : 2);
    size_t first = at;
    uint32_t value = 0;

    for (; at < cleaner->in.size; at++) {
        char c = cleaner->in.data[at];
        uint32_t digit =
            c >= '0' && c <= '9'          ? (uint32_t)(c - '0')
            : hex && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
            : hex && c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                          : 99;
        if (digit == 99)
            break;
        if (value <= 0x10FFFF)
            value = value * (hex ? 16 : 10) + digit;
    }
    if (at == first) {
        buf_add(cleaner->out, VIEW("&amp;#"));
        cleaner->at += 2;
        return;
    }
    cleaner->at = at + (at < cleaner->in.size && cleaner->in.data[at] == ';');
    value = xml_number_meant(value);
    if (value != 0)
        buf_addf(cleaner->out, "&#%u;", (unsigned)value);
}

static void add_entity(struct cleaner *cleaner)
{
    static const char known[] = " amp lt gt quot apos ";
    size_t end = cleaner->at + 1;
    char padded[40];

    if (peek(cleaner, 1) == '#') {
        add_number(cleaner);
        return;
    }
    while (end < cleaner->in.size && end - cleaner->at <= 32 &&
           is_name(cleaner->in.data[end]))
        end++;
    struct view name = view_slice(cleaner->in, cleaner->at + 1, end);
    if (name.size == 0 || end >= cleaner->in.size ||
        cleaner->in.data[end] != ';') {
        buf_add(cleaner->out, VIEW("&amp;"));
        cleaner->at++;
        return;
    }
    padded[0] = padded[name.size + 1] = ' ';
    memcpy(padded + 1, name.data, name.size);
    padded[name.size + 2] = '\0';
    uint32_t value = xml_html_entity(name);
    if (strstr(known, padded))
        buf_add(cleaner->out, view_slice(cleaner->in, cleaner->at, end + 1));
    else if (value != 0)
        buf_add_codepoint(cleaner->out, value);
    else if (!cleaner->has_entities)
        buf_addf(cleaner->out, "&amp;%.*s;", VIEW_ARG(name));
    cleaner->at = end + 1;
}

/* Text up to offset end with markup escaped. */
static void add_escaped(struct cleaner *cleaner, size_t end)
{
    while (cleaner->at < end) {
        char c = peek(cleaner, 0);

        if (c == '&' || c == '<' || c == '>') {
            buf_add_string(cleaner->out, c == '&'   ? "&amp;"
                                         : c == '<' ? "&lt;"
                                                    : "&gt;");
            cleaner->at++;
        } else {
            add_plain(cleaner);
        }
    }
}

/* A section without an end reaches to the end tag of its element. */
static void add_cdata(struct cleaner *cleaner)
{
    size_t end = SIZE_MAX;

    cleaner->at += strlen("<![CDATA[");
    if (!cleaner->no_cdata_end)
        end = view_find(cleaner->in, VIEW("]]>"), cleaner->at);
    if (end != SIZE_MAX) {
        add_escaped(cleaner, end);
        cleaner->at = end + 3;
        return;
    }
    cleaner->no_cdata_end = true;
    if (cleaner->depth > 0) {
        struct view name = cleaner->open[cleaner->depth - 1];

        for (end = cleaner->at; end < cleaner->in.size; end++) {
            struct view rest = view_slice(cleaner->in, end, cleaner->in.size);

            if (view_starts(rest, VIEW("</")) &&
                view_starts(view_slice(rest, 2, rest.size), name))
                break;
        }
    }
    add_escaped(cleaner, end == SIZE_MAX ? cleaner->in.size : end);
}

/* A DOCTYPE ends at the ">" outside of quotes and of its [...]; comments
 * in there may hold anything. */
static void skip_doctype(struct cleaner *cleaner)
{
    size_t begin = cleaner->at;
    size_t at = begin + 2;
    bool subset = false;
    char quote = '\0';

    for (; at < cleaner->in.size && !cleaner->no_doctype_end; at++) {
        char c = cleaner->in.data[at];

        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '<' && view_starts(view_slice(cleaner->in, at, at + 4),
                                           VIEW("<!--"))) {
            size_t end = view_find(cleaner->in, VIEW("-->"), at + 4);
            if (end == SIZE_MAX)
                at = cleaner->in.size - 1;
            else
                at = end + 2;
        } else if (c == '[' || c == ']') {
            subset = c == '[';
        } else if (c == '>' && !subset) {
            break;
        }
    }
    struct view whole = view_slice(cleaner->in, begin, at);
    cleaner->has_entities |= view_find(whole, VIEW("<!ENTITY"), 0) != SIZE_MAX;
    /* One that does not end is taken to end with its line. */
    if (at >= cleaner->in.size || cleaner->no_doctype_end) {
        cleaner->no_doctype_end = true;
        whole = view_slice(cleaner->in, begin, cleaner->in.size);
        at = begin + view_cut(&whole, '\n').size;
    }
    skip_to(cleaner, at < cleaner->in.size ? at + 1 : cleaner->in.size);
}

/* Skips from here to behind the end mark; false when there is none. */
static bool skip_behind(struct cleaner *cleaner, struct view mark, bool *none)
{
    size_t end =
        *none ? SIZE_MAX : view_find(cleaner->in, mark, cleaner->at + 2);

    *none = end == SIZE_MAX;
    if (*none)
        return false;
    skip_to(cleaner, end + mark.size);
    return true;
}

/* The value of an attribute with any or no quotes, written with '"'. */
static void add_value(struct cleaner *cleaner)
{
    char quote = peek(cleaner, 0);
    bool quoted = quote == '"' || quote == '\'';

    cleaner->at += quoted;
    buf_add_char(cleaner->out, '"');
    while (cleaner->at < cleaner->in.size) {
        char c = peek(cleaner, 0);

        if (quoted ? c == quote
                   : is_space(c) || c == '>' ||
                         (c == '/' && peek(cleaner, 1) == '>'))
            break;
        if (c == '&') {
            add_entity(cleaner);
        } else if (c == '<' || c == '"') {
            buf_add_string(cleaner->out, c == '<' ? "&lt;" : "&quot;");
            cleaner->at++;
        } else {
            add_plain(cleaner);
        }
    }
    cleaner->at += quoted && cleaner->at < cleaner->in.size;
    buf_add_char(cleaner->out, '"');
}

/* A start tag, rewritten so that it is well-formed. */
static void add_mended_tag(struct cleaner *cleaner)
{
    cleaner->at++;
    struct view name = take_name(cleaner);
    size_t start = cleaner->out->size;
    size_t attributes = 0;
    bool empty = false;

    buf_addf(cleaner->out, "<%.*s", VIEW_ARG(name));
    while (cleaner->at < cleaner->in.size) {
        skip_space(cleaner);
        char c = peek(cleaner, 0);
        if (c == '>' || c == '<')
            break;
        if (!is_name_start(c)) {
            empty = c == '/' && peek(cleaner, 1) == '>';
            cleaner->at++;
            continue;
        }
        size_t before = cleaner->out->size;
        struct view attribute = take_name(cleaner);
        buf_addf(cleaner->out, " %.*s=", VIEW_ARG(attribute));
        skip_space(cleaner);
        if (peek(cleaner, 0) == '=') {
            cleaner->at++;
            skip_space(cleaner);
            add_value(cleaner);
        } else {
            buf_add(cleaner->out, VIEW("\"\""));
        }
        if (++attributes > ATTRIBUTES_MAX)
            cleaner->out->size = before;
    }
    cleaner->at += peek(cleaner, 0) == '>';
    if (cleaner->depth == DEPTH_MAX || name.size > NAME_MAX_BYTES) {
        cleaner->out->size = start;
        return;
    }
    buf_add_string(cleaner->out, empty ? "/>" : ">");
    if (!empty)
        cleaner->open[cleaner->depth++] = name;
}

/* A start tag as it is written, but for entities and attributes beyond the
 * limit: the parser shall judge it. */
static void add_tag(struct cleaner *cleaner)
{
    char quote = '\0';
    size_t values = 0;

    while (cleaner->at < cleaner->in.size) {
        char c = peek(cleaner, 0);

        if (!quote && c == '>')
            break;
        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
            if (++values > ATTRIBUTES_MAX)
                return;
        }
        if (c == '&')
            add_entity(cleaner);
        else
            add_plain(cleaner);
    }
}

static void close_to(struct cleaner *cleaner, size_t depth)
{
    while (cleaner->depth > depth) {
        cleaner->depth--;
        buf_addf(cleaner->out, "</%.*s>",
                 VIEW_ARG(cleaner->open[cleaner->depth]));
    }
}

static void add_end_tag(struct cleaner *cleaner)
{
    cleaner->at += 2;
    struct view name = take_name(cleaner);

    while (cleaner->at < cleaner->in.size && peek(cleaner, 0) != '>' &&
           peek(cleaner, 0) != '<')
        skip_to(cleaner, cleaner->at + 1);
    cleaner->at += peek(cleaner, 0) == '>';
    for (size_t depth = cleaner->depth; depth-- > 0;) {
        if (view_equal_nocase(cleaner->open[depth], name)) {
            close_to(cleaner, depth);
            return;
        }
    }
}

static void add_markup(struct cleaner *cleaner)
{
    struct view rest = rest_of(cleaner);

    if (view_starts(rest, VIEW("<![CDATA["))) {
        add_cdata(cleaner);
        return;
    }
    if (view_starts(rest, VIEW("<!--")) &&
        skip_behind(cleaner, VIEW("-->"), &cleaner->no_comment_end))
        return;
    if (view_starts(rest, VIEW("<?")) &&
        skip_behind(cleaner, VIEW("?>"), &cleaner->no_instruction_end))
        return;
    if (view_starts_nocase(rest, VIEW("<!DOCTYPE"))) {
        skip_doctype(cleaner);
        return;
    }
    if (!cleaner->mend) {
        add_tag(cleaner);
    } else if (peek(cleaner, 1) == '/' && is_name_start(peek(cleaner, 2))) {
        add_end_tag(cleaner);
    } else if (is_name_start(peek(cleaner, 1))) {
        add_mended_tag(cleaner);
    } else {
        buf_add(cleaner->out, VIEW("&lt;"));
        cleaner->at++;
    }
}

void xml_clean(struct view text, bool mend, struct buf *out)
{
    struct cleaner cleaner = {.in = text, .out = out, .mend = mend};

    while (cleaner.at < text.size) {
        char c = text.data[cleaner.at];

        if (c == '<')
            add_markup(&cleaner);
        else if (c == '&')
            add_entity(&cleaner);
        else
            add_plain(&cleaner);
    }
    close_to(&cleaner, 0);
}
