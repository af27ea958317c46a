/* What a page says about itself: title, byline, date, site, language, lead
 * image.  In the order of trust: JSON-LD (schema.org), OpenGraph, microdata,
 * plain <meta>, and what stands in the text. */
#ifndef READ_METADATA_H
#define READ_METADATA_H

#include "format/html.h"
#include "model/document.h"

#include <stdbool.h>

struct metadata {
    struct view title;
    struct view author;
    struct view date; /* ISO 8601 */
    struct view language;
    struct view site;
    struct view url;
    struct view summary;
    struct view image;
    struct view image_alt;
    struct view body;  /* the article's text as JSON-LD gives it */
    bool is_paywalled; /* the page says that it is not free to read */
};

/* Fills empty fields of metadata from the page; texts are the arena's. */
void metadata_find(struct arena *arena, const struct html_tree *tree,
                   struct metadata *metadata);

/* Index of the <h1> (or h2) that shows the title, or SIZE_MAX. */
size_t metadata_heading(struct arena *arena, const struct html_tree *tree,
                        const struct metadata *metadata);

/* True when the two titles say the same: letters and digits compared without
 * case; the shorter may be a part of the longer that makes most of it. */
bool metadata_same_title(struct view a, struct view b);

/* A date as people or machines write it ("2024-03-12T08:00:00Z", "March 12,
 * 2024", "12. März 2024") as ISO 8601 in the arena; empty when it is none. */
struct view metadata_date(struct arena *arena, struct view text);

/* "By Jane Doe" without its first word, and without "| The Paper" behind. */
struct view metadata_author(struct arena *arena, struct view text);

#endif
