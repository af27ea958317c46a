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
 * yet; a name is one picture's for ever.  An MP3 without such a cover, or that
 * cannot be read, leaves cover_name empty.  Fails when a file cannot be
 * written. */
bool episode_cover_write(struct arena *arena, const char *folder,
                         struct records *records, struct err *err) MUST_USE;

#endif
