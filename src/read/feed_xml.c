#include "read/feed_xml.h"

#include "base/buf.h"
#include "format/url.h"
#include "format/xml.h"
#include "read/draft.h"
#include "read/feed.h"
#include "read/feed_text.h"

#include <stdint.h>
#include <string.h>

/* What the namespaces of feeds are for.  RSS and Atom are one: their element
 * names do not clash, and feeds mix them up. */
enum space {
    SPACE_CORE,
    SPACE_RDF,
    SPACE_DC,
    SPACE_DCTERMS,
    SPACE_CONTENT,
    SPACE_ITUNES,
    SPACE_MEDIA,
    SPACE_XHTML,
    SPACE_OTHER,
};

/* Beginnings of addresses, and the prefix that stands for one that was never
 * declared. */
static const struct {
    enum space space;
    const char *prefix;
    const char *address;
} spaces[] = {
    {SPACE_CORE, "atom", "http://www.w3.org/2005/atom"},
    {SPACE_CORE, "atom", "http://purl.org/atom/"},
    {SPACE_CORE, "rss", "http://purl.org/rss/1.0/modules/rss"},
    {SPACE_CONTENT, "content", "http://purl.org/rss/1.0/modules/content"},
    {SPACE_OTHER, "", "http://purl.org/rss/1.0/modules/"},
    {SPACE_CORE, "", "http://purl.org/rss/"},
    {SPACE_CORE, "", "http://purl.org/net/rss"},
    {SPACE_CORE, "", "http://my.netscape.com/"},
    {SPACE_CORE, "", "http://channel.netscape.com/"},
    {SPACE_CORE, "", "http://backend.userland.com/"},
    {SPACE_CORE, "", "http://blogs.law.harvard.edu/tech/rss"},
    {SPACE_CORE, "", "http://cyber.law.harvard.edu/"},
    {SPACE_CORE, "", "http://www.rssboard.org/"},
    {SPACE_RDF, "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns"},
    {SPACE_DC, "dc", "http://purl.org/dc/elements/"},
    {SPACE_DCTERMS, "dcterms", "http://purl.org/dc/terms/"},
    {SPACE_ITUNES, "itunes", "http://www.itunes.com/dtds/podcast"},
    {SPACE_ITUNES, "itunes", "http://example.com/dtds/podcast"},
    {SPACE_MEDIA, "media", "http://search.yahoo.com/mrss"},
    {SPACE_XHTML, "xhtml", "http://www.w3.org/1999/xhtml"},
    {SPACE_OTHER, "", "http://www.w3.org/"},
};

static enum space space_of(const struct xml_node *node)
{
    bool by_prefix = node->space.size == 0;

    if (by_prefix && node->prefix.size == 0)
        return SPACE_CORE;
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        if (by_prefix
                ? view_equal_nocase(node->prefix, view_of(spaces[i].prefix))
                : view_starts_nocase(node->space, view_of(spaces[i].address)))
            return spaces[i].space;
    }
    /* A default namespace nobody knows is a mistake, a prefixed one not. */
    return node->prefix.size == 0 ? SPACE_CORE : SPACE_OTHER;
}

enum field {
    FIELD_ID,
    FIELD_TITLE,
    FIELD_PUBLISHED,
    FIELD_UPDATED,
    FIELD_SUMMARY,
    FIELD_CONTENT,
    FIELD_AUTHOR,
    FIELD_COUNT
};

/* What a child of an item may be, better ones first within a field. */
static const struct field_rule {
    enum field field;
    enum space space;
    const char *name;
} field_rules[] = {
    {FIELD_ID, SPACE_CORE, "guid"},
    {FIELD_ID, SPACE_CORE, "id"},
    {FIELD_ID, SPACE_DC, "identifier"},
    {FIELD_TITLE, SPACE_CORE, "title"},
    {FIELD_TITLE, SPACE_DC, "title"},
    {FIELD_TITLE, SPACE_ITUNES, "title"},
    {FIELD_TITLE, SPACE_MEDIA, "title"},
    {FIELD_PUBLISHED, SPACE_CORE, "published"},
    {FIELD_PUBLISHED, SPACE_CORE, "pubDate"},
    {FIELD_PUBLISHED, SPACE_CORE, "issued"},
    {FIELD_PUBLISHED, SPACE_DCTERMS, "issued"},
    {FIELD_PUBLISHED, SPACE_CORE, "created"},
    {FIELD_UPDATED, SPACE_CORE, "updated"},
    {FIELD_UPDATED, SPACE_CORE, "modified"},
    {FIELD_UPDATED, SPACE_DC, "date"},
    {FIELD_UPDATED, SPACE_DCTERMS, "modified"},
    {FIELD_UPDATED, SPACE_DCTERMS, "created"},
    {FIELD_UPDATED, SPACE_CORE, "date"},
    {FIELD_CONTENT, SPACE_CONTENT, "encoded"},
    {FIELD_CONTENT, SPACE_CORE, "content"},
    {FIELD_CONTENT, SPACE_CORE, "fullitem"},
    {FIELD_CONTENT, SPACE_XHTML, "body"},
    {FIELD_CONTENT, SPACE_XHTML, "div"},
    {FIELD_CONTENT, SPACE_CORE, "body"},
    {FIELD_SUMMARY, SPACE_CORE, "summary"},
    {FIELD_SUMMARY, SPACE_CORE, "description"},
    {FIELD_SUMMARY, SPACE_CORE, "abstract"},
    {FIELD_SUMMARY, SPACE_DC, "description"},
    {FIELD_SUMMARY, SPACE_DCTERMS, "abstract"},
    {FIELD_SUMMARY, SPACE_ITUNES, "summary"},
    {FIELD_SUMMARY, SPACE_ITUNES, "subtitle"},
    {FIELD_SUMMARY, SPACE_MEDIA, "description"},
    {FIELD_AUTHOR, SPACE_DC, "creator"},
    {FIELD_AUTHOR, SPACE_CORE, "author"},
    {FIELD_AUTHOR, SPACE_ITUNES, "author"},
    {FIELD_AUTHOR, SPACE_CORE, "managingEditor"},
};

enum { FIELD_RULES = sizeof field_rules / sizeof *field_rules };

/* The best child for each field of one item or channel. */
struct found {
    size_t rules[FIELD_COUNT]; /* index in field_rules; FIELD_RULES: none */
    size_t nodes[FIELD_COUNT];
};

struct source {
    struct arena *arena;
    const struct xml_tree *tree;
    struct view base_url;
    bool is_atom; /* text without a type is plain */
};

static bool is_blank(const struct xml_tree *tree, size_t node)
{
    for (size_t i = node + 1; i < tree->at[node].end; i++) {
        if (tree->at[i].name.size > 0 || view_trim(tree->at[i].text).size > 0)
            return false;
    }
    return true;
}

static void match(const struct source *source, size_t node, struct found *found)
{
    enum space space = space_of(&source->tree->at[node]);

    for (size_t i = 0; i < FIELD_RULES; i++) {
        enum field field = field_rules[i].field;

        /* Of dates that stand twice the later one was added. */
        bool better = i < found->rules[field] ||
                      (i == found->rules[field] &&
                       (field == FIELD_PUBLISHED || field == FIELD_UPDATED));

        if (better && field_rules[i].space == space &&
            view_equal_nocase(source->tree->at[node].name,
                              view_of(field_rules[i].name)) &&
            !is_blank(source->tree, node)) {
            found->rules[field] = i;
            found->nodes[field] = node;
            return;
        }
    }
}

static bool is_item(const struct xml_node *node)
{
    return space_of(node) == SPACE_CORE &&
           (view_equal_nocase(node->name, VIEW("item")) ||
            view_equal_nocase(node->name, VIEW("entry")));
}

static struct found match_children(const struct source *source, size_t parent)
{
    const struct xml_tree *tree = source->tree;
    struct found found;

    for (size_t i = 0; i < FIELD_COUNT; i++)
        found.rules[i] = FIELD_RULES;
    for (size_t i = parent + 1; i < tree->at[parent].end; i = tree->at[i].end) {
        if (tree->at[i].name.size > 0)
            match(source, i, &found);
    }
    return found;
}

/* The xml:base attributes around a node, resolved from the outside in. */
static struct view base_of(const struct source *source, size_t node)
{
    enum { CHAIN = 16 };
    struct view chain[CHAIN];
    size_t count = 0;
    struct view base = source->base_url;

    for (size_t i = node;; i = source->tree->at[i].parent) {
        struct view own = xml_attribute(&source->tree->at[i], "xml:base");

        if (own.size > 0 && count < CHAIN)
            chain[count++] = own;
        if (i == 0)
            break;
    }
    while (count > 0)
        base = url_resolve(source->arena, base, chain[--count]);
    return base;
}

static struct view resolve(const struct source *source, size_t node,
                           struct view reference)
{
    if (view_trim(reference).size == 0)
        return (struct view){0};
    return url_resolve(source->arena, base_of(source, node), reference);
}

static struct feed_text text_of(const struct source *source, size_t node,
                                enum feed_text_kind kind)
{
    return feed_text_of(source->arena, source->tree, node, kind,
                        base_of(source, node));
}

/* Titles: Atom without a type is plain, RSS is what it looks like. */
static struct view title_of(const struct source *source, size_t node)
{
    const struct xml_node *element = &source->tree->at[node];
    struct view mode = xml_attribute(element, "mode");
    enum feed_text_kind kind = FEED_TEXT_GUESS;

    if (source->is_atom && mode.size == 0)
        kind = FEED_TEXT_PLAIN;
    struct feed_text text = text_of(source, node, kind);
    return feed_plain(source->arena, &text);
}

static struct view plain_of(const struct source *source, size_t node)
{
    struct feed_text text = text_of(source, node, FEED_TEXT_GUESS);

    return feed_plain(source->arena, &text);
}

/* Persons: Atom has a name inside, RSS a mail address with the name in
 * brackets. */
static struct view author_of(const struct source *source, size_t node)
{
    size_t name = xml_child(source->tree, node, "name", SIZE_MAX);

    if (name != SIZE_MAX)
        return plain_of(source, name);
    struct view text = plain_of(source, node);
    size_t open = view_find(text, VIEW("("), 0);
    if (view_find(text, VIEW("@"), 0) < open && view_ends(text, VIEW(")")))
        text = view_slice(text, open + 1, text.size - 1);
    return text;
}

/* How good a link element is as the address of its entry; 0: not at all. */
static int link_score(const struct xml_node *link)
{
    struct view rel = xml_attribute(link, "rel");
    struct view type = xml_attribute(link, "type");

    if (rel.size != 0 && !view_equal_nocase(rel, VIEW("alternate")) &&
        !view_equal_nocase(
            rel, VIEW("http://www.iana.org/assignments/relation/alternate")))
        return 0;
    if (type.size == 0 || view_starts_nocase(type, VIEW("text/html")))
        return 4;
    return view_starts_nocase(type, VIEW("application/xhtml")) ? 3 : 1;
}

/* Looks at a <link> child; *best is the score of what entry->link holds. */
static struct view link_of(const struct source *source, size_t node, int *best,
                           struct view before)
{
    const struct xml_node *element = &source->tree->at[node];
    struct view href = xml_attribute(element, "href");
    int score = link_score(element);

    if (href.size == 0) {
        href = view_trim(xml_text(source->arena, source->tree, node));
        /* RSS's own <link>text</link> is the address, without doubt. */
        score = href.size > 0 && score > 0 ? 5 : 0;
    }
    if (score <= *best || href.size == 0)
        return before;
    *best = score;
    return resolve(source, node, href);
}

static void add_enclosure(const struct source *source, size_t node,
                          const char *url_name, struct feed_entry *entry)
{
    const struct xml_node *element = &source->tree->at[node];
    struct view url = resolve(source, node, xml_attribute(element, url_name));

    if (url.size == 0)
        return;
    for (size_t i = 0; i < entry->enclosures.count; i++) {
        if (view_equal(entry->enclosures.at[i].url, url))
            return;
    }
    struct feed_enclosure *enclosure =
        ARENA_PUSH(source->arena, &entry->enclosures);
    enclosure->url = url;
    enclosure->type = xml_attribute(element, "type");
    enclosure->length = xml_attribute(element, "length");
    if (enclosure->length.size == 0)
        enclosure->length = xml_attribute(element, "fileSize");
}

/* Enclosures may stand in media:group; nested items are their own. */
static void find_enclosures(const struct source *source, size_t item,
                            struct feed_entry *entry)
{
    enum { MOST = 100 };
    const struct xml_tree *tree = source->tree;

    for (size_t i = item + 1;
         i < tree->at[item].end && entry->enclosures.count < MOST;) {
        const struct xml_node *node = &tree->at[i];
        enum space space = space_of(node);
        bool group = space == SPACE_MEDIA &&
                     (view_equal_nocase(node->name, VIEW("group")) ||
                      view_equal_nocase(node->name, VIEW("content")));

        if (space == SPACE_CORE &&
            view_equal_nocase(node->name, VIEW("enclosure")))
            add_enclosure(source, i,
                          xml_attribute(node, "url").size ? "url" : "href",
                          entry);
        else if (space == SPACE_CORE &&
                 view_equal_nocase(node->name, VIEW("link")) &&
                 view_equal_nocase(xml_attribute(node, "rel"),
                                   VIEW("enclosure")))
            add_enclosure(source, i, "href", entry);
        else if (space == SPACE_MEDIA &&
                 view_equal_nocase(node->name, VIEW("content")))
            add_enclosure(source, i, "url", entry);
        i = group ? i + 1 : node->end;
    }
}

static void find_link(const struct source *source, size_t item,
                      const struct found *found, struct feed_entry *entry)
{
    const struct xml_tree *tree = source->tree;
    int best = 0;

    for (size_t i = item + 1; i < tree->at[item].end; i = tree->at[i].end) {
        if (space_of(&tree->at[i]) == SPACE_CORE &&
            view_equal_nocase(tree->at[i].name, VIEW("link")))
            entry->link = link_of(source, i, &best, entry->link);
    }
    if (best > 0 || found->rules[FIELD_ID] == FIELD_RULES)
        return;
    /* A guid is an address unless it says that it is none. */
    size_t guid = found->nodes[FIELD_ID];
    struct view permalink = xml_attribute(&tree->at[guid], "isPermaLink");
    if (view_equal_nocase(tree->at[guid].name, VIEW("guid")) &&
        !view_equal_nocase(permalink, VIEW("false")) && entry->id.size > 0)
        entry->link = resolve(source, guid, entry->id);
}

static void find_date(const struct source *source, const struct found *found,
                      struct feed_entry *entry)
{
    static const enum field fields[] = {FIELD_PUBLISHED, FIELD_UPDATED};

    entry->seconds = INT64_MIN;
    for (size_t i = 0; i < 2 && entry->date.size == 0; i++) {
        if (found->rules[fields[i]] != FIELD_RULES)
            feed_text_date(
                source->arena,
                xml_text(source->arena, source->tree, found->nodes[fields[i]]),
                entry);
    }
}

static struct feed_text body_of(const struct source *source, size_t node)
{
    const struct xml_node *element = &source->tree->at[node];
    enum feed_text_kind kind = FEED_TEXT_GUESS;

    if (source->is_atom && space_of(element) == SPACE_CORE &&
        xml_attribute(element, "mode").size == 0 &&
        !view_equal_nocase(element->name, VIEW("description")))
        kind = FEED_TEXT_PLAIN;
    else if (view_equal_nocase(element->name, VIEW("encoded")) ||
             view_equal_nocase(element->name, VIEW("description")))
        kind = FEED_TEXT_MARKUP;
    return text_of(source, node, kind);
}

/* Beside a summary, RSS's description is the text itself. */
static void find_body(const struct source *source, size_t item,
                      const struct found *found, struct feed_entry *entry)
{
    const struct xml_tree *tree = source->tree;
    size_t summary = found->rules[FIELD_SUMMARY];

    if (summary != FIELD_RULES)
        entry->summary = body_of(source, found->nodes[FIELD_SUMMARY]);
    if (found->rules[FIELD_CONTENT] != FIELD_RULES) {
        entry->content = body_of(source, found->nodes[FIELD_CONTENT]);
        return;
    }
    if (summary == FIELD_RULES || field_rules[summary].space != SPACE_CORE ||
        view_equal(view_of(field_rules[summary].name), VIEW("description")))
        return;
    size_t description = xml_child(tree, item, "description", SIZE_MAX);
    if (description != SIZE_MAX &&
        space_of(&tree->at[description]) == SPACE_CORE)
        entry->content = body_of(source, description);
}

static void read_item(const struct source *source, size_t item,
                      struct feed_entry *entry)
{
    const struct xml_node *element = &source->tree->at[item];
    struct found found = match_children(source, item);

    entry->line = element->line;
    entry->language = xml_attribute(element, "xml:lang");
    if (found.rules[FIELD_ID] != FIELD_RULES)
        entry->id = view_trim(
            xml_text(source->arena, source->tree, found.nodes[FIELD_ID]));
    else
        entry->id = xml_attribute(element, "rdf:about");
    find_link(source, item, &found, entry);
    if (entry->link.size == 0)
        entry->link =
            resolve(source, item, xml_attribute(element, "rdf:about"));
    /* Microsoft's channel definitions, which look like RSS. */
    if (entry->link.size == 0)
        entry->link = resolve(source, item, xml_attribute(element, "href"));
    if (entry->id.size == 0)
        entry->id = entry->link;
    find_date(source, &found, entry);
    if (found.rules[FIELD_TITLE] != FIELD_RULES)
        entry->title = title_of(source, found.nodes[FIELD_TITLE]);
    find_body(source, item, &found, entry);
    if (found.rules[FIELD_AUTHOR] != FIELD_RULES)
        entry->author = author_of(source, found.nodes[FIELD_AUTHOR]);
    find_enclosures(source, item, entry);
}

static void read_channel(const struct source *source, size_t channel,
                         struct feed *feed)
{
    const struct xml_tree *tree = source->tree;
    struct found found = match_children(source, channel);
    size_t language = xml_child(tree, channel, "language", SIZE_MAX);
    int best = 0;

    if (found.rules[FIELD_TITLE] != FIELD_RULES)
        feed->title = title_of(source, found.nodes[FIELD_TITLE]);
    if (found.rules[FIELD_AUTHOR] != FIELD_RULES)
        feed->author = author_of(source, found.nodes[FIELD_AUTHOR]);
    feed->language = language != SIZE_MAX
                         ? view_trim(xml_text(source->arena, tree, language))
                         : xml_attribute(&tree->at[channel], "xml:lang");
    if (feed->language.size == 0)
        feed->language = xml_attribute(&tree->at[0], "xml:lang");
    for (size_t i = channel + 1; i < tree->at[channel].end;
         i = tree->at[i].end) {
        if (space_of(&tree->at[i]) == SPACE_CORE &&
            view_equal_nocase(tree->at[i].name, VIEW("link")))
            feed->link = link_of(source, i, &best, feed->link);
    }
}

static size_t find_channel(const struct xml_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (space_of(&tree->at[i]) == SPACE_CORE &&
            (view_equal_nocase(tree->at[i].name, VIEW("channel")) ||
             view_equal_nocase(tree->at[i].name, VIEW("feed"))))
            return i;
    }
    return 0;
}

/* "<rss", "<atom:feed": a tag of a feed's root at the start of text. */
static bool starts_root(struct view text)
{
    static const char *const roots[] = {"rss", "feed", "rdf", "channel"};
    size_t end = 1;
    size_t name = 1;

    while (end < text.size && end < 60 &&
           !strchr(" \t\r\n>/", text.data[end])) {
        if (text.data[end] == ':')
            name = end + 1;
        end++;
    }
    for (size_t i = 0; i < sizeof roots / sizeof *roots && end < text.size;
         i++) {
        if (view_equal_nocase(view_slice(text, name, end), view_of(roots[i])))
            return true;
    }
    /* Other formats have entries, too. */
    return view_equal_nocase(view_slice(text, name, end), VIEW("entry")) &&
           view_find(view_slice(text, 0, 1000),
                     VIEW("http://www.w3.org/2005/Atom"), 0) != SIZE_MAX;
}

size_t feed_xml_begin(struct view text)
{
    enum { HEAD = 1 << 16 };

    for (size_t at = 0; at < text.size && at < HEAD; at++) {
        struct view rest = view_slice(text, at, text.size);

        if (text.data[at] != '<')
            continue;
        if (view_starts(rest, VIEW("<!--"))) {
            size_t end =
                view_find(view_slice(text, 0, HEAD), VIEW("-->"), at + 4);
            if (end == SIZE_MAX)
                return text.size;
            at = end + 2;
            continue;
        }
        if (starts_root(rest))
            return at;
        /* A page that shows a feed's source is a page. */
        if (view_starts_nocase(rest, VIEW("<html")) ||
            view_starts_nocase(rest, VIEW("<body")))
            return text.size;
    }
    return text.size;
}

bool feed_xml_read(struct arena *arena, struct view text, struct view base_url,
                   struct feed *feed, struct err *err)
{
    struct xml_tree tree;
    struct source source = {arena, &tree, base_url, false};

    if (!xml_parse(arena, text, XML_MEND, &tree, err))
        return false;
    size_t channel = find_channel(&tree);
    source.is_atom = view_equal_nocase(tree.at[channel].name, VIEW("feed"));
    feed->damaged = tree.damaged;
    read_channel(&source, channel, feed);
    for (size_t i = 0; i < tree.count; i++) {
        if (is_item(&tree.at[i]))
            read_item(&source, i, ARENA_PUSH(arena, &feed->entries));
    }
    return true;
}
