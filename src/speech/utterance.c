#include "speech/utterance.h"

#include "base/utf8.h"

enum {
    LETTERS_MAX = 30,
    APOSTROPHES_MAX = 2,
    HYPHENS_MAX = 3,
    REPEATS_MAX = 3,
    DIGITS_MAX = 4,
    DOTTED_MAX = 6,
};

void utterance_init(struct utterance *utterance, enum letter_script script)
{
    *utterance = (struct utterance){.script = script};
}

void utterance_release(struct utterance *utterance)
{
    buf_release(&utterance->text);
}

void utterance_reset(struct utterance *utterance, enum letter_script script)
{
    buf_reset(&utterance->text);
    *utterance = (struct utterance){.text = utterance->text, .script = script};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The grammar has no full stop behind a single letter but at the end. */
static void soften_stop(struct utterance *utterance)
{
    struct buf *text = &utterance->text;
    if (text->size < 2 || text->data[text->size - 1] != '.')
        return;
    bool single = text->size == 2 || text->data[text->size - 3] == ' ' ||
                  text->data[text->size - 3] == '.';
    if (single && is_ascii_letter(text->data[text->size - 2]))
        text->data[text->size - 1] = ',';
}

static void part_words(struct utterance *utterance)
{
    soften_stop(utterance);
    utterance->letters = 0;
    utterance->apostrophes = 0;
    utterance->hyphens = 0;
    if (utterance->text.size > 0)
        buf_add_char(&utterance->text, ' ');
}

static size_t digit_run(struct view v, size_t at)
{
    size_t end = at;
    while (end < v.size && is_digit(v.data[end]))
        end++;
    return end - at;
}

static bool is_number(struct view chunk)
{
    size_t whole = digit_run(chunk, 0);
    if (whole == 0 || whole > DIGITS_MAX)
        return false;
    if (whole == chunk.size)
        return true;
    size_t part = digit_run(chunk, whole + 1);
    return chunk.data[whole] == '.' && part > 0 && part <= DIGITS_MAX &&
           whole + 1 + part == chunk.size;
}

static bool is_dotted(struct view chunk)
{
    if (chunk.size < 3 || chunk.size % 2 == 0 ||
        chunk.size > (size_t)2 * DOTTED_MAX)
        return false;
    for (size_t i = 0; i < chunk.size; i++) {
        if (i % 2 ? chunk.data[i] != '.' : !is_ascii_letter(chunk.data[i]))
            return false;
    }
    return true;
}

static bool is_mark(char c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '?' || c == '!';
}

/* Length of the stretch of letters at offset at, and how many they are. */
static size_t letter_run(const struct utterance *utterance, struct view v,
                         size_t at, unsigned *letters)
{
    size_t end = at;
    *letters = 0;
    while (end < v.size && *letters < LETTERS_MAX) {
        size_t next = end;
        if (!letters_speakable(utf8_next(v, &next), utterance->script))
            break;
        end = next;
        ++*letters;
    }
    return end - at;
}

static void add_letters(struct utterance *utterance, struct view run)
{
    if (utterance->letters == 0)
        utterance->last_letter = 0;
    for (size_t at = 0; at < run.size;) {
        uint32_t codepoint = utf8_next(run, &at);
        uint32_t lower = letters_lower(codepoint);
        bool again = lower == utterance->last_letter;

        utterance->repeats = again ? utterance->repeats + 1 : 1;
        utterance->last_letter = lower;
        if (utterance->repeats > REPEATS_MAX)
            continue;
        buf_add_codepoint(&utterance->text, codepoint);
        utterance->letters++;
    }
}

/* Whether at most REPEATS_MAX of one letter stand in a row where the run
 * joins the word. */
static bool repeats_fit(const struct utterance *utterance, struct view run)
{
    unsigned repeats = utterance->repeats;

    for (size_t at = 0; at < run.size && repeats <= REPEATS_MAX; repeats++) {
        if (letters_lower(utf8_next(run, &at)) != utterance->last_letter)
            return true;
    }
    return repeats <= REPEATS_MAX;
}

/* Joins a run of letters to the last word by ' or - if the grammar allows,
 * and parts them otherwise. */
static void join_or_part(struct utterance *utterance, char joint,
                         struct view run, unsigned letters)
{
    bool fits = utterance->letters > 0 &&
                utterance->letters + letters <= LETTERS_MAX &&
                repeats_fit(utterance, run);
    if (joint == '\'' && fits && utterance->apostrophes < APOSTROPHES_MAX)
        utterance->apostrophes++;
    else if (joint == '-' && fits && utterance->hyphens < HYPHENS_MAX)
        utterance->hyphens++;
    else {
        part_words(utterance);
        return;
    }
    buf_add_char(&utterance->text, joint);
}

/* A digit run that is no number of the grammar is read digit by digit. */
static size_t add_digits(struct utterance *utterance, struct view chunk,
                         size_t at)
{
    size_t size = digit_run(chunk, at);
    for (size_t i = 0; i < size; i++) {
        part_words(utterance);
        buf_add_char(&utterance->text, chunk.data[at + i]);
    }
    return size;
}

static void add_word(struct utterance *utterance, struct view chunk)
{
    char joint = utterance->glue ? '-' : ' ';
    for (size_t at = 0; at < chunk.size;) {
        unsigned letters;
        size_t size = letter_run(utterance, chunk, at, &letters);
        if (size > 0) {
            struct view run = view_slice(chunk, at, at + size);

            join_or_part(utterance, joint, run, letters);
            add_letters(utterance, run);
            joint = ' ';
        } else if (is_digit(chunk.data[at])) {
            size = add_digits(utterance, chunk, at);
            joint = ' ';
        } else {
            char c = chunk.data[at];
            joint = joint == ' ' && at > 0 && (c == '\'' || c == '-') ? c : ' ';
            size_t next = at;
            utf8_next(chunk, &next);
            size = next - at;
        }
        at += size;
    }
}

static void add_chunk(struct utterance *utterance, struct view chunk)
{
    char mark = 0;
    if (chunk.size > 1 && is_mark(chunk.data[chunk.size - 1])) {
        mark = chunk.data[chunk.size - 1];
        chunk.size--;
    }
    if (is_number(chunk) || is_dotted(chunk)) {
        part_words(utterance);
        buf_add(&utterance->text, chunk);
    } else {
        add_word(utterance, chunk);
    }
    utterance->glue = false;
    if (mark)
        utterance_add_mark(utterance, mark);
}

void utterance_add(struct utterance *utterance, struct view words)
{
    size_t begin = 0;
    for (size_t at = 0; at <= words.size; at++) {
        if (at < words.size && words.data[at] != ' ')
            continue;
        if (at > begin)
            add_chunk(utterance, view_slice(words, begin, at));
        begin = at + 1;
    }
}

void utterance_add_phonemes(struct utterance *utterance, struct view phonemes)
{
    part_words(utterance);
    buf_add_string(&utterance->text, "[[");
    buf_add(&utterance->text, phonemes);
    buf_add_string(&utterance->text, "]]");
    utterance->has_phonemes = true;
    utterance->glue = false;
}

/* How much a mark parts what stands around it. */
static int strength(char mark)
{
    switch (mark) {
    case ',':
        return 1;
    case ':':
    case ';':
        return 2;
    case '.':
        return 3;
    case '!':
        return 4;
    default:
        return 5;
    }
}

void utterance_add_mark(struct utterance *utterance, char mark)
{
    struct buf *text = &utterance->text;
    utterance->glue = false;
    if (text->size == 0)
        return;
    char *last = &text->data[text->size - 1];
    if (!is_mark(*last)) {
        buf_add_char(text, mark);
        utterance->letters = 0;
    } else if (strength(mark) > strength(*last)) {
        *last = mark;
    }
}
