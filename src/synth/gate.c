#include "synth/gate.h"

#include "base/spoken_letter.h"
#include "base/utf8.h"

#include <string.h>

/* Languages whose own script is not Latin, among those eSpeak NG speaks. */
static const struct {
    char language[4];
    enum letter_script script;
} scripts[] = {
    {"am", LETTER_ETHIOPIC},  {"ar", LETTER_ARABIC},
    {"as", LETTER_BENGALI},   {"ba", LETTER_CYRILLIC},
    {"be", LETTER_CYRILLIC},  {"bg", LETTER_CYRILLIC},
    {"bn", LETTER_BENGALI},   {"bpy", LETTER_BENGALI},
    {"chr", LETTER_COMMON},   {"cmn", LETTER_HAN},
    {"cv", LETTER_CYRILLIC},  {"el", LETTER_GREEK},
    {"fa", LETTER_ARABIC},    {"grc", LETTER_GREEK},
    {"gu", LETTER_GUJARATI},  {"hak", LETTER_HAN},
    {"he", LETTER_HEBREW},    {"hi", LETTER_DEVANAGARI},
    {"hy", LETTER_ARMENIAN},  {"hyw", LETTER_ARMENIAN},
    {"ja", LETTER_KANA},      {"ka", LETTER_GEORGIAN},
    {"kk", LETTER_CYRILLIC},  {"kn", LETTER_KANNADA},
    {"ko", LETTER_HANGUL},    {"kok", LETTER_DEVANAGARI},
    {"ky", LETTER_CYRILLIC},  {"mk", LETTER_CYRILLIC},
    {"ml", LETTER_MALAYALAM}, {"mr", LETTER_DEVANAGARI},
    {"my", LETTER_MYANMAR},   {"ne", LETTER_DEVANAGARI},
    {"nog", LETTER_CYRILLIC}, {"or", LETTER_ORIYA},
    {"pa", LETTER_GURMUKHI},  {"ru", LETTER_CYRILLIC},
    {"sd", LETTER_ARABIC},    {"shn", LETTER_MYANMAR},
    {"si", LETTER_SINHALA},   {"sr", LETTER_CYRILLIC},
    {"ta", LETTER_TAMIL},     {"te", LETTER_TELUGU},
    {"tt", LETTER_CYRILLIC},  {"ug", LETTER_ARABIC},
    {"uk", LETTER_CYRILLIC},  {"ur", LETTER_ARABIC},
    {"yue", LETTER_HAN},      {"zh", LETTER_HAN},
};

enum letter_script gate_script_of_language(struct view language)
{
    struct view primary = view_cut(&language, '-');

    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        if (view_equal_nocase(primary, view_of(scripts[i].language)))
            return scripts[i].script;
    }
    return LETTER_LATIN;
}

static bool is_letter_of(uint32_t codepoint, enum letter_script script)
{
    enum letter_script found = spoken_letter_script(codepoint);

    return found != LETTER_COMMON &&
           (found == script || (script == LETTER_KANA && found == LETTER_HAN));
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
    enum letter_script script;
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
    if (!is_ascii_letter(codepoint) || a->script != LETTER_LATIN)
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

bool gate_allows(struct view piece, enum letter_script script,
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
