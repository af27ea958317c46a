#include "synth/gate.h"

#include "base/utf8.h"

#include <string.h>

struct range {
    uint32_t first, last;
    enum gate_script script;
};

/* Letters and the signs that are part of a word, in rising order.  Blocks of
 * the Unicode Character Database 15, less their punctuation and digits. */
static const struct range letters[] = {
    {'A', 'Z', GATE_LATIN},
    {'a', 'z', GATE_LATIN},
    {0x00C0, 0x00D6, GATE_LATIN},
    {0x00D8, 0x00F6, GATE_LATIN},
    {0x00F8, 0x017F, GATE_LATIN},
    {0x01A0, 0x01A1, GATE_LATIN}, /* Vietnamese */
    {0x01AF, 0x01B0, GATE_LATIN},
    {0x01CD, 0x01DC, GATE_LATIN}, /* Pinyin */
    {0x0218, 0x021B, GATE_LATIN}, /* Romanian */
    {0x0386, 0x0386, GATE_GREEK},
    {0x0388, 0x03CE, GATE_GREEK},
    {0x0400, 0x0481, GATE_CYRILLIC},
    {0x048A, 0x052F, GATE_CYRILLIC},
    {0x0531, 0x0556, GATE_ARMENIAN},
    {0x0561, 0x0587, GATE_ARMENIAN},
    {0x05D0, 0x05EA, GATE_HEBREW},
    {0x0620, 0x063F, GATE_ARABIC},
    {0x0641, 0x0652, GATE_ARABIC},
    {0x0670, 0x06D3, GATE_ARABIC},
    {0x0900, 0x0963, GATE_DEVANAGARI},
    {0x0971, 0x097F, GATE_DEVANAGARI},
    {0x0980, 0x09E3, GATE_BENGALI},
    {0x09F0, 0x09F1, GATE_BENGALI},
    {0x0A01, 0x0A5E, GATE_GURMUKHI},
    {0x0A70, 0x0A75, GATE_GURMUKHI},
    {0x0A81, 0x0AE3, GATE_GUJARATI},
    {0x0B01, 0x0B63, GATE_ORIYA},
    {0x0B71, 0x0B71, GATE_ORIYA},
    {0x0B82, 0x0BD7, GATE_TAMIL},
    {0x0C00, 0x0C63, GATE_TELUGU},
    {0x0C80, 0x0CE3, GATE_KANNADA},
    {0x0D00, 0x0D63, GATE_MALAYALAM},
    {0x0D7A, 0x0D7F, GATE_MALAYALAM},
    {0x0D81, 0x0DDF, GATE_SINHALA},
    {0x1000, 0x103F, GATE_MYANMAR},
    {0x10D0, 0x10FA, GATE_GEORGIAN},
    {0x1200, 0x135F, GATE_ETHIOPIC},
    {0x1EA0, 0x1EF9, GATE_LATIN}, /* Vietnamese */
    {0x3041, 0x3096, GATE_KANA},
    {0x30A1, 0x30FA, GATE_KANA},
    {0x30FC, 0x30FE, GATE_KANA},
    {0x3131, 0x3163, GATE_HANGUL},
    {0x3400, 0x4DBF, GATE_HAN},
    {0x4E00, 0x9FFF, GATE_HAN},
    {0xAC00, 0xD7A3, GATE_HANGUL},
};

/* Languages whose own script is not Latin, among those eSpeak NG speaks. */
static const struct {
    char language[4];
    enum gate_script script;
} scripts[] = {
    {"am", GATE_ETHIOPIC}, {"ar", GATE_ARABIC},      {"as", GATE_BENGALI},
    {"ba", GATE_CYRILLIC}, {"be", GATE_CYRILLIC},    {"bg", GATE_CYRILLIC},
    {"bn", GATE_BENGALI},  {"bpy", GATE_BENGALI},    {"chr", GATE_NONE},
    {"cmn", GATE_HAN},     {"cv", GATE_CYRILLIC},    {"el", GATE_GREEK},
    {"fa", GATE_ARABIC},   {"grc", GATE_GREEK},      {"gu", GATE_GUJARATI},
    {"hak", GATE_HAN},     {"he", GATE_HEBREW},      {"hi", GATE_DEVANAGARI},
    {"hy", GATE_ARMENIAN}, {"hyw", GATE_ARMENIAN},   {"ja", GATE_KANA},
    {"ka", GATE_GEORGIAN}, {"kk", GATE_CYRILLIC},    {"kn", GATE_KANNADA},
    {"ko", GATE_HANGUL},   {"kok", GATE_DEVANAGARI}, {"ky", GATE_CYRILLIC},
    {"mk", GATE_CYRILLIC}, {"ml", GATE_MALAYALAM},   {"mr", GATE_DEVANAGARI},
    {"my", GATE_MYANMAR},  {"ne", GATE_DEVANAGARI},  {"nog", GATE_CYRILLIC},
    {"or", GATE_ORIYA},    {"pa", GATE_GURMUKHI},    {"ru", GATE_CYRILLIC},
    {"sd", GATE_ARABIC},   {"shn", GATE_MYANMAR},    {"si", GATE_SINHALA},
    {"sr", GATE_CYRILLIC}, {"ta", GATE_TAMIL},       {"te", GATE_TELUGU},
    {"tt", GATE_CYRILLIC}, {"ug", GATE_ARABIC},      {"uk", GATE_CYRILLIC},
    {"ur", GATE_ARABIC},   {"yue", GATE_HAN},        {"zh", GATE_HAN},
};

enum gate_script gate_script_of_language(struct view language)
{
    struct view primary = view_cut(&language, '-');

    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        if (view_equal_nocase(primary, view_of(scripts[i].language)))
            return scripts[i].script;
    }
    return GATE_LATIN;
}

enum gate_script gate_script_of_letter(uint32_t codepoint)
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
    return GATE_NONE;
}

static bool is_letter_of(uint32_t codepoint, enum gate_script script)
{
    enum gate_script found = gate_script_of_letter(codepoint);

    return found != GATE_NONE &&
           (found == script || (script == GATE_KANA && found == GATE_HAN));
}

bool gate_is_mark(uint32_t codepoint)
{
    return codepoint != 0 && codepoint < 0x80 &&
           strchr(".,;:?!", (int)codepoint);
}

bool gate_is_phoneme_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("@'\",:%=_|!*#~^;&-+?", c));
}

uint32_t gate_fold(uint32_t codepoint)
{
    if ((codepoint >= 'A' && codepoint <= 'Z') ||
        (codepoint >= 0x00C0 && codepoint <= 0x00DE) ||
        (codepoint >= 0x0391 && codepoint <= 0x03A9) ||
        (codepoint >= 0x0410 && codepoint <= 0x042F))
        return codepoint + 0x20;
    if (codepoint >= 0x0400 && codepoint <= 0x040F)
        return codepoint + 0x50;
    if (codepoint >= 0x0100 && codepoint <= 0x017F)
        return codepoint | 1;
    return codepoint;
}

/* What was read last. */
enum place {
    AT_START, /* nothing, or a space: a token must follow */
    IN_WORD,
    AFTER_JOINER, /* an apostrophe or hyphen: a letter must follow */
    AFTER_DOT,    /* between initials: a letter must follow */
    IN_INITIALS,
    IN_NUMBER,
    AFTER_POINT, /* a digit must follow */
    IN_FRACTION,
    AFTER_PHONEMES,
    AFTER_MARK, /* a space or the end must follow */
};

struct automaton {
    enum gate_script script;
    bool allow_phonemes;
    enum place place;
    unsigned tokens, singles, phoneme_tokens;
    unsigned initials, letters, apostrophes, hyphens,
        digits; /* of this token */
    uint32_t last_letter;
    unsigned repeats;
    bool dot_must_be_last;
};

static bool take_letter(struct automaton *a, uint32_t codepoint)
{
    uint32_t letter = gate_fold(codepoint);

    if (a->place == AT_START) {
        a->tokens++;
        a->initials = a->letters = a->apostrophes = a->hyphens = 0;
        a->last_letter = 0;
    } else if (a->place != IN_WORD && a->place != AFTER_JOINER) {
        return false;
    }
    a->repeats = letter == a->last_letter ? a->repeats + 1 : 1;
    a->last_letter = letter;
    a->place = IN_WORD;
    return ++a->letters <= GATE_WORD_LETTERS && a->repeats <= GATE_REPEATS;
}

static bool take_digit(struct automaton *a)
{
    if (a->place == AT_START) {
        a->tokens++;
        a->digits = 0;
        a->place = IN_NUMBER;
    } else if (a->place == AFTER_POINT) {
        a->digits = 0;
        a->place = IN_FRACTION;
    } else if (a->place != IN_NUMBER && a->place != IN_FRACTION) {
        return false;
    }
    return ++a->digits <= GATE_DIGITS;
}

/* A word or number ends here; the runs that go over words are counted. */
static bool end_token(struct automaton *a)
{
    bool single = a->place == IN_WORD && a->letters == 1;

    if (a->place == IN_INITIALS)
        a->singles += a->initials;
    else
        a->singles = single ? a->singles + 1 : 0;
    if (a->place != IN_WORD && a->place != IN_INITIALS &&
        a->place != IN_NUMBER && a->place != IN_FRACTION &&
        a->place != AFTER_PHONEMES)
        return false;
    return a->singles <= GATE_SINGLES && a->tokens <= GATE_TOKENS;
}

static bool take_joiner(struct automaton *a, uint32_t codepoint)
{
    if (a->place != IN_WORD)
        return false;
    a->place = AFTER_JOINER;
    return codepoint == '\'' ? ++a->apostrophes <= GATE_APOSTROPHES
                             : ++a->hyphens <= GATE_HYPHENS;
}

static bool take_mark(struct automaton *a, uint32_t codepoint)
{
    a->dot_must_be_last =
        codepoint == '.' &&
        (a->place == IN_INITIALS || (a->place == IN_WORD && a->letters == 1));
    bool ended = end_token(a);
    a->place = AFTER_MARK;
    return ended;
}

static bool take_space(struct automaton *a)
{
    bool ended = a->place == AFTER_MARK ? !a->dot_must_be_last : end_token(a);

    a->place = AT_START;
    return ended;
}

static bool is_ascii_letter(uint32_t codepoint)
{
    return (codepoint >= 'A' && codepoint <= 'Z') ||
           (codepoint >= 'a' && codepoint <= 'z');
}

/* Whether a dot here has a letter on both sides, as in "U.S". */
static bool is_between_initials(const struct automaton *a, struct view piece,
                                size_t at)
{
    bool after_first = a->place == IN_WORD && a->letters == 1 &&
                       is_ascii_letter(a->last_letter);

    return (after_first || a->place == IN_INITIALS) && at < piece.size &&
           is_ascii_letter((unsigned char)piece.data[at]);
}

static bool take_initial(struct automaton *a, uint32_t codepoint)
{
    if (!is_ascii_letter(codepoint) || a->script != GATE_LATIN)
        return false;
    if (a->initials == 0)
        a->initials = 1; /* the one before the first dot */
    a->place = IN_INITIALS;
    return ++a->initials <= GATE_INITIALS;
}

/* From "[[" to "]]", moving *at behind it. */
static bool take_phonemes(struct automaton *a, struct view piece, size_t *at)
{
    size_t begin = *at + 1;
    size_t end = view_find(piece, VIEW("]]"), begin);

    if (!a->allow_phonemes || a->place != AT_START || *at >= piece.size ||
        piece.data[*at] != '[' || end == SIZE_MAX || end == begin ||
        end - begin > GATE_PHONEME_BYTES)
        return false;
    for (size_t i = begin; i < end; i++) {
        if (!gate_is_phoneme_char(piece.data[i]))
            return false;
    }
    *at = end + 2;
    a->tokens++;
    a->place = AFTER_PHONEMES;
    return ++a->phoneme_tokens <= GATE_PHONEME_TOKENS;
}

static bool take(struct automaton *a, struct view piece, size_t *at)
{
    uint32_t codepoint = utf8_next(piece, at);

    if (codepoint == '[')
        return take_phonemes(a, piece, at);
    if (codepoint == ' ')
        return take_space(a);
    if (codepoint == '\'' || codepoint == '-')
        return take_joiner(a, codepoint);
    if (codepoint >= '0' && codepoint <= '9')
        return take_digit(a);
    /* A dot between digits is a point, else a mark. */
    if (codepoint == '.' && a->place == IN_NUMBER && *at < piece.size &&
        piece.data[*at] >= '0' && piece.data[*at] <= '9') {
        a->place = AFTER_POINT;
        return true;
    }
    if (codepoint == '.' && is_between_initials(a, piece, *at)) {
        a->place = AFTER_DOT;
        return true;
    }
    if (a->place == AFTER_DOT)
        return take_initial(a, codepoint);
    if (gate_is_mark(codepoint))
        return take_mark(a, codepoint);
    return is_letter_of(codepoint, a->script) && take_letter(a, codepoint);
}

bool gate_allows(struct view piece, enum gate_script script,
                 bool allow_phonemes)
{
    struct automaton a = {.script = script, .allow_phonemes = allow_phonemes};

    if (piece.size == 0 || piece.size > GATE_BYTES)
        return false;
    for (size_t at = 0; at < piece.size;) {
        if (!take(&a, piece, &at))
            return false;
    }
    return a.place == AFTER_MARK || end_token(&a);
}
