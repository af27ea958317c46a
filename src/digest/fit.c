#include "digest/fit.h"

#include "base/interrupt.h"
#include "digest/fit_choice.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS_MAX = 5 };

/* By how much pauses and rate may change. */
static const double pause_least = 0.65;
static const double pause_most = 1.5;
static const double rate_change = 0.05;

/* Nearer than this, pauses alone make up for the difference without being
 * heard. */
static const double near_enough = 0.015;

struct fitting {
    struct arena *arena;
    struct fit_request *request;
    struct fit_part *parts;
    struct make_measure measure;
    size_t *article; /* of each story in the program, SIZE_MAX: not told */
};

static void prepare(struct fitting *fitting)
{
    struct fit_request *request = fitting->request;
    const struct voice *voice = request->program.voice;

    for (size_t i = 0; i < request->story_count; i++) {
        struct fit_story *story = &request->stories[i];
        double factor = fitting->parts[i].factor;

        /* Fixed stories may have other words now. */
        if (!story->fixed && fitting->parts[i].story)
            continue;
        fit_part_init(fitting->arena, story, voice->language,
                      voice->roles[ROLE_BODY].rate_wpm, &fitting->parts[i]);
        if (factor > 0)
            fitting->parts[i].factor = factor;
    }
}

/* The documents of what was chosen, as a program. */
static bool write_program(struct fitting *fitting, int64_t length_ms,
                          const struct log *log, struct program *program,
                          struct err *err)
{
    struct fit_request *request = fitting->request;
    struct document *documents =
        arena_new(fitting->arena, request->story_count, sizeof *documents);
    struct program_request wanted = request->program;
    size_t count = 0;

    for (size_t i = 0; i < request->story_count; i++)
        fit_part_tell(fitting->arena, &fitting->parts[i]);
    if (request->frame) {
        request->frame(request->context, fitting->arena, length_ms);
        prepare(fitting);
        for (size_t i = 0; i < request->story_count; i++) {
            if (!request->stories[i].fixed)
                continue;
            fitting->parts[i].is_told = fitting->parts[i].is_whole = true;
            fit_part_tell(fitting->arena, &fitting->parts[i]);
        }
    }
    for (size_t i = 0; i < request->story_count; i++) {
        const struct fit_story *story = &request->stories[i];

        fitting->article[i] = SIZE_MAX;
        if (!story->is_told)
            continue;
        fitting->article[i] = count;
        documents[count++] = story->told;
    }
    if (count == 0)
        return err_set(err, "there is nothing to tell in this length; give "
                            "more of it");
    wanted.documents = documents;
    wanted.document_count = count;
    return article_program(fitting->arena, &wanted, log, program, err);
}

static bool measure(struct fitting *fitting, struct program *program,
                    struct err *err)
{
    struct fit_request *request = fitting->request;
    struct make_request wanted = request->make;

    if (interrupt_pending(err))
        return false;
    wanted.program = program;
    return make_measure(fitting->arena, &wanted, &fitting->measure, err);
}

/* Sets the estimates right by what was heard. */
static void learn(struct fitting *fitting)
{
    struct fit_request *request = fitting->request;
    double estimated = 0;
    double heard = 0;

    for (size_t i = 0; i < request->story_count; i++) {
        struct fit_part *part = &fitting->parts[i];
        int64_t guess_ms = fit_part_ms(part);

        if (fitting->article[i] == SIZE_MAX || guess_ms <= 0)
            continue;
        int64_t ms = fitting->measure.article_ms[fitting->article[i]];
        request->stories[i].told_ms = ms;
        estimated += (double)guess_ms / part->factor;
        heard += (double)ms;
        if (ms > 0)
            part->factor *= (double)ms / (double)guess_ms;
    }
    for (size_t i = 0; i < request->story_count; i++) {
        if (fitting->article[i] == SIZE_MAX && estimated > 0)
            fitting->parts[i].factor = heard / estimated;
    }
}

static bool tells_all(const struct fitting *fitting)
{
    for (size_t i = 0; i < fitting->request->story_count; i++) {
        if (!fitting->parts[i].is_whole)
            return false;
    }
    return true;
}

static bool limits_groups(const struct fit_request *request)
{
    for (size_t i = 0; i < request->group_count; i++) {
        if (request->group_most_ms[i] > 0)
            return true;
    }
    return false;
}

static double clamp(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

/* A copy of the voice with all its pauses longer or shorter. */
static void set_pauses(struct fitting *fitting, const struct voice *natural,
                       double factor)
{
    struct voice *voice = arena_new(fitting->arena, 1, sizeof *voice);

    *voice = *natural;
    for (size_t i = 0; i < PAUSE_COUNT; i++)
        voice->pause_ms[i] = (int)lround((double)natural->pause_ms[i] * factor);
    fitting->request->program.voice = voice;
}

static double pauses_for(const struct fitting *fitting, int64_t length_ms)
{
    double pause_ms = (double)fitting->measure.pause_ms;
    double missing_ms = (double)(length_ms - fitting->measure.length_ms);

    return pause_ms > 0 ? (pause_ms + missing_ms) / pause_ms : 1;
}

/* The rate, only when pauses alone cannot do it. */
static bool set_rate(struct fitting *fitting, int64_t length_ms,
                     struct program *program, struct err *err)
{
    struct voice *voice = arena_new(fitting->arena, 1, sizeof *voice);
    const struct voice *natural = fitting->request->program.voice;
    double factor = pauses_for(fitting, length_ms);
    double reach = clamp(factor, pause_least, pause_most);
    double speech_ms =
        (double)(fitting->measure.length_ms - fitting->measure.pause_ms);
    double rest_ms = (factor - reach) * (double)fitting->measure.pause_ms;

    if (fabs(factor - reach) < 1e-9 || speech_ms <= 0)
        return true;
    double rate = clamp(speech_ms / (speech_ms + rest_ms), 1 - rate_change,
                        1 + rate_change);
    int wpm = natural->roles[ROLE_BODY].rate_wpm;
    *voice = *natural;
    voice_set_rate(voice, (int)lround((double)wpm * rate));
    fitting->request->program.voice = voice;
    return write_program(fitting, length_ms, NULL, program, err) &&
           measure(fitting, program, err);
}

/* Pauses, and at the very end the rate, make up for the rest. */
static bool tune(struct fitting *fitting, struct program *program,
                 struct err *err)
{
    struct fit_request *request = fitting->request;
    int64_t length_ms = request->length_ms;

    if (!set_rate(fitting, length_ms, program, err))
        return false;
    double factor =
        clamp(pauses_for(fitting, length_ms), pause_least, pause_most);
    set_pauses(fitting, request->program.voice, factor);
    return true;
}

/* Far too little to tell is told at its own pace. */
static bool is_short(const struct fitting *fitting)
{
    const struct fit_request *request = fitting->request;

    return (tells_all(fitting) || limits_groups(request)) &&
           (double)fitting->measure.length_ms <
               0.9 * (double)request->length_ms;
}

static bool choose(struct fitting *fitting, struct program *program,
                   struct err *err)
{
    struct fit_request *request = fitting->request;
    int64_t length_ms = request->length_ms;

    for (int round = 0; round < ROUNDS_MAX; round++) {
        fit_choose(fitting->arena, fitting->parts, request->story_count,
                   length_ms, request->group_most_ms, request->group_count);
        if (!write_program(fitting, length_ms, NULL, program, err) ||
            !measure(fitting, program, err))
            return false;
        double off = (double)(fitting->measure.length_ms - length_ms) /
                     (double)(length_ms > 0 ? length_ms : 1);
        bool enough = length_ms == 0 ? round > 0 : fabs(off) <= near_enough;
        learn(fitting);
        if (enough || (length_ms > 0 && off < 0 && tells_all(fitting)))
            break;
    }
    return true;
}

bool fit_program(struct arena *arena, struct fit_request *request,
                 struct program *program, int64_t *length_ms, struct err *err)
{
    struct fitting fitting = {
        .arena = arena,
        .request = request,
        .parts =
            arena_new(arena, request->story_count + 1, sizeof *fitting.parts),
        .article =
            arena_new(arena, request->story_count + 1, sizeof *fitting.article),
    };

    if (request->frame)
        request->frame(request->context, arena, request->length_ms);
    prepare(&fitting);
    if (!choose(&fitting, program, err))
        return false;
    if (request->length_ms > 0 && !is_short(&fitting) &&
        !tune(&fitting, program, err))
        return false;
    *length_ms = fitting.measure.length_ms;
    /* Said again, now with the warnings, and with what is known by now. */
    return write_program(&fitting,
                         request->length_ms > 0 && !is_short(&fitting)
                             ? request->length_ms
                             : *length_ms,
                         request->make.log, program, err);
}
