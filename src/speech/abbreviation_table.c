#include "speech/abbreviation_table.h"

#include <string.h>

static const struct abbreviation english[] = {
    {"Mr", "Mr", NEED_NOTHING},
    {"Mrs", "Mrs", NEED_NOTHING},
    {"Ms", "Miz", NEED_NOTHING},
    {"Messrs", "Messrs", NEED_NOTHING},
    {"Mme", "Madame", NEED_NAME_AFTER},
    {"Mlle", "Mademoiselle", NEED_NAME_AFTER},
    {"Dr", "Drive", NEED_STREET},
    {"Dr", "Doctor", NEED_NAME_AFTER},
    {"Drs", "Doctors", NEED_NAME_AFTER},
    {"Prof", "Professor", NEED_NOTHING},
    {"St", "Street", NEED_STREET},
    {"St", "Saint", NEED_NAME_AFTER},
    {"St", "Street", NEED_NAME_BEFORE},
    {"Sts", "Saints", NEED_NAME_AFTER},
    {"Ste", "Sainte", NEED_NAME_AFTER},
    {"Mt", "Mount", NEED_NAME_AFTER},
    {"Mts", "Mountains", NEED_NAME_BEFORE},
    {"Ft", "Fort", NEED_NAME_AFTER},
    {"Ave", "Avenue", NEED_NAME_BEFORE},
    {"Blvd", "Boulevard", NEED_NOTHING},
    {"Rd", "Road", NEED_NAME_BEFORE},
    {"Ln", "Lane", NEED_NAME_BEFORE},
    {"Ct", "Court", NEED_STREET},
    {"Pl", "Place", NEED_STREET},
    {"Sq", "Square", NEED_STREET},
    {"Hwy", "Highway", NEED_NOTHING},
    {"Pkwy", "Parkway", NEED_NOTHING},
    {"Expy", "Expressway", NEED_NOTHING},
    {"Apt", "Apartment", NEED_NUMBER_AFTER},
    {"Jr", "Junior", NEED_NOTHING},
    {"Sr", "Senior", NEED_NAME_BEFORE},
    {"Esq", "Esquire", NEED_NOTHING},
    {"Rev", "Reverend", NEED_CAPITAL_DOT},
    {"Revd", "Reverend", NEED_NAME_AFTER},
    {"Hon", "Honorable", NEED_CAPITAL_DOT},
    {"Gen", "General", NEED_NAME_AFTER},
    {"Col", "Colonel", NEED_NAME_AFTER},
    {"Capt", "Captain", NEED_NAME_AFTER},
    {"Cmdr", "Commander", NEED_NAME_AFTER},
    {"Lt", "Lieutenant", NEED_NAME_AFTER},
    {"Maj", "Major", NEED_CAPITAL_DOT},
    {"Brig", "Brigadier", NEED_CAPITAL_DOT},
    {"Sgt", "Sergeant", NEED_NAME_AFTER},
    {"Cpl", "Corporal", NEED_NAME_AFTER},
    {"Pvt", "Private", NEED_NAME_AFTER},
    {"Adm", "Admiral", NEED_CAPITAL_DOT},
    {"Gov", "Governor", NEED_CAPITAL_DOT},
    {"Sen", "Senator", NEED_CAPITAL_DOT},
    {"Rep", "Representative", NEED_CAPITAL_DOT},
    {"Pres", "President", NEED_CAPITAL_DOT},
    {"Supt", "Superintendent", NEED_NAME_AFTER},
    {"Fr", "Father", NEED_CAPITAL_DOT},
    {"No", "Number", NEED_NUMBER_AFTER},
    {"Nos", "Numbers", NEED_NUMBER_AFTER},
    {"vol", "volume", NEED_NUMBER_AFTER},
    {"vols", "volumes", NEED_NUMBER_AFTER},
    {"fig", "figure", NEED_NUMBER_AFTER},
    {"figs", "figures", NEED_NUMBER_AFTER},
    {"ch", "chapter", NEED_NUMBER_AFTER},
    {"pp", "pages", NEED_NUMBER_AFTER},
    {"vs", "versus", NEED_NOTHING},
    {"etc", "et cetera", NEED_NOTHING},
    {"approx", "approximately", NEED_NOTHING},
    {"dept", "department", NEED_DOT},
    {"govt", "government", NEED_NOTHING},
    {"est", "established", NEED_NUMBER_AFTER},
    {"ca", "circa", NEED_NUMBER_AFTER},
    {"incl", "including", NEED_DOT},
    {"Inc", "Incorporated", NEED_NAME_BEFORE},
    {"Ltd", "Limited", NEED_NOTHING},
    {"Corp", "Corporation", NEED_NAME_BEFORE},
    {"Co", "Company", NEED_NAME_BEFORE},
    {"Bros", "Brothers", NEED_NAME_BEFORE},
    {"Univ", "University", NEED_CAPITAL_DOT},
    {"Assn", "Association", NEED_DOT},
    {"e.g", "for example", NEED_NOTHING},
    {"i.e", "that is", NEED_NOTHING},
};

static const struct abbreviation german[] = {
    {"Dr", "Doktor", NEED_NOTHING},
    {"Prof", "Professor", NEED_NOTHING},
    {"Nr", "Nummer", NEED_NOTHING},
    {"usw", "und so weiter", NEED_NOTHING},
    {"bzw", "beziehungsweise", NEED_NOTHING},
};

#define TABLE(name, rows)                                                      \
    {                                                                          \
        name, rows, sizeof(rows) / sizeof *(rows)                              \
    }

static const struct {
    const char *tag;
    const struct abbreviation *rows;
    size_t count;
} tables[] = {
    TABLE("en", english),
    TABLE("de", german),
};

const struct abbreviation *abbreviation_table(const char *tag, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(tables[i].tag, tag) == 0) {
            *count = tables[i].count;
            return tables[i].rows;
        }
    }
    return NULL;
}
