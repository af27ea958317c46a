#include "synth/lexeme.h"

#include "base/spoken_letter.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

struct reader {
    struct lexemes *lexemes;
    struct view text;
    enum letter_script native;
    bool has_phonemes;
    size_t at;
    struct lexeme *word; /* open for more letters, or NULL */
    unsigned apostrophes, hyphens, repeats;
    uint32_t last_letter;
};

/* Characters that are heard as nothing and only divide words. */
static bool divides_silently(uint32_t c)
{
    static const uint32_t silent[] = {0x00A0, 0x00A1, 0x00AB, 0x00B4, 0x00B7,
                                      0x00BB, 0x00BF, 0x3000, 0x300C, 0x300D,
                                      0x300E, 0x300F, 0x30FB, 0xFE0F};

    if (c <= 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) ||
        (c >= 0x2018 && c <= 0x2029) || (c >= 0x202F && c <= 0x203A))
        return true;
    if (c < 0x7F)
        return strchr("\"'()*/<>[\\]_`{|}~-", (int)c) != NULL;
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++) {
        if (silent[i] == c)
            return true;
    }
    return false;
}

/* Characters inside words that are no part of them: soft hyphen, joiners,
 * direction marks, variation selectors, byte order mark. */
static bool is_invisible(uint32_t c)
{
    return c == 0x00AD || c == 0x034F || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

/* A plain character for its double in another block. */
static uint32_t plain_form(uint32_t c)
{
    static const struct {
        uint32_t from;
        char to;
    } doubles[] = {
        {0x02BC, '\''}, {0x037E, ';'}, {0x0387, ';'}, {0x0589, '.'},
        {0x060C, ','},  {0x061B, ';'}, {0x061F, '?'}, {0x06D4, '.'},
        {0x0964, '.'},  {0x0965, '.'}, {0x104A, ','}, {0x104B, '.'},
        {0x1362, '.'},  {0x1363, ','}, {0x2010, '-'}, {0x2011, '-'},
        {0x2019, '\''}, {0x2026, '.'}, {0x3001, ','}, {0x3002, '.'},
    };
    static const uint32_t zeros[] = {0x0660, 0x06F0, 0x0966, 0x09E6,
                                     0x0A66, 0x0AE6, 0x0B66, 0x0BE6,
                                     0x0C66, 0x0CE6, 0x0D66, 0x1040};

    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + '!';
    for (size_t i = 0; i < sizeof doubles / sizeof doubles[0]; i++) {
        if (doubles[i].from == c)
            return (uint32_t)doubles[i].to;
    }
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        if (c >= zeros[i] && c <= zeros[i] + 9)
            return c - zeros[i] + '0';
    }
    return c;
}

/* The next character in its plain form, without moving; 0 at the end. */
static uint32_t peek(const struct reader *reader, size_t at)
{
    uint32_t c = 0;

    while (at < reader->text.size) {
        c = plain_form(utf8_next(reader->text, &at));
        if (!is_invisible(c))
            return c;
    }
    return 0;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* The script in which a letter is read, LETTER_COMMON if the voice cannot. */
static enum letter_script script_of(const struct reader *reader, uint32_t c)
{
    enum letter_script script = spoken_letter_script(c);

    if (script == LETTER_HAN && reader->native == LETTER_KANA)
        script = LETTER_KANA;
    return script == LETTER_LATIN || script == reader->native ? script
                                                              : LETTER_COMMON;
}

static struct lexeme *add_lexeme(struct reader *reader, enum lexeme_kind kind,
                                 size_t offset)
{
    struct lexeme *lexeme =
        ARENA_PUSH(&reader->lexemes->arena, reader->lexemes);

    lexeme->kind = kind;
    lexeme->begin = reader->lexemes->text.size;
    lexeme->offset = offset;
    lexeme->end = reader->at;
    reader->word = NULL;
    return lexeme;
}

static void add_bytes(struct reader *reader, struct lexeme *lexeme,
                      struct view bytes)
{
    buf_add(&reader->lexemes->text, bytes);
    lexeme->size += bytes.size;
    lexeme->end = reader->at;
}

static void add_char(struct reader *reader, struct lexeme *lexeme, char c)
{
    add_bytes(reader, lexeme, (struct view){&c, 1});
}

/* Scripts that write without spaces are cut anywhere. */
static bool is_unspaced(enum letter_script script)
{
    return script == LETTER_HAN || script == LETTER_KANA ||
           script == LETTER_MYANMAR || script == LETTER_HANGUL;
}

static void add_letter(struct reader *reader, uint32_t c,
                       enum letter_script script, size_t offset)
{
    struct lexeme *word = reader->word;
    char bytes[4];

    if (word &&
        (word->script != script || word->letters == GATE_WORD_LETTERS)) {
        if (word->script == script && !is_unspaced(script))
            reader->lexemes->changed = true;
        word = NULL;
    }
    if (!word) {
        word = add_lexeme(reader, LEXEME_WORD, offset);
        word->script = script;
        reader->apostrophes = reader->hyphens = 0;
        reader->last_letter = 0;
    }
    reader->word = word;
    uint32_t letter = gate_fold(c);
    reader->repeats = letter == reader->last_letter ? reader->repeats + 1 : 1;
    reader->last_letter = letter;
    if (reader->repeats > GATE_REPEATS) {
        reader->lexemes->changed = true;
        word->end = reader->at;
        return;
    }
    word->letters++;
    add_bytes(reader, word, (struct view){bytes, utf8_encode(c, bytes)});
}

/* An apostrophe or hyphen: kept between two letters of a word. */
static bool add_joiner(struct reader *reader, uint32_t c)
{
    struct lexeme *word = reader->word;
    unsigned *count = c == '\'' ? &reader->apostrophes : &reader->hyphens;
    unsigned most = c == '\'' ? GATE_APOSTROPHES : GATE_HYPHENS;

    if (!word || word->kind != LEXEME_WORD || *count == most ||
        word->letters == GATE_WORD_LETTERS ||
        script_of(reader, peek(reader, reader->at)) != word->script ||
        gate_fold(peek(reader, reader->at)) == reader->last_letter)
        return false;
    ++*count;
    add_char(reader, word, (char)c);
    return true;
}

static bool is_ascii_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Reads the dot and the letter behind it when they go on with initials:
 * "U.S", "a.m".  The letter must stand alone. */
static bool add_initial(struct reader *reader)
{
    struct lexeme *word = reader->word;
    size_t at = reader->at;

    if (!word || word->letters == GATE_INITIALS || at >= reader->text.size ||
        (word->kind == LEXEME_WORD &&
         (word->size != 1 || !is_ascii_letter(reader->last_letter))))
        return false;
    uint32_t letter = utf8_next(reader->text, &at);
    uint32_t behind = peek(reader, at);
    if (!is_ascii_letter(letter) || is_digit(behind) || behind == '\'' ||
        behind == '-' || script_of(reader, behind) != LETTER_COMMON)
        return false;
    reader->at = at;
    word->kind = LEXEME_INITIALS;
    word->letters++;
    add_char(reader, word, '.');
    add_char(reader, word, (char)letter);
    return true;
}

/* The digits from *at on, moved behind them; at most room are kept. */
static size_t take_digits(const struct reader *reader, size_t *at, char *digits,
                          size_t room)
{
    size_t count = 0;

    for (size_t next = *at; next < reader->text.size; *at = next) {
        uint32_t c = plain_form(utf8_next(reader->text, &next));

        if (!is_digit(c))
            break;
        if (count < room)
            digits[count] = (char)c;
        count++;
    }
    return count;
}

/* A number from its first digit, which is at offset, on.  More digits than
 * pass the gate are said one by one. */
static void read_number(struct reader *reader, size_t offset)
{
    char digits[GATE_DIGITS];
    size_t at = offset;
    size_t count = take_digits(reader, &at, digits, sizeof digits);
    struct lexeme *number;

    if (count <= GATE_DIGITS) {
        reader->at = at;
        number = add_lexeme(reader, LEXEME_NUMBER, offset);
        add_bytes(reader, number, (struct view){digits, count});
    } else {
        reader->lexemes->changed = true;
        reader->at = offset;
        while (count-- > 0) {
            size_t begin = reader->at;
            uint32_t c = plain_form(utf8_next(reader->text, &reader->at));

            number = add_lexeme(reader, LEXEME_NUMBER, begin);
            add_char(reader, number, (char)c);
        }
    }
    at = reader->at;
    if (peek(reader, at) != '.' || at >= reader->text.size)
        return;
    utf8_next(reader->text, &at);
    count = take_digits(reader, &at, digits, sizeof digits);
    if (count == 0 || count > GATE_DIGITS)
        return;
    reader->at = at;
    add_char(reader, number, '.');
    add_bytes(reader, number, (struct view){digits, count});
}

/* "[[...]]", already checked to begin so.  Spaces inside divide words. */
static bool read_phonemes(struct reader *reader, size_t offset)
{
    size_t begin = offset + 2;
    size_t end = view_find(reader->text, VIEW("]]"), begin);

    if (end == SIZE_MAX || end - begin > (size_t)GATE_BYTES)
        return false;
    struct view rest = view_slice(reader->text, begin, end);
    while (rest.size > 0) {
        struct view sounds = view_cut(&rest, ' ');
        size_t at = (size_t)(sounds.data - reader->text.data);
        bool sound = sounds.size > 0 && sounds.size <= GATE_PHONEME_BYTES;

        for (size_t i = 0; i < sounds.size; i++)
            sound = sound && gate_is_phoneme_char(sounds.data[i]);
        if (!sound) {
            reader->lexemes->changed |= sounds.size > 0;
            continue;
        }
        reader->at = at + sounds.size;
        struct lexeme *lexeme =
            add_lexeme(reader, LEXEME_PHONEMES, at == begin ? offset : at);
        add_bytes(reader, lexeme, VIEW("[["));
        add_bytes(reader, lexeme, sounds);
        add_bytes(reader, lexeme, VIEW("]]"));
    }
    reader->at = end + 2;
    reader->word = NULL;
    return true;
}

/* Follows the lexeme before, unless that has a mark already. */
static void add_mark(struct reader *reader, char mark)
{
    struct lexemes *lexemes = reader->lexemes;

    reader->word = NULL;
    if (lexemes->count > 0 && lexemes->at[lexemes->count - 1].mark == '\0')
        lexemes->at[lexemes->count - 1].mark = mark;
}

static bool is_dash(uint32_t c)
{
    return c >= 0x2012 && c <= 0x2015;
}

/* A dot or colon inside "example.com" or "10:30" is no end of a clause. */
static bool is_glued(const struct reader *reader, uint32_t mark)
{
    uint32_t next = peek(reader, reader->at);

    /* A full-width mark has the space in it. */
    if (reader->text.data[reader->at - 1] != (char)mark)
        return false;
    return (mark == '.' || mark == ':') &&
           (is_digit(next) || script_of(reader, next) != LETTER_COMMON);
}

static void read_other(struct reader *reader, uint32_t c)
{
    uint32_t next = peek(reader, reader->at);

    if (c == '.' && add_initial(reader))
        return;
    if (gate_is_mark(c)) {
        reader->word = NULL;
        if (!is_glued(reader, c))
            add_mark(reader, (char)c);
        return;
    }
    if (c == '-' && is_digit(next) && !reader->word)
        reader->lexemes->changed = true; /* a minus, perhaps */
    if ((is_dash(c) && !is_digit(next)) || (c == '-' && next == '-'))
        add_mark(reader, ',');
    else if (!divides_silently(c) && !is_dash(c))
        reader->lexemes->changed = true;
    reader->word = NULL;
}

static void read_next(struct reader *reader)
{
    size_t offset = reader->at;

    if (reader->has_phonemes &&
        view_starts(view_slice(reader->text, offset, reader->text.size),
                    VIEW("[[")) &&
        read_phonemes(reader, offset))
        return;
    uint32_t c = plain_form(utf8_next(reader->text, &reader->at));
    enum letter_script script = script_of(reader, c);
    if (is_invisible(c))
        return;
    if (script != LETTER_COMMON)
        add_letter(reader, c, script, offset);
    else if (is_digit(c))
        read_number(reader, offset);
    else if ((c != '\'' && c != '-') || !add_joiner(reader, c))
        read_other(reader, c);
}

void lexeme_read(struct lexemes *lexemes, struct view spoken,
                 enum letter_script native, bool has_phonemes)
{
    struct reader reader = {.lexemes = lexemes,
                            .text = spoken,
                            .native = native,
                            .has_phonemes = has_phonemes};

    *lexemes = (struct lexemes){0};
    while (reader.at < spoken.size)
        read_next(&reader);
    /* The dot of an abbreviation inside the text is no end of a clause. */
    for (size_t i = 0; i + 1 < lexemes->count; i++) {
        struct lexeme *lexeme = &lexemes->at[i];

        if (lexeme->mark == '.' &&
            (lexeme->kind == LEXEME_INITIALS ||
             (lexeme->kind == LEXEME_WORD && lexeme->letters == 1)))
            lexeme->mark = '\0';
    }
}

void lexeme_release(struct lexemes *lexemes)
{
    buf_release(&lexemes->text);
    arena_release(&lexemes->arena);
    *lexemes = (struct lexemes){0};
}

struct view lexeme_text(const struct lexemes *lexemes,
                        const struct lexeme *lexeme)
{
    return view_slice(buf_view(&lexemes->text), lexeme->begin,
                      lexeme->begin + lexeme->size);
}
