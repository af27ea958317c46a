#include "digest/topic.h"

#include "base/buf.h"
#include "base/letter.h"
#include "base/utf8.h"

static bool is_word(uint32_t codepoint)
{
    return codepoint != UTF8_INVALID &&
           (letter_any(codepoint) || letter_digit(codepoint));
}

/* Appends the words of text in lower case, a space before and behind each;
 * a star stays where it ends a word. */
static void add_folded(struct buf *out, struct view text, bool stars)
{
    size_t at = 0;

    buf_add_char(out, ' ');
    while (at < text.size) {
        uint32_t codepoint = utf8_next(text, &at);

        if (is_word(codepoint))
            buf_add_codepoint(out, letter_fold(codepoint));
        else if (stars && codepoint == '*' && out->data[out->size - 1] != ' ')
            buf_add_char(out, '*');
        else if (out->data[out->size - 1] != ' ')
            buf_add_char(out, ' ');
    }
    if (out->data[out->size - 1] != ' ')
        buf_add_char(out, ' ');
}

void topics_parse(struct arena *arena, struct view list, struct topics *topics)
{
    struct buf folded = {0};

    while (list.size > 0) {
        buf_reset(&folded);
        add_folded(&folded, view_cut(&list, ','), true);
        struct view words = view_trim(buf_view(&folded));
        if (words.size > 0)
            *ARENA_PUSH(arena, topics) = arena_copy(arena, words);
    }
    buf_release(&folded);
}

/* Offset behind the topic if it stands at `at`, the begin of a word. */
static bool stands_at(struct view text, size_t at, struct view topic)
{
    for (size_t i = 0; i < topic.size; i++) {
        if (topic.data[i] == '*') {
            while (at < text.size && text.data[at] != ' ')
                at++;
        } else if (at < text.size && text.data[at] == topic.data[i]) {
            at++;
        } else {
            return false;
        }
    }
    return at < text.size && text.data[at] == ' ';
}

bool topics_match(const struct topics *topics, struct view text)
{
    struct buf folded = {0};
    bool found = false;

    if (topics->count == 0)
        return false;
    add_folded(&folded, text, false);
    struct view words = buf_view(&folded);
    for (size_t i = 0; i < topics->count && !found; i++) {
        for (size_t at = 1; at < words.size && !found; at++) {
            if (words.data[at - 1] == ' ')
                found = stands_at(words, at, topics->at[i]);
        }
    }
    buf_release(&folded);
    return found;
}
