/* Reads an ID3v2 tag and says whether it is sound: an independent look at
 * what id3.c writes, and at tags of others. */
#ifndef ENCODE_ID3_READ_H
#define ENCODE_ID3_READ_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ID3_HEADER_SIZE = 10 };

struct id3_summary {
    int version;         /* 3 for ID3v2.3; the rest is 0 for other versions */
    size_t chapters;     /* CHAP */
    size_t contents;     /* CTOC */
    size_t sentences;    /* entries of SYLT */
    int64_t length_ms;   /* TLEN, 0: none */
    int64_t last_end_ms; /* latest end of a chapter */
};

/* Size of the tag that begins with these 10 bytes, header (and footer)
 * included; 0 if they begin none. */
size_t id3_read_size(struct view bytes);

/* Reads a whole tag of that size.  False, with what is wrong and where, for
 * frames that run over their end, texts that are not in their encoding,
 * chapters without title or length, and chapter lists that are no tree with
 * one root that holds every chapter.  Linear in the size but for sorting the
 * chapters' names. */
bool id3_read(struct view tag, struct id3_summary *summary,
              struct err *err) MUST_USE;

#endif
