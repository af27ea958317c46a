/* A plain driver for fuzzers of text where libFuzzer is not at hand:
 *
 *     fuzz_gate EXECUTIONS [SEED]     inputs made from SEED, SEED + 1, ...
 *     fuzz_gate FILE...               these inputs
 *
 * Inputs are run in children, many in each; one that dies is named with its
 * seed and written to a file crash-SEED, and the run goes on behind it. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BATCH = 5000, INPUT_MAX = 4096, CPU_S_A_BATCH = 120 };

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

static size_t make_input(uint64_t seed, uint8_t *input)
{
    uint64_t state = seed;
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
        alarm(CPU_S_A_BATCH);
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
