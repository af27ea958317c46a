/* What the line breaks of a plain text mean.  Lines may be wrapped by hand
 * at some width, be whole paragraphs, or be verse. */
#ifndef READ_TEXT_WRAP_H
#define READ_TEXT_WRAP_H

#include "read/draft.h"
#include "read/text_line.h"

#include <stdbool.h>
#include <stddef.h>

enum text_break {
    TEXT_BREAK_NONE,      /* the lines join without a space */
    TEXT_BREAK_SPACE,     /* wrapped: the lines join by a space */
    TEXT_BREAK_HYPHEN,    /* wrapped inside a word: the hyphen goes */
    TEXT_BREAK_LINE,      /* the author's own: verse, an address */
    TEXT_BREAK_PARAGRAPH, /* a new paragraph begins */
};

struct text_wrap {
    struct view text;   /* the whole, borrowed */
    bool wrapped;       /* lines are broken by hand */
    size_t width;       /* at about this many code points */
    bool has_markup;    /* tags or entities of HTML stand in the text */
    bool hyphenated;    /* words are broken at line ends */
    unsigned looked_up; /* words looked for in the text so far */
};

void text_wrap_measure(struct text_wrap *wrap, struct view text,
                       const struct text_lines *lines);

enum text_break text_wrap_break(struct text_wrap *wrap,
                                const struct text_line *line,
                                const struct text_line *next);

/* True when a plain line below an item's line belongs to the item. */
bool text_wrap_continues(const struct text_wrap *wrap,
                         const struct text_line *item,
                         const struct text_line *next);

/* Offset of the hyphen at the end of a line's text. */
size_t text_wrap_stem(struct view text);

/* True when the mark of a note line ("[1]") stands behind a word above. */
bool text_wrap_has_mark(const struct text_wrap *wrap,
                        const struct text_line *note);

/* Adds the text of a line to the open block: marks of notes become runs,
 * pasted tags go, entities become characters. */
void text_wrap_inline(const struct text_wrap *wrap, struct draft *draft,
                      struct view text);

#endif
