/* A view is a piece of somebody else's bytes: an address and a size, passed
 * by value.  It is not NUL-terminated and owns nothing; the memory must
 * outlive it.  An empty view may have a NULL address.  Text is UTF-8 unless
 * a function says otherwise; sizes and offsets are in bytes. */
#ifndef BASE_VIEW_H
#define BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

struct view {
    const char *data;
    size_t size;
};

/* A view of a string literal. */
#define VIEW(literal)                                                          \
    (struct view)                                                              \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

/* Arguments for "%.*s". */
#define VIEW_ARG(v) (int)(v).size, (v).data ? (v).data : ""

/* View of a NUL-terminated string; NULL gives an empty view. */
struct view view_of(const char *string);

/* Bytes begin (included) to end (excluded); both are clamped to the view. */
struct view view_slice(struct view v, size_t begin, size_t end);

bool view_equal(struct view a, struct view b);
/* ASCII letters compare without case, all other bytes exactly. */
bool view_equal_nocase(struct view a, struct view b);
bool view_starts(struct view v, struct view prefix);
bool view_starts_nocase(struct view v, struct view prefix);
bool view_ends(struct view v, struct view suffix);

/* Byte order, as memcmp, a shorter view before a longer one. */
int view_compare(struct view a, struct view b);

/* Offset of the first occurrence of what at or after from, or SIZE_MAX. */
size_t view_find(struct view v, struct view what, size_t from);

/* Without ASCII white space (space, \t, \n, \v, \f, \r) at both ends. */
struct view view_trim(struct view v);

/* Takes the next line, without its \n or \r\n, off *rest into *line; false
 * when nothing is left.  A last line without a line end counts. */
bool view_next_line(struct view *rest, struct view *line);

/* Takes the bytes before the first separator off *rest, which then starts
 * behind it; all of *rest when there is no separator. */
struct view view_cut(struct view *rest, char separator);

#endif
