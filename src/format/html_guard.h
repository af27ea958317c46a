/* A look at the tags of a page before it is parsed.  HTML5's algorithm needs
 * time and memory by the square of the nesting, of unclosed formatting
 * elements, and of the attributes of one tag; real pages nest at most about
 * 100 deep.  What exceeds the limits loses its tags, never its text. */
#ifndef FORMAT_HTML_GUARD_H
#define FORMAT_HTML_GUARD_H

#include "base/buf.h"
#include "base/view.h"

#include <stdbool.h>

enum {
    HTML_GUARD_DEPTH = 256,      /* open elements */
    HTML_GUARD_FORMATTING = 24,  /* formatting elements left unclosed */
    HTML_GUARD_ROOTS = 8,        /* tags <html> and <body> */
    HTML_GUARD_ATTRIBUTES = 256, /* of one tag; larger tags lose them all */
};

/* True when the page is within all limits.  Otherwise out holds the page
 * with spaces in place of the tags that are too much, so that places stay.
 * Linear in the size of the page. */
bool html_guard(struct view page, struct buf *out);

#endif
