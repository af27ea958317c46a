#include "speech/class.h"

#include "speech/say.h"

/* Books of the Bible as English writes them, in one word; those that are
 * numbered ("1 Cor.") bring their number along as a word of its own. */
static const struct book {
    const char *written; /* words that mean it, between spaces */
    const char *spoken;  /* NULL: as written */
} books[] = {
    {" Genesis Exodus Leviticus Numbers Deuteronomy Joshua Judges Ruth Samuel "
     "Kings Chronicles Ezra Nehemiah Esther Job Psalms Psalm Proverbs "
     "Ecclesiastes Isaiah Jeremiah Lamentations Ezekiel Daniel Hosea Joel "
     "Amos Obadiah Jonah Micah Nahum Habakkuk Zephaniah Haggai Zechariah "
     "Malachi Matthew Mark Luke John Acts Romans Corinthians Galatians "
     "Ephesians Philippians Colossians Thessalonians Timothy Titus Philemon "
     "Hebrews James Peter Jude Revelation ",
     NULL},
    {" Gen ", "Genesis"},
    {" Exod ", "Exodus"},
    {" Lev ", "Leviticus"},
    {" Deut ", "Deuteronomy"},
    {" Josh ", "Joshua"},
    {" Sam ", "Samuel"},
    {" Kgs ", "Kings"},
    {" Chron Chr ", "Chronicles"},
    {" Ps ", "Psalm"},
    {" Pss ", "Psalms"},
    {" Prov ", "Proverbs"},
    {" Eccl ", "Ecclesiastes"},
    {" Isa ", "Isaiah"},
    {" Jer ", "Jeremiah"},
    {" Ezek ", "Ezekiel"},
    {" Dan ", "Daniel"},
    {" Mic ", "Micah"},
    {" Zech ", "Zechariah"},
    {" Matt Mt ", "Matthew"},
    {" Mk ", "Mark"},
    {" Lk ", "Luke"},
    {" Jn ", "John"},
    {" Rom ", "Romans"},
    {" Cor ", "Corinthians"},
    {" Gal ", "Galatians"},
    {" Eph ", "Ephesians"},
    {" Phil ", "Philippians"},
    {" Col ", "Colossians"},
    {" Thess ", "Thessalonians"},
    {" Tim ", "Timothy"},
    {" Heb ", "Hebrews"},
    {" Jas ", "James"},
    {" Pet ", "Peter"},
    {" Rev ", "Revelation"},
};

static const struct book *find_book(const struct line *line, size_t at)
{
    if (!line_is_capital(line, at))
        return NULL;
    for (size_t i = 0; i < sizeof books / sizeof *books; i++) {
        if (line_in(line, at, books[i].written))
            return &books[i];
    }
    return NULL;
}

/* 6:6, 6:6-8: *last is the atom of the last verse, or 0 where there is one
 * verse only.  Gives the atom behind, or `at`. */
static size_t read_verses(const struct line *line, size_t at, size_t *last)
{
    if (line_value(line, at) < 1 || line_atom(line, at)->letters > 3 ||
        !line_is_sign(line, at + 1, ':') || line_value(line, at + 2) < 1 ||
        line_atom(line, at + 2)->letters > 3 || line_touches(line, at + 3) ||
        (line_is_sign(line, at + 3, ':') && line_is_digits(line, at + 4)))
        return at;
    size_t end = at + 3;
    bool dash = line_is_sign(line, end, '-') || line_is_sign(line, end, 0x2013);
    *last = 0;
    if (dash && line_is_digits(line, end + 1)) {
        int64_t value = line_value(line, end + 1);
        if (value <= line_value(line, at + 2) || line_touches(line, end + 2) ||
            line_is_sign(line, end + 2, ':'))
            return at;
        *last = end + 1;
        end += 2;
    }
    return end;
}

/* "John three sixteen", but "chapter six verses six to eight". */
static void say_verses(const struct line *line, size_t at, size_t last,
                       struct saying *saying)
{
    if (last)
        say(saying, "chapter");
    say_integer(line, saying, NUMBER_CARDINAL, line_value(line, at));
    if (last)
        say(saying, "verses");
    say_integer(line, saying, NUMBER_CARDINAL, line_value(line, at + 2));
    if (last) {
        say_term(line, saying, TERM_TO);
        say_integer(line, saying, NUMBER_CARDINAL, line_value(line, last));
    }
}

static void say_book(const struct line *line, const struct book *book,
                     size_t at, struct saying *saying)
{
    if (book->spoken)
        say(saying, book->spoken);
    else
        say_view(saying, line_atom_text(line, at));
}

bool scripture_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (line->grammar.date != DATE_ENGLISH || line_touches_before(line, at))
        return false;
    int64_t which = line_value(line, at);
    bool numbered = which >= 1 && which <= 3 && line_is_space(line, at + 1) &&
                    line_atom(line, at)->letters == 1;
    size_t book_at = numbered ? at + 2 : at;
    const struct book *book = find_book(line, book_at);
    size_t verse_at = book_at + 1 + line_is_sign(line, book_at + 1, '.');
    if (!book || !line_is_space(line, verse_at))
        return false;
    verse_at++;
    size_t last = 0;
    size_t end = read_verses(line, verse_at, &last);
    size_t behind = end + line_is_space(line, end);
    if (end == verse_at || line_in(line, behind, " am pm a p "))
        return false;
    /* "First Corinthians" */
    if (numbered)
        say_integer(line, saying, NUMBER_ORDINAL, which);
    say_book(line, book, book_at, saying);
    say_verses(line, verse_at, last, saying);
    saying->end = end;
    return true;
}
