/* Addresses by RFC 3986: references resolved against a base, as text; what
 * people write ("HTTP://", spaces) is forgiven. */
#ifndef FORMAT_URL_H
#define FORMAT_URL_H

#include "base/arena.h"
#include "base/view.h"

#include <stdbool.h>

/* "http" of "HTTP://host/" as written; empty for a relative reference. */
struct view url_scheme(struct view url);

/* True for http and https addresses with a host. */
bool url_is_web(struct view url);

/* The reference made absolute by section 5.2: trimmed, line ends and tabs
 * dropped, spaces as %20, dot segments taken out.  An absolute reference
 * stays as written, and so does a relative one when base is not absolute.
 * Copied into arena. */
struct view url_resolve(struct arena *arena, struct view base,
                        struct view reference);

/* Percent escapes decoded, bad ones left alone.  Copied into arena. */
struct view url_decoded(struct arena *arena, struct view text);

#endif
