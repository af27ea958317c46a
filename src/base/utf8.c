#include "base/utf8.h"

struct lead {
    unsigned char first, last; /* range of lead bytes */
    unsigned char tail;        /* continuation bytes */
    unsigned char low, high;   /* range of the first continuation byte */
};

/* Unicode 15.0, table 3-7, well-formed byte sequences. */
static const struct lead leads[] = {
    {0xC2, 0xDF, 1, 0x80, 0xBF}, {0xE0, 0xE0, 2, 0xA0, 0xBF},
    {0xE1, 0xEC, 2, 0x80, 0xBF}, {0xED, 0xED, 2, 0x80, 0x9F},
    {0xEE, 0xEF, 2, 0x80, 0xBF}, {0xF0, 0xF0, 3, 0x90, 0xBF},
    {0xF1, 0xF3, 3, 0x80, 0xBF}, {0xF4, 0xF4, 3, 0x80, 0x8F},
};

static const struct lead *lead_of(unsigned char byte)
{
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        if (byte >= leads[i].first && byte <= leads[i].last)
            return &leads[i];
    }
    return NULL;
}

uint32_t utf8_next(struct view text, size_t *at)
{
    unsigned char first = (unsigned char)text.data[(*at)++];

    if (first < 0x80)
        return first;
    const struct lead *lead = lead_of(first);
    if (!lead)
        return UTF8_INVALID;
    uint32_t codepoint = first & (0x3Fu >> lead->tail);
    for (unsigned i = 0; i < lead->tail; i++) {
        unsigned char low = i == 0 ? lead->low : 0x80;
        unsigned char high = i == 0 ? lead->high : 0xBF;

        if (*at >= text.size)
            return UTF8_INVALID;
        unsigned char byte = (unsigned char)text.data[*at];
        if (byte < low || byte > high)
            return UTF8_INVALID;
        codepoint = codepoint << 6 | (byte & 0x3F);
        ++*at;
    }
    return codepoint;
}

uint32_t utf8_previous(struct view text, size_t *at)
{
    size_t end = *at;
    size_t begin = end - 1;

    while (begin > 0 && end - begin < 4 &&
           ((unsigned char)text.data[begin] & 0xC0) == 0x80)
        begin--;
    size_t behind = begin;
    uint32_t codepoint = utf8_next(view_slice(text, 0, end), &behind);
    if (codepoint == UTF8_INVALID || behind != end) {
        *at = end - 1;
        return UTF8_INVALID;
    }
    *at = begin;
    return codepoint;
}

size_t utf8_encode(uint32_t codepoint, char bytes[4])
{
    if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF))
        codepoint = 0xFFFD;
    if (codepoint < 0x80) {
        bytes[0] = (char)codepoint;
        return 1;
    }
    if (codepoint < 0x800) {
        bytes[0] = (char)(0xC0 | codepoint >> 6);
        bytes[1] = (char)(0x80 | (codepoint & 0x3F));
        return 2;
    }
    if (codepoint < 0x10000) {
        bytes[0] = (char)(0xE0 | codepoint >> 12);
        bytes[1] = (char)(0x80 | (codepoint >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (codepoint & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | codepoint >> 18);
    bytes[1] = (char)(0x80 | (codepoint >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (codepoint >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (codepoint & 0x3F));
    return 4;
}

bool utf8_valid(struct view text, size_t *bad)
{
    for (size_t at = 0; at < text.size;) {
        size_t begin = at;

        if (utf8_next(text, &at) == UTF8_INVALID) {
            if (bad)
                *bad = begin;
            return false;
        }
    }
    return true;
}

size_t utf8_length(struct view text)
{
    size_t count = 0;

    for (size_t at = 0; at < text.size; count++)
        utf8_next(text, &at);
    return count;
}

size_t utf8_floor(struct view text, size_t limit)
{
    if (limit >= text.size)
        return text.size;
    while (limit > 0 && ((unsigned char)text.data[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}
