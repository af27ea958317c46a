#include "base/letter.h"
#include "base/utf8.h"
#include "speech/lexicon_phoneme.h"
#include "speech/lexicon_table.h"

#include <stdint.h>

/* A named list of neighbours: "@modal: to will can". */
struct set {
    struct view name;
    struct lexicon_neighbours words;
};

struct sets {
    struct set *at;
    size_t count;
    size_t room;
};

struct reading {
    struct lexicon *lexicon;
    enum lexicon_layer layer;
    const char *path;
    size_t line;
    struct view language; /* of the section */
    struct sets sets;
};

static const struct set *find_set(const struct reading *reading,
                                  struct view name)
{
    for (size_t i = 0; i < reading->sets.count; i++)
        if (view_equal(reading->sets.at[i].name, name))
            return &reading->sets.at[i];
    return NULL;
}

static struct view folded_copy(struct reading *reading, struct view text)
{
    char folded[LEXICON_KEY_MAX];
    size_t size = lexicon_fold(text, folded, sizeof folded);

    if (size == SIZE_MAX)
        size = 0;
    return arena_copy(&reading->lexicon->arena, (struct view){folded, size});
}

/* Words, and the words of sets that they name. */
static bool read_words(struct reading *reading, struct view text,
                       struct lexicon_neighbours *words, struct err *err)
{
    struct arena *arena = &reading->lexicon->arena;

    while (text.size > 0) {
        struct view word = view_trim(view_cut(&text, ' '));
        const struct set *set;

        if (word.size == 0)
            continue;
        if (word.data[0] != '@') {
            *ARENA_PUSH(arena, words) = folded_copy(reading, word);
            continue;
        }
        set = find_set(reading, word);
        if (!set)
            return err_set(err,
                           "%s:%zu: the set \"%.*s\" is not defined above "
                           "(\"%.*s: word word\")",
                           reading->path, reading->line, VIEW_ARG(word),
                           VIEW_ARG(word));
        for (size_t i = 0; i < set->words.count; i++)
            *ARENA_PUSH(arena, words) = set->words.at[i];
    }
    return true;
}

static bool read_language(struct reading *reading, struct view tag,
                          struct err *err)
{
    for (size_t i = 0; i < tag.size; i++) {
        char c = tag.data[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (c >= '0' && c <= '9') || c == '-';

        if (!good || tag.size > 35)
            return err_set(err,
                           "%s:%zu: \"%.*s\" is no language tag; write one as "
                           "in \"lang: en\" or \"lang: pt-BR\"",
                           reading->path, reading->line, VIEW_ARG(tag));
    }
    reading->language = folded_copy(reading, tag);
    return true;
}

static bool read_set(struct reading *reading, struct view line, size_t colon,
                     struct err *err)
{
    struct set set = {.name =
                          arena_copy(&reading->lexicon->arena,
                                     view_trim(view_slice(line, 0, colon)))};

    if (!read_words(reading, view_slice(line, colon + 1, line.size), &set.words,
                    err))
        return false;
    *ARENA_PUSH(&reading->lexicon->arena, &reading->sets) = set;
    return true;
}

/* "(after to will)", "(before the)": takes them off the end of *word. */
static bool read_conditions(struct reading *reading, struct view *word,
                            struct lexicon_entry *entry, struct err *err)
{
    while (view_ends(*word, VIEW(")"))) {
        size_t open = word->size;
        struct view inside, name;
        struct lexicon_neighbours *words = NULL;

        while (open > 0 && word->data[open - 1] != '(')
            open--;
        inside = view_trim(view_slice(*word, open, word->size - 1));
        name = view_cut(&inside, ' ');
        if (open > 0 && view_equal(name, VIEW("after")))
            words = &entry->before;
        else if (open > 0 && view_equal(name, VIEW("before")))
            words = &entry->after;
        if (!words || words->count > 0 || view_trim(inside).size == 0)
            return err_set(err,
                           "%s:%zu: a condition is \"(after word word)\" or "
                           "\"(before word word)\", each at most once",
                           reading->path, reading->line);
        if (!read_words(reading, inside, words, err))
            return false;
        *word = view_trim(view_slice(*word, 0, open - 1));
    }
    return true;
}

bool lexicon_check(const struct lexicon_entry *entry, struct err *err)
{
    size_t bad;

    if (entry->spoken.size == 0)
        return err_set(err,
                       "%s:%zu: nothing stands behind \"=\"; write a "
                       "respelling or [[phonemes]]",
                       entry->path, entry->line);
    if (entry->phonemes) {
        if (lexicon_phoneme_check(entry->language, entry->spoken, &bad))
            return true;
        return err_set(err,
                       "%s:%zu: eSpeak NG has no phoneme \"%.*s\" (character "
                       "%zu of [[%.*s]]); `espeak-ng -x` shows those it has",
                       entry->path, entry->line,
                       VIEW_ARG(view_slice(entry->spoken, bad,
                                           utf8_floor(entry->spoken, bad + 4))),
                       bad + 1, VIEW_ARG(entry->spoken));
    }
    for (size_t at = 0; at < entry->spoken.size;) {
        uint32_t c = utf8_next(entry->spoken, &at);

        if (c < 0x20 || c == 0x7F || c == '[' || c == ']' || c == '<' ||
            c == '>')
            return err_set(err,
                           "%s:%zu: a respelling holds letters only; phonemes "
                           "stand alone between [[ and ]]",
                           entry->path, entry->line);
    }
    return true;
}

static bool read_entry(struct reading *reading, struct view line, size_t equals,
                       struct err *err)
{
    struct arena *arena = &reading->lexicon->arena;
    struct lexicon_entry entry = {.layer = reading->layer,
                                  .language = reading->language,
                                  .path = reading->path,
                                  .line = reading->line};
    struct view word = view_trim(view_slice(line, 0, equals));
    struct view spoken = view_slice(line, equals + 1, line.size);
    size_t arrow = view_find(spoken, VIEW("->"), 0);

    if (!read_conditions(reading, &word, &entry, err))
        return false;
    if (view_starts(word, VIEW("/")) && view_ends(word, VIEW("/")) &&
        word.size > 2)
        word = view_slice(word, 1, word.size - 1);
    entry.word = word;
    if (arrow != SIZE_MAX) {
        entry.ipa = arena_copy(
            arena, view_trim(view_slice(spoken, arrow + 2, spoken.size)));
        spoken = view_slice(spoken, 0, arrow);
    }
    spoken = view_trim(spoken);
    if (view_starts(spoken, VIEW("[[")) && view_ends(spoken, VIEW("]]")) &&
        spoken.size >= 4) {
        entry.phonemes = true;
        spoken = view_trim(view_slice(spoken, 2, spoken.size - 2));
    }
    entry.spoken = spoken;
    return lexicon_put(reading->lexicon, &entry, err);
}

/* Without a comment: '#' at the start or behind white space, but not inside
 * [[phonemes]]. */
static struct view uncommented(struct view line)
{
    size_t phonemes = view_find(line, VIEW("[["), 0);
    size_t end = view_find(line, VIEW("]]"), 0);

    for (size_t i = 0; i < line.size; i++) {
        bool inside = end != SIZE_MAX && i > phonemes && i < end;

        if (line.data[i] == '#' && !inside &&
            (i == 0 || line.data[i - 1] == ' ' || line.data[i - 1] == '\t'))
            return view_slice(line, 0, i);
    }
    return line;
}

/* The "=" between the written form and the spoken one: behind the phrase if
 * there is one, since that may hold one too. */
static size_t find_equals(struct view line)
{
    size_t from = 0;

    if (view_starts(line, VIEW("/"))) {
        from = view_find(line, VIEW("/"), 1);
        if (from == SIZE_MAX)
            from = 0;
    }
    return view_find(line, VIEW("="), from);
}

static bool read_line(struct reading *reading, struct view line,
                      struct err *err)
{
    size_t equals;

    line = view_trim(uncommented(line));
    if (line.size == 0)
        return true;
    if (view_starts(line, VIEW("lang:")))
        return read_language(reading, view_trim(view_slice(line, 5, line.size)),
                             err);
    if (view_starts(line, VIEW("@"))) {
        size_t colon = view_find(line, VIEW(":"), 0);

        if (colon != SIZE_MAX)
            return read_set(reading, line, colon, err);
    }
    equals = find_equals(line);
    if (equals == SIZE_MAX || equals == 0)
        return err_set(err,
                       "%s:%zu: \"%.*s\" is no entry; write \"word = "
                       "respelling\" or \"word = [[phonemes]]\"",
                       reading->path, reading->line,
                       VIEW_ARG(view_slice(line, 0, utf8_floor(line, 60))));
    return read_entry(reading, line, equals, err);
}

bool lexicon_read_lines(struct lexicon *lexicon, enum lexicon_layer layer,
                        const char *path, struct view bytes, struct err *err)
{
    struct reading reading = {.lexicon = lexicon, .layer = layer, .path = path};
    struct view line;

    if (view_starts(bytes, VIEW("\xEF\xBB\xBF")))
        bytes = view_slice(bytes, 3, bytes.size);
    while (view_next_line(&bytes, &line)) {
        reading.line++;
        if (!read_line(&reading, line, err))
            return false;
    }
    return true;
}
