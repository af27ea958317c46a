#include "speech/abbreviation_table.h"

#include <string.h>

static const struct abbreviation english[] = {
    {"Mr", "Mister", NEED_NOTHING},
    {"Mrs", "Missus", NEED_NOTHING},
    {"Ms", "Miz", NEED_NOTHING},
    {"Messrs", "Messrs", NEED_NOTHING},
    {"Dr", "Doctor", NEED_NAME_AFTER},
    {"Dr", "Drive", NEED_NAME_BEFORE},
    {"Prof", "Professor", NEED_NOTHING},
    {"St", "Saint", NEED_NAME_AFTER},
    {"St", "Street", NEED_NAME_BEFORE},
    {"Ste", "Sainte", NEED_NAME_AFTER},
    {"Mt", "Mount", NEED_NAME_AFTER},
    {"Ft", "Fort", NEED_NAME_AFTER},
    {"Jr", "Junior", NEED_NOTHING},
    {"Sr", "Senior", NEED_NAME_BEFORE},
    {"Rev", "Reverend", NEED_CAPITAL_DOT},
    {"Hon", "Honorable", NEED_CAPITAL_DOT},
    {"Gen", "General", NEED_NAME_AFTER},
    {"Col", "Colonel", NEED_NAME_AFTER},
    {"Capt", "Captain", NEED_NAME_AFTER},
    {"Lt", "Lieutenant", NEED_NAME_AFTER},
    {"Maj", "Major", NEED_CAPITAL_DOT},
    {"Sgt", "Sergeant", NEED_NAME_AFTER},
    {"Cpl", "Corporal", NEED_NAME_AFTER},
    {"Adm", "Admiral", NEED_CAPITAL_DOT},
    {"Gov", "Governor", NEED_CAPITAL_DOT},
    {"Sen", "Senator", NEED_CAPITAL_DOT},
    {"Rep", "Representative", NEED_CAPITAL_DOT},
    {"Pres", "President", NEED_CAPITAL_DOT},
    {"No", "Number", NEED_NUMBER_AFTER},
    {"Nos", "Numbers", NEED_NUMBER_AFTER},
    {"vs", "versus", NEED_NOTHING},
    {"etc", "et cetera", NEED_NOTHING},
    {"approx", "approximately", NEED_NOTHING},
    {"dept", "department", NEED_DOT},
    {"est", "established", NEED_NUMBER_AFTER},
    {"Inc", "Incorporated", NEED_NAME_BEFORE},
    {"Ltd", "Limited", NEED_NOTHING},
    {"Corp", "Corporation", NEED_NAME_BEFORE},
    {"Co", "Company", NEED_NAME_BEFORE},
    {"Bros", "Brothers", NEED_NAME_BEFORE},
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
