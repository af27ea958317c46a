/* File names from titles. */
#ifndef PIPELINE_FILE_NAME_H
#define PIPELINE_FILE_NAME_H

#include "base/arena.h"
#include "base/view.h"

enum { FILE_NAME_BYTES_MAX = 80 };

/* Lower-case ASCII letters and digits of the title (others by ICU's Latin
 * and ASCII transliteration), words joined by '-', at most
 * FILE_NAME_BYTES_MAX bytes, cut at a word; "briefing" when nothing is left. */
struct view file_name_of_title(struct arena *arena, struct view title);

/* The path with the ending behind the last dot of its file name replaced;
 * ending begins with its own dot (".chapters.json"). */
struct view file_name_with_ending(struct arena *arena, struct view path,
                                  const char *ending);

#endif
