#include "speech/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct {
    const char *tag;
    const char *text;
} rows[] = {
    {"en", "The ferry was late again, and nobody at the pier could say when "
           "it would leave."},
    {"de", "Die Fähre war wieder zu spät, und niemand am Kai konnte sagen, "
           "wann sie ablegen würde."},
    {"fr", "Le bac était encore en retard et personne sur le quai ne pouvait "
           "dire quand il partirait."},
    {"es", "El barco llegó tarde otra vez y nadie en el muelle sabía cuándo "
           "iba a salir de la ciudad."},
    {"it", "Il traghetto era di nuovo in ritardo e nessuno sul molo sapeva "
           "quando sarebbe partito per la città."},
    {"pt", "O barco estava outra vez atrasado e ninguém no cais sabia quando "
           "ele ia sair para a cidade."},
    {"nl", "De boot was weer te laat en niemand op de kade kon zeggen wanneer "
           "hij zou vertrekken naar het eiland."},
    {"sv", "Färjan var försenad igen och ingen på kajen kunde säga när den "
           "skulle gå till ön."},
    {"fi", "Lautta oli taas myöhässä, eikä kukaan tiennyt, että se ei lähde "
           "kun on myrsky, mutta hän odotti."},
    {"pl", "Prom był znowu spóźniony i nikt na nabrzeżu nie wiedział, kiedy "
           "odpłynie, ale to się już zdarzało."},
    {"cs", "Loď měla zase zpoždění a nikdo na nábřeží nevěděl, kdy odpluje, "
           "ale to se už stávalo při každé bouřce."},
    {"hu", "A komp megint késett, és senki sem tudta a parton, hogy mikor "
           "indul, de ez már nem volt meglepő."},
    {"tr", "Vapur yine geç kaldı ve iskelede hiç kimse ne zaman kalkacağını "
           "bilmiyordu, ama bu daha önce de olmuştu."},
    {"ru", "Паром снова опоздал, и никто на причале не знал, когда он уйдёт, "
           "но это было уже не в первый раз."},
    {"uk", "Пором знову запізнився, і ніхто на причалі не знав, коли він "
           "піде, але це було вже не вперше."},
    {"el", "Το πλοίο άργησε πάλι."},
    {"he", "המעבורת איחרה שוב."},
    {"hi", "नाव फिर देर से आई और किसी को नहीं पता था कि वह कब जाएगी।"},
    {"ja", "船はまた遅れた。"},
    {"zh", "渡船又晚点了。"},
    {"ko", "배가 또 늦었다."},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct language_guess guess = language_of_text(view_of(rows[i].text));

        assert_int_equal(guess.tag.size, strlen(rows[i].tag));
        assert_memory_equal(guess.tag.data, rows[i].tag, guess.tag.size);
        assert_true(guess.confidence >= 0.5);
    }
}

/* Names, numbers and single words prove nothing. */
static void test_doubt(void **state)
{
    static const char *const texts[] = {
        "",
        "1979",
        "\u2014 ...",
        "Rubaie",
        "Hassan Kazemi Qomi",
        "Coca-Cola Zero Sugar",
        "Mariupol Kherson Odesa Lviv",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct language_guess guess = language_of_text(view_of(texts[i]));

        assert_true(guess.confidence < 0.8);
    }
}

static void test_scripts(void **state)
{
    (void)state;
    assert_int_equal(language_script(VIEW("abc где")), LETTER_LATIN + 0);
    assert_int_equal(language_script(VIEW("где abc это")), LETTER_CYRILLIC);
    assert_int_equal(language_script(VIEW("12 + 3")), LETTER_COMMON);
    assert_int_equal(language_of_script(LETTER_LATIN).size, 0);
    assert_true(view_equal(language_of_script(LETTER_CYRILLIC), VIEW("ru")));
    assert_true(view_equal(language_of_script(LETTER_THAI), VIEW("th")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_doubt),
        cmocka_unit_test(test_scripts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
