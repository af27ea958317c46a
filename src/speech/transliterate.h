/* transliterate: names in letters that the voice has not, in letters that it
 * has, by ICU's transforms.  Opened transforms are kept until
 * transliterate_close. */
#ifndef SPEECH_TRANSLITERATE_H
#define SPEECH_TRANSLITERATE_H

#include "base/buf.h"
#include "base/view.h"
#include "speech/letters.h"

/* Appends text in letters of that script.  What cannot be written so is
 * left out. */
void transliterate(struct buf *out, struct view text,
                   enum letter_script script);

/* Appends text in NFC. */
void transliterate_compose(struct buf *out, struct view text);

void transliterate_close(void);

#endif
