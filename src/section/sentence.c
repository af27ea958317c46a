#include "section/sentence.h"

#include "base/letter.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "section/ending.h"
#include "section/held.h"
#include "section/scan.h"

#include <stdint.h>
#include <stdlib.h>

struct sentence_rules {
    struct boundary *boundary;
    const struct stop_language *language;
};

struct sentence_rules *sentence_rules_new(struct view language)
{
    struct sentence_rules *rules = mem_new(1, sizeof *rules);

    rules->boundary = boundary_new(language);
    rules->language = stop_language(language);
    return rules;
}

void sentence_rules_free(struct sentence_rules *rules)
{
    if (!rules)
        return;
    boundary_free(rules->boundary);
    free(rules);
}

static void end_sentence(struct scan *scan, size_t end, size_t next)
{
    size_t begin = scan_spaces(scan->text, scan->begin);

    while (end > begin) {
        size_t before = end;

        if (!letter_space(utf8_previous(scan->text, &before)))
            break;
        end = before;
    }
    while (begin < end) {
        size_t cut = end;

        if (end - begin > SENTENCE_MAX) {
            size_t space = begin + SENTENCE_MAX;

            cut = utf8_floor(scan->text, space);
            while (space > begin + SENTENCE_MAX / 2 &&
                   scan->text.data[space] != ' ')
                space--;
            if (scan->text.data[space] == ' ')
                cut = space;
        }
        *ARENA_PUSH(scan->arena, scan->spans) = (struct span){begin, cut};
        begin = scan_spaces(scan->text, cut);
    }
    scan->begin = next;
}

/* Takes ICU's boundaries up to `at` off. */
static void pass_boundaries(struct scan *scan, size_t at)
{
    while (scan->icu <= at && scan->icu < scan->text.size)
        scan->icu = boundary_next(scan->boundary);
}

/* A terminator begins at `first`; gives where to look on. */
static size_t take_terminator(struct scan *scan, size_t first)
{
    struct view text = scan->text;
    size_t end = scan_terminators(scan, first), closed, marked, next;
    uint32_t before = scan_code_before(text, first),
             behind = scan_code(text, end);

    if (before == '[' && behind == ']')
        return end;
    if (ending_is_glued(text, first, end) && end >= scan->held) {
        end_sentence(scan, end, end);
        return end;
    }
    closed = scan_closers(scan, end);
    marked = scan_marks(text, closed, before);
    if (marked < text.size && !letter_space(scan_code(text, marked)) &&
        closed == end)
        return end;
    next = scan_spaces(text, marked);
    if (ending_is_here(scan, first, end, closed, marked))
        end_sentence(scan, marked, next);
    pass_boundaries(scan, next);
    /* The line break inside the space has its own rule. */
    return view_find(view_slice(text, 0, next), VIEW("\n"), marked) == SIZE_MAX
               ? next
               : marked;
}

/* A line ends at `at`. */
static size_t take_line_end(struct scan *scan, size_t at)
{
    struct view text = scan->text;
    struct behind behind = scan_behind(text, at);
    uint32_t before = scan_code_before(text, at);
    size_t lines = 0, last = at;
    bool joined;

    while (last > 0 && letter_space((unsigned char)text.data[last - 1]))
        last--;
    for (size_t i = at; i < behind.at; i++)
        lines += text.data[i] == '\n' ? 1 : 0;
    joined = letter_lower(behind.code) && !behind.label;
    if (behind.code == 0 || behind.code == ',' || behind.code == ';' ||
        behind.code == ':' || behind.code == ')')
        joined = true;
    if (scan_code_before(text, last) == ',' ||
        scan_code_before(text, last) == '-')
        joined = true;
    if (scan_code(text, behind.at) == '(' && !letter_upper(behind.code))
        joined = true;
    if (scan_code(text, behind.at) == '.' && !behind.dots)
        joined = true;
    /* Scripts without case break lines anywhere. */
    if (letter_any(behind.code) && !letter_upper(behind.code) &&
        !letter_lower(behind.code) && !letter_space(before))
        joined = true;
    if (at < scan->held && lines < 2)
        joined = true;
    if ((!joined || lines > 1) && behind.code != 0) {
        scan->held = 0;
        end_sentence(scan, at, behind.at);
    }
    pass_boundaries(scan, behind.at);
    return behind.at > at ? behind.at : at + 1;
}

/* At the first character of a sentence: its label belongs to it. */
static void open_sentence(struct scan *scan)
{
    struct label label;

    if (label_read(scan->text, scan->begin, &label)) {
        scan->label = label;
        if (label.text > scan->held)
            scan->held = label.text;
    }
}

/* White space at `at`: does the next item of an open list, or a bullet, begin
 * behind it? */
static bool is_next_item(const struct scan *scan, size_t at)
{
    struct label label;
    uint32_t c;

    if (at < scan->held || !label_read(scan->text, at, &label))
        return false;
    c = scan_code(scan->text, at);
    if (label_is_bullet(c))
        return true;
    if (scan->label.style == 0 || label.style != scan->label.style ||
        label.value != scan->label.value + 1)
        return false;
    return !letter_digit(c) ||
           view_find(view_slice(scan->text, at, label.text), VIEW(")"), 0) !=
               SIZE_MAX ||
           !letter_lower(scan_code(scan->text, label.text));
}

/* ICU ends a sentence at `at` by a mark that is not one of ours, such as the
 * full stops of Devanagari or Chinese; all of those lie beyond ASCII. */
static void take_boundary(struct scan *scan, size_t at)
{
    size_t end = at, mark;

    while (end > scan->begin) {
        size_t before = end;

        if (!letter_space(utf8_previous(scan->text, &before)))
            break;
        end = before;
    }
    for (mark = end; mark > scan->begin;) {
        size_t before = mark;
        uint32_t c = utf8_previous(scan->text, &before);

        if (!scan_is_closer(c) && c != '"' && c != '\'')
            break;
        mark = before;
    }
    if (mark > scan->begin && end >= scan->held &&
        scan_code_before(scan->text, mark) > 0x7F &&
        !letter_any(scan_code_before(scan->text, mark)) &&
        !scan_is_terminator(scan, scan_code_before(scan->text, mark)))
        end_sentence(scan, end, at);
}

/* Looks at the character at `at`; gives where to look on. */
static size_t take_character(struct scan *scan, size_t at)
{
    size_t next = at;
    uint32_t c = utf8_next(scan->text, &next);

    if (scan_is_terminator(scan, c) && at >= scan->begin)
        return take_terminator(scan, at);
    if (c == '\n')
        return take_line_end(scan, at);
    /* ICU wants a space behind the full-width stop, which never has one. */
    if (c == 0xFF0E && at >= scan->held &&
        !letter_digit(scan_code(scan->text, next)))
        end_sentence(scan, next, next);
    if (letter_space(c) && is_next_item(scan, next)) {
        end_sentence(scan, at, next);
        return next;
    }
    held_open(scan, at, c);
    return next;
}

void sentence_split(struct sentence_rules *rules, struct arena *arena,
                    struct view text, struct spans *spans)
{
    struct scan scan = {.language = rules->language,
                        .boundary = rules->boundary,
                        .text = text,
                        .arena = arena,
                        .spans = spans};
    size_t begun = SIZE_MAX;

    for (size_t at = 0; at < text.size && !scan.has_capitals;)
        scan.has_capitals = letter_upper(utf8_next(text, &at));
    scan.begin = scan_spaces(text, 0);
    boundary_start(rules->boundary, text);
    pass_boundaries(&scan, 0);
    for (size_t at = scan.begin; at < text.size;) {
        if (scan.begin != begun) {
            begun = scan.begin;
            open_sentence(&scan);
        }
        if (scan.icu <= at && at > 0) {
            take_boundary(&scan, at);
            pass_boundaries(&scan, at);
        }
        at = take_character(&scan, at);
    }
    end_sentence(&scan, text.size, text.size);
}
