#include "encode/id3_chapters.h"

#include "base/arena.h"
#include "encode/id3_frame.h"

#include <stdio.h>

/* MAX_LEVEL: chapters below it count as of that level, which bounds how deep
 * lists nest. */
enum { MAX_ENTRIES = 255, MAX_LEVEL = 8, TOP_LEVEL = 2, ORDERED = 1 };

/* What a CTOC lists. */
struct entry {
    enum { ENTRY_CHAPTER, ENTRY_CONTENTS, ENTRY_GROUP } kind;
    size_t number;
};

struct entries {
    struct entry *at;
    size_t count;
    size_t room;
};

struct writer {
    const struct episode *episode;
    struct arena arena;
    struct buf *out;
    size_t groups;
};

static void add_id(struct buf *out, struct entry entry)
{
    static const char *const names[] = {[ENTRY_CHAPTER] = "chp",
                                        [ENTRY_CONTENTS] = "toc",
                                        [ENTRY_GROUP] = "grp"};

    buf_addf(out, "%s%zu", names[entry.kind], entry.number);
    buf_add_char(out, '\0');
}

static struct stretch chapter_ms(const struct episode *episode, size_t i)
{
    const struct timeline *timeline = episode->timeline;
    struct stretch at = timeline_chapter(timeline, i);

    return (struct stretch){i == 0 ? 0 : timeline_ms(timeline, at.begin),
                            timeline_ms(timeline, at.end)};
}

static bool has_length(const struct episode *episode, size_t i)
{
    struct stretch at = chapter_ms(episode, i);

    return at.end > at.begin && at.end <= UINT32_MAX;
}

static void add_contents(struct writer *writer, struct entry id, int flags,
                         struct view title, const struct entry *entries,
                         size_t count)
{
    size_t frame = id3_frame_begin(writer->out, "CTOC");

    add_id(writer->out, id);
    buf_add_char(writer->out, (char)flags);
    buf_add_char(writer->out, (char)(unsigned char)count);
    for (size_t i = 0; i < count; i++)
        add_id(writer->out, entries[i]);
    id3_add_text_frame(writer->out, "TIT2", title);
    id3_frame_end(writer->out, frame);
}

/* A CTOC for entries however many; where they are more than 255 they are put
 * into groups, and the groups into groups. */
static void add_list(struct writer *writer, struct entry id, int flags,
                     struct view title, struct entries entries)
{
    while (entries.count > MAX_ENTRIES) {
        struct entries groups = {0};

        for (size_t i = 0; i < entries.count; i += MAX_ENTRIES) {
            size_t left = entries.count - i;
            struct entry group = {ENTRY_GROUP, writer->groups++};

            add_contents(writer, group, ORDERED, (struct view){0},
                         entries.at + i,
                         left < MAX_ENTRIES ? left : MAX_ENTRIES);
            *ARENA_PUSH(&writer->arena, &groups) = group;
        }
        entries = groups;
    }
    if (entries.count > 0)
        add_contents(writer, id, flags, title, entries.at, entries.count);
}

static int level_of(const struct chapters *chapters, size_t i)
{
    int level = chapters->at[i].level;

    return level < 0 ? 0 : level > MAX_LEVEL ? MAX_LEVEL : level;
}

/* A list that is open while its chapters are gone through. */
struct open_list {
    int level;      /* of the chapter it is for; -1 for the top */
    size_t chapter; /* unused at the top */
    struct entries entries;
};

static void close_list(struct writer *writer, struct open_list *lists,
                       size_t *depth)
{
    const struct chapters *chapters = &writer->episode->script->chapters;
    struct open_list *list = &lists[--*depth];
    struct entry id = {ENTRY_CONTENTS, list->chapter + 1};
    struct entries *parent = &lists[*depth - 1].entries;

    if (list->entries.count == 0)
        return;
    /* A list of nothing but the chapter itself is no list. */
    if (list->entries.count == 1 && list->entries.at[0].kind == ENTRY_CHAPTER &&
        list->entries.at[0].number == list->chapter) {
        *ARENA_PUSH(&writer->arena, parent) = list->entries.at[0];
        return;
    }
    *ARENA_PUSH(&writer->arena, parent) = id;
    add_list(writer, id, ORDERED, chapters->at[list->chapter].title,
             list->entries);
}

static void add_all_contents(struct writer *writer)
{
    const struct episode *episode = writer->episode;
    const struct chapters *chapters = &episode->script->chapters;
    struct open_list lists[MAX_LEVEL + 2] = {{.level = -1}};
    size_t depth = 1;

    for (size_t i = 0; i < chapters->count; i++) {
        int level = level_of(chapters, i);

        while (lists[depth - 1].level >= level)
            close_list(writer, lists, &depth);
        lists[depth++] = (struct open_list){.level = level, .chapter = i};
        if (has_length(episode, i))
            *ARENA_PUSH(&writer->arena, &lists[depth - 1].entries) =
                (struct entry){ENTRY_CHAPTER, i};
    }
    while (depth > 1)
        close_list(writer, lists, &depth);
    add_list(writer, (struct entry){ENTRY_CONTENTS, 0}, TOP_LEVEL | ORDERED,
             episode->title, lists[0].entries);
}

static void add_chapter(const struct episode *episode, size_t i,
                        struct buf *out)
{
    const struct chapter *chapter = &episode->script->chapters.at[i];
    struct stretch at = chapter_ms(episode, i);
    size_t frame = id3_frame_begin(out, "CHAP");
    char name[32];

    add_id(out, (struct entry){ENTRY_CHAPTER, i});
    buf_add_u32be(out, (unsigned long)at.begin);
    buf_add_u32be(out, (unsigned long)at.end);
    /* No byte offsets: they would go stale when the tag grows. */
    buf_add_u32be(out, UINT32_MAX);
    buf_add_u32be(out, UINT32_MAX);

    size_t before = out->size;
    id3_add_text_frame(out, "TIT2", chapter->title);
    if (out->size == before) {
        snprintf(name, sizeof name, "%zu", i + 1);
        id3_add_text_frame(out, "TIT2", view_of(name));
    }
    id3_add_link_frame(out, chapter->url);
    if (episode->pictures)
        id3_add_picture_frame(out, episode->pictures[i], ID3_OTHER_PICTURE);
    id3_frame_end(out, frame);
}

void id3_add_chapters(const struct episode *episode, struct buf *out)
{
    struct writer writer = {.episode = episode, .out = out};

    add_all_contents(&writer);
    for (size_t i = 0; i < episode->script->chapters.count; i++) {
        if (has_length(episode, i))
            add_chapter(episode, i, out);
    }
    arena_release(&writer.arena);
}
