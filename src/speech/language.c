#include "speech/language.h"

#include "base/utf8.h"
#include "speech/language_table.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    WORD_MAX = 24, /* bytes; no listed word is longer */
    PROFILES_MAX = 80,
    /* Text without spaces is looked at up to this many letters. */
    LETTERS_MAX = 1000,
};

/* A word in lower case between spaces, as the tables have it. */
struct sought {
    char bytes[WORD_MAX + 2];
    size_t size; /* 0: longer than any listed word */
};

struct tally {
    size_t letters[LETTER_SCRIPT_COUNT];
    double scores[PROFILES_MAX];
    enum letter_script script;
    int words;
    int known; /* words that some profile lists */
};

/* Takes the next word at *at; false at the end. */
static bool next_word(struct view text, size_t *at, struct view *word)
{
    size_t begin = *at, end;

    while (begin < text.size) {
        size_t next = begin;

        if (letter_any(utf8_next(text, &next)))
            break;
        begin = next;
    }
    for (end = begin; end < text.size;) {
        size_t next = end;
        uint32_t c = utf8_next(text, &next);

        if (!letter_any(c) && c != '\'' && c != 0x2019 && c != 0xB7)
            break;
        end = next;
    }
    *at = end;
    *word = view_slice(text, begin, end);
    return begin < end;
}

static void count_letters(struct view text, struct tally *tally)
{
    struct view word;
    size_t letters = 0;

    for (size_t at = 0; letters < LETTERS_MAX && next_word(text, &at, &word) &&
                        tally->words < LANGUAGE_WORDS;
         tally->words++) {
        for (size_t i = 0; i < word.size && letters < LETTERS_MAX; letters++)
            tally->letters[letter_script(utf8_next(word, &i))]++;
    }
    tally->script = LETTER_COMMON;
    for (int i = LETTER_COMMON + 1; i < LETTER_SCRIPT_COUNT; i++)
        if (tally->letters[i] > (tally->script == LETTER_COMMON
                                     ? 0
                                     : tally->letters[tally->script]))
            tally->script = (enum letter_script)i;
    /* Japanese has more Han than Kana in many a sentence. */
    if (tally->script == LETTER_HAN &&
        tally->letters[LETTER_KANA] * 10 > tally->letters[LETTER_HAN])
        tally->script = LETTER_KANA;
}

static struct sought seek(struct view word)
{
    struct sought sought = {.bytes = " ", .size = 1};

    for (size_t at = 0; at < word.size;) {
        uint32_t c = utf8_next(word, &at);
        char bytes[4];
        size_t count = utf8_encode(c == 0x2019 ? '\'' : letter_fold(c), bytes);

        if (sought.size + count > WORD_MAX)
            return (struct sought){.size = 0};
        memcpy(sought.bytes + sought.size, bytes, count);
        sought.size += count;
    }
    sought.bytes[sought.size++] = ' ';
    return sought;
}

/* Gives the languages that list the word a share of it each, and half a word
 * for a letter of theirs. */
static void score_word(struct view word, struct tally *tally)
{
    struct sought sought = seek(word);
    size_t count, listing = 0;
    const struct language_profile *profiles = language_profiles(&count);
    bool lists[PROFILES_MAX] = {false};

    for (size_t i = 0; i < count && i < PROFILES_MAX; i++) {
        if (profiles[i].script != tally->script || sought.size == 0)
            continue;
        lists[i] =
            view_find(view_of(profiles[i].words),
                      (struct view){sought.bytes, sought.size}, 0) != SIZE_MAX;
        listing += lists[i] ? 1 : 0;
    }
    tally->known += listing > 0 ? 1 : 0;
    for (size_t i = 0; i < count && i < PROFILES_MAX; i++) {
        if (lists[i])
            tally->scores[i] += 0.5 + 0.5 / (double)listing;
        if (profiles[i].script != tally->script || !profiles[i].letters[0])
            continue;
        for (size_t at = 0; at < word.size;) {
            size_t begin = at;
            uint32_t c = letter_fold(utf8_next(word, &at));
            char bytes[4];
            struct view letter = {bytes, utf8_encode(c, bytes)};

            if (c > 0x7F && at > begin &&
                view_find(view_of(profiles[i].letters), letter, 0) !=
                    SIZE_MAX) {
                tally->scores[i] += 0.4;
                break;
            }
        }
    }
}

enum letter_script language_script(struct view text)
{
    struct tally tally = {0};

    count_letters(text, &tally);
    return tally.script;
}

struct view language_of_script(enum letter_script script)
{
    size_t count;
    const struct language_profile *profiles = language_profiles(&count);

    if (script == LETTER_LATIN || script == LETTER_COMMON)
        return (struct view){0};
    for (size_t i = 0; i < count; i++)
        if (profiles[i].script == script)
            return view_of(profiles[i].tag);
    return (struct view){0};
}

static bool is_sole(enum letter_script script)
{
    size_t count, sharing = 0;
    const struct language_profile *profiles = language_profiles(&count);

    for (size_t i = 0; i < count; i++)
        sharing += profiles[i].script == script ? 1 : 0;
    return sharing == 1;
}

/* Confidence grows with the evidence and with the lead over the second. */
static double confidence_of(const struct tally *tally, double best,
                            double second)
{
    double evidence = best / (best + 1.0);
    double lead = (best - second) / best;
    double share = best / (double)tally->words;

    if (share < 0.15)
        return 0.3 * evidence;
    return evidence * (lead > 0.25 ? 1.0 : 0.6 + 1.6 * lead);
}

struct language_guess language_of_text(struct view text)
{
    struct tally tally = {0};
    struct language_guess guess = {0};
    size_t count, best = 0;
    const struct language_profile *profiles = language_profiles(&count);
    double second = 0;
    struct view word;
    int words = 0;

    count_letters(text, &tally);
    guess.words = tally.words;
    if (tally.script == LETTER_COMMON)
        return guess;
    if (is_sole(tally.script)) {
        guess.tag = language_of_script(tally.script);
        guess.confidence = 1.0;
        return guess;
    }
    for (size_t at = 0; words < LANGUAGE_WORDS && next_word(text, &at, &word);
         words++)
        score_word(word, &tally);
    for (size_t i = 1; i < count && i < PROFILES_MAX; i++)
        if (tally.scores[i] > tally.scores[best])
            best = i;
    for (size_t i = 0; i < count && i < PROFILES_MAX; i++)
        if (i != best && tally.scores[i] > second)
            second = tally.scores[i];
    if (tally.scores[best] == 0.0) {
        guess.tag = language_of_script(tally.script);
        guess.confidence = guess.tag.size > 0 ? 0.5 : 0.0;
        return guess;
    }
    guess.tag = view_of(profiles[best].tag);
    guess.confidence = confidence_of(&tally, tally.scores[best], second);
    return guess;
}
