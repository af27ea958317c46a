/* The serial number of an Ogg stream (RFC 3533, section 6). */
#ifndef AUDIO_OGG_SERIAL_H
#define AUDIO_OGG_SERIAL_H

#include "base/err.h"

#include <stdbool.h>

/* Gives every page of the Ogg file behind fd (borrowed, seekable, one stream)
 * the same fixed serial number: libsndfile takes one from the clock, and the
 * same input would not make the same bytes.  path is for messages. */
bool ogg_serial_fix(int fd, const char *path, struct err *err) MUST_USE;

#endif
