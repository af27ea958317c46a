/* Onsets: where sound begins after silence inside a clip.  They make the
 * engine's word times exact where they matter most, behind a pause. */
#ifndef SYNTH_ONSET_H
#define SYNTH_ONSET_H

#include "model/clip.h"

/* Moves the anchor nearest to each onset (sound at -38 dB of the clip's peak
 * after at least 100 ms below it) to the onset, if it is at most 200 ms away
 * and the order of the anchors stays as it is. */
void onset_align(struct clip *clip);

#endif
