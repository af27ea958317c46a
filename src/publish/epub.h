/* EPUB 3.3 with Media Overlays 3.3: text and sound in step by sentence. */
#ifndef PUBLISH_EPUB_H
#define PUBLISH_EPUB_H

#include "publish/publish.h"

/* One XHTML and one SMIL file a chapter, and the MP3 whole.  Reads
 * request->audio_path. */
bool epub_write(const struct publish_request *request, const char *path,
                struct err *err);

#endif
