/* Text in any encoding -> UTF-8.  Bytes are believed before labels, because
 * labels are often stale (in this order):
 *   1. a byte order mark, or the zero bytes of UTF-16 and UTF-32;
 *   2. escape sequences of ISO-2022-* and HZ, when labelled so;
 *   3. valid UTF-8 (a last character may be cut), or nearly all of it valid;
 *   4. the label of the HTTP header, then that of <meta> or <?xml ...?> in
 *      the first 8 KB, by the WHATWG Encoding Standard's table of names
 *      ("iso-8859-1" means windows-1252, "gb2312" means gb18030, ...);
 *   5. mostly valid UTF-8, the other bytes read as windows-1252;
 *   6. what the letters look like (uchardet), else windows-1252. */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include "base/buf.h"
#include "base/view.h"

#include <stddef.h>

struct encoding {
    char name[40];         /* what the bytes were taken for: "UTF-8" */
    size_t replaced_bytes; /* input bytes that became U+FFFD */
    size_t replaced_line;  /* line of the first of them, from 1; 0: none */
    size_t repaired_bytes; /* stray bytes in UTF-8, read as windows-1252 */
};

/* Appends bytes as valid UTF-8, without byte order mark and NUL, to out;
 * line ends stay as written.  content_type is the value of the HTTP header
 * ("text/html; charset=koi8-r") or empty.  Never fails: what no encoding
 * explains becomes U+FFFD and is counted.  Time is linear in the size. */
void encoding_to_utf8(struct view bytes, struct view content_type,
                      struct buf *out, struct encoding *found);

/* Keeps open, for the life of the process, whatever decoding these bytes may
 * need of the C library's files: for processes that will soon be unable to
 * open any.  Takes about 2 ms unless the bytes are plain UTF-8. */
void encoding_prepare(struct view bytes, struct view content_type);

/* The value of the charset parameter of a content type, without quotes;
 * empty when there is none. */
struct view encoding_charset(struct view content_type);

#endif
