#include "speech/stated_language.h"

#include "speech/letters.h"

/* A block must have so many words before it is believed to be in another
 * language than its document says, and by so much. */
enum { CLEAR_WORDS = 20 };
static const double clear_confidence = 0.9;

static struct view first_of(struct view a, struct view b, struct view c)
{
    if (a.size > 0)
        return a;
    return b.size > 0 ? b : c;
}

static bool same_language(struct view a, struct view b)
{
    return view_equal_nocase(view_cut(&a, '-'), view_cut(&b, '-'));
}

/* A stretch marked as of one language that holds all of the sentence. */
static struct view language_of_runs(const struct block *block,
                                    const struct sentence *sentence)
{
    struct view language = {0};
    for (size_t i = 0; i < block->runs.count; i++) {
        const struct run *run = &block->runs.at[i];
        if (run->begin > sentence->begin)
            break;
        if (run->kind == RUN_LANGUAGE && run->end >= sentence->end)
            language = run->value;
    }
    return language;
}

struct view stated_language(const struct speech_request *request,
                            const struct document *document,
                            const struct block *block,
                            const struct sentence *sentence,
                            struct stated_block *known)
{
    struct view stated = first_of(language_of_runs(block, sentence),
                                  block->language, (struct view){0});
    if (stated.size > 0)
        return stated;
    struct view text = view_slice(block->text, sentence->begin, sentence->end);
    struct view language =
        first_of(document->language, request->language, VIEW("en"));
    enum letter_script script = language_script(text);
    enum letter_script its = letters_script_of_language(language);
    bool japanese = its == LETTER_KANA && script == LETTER_HAN;
    if (script != LETTER_COMMON && script != its && !japanese) {
        struct view other = script == LETTER_LATIN ? language_of_text(text).tag
                                                   : language_of_script(script);
        return first_of(other, language, (struct view){0});
    }
    if (known->block != block)
        *known = (struct stated_block){block, language_of_text(block->text)};
    struct language_guess guess = known->guess;
    bool clear = guess.words >= CLEAR_WORDS && guess.tag.size > 0 &&
                 guess.confidence >= clear_confidence;
    return clear && !same_language(guess.tag, language) ? guess.tag : language;
}
