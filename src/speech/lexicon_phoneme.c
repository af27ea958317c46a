#include "speech/lexicon_phoneme.h"

#include <string.h>

/* Mnemonics that the English voices of eSpeak NG 1.51 pass on unharmed, and
 * the marks of stress, pause and separation. */
static const char *const english[] = {
    "@",  "@-", "@2", "@5", "@L",  "0",   "3",  "3:",  "A:", "A@",  "a",  "aa",
    "a#", "a2", "a:", "aI", "aI@", "aI3", "aU", "aU@", "E",  "E2",  "E:", "e",
    "e:", "e@", "eI", "I",  "I2",  "I#",  "i",  "i:",  "i@", "i@3", "o",  "oU",
    "o:", "o@", "O",  "O:", "O2",  "O@",  "OI", "u",   "u:", "U",   "U@", "V",
    "VR", "IR", "b",  "C",  "c",   "d",   "D",  "dZ",  "f",  "g",   "h",  "h#",
    "hw", "j",  "k",  "l",  "l#",  "l-",  "L",  "m",   "m-", "n",   "n-", "N",
    "p",  "pf", "Q",  "r",  "r-",  "R",   "s",  "S",   "t",  "t2",  "t#", "ts",
    "tS", "T",  "v",  "w",  "w#",  "x",   "z",  "Z",   "?",  "'",   "''", ",",
    ",,", "%",  "=",  "_",  "_:",  "_|",  "|",  "||",  ";",  " "};

static const char allowed[] =
    "@abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "#:;'\"%=_|,?!-~&*./^`{}<> ";

/* Size of the longest English mnemonic at `at`; 0 for none. */
static size_t mnemonic_at(struct view phonemes, size_t at)
{
    size_t longest = 0;

    for (size_t i = 0; i < sizeof english / sizeof *english; i++) {
        struct view mnemonic = view_of(english[i]);

        if (mnemonic.size > longest &&
            view_starts(view_slice(phonemes, at, phonemes.size), mnemonic))
            longest = mnemonic.size;
    }
    return longest;
}

static bool is_english(struct view language)
{
    return view_equal_nocase(view_cut(&language, '-'), VIEW("en"));
}

bool lexicon_phoneme_check(struct view language, struct view phonemes,
                           size_t *bad)
{
    bool listed = is_english(language);

    for (size_t at = 0; at < phonemes.size;) {
        size_t size = 1;

        if (listed)
            size = mnemonic_at(phonemes, at);
        else if (phonemes.data[at] == '\0' ||
                 !strchr(allowed, phonemes.data[at]))
            size = 0;
        if (size == 0) {
            *bad = at;
            return false;
        }
        at += size;
    }
    return true;
}

struct view lexicon_phoneme_ending(struct view phonemes)
{
    static const char *const sibilants[] = {"s", "z", "S", "Z"};
    static const char *const voiceless[] = {"p", "t", "k", "f", "T", "t2"};
    struct view last = {0};

    for (size_t at = 0; at < phonemes.size;) {
        size_t size = mnemonic_at(phonemes, at);

        last = view_slice(phonemes, at, at + (size ? size : 1));
        at += last.size;
    }
    if (view_equal(last, VIEW("tS")) || view_equal(last, VIEW("dZ")))
        return VIEW("I#z");
    for (size_t i = 0; i < sizeof sibilants / sizeof *sibilants; i++)
        if (view_equal(last, view_of(sibilants[i])))
            return VIEW("I#z");
    for (size_t i = 0; i < sizeof voiceless / sizeof *voiceless; i++)
        if (view_equal(last, view_of(voiceless[i])))
            return VIEW("s");
    return VIEW("z");
}

struct correspondence {
    const char *ipa;
    const char *mnemonic; /* "": the symbol says nothing here */
};

/* Longer symbols first where one begins another. */
static const struct correspondence symbols[] = {
    {"aɪə", "aI@"}, {"aɪɚ", "aI3"}, {"aʊə", "aU@"}, {"t͡ʃ", "tS"},  {"d͡ʒ", "dZ"},
    {"t͜ʃ", "tS"},   {"d͜ʒ", "dZ"},   {"t͡s", "ts"},   {"tʃ", "tS"},  {"dʒ", "dZ"},
    {"aɪ", "aI"},   {"aʊ", "aU"},   {"eɪ", "eI"},   {"oʊ", "oU"},  {"əʊ", "oU"},
    {"ɔɪ", "OI"},   {"ɔːɹ", "O@"},  {"ɔɹ", "O@"},   {"ɑːɹ", "A@"}, {"ɑɹ", "A@"},
    {"ɛɹ", "e@"},   {"ɛə", "e@"},   {"ɪɹ", "i@3"},  {"ɪə", "i@3"}, {"ʊɹ", "U@"},
    {"ʊə", "U@"},   {"iː", "i:"},   {"uː", "u:"},   {"ɑː", "A:"},  {"ɔː", "O:"},
    {"ɜː", "3:"},   {"ɝː", "3:"},   {"eː", "eI"},   {"oː", "oU"},  {"aː", "A:"},
    {"ɛː", "E"},    {"n̩", "n-"},    {"l̩", "@L"},    {"m̩", "m-"},   {"ɝ", "3:"},
    {"ɚ", "3"},     {"ɜ", "3:"},    {"i", "i"},     {"ɪ", "I"},    {"e", "eI"},
    {"ɛ", "E"},     {"æ", "a"},     {"a", "a"},     {"ɐ", "a#"},   {"ʌ", "V"},
    {"ə", "@"},     {"ɑ", "A:"},    {"ɒ", "0"},     {"ɔ", "O:"},   {"o", "oU"},
    {"ʊ", "U"},     {"u", "u:"},    {"y", "u:"},    {"ø", "3:"},   {"œ", "3:"},
    {"ɨ", "I"},     {"p", "p"},     {"b", "b"},     {"t", "t"},    {"ɾ", "t#"},
    {"d", "d"},     {"k", "k"},     {"g", "g"},     {"ɡ", "g"},    {"f", "f"},
    {"v", "v"},     {"θ", "T"},     {"ð", "D"},     {"s", "s"},    {"z", "z"},
    {"ʃ", "S"},     {"ʒ", "Z"},     {"h", "h"},     {"ɦ", "h"},    {"m", "m"},
    {"n", "n"},     {"ŋ", "N"},     {"ɲ", "nj"},    {"l", "l"},    {"ɫ", "l"},
    {"ʎ", "lj"},    {"ɹ", "r"},     {"r", "r"},     {"ʁ", "r"},    {"ʀ", "r"},
    {"j", "j"},     {"w", "w"},     {"ʍ", "hw"},    {"x", "x"},    {"χ", "x"},
    {"ç", "C"},     {"ʔ", "?"},     {"ˈ", "'"},     {"'", "'"},    {"ˌ", ","},
    {".", ""},      {"ː", ""},      {"ˑ", ""},      {"ʰ", ""},     {"ʲ", ""},
    {"̃", "n"},      {"͡", ""},       {"‿", ""},      {" ", " "},    {"-", ""},
};

static const struct correspondence *symbol_at(struct view ipa, size_t at)
{
    struct view rest = view_slice(ipa, at, ipa.size);

    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (view_starts(rest, view_of(symbols[i].ipa)))
            return &symbols[i];
    return NULL;
}

/* eSpeak wants the stress mark at the vowel, IPA has it before the syllable;
 * eSpeak takes it there too, so it stays. */
bool lexicon_phoneme_from_ipa(struct arena *arena, struct view ipa,
                              struct view *phonemes, size_t *bad)
{
    char *data = arena_new(arena, 3 * ipa.size + 1, 1);
    size_t size = 0;

    for (size_t at = 0; at < ipa.size;) {
        const struct correspondence *symbol = symbol_at(ipa, at);

        if (!symbol) {
            *bad = at;
            return false;
        }
        for (const char *c = symbol->mnemonic; *c; c++)
            data[size++] = *c;
        at += strlen(symbol->ipa);
    }
    *phonemes = (struct view){data, size};
    return true;
}
