#include "speech/class.h"

#include "base/utf8.h"
#include "speech/lexicon.h"
#include "speech/say.h"

/* The word without what is invisible in it. */
static void say_word(struct view text, struct saying *saying)
{
    bool cleaned = false;
    struct buf word;
    buf_init(&word, 0);
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint = utf8_next(text, &at);
        if (codepoint == 0x2019 || codepoint == 0x2BC)
            codepoint = '\'';
        if (letters_is_invisible(codepoint))
            cleaned = true;
        else
            buf_add_codepoint(&word, codepoint);
    }
    say_view(saying, buf_view(&word));
    buf_release(&word);
    saying->rule = cleaned ? "invisible characters" : "word";
    if (!cleaned)
        saying->fate = TOKEN_SPOKEN;
}

/* Behind which a hyphen ties two words into one: not the second of "--". */
static bool is_tie(const struct line *line, size_t at)
{
    return line_is_sign(line, at, '-') && line_is_letters(line, at - 1) &&
           line_is_letters(line, at + 1);
}

/* What a lexicon says of the words from here on.  It is in word.c because an
 * entry is a word like any other, only said otherwise. */
bool lexicon_scan(const struct line *line, size_t at, struct saying *saying)
{
    struct lexicon_match match;
    if (!line->request->lexicon || !line_touches(line, at) ||
        line_touches_before(line, at) ||
        !lexicon_match(line->request->lexicon, line->language,
                       view_slice(line->text, 0, line->end),
                       line->atoms.at[at].begin, &match))
        return false;
    size_t end = at;
    while (end < line->atoms.count && line->atoms.at[end].end <= match.end)
        end++;
    /* An entry must end where an atom ends, and not in the next word. */
    if (end == at || line->atoms.at[end - 1].end != match.end ||
        line_touches(line, end))
        return false;
    say_view(saying, match.spoken);
    buf_add(&saying->words, match.suffix);
    saying->phonemes = match.phonemes;
    saying->end = end;
    saying->glue_before = !match.phonemes && is_tie(line, at - 1);
    saying->glue_after = !match.phonemes && is_tie(line, end);
    return saying->words.size > 0;
}

bool word_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_letters(line, at))
        return false;
    size_t end = at + 1;
    while (line_is_sign(line, end, '\'') && line_is_letters(line, end + 1) &&
           end < at + 6)
        end += 2;
    say_word(line_text(line, at, end), saying);
    saying->end = end;
    saying->glue_before = is_tie(line, at - 1);
    saying->glue_after = is_tie(line, end);
    return true;
}
