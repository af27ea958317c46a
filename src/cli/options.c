#include "cli/options.h"

#include "base/mem.h"
#include "base/view.h"

#include <stdio.h>

enum kind {
    KIND_FLAG,
    KIND_TEXT,
    KIND_HEADER, /* a text that may be empty: nothing was said */
    KIND_LIST,   /* a text that may be given once only */
    KIND_NUMBER,
};

/* Its columns stand as one reads a row.
 * NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) */
struct option {
    char letter; /* or 0 */
    const char *name;
    const char *value; /* what the help calls it, or NULL */
    enum kind kind;
    size_t offset; /* in struct options */
    int verbs;
    int min, max; /* of a number */
    const char *meaning;
};

#define FIELD(name) offsetof(struct options, name)

enum {
    ARTICLES = VERB_MAKE | VERB_READ | VERB_SCRIPT,
    SPOKEN = VERB_MAKE | VERB_SCRIPT,
    EVERY = VERB_MAKE | VERB_READ | VERB_SCRIPT | VERB_VOICES | VERB_CHECK |
            VERB_FEED | VERB_DIGEST | VERB_SCHEDULE | VERB_CACHE,
};

/* clang-format off */
static const struct option table[] = {
    {'o', "output", "FILE", KIND_TEXT, FIELD(output), VERB_MAKE, 0, 0,
     "write this file: .mp3, .wav, .flac, .ogg or .opus"},
    {'v', "voice", "NAME", KIND_TEXT, FIELD(voice), SPOKEN, 0, 0,
     "speak with this voice, or voice file"},
    {'r', "rate", "WPM", KIND_NUMBER, FIELD(rate_wpm), SPOKEN, 80, 449,
     "speak this many words a minute"},
    {'l', "lang", "TAG", KIND_TEXT, FIELD(language), ARTICLES | VERB_VOICES, 0, 0,
     "take the text to be in this language"},
    {'f', "from", "FORMAT", KIND_TEXT, FIELD(from), ARTICLES, 0, 0,
     "read the input as this format"},
    {0, "as", "FORM", KIND_TEXT, FIELD(as), VERB_READ | VERB_SCRIPT, 0, 0,
     "print as text, markdown or json (read); text, json or ssml (script)"},
    {0, "base-url", "URL", KIND_HEADER, FIELD(base_url), ARTICLES, 0, 0,
     "where a saved page or feed came from"},
    {0, "content-type", "TYPE", KIND_HEADER, FIELD(content_type), ARTICLES, 0, 0,
     "what the server said a saved page or feed is"},
    {0, "items", "N", KIND_NUMBER, FIELD(items), ARTICLES, 1, 10000,
     "take the newest N items of a feed"},
    {0, "summary", "WORDS", KIND_NUMBER, FIELD(summary_words), VERB_READ, 1, 1000000,
     "only the most telling sentences, about so many words of them"},
    {0, "lexicon", "FILE", KIND_TEXT, FIELD(lexicon), SPOKEN, 0, 0,
     "pronounce words as this file says"},
    {0, "say", "LIST", KIND_LIST, FIELD(say), SPOKEN, 0, 0,
     "how to say urls, footnotes, tables, code, images, emoji, capitals, "
     "abbreviations: as urls=skip,tables=announce"},
    {0, "why", NULL, KIND_FLAG, FIELD(why), VERB_SCRIPT, 0, 0,
     "print the ledger: the fate of every word, and the rule"},
    {0, "lines", NULL, KIND_FLAG, FIELD(lines), VERB_SCRIPT, 0, 0,
     "one line in, one spoken line out"},
    {0, "sentences", NULL, KIND_FLAG, FIELD(sentences), VERB_SCRIPT, 0, 0,
     "print the sentences, one a line"},
    {0, "title", "TEXT", KIND_TEXT, FIELD(title), VERB_MAKE, 0, 0,
     "title of the briefing"},
    {0, "album", "TEXT", KIND_TEXT, FIELD(album), VERB_MAKE, 0, 0,
     "name of the series"},
    {0, "artist", "TEXT", KIND_TEXT, FIELD(artist), VERB_MAKE, 0, 0,
     "who wrote it"},
    {0, "cover", "FILE", KIND_TEXT, FIELD(cover), VERB_MAKE, 0, 0,
     "cover picture: square JPEG or PNG of 1400 to 3000 pixels"},
    {0, "write", "LIST", KIND_TEXT, FIELD(write), VERB_MAKE, 0, 0,
     "files to write beside the audio, as vtt,chapters,txt; or none"},
    {0, "words", NULL, KIND_FLAG, FIELD(words), VERB_MAKE, 0, 0,
     "put word times into the transcript"},
    {0, "split", NULL, KIND_FLAG, FIELD(split), VERB_MAKE, 0, 0,
     "also write an MP3 of each article: NAME-01.mp3, NAME-02.mp3 ..."},
    {0, "bitrate", "KBPS", KIND_NUMBER, FIELD(bitrate_kbps), VERB_MAKE, 8, 320,
     "bit rate of the MP3, 96 if not said"},
    {0, "quality", "N", KIND_NUMBER, FIELD(quality), VERB_MAKE, 0, 9,
     "LAME's quality: 0 best, 9 fastest, 5 if not said"},
    {0, "small", NULL, KIND_FLAG, FIELD(small), VERB_MAKE, 0, 0,
     "a small MP3: 22.05 kHz, 48 kbit/s"},
    {0, "base-url", "URL", KIND_TEXT, FIELD(base_url), VERB_FEED, 0, 0,
     "address at which the folder can be reached"},
    {0, "title", "TEXT", KIND_TEXT, FIELD(title), VERB_FEED, 0, 0,
     "name of the series"},
    {0, "category", "NAME", KIND_TEXT, FIELD(category), VERB_FEED, 0, 0,
     "of podcast directories, as \"News\" or \"News > Daily News\""},
    {0, "description", "TEXT", KIND_TEXT, FIELD(description), VERB_FEED, 0, 0,
     "what the series is about"},
    {0, "author", "TEXT", KIND_TEXT, FIELD(author), VERB_FEED, 0, 0,
     "who makes the series"},
    {0, "owner", "NAME", KIND_TEXT, FIELD(owner), VERB_FEED, 0, 0,
     "who answers for it; the author if not said"},
    {0, "email", "ADDRESS", KIND_TEXT, FIELD(email), VERB_FEED, 0, 0,
     "the owner's, which directories verify by"},
    {'l', "lang", "TAG", KIND_TEXT, FIELD(language), VERB_FEED, 0, 0,
     "language of the series; the newest episode's if not said"},
    {0, "copyright", "TEXT", KIND_TEXT, FIELD(copyright), VERB_FEED, 0, 0,
     "who holds the rights"},
    {0, "explicit", NULL, KIND_FLAG, FIELD(is_explicit), VERB_FEED, 0, 0,
     "the series is not for children"},
    {0, "guid", "UUID", KIND_TEXT, FIELD(guid), VERB_FEED, 0, 0,
     "podcast:guid of a feed that has moved"},
    {0, "cover", "FILE", KIND_TEXT, FIELD(cover), VERB_FEED, 0, 0,
     "square JPEG or PNG of 1400 to 3000 pixels; drawn if not said"},
    {0, "fit", "LENGTH", KIND_TEXT, FIELD(fit), VERB_MAKE, 0, 0,
     "make it last this long, as 12m: the most telling sentences of each article"},
    {0, "import", "FILE", KIND_TEXT, FIELD(import), VERB_DIGEST, 0, 0,
     "print a configuration with the feeds of an OPML file"},
    {0, "state", NULL, KIND_FLAG, FIELD(state), VERB_DIGEST, 0, 0,
     "print what is remembered of sources, items and episodes"},
    {0, "at", "HH:MM", KIND_TEXT, FIELD(at), VERB_SCHEDULE, 0, 0,
     "the time of day at which the digest is made"},
    {0, "days", "DAYS", KIND_TEXT, FIELD(days), VERB_SCHEDULE, 0, 0,
     "on these days, as mon-fri or sat,sun; every day if not said"},
    {0, "cron", NULL, KIND_FLAG, FIELD(cron), VERB_SCHEDULE, 0, 0,
     "print a line for a crontab instead"},
    {0, "list", NULL, KIND_FLAG, FIELD(list), VERB_SCHEDULE, 0, 0,
     "list what is scheduled"},
    {0, "remove", NULL, KIND_FLAG, FIELD(remove), VERB_SCHEDULE, 0, 0,
     "schedule it no longer"},
    {'j', "jobs", "N", KIND_NUMBER, FIELD(jobs), VERB_MAKE | VERB_DIGEST, 1, 256,
     "processes side by side; every core if not said"},
    {0, "no-cache", NULL, KIND_FLAG, FIELD(no_cache), VERB_MAKE | VERB_DIGEST, 0, 0,
     "speak everything anew, and keep none of it"},
    {0, "cache-size", "MB", KIND_NUMBER, FIELD(cache_mb), VERB_MAKE | VERB_DIGEST | VERB_CACHE, 1, 1000000,
     "let the cache grow to so many megabytes, 2000 if not said"},
    {0, "clear", NULL, KIND_FLAG, FIELD(clear), VERB_CACHE, 0, 0,
     "remove all that the cache holds"},
    {'n', "dry-run", NULL, KIND_FLAG, FIELD(dry_run), VERB_MAKE | VERB_DIGEST | VERB_SCHEDULE, 0, 0,
     "say what would be made, and make nothing"},
    {0, "progress", NULL, KIND_FLAG, FIELD(progress), VERB_MAKE | VERB_DIGEST, 0, 0,
     "report progress even where no terminal is"},
    {'q', "quiet", NULL, KIND_FLAG, FIELD(quiet), EVERY, 0, 0,
     "print errors only"},
    {0, "json", NULL, KIND_FLAG, FIELD(json), EVERY, 0, 0,
     "print for programs: one JSON value a line"},
    {'h', "help", NULL, KIND_FLAG, FIELD(help), EVERY, 0, 0,
     "print this help"},
    {0, "version", NULL, KIND_FLAG, FIELD(version), EVERY, 0, 0,
     "print the version"},
    {0, "verbose", NULL, KIND_FLAG, FIELD(verbose), EVERY, 0, 0,
     "say more: what the cache did; with --version: what guards the workers"},
};
/* clang-format on */

enum { TABLE_SIZE = sizeof table / sizeof table[0] };

static bool is_known(const struct option *option, int verb)
{
    size_t offset = option->offset;

    return verb != 0 ? (option->verbs & verb) != 0
                     : offset == FIELD(help) || offset == FIELD(version) ||
                           offset == FIELD(verbose);
}

/* Edit distance of two short names, for guessing what was meant. */
static size_t distance(struct view a, struct view b)
{
    enum { LONGEST = 24 };
    size_t row[LONGEST + 1];

    if (a.size > LONGEST || b.size > LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= b.size; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t best = diagonal + (a.data[i - 1] != b.data[j - 1]);

            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b.size];
}

static bool unknown(int verb, struct view name, struct err *err)
{
    const struct option *nearest = NULL;
    size_t least = 3; /* further off is no slip of the hand */

    for (size_t i = 0; i < TABLE_SIZE; i++) {
        size_t far = distance(name, view_of(table[i].name));

        if (is_known(&table[i], verb) && far < least) {
            least = far;
            nearest = &table[i];
        }
    }
    if (nearest)
        return err_set_kind(err, ERR_USAGE,
                            "there is no option --%.*s; did you mean --%s?",
                            VIEW_ARG(name), nearest->name);
    return err_set_kind(err, ERR_USAGE,
                        "there is no option --%.*s here; --help lists them",
                        VIEW_ARG(name));
}

/* By its name or a beginning of it that fits no other. */
static const struct option *find_long(int verb, struct view name,
                                      struct err *err)
{
    const struct option *found = NULL;

    for (size_t i = 0; i < TABLE_SIZE; i++) {
        const struct option *option = &table[i];

        if (!is_known(option, verb) ||
            !view_starts(view_of(option->name), name))
            continue;
        if (name.size == view_of(option->name).size)
            return option;
        if (found) {
            err_set_kind(err, ERR_USAGE,
                         "--%.*s may be --%s or --%s; write it out",
                         VIEW_ARG(name), found->name, option->name);
            return NULL;
        }
        found = option;
    }
    if (!found || name.size == 0)
        unknown(verb, name, err);
    return name.size > 0 ? found : NULL;
}

static const struct option *find_letter(int verb, char letter, struct err *err)
{
    for (size_t i = 0; i < TABLE_SIZE; i++) {
        if (table[i].letter == letter && is_known(&table[i], verb))
            return &table[i];
    }
    err_set_kind(err, ERR_USAGE,
                 "there is no option -%c here; --help lists them", letter);
    return NULL;
}

static bool set_number(struct options *options, const struct option *option,
                       const char *text, struct err *err)
{
    long value = 0;
    size_t i = 0;

    for (; text[i] >= '0' && text[i] <= '9' && i < 9; i++)
        value = value * 10 + (text[i] - '0');
    if (i == 0 || text[i] != '\0' || value < option->min || value > option->max)
        return err_set_kind(err, ERR_USAGE,
                            "--%s takes a whole number from %d to %d, not "
                            "\"%s\"",
                            option->name, option->min, option->max, text);
    *(int *)((char *)options + option->offset) = (int)value;
    return true;
}

static bool set_value(struct options *options, const struct option *option,
                      const char *text, struct err *err)
{
    void *field = (char *)options + option->offset;

    switch (option->kind) {
    case KIND_FLAG:
        *(bool *)field = true;
        return true;
    case KIND_LIST:
        if (*(const char **)field)
            return err_set_kind(err, ERR_USAGE,
                                "--%s is given twice; write one list, with "
                                "commas",
                                option->name);
        *(const char **)field = text;
        return true;
    case KIND_TEXT:
    case KIND_HEADER:
        if (text[0] == '\0' && option->kind == KIND_TEXT)
            return err_set_kind(err, ERR_USAGE, "--%s needs a value",
                                option->name);
        *(const char **)field = text;
        return true;
    case KIND_NUMBER:
        return set_number(options, option, text, err);
    }
    return true;
}

/* The value that stands behind an option, in its word or the next one. */
static bool take_value(const struct option *option, const char *inside,
                       int argc, char **argv, int *at, const char **value,
                       struct err *err)
{
    if (option->kind == KIND_FLAG) {
        if (inside)
            return err_set_kind(err, ERR_USAGE, "--%s takes no value",
                                option->name);
        return true;
    }
    if (!inside && *at + 1 >= argc)
        return err_set_kind(err, ERR_USAGE, "--%s needs a value: --%s %s",
                            option->name, option->name, option->value);
    *value = inside ? inside : argv[++*at];
    return true;
}

static bool read_long(struct options *options, int verb, int argc, char **argv,
                      int *at, struct err *err)
{
    struct view rest = view_of(argv[*at] + 2);
    struct view whole = rest;
    struct view name = view_cut(&rest, '=');
    const char *inside =
        name.size < whole.size ? whole.data + name.size + 1 : NULL;
    const char *value = "";
    const struct option *option = find_long(verb, name, err);

    return option && take_value(option, inside, argc, argv, at, &value, err) &&
           set_value(options, option, value, err);
}

static bool read_letters(struct options *options, int verb, int argc,
                         char **argv, int *at, struct err *err)
{
    for (const char *letter = argv[*at] + 1; *letter; letter++) {
        const struct option *option = find_letter(verb, *letter, err);
        const char *inside = NULL;
        const char *value = "";

        if (!option)
            return false;
        if (option->kind != KIND_FLAG && letter[1])
            inside = letter + 1;
        if (!take_value(option, inside, argc, argv, at, &value, err) ||
            !set_value(options, option, value, err))
            return false;
        if (option->kind != KIND_FLAG)
            break;
    }
    return true;
}

bool options_read(struct options *options, int verb, int argc, char **argv,
                  struct err *err)
{
    bool ended = false;

    *options = (struct options){0};
    options->quality = -1;
    options->arguments = mem_new((size_t)argc + 1, sizeof *options->arguments);
    for (int at = 1; at < argc; at++) {
        struct view word = view_of(argv[at]);
        bool ok = true;

        if (!ended && view_equal(word, VIEW("--")))
            ended = true;
        else if (!ended && view_starts(word, VIEW("--")))
            ok = read_long(options, verb, argc, argv, &at, err);
        else if (!ended && word.size > 1 && word.data[0] == '-')
            ok = read_letters(options, verb, argc, argv, &at, err);
        else
            options->arguments[options->argument_count++] = argv[at];
        if (!ok)
            return false;
    }
    return true;
}

void options_describe(int verb,
                      void (*print)(const char *name, const char *meaning))
{
    for (size_t i = 0; i < TABLE_SIZE; i++) {
        const struct option *option = &table[i];
        char name[64];
        char letter[] = {'-', option->letter, ',', ' ', '\0'};

        if (!is_known(option, verb))
            continue;
        snprintf(name, sizeof name, "%s--%s%s%s", option->letter ? letter : "",
                 option->name, option->value ? " " : "",
                 option->value ? option->value : "");
        print(name, option->meaning);
    }
}
