#include "publish/fold.h"

#include "base/utf8.h"

#include <stdint.h>

/* Marks, joiners and modifiers that lean on the character before them: the
 * blocks that matter for a cut, not the whole of Unicode's Grapheme_Extend. */
static bool leans(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05C7},
        {0x064B, 0x065F},   {0x0900, 0x0903},   {0x093A, 0x094F},
        {0x0E31, 0x0E31},   {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E},
        {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF},   {0x200C, 0x200D},
        {0x20D0, 0x20FF},   {0x3099, 0x309A},   {0xFE00, 0xFE0F},
        {0xFE20, 0xFE2F},   {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F},
        {0xE0100, 0xE01EF},
    };

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    }
    return false;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Where a line that starts at text's first byte is to be cut; *whole when all
 * of text fits. */
static size_t cut_at(struct view text, size_t width, size_t least, bool *whole)
{
    size_t space = 0;
    size_t mark = 0;
    size_t count = 0;
    size_t at_space = 0;
    uint32_t before = 0;

    *whole = false;
    for (size_t at = 0; at < text.size; count++) {
        size_t begin = at;
        uint32_t c = utf8_next(text, &at);

        if (is_space(c) && !is_space(before)) {
            space = begin;
            at_space = count;
        }
        if (count > 0 && !leans(c) && before != 0x200D)
            mark = begin;
        if (count == width) {
            if (at_space > least)
                return space;
            return mark > 0 ? mark : begin;
        }
        before = c;
    }
    *whole = true;
    return text.size;
}

bool fold_line(struct view *rest, size_t width, struct view *line)
{
    bool whole;

    *rest = view_trim(*rest);
    if (rest->size == 0)
        return false;
    size_t end = cut_at(*rest, width, 0, &whole);
    *line = view_trim(view_slice(*rest, 0, end));
    *rest = view_slice(*rest, end, rest->size);
    return true;
}

struct view fold_head(struct view text, size_t width, bool *cut)
{
    bool whole;

    text = view_trim(text);
    size_t end = cut_at(text, width, width / 3, &whole);
    *cut = !whole;
    return view_trim(view_slice(text, 0, end));
}
