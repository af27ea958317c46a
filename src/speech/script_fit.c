#include "speech/script_fit.h"

#include "base/utf8.h"
#include "speech/letters.h"
#include "speech/transliterate.h"

enum fit {
    FIT_WHOLE,
    FIT_MARKS,  /* combining marks, which are to be composed */
    FIT_LETTERS /* letters that the voice lacks */
};

static enum fit fit_of(enum letter_script script, struct view words,
                       bool *speakable)
{
    enum fit fit = FIT_WHOLE;
    *speakable = false;
    for (size_t at = 0; at < words.size;) {
        uint32_t codepoint = utf8_next(words, &at);
        if (letters_speakable(codepoint, script) ||
            letters_digit(codepoint) >= 0)
            *speakable = *speakable || !letters_is_mark(codepoint);
        else if (letters_is_letter(codepoint))
            fit = FIT_LETTERS;
        else if (letters_is_mark(codepoint) && fit == FIT_WHOLE)
            fit = FIT_MARKS;
    }
    return fit;
}

static void replace_words(struct saying *saying, struct buf *words)
{
    buf_reset(&saying->words);
    buf_add(&saying->words, buf_view(words));
    buf_reset(words);
    if (saying->fate == TOKEN_SPOKEN) {
        saying->fate = TOKEN_REWRITTEN;
        saying->rule = "transliteration";
    }
}

void script_fit(struct saying *saying, enum letter_script script)
{
    bool speakable;
    enum fit fit = fit_of(script, buf_view(&saying->words), &speakable);
    if (fit == FIT_WHOLE)
        return;
    struct buf plain;
    buf_init(&plain, 0);
    transliterate_compose(&plain, buf_view(&saying->words));
    replace_words(saying, &plain);
    if (fit_of(script, buf_view(&saying->words), &speakable) != FIT_WHOLE) {
        transliterate(&plain, buf_view(&saying->words), script);
        if (plain.size > 0)
            replace_words(saying, &plain);
        fit_of(script, buf_view(&saying->words), &speakable);
    }
    buf_release(&plain);
    if (!speakable) {
        buf_reset(&saying->words);
        saying->fate = TOKEN_SKIPPED;
        saying->rule = "letters that the voice lacks";
        saying->mark = 0;
    }
}
