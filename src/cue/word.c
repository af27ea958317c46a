#include "cue/word.h"

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Where in the spoken text the written offset at falls: inside a token by
 * proportion, which is exact at both its ends. */
static size_t spoken_offset(const struct token *token, size_t at)
{
    size_t written = token->end - token->begin;
    size_t spoken = token->spoken_end - token->spoken_begin;

    return token->spoken_begin + (at - token->begin) * spoken / written;
}

/* Narrows *word's spoken stretch from the tokens that overlap [begin, end)
 * of the block, from token *next on; false when nothing of it is said. */
static bool find_spoken(const struct tokens *tokens, size_t *next, size_t begin,
                        size_t end, struct word *word)
{
    bool found = false;

    while (*next < tokens->count && tokens->at[*next].end <= begin)
        ++*next;
    for (size_t i = *next; i < tokens->count && tokens->at[i].begin < end;
         i++) {
        const struct token *token = &tokens->at[i];
        size_t first = token->begin > begin ? token->begin : begin;
        size_t last = token->end < end ? token->end : end;

        if (token->spoken_end == token->spoken_begin)
            continue;
        if (!found)
            word->spoken_begin = (uint32_t)spoken_offset(token, first);
        word->spoken_end = (uint32_t)spoken_offset(token, last);
        found = true;
    }
    return found && word->spoken_end > word->spoken_begin;
}

/* The next word of the text from *at on; false at its end. */
static bool next_word(struct view text, size_t *at, struct word *word)
{
    while (*at < text.size && is_space(text.data[*at]))
        ++*at;
    *word = (struct word){.begin = (uint32_t)*at};
    while (*at < text.size && !is_space(text.data[*at]))
        ++*at;
    word->end = (uint32_t)*at;
    return word->end > word->begin;
}

void word_list(struct arena *arena, const struct outline *outline,
               const struct sentence *sentence, struct words *words)
{
    struct view text = sentence_text(outline, sentence);
    struct word word;
    size_t next = 0;

    *words = (struct words){0};
    for (size_t at = 0; next_word(text, &at, &word);)
        words->room++;
    words->at = arena_new(arena, words->room, sizeof *words->at);
    for (size_t at = 0; next_word(text, &at, &word);) {
        if (find_spoken(&sentence->tokens, &next, sentence->begin + word.begin,
                        sentence->begin + word.end, &word))
            words->at[words->count++] = word;
    }
}
