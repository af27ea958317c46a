/* Voice files: INI text -> struct voice (briefcast.voice.5). */
#ifndef CUE_VOICE_FILE_H
#define CUE_VOICE_FILE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/voice.h"

#include <stdbool.h>
#include <stddef.h>

enum { VOICE_FOLDERS_MAX = 16 };

/* Folders that hold voices, the first one first. */
struct voice_path {
    struct view folders[VOICE_FOLDERS_MAX];
    size_t count;
};

struct voices {
    struct voice *at; /* by name */
    size_t count;
    size_t room;
};

/* Reads one file's bytes; path is for messages and for the voice's name.
 * Unknown sections, keys and values out of range are errors with path and
 * line.  Memory comes from arena. */
bool voice_parse(struct arena *arena, const char *path, struct view bytes,
                 struct voice *voice, struct err *err) MUST_USE;

/* Finds a voice: a name with a '/' or ending in ".voice" is a file, any
 * other is looked for as NAME.voice in the folders.  Not to be found is an
 * error that lists where it was looked for. */
bool voice_find(struct arena *arena, const struct voice_path *path,
                struct view name, struct voice *voice,
                struct err *err) MUST_USE;

/* True for what has the form of a language tag (BCP 47): letters, then letters,
 * digits and hyphens.  What a page calls a language may be anything. */
bool voice_is_language_tag(struct view language);

/* The voice for a language (BCP 47): base itself if it speaks it, else the
 * first of the folders' voices, by name, that does, else base's engine and
 * pauses with the engine's own voice of that language.  Languages compare by
 * their primary subtag; what is no tag is as good as none. */
bool voice_for_language(struct arena *arena, const struct voice_path *path,
                        const struct voice *base, struct view language,
                        struct voice *voice, struct err *err) MUST_USE;

/* Every voice of the folders, each name once (the first folder wins), sorted
 * by name.  Folders that are not there are passed over; a file that does not
 * parse is an error. */
bool voice_list(struct arena *arena, const struct voice_path *path,
                struct voices *voices, struct err *err) MUST_USE;

/* Makes the body speak rate_wpm words a minute, and every role's rate and
 * every pause follow in proportion. */
void voice_set_rate(struct voice *voice, int rate_wpm);

#endif
