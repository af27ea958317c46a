/* The texts of a feed: markup, escaped markup, plain text, base64, and
 * links, ids and dates out of them. */
#ifndef READ_FEED_TEXT_H
#define READ_FEED_TEXT_H

#include "base/arena.h"
#include "format/xml.h"
#include "model/feed.h"

/* What an element's type attribute (or its format's habit) says. */
enum feed_text_kind {
    FEED_TEXT_PLAIN,  /* characters are what they are */
    FEED_TEXT_MARKUP, /* escaped HTML */
    FEED_TEXT_GUESS,  /* HTML if it looks like HTML */
};

/* The text of an element.  Child elements make it markup whatever the kind
 * (a Netscape-style or XHTML body); base64 is decoded when the element says
 * so. */
struct feed_text feed_text_of(struct arena *arena, const struct xml_tree *tree,
                              size_t node, enum feed_text_kind kind,
                              struct view base);

/* True when text has a tag or an entity in it. */
bool feed_text_looks_like_markup(struct view text);

/* Sets date and seconds from a text; left alone when it cannot be read. */
void feed_text_date(struct arena *arena, struct view text,
                    struct feed_entry *entry);

#endif
