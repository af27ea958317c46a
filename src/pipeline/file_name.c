#include "pipeline/file_name.h"

#include "base/buf.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include <stdint.h>

enum {
    TITLE_UNITS_MAX = 512, /* UTF-16 units of a title that are looked at */
    ASCII_UNITS_MAX = 2048,
};

/* The title in ASCII, or as it is where ICU cannot help. */
static struct view in_ascii(struct arena *arena, struct view title)
{
    static const UChar rules[] = u"Any-Latin; Latin-ASCII";
    UChar units[ASCII_UNITS_MAX];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;
    int32_t bytes = 0;

    title = view_slice(title, 0, TITLE_UNITS_MAX);
    u_strFromUTF8WithSub(units, TITLE_UNITS_MAX, &length, title.data,
                         (int32_t)title.size, 0xFFFD, NULL, &status);
    UTransliterator *latin =
        utrans_openU(rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_SUCCESS(status)) {
        int32_t limit = length;

        utrans_transUChars(latin, units, &length, ASCII_UNITS_MAX, 0, &limit,
                           &status);
    }
    if (latin)
        utrans_close(latin);
    char *ascii = arena_new(arena, ASCII_UNITS_MAX * 3, 1);
    u_strToUTF8(ascii, ASCII_UNITS_MAX * 3, &bytes, units, length, &status);
    return U_SUCCESS(status) ? (struct view){ascii, (size_t)bytes} : title;
}

struct view file_name_of_title(struct arena *arena, struct view title)
{
    struct view text = in_ascii(arena, title);
    struct buf name = {0};
    size_t last_word = 0; /* size before the last '-' */

    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            buf_add_char(&name, c);
        } else if (c != '\'' && name.size > 0 &&
                   name.data[name.size - 1] != '-') {
            last_word = name.size;
            buf_add_char(&name, '-');
        }
        if (name.size > FILE_NAME_BYTES_MAX) {
            name.size = last_word > 0 ? last_word : FILE_NAME_BYTES_MAX;
            break;
        }
    }
    while (name.size > 0 && name.data[name.size - 1] == '-')
        name.size--;
    struct view result =
        name.size > 0 ? arena_copy(arena, buf_view(&name)) : VIEW("briefing");
    buf_release(&name);
    return result;
}

struct view file_name_with_ending(struct arena *arena, struct view path,
                                  const char *ending)
{
    size_t stem = path.size;

    for (size_t i = path.size; i > 0 && path.data[i - 1] != '/'; i--) {
        if (path.data[i - 1] == '.' && i > 1 && path.data[i - 2] != '/') {
            stem = i - 1;
            break;
        }
    }
    return arena_format(arena, "%.*s%s", VIEW_ARG(view_slice(path, 0, stem)),
                        ending);
}
