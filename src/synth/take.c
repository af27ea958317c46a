#include "synth/take.h"

#include "base/fork.h"
#include "base/mem.h"
#include "base/sandbox.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    /* The longest sound of a piece.  240 bytes of digits last 67 s at 175
     * words a minute; more than two minutes is a runaway. */
    SOUND_MAX_S = 120,
    RATE_MAX_HZ = 22050,
    SAMPLES = SOUND_MAX_S * RATE_MAX_HZ,
    ANCHORS = 512,
    IPA_BYTES = 4096,
    /* Less sound than this for a letter or digit is a swallowed text. */
    LEAST_US_A_LETTER = 8000,
};

/* Sound of a byte of text, of which 12 and more are spoken in a second: so much
 * is mapped beforehand. */
enum { SOUND_BYTES_A_BYTE = RATE_MAX_HZ * (int)sizeof(int16_t) / 12 };

enum { STATUS_SPOKEN = 0, STATUS_FAILED = 1, STATUS_REFUSED = 2 };

struct booth_memory {
    struct sound sound;
    struct err err;
    size_t ipa_size;
    char ipa[IPA_BYTES];
    struct anchor anchors[ANCHORS];
    int16_t samples[SAMPLES];
};

/* What a take is to do. */
struct order {
    const struct voice *voice;
    const struct manner *manner;
    const struct engine_piece *piece;
    bool wants_phonemes;
};

void take_release(struct booth *booth)
{
    if (booth->memory)
        munmap(booth->memory, sizeof *booth->memory);
    booth->memory = NULL;
}

/* A job forked from the opened speaker must not share its memory with its
 * siblings. */
static bool own_memory(struct booth *booth, struct err *err)
{
    if (booth->memory && booth->owner == getpid())
        return true;
    take_release(booth);
    void *memory = mmap(NULL, sizeof *booth->memory, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED || !memory) {
        err_set_errno(err, "no memory for the sound of a sentence; close "
                           "other programs");
        return false;
    }
    booth->memory = memory;
    booth->owner = getpid();
    return true;
}

static bool make_sound(const struct booth *booth, const struct order *order)
{
    struct booth_memory *memory = booth->memory;
    size_t expected = order->piece->text.size * SOUND_BYTES_A_BYTE;

    mem_populate(memory->samples, expected < sizeof memory->samples
                                      ? expected
                                      : sizeof memory->samples);
    return booth->engine->speak(order->piece, &memory->sound);
}

static bool make_phonemes(const struct booth *booth, const struct order *order)
{
    struct booth_memory *memory = booth->memory;
    struct buf ipa = {.cap = IPA_BYTES};
    bool done = booth->engine->phonemes(order->piece, &ipa) && !ipa.overflow;

    if (done && ipa.size > 0)
        memcpy(memory->ipa, ipa.data, ipa.size);
    memory->ipa_size = ipa.size;
    buf_release(&ipa);
    return done;
}

static _Noreturn void be_take(const struct booth *booth, pid_t parent,
                              const struct order *order)
{
    struct booth_memory *memory = booth->memory;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(STATUS_FAILED);
    if (!booth->engine->prepare(order->voice, order->manner, &memory->err))
        _exit(STATUS_REFUSED);
    sandbox_limit_memory(booth->memory_bytes);
    sandbox_enter(SANDBOX_READ, booth->limits.cpu_s);
    /* Behind the cell, which needs descriptors of its own to be built. */
    close_range(STDERR_FILENO + 1, ~0u, 0);
    bool done = order->wants_phonemes ? make_phonemes(booth, order)
                                      : make_sound(booth, order);
    _exit(done ? STATUS_SPOKEN : STATUS_FAILED);
}

static int64_t now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Waits for the child's end, and makes it come at the deadline.  SIGCHLD is
 * blocked, so that it waits for us if it comes before we wait for it. */
static bool wait_for(pid_t pid, int wall_ms, const sigset_t *child_ended,
                     int *status)
{
    int64_t deadline = now_ms() + wall_ms;
    bool in_time = true;

    for (;;) {
        pid_t got = waitpid(pid, status, in_time ? WNOHANG : 0);
        int64_t left = deadline - now_ms();

        if (got == pid)
            return in_time;
        if (got < 0 && errno != EINTR) {
            *status = 0;
            return false;
        }
        if (left <= 0) {
            kill(pid, SIGKILL);
            in_time = false;
            continue;
        }
        struct timespec time = {left / 1000, left % 1000 * 1000000};
        sigtimedwait(child_ended, NULL, &time);
    }
}

static void clear(struct booth *booth)
{
    struct booth_memory *memory = booth->memory;

    memory->sound = (struct sound){.samples = memory->samples,
                                   .room = SAMPLES,
                                   .anchors = memory->anchors,
                                   .anchor_room = ANCHORS};
    memory->ipa_size = 0;
}

static bool run(struct booth *booth, const struct order *order,
                enum take_result *result, struct err *err)
{
    sigset_t child_ended;
    sigset_t before;
    int status = 0;
    pid_t self = getpid();

    if (!own_memory(booth, err))
        return false;
    clear(booth);
    sigemptyset(&child_ended);
    sigaddset(&child_ended, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child_ended, &before);
    pid_t pid = fork_patiently();
    if (pid == 0)
        be_take(booth, self, order);
    bool in_time =
        pid < 0 || wait_for(pid, booth->limits.wall_ms, &child_ended, &status);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (pid < 0)
        return err_set_errno(err, "no process can be started to speak in; try "
                                  "again when the machine has less to do");
    if (!in_time || (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU)))
        *result = TAKE_HUNG;
    else if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_REFUSED)
        *result = TAKE_REFUSED;
    else if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_SPOKEN)
        *result = TAKE_SPOKEN;
    else
        *result = TAKE_FAILED;
    if (*result == TAKE_REFUSED)
        *err = booth->memory->err;
    return true;
}

static size_t letters_of(struct view text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];

        count += (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                 (byte >= 'a' && byte <= 'z') || byte >= 0xC0;
    }
    return count;
}

/* The process could write anything before it died, or while it seemed well:
 * nothing of what it says about sizes is believed. */
static bool is_plausible(const struct booth *booth, struct view text)
{
    const struct booth_memory *memory = booth->memory;
    const struct sound *sound = &memory->sound;
    uint64_t least = (uint64_t)letters_of(text) * LEAST_US_A_LETTER *
                     (uint64_t)booth->rate_hz / 1000000;

    return sound->samples == memory->samples &&
           sound->anchors == memory->anchors && !sound->overflow &&
           sound->frames > 0 && sound->frames < SAMPLES &&
           sound->anchor_count <= ANCHORS && sound->frames >= least;
}

bool take_speak(struct booth *booth, const struct voice *voice,
                const struct manner *manner, const struct engine_piece *piece,
                enum take_result *result, const struct sound **sound,
                struct err *err)
{
    struct order order = {voice, manner, piece, false};

    if (!run(booth, &order, result, err))
        return false;
    if (*result == TAKE_SPOKEN && !is_plausible(booth, piece->text))
        *result = TAKE_FAILED;
    *sound = &booth->memory->sound;
    return true;
}

bool take_phonemes(struct booth *booth, const struct voice *voice,
                   const struct manner *manner,
                   const struct engine_piece *piece, enum take_result *result,
                   struct buf *ipa, struct err *err)
{
    struct order order = {voice, manner, piece, true};

    if (!booth->engine->phonemes)
        return err_set(err, "the engine %s cannot tell how words sound",
                       booth->engine->name);
    if (!run(booth, &order, result, err))
        return false;
    if (*result == TAKE_SPOKEN && booth->memory->ipa_size <= IPA_BYTES)
        buf_add(ipa,
                (struct view){booth->memory->ipa, booth->memory->ipa_size});
    return true;
}
