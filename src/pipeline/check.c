#include "pipeline/check.h"

#include "base/pool.h"
#include "cue/voice_file.h"
#include "pipeline/check_mp3.h"
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

/* How the engine says what an entry says, against what it asserts. */
static bool hear_assertion(struct speaker *speaker, const struct voice *base,
                           const struct lexicon_assertion *assertion,
                           struct buf *ipa, struct err *err)
{
    struct arena arena = {0};
    struct voice_path nowhere = {0};
    struct voice voice;
    struct view language =
        assertion->language.size > 0 ? assertion->language : base->language;
    struct view spoken =
        assertion->phonemes
            ? arena_format(&arena, "[[%.*s]]", VIEW_ARG(assertion->spoken))
            : assertion->spoken;
    struct err cause;

    buf_reset(ipa);
    bool ok =
        voice_for_language(&arena, &nowhere, base, language, &voice, &cause) &&
        speaker_phonemes(speaker, &voice, spoken, true, ipa, &cause);
    if (!ok)
        err_set(err, "%s:%zu: %s", assertion->path, assertion->line,
                cause.message);
    arena_release(&arena);
    return ok;
}

/* In a process of its own.  The message names the first entry that does not
 * hold, and tells how many others do not. */
static bool hear_lexicon(void *context, struct err *err)
{
    const struct lexicon *lexicon = context;
    struct voice base = {.engine = VIEW("espeak-ng"),
                         .variant = VIEW("en-us"),
                         .language = VIEW("en-US")};
    struct speaker *speaker = speaker_open(&base, err);
    struct lexicon_assertion assertion;
    struct buf ipa = {0};
    struct buf first = {0};
    size_t wrong = 0;
    bool ok = speaker != NULL;

    for (size_t at = 0;
         ok && lexicon_next_assertion(lexicon, &at, &assertion);) {
        ok = hear_assertion(speaker, &base, &assertion, &ipa, err);
        if (!ok || view_equal(view_trim(buf_view(&ipa)), assertion.ipa))
            continue;
        if (wrong++ == 0)
            buf_addf(&first, "%s:%zu: %.*s is heard as %s, not as %.*s",
                     assertion.path, assertion.line, VIEW_ARG(assertion.word),
                     buf_string(&ipa), VIEW_ARG(assertion.ipa));
    }
    if (ok && wrong > 1)
        buf_addf(&first, "; %zu more of its entries do not hold", wrong - 1);
    if (ok && wrong > 0)
        ok =
            err_set(err, "%s; mend the entry, or what stands behind its \"->\"",
                    buf_string(&first));
    buf_release(&first);
    buf_release(&ipa);
    return ok;
}

static size_t assertion_count(const struct lexicon *lexicon)
{
    struct lexicon_assertion assertion;
    size_t count = 0;

    for (size_t at = 0; lexicon_next_assertion(lexicon, &at, &assertion);)
        count++;
    return count;
}

static bool check_lexicon(const char *path, struct buf *found, struct err *err)
{
    struct lexicon *lexicon = lexicon_new();
    bool ok = lexicon_load(lexicon, LEXICON_USER, path, err);
    size_t asserted = ok ? assertion_count(lexicon) : 0;

    if (asserted > 0) {
        struct pool_work work = {.open = hear_lexicon,
                                 .context = lexicon,
                                 .at_once = 1,
                                 .attempts = 1};
        struct pool *pool = pool_start(&work, err);

        ok = pool != NULL;
        pool_stop(pool);
    }
    if (ok)
        buf_addf(found, "lexicon of %zu entries, %zu of them heard",
                 lexicon_count(lexicon), asserted);
    lexicon_free(lexicon);
    return ok;
}

static const struct kind {
    const char *ending;
    bool (*check)(const char *path, struct buf *found, struct err *err);
} kinds[] = {
    {".voice", check_voice},   {".lexicon", check_lexicon},
    {".pls", check_lexicon},   {".mp3", check_mp3},
    {".vtt", vtt_check},       {".xml", feed_check_file},
    {".rss", feed_check_file}, {".epub", epub_check},
};

bool check_file(const char *path, struct buf *found, struct err *err)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (view_ends(view_of(path), view_of(kinds[i].ending)))
            return kinds[i].check(path, found, err);
    }
    return err_set_kind(
        err, ERR_USAGE,
        "%s: only files that end in .voice, .lexicon, .pls, .mp3, "
        ".vtt, .xml, .rss or .epub can be checked",
        path);
}
