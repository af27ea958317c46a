#include "speech/letters.h"

#include "base/spoken_letter.h"
#include "base/utf8.h"

bool letters_is_letter(uint32_t codepoint)
{
    if (codepoint < 0x80) {
        uint32_t lower = codepoint | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
    return letter_any(codepoint) && !letter_mark(codepoint);
}

bool letters_is_mark(uint32_t codepoint)
{
    return codepoint >= 0x300 && letter_mark(codepoint);
}

bool letters_is_upper(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint >= 'A' && codepoint <= 'Z';
    return letter_upper(codepoint);
}

bool letters_is_space(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint == ' ' || (codepoint >= '\t' && codepoint <= '\r');
    return letter_space(codepoint);
}

bool letters_is_invisible(uint32_t codepoint)
{
    if (codepoint < 0x20 || codepoint == 0x7F)
        return !letters_is_space(codepoint);
    if (codepoint < 0x80)
        return false;
    if (codepoint < 0xA0)
        return codepoint != 0x85;
    return letter_format(codepoint) || letter_variation(codepoint) ||
           codepoint == 0x34F;
}

bool letters_is_picture(uint32_t codepoint)
{
    return codepoint >= 0x203C &&
           (letter_picture(codepoint) || codepoint == 0x20E3);
}

int letters_digit(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint >= '0' && codepoint <= '9' ? (int)codepoint - '0' : -1;
    return codepoint < 0x660 ? -1 : letter_digit_value(codepoint);
}

uint32_t letters_lower(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return letters_is_upper(codepoint) ? codepoint + 32 : codepoint;
    return letter_fold(codepoint);
}

enum letter_script letters_script_of_language(struct view language)
{
    static const struct {
        const char *tags; /* each between spaces */
        enum letter_script script;
    } scripts[] = {
        {" ru uk be bg mk sr kk ky tt ba cv mn tg ", LETTER_CYRILLIC},
        {" el grc ", LETTER_GREEK},
        {" ar fa ur ug sd ps ckb ", LETTER_ARABIC},
        {" he yi ", LETTER_HEBREW},
        {" zh cmn yue hak ", LETTER_HAN},
        {" ja ", LETTER_KANA},
        {" ko ", LETTER_HANGUL},
        {" hi mr ne kok ", LETTER_DEVANAGARI},
        {" bn as bpy ", LETTER_BENGALI},
        {" pa ", LETTER_GURMUKHI},
        {" gu ", LETTER_GUJARATI},
        {" or ", LETTER_ORIYA},
        {" ta ", LETTER_TAMIL},
        {" te ", LETTER_TELUGU},
        {" kn ", LETTER_KANNADA},
        {" ml ", LETTER_MALAYALAM},
        {" si ", LETTER_SINHALA},
        {" th ", LETTER_THAI},
        {" my shn ", LETTER_MYANMAR},
        {" ka ", LETTER_GEORGIAN},
        {" am ti ", LETTER_ETHIOPIC},
        {" hy hyw ", LETTER_ARMENIAN},
        {" chr ", LETTER_OTHER},
    };
    struct view rest = language;
    struct view base = view_cut(&rest, '-');
    if (base.size < 2 || base.size > 3)
        return LETTER_LATIN;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct view tags = view_of(scripts[i].tags);
        size_t at = view_find(tags, base, 0);
        if (at != SIZE_MAX && tags.data[at - 1] == ' ' &&
            tags.data[at + base.size] == ' ')
            return scripts[i].script;
    }
    return LETTER_LATIN;
}

bool letters_speakable(uint32_t codepoint, enum letter_script script)
{
    enum letter_script its = spoken_letter_script(codepoint);

    if (script == LETTER_LATIN)
        return its == LETTER_LATIN && codepoint <= 0x17F;
    return its == script || (script == LETTER_KANA && its == LETTER_HAN);
}

void letters_add_lower(struct buf *out, struct view text)
{
    for (size_t at = 0; at < text.size;)
        buf_add_codepoint(out, letters_lower(utf8_next(text, &at)));
}
