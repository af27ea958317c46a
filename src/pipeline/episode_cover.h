/* The covers of a folder's episodes as files, which a feed and a page can
 * name: each is taken out of the episode's own MP3. */
#ifndef PIPELINE_EPISODE_COVER_H
#define PIPELINE_EPISODE_COVER_H

#include "base/arena.h"
#include "base/err.h"
#include "publish/feed.h"

#include <stdbool.h>

/* Fills in the cover_name of each record whose MP3 has a cover that podcast
 * directories take, and writes that file into the folder where it is not there
 * yet: NAME.cover-1a2b3c4d.png, which goes where the other files of the episode
 * go, and is one picture's for ever.  A cover that is the series' own is
 * series_cover, a name in the folder, and not written again.  An MP3 without
 * such a cover, or that cannot be read, leaves cover_name empty.  Fails when a
 * file cannot be written. */
bool episode_cover_write(struct arena *arena, const char *folder,
                         struct view series_cover, struct records *records,
                         struct err *err) MUST_USE;

#endif
