/* UTF-8 by RFC 3629: no surrogates, no overlong forms, at most U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_INVALID UINT32_MAX

/* The code point at offset *at (which must be below the size), moving *at
 * behind it.  UTF8_INVALID for a byte that starts no valid sequence; then
 * *at moves over the longest valid beginning (Unicode 15, section 3.9,
 * "maximal subpart"), at least one byte. */
uint32_t utf8_next(struct view text, size_t *at);

/* The code point that ends at offset *at (above 0), moving *at before it;
 * UTF8_INVALID, one byte back, when the bytes are no valid sequence. */
uint32_t utf8_previous(struct view text, size_t *at);

/* Writes 1 to 4 bytes and returns how many; U+FFFD for what is no scalar
 * value. */
size_t utf8_encode(uint32_t codepoint, char bytes[4]);

/* True when all of text is valid UTF-8; otherwise *bad (unless NULL) is the
 * offset of the first bad byte. */
bool utf8_valid(struct view text, size_t *bad);

/* Number of code points; an invalid maximal subpart counts as one. */
size_t utf8_length(struct view text);

/* Largest offset that is at most limit and not inside a character. */
size_t utf8_floor(struct view text, size_t limit);

#endif
