/* The entries of a lexicon, as its readers (lexicon_file, lexicon_pls) put
 * them in and lexicon.c finds them. */
#ifndef SPEECH_LEXICON_TABLE_H
#define SPEECH_LEXICON_TABLE_H

#include "base/arena.h"
#include "speech/lexicon.h"

#include <stdint.h>

/* Words that may stand beside a match, folded.  "^" stands for no word before
 * in the clause, "$" for none behind; "*ly" for any word that ends so. */
struct lexicon_neighbours {
    struct view *at;
    size_t count;
    size_t room;
};

struct lexicon_entry {
    enum lexicon_layer layer;
    struct view language; /* folded tag, empty: any */
    struct view word;     /* as written in the file */
    struct view key;      /* folded; lexicon_put makes it */
    struct view spoken;
    bool phonemes;
    bool cased; /* has a capital: other spellings do not match */
    struct lexicon_neighbours before; /* one must stand before; empty: any */
    struct lexicon_neighbours after;  /* one must follow; empty: any */
    struct view ipa;                  /* asserted, may be empty */
    const char *path;
    size_t line;
    size_t next; /* index of a further entry with the key, SIZE_MAX: none */
};

struct lexicon_entries {
    struct lexicon_entry *at;
    size_t count;
    size_t room;
};

struct lexicon {
    struct arena arena;
    struct lexicon_entries entries;
    size_t *slots; /* open hash of keys: first entry's index + 1, or 0 */
    size_t mask;
    size_t keys;
};

/* Adds the entry (copies word and spoken; its other views must be the
 * lexicon's arena's), made from `line` of `path`.
 * False when it is not sound, too
 * long, or contradicts one of the same file. */
bool lexicon_put(struct lexicon *lexicon, const struct lexicon_entry *entry,
                 struct err *err) MUST_USE;

/* True when what is spoken is sound: phonemes that the engine has, or a
 * respelling that holds nothing the engine would take for markup. */
bool lexicon_check(const struct lexicon_entry *entry, struct err *err) MUST_USE;

/* Lower-case copy with white space folded to single spaces and typographic
 * apostrophes straight; at most room bytes, SIZE_MAX when there are more. */
size_t lexicon_fold(struct view text, char *folded, size_t room);

/* Writes the folded form of c, which follows `folded`; gives its size: 0 for
 * a space behind a space. */
size_t lexicon_fold_one(uint32_t c, const char *folded, size_t size,
                        char bytes[4]);

/* The slot that holds the key, or the free one where it belongs; the lexicon
 * must have slots. */
size_t lexicon_slot(const struct lexicon *lexicon, struct view key);

/* Readers of one file each; see lexicon_add. */
bool lexicon_read_lines(struct lexicon *lexicon, enum lexicon_layer layer,
                        const char *path, struct view bytes,
                        struct err *err) MUST_USE;
bool lexicon_read_pls(struct lexicon *lexicon, enum lexicon_layer layer,
                      const char *path, struct view bytes,
                      struct err *err) MUST_USE;

#endif
