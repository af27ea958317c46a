#include "speech/say.h"

#include "base/utf8.h"

#include <string.h>

enum { DOTTED_LETTERS = 6 };

void say_view(struct saying *saying, struct view words)
{
    if (words.size == 0)
        return;
    if (saying->words.size > 0)
        buf_add_char(&saying->words, ' ');
    buf_add(&saying->words, words);
}

void say(struct saying *saying, const char *words)
{
    say_view(saying, view_of(words));
}

void say_term(const struct line *line, struct saying *saying, enum term term)
{
    say(saying, line->grammar.terms[term]);
}

static bool is_english(const struct line *line)
{
    return strcmp(line->grammar.tag, "en") == 0;
}

void say_integer(const struct line *line, struct saying *saying,
                 enum number_style style, int64_t value)
{
    char digits[24];
    int size = 0;
    uint64_t rest = value < 0 ? (uint64_t)-value : (uint64_t)value;
    do {
        digits[sizeof digits - (size_t)++size] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        say_term(line, saying, TERM_MINUS);
    say_whole(
        line, saying, style,
        (struct view){digits + sizeof digits - (size_t)size, (size_t)size});
}

void say_digits(const struct line *line, struct saying *saying,
                struct view digits)
{
    for (size_t i = 0; i < digits.size; i++) {
        size_t before = saying->words.size;
        if (before > 0)
            buf_add_char(&saying->words, ' ');
        if (line->grammar.bare_digits ||
            !number_words(&saying->words, view_of(line->grammar.tag),
                          NUMBER_CARDINAL, digits.data[i] - '0'))
            buf_add_char(&saying->words, digits.data[i]);
    }
}

static struct view without_zeros(struct view digits)
{
    while (digits.size > 1 && digits.data[0] == '0') {
        digits.data++;
        digits.size--;
    }
    return digits;
}

/* English names of thousands beyond what ICU's integers hold. */
static bool say_large(const struct line *line, struct saying *saying,
                      struct view digits)
{
    static const char *const names[] = {
        "",           "thousand",    "million",     "billion",
        "trillion",   "quadrillion", "quintillion", "sextillion",
        "septillion", "octillion",   "nonillion",   "decillion",
    };
    size_t groups = (digits.size + 2) / 3;
    if (!is_english(line) || groups > sizeof names / sizeof *names)
        return false;
    size_t at = 0;
    for (size_t i = groups; i-- > 0;) {
        size_t end = digits.size - 3 * i;
        struct view group = without_zeros(view_slice(digits, at, end));
        at = end;
        if (view_equal(group, VIEW("0")))
            continue;
        say_whole(line, saying, NUMBER_CARDINAL, group);
        say(saying, names[i]);
    }
    return true;
}

void say_whole(const struct line *line, struct saying *saying,
               enum number_style style, struct view digits)
{
    digits = without_zeros(digits);
    bool plain = style != NUMBER_ORDINAL && style != NUMBER_ORDINAL_FEMININE &&
                 style != NUMBER_ORDINAL_SHORT;
    if (plain && line->grammar.bare_digits && digits.size <= 4) {
        say_view(saying, digits);
        return;
    }
    if (digits.size > NUMBER_WORDS_DIGITS || line->grammar.bare_digits) {
        if (!plain || !say_large(line, saying, digits))
            say_digits(line, saying, digits);
        return;
    }
    int64_t value = 0;
    for (size_t i = 0; i < digits.size; i++)
        value = value * 10 + (digits.data[i] - '0');
    if (saying->words.size > 0)
        buf_add_char(&saying->words, ' ');
    if (number_words(&saying->words, view_of(line->grammar.tag), style, value))
        return;
    if (style != NUMBER_CARDINAL &&
        number_words(&saying->words, view_of(line->grammar.tag),
                     NUMBER_CARDINAL, value))
        return;
    if (digits.size <= 4)
        buf_add(&saying->words, digits);
    else
        say_digits(line, saying, digits);
}

void say_pairs(const struct line *line, struct saying *saying,
               struct view digits)
{
    if (digits.size < 3 || digits.size > 4) {
        say_digits(line, saying, digits);
        return;
    }
    struct view high = view_slice(digits, 0, digits.size - 2);
    struct view low = view_slice(digits, digits.size - 2, digits.size);
    bool thousands = digits.size == 4 && high.data[1] == '0';
    if (digits.data[0] == '0') {
        say_digits(line, saying, digits);
    } else if (memcmp(low.data, "00", 2) == 0) {
        say_whole(line, saying, NUMBER_CARDINAL, thousands ? digits : high);
        if (!thousands)
            say(saying, "hundred");
    } else {
        say_whole(line, saying, NUMBER_CARDINAL, high);
        if (low.data[0] == '0')
            say(saying, "oh");
        say_whole(line, saying, NUMBER_CARDINAL, low);
    }
}

void say_year(const struct line *line, struct saying *saying, int64_t year)
{
    if (is_english(line) && year >= 100 && year < 1000 && year % 100 != 0) {
        say_integer(line, saying, NUMBER_CARDINAL, year / 100);
        if (year % 100 < 10)
            say(saying, "oh");
        say_integer(line, saying, NUMBER_CARDINAL, year % 100);
        return;
    }
    /* CLDR's French years count in hundreds, as nobody does any more. */
    bool french = strcmp(line->grammar.tag, "fr") == 0;
    say_integer(line, saying, french ? NUMBER_CARDINAL : NUMBER_YEAR, year);
}

static bool all_ascii(struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        if ((unsigned char)text.data[i] >= 0x80)
            return false;
    }
    return true;
}

/* In English a lone A is the article, and a string of letters with dots
 * between is spelled as one word; other languages spell what stands alone. */
void say_letters(const struct line *line, struct saying *saying,
                 struct view letters)
{
    bool dots = is_english(line) && all_ascii(letters);
    size_t count = 0;
    size_t total = utf8_length(letters);
    for (size_t at = 0; at < letters.size;) {
        size_t begin = at;
        utf8_next(letters, &at);
        /* No group may end up with one letter. */
        bool starts = count % DOTTED_LETTERS == 0 ||
                      (total % DOTTED_LETTERS == 1 && count + 2 == total);
        if (dots && count > 0 && !starts)
            buf_add_char(&saying->words, '.');
        else if (saying->words.size > 0)
            buf_add_char(&saying->words, ' ');
        if (dots && total == 1 && (letters.data[0] | 0x20) == 'a')
            buf_add_string(&saying->words, "eh");
        else
            buf_add(&saying->words, view_slice(letters, begin, at));
        count++;
    }
}
