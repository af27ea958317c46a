/* SHA-1 (FIPS 180-4), for UUIDs of version 5; no safeguard against malice. */
#ifndef PUBLISH_SHA1_H
#define PUBLISH_SHA1_H

#include "base/view.h"

#include <stdint.h>

enum { SHA1_BYTES = 20 };

/* The digest of two pieces end to end. */
void sha1_digest(struct view first, struct view second,
                 uint8_t digest[SHA1_BYTES]);

#endif
