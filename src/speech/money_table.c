#include "speech/money_table.h"

#include <stddef.h>
#include <string.h>

static const struct money_name names[] = {
    {"en", "USD", "dollar", "dollars", "cent", "cents", false},
    {"en", "GBP", "pound", "pounds", "penny", "pence", false},
    {"en", "EUR", "euro", "euros", "cent", "cents", false},
    {"en", "JPY", "yen", "yen", NULL, NULL, false},
    {"en", "CNY", "yuan", "yuan", NULL, NULL, false},
    {"en", "INR", "rupee", "rupees", "paisa", "paise", false},
    {"en", "KRW", "won", "won", NULL, NULL, false},
    {"en", "RUB", "ruble", "rubles", NULL, NULL, false},
    {"en", "ILS", "shekel", "shekels", NULL, NULL, false},
    {"de", "USD", "Dollar", "Dollar", "Cent", "Cent", false},
    {"de", "GBP", "Pfund", "Pfund", "Penny", "Pence", false},
    {"de", "EUR", "Euro", "Euro", "Cent", "Cent", false},
    {"de", "JPY", "Yen", "Yen", NULL, NULL, false},
    {"fr", "USD", "dollar", "dollars", "cent", "cents", false},
    {"fr", "GBP", "livre", "livres", "penny", "pence", true},
    {"fr", "EUR", "euro", "euros", "centime", "centimes", false},
    {"fr", "JPY", "yen", "yens", NULL, NULL, false},
    {"es", "USD", "dólar", "dólares", "centavo", "centavos", false},
    {"es", "GBP", "libra", "libras", "penique", "peniques", true},
    {"es", "EUR", "euro", "euros", "céntimo", "céntimos", false},
    {"es", "JPY", "yen", "yenes", NULL, NULL, false},
    {"es", "KRW", "won", "wones", NULL, NULL, false},
    {"es", "CRC", "colón", "colones", "céntimo", "céntimos", false},
    {"es", "HNL", "lempira", "lempiras", "centavo", "centavos", false},
    {"es", "GTQ", "quetzal", "quetzales", "centavo", "centavos", false},
    {"es", "PAB", "balboa", "balboas", "centésimo", "centésimos", false},
    {"es", "NIO", "córdoba", "córdobas", "centavo", "centavos", false},
    {"es", "SEK", "corona", "coronas", NULL, NULL, true},
    {"es", "ESP", "peseta", "pesetas", NULL, NULL, true},
    {"es", "INR", "rupia", "rupias", NULL, NULL, true},
    {"it", "USD", "dollaro", "dollari", "centesimo", "centesimi", false},
    {"it", "GBP", "sterlina", "sterline", "penny", "pence", true},
    {"it", "EUR", "euro", "euro", "centesimo", "centesimi", false},
    {"it", "JPY", "yen", "yen", NULL, NULL, false},
    {"pt", "USD", "dólar", "dólares", "centavo", "centavos", false},
    {"pt", "BRL", "real", "reais", "centavo", "centavos", false},
    {"pt", "GBP", "libra", "libras", "pêni", "pence", true},
    {"pt", "EUR", "euro", "euros", "cêntimo", "cêntimos", false},
    {"pt", "JPY", "iene", "ienes", NULL, NULL, false},
};

const char *money_code_of_sign(uint32_t sign)
{
    static const struct {
        uint32_t sign;
        const char *code;
    } signs[] = {
        {'$', "USD"},    {0xA3, "GBP"},   {0x20AC, "EUR"}, {0xA5, "JPY"},
        {0x20B9, "INR"}, {0x20A9, "KRW"}, {0x20BD, "RUB"}, {0x20AA, "ILS"},
        {0x20A1, "CRC"}, {0x20BA, "TRY"}, {0x20B4, "UAH"}, {0x20AB, "VND"},
        {0xFFE5, "JPY"}, {0x20A4, "GBP"}, {0x20B1, "PHP"},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].sign == sign)
            return signs[i].code;
    }
    return NULL;
}

const char *money_code_of_word(struct view word)
{
    static const char *const codes[] = {
        "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "CNY", "INR",
        "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RUB", "BRL", "MXN", "ZAR",
        "KRW", "TRY", "ILS", "HKD", "SGD", "ARS", "CLP", "COP", "PEN", "BOB",
        "HNL", "GTQ", "CRC", "NIO", "PAB", "UYU", "PYG", "VES", "DOP", "CUP",
        "AWG", "THB", "MYR", "IDR", "PHP", "VND", "UAH", "RON", "BGN", "EGP",
        "SAR", "AED", "NGN", "KES", "MAD", "PKR", "BDT", "LKR", "ISK", "TND",
        "SVC", "JMD", "TTD", "BBD", "BZD", "HTG", "ANG", "BMD", "KYD", "XCD",
    };
    if (view_equal(word, VIEW("kr")))
        return "SEK";
    if (view_equal(word, VIEW("ptas")))
        return "ESP";
    if (word.size != 3)
        return NULL;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (view_equal_nocase(view_of(codes[i]), word))
            return codes[i];
    }
    return NULL;
}

const struct money_name *money_name(const char *tag, const char *code)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].tag, tag) == 0 && strcmp(names[i].code, code) == 0)
            return &names[i];
    }
    return NULL;
}
