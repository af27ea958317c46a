/* The front cover inside an ID3v2.3 tag. */
#ifndef ENCODE_ID3_PICTURE_H
#define ENCODE_ID3_PICTURE_H

#include "base/view.h"

#include <stdbool.h>

/* Finds the bytes of the first front cover (APIC of type 3, ID3v2.3.0 4.15) in
 * a whole tag, of which they are a view.  False where there is none, in tags of
 * other versions, and behind anything that is no frame. */
bool id3_picture(struct view tag, struct view *picture);

#endif
