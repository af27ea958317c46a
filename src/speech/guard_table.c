#include "speech/guard_table.h"

#include <string.h>

struct stem {
    const char *stem;
    const char *figures;
};

static const struct stem english[] = {
    {"one", "1"},        {"two", "2"},       {"three", "3"},
    {"four", "4"},       {"five", "5"},      {"six", "6"},
    {"seven", "7"},      {"eight", "8"},     {"nine", "9"},
    {"nin", "9"},        {"ten", "1"},       {"eleven", "11"},
    {"twelve", "12"},    {"twelf", "12"},    {"thirteen", "13"},
    {"fourteen", "14"},  {"fifteen", "15"},  {"sixteen", "16"},
    {"seventeen", "17"}, {"eighteen", "18"}, {"nineteen", "19"},
    {"twent", "2"},      {"thirt", "3"},     {"fort", "4"},
    {"fift", "5"},       {"first", "1"},     {"second", "2"},
    {"third", "3"},      {"half", "12"},     {"halves", "2"},
    {"quarter", "4"},    {"hundred", "1"},   {"thousand", "1"},
    {"million", "1"},    {"billion", "1"},   {"trillion", "1"},
};

static const struct stem german[] = {
    {"ein", "1"},       {"erst", "1"},      {"zwei", "2"},
    {"zwo", "2"},       {"drei", "3"},      {"dritt", "3"},
    {"vier", "4"},      {"fünf", "5"},      {"sech", "6"},
    {"sieb", "7"},      {"acht", "8"},      {"neun", "9"},
    {"zehn", "1"},      {"elf", "11"},      {"zwölf", "12"},
    {"dreizehn", "13"}, {"vierzehn", "14"}, {"fünfzehn", "15"},
    {"sechzehn", "16"}, {"siebzehn", "17"}, {"achtzehn", "18"},
    {"neunzehn", "19"}, {"zwanzig", "2"},   {"dreißig", "3"},
    {"halb", "12"},     {"hundert", "1"},   {"tausend", "1"},
    {"milli", "1"},     {"billi", "1"},     {"trilli", "1"},
};

static const struct stem french[] = {
    {"un", "1"},
    {"premi", "1"},
    {"deux", "2"},
    {"second", "2"},
    {"trois", "3"},
    {"quatre", "4"},
    {"quatri", "4"},
    {"cinq", "5"},
    {"six", "6"},
    {"sept", "7"},
    {"huit", "8"},
    {"neuf", "9"},
    {"neuv", "9"},
    {"dix", "1"},
    {"onz", "11"},
    {"douz", "12"},
    {"treiz", "13"},
    {"quatorz", "14"},
    {"quinz", "15"},
    {"seiz", "16"},
    {"vingt", "2"},
    {"trent", "3"},
    {"quarant", "4"},
    {"cinquant", "5"},
    {"soixant", "6"},
    {"soixante-dix", "7"},
    {"soixante-et-onz", "71"},
    {"soixante et onz", "71"},
    {"soixante-douz", "72"},
    {"soixante-treiz", "73"},
    {"soixante-quatorz", "74"},
    {"soixante-quinz", "75"},
    {"soixante-seiz", "76"},
    {"quatre-vingt", "8"},
    {"quatre-vingt-dix", "9"},
    {"quatre-vingt-onz", "91"},
    {"quatre-vingt-douz", "92"},
    {"quatre-vingt-treiz", "93"},
    {"quatre-vingt-quatorz", "94"},
    {"quatre-vingt-quinz", "95"},
    {"quatre-vingt-seiz", "96"},
    {"demi", "12"},
    {"tiers", "3"},
    {"quart", "4"},
    {"cent", "1"},
    {"mil", "1"},
    {"billi", "1"},
};

static const struct stem spanish[] = {
    {"un", "1"},
    {"ún", "1"},
    {"dos", "2"},
    {"dós", "2"},
    {"tres", "3"},
    {"trés", "3"},
    {"cuatr", "4"},
    {"cinco", "5"},
    {"seis", "6"},
    {"séis", "6"},
    {"siete", "7"},
    {"ocho", "8"},
    {"nueve", "9"},
    {"diez", "1"},
    {"dieci", "1"},
    {"once", "11"},
    {"onceavo", "11"},
    {"doce", "12"},
    {"trece", "13"},
    {"catorce", "14"},
    {"quince", "15"},
    {"veint", "2"},
    {"treint", "3"},
    {"cuarent", "4"},
    {"cincuent", "5"},
    {"sesent", "6"},
    {"setent", "7"},
    {"ochent", "8"},
    {"novent", "9"},
    {"cien", "1"},
    {"quinient", "5"},
    {"setecient", "7"},
    {"novecient", "9"},
    {"mil", "1"},
    {"bill", "1"},
    {"trill", "1"},
    {"primer", "1"},
    {"segund", "2"},
    {"tercer", "3"},
    {"cuart", "415"},
    {"quint", "5"},
    {"sext", "6"},
    {"séptim", "7"},
    {"septim", "7"},
    {"octav", "8"},
    {"noven", "9"},
    {"décim", "1"},
    {"decim", "1"},
    {"undécim", "11"},
    {"duodécim", "12"},
    {"vigésim", "2"},
    {"vigesim", "2"},
    {"trigésim", "3"},
    {"cuadragésim", "4"},
    {"quincuagésim", "5"},
    {"sexagésim", "6"},
    {"septuagésim", "7"},
    {"octogésim", "8"},
    {"nonagésim", "9"},
    {"centésim", "1"},
    {"milésim", "1"},
    {"millonésim", "1"},
    {"ducentésim", "2"},
    {"medi", "123"},
    {"tercio", "3"},
    {"tricentésim", "3"},
    {"cuadringentésim", "4"},
    {"quingentésim", "5"},
    {"sexcentésim", "6"},
    {"septingentésim", "7"},
    {"octingentésim", "8"},
    {"noningentésim", "9"},
};

static const struct stem italian[] = {
    {"un", "1"},       {"due", "2"},        {"tre", "3"},
    {"tré", "3"},      {"quattr", "4"},     {"cinqu", "5"},
    {"sei", "6"},      {"sett", "7"},       {"ott", "8"},
    {"nov", "9"},      {"dieci", "1"},      {"undic", "11"},
    {"dodic", "12"},   {"tredic", "13"},    {"quattordic", "14"},
    {"quindic", "15"}, {"sedic", "16"},     {"diciassett", "17"},
    {"diciott", "18"}, {"diciannov", "19"}, {"vent", "2"},
    {"trent", "3"},    {"quarant", "4"},    {"cinquant", "5"},
    {"sessant", "6"},  {"settant", "7"},    {"ottant", "8"},
    {"novant", "9"},   {"cent", "1"},       {"mil", "1"},
    {"bili", "1"},     {"prim", "1"},       {"second", "2"},
    {"terz", "3"},     {"quart", "4"},      {"quint", "5"},
    {"sest", "6"},     {"ottav", "8"},      {"non", "9"},
    {"decim", "1"},    {"mezz", "12"},
};

static const struct stem portuguese[] = {
    {"um", "1"},
    {"dois", "2"},
    {"duas", "2"},
    {"três", "3"},
    {"quatro", "4"},
    {"cinco", "5"},
    {"seis", "6"},
    {"sete", "7"},
    {"oito", "8"},
    {"nove", "9"},
    {"dez", "1"},
    {"onze", "11"},
    {"doze", "12"},
    {"treze", "13"},
    {"catorze", "14"},
    {"quatorze", "14"},
    {"quinze", "15"},
    {"dezess", "1"},
    {"dezesseis", "16"},
    {"dezasseis", "16"},
    {"dezessete", "17"},
    {"dezassete", "17"},
    {"dezoito", "18"},
    {"dezenove", "19"},
    {"dezanove", "19"},
    {"vint", "2"},
    {"trint", "3"},
    {"quarent", "4"},
    {"cinquent", "5"},
    {"sessent", "6"},
    {"setent", "7"},
    {"oitent", "8"},
    {"novent", "9"},
    {"cem", "1"},
    {"cent", "1"},
    {"duzent", "2"},
    {"trezent", "3"},
    {"quinhent", "5"},
    {"mil", "1"},
    {"bilh", "1"},
    {"trilh", "1"},
    {"primeir", "1"},
    {"segund", "2"},
    {"terceir", "3"},
    {"quart", "4"},
    {"quint", "5"},
    {"sext", "6"},
    {"sétim", "7"},
    {"oitav", "8"},
    {"non", "9"},
    {"décim", "1"},
    {"vigésim", "2"},
    {"trigésim", "3"},
    {"quadragésim", "4"},
    {"quinquagésim", "5"},
    {"sexagésim", "6"},
    {"septuagésim", "7"},
    {"octogésim", "8"},
    {"nonagésim", "9"},
    {"milésim", "1"},
    {"terç", "3"},
    {"mei", "12"},
    {"ducentésim", "2"},
    {"milionésim", "1"},
    {"septingentésim", "7"},
    {"tricentésim", "3"},
    {"quadringentésim", "4"},
    {"quingentésim", "5"},
    {"sexcentésim", "6"},
    {"octingentésim", "8"},
    {"noningentésim", "9"},
};

#define TABLE(name, rows)                                                      \
    {                                                                          \
        name, rows, sizeof(rows) / sizeof *(rows)                              \
    }

static const struct table {
    const char *tag;
    const struct stem *stems;
    size_t count;
} tables[] = {
    TABLE("en", english), TABLE("de", german),  TABLE("fr", french),
    TABLE("es", spanish), TABLE("it", italian), TABLE("pt", portuguese),
};

static const struct table *find_table(const char *tag)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(tables[i].tag, tag) == 0)
            return &tables[i];
    }
    return NULL;
}

const char *guard_figures(const char *tag, struct view text, size_t *size)
{
    const struct table *table = find_table(tag);
    const char *figures = NULL;
    *size = 0;
    for (size_t i = 0; table && i < table->count; i++) {
        struct view stem = view_of(table->stems[i].stem);
        if (stem.size > *size && view_starts(text, stem)) {
            *size = stem.size;
            figures = table->stems[i].figures;
        }
    }
    return figures;
}

bool guard_knows(const char *tag)
{
    return find_table(tag) != NULL;
}
