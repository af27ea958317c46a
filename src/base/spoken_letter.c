#include "base/spoken_letter.h"

#include <stddef.h>

struct range {
    uint32_t first, last;
    enum letter_script script;
};

/* Letters and the signs that are part of a word, in rising order.  Blocks of
 * the Unicode Character Database 15, less their punctuation and digits. */
static const struct range letters[] = {
    {'A', 'Z', LETTER_LATIN},
    {'a', 'z', LETTER_LATIN},
    {0x00C0, 0x00D6, LETTER_LATIN},
    {0x00D8, 0x00F6, LETTER_LATIN},
    {0x00F8, 0x017F, LETTER_LATIN},
    {0x01A0, 0x01A1, LETTER_LATIN}, /* Vietnamese */
    {0x01AF, 0x01B0, LETTER_LATIN},
    {0x01CD, 0x01DC, LETTER_LATIN}, /* Pinyin */
    {0x0218, 0x021B, LETTER_LATIN}, /* Romanian */
    {0x0386, 0x0386, LETTER_GREEK},
    {0x0388, 0x03CE, LETTER_GREEK},
    {0x0400, 0x0481, LETTER_CYRILLIC},
    {0x048A, 0x052F, LETTER_CYRILLIC},
    {0x0531, 0x0556, LETTER_ARMENIAN},
    {0x0561, 0x0587, LETTER_ARMENIAN},
    {0x05D0, 0x05EA, LETTER_HEBREW},
    {0x0620, 0x063F, LETTER_ARABIC},
    {0x0641, 0x0652, LETTER_ARABIC},
    {0x0670, 0x06D3, LETTER_ARABIC},
    {0x0900, 0x0963, LETTER_DEVANAGARI},
    {0x0971, 0x097F, LETTER_DEVANAGARI},
    {0x0980, 0x09E3, LETTER_BENGALI},
    {0x09F0, 0x09F1, LETTER_BENGALI},
    {0x0A01, 0x0A5E, LETTER_GURMUKHI},
    {0x0A70, 0x0A75, LETTER_GURMUKHI},
    {0x0A81, 0x0AE3, LETTER_GUJARATI},
    {0x0B01, 0x0B63, LETTER_ORIYA},
    {0x0B71, 0x0B71, LETTER_ORIYA},
    {0x0B82, 0x0BD7, LETTER_TAMIL},
    {0x0C00, 0x0C63, LETTER_TELUGU},
    {0x0C80, 0x0CE3, LETTER_KANNADA},
    {0x0D00, 0x0D63, LETTER_MALAYALAM},
    {0x0D7A, 0x0D7F, LETTER_MALAYALAM},
    {0x0D81, 0x0DDF, LETTER_SINHALA},
    {0x1000, 0x103F, LETTER_MYANMAR},
    {0x10D0, 0x10FA, LETTER_GEORGIAN},
    {0x1200, 0x135F, LETTER_ETHIOPIC},
    {0x1EA0, 0x1EF9, LETTER_LATIN}, /* Vietnamese */
    {0x3041, 0x3096, LETTER_KANA},
    {0x30A1, 0x30FA, LETTER_KANA},
    {0x30FC, 0x30FE, LETTER_KANA},
    {0x3131, 0x3163, LETTER_HANGUL},
    {0x3400, 0x4DBF, LETTER_HAN},
    {0x4E00, 0x9FFF, LETTER_HAN},
    {0xAC00, 0xD7A3, LETTER_HANGUL},
};

enum letter_script spoken_letter_script(uint32_t codepoint)
{
    size_t low = 0;
    size_t high = sizeof letters / sizeof letters[0];

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (codepoint > letters[middle].last)
            low = middle + 1;
        else if (codepoint < letters[middle].first)
            high = middle;
        else
            return letters[middle].script;
    }
    return LETTER_COMMON;
}
