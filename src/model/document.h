/* A document is what a reader makes of a file, a page or a feed item:
 * metadata and blocks, in reading order, with their place in the source.
 * All memory is the arena's that the reader was given.  All text is valid
 * UTF-8 in NFC or as written, without NUL, and without C0 controls but '\n'
 * and '\t' where a block kind says so. */
#ifndef MODEL_DOCUMENT_H
#define MODEL_DOCUMENT_H

#include "base/arena.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

enum block_kind {
    BLOCK_HEADING,   /* level 1 to 6 */
    BLOCK_PARAGRAPH, /* text without line breaks, unless the author's own */
    BLOCK_QUOTE,     /* a paragraph of a quotation */
    BLOCK_ITEM,      /* first paragraph of a list item; level is its depth */
    BLOCK_TABLE,     /* rows end in '\n', cells in a row divide by '\t' */
    BLOCK_CODE,      /* lines as written */
    BLOCK_IMAGE,     /* text is the alternative text, may be empty */
    BLOCK_NOTE,      /* text of a footnote; label is its mark */
    BLOCK_BYLINE,    /* by whom and when, put in from the metadata */
    BLOCK_RULE,      /* a break between parts ("* * *"); text as written */
};

/* What a stretch of a block's text is, beyond its characters. */
enum run_kind {
    RUN_LINK,     /* value: address */
    RUN_EMPHASIS, /* no value */
    RUN_STRONG,   /* no value */
    RUN_CODE,     /* no value */
    RUN_LANGUAGE, /* value: BCP 47 tag */
    RUN_NOTEMARK, /* value: label of the note */
    RUN_IMAGE,    /* an image inside a line; its text is the alternative text */
    RUN_ABBREVIATION, /* value: what it stands for */
};

struct run {
    enum run_kind kind;
    size_t begin; /* byte offsets in the block's text, begin < end */
    size_t end;
    struct view value;
};

struct runs {
    struct run *at; /* by begin, outer before inner */
    size_t count;
    size_t room;
};

struct block {
    enum block_kind kind;
    int level;       /* heading: 1 to 6; item: 1 and up; else 0 */
    int quote_depth; /* block quotations around it */
    int ordinal;     /* item: its number in an ordered list, else 0 */
    int header_rows; /* table: rows that are headings */
    bool continues;  /* a further paragraph of the item or note before */
    struct view text;
    struct view label;    /* note: mark; code: language; image: address;
                             heading: anchor id */
    struct view caption;  /* table or image: its caption, not in text */
    struct view language; /* BCP 47, empty: the document's */
    struct runs runs;
    size_t line; /* where it begins in the source, from 1; 0 unknown */
};

struct blocks {
    struct block *at;
    size_t count;
    size_t room;
};

/* Source text that did not become a block, and why. */
struct omission {
    const char *reason; /* "boilerplate", "hidden", "script", ...: static */
    struct view text;   /* what was left out, white space folded */
    size_t before;      /* index of the block it stood before */
};

struct omissions {
    struct omission *at;
    size_t count;
    size_t room;
};

struct document {
    struct view source; /* name of the file, address, or "-" */
    struct view format; /* "text", "markdown", "html", ... */
    struct view title;  /* empty: none was found */
    struct view author;
    struct view date; /* ISO 8601: YYYY-MM-DD, with time and zone if known */
    struct view language; /* BCP 47, empty: not stated */
    struct view site;     /* name of the publication */
    struct view url;      /* address of the article */
    struct view id;       /* of an entry of a feed, as written; else empty */
    struct view summary;
    struct view image;     /* address of the lead image */
    struct view image_alt; /* its alternative text */
    struct view cover;     /* bytes of the picture that a book brings along */
    bool title_in_blocks;  /* the first block is a heading with the title */
    size_t replaced_bytes; /* bytes that were no text and became U+FFFD */
    size_t replaced_line;  /* line of the first of them */
    struct blocks blocks;
    struct omissions omissions;
};

/* Several articles of one source (a feed, a book of stories). */
struct documents {
    struct document *at;
    size_t count;
    size_t room;
};

/* Name of a kind in dumps: "heading", "paragraph", ... */
const char *block_kind_name(enum block_kind kind);
const char *run_kind_name(enum run_kind kind);

#endif
