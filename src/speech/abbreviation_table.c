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
    {"Ph.D", "P.H.D", NEED_NOTHING},
};

static const struct abbreviation german[] = {
    {"Dr", "Doktor", NEED_NAME_AFTER},
    {"Prof", "Professor", NEED_NOTHING},
    {"Hr", "Herr", NEED_NAME_AFTER},
    {"Fr", "Frau", NEED_CAPITAL_DOT},
    {"St", "Sankt", NEED_NAME_AFTER},
    {"Nr", "Nummer", NEED_NOTHING},
    {"Str", "Straße", NEED_DOT},
    {"z.B", "zum Beispiel", NEED_NOTHING},
    {"z. B", "zum Beispiel", NEED_NOTHING},
    {"d.h", "das heißt", NEED_NOTHING},
    {"d. h", "das heißt", NEED_NOTHING},
    {"u.a", "unter anderem", NEED_NOTHING},
    {"u. a", "unter anderem", NEED_NOTHING},
    {"usw", "und so weiter", NEED_NOTHING},
    {"bzw", "beziehungsweise", NEED_NOTHING},
    {"ca", "zirka", NEED_DOT},
    {"vgl", "vergleiche", NEED_DOT},
    {"evtl", "eventuell", NEED_DOT},
    {"ggf", "gegebenenfalls", NEED_DOT},
    {"inkl", "inklusive", NEED_DOT},
    {"sog", "sogenannte", NEED_DOT},
    {"Mio", "Millionen", NEED_NOTHING},
    {"Mrd", "Milliarden", NEED_NOTHING},
    {"Abs", "Absatz", NEED_NUMBER_AFTER},
    {"Art", "Artikel", NEED_NUMBER_AFTER},
    {"Kap", "Kapitel", NEED_NUMBER_AFTER},
    {"S", "Seite", NEED_NUMBER_AFTER},
};

static const struct abbreviation french[] = {
    {"M", "Monsieur", NEED_CAPITAL_DOT},
    {"MM", "Messieurs", NEED_CAPITAL_DOT},
    {"Mme", "Madame", NEED_NOTHING},
    {"Mmes", "Mesdames", NEED_NOTHING},
    {"Mlle", "Mademoiselle", NEED_NOTHING},
    {"Mlles", "Mesdemoiselles", NEED_NOTHING},
    {"M\u1D50\u1D49", "Madame", NEED_NOTHING},
    {"M\u1D50\u1D49\u02E2", "Mesdames", NEED_NOTHING},
    {"M\u02E1\u02E1\u1D49", "Mademoiselle", NEED_NOTHING},
    {"M\u02E1\u02E1\u1D49\u02E2", "Mesdemoiselles", NEED_NOTHING},
    {"Dr", "Docteur", NEED_NAME_AFTER},
    {"St", "Saint", NEED_NAME_AFTER},
    {"Ste", "Sainte", NEED_NAME_AFTER},
    {"p. ex", "par exemple", NEED_NOTHING},
    {"etc", "et cétéra", NEED_NOTHING},
    {"n\u00BA", "numéro", NEED_NUMBER_AFTER},
    {"bd", "boulevard", NEED_CAPITAL_DOT},
    {"av", "avenue", NEED_CAPITAL_DOT},
};

static const struct abbreviation spanish[] = {
    {"Sr", "señor", NEED_NAME_AFTER},
    {"Sra", "señora", NEED_NAME_AFTER},
    {"Srta", "señorita", NEED_NAME_AFTER},
    {"Dr", "doctor", NEED_NAME_AFTER},
    {"Dra", "doctora", NEED_NAME_AFTER},
    {"D", "don", NEED_CAPITAL_DOT},
    {"Ud", "usted", NEED_DOT},
    {"Uds", "ustedes", NEED_DOT},
    {"Vd", "usted", NEED_DOT},
    {"EE.UU", "Estados Unidos", NEED_NOTHING},
    {"EE. UU", "Estados Unidos", NEED_NOTHING},
    {"p. ej", "por ejemplo", NEED_NOTHING},
    {"etc", "etcétera", NEED_NOTHING},
    {"núm", "número", NEED_NUMBER_AFTER},
    {"n\u00BA", "número", NEED_NUMBER_AFTER},
    {"pág", "página", NEED_NUMBER_AFTER},
    {"págs", "páginas", NEED_NUMBER_AFTER},
    {"pp", "páginas", NEED_NUMBER_AFTER},
    {"vol", "volumen", NEED_NUMBER_AFTER},
    {"avda", "avenida", NEED_NOTHING},
    {"pza", "plaza", NEED_DOT},
    {"esq", "esquina", NEED_DOT},
    {"c.\u00BA", "camino", NEED_NOTHING},
    {"vier", "viernes", NEED_NUMBER_AFTER},
};

static const struct abbreviation italian[] = {
    {"sig", "signor", NEED_DOT},
    {"sigg", "signori", NEED_DOT},
    {"sig.ra", "signora", NEED_NOTHING},
    {"sig.na", "signorina", NEED_NOTHING},
    {"dott", "dottor", NEED_DOT},
    {"dott.ssa", "dottoressa", NEED_NOTHING},
    {"avv", "avvocato", NEED_DOT},
    {"ing", "ingegner", NEED_DOT},
    {"prof", "professor", NEED_DOT},
    {"prof.ssa", "professoressa", NEED_NOTHING},
    {"ecc", "eccetera", NEED_DOT},
    {"n", "numero", NEED_NUMBER_AFTER},
    {"pag", "pagina", NEED_NUMBER_AFTER},
};

static const struct abbreviation portuguese[] = {
    {"Sr", "senhor", NEED_NAME_AFTER},
    {"Sra", "senhora", NEED_NAME_AFTER},
    {"Srta", "senhorita", NEED_NAME_AFTER},
    {"Dr", "doutor", NEED_NAME_AFTER},
    {"Dra", "doutora", NEED_NAME_AFTER},
    {"Prof", "professor", NEED_DOT},
    {"etc", "etcétera", NEED_NOTHING},
    {"n\u00BA", "número", NEED_NUMBER_AFTER},
    {"pág", "página", NEED_NUMBER_AFTER},
    {"av", "avenida", NEED_CAPITAL_DOT},
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
    TABLE("en", english), TABLE("de", german),  TABLE("fr", french),
    TABLE("es", spanish), TABLE("it", italian), TABLE("pt", portuguese),
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
