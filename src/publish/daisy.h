/* DAISY 2.02 talking book (daisy.org, "DAISY 2.02 Specification"): a folder for
 * the hardware players of blind readers. */
#ifndef PUBLISH_DAISY_H
#define PUBLISH_DAISY_H

#include "publish/publish.h"

/* ncc.html, content.html, a SMIL file a chapter, audio.mp3 without its tag.
 * Reads request->audio_path. */
bool daisy_write(const struct publish_request *request, const char *path,
                 struct err *err);

#endif
