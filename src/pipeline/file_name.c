#include "pipeline/file_name.h"

#include "base/buf.h"
#include "speech/transliterate.h"

struct view file_name_of_title(struct arena *arena, struct view title)
{
    struct buf text = {0};
    struct buf name = {0};
    size_t last_word = 0; /* size before the last '-' */

    transliterate(&text, title, LETTER_LATIN);
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
    buf_release(&text);
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
