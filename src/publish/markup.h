/* Text written into XML, XHTML and HTML: escaped, and without the characters
 * that XML 1.0 (5th edition, production 2) does not allow. */
#ifndef PUBLISH_MARKUP_H
#define PUBLISH_MARKUP_H

#include "base/buf.h"
#include "base/view.h"

/* Appends text for an element's content or a quoted attribute value: & < > "
 * ' become references; controls other than tab, line feed and carriage
 * return, U+FFFE, U+FFFF and bytes that are no UTF-8 become U+FFFD. */
void markup_text(struct buf *out, struct view text);

/* Appends ` name="value"`, escaped. */
void markup_attribute(struct buf *out, const char *name, struct view value);

/* Appends `<name>text</name>` and a line end; nothing when text is empty. */
void markup_element(struct buf *out, const char *name, struct view text);

/* Appends `&` and `<` and `>` as WebVTT wants them (W3C WebVTT, 4.2.2 "cue
 * text span"), in one line: line ends and tabs become spaces. */
void markup_cue_text(struct buf *out, struct view text);

/* Appends text as one part of a URL's path (RFC 3986, 2.3): all but the
 * unreserved characters in %XX. */
void markup_url_part(struct buf *out, struct view text);

/* True for an absolute http or https address with a host and only characters
 * of RFC 3986. */
bool markup_is_url(struct view text);

#endif
