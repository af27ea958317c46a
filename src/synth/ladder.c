#include "synth/ladder.h"

#include <stdint.h>
#include <time.h>

enum {
    FAILURES_MAX = 12,
    WALL_MS = 30 * 1000,
    /* Of 32768: what lies below -66 dB is the engine's idea of silence. */
    AUDIBLE = 16,
};

/* One piece on its way down. */
struct climb {
    struct ladder *ladder;
    unsigned failures;
    int64_t deadline_ms;
    struct err *err;
    bool machine_failed; /* err is set */
};

static int64_t now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void worsen(struct ladder *ladder, enum speaker_outcome outcome)
{
    if (*ladder->outcome < outcome)
        *ladder->outcome = outcome;
}

void ladder_audible(const int16_t *samples, size_t frames, size_t *begin,
                    size_t *end)
{
    size_t first = 0;
    size_t last = frames;

    while (first < last && samples[first] <= AUDIBLE &&
           samples[first] >= -AUDIBLE)
        first++;
    while (last > first && samples[last - 1] <= AUDIBLE &&
           samples[last - 1] >= -AUDIBLE)
        last--;
    *begin = first == last ? 0 : first;
    *end = first == last ? 0 : last;
}

/* Appends what was taken, less the engine's silence where words follow each
 * other; between clauses that silence is the pause. */
static void append(struct ladder *ladder, const struct sound *sound,
                   const struct piece *piece)
{
    struct clip *clip = ladder->clip;
    int64_t start = (int64_t)clip->frames;
    size_t begin;
    size_t end;

    ladder_audible(sound->samples, sound->frames, &begin, &end);
    if (ladder->seam == PIECE_CLAUSE || end == 0)
        begin = 0;
    if (piece->seam != PIECE_CLOSE || end == 0)
        end = sound->frames;
    clip_add_samples(clip, sound->samples + begin, end - begin);
    for (size_t i = 0; i < sound->anchor_count; i++) {
        const struct anchor *anchor = &sound->anchors[i];
        int64_t frame = anchor->frame - (int64_t)begin;

        frame = frame < 0 ? 0 : frame;
        if (frame > (int64_t)(end - begin))
            frame = (int64_t)(end - begin);
        clip_add_anchor(clip,
                        piece_origin(ladder->lexemes, piece, anchor->offset),
                        start + frame);
    }
    ladder->seam = piece->seam;
}

/* Silence in place of words that could not be spoken. */
static void leave_gap(struct ladder *ladder, const struct piece *piece)
{
    clip_add_silence(ladder->clip,
                     (size_t)ladder->booth->rate_hz * LADDER_GAP_MS / 1000);
    ladder->clip->gap = true;
    ladder->seam = piece->seam;
    worsen(ladder, SPEAKER_GAP);
}

/* One take of a piece whose text is given; true when it was spoken. */
static bool try_text(struct climb *climb, const struct piece *piece,
                     const struct lexemes *lexemes, enum take_result *result)
{
    struct ladder *ladder = climb->ladder;
    struct buf text = {0};
    const struct sound *sound = NULL;

    *result = TAKE_FAILED;
    if (climb->failures == FAILURES_MAX || now_ms() >= climb->deadline_ms) {
        ladder->clip->shaken = true;
        return false;
    }
    piece_write(lexemes, piece, &text);
    struct engine_piece spoken = {
        .text = buf_view(&text),
        .has_phonemes = view_find(buf_view(&text), VIEW("[["), 0) != SIZE_MAX,
        .pause_after = piece->seam == PIECE_CLAUSE,
    };
    bool ok = gate_allows(spoken.text, piece_script(lexemes, piece),
                          spoken.has_phonemes);
    if (ok && !take_speak(ladder->booth, ladder->voice, ladder->manner, &spoken,
                          result, &sound, climb->err))
        climb->machine_failed = true;
    if (ok && *result != TAKE_SPOKEN)
        ladder->clip->shaken = true;
    ok = ok && !climb->machine_failed && *result == TAKE_SPOKEN;
    if (ok && lexemes == ladder->lexemes)
        append(ladder, sound, piece);
    else if (ok) {
        /* A spelled word: all of it is said for one lexeme. */
        size_t begin;
        size_t end;

        ladder_audible(sound->samples, sound->frames, &begin, &end);
        clip_add_samples(ladder->clip, sound->samples + begin, end - begin);
    }
    climb->failures += !ok;
    buf_release(&text);
    return ok;
}

static bool try_piece(struct climb *climb, const struct piece *piece,
                      enum take_result *result)
{
    return try_text(climb, piece, climb->ladder->lexemes, result);
}

/* The word with its marks, or all its letters, replaced by spaces. */
static void loosen(struct view word, bool letter_by_letter, struct buf *text)
{
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];
        bool starts_letter = ((unsigned char)c & 0xC0) != 0x80;

        if (c == '\'' || c == '-' || c == '.') {
            buf_add_char(text, ' ');
            continue;
        }
        if (letter_by_letter && starts_letter)
            buf_add_char(text, ' ');
        buf_add_char(text, c);
    }
}

/* Rungs 3 and 4, for a single word. */
static bool speak_loosened(struct climb *climb, const struct piece *piece,
                           bool letter_by_letter)
{
    struct ladder *ladder = climb->ladder;
    const struct lexeme *lexeme = &ladder->lexemes->at[piece->first];
    struct clip *clip = ladder->clip;
    size_t start = clip->frames;
    struct buf text = {0};
    struct lexemes loose = {0};
    enum take_result result;
    bool spoken = true;

    loosen(lexeme_text(ladder->lexemes, lexeme), letter_by_letter, &text);
    lexeme_read(&loose, buf_view(&text), lexeme->script, false);
    for (size_t next = 0; spoken && next < loose.count;) {
        struct piece part = piece_next(&loose, next);

        spoken = try_text(climb, &part, &loose, &result);
        next = part.first + part.count;
    }
    spoken = spoken && loose.count > 0;
    if (spoken) {
        clip_add_anchor(clip, lexeme->offset, (int64_t)start);
        ladder->seam = piece->seam;
        worsen(ladder, SPEAKER_SPELLED);
    } else {
        clip->frames = start;
    }
    lexeme_release(&loose);
    buf_release(&text);
    return spoken;
}

static bool speak_word(struct climb *climb, const struct piece *piece)
{
    const struct lexemes *lexemes = climb->ladder->lexemes;
    struct view word = lexeme_text(lexemes, &lexemes->at[piece->first]);
    bool joined = view_find(word, VIEW("'"), 0) != SIZE_MAX ||
                  view_find(word, VIEW("-"), 0) != SIZE_MAX;

    if (lexemes->at[piece->first].kind == LEXEME_PHONEMES)
        return false;
    return (joined && speak_loosened(climb, piece, false)) ||
           speak_loosened(climb, piece, true);
}

/* Rung 2.  is_suspect: the other half was spoken, so that it is this one
 * which holds what fails, and trying it whole would waste a take.  Returns
 * whether it was spoken whole, at once.  The recursion is as deep as the
 * number of halvings of 40 words. */
static bool speak_part(struct climb *climb, struct piece part, bool is_suspect)
{
    enum take_result result;

    if (climb->machine_failed)
        return false;
    if ((!is_suspect || part.count == 1) && try_piece(climb, &part, &result))
        return true;
    if (climb->machine_failed)
        return false;
    if (part.count == 1) {
        if (!speak_word(climb, &part) && !climb->machine_failed)
            leave_gap(climb->ladder, &part);
        return false;
    }
    size_t half = part.count / 2;
    struct piece left = {part.first, half, PIECE_CLOSE};
    struct piece right = {part.first + half, part.count - half, part.seam};
    left.seam = piece_seam_after(climb->ladder->lexemes, part.first + half - 1);
    bool left_is_well = speak_part(climb, left, false);
    speak_part(climb, right, left_is_well);
    return false;
}

bool ladder_speak(struct ladder *ladder, const struct piece *piece,
                  struct err *err)
{
    enum take_result result;
    struct climb climb = {
        .ladder = ladder,
        .deadline_ms = now_ms() + WALL_MS,
        .err = err,
    };

    if (try_piece(&climb, piece, &result))
        return true;
    if (result == TAKE_REFUSED)
        return false;
    /* What hung once will hang again. */
    if (!climb.machine_failed && result != TAKE_HUNG &&
        try_piece(&climb, piece, &result)) {
        worsen(ladder, SPEAKER_REPEATED);
        return true;
    }
    if (climb.machine_failed)
        return false;
    worsen(ladder, SPEAKER_PIECES);
    speak_part(&climb, *piece, true);
    return !climb.machine_failed;
}
