/* What headings and lines of a page tell a reader about its parts. */
#ifndef READ_PAGE_PHRASES_H
#define READ_PAGE_PHRASES_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

/* The text begins with the words, or holds them, whatever the case of its
 * letters and the shape of its apostrophes; words are lower-case.  *end
 * (unless NULL) is where they end in the text. */
bool page_phrase_starts(struct view text, struct view words, size_t *end);
bool page_phrase_in(struct view text, struct view words);

/* Whether a heading or label tells that the article is over. */
enum page_ending {
    PAGE_ENDING_NONE,
    PAGE_ENDING_LIKELY, /* "Related": the article may go on behind it */
    PAGE_ENDING_SURE,   /* "Comments", "About the author" */
};
enum page_ending page_ending_of(struct view text, struct view site);

/* The small print of a site: rights, terms, privacy. */
bool page_is_legal(struct view text);

/* A line that is no sentence of the article: "Share this", "Advertisement",
 * "Read more: ...", "Photo: Getty Images", "Tags: ...".  Of lines that read
 * like sentences only those that can be nothing else. */
bool page_is_label(struct view text, bool is_sentence);

/* "Subscribe to read on" and the like. */
bool page_is_paywall(struct view text);

#endif
