#include "synth/speaker.h"

#include "base/mem.h"
#include "base/sandbox.h"
#include "synth/engine.h"
#include "synth/ladder.h"
#include "synth/speaker_engine.h"

#include <stdlib.h>

/* Address space that a take may use beyond what the opened engine does; it
 * needs a few megabytes. */
enum { MEMORY_BYTES = 192 << 20 };

struct speaker {
    const struct engine *engine;
    struct booth booth;
    const struct voice *voice;
};

struct speaker *speaker_open_engine(const struct engine *engine,
                                    const struct voice *voice,
                                    const struct take_limits *limits,
                                    struct err *err)
{
    int rate_hz = 0;

    if (!engine->open(voice, &rate_hz, err))
        return NULL;
    if (engine->folder && engine->folder())
        sandbox_allow_reading(engine->folder());
    sandbox_prepare();
    struct speaker *speaker = mem_new(1, sizeof *speaker);
    speaker->engine = engine;
    speaker->voice = voice;
    speaker->booth = (struct booth){
        .engine = engine,
        .rate_hz = rate_hz,
        .limits = *limits,
        .memory_bytes = sandbox_memory_in_use() + MEMORY_BYTES,
    };
    return speaker;
}

struct speaker *speaker_open(const struct voice *voice, struct err *err)
{
    /* A piece takes some milliseconds. */
    static const struct take_limits limits = {5, 15 * 1000};
    const struct engine *engine = engine_find(voice->engine);

    if (!engine) {
        err_set(err,
                "%.*s: there is no engine \"%.*s\"; use espeak-ng, or tone "
                "for tests",
                VIEW_ARG(voice->path), VIEW_ARG(voice->engine));
        return NULL;
    }
    return speaker_open_engine(engine, voice, &limits, err);
}

void speaker_close(struct speaker *speaker)
{
    if (!speaker)
        return;
    take_release(&speaker->booth);
    free(speaker);
}

int speaker_rate_hz(const struct speaker *speaker)
{
    return speaker->booth.rate_hz;
}

static int compare_anchors(const void *a, const void *b)
{
    const struct anchor *left = a;
    const struct anchor *right = b;

    if (left->offset != right->offset)
        return left->offset < right->offset ? -1 : 1;
    return (left->frame > right->frame) - (left->frame < right->frame);
}

/* Engines tell of words out of order now and then, of some twice, and of a
 * clause's end with the place of the clause before.  Of the anchors in the
 * order of the text the longest run with rising times is kept: one stray
 * event must not cost those around it.  (Longest increasing subsequence,
 * square in the few hundred words that a cue can have.) */
static void order_anchors(struct clip *clip)
{
    struct anchor *anchors = clip->anchors;
    size_t count = clip->anchor_count;
    size_t best = 0;

    if (count < 2)
        return;
    qsort(anchors, count, sizeof *anchors, compare_anchors);
    size_t *length = mem_new(count, sizeof *length); /* of the run that ends */
    size_t *before = mem_new(count, sizeof *before); /* at this anchor */
    for (size_t i = 0; i < count; i++) {
        length[i] = 1;
        before[i] = i;
        for (size_t k = 0; k < i; k++) {
            if (anchors[k].offset < anchors[i].offset &&
                anchors[k].frame <= anchors[i].frame &&
                length[k] + 1 > length[i]) {
                length[i] = length[k] + 1;
                before[i] = k;
            }
        }
        if (length[i] > length[best])
            best = i;
    }
    size_t kept = length[best];
    for (size_t at = best, place = kept; place > 0; at = before[at]) {
        place--;
        length[place] = at; /* place <= at - 1 or done with: free by now */
    }
    for (size_t i = 0; i < kept; i++)
        anchors[i] = anchors[length[i]];
    clip->anchor_count = kept;
    free(length);
    free(before);
}

/* Cuts the silence at both ends off and moves the anchors with it. */
static void trim(struct clip *clip)
{
    size_t begin;
    size_t end;

    ladder_audible(clip->samples, clip->frames, &begin, &end);
    if (end == 0)
        return;
    clip->frames = end - begin;
    for (size_t i = 0; i < clip->frames; i++)
        clip->samples[i] = clip->samples[i + begin];
    for (size_t i = 0; i < clip->anchor_count; i++) {
        int64_t frame = clip->anchors[i].frame - (int64_t)begin;

        frame = frame < 0 ? 0 : frame;
        if (frame > (int64_t)clip->frames)
            frame = (int64_t)clip->frames;
        clip->anchors[i].frame = frame;
    }
}

static bool speak_lexemes(struct ladder *ladder, struct err *err)
{
    for (size_t next = 0; next < ladder->lexemes->count;) {
        struct piece piece = piece_next(ladder->lexemes, next);

        if (!ladder_speak(ladder, &piece, err))
            return false;
        next = piece.first + piece.count;
    }
    return true;
}

static void become_gap(const struct speaker *speaker, struct clip *clip,
                       enum speaker_outcome *outcome)
{
    bool shaken = clip->shaken;

    clip_reset(clip);
    clip->shaken = shaken;
    clip_add_silence(clip,
                     (size_t)speaker->booth.rate_hz * LADDER_GAP_MS / 1000);
    clip->gap = true;
    *outcome = SPEAKER_GAP;
}

bool speaker_say(struct speaker *speaker, const struct cue *cue,
                 struct clip *clip, enum speaker_outcome *outcome,
                 struct err *err)
{
    struct lexemes lexemes;

    clip_reset(clip);
    clip->rate_hz = speaker->booth.rate_hz;
    if (!view_equal(cue->voice->engine, view_of(speaker->engine->name)))
        return err_set(err,
                       "%.*s: the voice needs the engine %.*s, but this "
                       "briefing is spoken by %s; use one engine in all",
                       VIEW_ARG(cue->voice->path), VIEW_ARG(cue->voice->engine),
                       speaker->engine->name);
    lexeme_read(&lexemes, cue->spoken,
                gate_script_of_language(cue->voice->language),
                cue->has_phonemes);
    *outcome = lexemes.changed ? SPEAKER_SPELLED : SPEAKER_CLEAN;
    struct ladder ladder = {
        .booth = &speaker->booth,
        .voice = cue->voice,
        .manner = &cue->voice->roles[cue->role],
        .lexemes = &lexemes,
        .clip = clip,
        .outcome = outcome,
        .seam = PIECE_CLOSE,
    };
    bool done = speak_lexemes(&ladder, err);
    lexeme_release(&lexemes);
    if (!done)
        return false;
    trim(clip);
    order_anchors(clip);
    if (clip->frames == 0)
        become_gap(speaker, clip, outcome);
    return true;
}

bool speaker_self_test(struct speaker *speaker, struct err *err)
{
    /* Digits: every language has words for them. */
    struct cue cue = {.kind = CUE_SAY,
                      .role = ROLE_BODY,
                      .voice = speaker->voice,
                      .spoken = VIEW("1 2 3 4 5.")};
    struct clip clip = {0};
    enum speaker_outcome outcome = SPEAKER_GAP;

    if (!speaker_say(speaker, &cue, &clip, &outcome, err))
        return false;
    double seconds = (double)clip.frames / clip.rate_hz;
    bool plausible = outcome == SPEAKER_CLEAN && seconds > 0.3 && seconds < 10;
    clip_release(&clip);
    return plausible ||
           err_set(err,
                   "%.*s: the engine %s does not count to five as it should; "
                   "install its data anew (package espeak-ng-data)",
                   VIEW_ARG(speaker->voice->path), speaker->engine->name);
}

bool speaker_phonemes(struct speaker *speaker, const struct voice *voice,
                      struct view spoken, bool has_phonemes, struct buf *ipa,
                      struct err *err)
{
    struct lexemes lexemes;
    struct buf text = {0};
    bool done = true;

    lexeme_read(&lexemes, spoken, gate_script_of_language(voice->language),
                has_phonemes);
    for (size_t next = 0; done && next < lexemes.count;) {
        struct piece piece = piece_next(&lexemes, next);
        enum take_result result;

        buf_reset(&text);
        piece_write(&lexemes, &piece, &text);
        if (next > 0)
            buf_add_char(ipa, ' ');
        struct engine_piece asked = {.text = buf_view(&text),
                                     .has_phonemes = has_phonemes};
        done = take_phonemes(&speaker->booth, voice, &voice->roles[ROLE_BODY],
                             &asked, &result, ipa, err);
        if (done && result != TAKE_SPOKEN && result != TAKE_REFUSED)
            err_set(err, "the engine %s failed at \"%.*s\"",
                    speaker->engine->name, VIEW_ARG(asked.text));
        done = done && result == TAKE_SPOKEN;
        next = piece.first + piece.count;
    }
    buf_release(&text);
    lexeme_release(&lexemes);
    return done;
}
