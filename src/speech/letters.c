#include "speech/letters.h"

#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

bool letters_is_letter(uint32_t codepoint)
{
    if (codepoint < 0x80) {
        uint32_t lower = codepoint | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
    return (U_MASK(u_charType((UChar32)codepoint)) & U_GC_L_MASK) != 0;
}

bool letters_is_mark(uint32_t codepoint)
{
    return codepoint >= 0x300 &&
           (U_MASK(u_charType((UChar32)codepoint)) & U_GC_M_MASK) != 0;
}

bool letters_is_upper(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint >= 'A' && codepoint <= 'Z';
    return u_isupper((UChar32)codepoint);
}

bool letters_is_space(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint == ' ' || (codepoint >= '\t' && codepoint <= '\r');
    return u_isUWhiteSpace((UChar32)codepoint);
}

bool letters_is_invisible(uint32_t codepoint)
{
    if (codepoint < 0xAD)
        return codepoint < 0x20
                   ? !letters_is_space(codepoint)
                   : codepoint >= 0x7F && codepoint < 0xA0 && codepoint != 0x85;
    return u_charType((UChar32)codepoint) == U_FORMAT_CHAR ||
           (codepoint >= 0xFE00 && codepoint <= 0xFE0F) || codepoint == 0x34F ||
           (codepoint >= 0xE0100 && codepoint <= 0xE01EF);
}

bool letters_is_picture(uint32_t codepoint)
{
    if (codepoint < 0x203C)
        return false;
    return u_hasBinaryProperty((UChar32)codepoint,
                               UCHAR_EXTENDED_PICTOGRAPHIC) ||
           u_hasBinaryProperty((UChar32)codepoint, UCHAR_REGIONAL_INDICATOR) ||
           u_hasBinaryProperty((UChar32)codepoint, UCHAR_EMOJI_MODIFIER) ||
           codepoint == 0x20E3;
}

int letters_digit(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint >= '0' && codepoint <= '9' ? (int)codepoint - '0' : -1;
    return codepoint < 0x660 ? -1 : u_charDigitValue((UChar32)codepoint);
}

uint32_t letters_lower(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return letters_is_upper(codepoint) ? codepoint + 32 : codepoint;
    return (uint32_t)u_tolower((UChar32)codepoint);
}

enum letters_script letters_script(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return letters_is_letter(codepoint) ? SCRIPT_LATIN : SCRIPT_NONE;
    UErrorCode status = U_ZERO_ERROR;
    switch ((int)uscript_getScript((UChar32)codepoint, &status)) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_INVALID_CODE:
        return SCRIPT_NONE;
    case USCRIPT_LATIN:
        return SCRIPT_LATIN;
    case USCRIPT_GREEK:
        return SCRIPT_GREEK;
    case USCRIPT_CYRILLIC:
        return SCRIPT_CYRILLIC;
    case USCRIPT_ARABIC:
        return SCRIPT_ARABIC;
    case USCRIPT_HEBREW:
        return SCRIPT_HEBREW;
    case USCRIPT_HAN:
        return SCRIPT_HAN;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
        return SCRIPT_KANA;
    case USCRIPT_HANGUL:
        return SCRIPT_HANGUL;
    default:
        return SCRIPT_OTHER;
    }
}

enum letters_script letters_script_of_language(struct view language)
{
    static const struct {
        const char *tags; /* each between spaces */
        enum letters_script script;
    } scripts[] = {
        {" ru uk be bg mk sr kk ky tt ba cv mn tg ", SCRIPT_CYRILLIC},
        {" el grc ", SCRIPT_GREEK},
        {" ar fa ur ug sd ps ckb ", SCRIPT_ARABIC},
        {" he yi ", SCRIPT_HEBREW},
        {" zh cmn yue hak ", SCRIPT_HAN},
        {" ja ", SCRIPT_KANA},
        {" ko ", SCRIPT_HANGUL},
        {" hi bn gu kn ml mr ne pa ta te si or as bpy kok my th am hy ka shn "
         "chr ti km lo bo ",
         SCRIPT_OTHER},
    };
    struct view rest = language;
    struct view base = view_cut(&rest, '-');
    if (base.size < 2 || base.size > 3)
        return SCRIPT_LATIN;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct view tags = view_of(scripts[i].tags);
        size_t at = view_find(tags, base, 0);
        if (at != SIZE_MAX && tags.data[at - 1] == ' ' &&
            tags.data[at + base.size] == ' ')
            return scripts[i].script;
    }
    return SCRIPT_LATIN;
}

bool letters_speakable(uint32_t codepoint, enum letters_script script)
{
    if (codepoint >= 0xE000 && codepoint <= 0xF8FF)
        return false;
    if (script == SCRIPT_LATIN)
        return (codepoint < 0x80 && letters_is_letter(codepoint)) ||
               (codepoint >= 0xC0 && codepoint <= 0x17F && codepoint != 0xD7 &&
                codepoint != 0xF7);
    if (!letters_is_letter(codepoint) && !letters_is_mark(codepoint))
        return false;
    enum letters_script its = letters_script(codepoint);
    return its == script || (script == SCRIPT_KANA && its == SCRIPT_HAN);
}

void letters_add_lower(struct buf *out, struct view text)
{
    for (size_t at = 0; at < text.size;)
        buf_add_codepoint(out, letters_lower(utf8_next(text, &at)));
}
