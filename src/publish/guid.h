/* Names that never change: of a feed by its address, of an episode by its
 * sound.  All are UUIDs of version 5 (RFC 4122, 4.3). */
#ifndef PUBLISH_GUID_H
#define PUBLISH_GUID_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>

enum { GUID_SIZE = 37 }; /* 36 characters and a NUL */

/* podcast:guid of a feed (podcast-namespace, "guid"): scheme and slashes at
 * the end do not count. */
void guid_of_feed(struct view feed_url, char guid[GUID_SIZE]);

/* True for 8-4-4-4-12 hexadecimal digits. */
bool guid_is(struct view text);

/* Of an MP3: it changes when the sound changes, not when the tag does.  Reads
 * the file once. */
bool guid_of_audio(const char *path, char guid[GUID_SIZE],
                   struct err *err) MUST_USE;

#endif
