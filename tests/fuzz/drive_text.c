/* A plain driver for fuzzers where libFuzzer is not at hand:
 *
 *     fuzz_gate EXECUTIONS [SEED]     inputs made from SEED, SEED + 1, ...
 *     fuzz_gate FILE...               these inputs
 *
 * Where FUZZ_SEEDS names a folder, most inputs are files of it that were
 * changed in some places; the others are put together from fragments.
 * Inputs are run in children, many in each; one that dies is named with its
 * seed and written to a file crash-SEED, and the run goes on behind it. */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BATCH = 5000, INPUT_MAX = 8192, WALL_S_AN_INPUT = 120 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What has hurt speech engines and text readers before, and near misses. */
/* U+202E, by its bytes: left open here, it would be a trap in a string. */
static const char OVERRIDE[] = {(char)0xE2, (char)0x80, (char)0xAE, '\0'};

static const char *const fragments[] = {
    "Dr.99202100,000",
    "s's's",
    "'s",
    "U.S.",
    "a.m. ",
    "é . ",
    "U.S.A",
    "A.P",
    "1,000,000",
    "99202100",
    "0.5",
    "1.2.3",
    "3.14159265",
    "10:30",
    "12:5",
    "\001",
    "\00120A\001300S",
    "\001B",
    "PFs",
    "Iing",
    "[[",
    "]]",
    "[[k'oUmi]]",
    "[[",
    "[[a b]]",
    "<audio src=\"/etc/passwd\">",
    "&amp;",
    "<b>",
    "...",
    "..",
    "?!",
    "--",
    "-",
    "'",
    "\"",
    "(",
    ")",
    "/",
    "@",
    "#",
    "$5",
    "%",
    "the ",
    "and ",
    "Shiite ",
    "Mr ",
    "St. ",
    "vs. ",
    "ing",
    "ies",
    "qu",
    "aaaa",
    "bbbbbbbb",
    "xyzzy",
    "I",
    "a ",
    "b ",
    "c ",
    "x.y.",
    "A B C D ",
    "на ",
    "привет",
    "ёлка",
    "ελληνικά ",
    "שלום",
    "مرحبا",
    "हिन्दी",
    "한국어 ",
    "日本語",
    "ひらがな",
    "中文",
    "ქართული",
    "தமிழ்",
    "ß",
    "œ",
    "ŭ",
    "ộ",
    "\xcc\x81",
    "\xe2\x80\x8d",
    "\xef\xbb\xbf",
    "\xc2\xad",
    OVERRIDE,
    "\xf0\x9f\x98\x80",
    "\xee\x80\x80",
    "\xef\xbf\xbf",
    "\xff",
    "\xc0\x80",
    "\xed\xa0\x80",
    "’",
    "“",
    "…",
    "—",
    "–",
    "，",
    "。",
    "５",
    "٣",
    "²",
    "½",
    "\n",
    "\t",
    " ",
    " ",
    " ",
    " ",
    ". ",
    ", ",
    "; ",
    ": ",
    "? ",
    "! ",
    "",
};

static uint64_t next(uint64_t *state)
{
    /* SplitMix64, Steele et al. 2014. */
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static size_t add(uint8_t *input, size_t size, const char *text, size_t length)
{
    if (length > INPUT_MAX - size)
        length = INPUT_MAX - size;
    memcpy(input + size, text, length);
    return size + length;
}

static size_t add_word(uint8_t *input, size_t size, uint64_t *state)
{
    static const char letters[] = "eeettaaoinnshrdlcumwfgypbvkjxqzEATS'-";
    char word[40];
    size_t length = 1 + next(state) % (next(state) % 8 ? 9 : 39);

    for (size_t i = 0; i < length; i++)
        word[i] = letters[next(state) % (sizeof letters - 1)];
    return add(input, size, word, length);
}

static size_t add_random(uint8_t *input, size_t size, uint64_t *state,
                         unsigned kind)
{
    char byte = (char)next(state);
    uint64_t pick = next(state);
    const char *fragment =
        fragments[pick % (sizeof fragments / sizeof fragments[0])];
    size_t repeats = next(state) % 16 == 0 ? 1 + next(state) % 60 : 1;
    char digits[24];

    switch (kind % 6) {
    case 0: /* any bytes */
        return add(input, size, &byte, 1);
    case 1: /* digits */
        snprintf(digits, sizeof digits, "%" PRIu64,
                 next(state) >> next(state) % 64);
        return add(input, size, digits, strlen(digits));
    case 2: /* words and spaces */
    case 3:
        size = add_word(input, size, state);
        return next(state) % 8 ? add(input, size, " ", 1) : size;
    default:
        while (repeats-- > 0)
            size = add(input, size, fragment, strlen(fragment));
        return size;
    }
}

enum { SEEDS_MAX = 256 };
static struct seed {
    uint8_t bytes[INPUT_MAX];
    size_t size;
} * seeds;
static size_t seed_count;

/* By name, so that a number of an input means the same again. */
static void load_seeds(const char *folder)
{
    struct dirent **list = NULL;
    int count = folder ? scandir(folder, &list, NULL, alphasort) : 0;

    seeds = calloc(SEEDS_MAX, sizeof *seeds);
    for (int i = 0; i < count; i++) {
        char path[1024];

        snprintf(path, sizeof path, "%s/%s", folder, list[i]->d_name);
        FILE *file = list[i]->d_name[0] == '.' || seed_count == SEEDS_MAX
                         ? NULL
                         : fopen(path, "rb");
        if (file) {
            struct seed *seed = &seeds[seed_count++];

            seed->size = fread(seed->bytes, 1, INPUT_MAX, file);
            fclose(file);
        }
        free(list[i]);
    }
    free(list);
}

/* Room for `room` bytes at `at`: what stands there is moved up. */
static size_t make_room(uint8_t *input, size_t size, size_t at, size_t *room)
{
    if (*room > INPUT_MAX - size)
        *room = INPUT_MAX - size;
    memmove(input + at + *room, input + at, size - at);
    return size + *room;
}

static size_t change(uint8_t *input, size_t size, uint64_t *state)
{
    size_t at = size > 0 ? next(state) % size : 0;
    size_t length = 1 + next(state) % (next(state) % 4 ? 8 : 200);
    const struct seed *other = &seeds[next(state) % seed_count];
    const char *fragment =
        fragments[next(state) % (sizeof fragments / sizeof fragments[0])];
    size_t from = other->size > 0 ? next(state) % other->size : 0;

    switch (next(state) % 6) {
    case 0:
        if (size > 0)
            input[at] = (uint8_t)next(state);
        return size;
    case 1:
        if (size > 0)
            input[at] = (uint8_t)(input[at] ^ (1u << next(state) % 8));
        return size;
    case 2: /* less of it */
        if (length > size - at)
            length = size - at;
        memmove(input + at, input + at + length, size - at - length);
        return size - length;
    case 3: /* a stretch twice */
        if (length > size - at)
            length = size - at;
        size = make_room(input, size, at, &length);
        memmove(input + at, input + at + length,
                length < size - at - length ? length : size - at - length);
        return size;
    case 4: /* a stretch of another */
        if (length > other->size - from)
            length = other->size - from;
        size = make_room(input, size, at, &length);
        memcpy(input + at, other->bytes + from, length);
        return size;
    default:
        length = strlen(fragment);
        size = make_room(input, size, at, &length);
        memcpy(input + at, fragment, length);
        return size;
    }
}

static size_t change_seed(uint64_t *state, uint8_t *input)
{
    const struct seed *seed = &seeds[next(state) % seed_count];
    size_t size = seed->size;

    memcpy(input, seed->bytes, size);
    for (uint64_t i = next(state) % 12; i > 0; i--)
        size = change(input, size, state);
    return size;
}

static size_t make_input(uint64_t seed, uint8_t *input)
{
    uint64_t state = seed;
    if (seed_count > 0 && next(&state) % 4 != 0)
        return change_seed(&state, input);
    size_t most = 8 + next(&state) % (next(&state) % 8 ? 90 : 500);
    unsigned mix = (unsigned)next(&state);
    size_t size = 1;

    input[0] = (uint8_t)next(&state);
    while (size < most) {
        /* Half of the inputs are all of one kind. */
        unsigned kind = mix & 1 ? mix >> 1 : (unsigned)next(&state);

        size = add_random(input, size, &state, kind);
    }
    return size;
}

static int run_file(const char *path)
{
    static uint8_t input[1 << 20];
    FILE *file = fopen(path, "rb");

    if (!file) {
        perror(path);
        return 1;
    }
    /* The first byte chooses options; files in the tree hold text alone. */
    size_t size = fread(input + 1, 1, sizeof input - 1, file);
    fclose(file);
    for (unsigned option = 0; option < 256; option += 1) {
        input[0] = (uint8_t)option;
        LLVMFuzzerTestOneInput(input, size + 1);
    }
    return 0;
}

static void run_batch(uint64_t from, uint64_t to, _Atomic uint64_t *at)
{
    static uint8_t input[INPUT_MAX];

    for (uint64_t seed = from; seed < to; seed++) {
        *at = seed;
        alarm(WALL_S_AN_INPUT);
        LLVMFuzzerTestOneInput(input, make_input(seed, input));
    }
    _exit(0);
}

static void keep_input(uint64_t seed, int status)
{
    static uint8_t input[INPUT_MAX];
    char name[64];
    size_t size = make_input(seed, input);

    snprintf(name, sizeof name, "crash-%" PRIu64, seed);
    printf("seed %" PRIu64 " ended with status %x, kept in %s\n", seed, status,
           name);
    FILE *file = fopen(name, "wb");
    if (file) {
        fwrite(input, 1, size, file);
        fclose(file);
    }
}

/* After so many faults the rest would tell nothing new. */
enum { FAULTS_MAX = 20 };

static int run_seeds(uint64_t count, uint64_t seed)
{
    _Atomic uint64_t *at = mmap(NULL, sizeof *at, PROT_READ | PROT_WRITE,
                                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    uint64_t end = seed + count;
    uint64_t faults = 0;

    if (at == MAP_FAILED)
        return 1;
    load_seeds(getenv("FUZZ_SEEDS"));
    for (uint64_t from = seed; from < end && faults < FAULTS_MAX;) {
        uint64_t to = from + BATCH < end ? from + BATCH : end;
        int status = 0;
        char voice[24];

        snprintf(voice, sizeof voice, "%" PRIu64, from / BATCH % 26);
        setenv("FUZZ_FIRST_VOICE", voice, 1);
        fflush(NULL);
        pid_t pid = fork();
        if (pid == 0)
            run_batch(from, to, at);
        waitpid(pid, &status, 0);
        from = to;
        if (status != 0) {
            faults++;
            keep_input(*at, status);
            from = *at + 1;
        }
    }
    printf("%" PRIu64 " executions, %" PRIu64 " faults\n", count, faults);
    return faults > 0;
}

int main(int argc, char **argv)
{
    char *rest = NULL;
    uint64_t count = argc > 1 ? strtoull(argv[1], &rest, 10) : 100000;

    if (argc == 1 || *rest == '\0')
        return run_seeds(count, argc > 2 ? strtoull(argv[2], NULL, 10) : 1);
    for (int i = 1; i < argc; i++) {
        if (run_file(argv[i]) != 0)
            return 1;
    }
    return 0;
}
