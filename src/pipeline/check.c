#include "pipeline/check.h"

#include "base/pool.h"
#include "cue/voice_file.h"
#include "encode/mp3_read.h"
#include "publish/epub_check.h"
#include "publish/feed_check.h"
#include "publish/vtt_check.h"
#include "speech/lexicon.h"
#include "synth/speaker.h"

static bool open_voice(void *context, struct err *err)
{
    struct speaker *speaker = speaker_open(context, err);

    return speaker && speaker_self_test(speaker, err);
}

/* Opens the engine in a process of its own: it cannot be closed again. */
static bool hear_voice(struct voice *voice, struct err *err)
{
    struct pool_work work = {
        .open = open_voice, .context = voice, .at_once = 1, .attempts = 1};
    struct pool *pool = pool_start(&work, err);

    pool_stop(pool);
    return pool != NULL;
}

static bool check_voice(const char *path, struct buf *found, struct err *err)
{
    struct arena arena = {0};
    struct voice_path nowhere = {0};
    struct voice voice;
    struct view name = arena_format(&arena, "./%s", path);

    if (path[0] == '/')
        name = view_of(path);
    bool ok = voice_find(&arena, &nowhere, name, &voice, err) &&
              hear_voice(&voice, err);
    if (ok)
        buf_addf(found, "voice %.*s for %.*s, %d words a minute",
                 VIEW_ARG(voice.variant), VIEW_ARG(voice.language),
                 voice.roles[ROLE_BODY].rate_wpm);
    arena_release(&arena);
    return ok;
}

static bool check_lexicon(const char *path, struct buf *found, struct err *err)
{
    struct lexicon *lexicon = lexicon_new();
    bool ok = lexicon_load(lexicon, LEXICON_USER, path, err);

    if (ok)
        buf_addf(found, "lexicon of %zu entries", lexicon_count(lexicon));
    lexicon_free(lexicon);
    return ok;
}

static bool check_mp3(const char *path, struct buf *found, struct err *err)
{
    struct mp3_summary summary;

    if (!mp3_read(path, &summary, err))
        return false;
    buf_add_string(found, "every frame, the header and the tag of the MP3");
    return true;
}

static const struct kind {
    const char *ending;
    bool (*check)(const char *path, struct buf *found, struct err *err);
} kinds[] = {
    {".voice", check_voice},   {".lexicon", check_lexicon},
    {".mp3", check_mp3},       {".vtt", vtt_check},
    {".xml", feed_check_file}, {".rss", feed_check_file},
    {".epub", epub_check},
};

bool check_file(const char *path, struct buf *found, struct err *err)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (view_ends(view_of(path), view_of(kinds[i].ending)))
            return kinds[i].check(path, found, err);
    }
    return err_set_kind(err, ERR_USAGE,
                        "%s: only files that end in .voice, .lexicon, .mp3, "
                        ".vtt, .xml, .rss or .epub can be checked",
                        path);
}
