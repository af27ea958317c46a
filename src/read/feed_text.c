#include "read/feed_text.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "format/html.h"
#include "read/date.h"
#include "read/draft.h"
#include "read/feed.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "<b>", "</b", "<br />" at the start of text. */
static bool starts_tag(struct view text)
{
    size_t name = text.size > 1 && text.data[1] == '/' ? 2 : 1;
    size_t at = name;

    while (at < text.size &&
           (is_letter(text.data[at]) ||
            (at > name && text.data[at] >= '0' && text.data[at] <= '9')))
        at++;
    return at > name && at < text.size && strchr(" \t\n\r/>", text.data[at]) &&
           html_tag_of(view_slice(text, name, at)) != HTML_OTHER &&
           memchr(text.data + at, '>',
                  text.size - at < 2000 ? text.size - at : 2000);
}

/* "&amp;", "&#8217;" at the start of text. */
static bool starts_entity(struct view text)
{
    size_t at = 1;

    while (at < text.size && at < 12 &&
           (is_letter(text.data[at]) || text.data[at] == '#' ||
            (text.data[at] >= '0' && text.data[at] <= '9')))
        at++;
    return at > 2 && at < text.size && text.data[at] == ';';
}

bool feed_text_looks_like_markup(struct view text)
{
    for (size_t at = 0; at < text.size; at++) {
        struct view rest = view_slice(text, at, text.size);

        if ((text.data[at] == '<' && starts_tag(rest)) ||
            (text.data[at] == '&' && starts_entity(rest)))
            return true;
    }
    return false;
}

static int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* RFC 4648; other characters are passed over.  What it holds must be text. */
static struct view decode_base64(struct arena *arena, struct view text)
{
    struct buf out = {0};
    unsigned bits = 0;
    unsigned count = 0;

    for (size_t i = 0; i < text.size && text.data[i] != '='; i++) {
        int digit = base64_digit(text.data[i]);

        if (digit < 0)
            continue;
        bits = (bits << 6 | (unsigned)digit) & 0xFFFFu;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buf_add_char(&out, (char)(bits >> count & 0xFF));
        }
    }
    struct view decoded = {0};
    if (utf8_valid(buf_view(&out), NULL) &&
        view_find(buf_view(&out), VIEW("\0"), 0) == SIZE_MAX)
        decoded = arena_copy(arena, buf_view(&out));
    buf_release(&out);
    return decoded;
}

/* A CDATA section that was escaped together with its brackets. */
static struct view unwrap_cdata(struct view text)
{
    struct view trimmed = view_trim(text);

    if (view_starts(trimmed, VIEW("<![CDATA[")) &&
        view_ends(trimmed, VIEW("]]>")))
        return view_slice(trimmed, 9, trimmed.size - 3);
    return text;
}

static bool has_elements(const struct xml_tree *tree, size_t node)
{
    for (size_t i = node + 1; i < tree->at[node].end; i = tree->at[i].end) {
        if (tree->at[i].name.size > 0)
            return true;
    }
    return false;
}

/* Whether an Atom type names text that is packed as base64 (RFC 4287,
 * 4.1.3.3: neither text nor XML). */
static bool is_base64(const struct xml_node *node, struct view type)
{
    if (view_equal_nocase(xml_attribute(node, "mode"), VIEW("base64")))
        return true;
    return view_find(type, VIEW("/"), 0) != SIZE_MAX &&
           !view_starts_nocase(type, VIEW("text/")) &&
           !view_ends(type, VIEW("+xml")) && !view_ends(type, VIEW("/xml"));
}

static enum feed_text_kind kind_of(struct view type, enum feed_text_kind kind)
{
    if (view_equal_nocase(type, VIEW("text")) ||
        view_equal_nocase(type, VIEW("text/plain")))
        return FEED_TEXT_PLAIN;
    if (view_equal_nocase(type, VIEW("html")) ||
        view_equal_nocase(type, VIEW("text/html")) ||
        view_equal_nocase(type, VIEW("xhtml")) ||
        view_equal_nocase(type, VIEW("application/xhtml+xml")))
        return FEED_TEXT_MARKUP;
    return kind;
}

struct feed_text feed_text_of(struct arena *arena, const struct xml_tree *tree,
                              size_t node, enum feed_text_kind kind,
                              struct view base)
{
    struct feed_text text = {.base = base};
    struct view type = xml_attribute(&tree->at[node], "type");

    kind = kind_of(type, kind);
    if (has_elements(tree, node)) {
        struct buf markup = {0};

        xml_add_markup(tree, node, &markup);
        text.text = arena_copy(arena, buf_view(&markup));
        buf_release(&markup);
        text.is_markup = true;
        return text;
    }
    text.text = unwrap_cdata(xml_text(arena, tree, node));
    if (is_base64(&tree->at[node], type)) {
        struct view decoded = decode_base64(arena, text.text);

        if (decoded.size > 0)
            text.text = decoded;
        if (kind == FEED_TEXT_PLAIN)
            kind = FEED_TEXT_GUESS;
    }
    text.is_markup =
        kind == FEED_TEXT_MARKUP ||
        (kind == FEED_TEXT_GUESS && feed_text_looks_like_markup(text.text));
    return text;
}

struct view feed_plain(struct arena *arena, const struct feed_text *text)
{
    struct html_tree tree = {0};
    struct err ignored;

    if (!text->is_markup || !html_parse(arena, text->text, &tree, &ignored))
        return draft_folded(arena, text->text);
    return html_folded_text(arena, &tree, 0);
}

void feed_text_date(struct arena *arena, struct view text,
                    struct feed_entry *entry)
{
    struct date date;

    if (!date_parse(text, &date))
        return;
    entry->date = date_iso(arena, &date);
    entry->seconds = date.seconds;
}
