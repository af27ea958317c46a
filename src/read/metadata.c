#include "read/metadata.h"

#include "base/buf.h"
#include "base/letter.h"
#include "base/utf8.h"
#include "read/draft.h"
#include "read/metadata_json.h"

#include <stdint.h>

/* Names of <meta> by which a field is filled, the most trusted first. */
struct source {
    const char *name; /* of property, name or itemprop */
    size_t field;     /* offset in struct metadata */
};

enum { HEADING_MAX = 400 }; /* bytes of a title */

static const struct source sources[] = {
    {"og:title", offsetof(struct metadata, title)},
    {"twitter:title", offsetof(struct metadata, title)},
    {"headline", offsetof(struct metadata, title)},
    {"dc.title", offsetof(struct metadata, title)},
    {"dcterms.title", offsetof(struct metadata, title)},
    {"og:site_name", offsetof(struct metadata, site)},
    {"application-name", offsetof(struct metadata, site)},
    {"og:description", offsetof(struct metadata, summary)},
    {"twitter:description", offsetof(struct metadata, summary)},
    {"description", offsetof(struct metadata, summary)},
    {"og:image", offsetof(struct metadata, image)},
    {"og:image:url", offsetof(struct metadata, image)},
    {"twitter:image", offsetof(struct metadata, image)},
    {"og:image:alt", offsetof(struct metadata, image_alt)},
    {"twitter:image:alt", offsetof(struct metadata, image_alt)},
    {"og:url", offsetof(struct metadata, url)},
    {"article:author", offsetof(struct metadata, author)},
    {"author", offsetof(struct metadata, author)},
    {"byl", offsetof(struct metadata, author)},
    {"parsely-author", offsetof(struct metadata, author)},
    {"sailthru.author", offsetof(struct metadata, author)},
    {"dc.creator", offsetof(struct metadata, author)},
    {"dcterms.creator", offsetof(struct metadata, author)},
    {"citation_author", offsetof(struct metadata, author)},
    {"twitter:data1", offsetof(struct metadata, author)},
    {"article:published_time", offsetof(struct metadata, date)},
    {"og:published_time", offsetof(struct metadata, date)},
    {"datepublished", offsetof(struct metadata, date)},
    {"date", offsetof(struct metadata, date)},
    {"dc.date", offsetof(struct metadata, date)},
    {"dc.date.issued", offsetof(struct metadata, date)},
    {"dcterms.created", offsetof(struct metadata, date)},
    {"pubdate", offsetof(struct metadata, date)},
    {"publishdate", offsetof(struct metadata, date)},
    {"parsely-pub-date", offsetof(struct metadata, date)},
    {"sailthru.date", offsetof(struct metadata, date)},
    {"citation_publication_date", offsetof(struct metadata, date)},
    {"og:locale", offsetof(struct metadata, language)},
    {"content-language", offsetof(struct metadata, language)},
};

static struct view *field_at(struct metadata *metadata, size_t offset)
{
    return (struct view *)(void *)((char *)metadata + offset);
}

static bool is_address(struct view text)
{
    return view_starts_nocase(text, VIEW("http://")) ||
           view_starts_nocase(text, VIEW("https://")) ||
           view_starts(text, VIEW("//")) || view_starts(text, VIEW("@"));
}

struct view metadata_author(struct arena *arena, struct view text)
{
    static const char *const openings[] = {
        "by ", "by: ", "von ", "par ", "written by ", "posted by ", "author: "};
    struct view author = draft_folded(arena, text);

    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        struct view opening = view_of(openings[i]);

        if (view_starts_nocase(author, opening))
            author = view_slice(author, opening.size, author.size);
    }
    size_t bar = view_find(author, VIEW(" | "), 0);
    if (bar != SIZE_MAX)
        author = view_slice(author, 0, bar);
    if (author.size > 200 || is_address(author) ||
        view_find(author, VIEW("@"), 0) != SIZE_MAX)
        return (struct view){0};
    return view_trim(author);
}

static void take_meta(struct arena *arena, struct metadata *metadata,
                      size_t field, struct view content)
{
    struct view *to = field_at(metadata, field);

    if (to->size > 0 || view_trim(content).size == 0)
        return;
    if (field == offsetof(struct metadata, date))
        *to = metadata_date(arena, content);
    else if (field == offsetof(struct metadata, author))
        *to = metadata_author(arena, content);
    else
        *to = draft_folded(arena, content);
}

static struct view meta_name(const struct html_node *node)
{
    static const char *const names[] = {"property", "name", "itemprop",
                                        "http-equiv"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct view name = html_attribute(node, names[i]);

        if (name.size > 0)
            return view_trim(name);
    }
    return (struct view){0};
}

/* The table's order is that of trust, so that it is the outer loop. */
static void find_meta(struct arena *arena, const struct html_tree *tree,
                      struct metadata *metadata)
{
    struct nodes {
        size_t *at;
        size_t count;
        size_t room;
    } metas = {0};

    for (size_t i = 0; i < tree->count; i++) {
        if (tree->at[i].tag == HTML_META)
            *ARENA_PUSH(arena, &metas) = i;
    }
    for (size_t s = 0; s < sizeof sources / sizeof *sources; s++) {
        for (size_t i = 0; i < metas.count; i++) {
            const struct html_node *node = &tree->at[metas.at[i]];

            if (view_equal_nocase(meta_name(node), view_of(sources[s].name)))
                take_meta(arena, metadata, sources[s].field,
                          html_attribute(node, "content"));
        }
    }
}

static bool has_token(struct view list, struct view token)
{
    while (list.size > 0) {
        if (view_equal_nocase(view_cut(&list, ' '), token))
            return true;
    }
    return false;
}

/* Microdata and links in the body. */
static void find_microdata(struct arena *arena, const struct html_tree *tree,
                           struct metadata *metadata)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct html_node *node = &tree->at[i];

        if (node->attribute_count == 0 || node->tag == HTML_META)
            continue;
        struct view property = html_attribute(node, "itemprop");
        if (node->tag == HTML_TIME && metadata->date.size == 0 &&
            (has_token(property, VIEW("datePublished")) ||
             html_has_attribute(node, "pubdate") ||
             has_token(html_attribute(node, "class"), VIEW("published"))))
            metadata->date =
                metadata_date(arena, html_attribute(node, "datetime"));
        if (metadata->author.size == 0 &&
            (has_token(property, VIEW("author")) ||
             has_token(html_attribute(node, "rel"), VIEW("author"))) &&
            node->tag != HTML_LINK)
            metadata->author =
                metadata_author(arena, html_folded_text(arena, tree, i));
        if (metadata->url.size == 0 && node->tag == HTML_LINK &&
            has_token(html_attribute(node, "rel"), VIEW("canonical")))
            metadata->url = draft_folded(arena, html_attribute(node, "href"));
    }
}

/* Letters and digits, folded, of a title. */
static void add_key(struct buf *out, struct view title)
{
    for (size_t at = 0; at < title.size;) {
        uint32_t c = utf8_next(title, &at);

        if (letter_any(c) || letter_digit(c))
            buf_add_codepoint(out, letter_fold(c));
    }
}

bool metadata_same_title(struct view a, struct view b)
{
    struct buf x = {0};
    struct buf y = {0};
    bool same = false;

    add_key(&x, a);
    add_key(&y, b);
    struct view shorter = buf_view(x.size < y.size ? &x : &y);
    struct view longer = buf_view(x.size < y.size ? &y : &x);
    if (shorter.size > 0)
        same = view_equal(shorter, longer) ||
               (shorter.size >= 8 && 10 * shorter.size >= 4 * longer.size &&
                view_find(longer, shorter, 0) != SIZE_MAX);
    buf_release(&x);
    buf_release(&y);
    return same;
}

size_t metadata_heading(struct arena *arena, const struct html_tree *tree,
                        const struct metadata *metadata)
{
    size_t only = SIZE_MAX;
    size_t found = SIZE_MAX;
    size_t count = 0;

    for (size_t i = 0; i < tree->count; i++) {
        const struct html_node *node = &tree->at[i];

        if (node->tag != HTML_H1 && (node->tag != HTML_H2 || found != SIZE_MAX))
            continue;
        struct view text = html_folded_text(arena, tree, i);
        /* An unclosed heading holds the article. */
        if (text.size == 0 || text.size > HEADING_MAX)
            continue;
        if (node->tag == HTML_H1) {
            only = i;
            count++;
        }
        if (metadata->title.size > 0 &&
            metadata_same_title(text, metadata->title) &&
            (found == SIZE_MAX || tree->at[found].tag != HTML_H1))
            found = i;
    }
    if (found != SIZE_MAX)
        return found;
    /* A title that is only the site's name says nothing of the article. */
    bool named = metadata->title.size > 0 &&
                 !metadata_same_title(metadata->title, metadata->site);
    return count == 1 && !named ? only : SIZE_MAX;
}

/* The <title> without the name of the site at its end. */
static struct view cut_site(struct view title, struct view site)
{
    static const char *const signs[] = {" | ", " - ", " – ",  " — ",
                                        " » ", " · ", " :: ", " « "};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        struct view sign = view_of(signs[i]);
        size_t last = SIZE_MAX;

        for (size_t hit = view_find(title, sign, 0); hit != SIZE_MAX;
             hit = view_find(title, sign, hit + 1))
            last = hit;
        if (last == SIZE_MAX)
            continue;
        struct view tail = view_slice(title, last + sign.size, title.size);
        struct view head = view_slice(title, 0, last);
        if (site.size > 0 && metadata_same_title(tail, site))
            return head;
        if (head.size > tail.size && head.size >= 12 && tail.size <= 40)
            return head;
    }
    return title;
}

/* "en_US" -> "en-US"; empty for what is no tag. */
static struct view language_tag(struct arena *arena, struct view text)
{
    struct buf tag = {0};

    text = view_trim(text);
    for (size_t i = 0; i < text.size && i < 16; i++) {
        char c = text.data[i];

        if (c == '_' || c == '-')
            c = '-';
        else if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                   (c >= '0' && c <= '9')))
            break;
        buf_add_char(&tag, c);
    }
    struct view language = arena_copy(arena, buf_view(&tag));
    buf_release(&tag);
    size_t primary = view_find(language, VIEW("-"), 0);
    if (primary == SIZE_MAX)
        primary = language.size;
    return primary == 2 || primary == 3 ? language : (struct view){0};
}

void metadata_find(struct arena *arena, const struct html_tree *tree,
                   struct metadata *metadata)
{
    size_t title = html_find(tree, 0, HTML_TITLE);
    struct view stated =
        language_tag(arena, html_attribute(&tree->at[0], "lang"));

    if (stated.size == 0)
        stated = language_tag(arena, html_attribute(&tree->at[0], "xml:lang"));
    if (stated.size > 0 && metadata->language.size == 0)
        metadata->language = stated;
    metadata_json_find(arena, tree, metadata);
    find_meta(arena, tree, metadata);
    find_microdata(arena, tree, metadata);
    metadata->language = language_tag(arena, metadata->language);
    if (metadata->title.size > 0) {
        metadata->title = metadata->site.size > 0
                              ? cut_site(metadata->title, metadata->site)
                              : metadata->title;
    } else if (title != SIZE_MAX) {
        metadata->title =
            cut_site(draft_folded(arena, html_folded_text(arena, tree, title)),
                     metadata->site);
    }
}
