#include "speech/class.h"

#include "speech/say.h"

/* Contractions that eSpeak NG 1.51 reads as one strange word. */
static const struct {
    const char *word;
    const char *rest;
    const char *spoken;
} contractions[] = {
    {"what", "re", "what are"},   {"where", "re", "where are"},
    {"how", "re", "how are"},     {"who", "re", "who are"},
    {"why", "re", "why are"},     {"when", "re", "when are"},
    {"there", "re", "there are"}, {"that", "re", "that are"},
    {"what", "ve", "what have"},  {"where", "ve", "where have"},
    {"how", "d", "how did"},      {"why", "d", "why did"},
    {"where", "d", "where did"},
};

bool contraction_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_letters(line, at) || !line_is_sign(line, at + 1, '\'') ||
        line->grammar.date != DATE_ENGLISH || line_touches(line, at + 3))
        return false;
    for (size_t i = 0; i < sizeof contractions / sizeof *contractions; i++) {
        if (!line_is_word(line, at, contractions[i].word) ||
            !line_is_word(line, at + 2, contractions[i].rest))
            continue;
        say(saying, contractions[i].spoken);
        saying->end = at + 3;
        return true;
    }
    return false;
}
