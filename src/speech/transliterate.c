#include "speech/transliterate.h"

#include "base/utf8.h"
#include "speech/utf16.h"

#include <unicode/utrans.h>

/* Texts are transformed in parts of this many bytes. */
enum { PART_MAX = 240, ROOM = 4 * PART_MAX };

/* The transform that composes has the place of no script. */
static const enum letter_script compose = LETTER_COMMON;

static const char *const transforms[] = {
    [LETTER_COMMON] = "Any-NFC",
    [LETTER_LATIN] = "Any-Latin; Latin-ASCII",
    [LETTER_CYRILLIC] = "Any-Latin; Latin-ASCII; Latin-Cyrillic; NFC",
    /* Without the breathings that the last one puts on vowels.  One string:
     * NOLINTNEXTLINE(bugprone-suspicious-missing-comma) */
    [LETTER_GREEK] = "Any-Latin; Latin-ASCII; Latin-Greek; NFD; "
                     "[\\u0313\\u0314\\u0342\\u0345] Remove; NFC",
    /* Digits stay what they are. */
    [LETTER_ARABIC] = "[:^Nd:] Any-Latin; Latin-ASCII; Latin-Arabic",
    [LETTER_HEBREW] = "[:^Nd:] Any-Latin; Latin-ASCII; Latin-Hebrew",
    [LETTER_KANA] = "Any-Latin; Latin-ASCII; Latin-Katakana",
    [LETTER_HANGUL] = "Any-Latin; Latin-ASCII; Latin-Hangul",
};

enum { TRANSFORM_COUNT = sizeof transforms / sizeof *transforms };

static UTransliterator *opened[TRANSFORM_COUNT];

static UTransliterator *find_transform(enum letter_script script)
{
    if ((size_t)script >= TRANSFORM_COUNT || !transforms[script])
        return NULL;
    if (!opened[script]) {
        UChar name[256];
        size_t size = utf16_from(view_of(transforms[script]), name, 256);
        UErrorCode status = U_ZERO_ERROR;
        opened[script] = utrans_openU(name, (int32_t)size, UTRANS_FORWARD, NULL,
                                      0, NULL, &status);
    }
    return opened[script];
}

static void transform_text(UTransliterator *transform, struct buf *out,
                           struct view text)
{
    while (transform && text.size > 0) {
        struct view part = view_slice(text, 0, utf8_floor(text, PART_MAX));
        UChar units[ROOM];
        int32_t size = (int32_t)utf16_from(part, units, ROOM);
        int32_t limit = size;
        UErrorCode status = U_ZERO_ERROR;
        utrans_transUChars(transform, units, &size, ROOM, 0, &limit, &status);
        if (U_SUCCESS(status) && size <= ROOM)
            utf16_add(out, units, (size_t)size);
        text = view_slice(text, part.size, text.size);
    }
}

void transliterate(struct buf *out, struct view text, enum letter_script script)
{
    transform_text(find_transform(script), out, text);
}

void transliterate_compose(struct buf *out, struct view text)
{
    transform_text(find_transform(compose), out, text);
}

void transliterate_close(void)
{
    for (size_t i = 0; i < TRANSFORM_COUNT; i++) {
        utrans_close(opened[i]);
        opened[i] = NULL;
    }
}
