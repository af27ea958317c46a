#include "section/cohesion.h"

#include "base/letter.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* A term is a word of at least TERM_MIN letters by its first TERM_STEM ones:
 * a stemmer for any language, and short words carry no topic. */
enum {
    TERM_MIN = 4,
    TERM_STEM = 6,
};

/* Weight of the length cost against the cost of the words, in nats for a part
 * of twice the wished length. */
static const double length_weight = 3.0;

/* Weight of the cost of one more part; above 1, since paragraphs differ more
 * than the parts that authors make of them. */
static const double part_weight = 1.3;

struct terms {
    uint32_t *ids; /* of all units, one after the other */
    size_t count;
    size_t room;
    size_t *ends;    /* of each unit in ids */
    uint32_t *slots; /* open hash: id + 1, or 0 */
    uint64_t *keys;  /* of each id */
    size_t mask;
    size_t known; /* different terms */
};

size_t cohesion_words(struct view text)
{
    size_t words = 0;
    bool inside = false;

    for (size_t at = 0; at < text.size;) {
        bool space = letter_space(utf8_next(text, &at));

        if (!space && !inside)
            words++;
        inside = !space;
    }
    return words;
}

static void place(struct terms *terms, uint64_t key, uint32_t id)
{
    size_t slot = (size_t)(key ^ key >> 29) & terms->mask;

    while (terms->slots[slot] != 0)
        slot = (slot + 1) & terms->mask;
    terms->slots[slot] = id + 1;
}

static void widen(struct terms *terms)
{
    size_t size = terms->mask ? (terms->mask + 1) * 2 : 1024;

    free(terms->slots);
    terms->slots = mem_new(size, sizeof *terms->slots);
    terms->keys = mem_resize(terms->keys, size / 2, sizeof *terms->keys);
    terms->mask = size - 1;
    for (size_t id = 0; id < terms->known; id++)
        place(terms, terms->keys[id], (uint32_t)id);
}

static uint32_t term_id(struct terms *terms, uint64_t key)
{
    size_t slot = (size_t)(key ^ key >> 29) & terms->mask;

    while (terms->slots[slot] != 0) {
        uint32_t id = terms->slots[slot] - 1;

        if (terms->keys[id] == key)
            return id;
        slot = (slot + 1) & terms->mask;
    }
    if (terms->known == (terms->mask + 1) / 2) {
        widen(terms);
        return term_id(terms, key);
    }
    terms->keys[terms->known] = key;
    terms->slots[slot] = (uint32_t)terms->known + 1;
    return (uint32_t)terms->known++;
}

static void add_term(struct terms *terms, uint64_t key)
{
    if (terms->count == terms->room) {
        terms->room = terms->room ? terms->room * 2 : 1024;
        terms->ids = mem_resize(terms->ids, terms->room, sizeof *terms->ids);
    }
    terms->ids[terms->count++] = term_id(terms, key);
}

static void add_terms(struct terms *terms, struct view text)
{
    const uint64_t basis = 0xcbf29ce484222325u, prime = 0x100000001b3u;
    uint64_t key = basis; /* FNV-1a over the first letters */
    size_t letters = 0;

    for (size_t at = 0; at <= text.size;) {
        uint32_t c = at < text.size ? utf8_next(text, &at) : (at++, 0x20u);

        if (letter_any(c)) {
            if (letters++ < TERM_STEM)
                key = (key ^ letter_fold(c)) * prime;
            continue;
        }
        if (letters >= TERM_MIN)
            add_term(terms, key);
        key = basis;
        letters = 0;
    }
}

struct dynamic {
    const struct terms *terms;
    const size_t *words;
    size_t count;
    double part_words;
    double new_part; /* cost of a further part */
    double *best;    /* least cost of the first i units */
    size_t *from;    /* where its last part begins */
};

static double length_cost(const struct dynamic *dynamic, size_t words)
{
    double off = ((double)words - dynamic->part_words) / dynamic->part_words;

    return length_weight * off * off;
}

/* Tries all parts that begin with unit `begin`.  Equation 9: a part of n
 * words costs the sum of log((n + k) / (f + 1)) over its words, f being the
 * count of the word in the part and k the number of different words. */
static void extend(struct dynamic *dynamic, size_t begin, uint32_t *counts)
{
    const struct terms *terms = dynamic->terms;
    size_t first = begin ? terms->ends[begin - 1] : 0;
    double gain = 0; /* sum of f log(f + 1) */
    size_t words = 0;
    size_t end = begin;

    while (end < dynamic->count && end - begin < COHESION_UNITS &&
           (words == 0 || (double)words < 3 * dynamic->part_words)) {
        double n, cost;

        for (size_t i = end ? terms->ends[end - 1] : 0; i < terms->ends[end];
             i++) {
            double f = counts[terms->ids[i]]++;

            gain += (f + 1) * log(f + 2) - f * log(f + 1);
        }
        words += dynamic->words[end++];
        n = (double)(terms->ends[end - 1] - first);
        cost = dynamic->best[begin] + n * log(n + (double)terms->known) - gain +
               dynamic->new_part + length_cost(dynamic, words);
        if (cost < dynamic->best[end]) {
            dynamic->best[end] = cost;
            dynamic->from[end] = begin;
        }
    }
    for (size_t i = first; end > begin && i < terms->ends[end - 1]; i++)
        counts[terms->ids[i]] = 0;
}

void cohesion_cut(const struct view *units, size_t count, size_t part_words,
                  bool *begins)
{
    struct terms terms = {0};
    struct dynamic dynamic = {
        .terms = &terms, .count = count, .part_words = (double)part_words};
    size_t *words = mem_new(count + 1, sizeof *words);
    uint32_t *counts;

    widen(&terms);
    terms.ends = mem_new(count + 1, sizeof *terms.ends);
    for (size_t i = 0; i < count; i++) {
        add_terms(&terms, units[i]);
        terms.ends[i] = terms.count;
        words[i] = cohesion_words(units[i]);
        begins[i] = i == 0;
    }
    counts = mem_new(terms.known + 1, sizeof *counts);
    dynamic.words = words;
    dynamic.new_part = part_weight * log((double)terms.count + 1);
    dynamic.best = mem_new(count + 1, sizeof *dynamic.best);
    dynamic.from = mem_new(count + 1, sizeof *dynamic.from);
    for (size_t i = 1; i <= count; i++)
        dynamic.best[i] = INFINITY;
    for (size_t i = 0; i < count; i++)
        extend(&dynamic, i, counts);
    for (size_t i = count; i > 0; i = dynamic.from[i])
        begins[dynamic.from[i]] = true;
    free(dynamic.best);
    free(dynamic.from);
    free(counts);
    free(words);
    free(terms.ids);
    free(terms.ends);
    free(terms.slots);
    free(terms.keys);
}
