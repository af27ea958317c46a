/* Lines of a page that no reader wants, known by how they are made. */
#ifndef READ_PAGE_LINE_H
#define READ_PAGE_LINE_H

#include "base/arena.h"
#include "base/view.h"

#include <stdbool.h>

/* Takes a line of text, white space folded. */

/* "Get the day's headlines in your inbox", "Follow us on Instagram". */
bool page_line_is_call(struct view text);

/* Whose picture it is: "Jane Doe via Getty Images", "AFP / Jane Doe". */
bool page_line_is_credit(struct view text);

/* "8 min read". */
bool page_line_is_reading_time(struct view text);

/* A date and little else: "Updated on 5 May 2024". */
bool page_line_is_date(struct arena *arena, struct view text);

/* Left over by the site's software: "{{banner}}", "[CTA_MODULE]",
 * "[button link="..."]Send[/button]". */
bool page_line_is_template(struct view text);

/* The address of the page itself, as pages print it at their end. */
bool page_line_is_address(struct view text, struct view own);

#endif
