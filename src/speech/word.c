#include "speech/class.h"

#include "base/utf8.h"
#include "speech/say.h"
#include "speech/transliterate.h"

/* Letters that the voice cannot read are written in its own. */
static void say_word(const struct line *line, struct view text,
                     struct saying *saying)
{
    enum letter_script script = letters_script_of_language(line->language);
    bool foreign = false;
    bool cleaned = false;
    struct buf word;
    buf_init(&word, 0);
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint = utf8_next(text, &at);
        if (codepoint == 0x2019 || codepoint == 0x2BC)
            codepoint = '\'';
        if (letters_is_invisible(codepoint)) {
            cleaned = true;
            continue;
        }
        if (codepoint != '\'' && !letters_speakable(codepoint, script))
            foreign = true;
        buf_add_codepoint(&word, codepoint);
    }
    if (foreign) {
        struct buf plain;
        buf_init(&plain, 0);
        transliterate(&plain, buf_view(&word), script);
        say_view(saying, buf_view(&plain));
        buf_release(&plain);
        saying->rule = "transliteration";
    } else {
        say_view(saying, buf_view(&word));
        saying->rule = cleaned ? "invisible characters" : "word";
        if (!cleaned)
            saying->fate = TOKEN_SPOKEN;
    }
    buf_release(&word);
}

/* Behind which a hyphen ties two words into one: not the second of "--". */
static bool is_tie(const struct line *line, size_t at)
{
    return line_is_sign(line, at, '-') && line_is_letters(line, at - 1) &&
           line_is_letters(line, at + 1);
}

bool word_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_letters(line, at))
        return false;
    size_t end = at + 1;
    while (line_is_sign(line, end, '\'') && line_is_letters(line, end + 1) &&
           end < at + 6)
        end += 2;
    say_word(line, line_text(line, at, end), saying);
    saying->end = end;
    saying->glue_before = is_tie(line, at - 1);
    saying->glue_after = is_tie(line, end);
    return true;
}
