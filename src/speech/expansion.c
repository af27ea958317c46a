#include "speech/expansion.h"

#include "speech/line.h"

enum { EXPANSIONS_MAX = 64, LETTERS_MAX = 6, WORDS_MAX = 12 };

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_plain(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || c == '-';
}

/* Where the word that ends at `end` begins; `end` when there is none. */
static size_t word_begin(struct view text, size_t end)
{
    while (end > 0 && is_plain(text.data[end - 1]))
        end--;
    return end;
}

static bool is_small(struct view word)
{
    return line_word_in(word, " of and for the in on to a an de la ");
}

/* Goes back over the words before `end` as long as their first letters are
 * the abbreviation's from its end on. */
static struct view find_words(struct view text, size_t end, struct view letters)
{
    size_t left = letters.size;
    size_t at = end;
    for (size_t i = 0; i < WORDS_MAX && left > 0; i++) {
        size_t begin = word_begin(text, at);
        if (begin == at)
            break;
        struct view word = view_slice(text, begin, at);
        char first = (char)(word.data[0] & ~0x20);
        if (first == letters.data[left - 1])
            left--;
        else if (!is_small(word))
            break;
        if (left == 0)
            return view_slice(text, begin, end);
        if (begin == 0 || text.data[begin - 1] != ' ')
            break;
        at = begin - 1;
    }
    return (struct view){0};
}

static void add(struct arena *arena, struct view letters, struct view words,
                struct expansions *expansions)
{
    for (size_t i = 0; i < expansions->count; i++) {
        if (view_equal(expansions->at[i].letters, letters))
            return;
    }
    if (expansions->count < EXPANSIONS_MAX)
        *ARENA_PUSH(arena, expansions) =
            (struct expansion){.letters = letters, .words = words};
}

/* End of the capitals at `at` when they are an abbreviation in brackets. */
static size_t bracket_end(struct view text, size_t at)
{
    size_t end = at;
    while (end < text.size && is_upper(text.data[end]) &&
           end - at <= LETTERS_MAX)
        end++;
    size_t close = end + (end < text.size && text.data[end] == 's');
    bool ok = end - at >= 2 && end - at <= LETTERS_MAX && close < text.size &&
              text.data[close] == ')';
    return ok ? end : at;
}

void expansions_find(struct arena *arena, const struct document *document,
                     struct expansions *expansions)
{
    for (size_t b = 0; b < document->blocks.count; b++) {
        const struct block *block = &document->blocks.at[b];
        struct view text = block->text;
        if (block->kind == BLOCK_CODE || block->kind == BLOCK_TABLE)
            continue;
        for (size_t at = 2; at < text.size; at++) {
            if (text.data[at - 1] != '(' || text.data[at - 2] != ' ')
                continue;
            struct view letters = view_slice(text, at, bracket_end(text, at));
            if (letters.size == 0)
                continue;
            struct view words = find_words(text, at - 2, letters);
            if (words.size > 0)
                add(arena, letters, words, expansions);
        }
    }
}

struct view expansions_take(struct expansions *expansions, struct view text,
                            size_t begin, size_t end, size_t section)
{
    struct view letters = view_slice(text, begin, end);
    if (letters.size < 2 || letters.size > LETTERS_MAX)
        return (struct view){0};
    for (size_t i = 0; i < expansions->count; i++) {
        struct expansion *expansion = &expansions->at[i];
        if (!view_equal(expansion->letters, letters))
            continue;
        bool heard = expansion->section > section;
        bool explained = begin > 0 && text.data[begin - 1] == '(';
        expansion->section = section + 1;
        if (heard || explained)
            break;
        return expansion->words;
    }
    return (struct view){0};
}
