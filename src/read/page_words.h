/* The words by which pages name their parts: in classes and ids, and in the
 * headings that readers see. */
#ifndef READ_PAGE_WORDS_H
#define READ_PAGE_WORDS_H

#include "format/html.h"

#include <stdbool.h>

/* The element's tag, role, class or id says that it is no part of an article:
 * navigation, share buttons, related links, comments, notices, adverts. */
bool page_names_clutter(const struct html_node *node);

/* ... that it holds an article's body: 0 (no) to 3 (says so itself). */
int page_names_body(const struct html_node *node);

/* ... that it is the caption or the credit of a picture. */
bool page_names_caption(const struct html_node *node);

/* ... that it is a part which a reader unfolds: a tab, an accordion. */
bool page_names_fold(const struct html_node *node);

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
