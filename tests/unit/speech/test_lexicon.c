#include "base/buf.h"
#include "speech/lexicon.h"
#include "speech/lexicon_phoneme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const char lines[] =
    "# names\n"
    "Qomi = [[k'oUmi]] -> kˈoʊmi   # the city's people\n"
    "Bush = boosh\n"
    "gif = jif\n"
    "Abu Ghraib = ah-boo graybe\n"
    "/U.S. Open/ = you ess open\n"
    "/a = b/ = a is b\n"
    "\n"
    "lang: en\n"
    "@verb: to will can\n"
    "use = yooss\n"
    "use (after @verb they) = yooz\n"
    "live (before in at) = livv\n"
    "slow (before *ly) = sloe\n"
    "so (after ^) = sow\n"
    "end (before $) = ent\n"
    "fez = [[f'Ez]]\n"
    "bat = [[b'at]]\n"
    "Polish = poe-lish\n"
    "FICO = fye-co\n"
    "Fico = feet-so\n"
    "lang: en-GB\n"
    "gif = giff\n"
    "lang: de\n"
    "gif = dschif\n";

static struct lexicon *lexicon_of(const char *text)
{
    struct lexicon *lexicon = lexicon_new();
    struct err err;

    if (!lexicon_add(lexicon, LEXICON_SHIPPED, "test.lexicon", view_of(text),
                     &err))
        fail_msg("%s", err.message);
    return lexicon;
}

/* The text with what matches replaced, phonemes in [[ ]]. */
static void replace(const struct lexicon *lexicon, const char *language,
                    const char *string, struct buf *out)
{
    struct view text = view_of(string);

    for (size_t at = 0; at < text.size;) {
        struct lexicon_match match;
        bool starts = at == 0 || strchr(" -(/.,", text.data[at - 1]) != NULL;

        if (!starts ||
            !lexicon_match(lexicon, view_of(language), text, at, &match)) {
            buf_add_char(out, text.data[at++]);
            continue;
        }
        if (match.phonemes)
            buf_add(out, VIEW("[["));
        buf_add(out, match.spoken);
        buf_add(out, match.suffix);
        if (match.phonemes)
            buf_add(out, VIEW("]]"));
        at = match.end;
    }
}

static const struct {
    const char *language;
    const char *text;
    const char *wanted;
} rows[] = {
    {"en-US", "Qomi spoke.", "[[k'oUmi]] spoke."},
    {"en-US", "Qomi's words, Qomis too", "[[k'oUmiz]] words, [[k'oUmiz]] too"},
    {"en-US", "Qomi’s word", "[[k'oUmiz]] word"},
    {"en-US", "QOMI SPEAKS", "[[k'oUmi]] SPEAKS"},
    {"en-US", "Qomic", "Qomic"},
    {"en-US", "Qomi-led", "[[k'oUmi]]-led"},
    {"en-US", "Bush and bush", "boosh and bush"},
    {"en-US", "The Bushes", "The Bushes"},
    {"en-US", "Bush's", "boosh's"},
    {"en-US", "A Gif, GIFs", "A jif, jifs"},
    {"en-GB", "a gif", "a giff"},
    {"de", "ein gif", "ein dschif"},
    {"fr", "un gif", "un jif"},
    {"fr", "des gifs", "des gifs"},
    {"en", "in Abu  Ghraib's cells", "in ah-boo graybe's cells"},
    {"en", "the U.S. Open won", "the you ess open won"},
    {"en", "so a = b here", "sow a is b here"},
    {"en", "The use of it", "The yooss of it"},
    {"en", "They use it to use", "They yooz it to yooz"},
    {"en", "To use", "To yooz"},
    {"en", "I live in it, live", "I livv in it, live"},
    {"en", "slow nearly", "sloe nearly"},
    {"en", "slow car", "slow car"},
    {"en", "So it is so", "sow it is so"},
    {"en", "the end.", "the ent."},
    {"en", "the end is", "the end is"},
    {"en", "two fezs, bats", "two [[f'EzI#z]], [[b'ats]]"},
    {"en", "Polish the polish", "poe-lish the polish"},
    {"en", "FICO and Fico", "fye-co and feet-so"},
    {"en", "", ""},
};

static void test_matches(void **state)
{
    struct lexicon *lexicon = lexicon_of(lines);

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {0};

        replace(lexicon, rows[i].language, rows[i].text, &out);
        assert_string_equal(buf_string(&out), rows[i].wanted);
        buf_release(&out);
    }
    lexicon_free(lexicon);
}

static void test_layers(void **state)
{
    struct lexicon *lexicon = lexicon_of("gif = jif\nAbu = ah-boo\n");
    struct buf out = {0};
    struct err err;

    (void)state;
    assert_true(
        lexicon_add(lexicon, LEXICON_ARTICLE, "a", VIEW("gif = one"), &err));
    assert_true(lexicon_add(lexicon, LEXICON_USER, "b",
                            VIEW("gif = two\nlang: en\nAbu = ab-you"), &err));
    replace(lexicon, "en", "gif Abu", &out);
    assert_string_equal(buf_string(&out), "one ab-you");
    assert_int_equal(lexicon_count(lexicon), 5);
    buf_release(&out);
    lexicon_free(lexicon);
    assert_false(lexicon_match(NULL, VIEW("en"), VIEW("a"), 0,
                               &(struct lexicon_match){0}));
}

static void test_assertions(void **state)
{
    struct lexicon *lexicon = lexicon_of(lines);
    struct lexicon_assertion assertion;
    size_t at = 0;

    (void)state;
    assert_true(lexicon_next_assertion(lexicon, &at, &assertion));
    assert_true(view_equal(assertion.word, VIEW("Qomi")));
    assert_true(view_equal(assertion.ipa, VIEW("kˈoʊmi")));
    assert_true(assertion.phonemes);
    assert_int_equal(assertion.line, 2);
    assert_false(lexicon_next_assertion(lexicon, &at, &assertion));
    lexicon_free(lexicon);
}

static const struct {
    const char *text;
    const char *line;  /* that the message names */
    const char *cause; /* words of it */
} faults[] = {
    {"one two", ":1:", "is no entry"},
    {"\n= x", ":2:", "is no entry"},
    {"word =", ":1:", "nothing stands behind"},
    {"word = [[]]", ":1:", "nothing stands behind"},
    {"lang: en\nword = [[Ak]]", ":2:", "no phoneme"},
    {"lang: en\nword = [[bY]]", ":2:", "no phoneme"},
    {"word = a [[b]] c", ":1:", "respelling"},
    {"word = <b>", ":1:", "respelling"},
    {"word (behind x) = y", ":1:", "condition"},
    {"word (after) = y", ":1:", "condition"},
    {"word (after @no) = y", ":1:", "not defined"},
    {"lang: e n", ":1:", "language tag"},
    {"word = a\n\nWORD = b\nword = c", ":4:", "line 1 says already"},
    {"bad \xff = x", "test.lexicon: byte 5", "UTF-8"},
    {"<lexicon", "test.lexicon", ""},
    {"<other/>", "test.lexicon", "lexicon"},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct lexicon *lexicon = lexicon_new();
        struct err err = {0};

        if (lexicon_add(lexicon, LEXICON_USER, "test.lexicon",
                        view_of(faults[i].text), &err))
            fail_msg("taken: %s", faults[i].text);
        assert_non_null(strstr(err.message, faults[i].line));
        assert_non_null(strstr(err.message, faults[i].cause));
        lexicon_free(lexicon);
    }
}

static void test_too_long(void **state)
{
    struct lexicon *lexicon = lexicon_new();
    struct buf text = {0};
    struct err err = {0};

    (void)state;
    for (int i = 0; i < 200; i++)
        buf_add_char(&text, 'a');
    buf_add_string(&text, " = b");
    assert_false(lexicon_add(lexicon, LEXICON_USER, "long.lexicon",
                             buf_view(&text), &err));
    assert_non_null(strstr(err.message, "long.lexicon:1:"));
    buf_release(&text);
    lexicon_free(lexicon);
}

static void test_many_entries(void **state)
{
    struct lexicon *lexicon;
    struct buf text = {0}, out = {0};

    (void)state;
    for (int i = 0; i < 20000; i++)
        buf_addf(&text, "word%d = spoken%d\n", i, i);
    lexicon = lexicon_of(buf_string(&text));
    replace(lexicon, "en", "word0 word19999 word20000", &out);
    assert_string_equal(buf_string(&out), "spoken0 spoken19999 word20000");
    buf_release(&out);
    buf_release(&text);
    lexicon_free(lexicon);
}

static void test_pls(void **state)
{
    struct lexicon *lexicon = lexicon_of(
        "<?xml version=\"1.0\"?><lexicon version=\"1.0\" alphabet=\"ipa\" "
        "xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" "
        "xml:lang=\"en-US\">"
        "<lexeme><grapheme>Tbilisi</grapheme><grapheme>Tiflis</grapheme>"
        "<phoneme>x</phoneme><phoneme prefer=\"true\">t\u0259b\u026a\u02c8li"
        "\u02d0si</phoneme></lexeme>"
        "<lexeme><grapheme>WHO</grapheme><alias>World Health Organization"
        "</alias></lexeme></lexicon>");
    struct buf out = {0};

    (void)state;
    replace(lexicon, "en-US", "WHO in Tiflis", &out);
    assert_string_equal(buf_string(&out),
                        "World Health Organization in [[t@bI'li:si]]");
    buf_release(&out);
    lexicon_free(lexicon);
}

/* What the shipped English lexicon chooses for words of several readings. */
static const struct {
    const char *text;
    const char *wanted; /* must be in the result */
} choices[] = {
    {"She sent a delegate.", "d'ElI2g@t"},
    {"We will delegate it.", "d'ElI2g,eIt"},
    {"Three delegates came.", "d'ElI2g@ts"},
    {"An advocate spoke.", "'adv@k@t"},
    {"They advocate peace.", "'adv@k,eIt"},
    {"An associate of his.", "a#s'oUsI2;@t"},
    {"The analyses show it.", "a#n'al@s,i:z"},
    {"The diagnoses differ.", "oUs,i:z"},
    {"He has read it.", "r'Ed"},
    {"It was read aloud.", "r'Ed"},
    {"Paint made of lead.", "l'Ed"},
    {"Old lead pipes.", "l'Ed"},
    {"She will lead us.", "lead"},
    {"People live in towns.", "l'Iv"},
    {"They saved lives.", "l'aIvz"},
    {"He lives in Reading.", "l'Ivz"},
    {"He lives in Reading.", "r'EdIN"},
    {"She was reading it.", "reading"},
    {"The use of force.", "use"},
    {"You can use it.", "j'u:z"},
    {"It has many uses.", "j'u:sI#z"},
    {"It uses coal.", "j'u:zI#z"},
    {"A diffuse light.", "fj'u:s"},
    {"Please close the door.", "kl'oUz"},
    {"It is close to town.", "kl'oUs"},
    {"Police used tear gas.", "t'i@3"},
    {"Tear the page out.", "t'e@r"},
    {"The clock was wound up.", "w'aUnd"},
    {"A minute amount of it.", "maIn'u:t"},
    {"Largemouth bass swam.", "b'as"},
    {"The Polish army.", "p'oUlIS"},
    {"Polish sausage.", "p'oUlIS"},
    {"Some polish for shoes.", "polish"},
    {"Ravel wrote it.", "r@v'El"},
    {"The import of oil.", "'Impo@t"},
    {"They import oil.", "Imp'o@t"},
    {"He can't increase it.", "INkr'i:s"},
    {"They implement it.", "'ImplIm,Ent"},
    {"A farm implement.", "'ImplIm@nt"},
    {"We exploit it.", "Ekspl'OIt"},
    {"An exploit was found.", "'EksplOIt"},
    {"Boston Celtic fans", "s'EltIk"},
    {"a Celtic language", "Celtic"},
    {"The U.S. and Iran's leader", "Ir'A:nz"},
    {"Iraqis and Iranians", "Ir'A:ni@nz"},
    {"Iraqis voted.", "Ir'A:kiz"},
    {"Dr Mowaffak Rubaie", "ru:b'aI"},
    {"SHIITE MILITIAS", "S'i:aIt"},
    {"President Xi Jinping", "dZInp'IN"},
    {"In Abu Dhabi", "d'A:bi"},
};

static void test_shipped(void **state)
{
    struct lexicon *lexicon = lexicon_new();
    struct err err = {0};

    (void)state;
    if (!lexicon_load(lexicon, LEXICON_SHIPPED, "voices/en.lexicon", &err))
        fail_msg("%s", err.message);
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        struct buf out = {0};

        replace(lexicon, "en-US", choices[i].text, &out);
        if (!strstr(buf_string(&out), choices[i].wanted))
            fail_msg("%s: %s", choices[i].text, buf_string(&out));
        buf_release(&out);
    }
    assert_true(
        lexicon_load(lexicon, LEXICON_SHIPPED, "voices/de.lexicon", &err));
    assert_true(
        lexicon_load(lexicon, LEXICON_SHIPPED, "voices/es.lexicon", &err));
    assert_true(
        lexicon_load(lexicon, LEXICON_SHIPPED, "voices/fr.lexicon", &err));
    lexicon_free(lexicon);
}

static void test_phonemes(void **state)
{
    size_t bad = 0;

    (void)state;
    assert_true(lexicon_phoneme_check(VIEW("en"), VIEW("k'oUmi"), &bad));
    assert_false(lexicon_phoneme_check(VIEW("en-gb"), VIEW("k'Ak"), &bad));
    assert_int_equal(bad, 2);
    assert_true(lexicon_phoneme_check(VIEW("de"), VIEW("bYC"), &bad));
    assert_false(lexicon_phoneme_check(VIEW("de"), VIEW("b]Y"), &bad));
    assert_true(
        view_equal(lexicon_phoneme_ending(VIEW("tS'3:tS")), VIEW("I#z")));
    assert_true(view_equal(lexicon_phoneme_ending(VIEW("b'At")), VIEW("s")));
    assert_true(view_equal(lexicon_phoneme_ending(VIEW("")), VIEW("z")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matches),    cmocka_unit_test(test_layers),
        cmocka_unit_test(test_assertions), cmocka_unit_test(test_faults),
        cmocka_unit_test(test_too_long),   cmocka_unit_test(test_many_entries),
        cmocka_unit_test(test_pls),        cmocka_unit_test(test_shipped),
        cmocka_unit_test(test_phonemes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
