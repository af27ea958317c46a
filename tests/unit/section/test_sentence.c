#include "base/arena.h"
#include "base/buf.h"
#include "section/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* `wanted` has a bar between sentences; without one the text is one. */
struct row {
    const char *language;
    const char *text;
    const char *wanted;
};

static const struct row rows[] = {
    /* Plain ends */
    {"en", "Rain fell. Nobody came.", "Rain fell.|Nobody came."},
    {"en", "Who called? Nobody! Good.", "Who called?|Nobody!|Good."},
    {"en", "No stop at the end", NULL},
    {"en", "  Spaces around.  ", "Spaces around."},
    {"en", "", ""},
    {"en", " \n\t ", ""},
    /* Titles, names, initials */
    {"en", "Dr. Okafor met Mrs. Lund and Gen. Ward.", NULL},
    {"en", "The St. Mary ferry passed Mt. Etna.", NULL},
    {"en", "Harold B. Finch wrote it. A. Noel Kramer did not.",
     "Harold B. Finch wrote it.|A. Noel Kramer did not."},
    {"en", "J. R. Hartley and P.G. Moss agreed.", NULL},
    {"en", "They waited, she and I. Then it rained.",
     "They waited, she and I.|Then it rained."},
    {"en", "It is Vitamin C. The body needs it.",
     "It is Vitamin C.|The body needs it."},
    {"en", "Martin Hale Jr. and his son left.", NULL},
    /* Dotted initials */
    {"en", "The U.S. Embassy closed.", NULL},
    {"en", "They live in the U.S. The house is old.",
     "They live in the U.S.|The house is old."},
    {"en", "Ships left for the U.K. on Monday.", NULL},
    {"en", "Peace came through the U.N. It held.",
     "Peace came through the U.N.|It held."},
    {"en", "Talks with the U.S. -- long frozen -- began.", NULL},
    /* Times, dates */
    {"en", "At 5 p.m. Mrs. Lund rang.", NULL},
    {"en", "She rang at 5 p.m. Nobody answered.",
     "She rang at 5 p.m.|Nobody answered."},
    {"en", "It opens at 9 a.m. and shuts at 4 p.m. on Friday.", NULL},
    {"en", "In 44 B.C. Caesar died.", NULL},
    {"en", "The wall dates from 120 A.D. Rome built it.",
     "The wall dates from 120 A.D.|Rome built it."},
    {"en", "The vote on Jan. 5 was close.", NULL},
    {"en", "On Sept. 30, 1999, it ended.", NULL},
    /* Numbers and units */
    {"en", "See no. 7 and p. 12 of vol. 3.", NULL},
    {"en", "He said no. That was it.", "He said no.|That was it."},
    {"en", "The board is 6 ft. 2 in. long.", NULL},
    {"en", "It cost $4.50. We paid.", "It cost $4.50.|We paid."},
    {"en", "Version 2.0 is out. 300 people came.",
     "Version 2.0 is out.|300 people came."},
    /* Firms and Latin */
    {"en", "Moss & Co. sold it to Dale Inc. for cash.", NULL},
    {"en", "He works at Dale Ltd. She does not.",
     "He works at Dale Ltd.|She does not."},
    {"en", "Fruit, e.g. pears, i.e. not nuts, is cheap.", NULL},
    {"en", "They sell tea, coffee, etc. Shops open at nine.",
     "They sell tea, coffee, etc.|Shops open at nine."},
    {"en", "She took her Ph.D. Friends came.",
     "She took her Ph.D.|Friends came."},
    {"en", "It was Leeds vs. York.", NULL},
    /* Quotations and brackets */
    {"en", "\"Where to?\" asked the driver.", NULL},
    {"en", "\"Where to?\" Tom asked. \"Home.\"",
     "\"Where to?\" Tom asked.|\"Home.\""},
    {"en", "She said, \u201cGo now.\u201d They went.",
     "She said, \u201cGo now.\u201d|They went."},
    {"en", "\u201cOne is short. Two is not.\u201d He left.",
     "\u201cOne is short. Two is not.\u201d|He left."},
    {"en", "He came (see sec. Four. It says so) and left.", NULL},
    {"en", "It ended. (Nobody knew why.) They left.",
     "It ended.|(Nobody knew why.)|They left."},
    {"en", "Wait [...] there is more.", NULL},
    {"en", "'Tis late. The shop is shut.", "'Tis late.|The shop is shut."},
    /* Runs of marks */
    {"en", "Well... maybe. So... Yes.", "Well... maybe.|So...|Yes."},
    {"en", "What?! No way!!! Fine.", "What?!|No way!!!|Fine."},
    {"en", "And then . . . nothing came.", NULL},
    {"en", "He works at Yahoo! in Reading.", NULL},
    {"en", "Stop!, she cried.", NULL},
    /* Reference marks */
    {"en", "It melts.[3] Water forms.", "It melts.[3]|Water forms."},
    {"en", "It was shown.12 Later work agreed.",
     "It was shown.12|Later work agreed."},
    {"en", "Gold is heavy. [1] It is soft.", "Gold is heavy. [1]|It is soft."},
    /* Glued sentences, addresses, files */
    {"en", "It was over.Nobody spoke.", "It was over.|Nobody spoke."},
    {"en", "Write to a.Moss@example.org today.", NULL},
    {"en", "Go to https://example.org/a.Html?b. Then stop.",
     "Go to https://example.org/a.Html?b.|Then stop."},
    {"en", "Amazon.Com grew.", NULL},
    /* Lists in a line */
    {"en", "1. Boil water. 2. Add salt.", "1. Boil water.|2. Add salt."},
    {"en", "1) boil water 2) add salt", "1) boil water|2) add salt"},
    {"en", "a. one b. two c. three", "a. one|b. two|c. three"},
    {"en", "\u2022 tea \u2022 milk", "\u2022 tea|\u2022 milk"},
    {"en", "For 1. above pay now, for 2. above later.", NULL},
    {"en", "(ii) The second point.", NULL},
    /* Line ends */
    {"en", "A cold\nnight.", NULL},
    {"en", "First line\n\nsecond line", "First line|second line"},
    {"en", "Roses are red\nViolets are blue", "Roses are red|Violets are blue"},
    {"en", "Bread,\nButter", NULL},
    /* German */
    {"de", "Am 3. Oktober kam Dr. Lang. Er blieb.",
     "Am 3. Oktober kam Dr. Lang.|Er blieb."},
    {"de", "Das gilt z. B. f\u00fcr \u00c4pfel, d. h. f\u00fcr Obst.", NULL},
    {"de", "Im 19. Jahrhundert war das so. Danach nicht.",
     "Im 19. Jahrhundert war das so.|Danach nicht."},
    {"de", "Siehe S. 14 und Abs. 2 bzw. Nr. 7.", NULL},
    {"de", "Er kaufte Brot, Wein usw. Abends kochte er.",
     "Er kaufte Brot, Wein usw.|Abends kochte er."},
    {"de", "\u201eKomm!\u201c, rief sie. Er kam.",
     "\u201eKomm!\u201c, rief sie.|Er kam."},
    {"de", "Kaiser Wilhelm II. floh.", NULL},
    {"de", "Es kostet 1.250,50 Euro. Das ist viel.",
     "Es kostet 1.250,50 Euro.|Das ist viel."},
    /* Spanish */
    {"es", "La Sra. Ruiz y el Dr. Paz salieron. \u00bfVolver\u00e1n?",
     "La Sra. Ruiz y el Dr. Paz salieron.|\u00bfVolver\u00e1n?"},
    {"es", "Vive en EE.UU. desde 1990.", NULL},
    {"es", "V\u00e9ase la p\u00e1g. 7 del vol. 2.", NULL},
    {"es", "\u00a1Hola! \u00bfQu\u00e9 tal?",
     "\u00a1Hola!|\u00bfQu\u00e9 tal?"},
    /* French, Italian, Portuguese, Dutch */
    {"fr", "M. Dupont arrive. Il attend Mme Roy.",
     "M. Dupont arrive.|Il attend Mme Roy."},
    {"fr", "\u00ab Viens ! \u00bb dit-elle.", NULL},
    {"fr", "Voir p. 12, art. 3.", NULL},
    {"it", "Il Sig. Bassi \u00e8 qui. Entri, prego!",
     "Il Sig. Bassi \u00e8 qui.|Entri, prego!"},
    {"it", "Scrive l'Avv. Neri al dott. Riva.", NULL},
    {"pt", "O Sr. Lima saiu. A Dra. Reis ficou.",
     "O Sr. Lima saiu.|A Dra. Reis ficou."},
    {"nl", "Dhr. Bos kwam. Hij at o.a. brood.",
     "Dhr. Bos kwam.|Hij at o.a. brood."},
    {"da", "Den 5. maj kom hr. Holm. Han blev.",
     "Den 5. maj kom hr. Holm.|Han blev."},
    /* Cyrillic */
    {"ru",
     "\u041f\u0440\u0438\u0448\u0451\u043b \u0433. "
     "\u0418\u0432\u0430\u043d\u043e\u0432. \u041e\u043d \u0441\u0435"
     "\u043b.",
     "\u041f\u0440\u0438\u0448\u0451\u043b \u0433. "
     "\u0418\u0432\u0430\u043d\u043e\u0432.|\u041e\u043d \u0441\u0435"
     "\u043b."},
    {"ru",
     "\u0410. \u0418. \u0413\u0435\u0440\u0446\u0435\u043d "
     "\u043f\u0438\u0441\u0430\u043b.",
     NULL},
    /* Other marks */
    {"ja", "\u96e8\u3060\u3002\u5e30\u308b\u3002",
     "\u96e8\u3060\u3002|\u5e30\u308b\u3002"},
    {"hi", "\u092f\u0939 \u0939\u0948\u0964 \u0935\u0939 \u0939\u0948\u0964",
     "\u092f\u0939 \u0939\u0948\u0964|\u0935\u0939 \u0939\u0948\u0964"},
    {"el", "\u03a0\u03bf\u03cd; \u0395\u03b4\u03ce.",
     "\u03a0\u03bf\u03cd;|\u0395\u03b4\u03ce."},
    {"hy",
     "\u0531\u0575\u057d\u0585\u0580 \u0567: \u0535\u057d "
     "\u0563\u0576\u0561\u0574:",
     "\u0531\u0575\u057d\u0585\u0580 \u0567:|\u0535\u057d "
     "\u0563\u0576\u0561\u0574:"},
    /* A language nobody has tables for */
    {"xx", "Mr. Vance ran. He won.", "Mr. Vance ran.|He won."},
    {"", "One. Two.", "One.|Two."},
};

static void split(const char *language, struct view text, struct buf *out)
{
    struct sentence_rules *rules = sentence_rules_new(view_of(language));
    struct arena arena = {0};
    struct spans spans = {0};

    sentence_split(rules, &arena, text, &spans);
    for (size_t i = 0; i < spans.count; i++) {
        if (i > 0)
            buf_add_char(out, '|');
        buf_add(out, view_slice(text, spans.at[i].begin, spans.at[i].end));
    }
    arena_release(&arena);
    sentence_rules_free(rules);
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {0};

        split(rows[i].language, view_of(rows[i].text), &out);
        assert_string_equal(buf_string(&out),
                            rows[i].wanted ? rows[i].wanted : rows[i].text);
        buf_release(&out);
    }
}

/* Whatever the text, sentences are in order and only white space is left
 * out. */
static void test_nothing_is_lost(void **state)
{
    static const char *const pieces[] = {
        "(",      "\"",     ". ",      "a. ", "1) ", "[1]",
        "?! ",    "\u2019", "\u00bb ", "\n",  "x",   "U.S. ",
        "\u2026", "\u3002", "p.m. ",   "' ",  "I. "};
    struct sentence_rules *rules = sentence_rules_new(VIEW("en"));
    unsigned random = 7;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct buf text = {0};
        struct arena arena = {0};
        struct spans spans = {0};
        size_t at = 0;

        for (int i = 0; i < 24; i++) {
            random = random * 1103515245u + 12345u;
            buf_add_string(
                &text,
                pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        sentence_split(rules, &arena, buf_view(&text), &spans);
        for (size_t i = 0; i <= spans.count; i++) {
            size_t begin = i < spans.count ? spans.at[i].begin : text.size;

            for (; at < begin; at++)
                assert_true(strchr(" \n", text.data[at]) != NULL);
            assert_int_equal(at, begin);
            if (i < spans.count) {
                assert_true(spans.at[i].end > begin);
                at = spans.at[i].end;
            }
        }
        arena_release(&arena);
        buf_release(&text);
    }
    sentence_rules_free(rules);
}

static void test_long_sentence_is_cut(void **state)
{
    struct sentence_rules *rules = sentence_rules_new(VIEW("en"));
    struct arena arena = {0};
    struct spans spans = {0};
    struct buf text = {0};

    (void)state;
    for (int i = 0; i < 2000; i++)
        buf_add_string(&text, "word ");
    for (int i = 0; i < 5000; i++)
        buf_add_string(&text, "\u00e9");
    sentence_split(rules, &arena, buf_view(&text), &spans);
    assert_true(spans.count >= 10);
    for (size_t i = 0; i < spans.count; i++)
        assert_true(spans.at[i].end - spans.at[i].begin <= SENTENCE_MAX);
    arena_release(&arena);
    buf_release(&text);
    sentence_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_nothing_is_lost),
        cmocka_unit_test(test_long_sentence_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
