/* The lines of a plain text and what each looks like by itself. */
#ifndef READ_TEXT_LINE_H
#define READ_TEXT_LINE_H

#include "base/arena.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

enum text_line_kind {
    TEXT_LINE_BLANK,
    TEXT_LINE_PLAIN,
    TEXT_LINE_ITEM, /* begins with a bullet or a number */
    TEXT_LINE_RULE, /* signs only: "* * *", "-----", a drawn line */
    TEXT_LINE_NOTE, /* begins with the mark of a footnote: "[1] See ..." */
};

struct text_line {
    enum text_line_kind kind;
    struct view text;  /* trimmed, without quote signs, bullet or mark */
    struct view label; /* note: its mark */
    size_t number;     /* from 1 */
    size_t width;      /* code points, quote signs taken off, end trimmed */
    int indent;        /* columns before the first character, tabs to 8 */
    int text_indent;   /* item: columns before its text */
    int quote_depth;   /* ">" signs before it */
    int ordinal;       /* item: its number, 0 for a bullet */
    char underline;    /* rule of one sign: '=' or '-' */
    bool new_page;     /* a form feed stands before it */
    const char *omit;  /* why it is no part of the article, or NULL */
    struct view aside; /* a mail address that was taken out of its text */
};

enum { TEXT_LINES_MAX = 1000000 };

struct text_lines {
    struct text_line *at;
    size_t count;
    size_t room;
};

/* Cuts text at \n, \r\n, \r, form feeds, and Unicode's line separators;
 * blank lines in a row count as one.  False when there are more than
 * TEXT_LINES_MAX. */
bool text_lines_cut(struct arena *arena, struct view text,
                    struct text_lines *lines);

/* True when the text ends as a sentence does, closing quotes aside. */
bool text_line_ends_sentence(struct view text);

/* The first code point is an upper-case letter, behind opening quotes. */
bool text_line_begins_upper(struct view text);
bool text_line_begins_lower(struct view text);

#endif
