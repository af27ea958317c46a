#include "read/markdown_notes.h"

#include "base/buf.h"

#include <stdint.h>
#include <string.h>

/* Text behind "[^label]:", label set; a NULL view when the line is none. */
static struct view definition(struct view line, struct view *label)
{
    size_t end;

    if (!view_starts(line, VIEW("[^")) ||
        (end = view_find(line, VIEW("]:"), 2)) == SIZE_MAX || end == 2 ||
        end > 66)
        return (struct view){0};
    *label = view_slice(line, 2, end);
    struct view text = view_slice(line, end + 2, line.size);
    return text.data ? text : (struct view){line.data + line.size, 0};
}

static void blank(char *bytes, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        if (bytes[i] != '\n')
            bytes[i] = ' ';
    }
}

static bool is_indented(struct view line)
{
    return view_starts(line, VIEW("    ")) || view_starts(line, VIEW("\t"));
}

/* The lines that belong to a definition: up to a blank one, and indented
 * ones behind blank ones. */
static struct view take_lines(struct arena *arena, struct view first,
                              struct view *rest, size_t *line_number)
{
    struct buf text = {0};
    struct view line;
    struct view ahead = *rest;
    bool after_blank = false;
    struct view unused;

    buf_add(&text, view_trim(first));
    while (view_next_line(&ahead, &line)) {
        bool is_blank = view_trim(line).size == 0;

        if (!is_blank && ((after_blank && !is_indented(line)) ||
                          definition(line, &unused).data))
            break;
        if (is_blank && after_blank)
            break;
        buf_add_char(&text, '\n');
        buf_add(&text, view_trim(line));
        after_blank = is_blank;
        *rest = ahead;
        ++*line_number;
    }
    struct view copy = arena_copy(arena, view_trim(buf_view(&text)));
    buf_release(&text);
    return copy;
}

struct view markdown_notes_cut(struct arena *arena, struct view text,
                               struct markdown_notes *notes)
{
    struct view rest = text;
    struct view line;
    size_t number = 0;
    bool fenced = false;
    char *bytes = NULL;
    struct view result = text;

    while (view_next_line(&rest, &line)) {
        struct view label;
        struct view first = definition(line, &label);

        number++;
        if (view_starts(view_trim(line), VIEW("```")))
            fenced = !fenced;
        if (fenced || !first.data)
            continue;
        if (!bytes) {
            result = arena_copy(arena, text);
            bytes = (char *)result.data; /* our own copy */
        }
        size_t begin = (size_t)(line.data - text.data);
        struct markdown_note *note = ARENA_PUSH(arena, notes);
        note->label = label;
        note->line = number;
        note->text = take_lines(arena, first, &rest, &number);
        blank(bytes, begin, text.size - rest.size);
    }
    return result;
}

bool markdown_notes_has(const struct markdown_notes *notes, struct view label)
{
    for (size_t i = 0; i < notes->count; i++) {
        if (view_equal(notes->at[i].label, label))
            return true;
    }
    return false;
}
