/* Frames and texts of an ID3v2.3 tag (id3.org "ID3 tag version 2.3.0",
 * sections 3.3 and 4), appended to a buffer. */
#ifndef ENCODE_ID3_FRAME_H
#define ENCODE_ID3_FRAME_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A frame of four letters begins; what is added until id3_frame_end with the
 * returned value is its content.  Frames nest. */
size_t id3_frame_begin(struct buf *out, const char *id);
void id3_frame_end(struct buf *out, size_t begin);

/* A text has an encoding: ISO 8859-1 if that has all its characters, else
 * UTF-16 with a byte order mark.  All texts of a frame share one. */
enum id3_encoding { ID3_LATIN1 = 0, ID3_UTF16 = 1 };
enum id3_encoding id3_encoding_for(struct view text);

/* The byte that says which. */
void id3_add_encoding(struct buf *out, enum id3_encoding encoding);

/* The text without, or with, the zero that ends it.  Line ends stay; tabs
 * become spaces; other control characters are left out; bytes that are no
 * UTF-8 become U+FFFD ('?' in ISO 8859-1 never happens: the encoding is then
 * UTF-16). */
void id3_add_text(struct buf *out, enum id3_encoding encoding,
                  struct view text);
void id3_add_text_end(struct buf *out, enum id3_encoding encoding,
                      struct view text);

/* A whole text frame ("TIT2"), or nothing for a text that is empty or white.
 * Line ends become spaces. */
void id3_add_text_frame(struct buf *out, const char *id, struct view text);

/* WXXX without description: an address in ASCII, other bytes as %XX. */
void id3_add_link_frame(struct buf *out, struct view url);

/* What a picture is of (section 4.15). */
enum id3_picture { ID3_OTHER_PICTURE = 0, ID3_FRONT_COVER = 3 };

/* APIC without description; false, and nothing added, for bytes that are
 * neither JPEG nor PNG. */
bool id3_add_picture_frame(struct buf *out, struct view picture,
                           enum id3_picture kind);

#endif
