#include "base/letter.h"

#include <stddef.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

static bool in_category(uint32_t codepoint, uint32_t mask)
{
    if (codepoint > UCHAR_MAX_VALUE)
        return false;
    return (U_MASK(u_charType((UChar32)codepoint)) & mask) != 0;
}

bool letter_any(uint32_t codepoint)
{
    return in_category(codepoint, U_GC_L_MASK | U_GC_M_MASK);
}

bool letter_upper(uint32_t codepoint)
{
    return in_category(codepoint, U_GC_LU_MASK | U_GC_LT_MASK);
}

bool letter_lower(uint32_t codepoint)
{
    return in_category(codepoint, U_GC_LL_MASK);
}

bool letter_digit(uint32_t codepoint)
{
    return in_category(codepoint, U_GC_ND_MASK);
}

bool letter_space(uint32_t codepoint)
{
    return codepoint <= UCHAR_MAX_VALUE && u_isUWhiteSpace((UChar32)codepoint);
}

bool letter_mark(uint32_t codepoint)
{
    return in_category(codepoint, U_GC_M_MASK);
}

bool letter_format(uint32_t codepoint)
{
    return in_category(codepoint, U_GC_CF_MASK);
}

bool letter_variation(uint32_t codepoint)
{
    return codepoint <= UCHAR_MAX_VALUE &&
           u_hasBinaryProperty((UChar32)codepoint, UCHAR_VARIATION_SELECTOR);
}

bool letter_picture(uint32_t codepoint)
{
    return codepoint <= UCHAR_MAX_VALUE &&
           (u_hasBinaryProperty((UChar32)codepoint,
                                UCHAR_EXTENDED_PICTOGRAPHIC) ||
            u_hasBinaryProperty((UChar32)codepoint, UCHAR_REGIONAL_INDICATOR) ||
            u_hasBinaryProperty((UChar32)codepoint, UCHAR_EMOJI_MODIFIER));
}

int letter_digit_value(uint32_t codepoint)
{
    return codepoint <= UCHAR_MAX_VALUE ? u_charDigitValue((UChar32)codepoint)
                                        : -1;
}

bool letter_name(uint32_t codepoint, char *name, size_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = u_charName((UChar32)codepoint, U_UNICODE_CHAR_NAME, name,
                                (int32_t)size, &status);
    return U_SUCCESS(status) && length > 0 && (size_t)length < size;
}

uint32_t letter_fold(uint32_t codepoint)
{
    if (codepoint > UCHAR_MAX_VALUE)
        return codepoint;
    return (uint32_t)u_tolower((UChar32)codepoint);
}

enum letter_script letter_script(uint32_t codepoint)
{
    static const struct {
        UScriptCode code;
        enum letter_script script;
    } scripts[] = {
        {USCRIPT_LATIN, LETTER_LATIN},
        {USCRIPT_COMMON, LETTER_COMMON},
        {USCRIPT_INHERITED, LETTER_COMMON},
        {USCRIPT_UNKNOWN, LETTER_COMMON},
        {USCRIPT_GREEK, LETTER_GREEK},
        {USCRIPT_CYRILLIC, LETTER_CYRILLIC},
        {USCRIPT_ARMENIAN, LETTER_ARMENIAN},
        {USCRIPT_HEBREW, LETTER_HEBREW},
        {USCRIPT_ARABIC, LETTER_ARABIC},
        {USCRIPT_DEVANAGARI, LETTER_DEVANAGARI},
        {USCRIPT_BENGALI, LETTER_BENGALI},
        {USCRIPT_GURMUKHI, LETTER_GURMUKHI},
        {USCRIPT_GUJARATI, LETTER_GUJARATI},
        {USCRIPT_ORIYA, LETTER_ORIYA},
        {USCRIPT_TAMIL, LETTER_TAMIL},
        {USCRIPT_TELUGU, LETTER_TELUGU},
        {USCRIPT_KANNADA, LETTER_KANNADA},
        {USCRIPT_MALAYALAM, LETTER_MALAYALAM},
        {USCRIPT_SINHALA, LETTER_SINHALA},
        {USCRIPT_THAI, LETTER_THAI},
        {USCRIPT_MYANMAR, LETTER_MYANMAR},
        {USCRIPT_GEORGIAN, LETTER_GEORGIAN},
        {USCRIPT_ETHIOPIC, LETTER_ETHIOPIC},
        {USCRIPT_HANGUL, LETTER_HANGUL},
        {USCRIPT_HIRAGANA, LETTER_KANA},
        {USCRIPT_KATAKANA, LETTER_KANA},
        {USCRIPT_HAN, LETTER_HAN},
    };
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode code;

    if (codepoint > UCHAR_MAX_VALUE)
        return LETTER_COMMON;
    code = uscript_getScript((UChar32)codepoint, &status);
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (scripts[i].code == code)
            return scripts[i].script;
    return LETTER_OTHER;
}
