#include "speech/utf16.h"

#include "base/utf8.h"
#include "speech/letters.h"

void utf16_add(struct buf *out, const uint16_t *units, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        uint32_t codepoint = units[i];
        bool high = codepoint >= 0xD800 && codepoint < 0xDC00;
        if (high && i + 1 < size && units[i + 1] >= 0xDC00 &&
            units[i + 1] < 0xE000) {
            codepoint = 0x10000 + ((codepoint - 0xD800) << 10) +
                        (units[i + 1] - 0xDC00U);
            i++;
        }
        if (codepoint == 0xAD)
            continue;
        if (letters_is_space(codepoint))
            codepoint = ' ';
        buf_add_codepoint(out, codepoint);
    }
}

size_t utf16_from(struct view text, uint16_t *units, size_t room)
{
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint = utf8_next(text, &at);
        if (codepoint == UTF8_INVALID)
            codepoint = 0xFFFD;
        if (size + (codepoint > 0xFFFF ? 2 : 1) > room)
            break;
        if (codepoint > 0xFFFF) {
            units[size++] = (uint16_t)(0xD800 + ((codepoint - 0x10000) >> 10));
            units[size++] = (uint16_t)(0xDC00 + (codepoint & 0x3FF));
        } else {
            units[size++] = (uint16_t)codepoint;
        }
    }
    return size;
}
