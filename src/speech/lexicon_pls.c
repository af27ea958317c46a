/* W3C Pronunciation Lexicon Specification 1.0: lexeme (4.4), grapheme (4.5),
 * phoneme (4.6), alias (4.7).  Of several pronunciations the preferred one is
 * taken, else the first. */
#include "format/xml.h"
#include "speech/lexicon_phoneme.h"
#include "speech/lexicon_table.h"

#include <stdint.h>

struct import {
    struct lexicon *lexicon;
    enum lexicon_layer layer;
    const char *path;
    struct view language;
    struct view alphabet; /* of the lexicon */
    struct xml_tree tree;
};

static bool is_true(struct view value)
{
    return view_equal_nocase(value, VIEW("true")) ||
           view_equal(value, VIEW("1"));
}

/* The pronunciation child of that name to take, or SIZE_MAX. */
static size_t preferred(const struct import *import, size_t lexeme,
                        const char *name)
{
    size_t first = xml_child(&import->tree, lexeme, name, SIZE_MAX);

    for (size_t node = first; node != SIZE_MAX;) {
        size_t next = xml_next_sibling(&import->tree, node);

        if (is_true(xml_attribute(&import->tree.at[node], "prefer")))
            return node;
        node = next == SIZE_MAX ? SIZE_MAX
                                : xml_child(&import->tree, lexeme, name, next);
    }
    return first;
}

static bool take_phoneme(struct import *import, size_t node,
                         struct lexicon_entry *entry, struct err *err)
{
    struct arena *arena = &import->lexicon->arena;
    struct view ipa = view_trim(xml_text(arena, &import->tree, node));
    struct view alphabet = xml_attribute(&import->tree.at[node], "alphabet");
    size_t bad = 0;

    if (alphabet.size == 0)
        alphabet = import->alphabet;
    entry->phonemes = true;
    if (view_equal_nocase(alphabet, VIEW("x-espeak"))) {
        entry->spoken = ipa;
        return true;
    }
    if (import->language.size > 0 && !view_starts(import->language, VIEW("en")))
        return err_set(err,
                       "%s:%zu: phonemes can be read for English only; write "
                       "an <alias> instead",
                       import->path, entry->line);
    if (alphabet.size > 0 && !view_equal_nocase(alphabet, VIEW("ipa")))
        return err_set(err,
                       "%s:%zu: the phonetic alphabet \"%.*s\" is unknown; "
                       "\"ipa\" and \"x-espeak\" can be read",
                       import->path, entry->line, VIEW_ARG(alphabet));
    if (ipa.size > 0 &&
        lexicon_phoneme_from_ipa(arena, ipa, &entry->spoken, &bad))
        return true;
    return err_set(err,
                   "%s:%zu: the sound at byte %zu of \"%.*s\" has no "
                   "counterpart in eSpeak NG; write an <alias> instead",
                   import->path, entry->line, bad + 1, VIEW_ARG(ipa));
}

static bool take_lexeme(struct import *import, size_t lexeme, struct err *err)
{
    const struct xml_tree *tree = &import->tree;
    struct arena *arena = &import->lexicon->arena;
    struct lexicon_entry entry = {.layer = import->layer,
                                  .language = import->language,
                                  .path = import->path,
                                  .line = tree->at[lexeme].line};
    size_t alias = preferred(import, lexeme, "alias");
    size_t phoneme = preferred(import, lexeme, "phoneme");
    size_t node = xml_child(tree, lexeme, "grapheme", SIZE_MAX);

    if (phoneme != SIZE_MAX) {
        if (!take_phoneme(import, phoneme, &entry, err))
            return false;
    } else if (alias != SIZE_MAX) {
        entry.spoken = view_trim(xml_text(arena, tree, alias));
    }
    if (entry.spoken.size == 0 || node == SIZE_MAX)
        return err_set(err,
                       "%s:%zu: a lexeme needs a grapheme and a phoneme or an "
                       "alias",
                       import->path, entry.line);
    while (node != SIZE_MAX) {
        size_t next = xml_next_sibling(tree, node);

        entry.word = view_trim(xml_text(arena, tree, node));
        if (!lexicon_put(import->lexicon, &entry, err))
            return false;
        node = next == SIZE_MAX ? SIZE_MAX
                                : xml_child(tree, lexeme, "grapheme", next);
    }
    return true;
}

bool lexicon_read_pls(struct lexicon *lexicon, enum lexicon_layer layer,
                      const char *path, struct view bytes, struct err *err)
{
    struct import import = {.lexicon = lexicon, .layer = layer, .path = path};
    struct arena arena = {0};
    char tag[36];
    size_t size;
    bool good = true;

    if (!xml_parse(&arena, bytes, XML_STRICT, &import.tree, err)) {
        err_prefix(err, "%s", path);
        arena_release(&arena);
        return false;
    }
    size = lexicon_fold(xml_attribute(&import.tree.at[0], "xml:lang"), tag,
                        sizeof tag);
    import.language = arena_copy(
        &lexicon->arena, (struct view){tag, size == SIZE_MAX ? 0 : size});
    import.alphabet = xml_attribute(&import.tree.at[0], "alphabet");
    if (!view_equal_nocase(import.tree.at[0].name, VIEW("lexicon")))
        good = err_set(err,
                       "%s: the root element is no <lexicon>; give a PLS file "
                       "or lines like \"word = respelling\"",
                       path);
    for (size_t node = xml_child(&import.tree, 0, "lexeme", SIZE_MAX);
         good && node != SIZE_MAX;) {
        size_t next = xml_next_sibling(&import.tree, node);

        good = take_lexeme(&import, node, err);
        node = next == SIZE_MAX ? SIZE_MAX
                                : xml_child(&import.tree, 0, "lexeme", next);
    }
    arena_release(&arena);
    return good;
}
