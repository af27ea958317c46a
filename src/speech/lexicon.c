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
    /* Entries with one key, so that a match takes bounded time. */
    ALIKE_MAX = 64,
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

/* Appends the folded form of a code point; 0 bytes for a space behind a
 * space. */
static size_t fold_one(uint32_t c, const char *folded, size_t size,
                       char bytes[4])
{
    if (letter_space(c)) {
        bytes[0] = ' ';
        return size > 0 && folded[size - 1] == ' ' ? 0 : 1;
    }
    return utf8_encode(c == 0x2019 ? '\'' : letter_fold(c), bytes);
}

size_t lexicon_fold(struct view text, char *folded, size_t room)
{
    size_t size = 0;

    for (size_t at = 0; at < text.size;) {
        char bytes[4];
        size_t count = fold_one(utf8_next(text, &at), folded, size, bytes);

        if (size + count > room)
            return SIZE_MAX;
        memcpy(folded + size, bytes, count);
        size += count;
    }
    return size;
}

/* FNV-1a. */
static size_t hash_of(struct view key)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ (unsigned char)key.data[i]) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 32);
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t slot_of(const struct lexicon *lexicon, struct view key)
{
    size_t slot = hash_of(key) & lexicon->mask;

    while (lexicon->slots[slot] != 0 &&
           !view_equal(lexicon->entries.at[lexicon->slots[slot] - 1].key, key))
        slot = (slot + 1) & lexicon->mask;
    return slot;
}

static void widen(struct lexicon *lexicon)
{
    size_t old_size = lexicon->slots ? lexicon->mask + 1 : 0;
    size_t size = old_size ? old_size * 2 : 256;
    size_t *old = lexicon->slots;

    lexicon->slots = mem_new(size, sizeof *lexicon->slots);
    lexicon->mask = size - 1;
    for (size_t i = 0; i < old_size; i++)
        if (old[i] != 0)
            lexicon
                ->slots[slot_of(lexicon, lexicon->entries.at[old[i] - 1].key)] =
                old[i];
    free(old);
}

static bool has_capital(struct view text)
{
    for (size_t at = 0; at < text.size;)
        if (letter_upper(utf8_next(text, &at)))
            return true;
    return false;
}

static bool same_neighbours(const struct lexicon_neighbours *a,
                            const struct lexicon_neighbours *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!view_equal(a->at[i], b->at[i]))
            return false;
    return true;
}

static bool contradicts(const struct lexicon_entry *a,
                        const struct lexicon_entry *b)
{
    return a->layer == b->layer && a->path == b->path &&
           view_equal(a->language, b->language) && a->cased == b->cased &&
           (!a->cased || view_equal(a->word, b->word)) &&
           same_neighbours(&a->before, &b->before) &&
           same_neighbours(&a->after, &b->after);
}

/* Appends the entry to those with its key. */
static bool chain(struct lexicon *lexicon, size_t first, size_t added,
                  struct err *err)
{
    struct lexicon_entry *at = lexicon->entries.at;
    size_t last = first;

    for (size_t count = 1;; count++) {
        if (contradicts(&at[last], &at[added]))
            return err_set(err,
                           "%s:%zu: line %zu says already how \"%.*s\" is "
                           "spoken; remove one of them",
                           at[added].path, at[added].line, at[last].line,
                           VIEW_ARG(at[added].word));
        if (count == ALIKE_MAX)
            return err_set(err,
                           "%s:%zu: \"%.*s\" has more than %d entries; "
                           "remove some",
                           at[added].path, at[added].line,
                           VIEW_ARG(at[added].word), ALIKE_MAX);
        if (at[last].next == SIZE_MAX)
            break;
        last = at[last].next;
    }
    at[last].next = added;
    return true;
}

bool lexicon_put(struct lexicon *lexicon, const struct lexicon_entry *entry,
                 struct err *err)
{
    char folded[LEXICON_KEY_MAX];
    size_t size = lexicon_fold(entry->word, folded, sizeof folded);
    struct lexicon_entry *added;
    size_t slot;

    if (!lexicon_check(entry, err))
        return false;
    if (size == 0 || size == SIZE_MAX)
        return err_set(err, "%s:%zu: the written form must have 1 to %d bytes",
                       entry->path, entry->line, LEXICON_KEY_MAX);
    if (!lexicon->slots || lexicon->keys > lexicon->mask / 2)
        widen(lexicon);
    added = ARENA_PUSH(&lexicon->arena, &lexicon->entries);
    *added = *entry;
    added->word = arena_copy(&lexicon->arena, entry->word);
    added->spoken = arena_copy(&lexicon->arena, entry->spoken);
    added->key = arena_copy(&lexicon->arena, (struct view){folded, size});
    added->cased = has_capital(entry->word);
    added->next = SIZE_MAX;
    slot = slot_of(lexicon, added->key);
    if (lexicon->slots[slot] == 0) {
        lexicon->slots[slot] = lexicon->entries.count;
        lexicon->keys++;
        return true;
    }
    if (chain(lexicon, lexicon->slots[slot] - 1, lexicon->entries.count - 1,
              err))
        return true;
    lexicon->entries.count--;
    return false;
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
    size_t i = lexicon->slots[slot_of(lexicon, key)];

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
        size_t count = fold_one(utf8_next(text, &end), folded, size, bytes);

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
