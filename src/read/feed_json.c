#include "read/feed_json.h"

#include "format/json.h"
#include "format/url.h"
#include "read/draft.h"
#include "read/feed_text.h"

static struct view resolve(struct arena *arena, struct view base,
                           struct view reference)
{
    return reference.size > 0 ? url_resolve(arena, base, reference) : reference;
}

/* Version 1.1 has a list of authors, 1.0 one author. */
static struct view author_of(const struct json *of)
{
    const struct json *authors = json_member(of, "authors");
    const struct json *author = authors && authors->kind == JSON_KIND_ARRAY
                                    ? authors->first
                                    : json_member(of, "author");

    return json_member_text(author, "name");
}

/* Ids should be strings; whole numbers are common and mean themselves. */
static struct view id_of(struct arena *arena, const struct json *id)
{
    if (id && id->kind == JSON_KIND_NUMBER)
        return arena_format(arena, "%.17g", id->number);
    return json_text(id);
}

static void read_item(struct arena *arena, const struct json *item,
                      struct view base, struct feed_entry *entry)
{
    const struct json *attachments = json_member(item, "attachments");

    entry->id = id_of(arena, json_member(item, "id"));
    entry->link = resolve(arena, base, json_member_text(item, "url"));
    if (entry->link.size == 0)
        entry->link =
            resolve(arena, base, json_member_text(item, "external_url"));
    if (entry->id.size == 0)
        entry->id = entry->link;
    entry->title = draft_folded(arena, json_member_text(item, "title"));
    entry->author = author_of(item);
    entry->language = json_member_text(item, "language");
    entry->seconds = INT64_MIN;
    feed_text_date(arena, json_member_text(item, "date_published"), entry);
    if (entry->date.size == 0)
        feed_text_date(arena, json_member_text(item, "date_modified"), entry);
    entry->summary.text = json_member_text(item, "summary");
    entry->content.text = json_member_text(item, "content_html");
    entry->content.is_markup = entry->content.text.size > 0;
    if (!entry->content.is_markup)
        entry->content.text = json_member_text(item, "content_text");
    entry->content.base = entry->link.size > 0 ? entry->link : base;
    for (const struct json *attachment = attachments ? attachments->first
                                                     : NULL;
         attachment; attachment = attachment->next) {
        struct view url =
            resolve(arena, base, json_member_text(attachment, "url"));
        if (url.size == 0)
            continue;
        struct feed_enclosure *enclosure =
            ARENA_PUSH(arena, &entry->enclosures);
        enclosure->url = url;
        enclosure->type = json_member_text(attachment, "mime_type");
    }
}

bool feed_json_read(struct arena *arena, struct view text, struct view base_url,
                    struct feed *feed, struct err *err)
{
    const struct json *root = json_parse(arena, text, err);
    const struct json *items = json_member(root, "items");

    if (!root)
        return false;
    if (!items || items->kind != JSON_KIND_ARRAY)
        return err_set(err, "is no JSON Feed: it has no list \"items\"");
    feed->title = draft_folded(arena, json_member_text(root, "title"));
    feed->language = json_member_text(root, "language");
    feed->author = author_of(root);
    feed->link =
        resolve(arena, base_url, json_member_text(root, "home_page_url"));
    struct view base = base_url.size > 0 ? base_url : feed->link;
    for (const struct json *item = items->first; item; item = item->next)
        read_item(arena, item, base, ARENA_PUSH(arena, &feed->entries));
    return true;
}
