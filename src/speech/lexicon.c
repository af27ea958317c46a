#include "speech/lexicon.h"

#include "base/atomic_file.h"
#include "base/letter.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "speech/lexicon_phoneme.h"
#include "speech/lexicon_table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_MAX = 16 << 20,
    /* Neighbours are looked for this many bytes away, and are no longer. */
    NEIGHBOUR_MAX = 48,
    TAG_MAX = 40,
};

struct lexicon *lexicon_new(void)
{
    return mem_new(1, sizeof(struct lexicon));
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    arena_release(&lexicon->arena);
    free(lexicon->slots);
    free(lexicon);
}

size_t lexicon_count(const struct lexicon *lexicon)
{
    return lexicon->entries.count;
}

bool lexicon_add(struct lexicon *lexicon, enum lexicon_layer layer,
                 const char *path, struct view bytes, struct err *err)
{
    size_t bad;
    struct view name = arena_copy(&lexicon->arena, view_of(path));

    if (!utf8_valid(bytes, &bad))
        return err_set(err, "%s: byte %zu is not UTF-8; save the file as UTF-8",
                       path, bad + 1);
    if (view_starts(view_trim(bytes), VIEW("<")))
        return lexicon_read_pls(lexicon, layer, name.data, bytes, err);
    return lexicon_read_lines(lexicon, layer, name.data, bytes, err);
}

bool lexicon_load(struct lexicon *lexicon, enum lexicon_layer layer,
                  const char *path, struct err *err)
{
    char *data = NULL;
    size_t size = 0;
    bool good =
        file_read(path, FILE_MAX, &data, &size, err) &&
        lexicon_add(lexicon, layer, path, (struct view){data, size}, err);

    free(data);
    return good;
}

static bool is_word_character(uint32_t c)
{
    return letter_any(c) || letter_digit(c);
}

static bool ends_word(struct view text, size_t at)
{
    return at >= text.size || !is_word_character(utf8_next(text, &at));
}

/* The word before `at` in its clause, folded; "^" when there is none. */
static size_t word_before(struct view text, size_t at, char *word)
{
    size_t end = at, begin, low = at > NEIGHBOUR_MAX ? at - NEIGHBOUR_MAX : 0;
    size_t size;

    while (end > low &&
           (text.data[end - 1] == ' ' || text.data[end - 1] == '\n'))
        end--;
    for (begin = end; begin > low;) {
        size_t next = begin;
        uint32_t c = utf8_previous(text, &next);

        if (!is_word_character(c) && c != '\'' && c != 0x2019)
            break;
        begin = next;
    }
    size = lexicon_fold(view_slice(text, begin, end), word, NEIGHBOUR_MAX);
    if (size != 0 && size != SIZE_MAX)
        return size;
    word[0] = '^';
    return 1;
}

/* The word behind `at` in its clause, folded; "$" when there is none. */
static size_t word_behind(struct view text, size_t at, char *word)
{
    size_t begin = at, end, size;

    while (begin < text.size && begin - at < NEIGHBOUR_MAX &&
           (text.data[begin] == ' ' || text.data[begin] == '\n'))
        begin++;
    for (end = begin; end < text.size && end - begin < NEIGHBOUR_MAX;) {
        size_t next = end;
        uint32_t c = utf8_next(text, &next);

        if (!is_word_character(c) && c != '\'' && c != 0x2019)
            break;
        end = next;
    }
    size = lexicon_fold(view_slice(text, begin, end), word, NEIGHBOUR_MAX);
    if (size != 0 && size != SIZE_MAX)
        return size;
    word[0] = '$';
    return 1;
}

static bool is_among(const struct lexicon_neighbours *neighbours,
                     struct view word)
{
    for (size_t i = 0; i < neighbours->count; i++) {
        struct view wanted = neighbours->at[i];

        if (wanted.size > 1 && wanted.data[0] == '*'
                ? view_ends(word, view_slice(wanted, 1, wanted.size))
                : view_equal(word, wanted))
            return true;
    }
    return false;
}

/* What is being looked for, where. */
struct search {
    const struct lexicon *lexicon;
    struct view language; /* folded tag */
    struct view text;
    size_t at;
    const struct lexicon_entry *best;
    size_t end; /* of the best, with its ending */
    bool plural;
    bool possessive;
};

static bool all_capitals(struct view text)
{
    size_t letters = 0;

    for (size_t at = 0; at < text.size; letters++)
        if (letter_lower(utf8_next(text, &at)))
            return false;
    return letters > 1;
}

static bool serves(const struct lexicon_entry *entry, struct view language)
{
    return entry->language.size == 0 ||
           (view_starts(language, entry->language) &&
            (language.size == entry->language.size ||
             language.data[entry->language.size] == '-'));
}

/* Case counts; apostrophes and the size of a space do not. */
static bool has_same_letters(struct view written, struct view word)
{
    size_t at = 0, other = 0;

    while (at < written.size && other < word.size) {
        uint32_t a = utf8_next(written, &at);
        uint32_t b = utf8_next(word, &other);

        if (a != b && a != 0x2019 && b != 0x2019 && !letter_space(a))
            return false;
        while (letter_space(a) && at < written.size &&
               letter_space((unsigned char)written.data[at]))
            at++;
        while (letter_space(b) && other < word.size &&
               letter_space((unsigned char)word.data[other]))
            other++;
    }
    return true;
}

static bool fits(const struct search *search, const struct lexicon_entry *entry,
                 size_t end)
{
    struct view written = view_slice(search->text, search->at, end);
    char word[NEIGHBOUR_MAX];
    size_t size;
    bool capitals = all_capitals(written) && entry->before.count == 0 &&
                    entry->after.count == 0;

    if (!serves(entry, search->language))
        return false;
    if (entry->cased && !capitals && !has_same_letters(written, entry->word))
        return false;
    if (entry->before.count > 0) {
        size = word_before(search->text, search->at, word);
        if (!is_among(&entry->before, (struct view){word, size}))
            return false;
    }
    if (entry->after.count > 0) {
        size = word_behind(search->text, end, word);
        if (!is_among(&entry->after, (struct view){word, size}))
            return false;
    }
    return true;
}

/* The later layer, then the narrower language, then one with conditions,
 * then one with capitals. */
static bool outranks(const struct lexicon_entry *a,
                     const struct lexicon_entry *b)
{
    int a_conditions = (a->before.count > 0) + (a->after.count > 0);
    int b_conditions = (b->before.count > 0) + (b->after.count > 0);

    if (a->layer != b->layer)
        return a->layer > b->layer;
    if (a->language.size != b->language.size)
        return a->language.size > b->language.size;
    if (a_conditions != b_conditions)
        return a_conditions > b_conditions;
    return a->cased && !b->cased;
}

static bool is_exact(const struct search *search,
                     const struct lexicon_entry *entry, size_t end)
{
    return view_equal(view_slice(search->text, search->at, end), entry->word);
}

static const struct lexicon_entry *find(const struct search *search,
                                        struct view key, size_t end)
{
    const struct lexicon *lexicon = search->lexicon;
    const struct lexicon_entry *best = NULL;
    size_t i = lexicon->slots[lexicon_slot(lexicon, key)];

    for (i = i ? i - 1 : SIZE_MAX; i != SIZE_MAX;
         i = lexicon->entries.at[i].next) {
        const struct lexicon_entry *entry = &lexicon->entries.at[i];

        if ((!best || outranks(entry, best) ||
             (!outranks(best, entry) && is_exact(search, entry, end) &&
              !is_exact(search, best, end))) &&
            fits(search, entry, end))
            best = entry;
    }
    return best;
}

static bool is_english(struct view language)
{
    return view_equal(view_cut(&language, '-'), VIEW("en"));
}

/* End of an apostrophe and "s" at `at`, or 0. */
static size_t possessive_end(const struct search *search, size_t at)
{
    struct view rest = view_slice(search->text, at, search->text.size);
    size_t size = 0;

    if (view_starts_nocase(rest, VIEW("'s")))
        size = 2;
    else if (view_starts_nocase(rest, VIEW("’s")))
        size = sizeof "’s" - 1;
    return size > 0 && ends_word(rest, size) ? at + size : 0;
}

/* Looks the folded key up, whose word ends at `end` in the text. */
static void try_key(struct search *search, struct view key, size_t end)
{
    const struct lexicon_entry *entry = find(search, key, end);
    bool english = is_english(search->language);
    size_t possessive;
    bool plural = false;

    if (!entry && english && key.size > 2 && view_ends(key, VIEW("s")) &&
        key.data[key.size - 2] != ' ' && key.data[key.size - 2] != '\'') {
        entry = find(search, view_slice(key, 0, key.size - 1), end - 1);
        plural = entry != NULL && entry->after.count == 0;
        entry = plural ? entry : NULL;
    }
    if (!entry)
        return;
    possessive = english ? possessive_end(search, end) : 0;
    search->best = entry;
    search->plural = plural;
    search->possessive = possessive > 0;
    search->end = possessive > 0 ? possessive : end;
}

static struct view ending(const struct search *search)
{
    static const char *const sibilants[] = {"s", "x", "z", "ch", "sh"};
    const struct lexicon_entry *entry = search->best;

    if (!search->plural && !search->possessive)
        return (struct view){0};
    if (entry->phonemes)
        return lexicon_phoneme_ending(entry->spoken);
    if (search->possessive)
        return VIEW("'s");
    for (size_t i = 0; i < sizeof sibilants / sizeof *sibilants; i++)
        if (view_ends(entry->spoken, view_of(sibilants[i])))
            return VIEW("es");
    return VIEW("s");
}

bool lexicon_match(const struct lexicon *lexicon, struct view language,
                   struct view text, size_t at, struct lexicon_match *match)
{
    char tag[TAG_MAX], folded[LEXICON_KEY_MAX];
    size_t size = 0, end = at, tag_size;
    struct search search = {.lexicon = lexicon, .text = text, .at = at};

    if (!lexicon || lexicon->keys == 0)
        return false;
    tag_size = lexicon_fold(language, tag, sizeof tag);
    search.language = (struct view){tag, tag_size == SIZE_MAX ? 0 : tag_size};
    while (end < text.size) {
        char bytes[4];
        size_t count =
            lexicon_fold_one(utf8_next(text, &end), folded, size, bytes);

        if (size + count > sizeof folded)
            break;
        memcpy(folded + size, bytes, count);
        size += count;
        if (folded[size - 1] != ' ' && ends_word(text, end))
            try_key(&search, (struct view){folded, size}, end);
    }
    if (!search.best)
        return false;
    *match = (struct lexicon_match){.end = search.end,
                                    .spoken = search.best->spoken,
                                    .phonemes = search.best->phonemes,
                                    .suffix = ending(&search),
                                    .path = search.best->path,
                                    .line = search.best->line};
    return true;
}

bool lexicon_next_assertion(const struct lexicon *lexicon, size_t *at,
                            struct lexicon_assertion *assertion)
{
    while (*at < lexicon->entries.count) {
        const struct lexicon_entry *entry = &lexicon->entries.at[(*at)++];

        if (entry->ipa.size == 0)
            continue;
        *assertion = (struct lexicon_assertion){
            entry->language, entry->word, entry->spoken, entry->phonemes,
            entry->ipa,      entry->path, entry->line};
        return true;
    }
    return false;
}
