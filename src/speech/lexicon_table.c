#include "speech/lexicon_table.h"

#include "base/letter.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* Entries with one key, so that a match takes bounded time. */
    ALIKE_MAX = 64,
};

size_t lexicon_fold_one(uint32_t c, const char *folded, size_t size,
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
        size_t count =
            lexicon_fold_one(utf8_next(text, &at), folded, size, bytes);

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

size_t lexicon_slot(const struct lexicon *lexicon, struct view key)
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
            lexicon->slots[lexicon_slot(
                lexicon, lexicon->entries.at[old[i] - 1].key)] = old[i];
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
    slot = lexicon_slot(lexicon, added->key);
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
