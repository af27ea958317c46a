#include "read/metadata_json.h"

#include "base/buf.h"
#include "format/json.h"
#include "read/draft.h"

#include <stdint.h>

/* Where in nested values an article may stand. */
enum { SEARCH_DEPTH = 6, SCRIPT_MAX = 2 << 20 };

/* Raw control characters inside strings, comments and CDATA marks around the
 * text are what publishers get wrong most. */
static struct json *parse_script(struct arena *arena, struct view text)
{
    struct buf clean = {0};
    struct err err;

    text = view_trim(text);
    if (text.size > SCRIPT_MAX)
        return NULL;
    size_t begin = view_find(text, VIEW("{"), 0);
    size_t list = view_find(text, VIEW("["), 0);
    if (list < begin)
        begin = list;
    if (begin == SIZE_MAX)
        return NULL;
    while (text.size > begin && text.data[text.size - 1] != '}' &&
           text.data[text.size - 1] != ']')
        text.size--;
    text = view_slice(text, begin, text.size);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];

        buf_add_char(&clean, c < 0x20 ? ' ' : (char)c);
    }
    struct json *json = json_parse(arena, buf_view(&clean), &err);
    buf_release(&clean);
    return json;
}

static bool is_article_name(struct view type)
{
    return view_ends(type, VIEW("Article")) ||
           view_ends(type, VIEW("BlogPosting")) ||
           view_ends(type, VIEW("Report")) ||
           view_ends(type, VIEW("LiveBlogPosting")) ||
           view_ends(type, VIEW("Review")) || view_ends(type, VIEW("Recipe")) ||
           view_ends(type, VIEW("DiscussionForumPosting"));
}

static bool is_article(const struct json *value)
{
    const struct json *type = json_member(value, "@type");

    if (!type)
        return false;
    if (type->kind == JSON_KIND_STRING)
        return is_article_name(type->text);
    for (const struct json *name = type->first; name; name = name->next) {
        if (is_article_name(json_text(name)))
            return true;
    }
    return false;
}

static const struct json *find_article(const struct json *value, int depth)
{
    if (!value || depth > SEARCH_DEPTH)
        return NULL;
    if (is_article(value))
        return value;
    for (const struct json *child = value->first; child; child = child->next) {
        const struct json *found = find_article(child, depth + 1);

        if (found)
            return found;
    }
    return NULL;
}

/* A text, or the named member of an object, or of the first of a list. */
static struct view text_of(const struct json *value, const char *member)
{
    if (value && value->kind == JSON_KIND_ARRAY)
        value = value->first;
    if (value && value->kind == JSON_KIND_OBJECT)
        value = json_member(value, member);
    if (value && value->kind == JSON_KIND_ARRAY)
        value = value->first;
    return json_text(value);
}

/* Names of all authors, with ", " between. */
static struct view authors_of(struct arena *arena, const struct json *value)
{
    struct buf names = {0};

    if (!value || value->kind != JSON_KIND_ARRAY)
        return text_of(value, "name");
    for (const struct json *one = value->first; one; one = one->next) {
        struct view name = text_of(one, "name");

        if (name.size == 0)
            continue;
        if (names.size > 0)
            buf_add_string(&names, ", ");
        buf_add(&names, name);
    }
    struct view all = arena_copy(arena, buf_view(&names));
    buf_release(&names);
    return all;
}

/* Titles and names often hold entities or tags: they are HTML. */
static struct view plain(struct arena *arena, struct view text)
{
    struct html_tree tree;
    struct err err;

    if ((view_find(text, VIEW("&"), 0) == SIZE_MAX &&
         view_find(text, VIEW("<"), 0) == SIZE_MAX) ||
        !html_parse(arena, text, &tree, &err))
        return draft_folded(arena, text);
    return draft_folded(arena, html_folded_text(arena, &tree, 0));
}

static void fill(struct view *field, struct view value)
{
    if (field->size == 0)
        *field = value;
}

static void take_article(struct arena *arena, const struct json *article,
                         struct metadata *metadata)
{
    const struct json *is_free = json_member(article, "isAccessibleForFree");
    struct view title = json_member_text(article, "headline");

    if (title.size == 0)
        title = json_member_text(article, "name");
    fill(&metadata->title, plain(arena, title));
    fill(&metadata->author,
         metadata_author(
             arena,
             plain(arena, authors_of(arena, json_member(article, "author")))));
    fill(&metadata->date,
         metadata_date(arena, json_member_text(article, "datePublished")));
    fill(&metadata->site,
         plain(arena, text_of(json_member(article, "publisher"), "name")));
    fill(&metadata->language,
         draft_folded(arena, text_of(json_member(article, "inLanguage"),
                                     "alternateName")));
    fill(&metadata->summary,
         plain(arena, json_member_text(article, "description")));
    fill(&metadata->image, text_of(json_member(article, "image"), "url"));
    fill(&metadata->body, json_member_text(article, "articleBody"));
    if (is_free && ((is_free->kind == JSON_KIND_BOOL && !is_free->truth) ||
                    view_equal_nocase(json_text(is_free), VIEW("false"))))
        metadata->is_paywalled = true;
}

void metadata_json_find(struct arena *arena, const struct html_tree *tree,
                        struct metadata *metadata)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct html_node *node = &tree->at[i];

        if (node->tag != HTML_SCRIPT || node->end != i + 2 ||
            !view_starts_nocase(view_trim(html_attribute(node, "type")),
                                VIEW("application/ld+json")))
            continue;
        const struct json *article =
            find_article(parse_script(arena, tree->at[i + 1].text), 0);
        if (article)
            take_article(arena, article, metadata);
    }
}
