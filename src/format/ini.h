/* INI files as inih reads them: bytes -> a list of entries with their lines.
 * Comments begin with ';' (anywhere after white space) or '#' (at the start
 * of a line); values are trimmed. */
#ifndef FORMAT_INI_H
#define FORMAT_INI_H

#include "base/arena.h"
#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

struct ini_entry {
    struct view section; /* "" before the first section */
    struct view key;
    struct view value; /* may be empty */
    size_t line;       /* from 1 */
};

struct ini_section {
    struct view name;
    size_t line;
};

struct ini_sections {
    struct ini_section *at;
    size_t count;
    size_t room;
};

struct ini {
    struct ini_entry *at; /* in the order of the file */
    size_t count;
    size_t room;
    struct ini_sections sections; /* those without entries too */
};

/* Reads the whole of bytes; memory comes from arena.  Fails, with path and
 * line, on a line that is neither a section, an entry nor a comment, on one
 * that is too long for inih, on a key that stands twice in a section, and on
 * text that is not UTF-8 or holds NUL. */
bool ini_read(struct arena *arena, const char *path, struct view bytes,
              struct ini *ini, struct err *err) MUST_USE;

#endif
