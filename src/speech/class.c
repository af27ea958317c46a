#include "speech/class.h"

static const struct {
    const char *name;
    bool (*scan)(const struct line *line, size_t at, struct saying *saying);
} classes[] = {
    {"lexicon", lexicon_scan},
    {"markup", markup_scan},
    {"address", electronic_scan},
    {"telephone", telephone_scan},
    {"street", street_scan},
    {"state", state_scan},
    {"scripture", scripture_scan},
    {"coordinate", coordinate_scan},
    {"formula", formula_scan},
    {"power", power_scan},
    {"date", date_scan},
    {"time", time_scan},
    {"money", money_scan},
    {"ordinal", ordinal_scan},
    {"scale", scale_scan},
    {"duration", duration_scan},
    {"measure", measure_scan},
    {"fraction", fraction_scan},
    {"range", range_scan},
    {"year", year_scan},
    {"roman numeral", roman_scan},
    {"serial", serial_scan},
    {"number", number_scan},
    {"abbreviation", abbreviation_scan},
    {"contraction", contraction_scan},
    {"initialism", acronym_scan},
    {"emoji", emoji_scan},
    {"Greek letter", greek_scan},
    {"symbol", symbol_scan},
    {"word", word_scan},
};

static void saying_reset(struct saying *saying, size_t at, const char *name)
{
    buf_reset(&saying->words);
    *saying = (struct saying){
        .end = at,
        .fate = TOKEN_REWRITTEN,
        .rule = name,
        .words = saying->words,
    };
}

/* "Louis XIV's", "the 29th's": the ending of what was put into words. */
static void take_possessive(const struct line *line, struct saying *saying)
{
    size_t at = saying->end;
    if (saying->fate != TOKEN_REWRITTEN || saying->mark || saying->phonemes ||
        saying->words.size == 0 || !line_is_sign(line, at, '\'') ||
        !line_is_word(line, at + 1, "s") || line_touches(line, at + 2) ||
        !line_touches_before(line, at))
        return;
    char last = saying->words.data[saying->words.size - 1];
    if ((last | 0x20) < 'a' || (last | 0x20) > 'z')
        return;
    buf_add_string(&saying->words, "'s");
    saying->end += 2;
}

void class_find(const struct line *line, size_t at, struct saying *best,
                struct saying *other)
{
    saying_reset(best, at, "unknown sign");
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        saying_reset(other, at, classes[i].name);
        if (!classes[i].scan(line, at, other))
            continue;
        take_possessive(line, other);
        if (other->end <= best->end)
            continue;
        struct saying swap = *best;
        *best = *other;
        *other = swap;
    }
    if (best->end == at) {
        saying_reset(best, at, "unknown sign");
        best->end = at + 1;
        best->fate = TOKEN_SKIPPED;
    }
}
