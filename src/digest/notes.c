#include "digest/notes.h"

#include "base/atomic_file.h"
#include "format/json.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT_VERSION = 1, NOTES_BYTES_MAX = 256 << 20 };

static const char digits[] = "0123456789abcdef";

static void add_hex(struct json_writer *writer, const char *key,
                    const void *data, size_t size)
{
    const unsigned char *bytes = data;
    struct buf hex = {0};

    for (size_t i = 0; i < size; i++) {
        buf_add_char(&hex, digits[bytes[i] >> 4]);
        buf_add_char(&hex, digits[bytes[i] & 15]);
    }
    json_add_text(writer, key, buf_view(&hex));
    buf_release(&hex);
}

static int nibble(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The bytes of a text of hex digits; false unless they are just size. */
static bool take_hex(struct view hex, void *into, size_t size)
{
    unsigned char *bytes = into;

    if (hex.size != size * 2)
        return false;
    for (size_t i = 0; i < size; i++) {
        int high = nibble(hex.data[2 * i]);
        int low = nibble(hex.data[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

static void add_item(struct json_writer *writer, const struct digest_item *item)
{
    json_begin_object(writer, NULL);
    json_add_text(writer, "fate", view_of(item_fate_name(item->fate)));
    json_add_text(writer, "title", item->title);
    json_add_text(writer, "source", item->source->key);
    json_add_text_if(writer, "source_name", item->source_name);
    json_add_text_if(writer, "link", item->link);
    json_add_text(writer, "guid", item->guid);
    if (item_is_settled(item->fate)) {
        json_add_integer(writer, "words", (long long)item->story.words);
        add_hex(writer, "content", &item->sketch.content,
                sizeof item->sketch.content);
        add_hex(writer, "sketch", item->story.least, sizeof item->story.least);
        add_hex(writer, "sentences", item->sentences.at,
                item->sentences.count * sizeof *item->sentences.at);
    }
    json_end_object(writer);
}

void notes_write(const struct state_episode *episode,
                 const struct digest_items *items, struct buf *out)
{
    struct json_writer writer;

    json_writer_init(&writer, out, false);
    json_begin_object(&writer, NULL);
    json_add_integer(&writer, "briefcast_digest", FORMAT_VERSION);
    json_add_text(&writer, "episode", episode->name);
    json_add_text(&writer, "title", episode->title);
    json_add_integer(&writer, "made", episode->made);
    json_add_integer(&writer, "length_ms", episode->length_ms);
    json_begin_array(&writer, "items");
    for (size_t i = 0; i < items->count; i++) {
        if (item_is_settled(items->at[i].fate) ||
            items->at[i].fate == ITEM_LEFT)
            add_item(&writer, &items->at[i]);
    }
    json_end_array(&writer);
    json_end_object(&writer);
}

static int64_t take_number(const struct json *object, const char *key)
{
    const struct json *value = json_member(object, key);

    if (!value || value->kind != JSON_KIND_NUMBER || !(value->number >= 0) ||
        value->number > 1e15)
        return -1;
    return (int64_t)value->number;
}

static bool take_item(struct arena *arena, const struct json *json,
                      struct digest_items *items)
{
    struct digest_source *source = arena_new(arena, 1, sizeof *source);
    struct view sentences = json_member_text(json, "sentences");
    struct digest_item item = {
        .fate = item_fate_of(json_member_text(json, "fate")),
        .title = json_member_text(json, "title"),
        .link = json_member_text(json, "link"),
        .guid = json_member_text(json, "guid"),
        .source = source,
        .seconds = INT64_MIN,
    };
    int64_t words = take_number(json, "words");

    source->key = json_member_text(json, "source");
    if (item.fate == ITEM_LEFT)
        return true;
    item.story.words = words < 0 ? 0 : (size_t)words;
    item.sentences.count = sentences.size / (2 * sizeof *item.sentences.at);
    item.sentences.at =
        arena_new(arena, item.sentences.count + 1, sizeof *item.sentences.at);
    if (!item_is_settled(item.fate) || words < 0 ||
        !take_hex(json_member_text(json, "content"), &item.sketch.content,
                  sizeof item.sketch.content) ||
        !take_hex(json_member_text(json, "sketch"), item.story.least,
                  sizeof item.story.least) ||
        !take_hex(sentences, item.sentences.at,
                  item.sentences.count * sizeof *item.sentences.at))
        return false;
    *ARENA_PUSH(arena, items) = item;
    return true;
}

bool notes_parse(struct arena *arena, const char *path, struct view json,
                 struct state_episode *episode, struct digest_items *items,
                 struct err *err)
{
    const struct json *root = json_parse(arena, json, err);

    if (!root) {
        err_prefix(err, "%s", path);
        return false;
    }
    const struct json *list = json_member(root, "items");
    *episode = (struct state_episode){
        .name = json_member_text(root, "episode"),
        .title = json_member_text(root, "title"),
        .made = take_number(root, "made"),
        .length_ms = take_number(root, "length_ms"),
    };
    if (take_number(root, "briefcast_digest") != FORMAT_VERSION ||
        episode->name.size == 0 || episode->made < 0 ||
        episode->length_ms < 0 || !list || list->kind != JSON_KIND_ARRAY)
        return err_set(err,
                       "%s: is not what a digest notes of an episode; move "
                       "it away",
                       path);
    for (const struct json *item = list->first; item; item = item->next) {
        if (!take_item(arena, item, items))
            return err_set(err, "%s: an item in it is damaged; move it away",
                           path);
    }
    return true;
}

struct note {
    struct state_episode episode;
    struct digest_items items;
};

struct noted {
    struct note *at;
    size_t count;
    size_t room;
};

static int by_age(const void *a, const void *b)
{
    const struct note *x = a;
    const struct note *y = b;

    if (x->episode.made != y->episode.made)
        return x->episode.made < y->episode.made ? -1 : 1;
    return view_compare(x->episode.name, y->episode.name);
}

static bool read_note(struct arena *arena, const char *path, struct note *note,
                      struct err *err)
{
    char *data = NULL;
    size_t size = 0;

    *note = (struct note){0};
    if (!file_read(path, NOTES_BYTES_MAX, &data, &size, err))
        return false;
    struct view text = arena_copy(arena, (struct view){data, size});
    free(data);
    return notes_parse(arena, path, text, &note->episode, &note->items, err);
}

bool notes_restore(struct arena *arena, const char *folder, struct state *state,
                   const struct log *log, size_t *episodes, struct err *err)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    struct noted noted = {0};
    bool ok = true;

    *episodes = 0;
    if (!dir)
        return true; /* there is no episode yet */
    while ((entry = readdir(dir))) {
        struct note note;
        struct err fault;

        if (entry->d_name[0] == '.' ||
            !view_ends(view_of(entry->d_name), VIEW(NOTES_ENDING)))
            continue;
        struct view path = arena_format(arena, "%s/%s", folder, entry->d_name);
        if (read_note(arena, path.data, &note, &fault))
            *ARENA_PUSH(arena, &noted) = note;
        else
            log_warning(log, "%s", fault.message);
    }
    closedir(dir);
    if (noted.count > 0)
        qsort(noted.at, noted.count, sizeof *noted.at, by_age);
    for (size_t i = 0; ok && i < noted.count; i++) {
        ok =
            state_restore(state, &noted.at[i].episode, &noted.at[i].items, err);
        ++*episodes;
    }
    return ok;
}
