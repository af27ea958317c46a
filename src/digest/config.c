#include "digest/config.h"

#include "base/atomic_file.h"
#include "base/buf.h"
#include "base/checksum.h"
#include "format/ini.h"
#include "format/url.h"
#include "pipeline/publishing.h"
#include "publish/category.h"
#include "speech/policy.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    CONFIG_BYTES_MAX = 1 << 20,
    SOURCES_MAX = 1000,
    DAY_MS = 24 * 60 * 60 * 1000,
};

struct reading {
    struct arena *arena;
    const char *path;
    const struct voice_path *voices;
    struct digest_config *config;
    struct digest_source *source; /* whose section is being read */
    struct mistakes *mistakes;
};

static void PRINTF_LIKE(3, 4)
    mistake(struct reading *reading, size_t line, const char *format, ...)
{
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    *ARENA_PUSH(reading->arena, reading->mistakes) =
        arena_format(reading->arena, "%s:%zu: %s", reading->path, line, text);
}

/* ---- values */

bool digest_length_parse(struct view text, int64_t *length_ms)
{
    int64_t total_ms = 0;
    size_t at = 0;

    text = view_trim(text);
    while (at < text.size) {
        int64_t number = 0;
        int64_t unit_ms = 60000;
        size_t first = at;

        for (; at < text.size && text.data[at] >= '0' && text.data[at] <= '9' &&
               at - first < 6;
             at++)
            number = number * 10 + (text.data[at] - '0');
        if (at == first)
            return false;
        if (at < text.size) {
            char unit = text.data[at++];

            if (unit != 'h' && unit != 'm' && unit != 's')
                return false;
            unit_ms = unit == 'h' ? 3600 * 1000 : unit == 'm' ? 60000 : 1000;
        } else if (first > 0) {
            return false; /* "1h30" could be minutes or seconds */
        }
        total_ms += number * unit_ms;
    }
    *length_ms = total_ms;
    return total_ms > 0 && total_ms <= DAY_MS;
}

static bool number_parse(struct view text, long most, long *number)
{
    *number = 0;
    if (text.size == 0 || text.size > 9)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        *number = *number * 10 + (text.data[i] - '0');
    }
    return *number > 0 && *number <= most;
}

/* Without "." and "..", which would be long to listen to in messages. */
static struct view tidy_path(struct arena *arena, struct view path)
{
    char *tidy = arena_new(arena, path.size + 2, 1);
    size_t size = 0;

    while (path.size > 0) {
        struct view part = view_cut(&path, '/');

        if (part.size == 0 || view_equal(part, VIEW(".")))
            continue;
        if (view_equal(part, VIEW(".."))) {
            while (size > 0 && tidy[--size] != '/') {
            }
            continue;
        }
        tidy[size++] = '/';
        memcpy(tidy + size, part.data, part.size);
        size += part.size;
    }
    if (size == 0)
        tidy[size++] = '/';
    tidy[size] = '\0';
    return (struct view){tidy, size};
}

/* A path as a shell user means it: ~ is home, relative ones start from the
 * configuration's folder. */
static struct view path_of(const struct reading *reading, struct view value)
{
    const char *home = getenv("HOME");

    if (view_starts(value, VIEW("~/")) && home && *home)
        return arena_format(reading->arena, "%s%.*s", home, (int)value.size - 1,
                            value.data + 1);
    if (value.size > 0 && value.data[0] == '/')
        return value;
    return tidy_path(reading->arena,
                     arena_format(reading->arena, "%.*s/%.*s",
                                  VIEW_ARG(reading->config->folder),
                                  VIEW_ARG(value)));
}

static bool is_there(struct view path, bool folder)
{
    struct stat status;

    return stat(path.data, &status) == 0 &&
           (S_ISDIR(status.st_mode) != 0) == folder;
}

/* ---- keys */

enum field_kind {
    FIELD_TEXT,
    FIELD_YES,
    FIELD_NUMBER,
    FIELD_LENGTH,
    FIELD_FOLDER,  /* need not be there yet */
    FIELD_FILE,    /* must be there */
    FIELD_ADDRESS, /* http or https */
    FIELD_CHOICE,  /* one of words */
    FIELD_TOPICS,
    FIELD_SPECIAL, /* has a function of its own */
};

struct field {
    const char *key;
    enum field_kind kind;
    size_t offset;
    long most;
    const char *words; /* of a choice, in the order of its values */
    void (*take)(struct reading *reading, const struct ini_entry *entry);
};

static void take_keep(struct reading *reading, const struct ini_entry *entry)
{
    struct view rest = entry->value;
    struct view number = view_cut(&rest, ' ');
    long value;

    rest = view_trim(rest);
    if (view_equal(entry->value, VIEW("all")))
        return;
    if (number_parse(number, 100000, &value)) {
        if (view_starts(rest, VIEW("episode")))
            reading->config->keep_episodes = (size_t)value;
        else if (view_starts(rest, VIEW("day")))
            reading->config->keep_days = value;
        else
            value = 0;
    }
    if (value == 0)
        mistake(reading, entry->line,
                "keep is \"%.*s\"; write a number of episodes or days, as in "
                "\"30 episodes\", or \"all\"",
                VIEW_ARG(entry->value));
}

static void take_opening(struct reading *reading, const struct ini_entry *entry)
{
    reading->config->has_opening = true;
    reading->config->opening = entry->value;
}

static void take_closing(struct reading *reading, const struct ini_entry *entry)
{
    reading->config->has_closing = true;
    reading->config->closing = entry->value;
}

static void take_writes(struct reading *reading, const struct ini_entry *entry)
{
    struct err err;

    reading->config->writes = entry->value;
    if (!publishing_check(entry->value, true, &err))
        mistake(reading, entry->line, "%s", err.message);
}

static void take_say(struct reading *reading, const struct ini_entry *entry)
{
    struct err err;

    if (!policy_read(&reading->config->policies, entry->value, &err))
        mistake(reading, entry->line, "%s", err.message);
}

static void take_category(struct reading *reading,
                          const struct ini_entry *entry)
{
    struct view main_name;
    struct view sub_name;
    struct err err;

    reading->config->category = entry->value;
    if (!category_find(entry->value, &main_name, &sub_name, &err))
        mistake(reading, entry->line, "%s", err.message);
}

static void check_voice(struct reading *reading, size_t line,
                        struct view *voice)
{
    struct voice found;
    struct err err;

    if (view_find(*voice, VIEW("/"), 0) != SIZE_MAX ||
        view_ends(*voice, VIEW(".voice")))
        *voice = path_of(reading, *voice);
    if (reading->voices &&
        !voice_find(reading->arena, reading->voices, *voice, &found, &err))
        mistake(reading, line, "%s", err.message);
}

static void take_voice(struct reading *reading, const struct ini_entry *entry)
{
    reading->config->voice = entry->value;
    check_voice(reading, entry->line, &reading->config->voice);
}

static void take_source_voice(struct reading *reading,
                              const struct ini_entry *entry)
{
    reading->source->voice = entry->value;
    check_voice(reading, entry->line, &reading->source->voice);
}

static void take_rate(struct reading *reading, const struct ini_entry *entry)
{
    long value;

    if (number_parse(entry->value, 449, &value) && value >= 80)
        reading->config->rate_wpm = (int)value;
    else
        mistake(reading, entry->line,
                "rate is \"%.*s\"; write words a minute, from 80 to 449",
                VIEW_ARG(entry->value));
}

static void set_place(struct reading *reading, const struct ini_entry *entry,
                      enum source_kind kind)
{
    struct digest_source *source = reading->source;
    bool is_web = kind == SOURCE_FEED || kind == SOURCE_PAGE;

    if (source->place.size > 0) {
        mistake(reading, entry->line,
                "[source.%.*s] has a place already; give each source a "
                "section of its own",
                VIEW_ARG(source->key));
        return;
    }
    source->kind = kind;
    source->place = entry->value;
    if (is_web && url_is_web(entry->value))
        return;
    /* A feed may lie in a file. */
    if (kind == SOURCE_PAGE ||
        (is_web && view_find(entry->value, VIEW("://"), 0) != SIZE_MAX)) {
        mistake(reading, entry->line,
                "\"%.*s\" is no web address; only http:// and https:// ones "
                "are fetched",
                VIEW_ARG(entry->value));
        return;
    }
    source->place = path_of(reading, entry->value);
    if (!is_there(source->place, kind == SOURCE_FOLDER))
        mistake(reading, entry->line, "%.*s: there is no such %s; correct %.*s",
                VIEW_ARG(source->place),
                kind == SOURCE_FOLDER ? "folder" : "file",
                VIEW_ARG(entry->key));
}

static void take_feed(struct reading *reading, const struct ini_entry *entry)
{
    set_place(reading, entry, SOURCE_FEED);
}

static void take_page(struct reading *reading, const struct ini_entry *entry)
{
    set_place(reading, entry, SOURCE_PAGE);
}

static void take_folder(struct reading *reading, const struct ini_entry *entry)
{
    set_place(reading, entry, SOURCE_FOLDER);
}

static void take_file(struct reading *reading, const struct ini_entry *entry)
{
    set_place(reading, entry, SOURCE_FILE);
}

static void take_minutes(struct reading *reading, const struct ini_entry *entry)
{
    if (!digest_length_parse(entry->value, &reading->source->length_ms))
        mistake(reading, entry->line,
                "minutes is \"%.*s\"; write a length, as in 3 or 2m30s",
                VIEW_ARG(entry->value));
}

static void take_text(struct reading *reading, const struct ini_entry *entry)
{
    reading->source->summary = view_equal(entry->value, VIEW("summary"));
    if (!reading->source->summary && !view_equal(entry->value, VIEW("full")))
        mistake(reading, entry->line, "text is \"%.*s\"; write full or summary",
                VIEW_ARG(entry->value));
}

#define OF_DIGEST(name) offsetof(struct digest_config, name)
#define OF_SOURCE(name) offsetof(struct digest_source, name)

static const struct field digest_fields[] = {
    {"title", FIELD_TEXT, OF_DIGEST(title), 0, NULL, NULL},
    {"language", FIELD_TEXT, OF_DIGEST(language), 0, NULL, NULL},
    {"voice", FIELD_SPECIAL, 0, 0, NULL, take_voice},
    {"rate", FIELD_SPECIAL, 0, 0, NULL, take_rate},
    {"output", FIELD_FOLDER, OF_DIGEST(output), 0, NULL, NULL},
    {"base-url", FIELD_ADDRESS, OF_DIGEST(base_url), 0, NULL, NULL},
    {"state", FIELD_FOLDER, OF_DIGEST(state), 0, NULL, NULL},
    {"length", FIELD_LENGTH, OF_DIGEST(length_ms), 0, NULL, NULL},
    {"keep", FIELD_SPECIAL, 0, 0, NULL, take_keep},
    {"opening", FIELD_SPECIAL, 0, 0, NULL, take_opening},
    {"closing", FIELD_SPECIAL, 0, 0, NULL, take_closing},
    {"headlines", FIELD_YES, OF_DIGEST(headlines), 0, NULL, NULL},
    {"carry", FIELD_YES, OF_DIGEST(carry), 0, NULL, NULL},
    {"tell-left", FIELD_YES, OF_DIGEST(tell_left), 0, NULL, NULL},
    {"updates", FIELD_CHOICE, OF_DIGEST(updates), 0, "skip new full", NULL},
    {"order", FIELD_CHOICE, OF_DIGEST(order), 0, "sources newest", NULL},
    {"write", FIELD_SPECIAL, 0, 0, NULL, take_writes},
    {"lexicon", FIELD_FILE, OF_DIGEST(lexicon), 0, NULL, NULL},
    {"say", FIELD_SPECIAL, 0, 0, NULL, take_say},
    {"author", FIELD_TEXT, OF_DIGEST(author), 0, NULL, NULL},
    {"description", FIELD_TEXT, OF_DIGEST(description), 0, NULL, NULL},
    {"email", FIELD_TEXT, OF_DIGEST(email), 0, NULL, NULL},
    {"category", FIELD_SPECIAL, 0, 0, NULL, take_category},
    {"cover", FIELD_FILE, OF_DIGEST(cover), 0, NULL, NULL},
};

static const struct field source_fields[] = {
    {"feed", FIELD_SPECIAL, 0, 0, NULL, take_feed},
    {"page", FIELD_SPECIAL, 0, 0, NULL, take_page},
    {"folder", FIELD_SPECIAL, 0, 0, NULL, take_folder},
    {"file", FIELD_SPECIAL, 0, 0, NULL, take_file},
    {"name", FIELD_TEXT, OF_SOURCE(name), 0, NULL, NULL},
    {"items", FIELD_NUMBER, OF_SOURCE(items), 10000, NULL, NULL},
    {"minutes", FIELD_SPECIAL, 0, 0, NULL, take_minutes},
    {"match", FIELD_TOPICS, OF_SOURCE(match), 0, NULL, NULL},
    {"skip", FIELD_TOPICS, OF_SOURCE(skip), 0, NULL, NULL},
    {"text", FIELD_SPECIAL, 0, 0, NULL, take_text},
    {"voice", FIELD_SPECIAL, 0, 0, NULL, take_source_voice},
    {"private", FIELD_YES, OF_SOURCE(is_private), 0, NULL, NULL},
};

static void take_yes(struct reading *reading, const struct ini_entry *entry,
                     bool *value)
{
    *value = view_equal_nocase(entry->value, VIEW("yes"));
    if (!*value && !view_equal_nocase(entry->value, VIEW("no")))
        mistake(reading, entry->line, "%.*s is \"%.*s\"; write yes or no",
                VIEW_ARG(entry->key), VIEW_ARG(entry->value));
}

static void take_number(struct reading *reading, const struct ini_entry *entry,
                        long most, size_t *value)
{
    long number = 0;

    if (!number_parse(entry->value, most, &number))
        mistake(reading, entry->line,
                "%.*s is \"%.*s\"; write a whole number from 1 to %ld",
                VIEW_ARG(entry->key), VIEW_ARG(entry->value), most);
    *value = (size_t)number;
}

static void take_choice(struct reading *reading, const struct ini_entry *entry,
                        const char *words, int *value)
{
    struct view rest = view_of(words);

    for (int i = 0; rest.size > 0; i++) {
        if (view_equal(view_cut(&rest, ' '), entry->value)) {
            *value = i;
            return;
        }
    }
    mistake(reading, entry->line, "%.*s is \"%.*s\"; write one of: %s",
            VIEW_ARG(entry->key), VIEW_ARG(entry->value), words);
}

static void take_path(struct reading *reading, const struct ini_entry *entry,
                      bool must_exist, struct view *value)
{
    *value = path_of(reading, entry->value);
    if (must_exist && !is_there(*value, false))
        mistake(reading, entry->line,
                "%.*s: there is no such file; correct "
                "%.*s",
                VIEW_ARG(*value), VIEW_ARG(entry->key));
}

static void take_field(struct reading *reading, const struct field *field,
                       const struct ini_entry *entry, void *object)
{
    void *at = (char *)object + field->offset;

    if (entry->value.size == 0 && field->take != take_opening &&
        field->take != take_closing) {
        mistake(reading, entry->line,
                "%s has no value; write one, or remove the line", field->key);
        return;
    }
    switch (field->kind) {
    case FIELD_TEXT:
        *(struct view *)at = entry->value;
        break;
    case FIELD_YES:
        take_yes(reading, entry, at);
        break;
    case FIELD_NUMBER:
        take_number(reading, entry, field->most, at);
        break;
    case FIELD_LENGTH:
        if (!digest_length_parse(entry->value, at))
            mistake(reading, entry->line,
                    "%s is \"%.*s\"; write a length, as in 12m or 1h30m",
                    field->key, VIEW_ARG(entry->value));
        break;
    case FIELD_FOLDER:
        take_path(reading, entry, false, at);
        break;
    case FIELD_FILE:
        take_path(reading, entry, true, at);
        break;
    case FIELD_ADDRESS:
        *(struct view *)at = entry->value;
        if (!url_is_web(entry->value))
            mistake(reading, entry->line,
                    "%s is \"%.*s\"; write an address that begins with "
                    "https://",
                    field->key, VIEW_ARG(entry->value));
        break;
    case FIELD_CHOICE:
        take_choice(reading, entry, field->words, at);
        break;
    case FIELD_TOPICS:
        topics_parse(reading->arena, entry->value, at);
        break;
    case FIELD_SPECIAL:
        field->take(reading, entry);
        break;
    }
}

static void take_entry(struct reading *reading, const struct field *fields,
                       size_t count, const struct ini_entry *entry,
                       void *object)
{
    struct buf keys = {0};

    for (size_t i = 0; i < count; i++) {
        if (view_equal(view_of(fields[i].key), entry->key)) {
            take_field(reading, &fields[i], entry, object);
            buf_release(&keys);
            return;
        }
        buf_addf(&keys, "%s%s", i > 0 ? ", " : "", fields[i].key);
    }
    mistake(reading, entry->line,
            "[%.*s] knows no key \"%.*s\"; its keys are: %s",
            VIEW_ARG(entry->section), VIEW_ARG(entry->key), buf_string(&keys));
    buf_release(&keys);
}

/* ---- the file */

static struct digest_source *find_source(struct digest_config *config,
                                         struct view key)
{
    for (size_t i = 0; i < config->sources.count; i++) {
        if (view_equal(config->sources.at[i].key, key))
            return &config->sources.at[i];
    }
    return NULL;
}

static bool source_key(struct view section, struct view *key)
{
    *key = view_trim(view_slice(section, strlen("source."), section.size));
    return view_starts(section, VIEW("source.")) && key->size > 0;
}

static void take_sections(struct reading *reading, const struct ini *ini)
{
    struct digest_config *config = reading->config;

    for (size_t i = 0; i < ini->sections.count; i++) {
        const struct ini_section *section = &ini->sections.at[i];
        struct view key;

        if (view_equal(section->name, VIEW("digest")))
            continue;
        if (!source_key(section->name, &key)) {
            mistake(reading, section->line,
                    "there is no section [%.*s]; sections are [digest] and "
                    "[source.NAME], a section for each source",
                    VIEW_ARG(section->name));
        } else if (key.size > DIGEST_KEY_MAX) {
            mistake(reading, section->line,
                    "[source.%.*s...] has a long name; write at most %d bytes "
                    "behind the dot",
                    VIEW_ARG(view_slice(key, 0, DIGEST_KEY_MAX)),
                    DIGEST_KEY_MAX);
        } else if (find_source(config, key)) {
            mistake(reading, section->line,
                    "[source.%.*s] stands twice; give each source a name of "
                    "its own",
                    VIEW_ARG(key));
        } else if (config->sources.count < SOURCES_MAX) {
            struct digest_source *source =
                ARENA_PUSH(reading->arena, &config->sources);
            source->key = key;
            source->line = section->line;
        } else {
            mistake(reading, section->line,
                    "more than %d sources; make two digests of them",
                    SOURCES_MAX);
            return;
        }
    }
}

static void take_entries(struct reading *reading, const struct ini *ini)
{
    for (size_t i = 0; i < ini->count; i++) {
        const struct ini_entry *entry = &ini->at[i];
        struct view key;

        if (view_equal(entry->section, VIEW("digest"))) {
            take_entry(reading, digest_fields,
                       sizeof digest_fields / sizeof *digest_fields, entry,
                       reading->config);
        } else if (source_key(entry->section, &key)) {
            reading->source = find_source(reading->config, key);
            if (reading->source)
                take_entry(reading, source_fields,
                           sizeof source_fields / sizeof *source_fields, entry,
                           reading->source);
        } else if (entry->section.size == 0) {
            mistake(reading, entry->line,
                    "\"%.*s\" stands before the first section; put [digest] "
                    "above it",
                    VIEW_ARG(entry->key));
        }
    }
}

/* A template's fields must be known: {date} and so on. */
static void check_template(struct reading *reading, const struct ini *ini,
                           const char *key, struct view template)
{
    static const char *const names[] = {"date",  "time", "count",  "length",
                                        "title", "left", "weekday"};
    size_t at = 0;

    while ((at = view_find(template, VIEW("{"), at)) != SIZE_MAX) {
        size_t end = view_find(template, VIEW("}"), at);
        struct view name = view_slice(template, at + 1, end);
        bool known = false;
        size_t line = 1;

        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            known = known || view_equal(name, view_of(names[i]));
        for (size_t i = 0; i < ini->count; i++) {
            if (view_equal(ini->at[i].key, view_of(key)))
                line = ini->at[i].line;
        }
        if (end == SIZE_MAX || !known)
            mistake(reading, line,
                    "%s has a field {%.*s}; fields are {date}, {weekday}, "
                    "{time}, {count}, {left}, {length} and {title}",
                    key, VIEW_ARG(view_slice(name, 0, 40)));
        at++;
    }
}

static void check_whole(struct reading *reading, const struct ini *ini)
{
    struct digest_config *config = reading->config;

    if (config->output.size == 0)
        mistake(reading, 1,
                "[digest] says no output; name the folder for the episodes, "
                "as in: output = ~/Podcasts/briefing");
    if (config->sources.count == 0)
        mistake(reading, 1,
                "there is no source; add a section as [source.news] with a "
                "feed, page, folder or file");
    for (size_t i = 0; i < config->sources.count; i++) {
        const struct digest_source *source = &config->sources.at[i];

        if (source->place.size == 0)
            mistake(reading, source->line,
                    "[source.%.*s] says no place; add feed, page, folder or "
                    "file",
                    VIEW_ARG(source->key));
    }
    check_template(reading, ini, "opening", config->opening);
    check_template(reading, ini, "closing", config->closing);
}

static void set_names(struct reading *reading)
{
    struct digest_config *config = reading->config;
    char resolved[PATH_MAX];
    size_t slash;
    size_t dot;

    config->path = arena_copy(
        reading->arena,
        view_of(realpath(reading->path, resolved) ? resolved : reading->path));
    for (slash = config->path.size; slash > 0; slash--) {
        if (config->path.data[slash - 1] == '/')
            break;
    }
    config->folder = arena_copy(
        reading->arena, view_slice(config->path, 0, slash > 1 ? slash - 1 : 1));
    config->name = view_slice(config->path, slash, config->path.size);
    for (dot = config->name.size; dot > 1; dot--) {
        if (config->name.data[dot - 1] == '.')
            break;
    }
    if (dot > 1)
        config->name = view_slice(config->name, 0, dot - 1);
    config->name = arena_copy(reading->arena, config->name);
}

bool digest_config_read(struct arena *arena, const char *path,
                        const struct voice_path *voices,
                        struct digest_config *config, struct mistakes *mistakes)
{
    struct reading reading = {.arena = arena,
                              .path = path,
                              .voices = voices,
                              .config = config,
                              .mistakes = mistakes};
    struct ini ini = {0};
    struct err err;
    char *data = NULL;
    size_t size = 0;
    size_t before = mistakes->count;

    *config = (struct digest_config){
        .title = VIEW("Briefing"),
        .language = VIEW("en"),
        .writes = VIEW(PUBLISHING_USUAL),
        .category = VIEW("News > Daily News"),
        .carry = true,
    };
    if (!file_read(path, CONFIG_BYTES_MAX, &data, &size, &err)) {
        *ARENA_PUSH(arena, mistakes) = arena_copy(arena, view_of(err.message));
        return false;
    }
    set_names(&reading);
    struct view text = arena_copy(arena, (struct view){data, size});
    free(data);
    config->fingerprint = checksum_bytes(text);
    bool parsed = ini_read(arena, path, text, &ini, &err);
    if (!parsed)
        *ARENA_PUSH(arena, mistakes) = arena_copy(arena, view_of(err.message));
    take_sections(&reading, &ini);
    take_entries(&reading, &ini);
    /* What is missing may stand behind the line that inih stumbled over. */
    if (parsed)
        check_whole(&reading, &ini);
    return mistakes->count == before;
}

bool digest_config_named(const char *path)
{
    struct view name = view_of(path);

    return view_ends(name, VIEW(".conf")) || view_ends(name, VIEW(".ini")) ||
           view_ends(name, VIEW(".digest"));
}
