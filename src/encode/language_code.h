/* Language tags (BCP 47) as the three letters of ISO 639-2, bibliographic
 * form, that ID3 wants. */
#ifndef ENCODE_LANGUAGE_CODE_H
#define ENCODE_LANGUAGE_CODE_H

#include "base/view.h"

/* Three lower-case letters and a NUL, static or in room (which has 4 bytes);
 * "und" for an empty tag or one that is not known. */
const char *language_code(struct view tag, char room[4]);

#endif
