/* utf16: ICU's results as UTF-8. */
#ifndef SPEECH_UTF16_H
#define SPEECH_UTF16_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

/* Appends size UTF-16 units; lone surrogates become U+FFFD, soft hyphens are
 * left out, and white space of any kind becomes one plain space. */
void utf16_add(struct buf *out, const uint16_t *units, size_t size);

/* Writes text as UTF-16, as much as fits into room units; gives how many. */
size_t utf16_from(struct view text, uint16_t *units, size_t room);

#endif
