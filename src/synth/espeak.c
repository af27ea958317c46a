/* eSpeak NG behind the engine table; the one place that knows its header.
 *
 * The library keeps its state in globals, never frees it wholly, and can be
 * neither closed nor opened again: it is opened once in a process, and each
 * piece is spoken in a child forked for it. */
#include "synth/engine.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "synth/gate.h"

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>

#include <dlfcn.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    RATE_HZ = 22050,
    /* The library holds 200 events for each second of buffer and drops the
     * rest without a word. */
    BUFFER_MS = 500,
    NAME_SIZE = 64,
    NOISE_SEED = 1,
};

static bool is_open;
static char selected[NAME_SIZE]; /* voice name in force */

static struct sound *sink; /* NULL: nothing is kept */
static struct view sink_text;
static size_t sink_byte; /* where character number sink_character begins */
static int sink_character;

/* libpcaudio's function of this name would connect to a sound server, make
 * folders in HOME and start threads.  The program's own definition comes
 * first, and NULL means that there is no sound device. */
struct audio_object;
struct audio_object *create_audio_device_object(const char *device,
                                                const char *application,
                                                const char *description);
struct audio_object *create_audio_device_object(const char *device,
                                                const char *application,
                                                const char *description)
{
    (void)device;
    (void)application;
    (void)description;
    return NULL;
}

/* The event counts characters from 1; events rise, nearly always. */
static size_t byte_of_character(int character)
{
    if (character < sink_character) {
        sink_character = 0;
        sink_byte = 0;
    }
    while (sink_character < character && sink_byte < sink_text.size) {
        utf8_next(sink_text, &sink_byte);
        sink_character++;
    }
    return sink_byte;
}

static int on_sound(short *samples, int count, espeak_EVENT *events)
{
    if (!sink)
        return 0;
    for (; events && events->type != espeakEVENT_LIST_TERMINATED; events++) {
        if (events->type == espeakEVENT_WORD && events->text_position > 0)
            sound_add_anchor(sink, byte_of_character(events->text_position - 1),
                             events->sample);
    }
    if (samples && count > 0)
        sound_add_samples(sink, samples, (size_t)count);
    return sink->overflow ? 1 : 0;
}

/* Names become paths inside the library: nothing but these may reach it. */
static bool name_is_plain(struct view name, char copy[NAME_SIZE])
{
    bool seen_plus = false;

    if (name.size == 0 || name.size >= NAME_SIZE)
        return false;
    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];
        bool is_plus = c == '+' && !seen_plus && i > 0 && i + 1 < name.size;

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
            !(c >= '0' && c <= '9') && c != '-' && !is_plus)
            return false;
        seen_plus = seen_plus || is_plus;
    }
    memcpy(copy, name.data, name.size);
    copy[name.size] = '\0';
    return true;
}

/* The library says yes to variants it does not have, and may keep the voice
 * before; what it says it has now must end as the name does. */
static bool took_effect(const char *name)
{
    const espeak_VOICE *now = espeak_GetCurrentVoice();
    const char *variant = strchr(name, '+');

    if (!now || !now->identifier)
        return false;
    struct view identifier = view_of(now->identifier);
    if (!variant)
        return view_find(identifier, VIEW("+"), 0) == SIZE_MAX;
    return view_ends(identifier, view_of(variant));
}

/* Debian's 1.51 refuses "en-gb", whose name leads it to a voice that is not
 * installed; the list knows the file that speaks it. */
static bool select_by_language(const char *name)
{
    size_t size = strcspn(name, "+");
    char file[NAME_SIZE * 2];

    for (const espeak_VOICE **at = espeak_ListVoices(NULL); at && *at; at++) {
        struct view language = view_of((*at)->languages + 1);
        struct view identifier = view_of((*at)->identifier);

        if (!view_equal_nocase(language, (struct view){name, size}) ||
            view_starts(identifier, VIEW("mb/")))
            continue;
        snprintf(file, sizeof file, "%.*s%s", VIEW_ARG(identifier),
                 name + size);
        return espeak_SetVoiceByName(file) == EE_OK;
    }
    return false;
}

static bool select_voice(const struct voice *voice, struct view wanted,
                         struct err *err)
{
    char name[NAME_SIZE];

    if (!name_is_plain(wanted, name))
        return err_set(err,
                       "%.*s: \"%.*s\" is no name of an eSpeak NG voice; see "
                       "`briefcast voices`",
                       VIEW_ARG(voice->path), VIEW_ARG(wanted));
    if (strcmp(name, selected) == 0)
        return true;
    selected[0] = '\0';
    bool found =
        espeak_SetVoiceByName(name) == EE_OK || select_by_language(name);
    if (!found || !took_effect(name))
        return err_set(err,
                       "%.*s: eSpeak NG has no voice \"%s\"; see `briefcast "
                       "voices` for those it has",
                       VIEW_ARG(voice->path), name);
    memcpy(selected, name, sizeof selected);
    return true;
}

static int initialize(const char *data)
{
    return espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, data,
                             espeakINITIALIZE_DONT_EXIT);
}

static int find_data(const char *data)
{
    espeak_ng_InitializePath(data);
    return 0;
}

/* An empty folder espeak-ng-data in HOME would silence the engine, so HOME is
 * out of sight while it looks for its data. */
static int without_home(int (*call)(const char *data))
{
    const char *data = getenv("ESPEAK_DATA_PATH");
    const char *home = getenv("HOME");
    char *kept = home ? mem_copy_string(home, strlen(home)) : NULL;

    unsetenv("HOME");
    int result = call(data && strlen(data) < 140 ? data : NULL);
    if (kept)
        setenv("HOME", kept, 1);
    free(kept);
    return result;
}

static bool ensure_open(struct err *err)
{
    if (is_open)
        return true;
    /* 0 means that it found no data and must not be used. */
    if (without_home(initialize) != RATE_HZ)
        return err_set(err, "eSpeak NG cannot be started; install the package "
                            "espeak-ng-data, or set ESPEAK_DATA_PATH to the "
                            "folder that holds espeak-ng-data");
    espeak_SetSynthCallback(on_sound);
    is_open = true;
    return true;
}

static bool espeak_open(const struct voice *voice, int *rate_hz,
                        struct err *err)
{
    if (!ensure_open(err) || !select_voice(voice, voice->variant, err))
        return false;
    *rate_hz = RATE_HZ;
    return true;
}

static const char *espeak_folder(void)
{
    const char *folder = NULL;

    espeak_Info(&folder);
    return folder;
}

static bool espeak_prepare(const struct voice *voice,
                           const struct manner *manner, struct err *err)
{
    struct view wanted =
        manner->variant.size ? manner->variant : voice->variant;

    if (!select_voice(voice, wanted, err))
        return false;
    espeak_SetParameter(espeakRATE, manner->rate_wpm, 0);
    espeak_SetParameter(espeakPITCH, manner->pitch, 0);
    espeak_SetParameter(espeakRANGE, manner->range, 0);
    espeak_SetParameter(espeakVOLUME, manner->volume, 0);
    espeak_SetParameter(espeakPUNCTUATION, espeakPUNCT_NONE, 0);
    espeak_SetParameter(espeakCAPITALS, 0, 0);
    espeak_SetParameter(espeakWORDGAP, 0, 0);
    /* The library's noise comes from rand(), whose state is random()'s: it
     * has to be the same for each piece. */
    srandom(NOISE_SEED);
    return true;
}

/* The last look: whatever went wrong before, only the gate's grammar gets
 * into the library. */
static bool may_speak(const struct engine_piece *piece)
{
    for (enum letter_script script = LETTER_LATIN; script < LETTER_SCRIPT_COUNT;
         script++) {
        if (gate_allows(piece->text, script, piece->has_phonemes))
            return true;
    }
    return false;
}

static bool synthesize(const struct engine_piece *piece, struct sound *sound)
{
    unsigned flags = espeakCHARS_UTF8;

    if (!may_speak(piece))
        return false;
    if (piece->has_phonemes)
        flags |= espeakPHONEMES;
    if (piece->pause_after)
        flags |= espeakENDPAUSE;
    sink = sound;
    sink_text = piece->text;
    sink_byte = 0;
    sink_character = 0;
    return espeak_Synth(piece->text.data, piece->text.size + 1, 0,
                        POS_CHARACTER, 0, flags, NULL, NULL) == EE_OK;
}

static bool espeak_speak(const struct engine_piece *piece, struct sound *sound)
{
    return synthesize(piece, sound) && !sound->overflow;
}

static struct buf *identity_sink;

static int identify_file(const char *path, const struct stat *status, int type,
                         struct FTW *walk)
{
    (void)walk;
    if (type == FTW_F)
        buf_addf(identity_sink, "%s %lld %lld.%09ld\n", path,
                 (long long)status->st_size, (long long)status->st_mtim.tv_sec,
                 status->st_mtim.tv_nsec);
    return 0;
}

static int compare_lines(const void *a, const void *b)
{
    return view_compare(*(const struct view *)a, *(const struct view *)b);
}

/* Folders give their files in no order that one could rely on. */
static void add_sorted(struct buf *to, struct view lines)
{
    struct view *line = NULL;
    size_t count = 0;
    struct view rest = lines;

    for (size_t i = 0; i < lines.size; i++)
        count += lines.data[i] == '\n';
    line = mem_new(count, sizeof *line);
    for (size_t i = 0; i < count; i++)
        line[i] = view_cut(&rest, '\n');
    if (count > 0)
        qsort(line, count, sizeof *line, compare_lines);
    for (size_t i = 0; i < count; i++) {
        buf_add(to, line[i]);
        buf_add_char(to, '\n');
    }
    free(line);
}

/* Version, the library's file, and every file of its data: names, sizes and
 * times. */
static void espeak_identify(struct buf *identity)
{
    const char *folder = NULL;
    const char *version;
    struct buf lines = {0};
    const char *(*info)(const char **path) = espeak_Info;
    const void *in_library;
    Dl_info library;
    struct stat status;

    if (!is_open)
        without_home(find_data);
    version = espeak_Info(&folder);
    buf_addf(identity, "%s\n", version ? version : "");
    identity_sink = identity;
    memcpy(&in_library, &info, sizeof in_library);
    if (dladdr(in_library, &library) != 0 && library.dli_fname &&
        stat(library.dli_fname, &status) == 0)
        identify_file(library.dli_fname, &status, FTW_F, NULL);
    identity_sink = &lines;
    if (folder)
        nftw(folder, identify_file, 16, FTW_PHYS);
    add_sorted(identity, buf_view(&lines));
    buf_release(&lines);
}

/* Asked of the synthesis itself, so that it is what would be heard. */
static bool espeak_phonemes(const struct engine_piece *piece, struct buf *ipa)
{
    char *trace = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&trace, &size);

    if (!stream)
        return false;
    espeak_SetPhonemeTrace(espeakPHONEMES_SHOW | espeakPHONEMES_IPA, stream);
    bool done = synthesize(piece, NULL);
    espeak_SetPhonemeTrace(0, NULL);
    done = fclose(stream) == 0 && done;
    struct view rest = {trace, size};
    struct view clause;
    while (done && view_next_line(&rest, &clause)) {
        if (ipa->size > 0)
            buf_add_char(ipa, ' ');
        buf_add(ipa, view_trim(clause));
    }
    free(trace);
    return done;
}

static int compare_voices(const void *a, const void *b)
{
    const struct engine_voice *left = a;
    const struct engine_voice *right = b;
    int order = view_compare(left->language, right->language);

    return order ? order : view_compare(left->name, right->name);
}

static bool espeak_list(struct arena *arena, struct engine_voices *voices,
                        struct err *err)
{
    if (!ensure_open(err))
        return false;
    for (const espeak_VOICE **at = espeak_ListVoices(NULL); at && *at; at++) {
        struct view identifier = view_of((*at)->identifier);
        struct view language = view_of((*at)->languages + 1);

        /* Voices of MBROLA need what is not installed. */
        if (view_starts(identifier, VIEW("mb/")))
            continue;
        struct engine_voice *voice = ARENA_PUSH(arena, voices);
        voice->language = arena_copy(arena, language);
        voice->name = voice->language;
        voice->title = arena_copy(arena, view_of((*at)->name));
    }
    if (voices->count > 0)
        qsort(voices->at, voices->count, sizeof *voices->at, compare_voices);
    return true;
}

const struct engine espeak_engine = {
    .name = "espeak-ng",
    .open = espeak_open,
    .identify = espeak_identify,
    .folder = espeak_folder,
    .prepare = espeak_prepare,
    .speak = espeak_speak,
    .phonemes = espeak_phonemes,
    .list = espeak_list,
};
