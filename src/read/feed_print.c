#include "read/feed_print.h"

#include "format/json.h"
#include "read/feed.h"

static void add_or_null(struct json_writer *writer, const char *key,
                        struct view text)
{
    if (text.size > 0)
        json_add_text(writer, key, text);
    else
        json_add_null(writer, key);
}

static void print_entry(struct arena *arena, const struct feed_entry *entry,
                        struct json_writer *writer)
{
    json_begin_object(writer, NULL);
    add_or_null(writer, "id", entry->id);
    add_or_null(writer, "title", entry->title);
    add_or_null(writer, "link", entry->link);
    add_or_null(writer, "date", entry->date);
    json_add_text_if(writer, "author", entry->author);
    json_add_text_if(writer, "language", entry->language);
    add_or_null(writer, "summary", feed_plain(arena, &entry->summary));
    add_or_null(writer, "content", feed_plain(arena, &entry->content));
    json_begin_array(writer, "enclosures");
    for (size_t i = 0; i < entry->enclosures.count; i++) {
        json_begin_object(writer, NULL);
        json_add_text(writer, "url", entry->enclosures.at[i].url);
        json_add_text_if(writer, "type", entry->enclosures.at[i].type);
        json_add_text_if(writer, "length", entry->enclosures.at[i].length);
        json_end_object(writer);
    }
    json_end_array(writer);
    json_end_object(writer);
}

void feed_print_json(struct arena *arena, const struct feed *feed,
                     struct buf *out)
{
    struct json_writer writer;

    json_writer_init(&writer, out, false);
    json_begin_object(&writer, NULL);
    json_begin_object(&writer, "feed");
    add_or_null(&writer, "title", feed->title);
    add_or_null(&writer, "link", feed->link);
    json_add_text_if(&writer, "language", feed->language);
    json_end_object(&writer);
    json_begin_array(&writer, "entries");
    for (size_t i = 0; i < feed->entries.count; i++)
        print_entry(arena, &feed->entries.at[i], &writer);
    json_end_array(&writer);
    json_end_object(&writer);
    buf_add_char(out, '\n');
}
