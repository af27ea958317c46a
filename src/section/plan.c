#include "section/plan.h"

#include "section/cohesion.h"

#include <stddef.h>

enum {
    /* Two minutes at 175 words a minute. */
    PART_WORDS = 350,
    /* A stretch under a heading is cut from twice that length on. */
    LONG_WORDS = 2 * PART_WORDS,
    /* An article without headings gets this many places to jump to, if its
     * parts are not shorter than SHORT_WORDS then. */
    FEWEST_PARTS = 5,
    SHORT_WORDS = 45,
    /* Longest paragraph that can be a heading. */
    SIGN_BYTES = 100,
};

struct planning {
    struct arena *arena;
    const struct document *document;
    struct plan_mark *marks;
};

static bool is_blank(const struct block *block)
{
    return view_trim(block->text).size == 0;
}

/* The whole paragraph is bold. */
static bool is_bold(const struct block *block)
{
    struct view text = view_trim(block->text);
    size_t begin = (size_t)(text.data - block->text.data);

    if (block->kind != BLOCK_PARAGRAPH || text.size == 0 ||
        text.size > SIGN_BYTES || view_ends(text, VIEW(":")))
        return false;
    for (size_t i = 0; i < block->runs.count; i++) {
        const struct run *run = &block->runs.at[i];

        if (run->kind == RUN_STRONG && run->begin <= begin &&
            run->end >= begin + text.size)
            return true;
    }
    return false;
}

/* What may follow "Chapter": digits, a roman numeral or a number word. */
static bool is_ordinal(struct view word)
{
    static const char *const names[] = {
        "one",   "two",  "three", "four",   "five",   "six",   "seven",
        "eight", "nine", "ten",   "eleven", "twelve", "first", "second",
        "third", "eins", "zwei",  "drei",   "un",     "deux",  "trois",
        "uno",   "dos",  "tres",  "due",    "tre"};
    bool digits = word.size > 0, roman = word.size > 0;

    while (word.size > 0 &&
           (view_ends(word, VIEW(".")) || view_ends(word, VIEW(":"))))
        word.size--;
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];

        digits = digits && c >= '0' && c <= '9';
        roman =
            roman && (c == 'I' || c == 'V' || c == 'X' || c == 'L' || c == 'C');
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_equal_nocase(word, view_of(names[i])))
            return true;
    return word.size > 0 && (digits || roman);
}

static bool is_chapter(const struct block *block)
{
    static const char *const names[] = {
        "chapter", "part",  "book",     "act",    "scene", "kapitel",
        "teil",    "buch",  "chapitre", "partie", "livre", "capítulo",
        "parte",   "libro", "capitolo", "livro",  "глава", "часть"};
    struct view rest = view_trim(block->text);
    struct view name = view_cut(&rest, ' ');

    if (block->kind != BLOCK_PARAGRAPH || block->text.size > SIGN_BYTES ||
        !is_ordinal(view_cut(&rest, ' ')))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_equal_nocase(name, view_of(names[i])))
            return true;
    return false;
}

static size_t count_if(const struct document *document,
                       bool (*is)(const struct block *))
{
    size_t count = 0;

    for (size_t i = 0; i < document->blocks.count; i++)
        count += is(&document->blocks.at[i]) ? 1 : 0;
    return count;
}

/* Headings; false when the document has none but its title. */
static bool mark_headings(struct planning *planning)
{
    const struct blocks *blocks = &planning->document->blocks;
    bool found = false;

    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->at[i];

        if (block->kind != BLOCK_HEADING || is_blank(block))
            continue;
        planning->marks[i].level = block->level >= 1 ? block->level : 1;
        planning->marks[i].heading = true;
        found = found || i > 0;
    }
    return found;
}

/* The author's other signs; false when there are too few to mean parts. */
static bool mark_signs(struct planning *planning, int level)
{
    const struct document *document = planning->document;
    bool chapters = count_if(document, is_chapter) >= 2;
    bool bold = count_if(document, is_bold) >= 2;
    bool found = false;

    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = &document->blocks.at[i];
        bool heading = chapters ? is_chapter(block) : bold && is_bold(block);
        bool rule = i > 0 && block[-1].kind == BLOCK_RULE &&
                    block->kind != BLOCK_RULE && !is_blank(block);

        if (planning->marks[i].level > 0 || (!heading && !rule))
            continue;
        planning->marks[i].level = level;
        planning->marks[i].heading = heading;
        found = true;
    }
    return found;
}

/* A part may begin here: not inside a list, a quotation, a note, and not
 * after a line that announces what follows. */
static bool can_begin(const struct block *blocks, size_t i)
{
    const struct block *block = &blocks[i];
    const struct block *before = i > 0 ? &blocks[i - 1] : NULL;

    if (block->kind != BLOCK_PARAGRAPH || block->continues || is_blank(block))
        return false;
    if (!before)
        return true;
    return before->kind != BLOCK_BYLINE && before->kind != BLOCK_HEADING &&
           before->quote_depth == block->quote_depth &&
           !view_ends(view_trim(before->text), VIEW(":"));
}

struct units {
    struct view *at;
    size_t count;
    size_t room;
};

struct indexes {
    size_t *at;
    size_t count;
    size_t room;
};

/* Joins the texts of blocks first to end (excluded). */
static struct view unit_text(struct planning *planning, size_t first,
                             size_t end)
{
    const struct block *blocks = planning->document->blocks.at;
    size_t size = 0, used = 0;
    char *data;

    if (end - first == 1)
        return blocks[first].text;
    for (size_t i = first; i < end; i++)
        size += blocks[i].text.size + 1;
    data = arena_new(planning->arena, size, 1);
    for (size_t i = first; i < end; i++) {
        for (size_t k = 0; k < blocks[i].text.size; k++)
            data[used++] = blocks[i].text.data[k];
        data[used++] = '\n';
    }
    return (struct view){data, used};
}

/* Cuts the blocks first to end (excluded), which stand under one heading or
 * under none, into parts. */
static void cut_stretch(struct planning *planning, size_t first, size_t end,
                        int level, bool whole)
{
    const struct block *blocks = planning->document->blocks.at;
    struct units units = {0};
    struct indexes starts = {0};
    size_t words = 0, length = PART_WORDS;
    bool *begins;

    for (size_t i = first; i < end; i++)
        words += cohesion_words(blocks[i].text);
    if (words < (whole ? 2 * SHORT_WORDS : LONG_WORDS))
        return;
    for (size_t i = first; i < end; i++)
        if (i == first || can_begin(blocks, i))
            *ARENA_PUSH(planning->arena, &starts) = i;
    for (size_t i = 0; i < starts.count; i++)
        *ARENA_PUSH(planning->arena, &units) =
            unit_text(planning, starts.at[i],
                      i + 1 < starts.count ? starts.at[i + 1] : end);
    if (whole && words < (size_t)FEWEST_PARTS * PART_WORDS)
        length = words / FEWEST_PARTS;
    if (length < SHORT_WORDS)
        length = SHORT_WORDS;
    begins = arena_new(planning->arena, units.count + 1, sizeof *begins);
    cohesion_cut(units.at, units.count, length, begins);
    for (size_t i = 1; i < units.count; i++)
        if (begins[i] || (whole && units.count <= FEWEST_PARTS))
            planning->marks[starts.at[i]].level = level;
}

struct plan_mark *plan_sections(struct arena *arena,
                                const struct document *document)
{
    size_t count = document->blocks.count;
    struct planning planning = {arena, document, NULL};
    size_t first = 0;
    bool titled, parted;

    planning.marks = arena_new(arena, count + 1, sizeof *planning.marks);
    parted = mark_headings(&planning);
    titled = count > 0 && planning.marks[0].heading;
    if (!parted)
        parted = mark_signs(&planning, titled ? 2 : 1);
    while (first < count && is_blank(&document->blocks.at[first]))
        first++;
    if (first < count && planning.marks[first].level == 0)
        planning.marks[first].level = 1;
    while (first < count) {
        int level = planning.marks[first].level;
        bool heading = planning.marks[first].heading;
        size_t end = first + 1;

        while (end < count && planning.marks[end].level == 0)
            end++;
        if (heading && level < 6)
            level++;
        cut_stretch(&planning, heading ? first + 1 : first, end, level,
                    !parted);
        first = end;
    }
    return planning.marks;
}
