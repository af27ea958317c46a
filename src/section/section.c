#include "section/section.h"

#include "base/letter.h"
#include "base/utf8.h"
#include "section/plan.h"
#include "section/sentence.h"

#include <stdint.h>
#include <string.h>

/* The first words of a section, for a chapter list. */
enum {
    TITLE_WORDS = 6,
    TITLE_BYTES = 60,
    HEADING_BYTES = 250,     /* longest title, for chapter lists and tags */
    SECTION_BYTES = 1 << 14, /* about a quarter of an hour */
};

struct splitting {
    struct arena *arena;
    const struct document *document;
    struct outline *outline;
    struct sentence_rules *rules; /* of `language` */
    struct view language;
};

static void add_sentence(struct splitting *splitting, size_t block,
                         size_t begin, size_t end)
{
    struct view text = splitting->document->blocks.at[block].text;
    struct sentence *sentence;

    while (begin < end) {
        size_t at = begin;

        if (!letter_space(utf8_next(text, &at)))
            break;
        begin = at;
    }
    while (begin < end) {
        size_t at = end;

        if (!letter_space(utf8_previous(text, &at)))
            break;
        end = at;
    }
    if (begin == end)
        return;
    sentence = ARENA_PUSH(splitting->arena, &splitting->outline->sentences);
    sentence->block = block;
    sentence->begin = begin;
    sentence->end = end;
}

static void add_lines(struct splitting *splitting, size_t block)
{
    struct view text = splitting->document->blocks.at[block].text;
    size_t begin = 0;

    for (size_t i = 0; i <= text.size; i++) {
        if (i == text.size || text.data[i] == '\n') {
            add_sentence(splitting, block, begin, i);
            begin = i + 1;
        }
    }
}

static void use_language(struct splitting *splitting, struct view language)
{
    if (splitting->rules && view_equal_nocase(language, splitting->language))
        return;
    sentence_rules_free(splitting->rules);
    splitting->rules = sentence_rules_new(language);
    splitting->language = language;
}

static void add_prose(struct splitting *splitting, size_t index)
{
    const struct block *block = &splitting->document->blocks.at[index];
    struct view language = block->language;
    struct spans spans = {0};

    if (language.size == 0)
        language = splitting->document->language;
    use_language(splitting, language.size > 0 ? language : VIEW("en"));
    sentence_split(splitting->rules, splitting->arena, block->text, &spans);
    for (size_t i = 0; i < spans.count; i++)
        add_sentence(splitting, index, spans.at[i].begin, spans.at[i].end);
}

static void add_block(struct splitting *splitting, size_t index)
{
    const struct block *block = &splitting->document->blocks.at[index];

    switch (block->kind) {
    case BLOCK_TABLE:
        add_lines(splitting, index);
        break;
    case BLOCK_HEADING:
    case BLOCK_CODE:
    case BLOCK_RULE:
        add_sentence(splitting, index, 0, block->text.size);
        break;
    default:
        add_prose(splitting, index);
        break;
    }
}

static bool next_word(struct view text, size_t *at, struct view *word)
{
    size_t begin = *at, end;

    while (begin < text.size) {
        size_t next = begin;

        if (!letter_space(utf8_next(text, &next)))
            break;
        begin = next;
    }
    for (end = begin; end < text.size;) {
        size_t next = end;

        if (letter_space(utf8_next(text, &next)))
            break;
        end = next;
    }
    *at = end;
    *word = view_slice(text, begin, end);
    return begin < end;
}

/* White space folded; what goes beyond max_words or max_bytes is cut off at a
 * word, and an ellipsis says so. */
static struct view title_of(struct arena *arena, struct view text,
                            size_t max_words, size_t max_bytes)
{
    static const struct view ellipsis = {"…", sizeof "…" - 1};
    char *data = arena_new(arena, max_bytes + ellipsis.size + 1, 1);
    size_t size = 0, words = 0, at = 0;
    struct view word;

    while (next_word(text, &at, &word)) {
        size_t gap = size > 0 ? 1 : 0;
        bool fits = size + gap + word.size <= max_bytes;

        if (size == 0 && !fits)
            word.size = utf8_floor(word, max_bytes);
        if (words++ < max_words && (fits || size == 0)) {
            if (gap)
                data[size++] = ' ';
            memcpy(data + size, word.data, word.size);
            size += word.size;
            if (fits)
                continue;
        }
        while (size > 1 && strchr(",;:", data[size - 1]))
            size--;
        memcpy(data + size, ellipsis.data, ellipsis.size);
        size += ellipsis.size;
        break;
    }
    return (struct view){data, size};
}

static void begin_section(struct splitting *splitting,
                          const struct plan_mark *mark)
{
    struct outline *outline = splitting->outline;
    struct section *section = ARENA_PUSH(splitting->arena, &outline->sections);

    section->level = mark->level;
    section->has_heading = mark->heading;
    section->first = outline->sentences.count;
}

/* Counts the section's sentences and takes its title from its own words: the
 * heading's, or the first ones. */
static void end_section(struct splitting *splitting)
{
    struct outline *outline = splitting->outline;
    struct section *section;
    const struct sentence *first;

    if (outline->sections.count == 0)
        return;
    section = &outline->sections.at[outline->sections.count - 1];
    section->count = outline->sentences.count - section->first;
    if (section->count == 0) {
        outline->sections.count--;
        return;
    }
    first = &outline->sentences.at[section->first];
    section->title =
        section->has_heading
            ? title_of(splitting->arena,
                       splitting->document->blocks.at[first->block].text,
                       SIZE_MAX, HEADING_BYTES)
            : title_of(splitting->arena, sentence_text(outline, first),
                       TITLE_WORDS, TITLE_BYTES);
}

/* Text without a paragraph's end for very long is cut at sentences, since
 * the memory of the later stages follows the longest section. */
static void cut_section(struct splitting *splitting)
{
    struct outline *outline = splitting->outline;
    struct section last = outline->sections.at[outline->sections.count - 1];
    struct plan_mark mark = {.level = last.level, .heading = false};
    size_t bytes = 0, total = outline->sentences.count;

    for (size_t i = last.first; i < total; i++) {
        const struct sentence *sentence = &outline->sentences.at[i];

        if (bytes >= SECTION_BYTES) {
            outline->sentences.count = i;
            end_section(splitting);
            begin_section(splitting, &mark);
            bytes = 0;
        }
        bytes += sentence->end - sentence->begin;
    }
    outline->sentences.count = total;
}

void section_document(struct arena *arena, const struct document *document,
                      struct outline *outline)
{
    struct splitting splitting = {
        .arena = arena, .document = document, .outline = outline};
    const struct plan_mark *marks = plan_sections(arena, document);

    *outline = (struct outline){.document = document};
    for (size_t i = 0; i < document->blocks.count; i++) {
        size_t first = outline->sentences.count;

        if (marks[i].level > 0) {
            end_section(&splitting);
            begin_section(&splitting, &marks[i]);
        }
        add_block(&splitting, i);
        if (outline->sections.count == 0 && outline->sentences.count > first) {
            static const struct plan_mark top = {.level = 1};

            begin_section(&splitting, &top);
            outline->sections.at[0].first = first;
        }
        if (i + 1 == document->blocks.count || marks[i + 1].level > 0)
            if (outline->sections.count > 0)
                cut_section(&splitting);
    }
    end_section(&splitting);
    sentence_rules_free(splitting.rules);
}
