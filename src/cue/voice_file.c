#include "cue/voice_file.h"

#include "base/atomic_file.h"
#include "format/ini.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FILE_BYTES_MAX = 256 * 1024,
    RATE_MIN_WPM = 80,
    RATE_MAX_WPM = 449, /* from 450 eSpeak NG stretches time and gets slower */
    PAUSE_MAX_MS = 10000,
};

/* Where a number of a [voice] or [role.X] section goes. */
static const struct manner_key {
    const char *key;
    size_t offset;
    int min, max;
} manner_keys[] = {
    {"rate", offsetof(struct manner, rate_wpm), RATE_MIN_WPM, RATE_MAX_WPM},
    {"pitch", offsetof(struct manner, pitch), 0, 99},
    {"range", offsetof(struct manner, range), 0, 99},
    {"volume", offsetof(struct manner, volume), 0, 200},
};

static const struct text_key {
    const char *key;
    size_t offset;
} text_keys[] = {
    {"engine", offsetof(struct voice, engine)},
    {"name", offsetof(struct voice, variant)},
    {"language", offsetof(struct voice, language)},
    {"title", offsetof(struct voice, title)},
    {"lexicon", offsetof(struct voice, lexicon)},
};

static const struct manner plain_manner = {
    .rate_wpm = 175, .pitch = 50, .range = 50, .volume = 100};

static const int plain_pause_ms[PAUSE_COUNT] = {
    [PAUSE_LEAD] = 300,     [PAUSE_TITLE] = 900,   [PAUSE_BYLINE] = 900,
    [PAUSE_SECTION] = 1200, [PAUSE_HEADING] = 700, [PAUSE_PARAGRAPH] = 700,
    [PAUSE_SENTENCE] = 350, [PAUSE_ITEM] = 450,    [PAUSE_QUOTE] = 600,
    [PAUSE_ARTICLE] = 2000, [PAUSE_END] = 700,
};

struct parsing {
    const char *path;
    struct voice *voice;
    bool set[ROLE_COUNT][sizeof manner_keys / sizeof manner_keys[0]];
};

static bool wrong_value(const struct parsing *parsing,
                        const struct ini_entry *entry, int min, int max,
                        struct err *err)
{
    return err_set(err,
                   "%s:%zu: %.*s = \"%.*s\" is no whole number from %d to %d; "
                   "correct it",
                   parsing->path, entry->line, VIEW_ARG(entry->key),
                   VIEW_ARG(entry->value), min, max);
}

static bool parse_number(const struct parsing *parsing,
                         const struct ini_entry *entry, int min, int max,
                         int *number, struct err *err)
{
    int value = 0;

    if (entry->value.size == 0 || entry->value.size > 6)
        return wrong_value(parsing, entry, min, max, err);
    for (size_t i = 0; i < entry->value.size; i++) {
        char digit = entry->value.data[i];

        if (digit < '0' || digit > '9')
            return wrong_value(parsing, entry, min, max, err);
        value = value * 10 + (digit - '0');
    }
    if (value < min || value > max)
        return wrong_value(parsing, entry, min, max, err);
    *number = value;
    return true;
}

static bool unknown(const struct parsing *parsing,
                    const struct ini_entry *entry, struct err *err)
{
    return err_set(err,
                   "%s:%zu: \"%.*s\" is no key of [%.*s]; see "
                   "briefcast.voice(5)",
                   parsing->path, entry->line, VIEW_ARG(entry->key),
                   VIEW_ARG(entry->section));
}

/* False with err set when the value is wrong; *known tells whether the key
 * is one of a manner's. */
static bool parse_manner(struct parsing *parsing, enum role role,
                         const struct ini_entry *entry, bool *known,
                         struct err *err)
{
    struct manner *manner = &parsing->voice->roles[role];

    *known = true;
    for (size_t i = 0; i < sizeof manner_keys / sizeof manner_keys[0]; i++) {
        const struct manner_key *key = &manner_keys[i];

        if (!view_equal(entry->key, view_of(key->key)))
            continue;
        parsing->set[role][i] = true;
        return parse_number(parsing, entry, key->min, key->max,
                            (int *)((char *)manner + key->offset), err);
    }
    *known = false;
    return true;
}

static bool parse_voice_entry(struct parsing *parsing,
                              const struct ini_entry *entry, struct err *err)
{
    bool known;

    for (size_t i = 0; i < sizeof text_keys / sizeof text_keys[0]; i++) {
        if (view_equal(entry->key, view_of(text_keys[i].key))) {
            *(struct view *)((char *)parsing->voice + text_keys[i].offset) =
                entry->value;
            return true;
        }
    }
    if (!parse_manner(parsing, ROLE_BODY, entry, &known, err))
        return false;
    return known || unknown(parsing, entry, err);
}

static bool parse_pause_entry(struct parsing *parsing,
                              const struct ini_entry *entry, struct err *err)
{
    for (int pause = 0; pause < PAUSE_COUNT; pause++) {
        if (view_equal(entry->key, view_of(pause_name((enum pause)pause))))
            return parse_number(parsing, entry, 0, PAUSE_MAX_MS,
                                &parsing->voice->pause_ms[pause], err);
    }
    return unknown(parsing, entry, err);
}

static bool parse_role_entry(struct parsing *parsing, struct view name,
                             const struct ini_entry *entry, struct err *err)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        bool known;

        if (!view_equal(name, view_of(role_name((enum role)role))))
            continue;
        if (view_equal(entry->key, VIEW("name"))) {
            parsing->voice->roles[role].variant = entry->value;
            return true;
        }
        if (!parse_manner(parsing, (enum role)role, entry, &known, err))
            return false;
        return known || unknown(parsing, entry, err);
    }
    return err_set(err,
                   "%s:%zu: [role.%.*s] is no role; there are title, byline, "
                   "heading, body, quote, notice",
                   parsing->path, entry->line, VIEW_ARG(name));
}

static bool parse_entry(struct parsing *parsing, const struct ini_entry *entry,
                        struct err *err)
{
    struct view role = VIEW("role.");

    if (view_equal(entry->section, VIEW("voice")))
        return parse_voice_entry(parsing, entry, err);
    if (view_equal(entry->section, VIEW("pause")))
        return parse_pause_entry(parsing, entry, err);
    if (view_starts(entry->section, role))
        return parse_role_entry(parsing,
                                view_slice(entry->section, role.size, SIZE_MAX),
                                entry, err);
    return err_set(err, "%s:%zu: \"%.*s\" stands before any [section]",
                   parsing->path, entry->line, VIEW_ARG(entry->key));
}

static bool check_sections(const char *path, const struct ini *ini,
                           struct err *err)
{
    for (size_t i = 0; i < ini->sections.count; i++) {
        const struct ini_section *section = &ini->sections.at[i];

        if (!view_equal(section->name, VIEW("voice")) &&
            !view_equal(section->name, VIEW("pause")) &&
            !view_starts(section->name, VIEW("role.")))
            return err_set(err,
                           "%s:%zu: section [%.*s] is not known; there are "
                           "[voice], [pause] and [role.NAME]",
                           path, section->line, VIEW_ARG(section->name));
    }
    return true;
}

/* What a role does not set is as [voice] (that is, the body) says. */
static void inherit_manners(struct parsing *parsing)
{
    struct manner *roles = parsing->voice->roles;

    for (int role = 0; role < ROLE_COUNT; role++) {
        for (size_t i = 0; i < sizeof manner_keys / sizeof manner_keys[0];
             i++) {
            size_t offset = manner_keys[i].offset;

            if (!parsing->set[role][i])
                memcpy((char *)&roles[role] + offset,
                       (char *)&roles[ROLE_BODY] + offset, sizeof(int));
        }
    }
}

static struct view base_name(struct view path)
{
    struct view name = path;

    for (size_t i = 0; i < path.size; i++) {
        if (path.data[i] == '/')
            name = view_slice(path, i + 1, path.size);
    }
    if (view_ends(name, VIEW(".voice")))
        name.size -= VIEW(".voice").size;
    return name;
}

static bool check_complete(const struct parsing *parsing, struct err *err)
{
    const struct voice *voice = parsing->voice;

    if (voice->engine.size == 0)
        return err_set(err, "%s: [voice] has no engine; add engine = espeak-ng",
                       parsing->path);
    if (voice->variant.size == 0)
        return err_set(err, "%s: [voice] has no name; add name = en-us",
                       parsing->path);
    if (voice->language.size == 0)
        return err_set(err, "%s: [voice] has no language; add language = en-US",
                       parsing->path);
    return true;
}

bool voice_parse(struct arena *arena, const char *path, struct view bytes,
                 struct voice *voice, struct err *err)
{
    struct parsing parsing = {.path = path, .voice = voice};
    struct ini ini;

    *voice = (struct voice){0};
    voice->path = arena_copy(arena, view_of(path));
    voice->name = base_name(voice->path);
    for (int role = 0; role < ROLE_COUNT; role++)
        voice->roles[role] = plain_manner;
    memcpy(voice->pause_ms, plain_pause_ms, sizeof plain_pause_ms);

    if (!ini_read(arena, path, bytes, &ini, err) ||
        !check_sections(path, &ini, err))
        return false;
    for (size_t i = 0; i < ini.count; i++) {
        if (!parse_entry(&parsing, &ini.at[i], err))
            return false;
    }
    inherit_manners(&parsing);
    return check_complete(&parsing, err);
}

static bool read_voice(struct arena *arena, const char *path,
                       struct voice *voice, struct err *err)
{
    char *data = NULL;
    size_t size = 0;
    bool ok = file_read(path, FILE_BYTES_MAX, &data, &size, err) &&
              voice_parse(arena, path, (struct view){data, size}, voice, err);

    free(data);
    return ok;
}

static bool not_found(struct arena *arena, const struct voice_path *path,
                      struct view name, struct err *err)
{
    struct view places = {0};

    for (size_t i = 0; i < path->count; i++)
        places = arena_format(arena, "%.*s%s%.*s", VIEW_ARG(places),
                              i ? ", " : "", VIEW_ARG(path->folders[i]));
    return err_set(err,
                   "voice \"%.*s\" is not there; \"briefcast voices\" lists "
                   "what is (looked in %.*s)",
                   VIEW_ARG(name), VIEW_ARG(places));
}

bool voice_find(struct arena *arena, const struct voice_path *path,
                struct view name, struct voice *voice, struct err *err)
{
    if (view_find(name, VIEW("/"), 0) != SIZE_MAX ||
        view_ends(name, VIEW(".voice")))
        return read_voice(arena, arena_copy(arena, name).data, voice, err);
    for (size_t i = 0; i < path->count; i++) {
        struct view file =
            arena_format(arena, "%.*s/%.*s.voice", VIEW_ARG(path->folders[i]),
                         VIEW_ARG(name));

        if (access(file.data, F_OK) == 0)
            return read_voice(arena, file.data, voice, err);
    }
    return not_found(arena, path, name, err);
}

static bool is_listed(const struct voices *voices, struct view name)
{
    for (size_t i = 0; i < voices->count; i++) {
        if (view_equal(voices->at[i].name, name))
            return true;
    }
    return false;
}

static bool list_folder(struct arena *arena, struct view folder,
                        struct voices *voices, struct err *err)
{
    bool ok = true;
    DIR *stream = opendir(arena_copy(arena, folder).data);
    struct dirent *entry;

    if (!stream)
        return errno == ENOENT || errno == ENOTDIR ||
               err_set_errno(err, "%.*s", VIEW_ARG(folder));
    while (ok && (entry = readdir(stream))) {
        struct view name = view_of(entry->d_name);

        if (!view_ends(name, VIEW(".voice")) || name.data[0] == '.' ||
            is_listed(voices, base_name(name)))
            continue;
        struct view file =
            arena_format(arena, "%.*s/%.*s", VIEW_ARG(folder), VIEW_ARG(name));
        ok = read_voice(arena, file.data, ARENA_PUSH(arena, voices), err);
    }
    closedir(stream);
    return ok;
}

static int by_name(const void *a, const void *b)
{
    return view_compare(((const struct voice *)a)->name,
                        ((const struct voice *)b)->name);
}

bool voice_list(struct arena *arena, const struct voice_path *path,
                struct voices *voices, struct err *err)
{
    *voices = (struct voices){0};
    for (size_t i = 0; i < path->count; i++) {
        if (!list_folder(arena, path->folders[i], voices, err))
            return false;
    }
    if (voices->count > 0)
        qsort(voices->at, voices->count, sizeof *voices->at, by_name);
    return true;
}

static bool same_language(struct view a, struct view b)
{
    return view_equal_nocase(view_cut(&a, '-'), view_cut(&b, '-'));
}

bool voice_is_language_tag(struct view language)
{
    size_t letters = 0;

    for (size_t i = 0; i < language.size; i++) {
        char c = language.data[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (is_letter && letters == i)
            letters++;
        if (!is_letter && c != '-' && (c < '0' || c > '9'))
            return false;
    }
    return letters >= 2 && letters <= 8 &&
           (letters == language.size || language.data[letters] == '-');
}

bool voice_for_language(struct arena *arena, const struct voice_path *path,
                        const struct voice *base, struct view language,
                        struct voice *voice, struct err *err)
{
    struct voices voices;

    *voice = *base;
    if (!voice_is_language_tag(language) ||
        same_language(base->language, language))
        return true;
    if (!voice_list(arena, path, &voices, err))
        return false;
    for (size_t i = 0; i < voices.count; i++) {
        if (same_language(voices.at[i].language, language)) {
            *voice = voices.at[i];
            return true;
        }
    }
    struct view rest = language;
    voice->variant = view_cut(&rest, '-');
    voice->language = language;
    for (int role = 0; role < ROLE_COUNT; role++)
        voice->roles[role].variant = (struct view){0};
    return true;
}

void voice_set_rate(struct voice *voice, int rate_wpm)
{
    int body = voice->roles[ROLE_BODY].rate_wpm;

    for (int role = 0; role < ROLE_COUNT; role++) {
        int rate = voice->roles[role].rate_wpm * rate_wpm / body;

        if (rate < RATE_MIN_WPM)
            rate = RATE_MIN_WPM;
        if (rate > RATE_MAX_WPM)
            rate = RATE_MAX_WPM;
        voice->roles[role].rate_wpm = rate;
    }
    for (int pause = 0; pause < PAUSE_COUNT; pause++)
        voice->pause_ms[pause] = voice->pause_ms[pause] * body / rate_wpm;
}
