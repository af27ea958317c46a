/* The package of an EPUB: META-INF/container.xml and the .opf file it names
 * -> metadata, reading order, table of contents.  Read as the EPUB 3.3
 * recommendation (and OPF 2.0.1 for older books) says, mended where it is
 * broken. */
#ifndef READ_EPUB_PACKAGE_H
#define READ_EPUB_PACKAGE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "format/zip.h"

#include <stdbool.h>
#include <stddef.h>

struct epub_item {
    struct view id;
    struct view path; /* of its entry; empty: not in the archive */
    struct view type; /* media type */
    struct view properties;
    struct view fallback; /* id of another item */
};

struct epub_items {
    struct epub_item *at;
    size_t count;
    size_t room;
};

/* A line of the table of contents. */
struct epub_place {
    struct view title;
    struct view path;     /* of its entry */
    struct view fragment; /* id inside it; empty: its begin */
    int level;            /* from 1 */
    bool shown;           /* its title stands before its text already */
};

struct epub_contents {
    struct epub_place *at;
    size_t count;
    size_t room;
};

/* Entries to be read, in order. */
struct epub_spine {
    struct view *at;
    size_t count;
    size_t room;
};

struct epub_package {
    struct view title;
    struct view author; /* all creators, separated by ", " */
    struct view language;
    struct view date; /* as written */
    struct view publisher;
    struct view description;
    struct view cover; /* entry of the cover image; empty: none named */
    struct epub_items items;
    struct epub_spine spine;
    struct epub_contents contents;
};

/* Reads the package of an open archive.  source names the book in warnings.
 * Fails when the book is encrypted, or has nothing that can be read. */
bool epub_package_read(struct arena *arena, struct zip_reader *zip,
                       struct view source, const struct log *log,
                       struct epub_package *package, struct err *err) MUST_USE;

/* The entry that a reference in the entry `from` points to, without its
 * fragment; empty when it leaves the book for the network. */
struct view epub_package_path(struct arena *arena, struct zip_reader *zip,
                              struct view from, struct view reference);

#endif
