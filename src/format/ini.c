#include "format/ini.h"

#include "base/utf8.h"

#include <ini.h>

#include <stdint.h>
#include <string.h>

struct reading {
    struct arena *arena;
    struct view rest; /* lines that inih has not asked for yet */
    size_t line;      /* number of the line it asked for last */
    size_t long_line; /* first line that did not fit, or 0 */
    struct ini *ini;
};

/* inih tells of a section only with its entries; an empty one with a wrong
 * name is a mistake as well. */
static void note_section(struct reading *reading, struct view text)
{
    size_t end = view_find(text, VIEW("]"), 0);

    if (text.size == 0 || text.data[0] != '[' || end == SIZE_MAX)
        return;
    struct ini_section *section =
        ARENA_PUSH(reading->arena, &reading->ini->sections);
    section->name = arena_copy(reading->arena, view_slice(text, 1, end));
    section->line = reading->line;
}

/* inih's reader: one line, NUL-terminated, at most room - 1 bytes. */
static char *next_line(char *line, int room, void *context)
{
    struct reading *reading = context;
    struct view text;

    if (!view_next_line(&reading->rest, &text))
        return NULL;
    reading->line++;
    note_section(reading, view_trim(text));
    if (text.size + 1 >= (size_t)room) {
        if (!reading->long_line)
            reading->long_line = reading->line;
        text.size = 0;
    }
    if (text.size > 0)
        memcpy(line, text.data, text.size);
    line[text.size] = '\n';
    line[text.size + 1] = '\0';
    return line;
}

static int add_entry(void *context, const char *section, const char *key,
                     const char *value)
{
    struct reading *reading = context;
    struct ini_entry *entry = ARENA_PUSH(reading->arena, reading->ini);

    entry->section = arena_copy(reading->arena, view_of(section));
    entry->key = arena_copy(reading->arena, view_of(key));
    entry->value = arena_copy(reading->arena, view_of(value));
    entry->line = reading->line;
    return 1;
}

static const struct ini_entry *find_twice(const struct ini *ini)
{
    for (size_t i = 1; i < ini->count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (view_equal(ini->at[i].key, ini->at[k].key) &&
                view_equal(ini->at[i].section, ini->at[k].section))
                return &ini->at[i];
        }
    }
    return NULL;
}

bool ini_read(struct arena *arena, const char *path, struct view bytes,
              struct ini *ini, struct err *err)
{
    enum { MOST_ENTRIES = 4000 };
    struct reading reading = {.arena = arena, .rest = bytes, .ini = ini};
    size_t bad;

    *ini = (struct ini){0};
    if (!utf8_valid(bytes, &bad) ||
        (bad = view_find(bytes, VIEW("\0"), 0)) != SIZE_MAX)
        return err_set(err,
                       "%s: byte %zu is no UTF-8 text; save the file as UTF-8",
                       path, bad + 1);
    int wrong = ini_parse_stream(next_line, &reading, add_entry, &reading);
    if (reading.long_line)
        return err_set(err, "%s:%zu: the line is too long; write it shorter",
                       path, reading.long_line);
    if (wrong != 0)
        return err_set(err,
                       "%s:%d: this is no [section], no \"key = value\" and no "
                       "; comment; correct or remove the line",
                       path, wrong);
    if (ini->count > MOST_ENTRIES)
        return err_set(err, "%s: more than %d entries; split the file", path,
                       MOST_ENTRIES);
    const struct ini_entry *twice = find_twice(ini);
    if (twice)
        return err_set(err,
                       "%s:%zu: \"%.*s\" stands twice in [%.*s], or the line "
                       "before is continued by an indented one; keep one",
                       path, twice->line, VIEW_ARG(twice->key),
                       VIEW_ARG(twice->section));
    return true;
}
