#include "digest/extract.h"

#include "base/mem.h"
#include "digest/term.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Weights of place and of repetition against that of the words, which count 1
 * for the sentence that is nearest to the centroid. */
static const double place_weight = 0.7;
static const double repetition_weight = 0.6;

enum { TERMS_MAX = 400 }; /* different ones of a sentence that are weighed */

struct weight {
    uint32_t term; /* number of the term in the article */
    float value;
};

struct vector {
    struct weight *at; /* by term */
    size_t count;
    double length;
};

/* The terms of an article, numbered in the order of their first appearance. */
struct terms {
    uint64_t *keys;
    uint32_t *slots; /* open hash: number + 1, or 0 */
    size_t mask;
    size_t count;
    size_t room;
};

static void terms_init(struct terms *terms, size_t most)
{
    size_t slots = 16;

    while (slots < most * 2)
        slots *= 2;
    *terms = (struct terms){.keys = mem_new(most + 1, sizeof *terms->keys),
                            .slots = mem_new(slots, sizeof *terms->slots),
                            .mask = slots - 1,
                            .room = most};
}

static void terms_release(struct terms *terms)
{
    free(terms->keys);
    free(terms->slots);
}

static uint32_t term_number(struct terms *terms, uint64_t key)
{
    size_t slot = (size_t)key & terms->mask;

    while (terms->slots[slot] != 0) {
        if (terms->keys[terms->slots[slot] - 1] == key)
            return terms->slots[slot] - 1;
        slot = (slot + 1) & terms->mask;
    }
    terms->keys[terms->count] = key;
    terms->slots[slot] = (uint32_t)++terms->count;
    return (uint32_t)terms->count - 1;
}

static int compare_weights(const void *a, const void *b)
{
    const struct weight *x = a;
    const struct weight *y = b;

    return (x->term > y->term) - (x->term < y->term);
}

/* Counts of the telling terms of a sentence, by term. */
static void count_terms(struct terms *terms, struct view text,
                        struct vector *vector)
{
    struct weight found[TERMS_MAX] = {{0}};
    size_t count = 0;
    struct term term;

    for (size_t at = 0; count < TERMS_MAX && term_next(text, &at, &term);) {
        if (term.telling)
            found[count++] = (struct weight){term_number(terms, term.stem), 1};
    }
    qsort(found, count, sizeof *found, compare_weights);
    for (size_t i = 0; i < count; i++) {
        if (vector->count > 0 && found[vector->count - 1].term == found[i].term)
            found[vector->count - 1].value += 1;
        else
            found[vector->count++] = found[i];
    }
    vector->at = mem_new(vector->count + 1, sizeof *vector->at);
    memcpy(vector->at, found, vector->count * sizeof *found);
}

static double length_of(const struct vector *vector)
{
    double sum = 0;

    for (size_t i = 0; i < vector->count; i++)
        sum += (double)vector->at[i].value * (double)vector->at[i].value;
    return sqrt(sum);
}

static double cosine(const struct vector *a, const struct vector *b)
{
    double sum = 0;

    if (a->length <= 0 || b->length <= 0)
        return 0;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->at[i].term == b->at[k].term)
            sum += (double)a->at[i++].value * (double)b->at[k++].value;
        else if (a->at[i].term < b->at[k].term)
            i++;
        else
            k++;
    }
    return sum / (a->length * b->length);
}

/* The article's own vector: of terms that stand in it more than once. */
static void weigh(struct vector *vectors, size_t count, size_t terms,
                  struct vector *centroid)
{
    double *total = mem_new(terms + 1, sizeof *total);
    double *rarity = mem_new(terms + 1, sizeof *rarity);

    for (size_t s = 0; s < count; s++) {
        for (size_t i = 0; i < vectors[s].count; i++) {
            total[vectors[s].at[i].term] += (double)vectors[s].at[i].value;
            rarity[vectors[s].at[i].term] += 1;
        }
    }
    centroid->at = mem_new(terms + 1, sizeof *centroid->at);
    for (size_t t = 0; t < terms; t++) {
        rarity[t] = log((double)(count + 1) / rarity[t]);
        if (total[t] > 1)
            centroid->at[centroid->count++] =
                (struct weight){(uint32_t)t, (float)(total[t] * rarity[t])};
    }
    centroid->length = length_of(centroid);
    for (size_t s = 0; s < count; s++) {
        for (size_t i = 0; i < vectors[s].count; i++) {
            struct weight *weight = &vectors[s].at[i];

            weight->value = (float)((1 + log((double)weight->value)) *
                                    rarity[weight->term]);
        }
        vectors[s].length = length_of(&vectors[s]);
    }
    free(total);
    free(rarity);
}

static void score(const struct vector *vectors, const struct vector *centroid,
                  struct extract_sentence *sentences, size_t count)
{
    double best = 0;

    for (size_t i = 0; i < count; i++) {
        sentences[i].score = cosine(&vectors[i], centroid);
        if (sentences[i].score > best)
            best = sentences[i].score;
    }
    for (size_t i = 0; i < count; i++) {
        if (best > 0)
            sentences[i].score /= best;
        sentences[i].score += place_weight * (1 - (double)i / (double)count);
    }
}

/* Chooses one after the other; worst[i] is how much of sentence i has been said
 * by those that are chosen. */
static void choose(struct view language, const struct vector *vectors,
                   struct extract_sentence *sentences, size_t count)
{
    double *said = mem_new(count + 1, sizeof *said);
    bool *leans = mem_new(count + 1, sizeof *leans);

    for (size_t i = 0; i < count; i++) {
        sentences[i].place = SIZE_MAX;
        leans[i] = i > 0 && extract_leans(language, sentences[i].text);
    }
    for (size_t place = 0; place < count; place++) {
        size_t best = SIZE_MAX;
        double most = 0;

        for (size_t i = 0; i < count; i++) {
            double value = sentences[i].score - repetition_weight * said[i];

            if (sentences[i].place != SIZE_MAX ||
                (leans[i] && sentences[i - 1].place == SIZE_MAX))
                continue;
            if (best == SIZE_MAX || value > most) {
                best = i;
                most = value;
            }
        }
        sentences[best].place = place;
        for (size_t i = 0; i < count; i++) {
            double alike = cosine(&vectors[best], &vectors[i]);

            if (alike > said[i])
                said[i] = alike;
        }
    }
    free(said);
    free(leans);
}

void extract_rank(struct view language, struct extract_sentence *sentences,
                  size_t count)
{
    size_t weighed = count < EXTRACT_MAX ? count : (size_t)EXTRACT_MAX;
    struct vector *vectors = mem_new(weighed + 1, sizeof *vectors);
    struct vector centroid = {0};
    struct terms terms;

    terms_init(&terms, weighed * TERMS_MAX);
    for (size_t i = 0; i < weighed; i++)
        count_terms(&terms, sentences[i].text, &vectors[i]);
    weigh(vectors, weighed, terms.count, &centroid);
    score(vectors, &centroid, sentences, weighed);
    choose(language, vectors, sentences, weighed);
    for (size_t i = weighed; i < count; i++) {
        sentences[i].score = 0;
        sentences[i].place = i;
    }
    for (size_t i = 0; i < weighed; i++)
        free(vectors[i].at);
    free(centroid.at);
    free(vectors);
    terms_release(&terms);
}
