#include "pipeline/article.h"

#include "base/atomic_file.h"
#include "cue/cue.h"
#include "pipeline/reading.h"
#include "section/section.h"

#include <stdlib.h>
#include <string.h>

enum { SOURCE_BYTES_MAX = 256 << 20 };

bool article_read(struct arena *arena, const struct article_request *request,
                  const struct log *log, struct documents *documents,
                  struct err *err)
{
    struct read_request read = {
        .source = request->source,
        .format = request->format,
        .base_url = request->base_url,
        .content_type = request->content_type,
        .language = request->language,
        .items = request->items,
    };
    char *data = NULL;
    size_t size = 0;
    bool ok = file_read(arena_copy(arena, request->source).data,
                        SOURCE_BYTES_MAX, &data, &size, err);

    read.bytes = (struct view){data, size};
    ok = ok && reading_documents(arena, &read, log, documents, err);
    free(data);
    return ok;
}

/* "By" in the languages whose bylines we make; others get the name alone. */
static const char *byline_word(struct view language)
{
    static const struct {
        const char *language, *word;
    } words[] = {
        {"en", "By "},  {"de", "Von "}, {"fr", "Par "},
        {"es", "Por "}, {"it", "Di "},  {"pt", "Por "},
    };
    struct view primary = view_cut(&language, '-');

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (view_equal_nocase(primary, view_of(words[i].language)))
            return words[i].word;
    }
    return "";
}

static struct view byline(struct arena *arena, const struct document *document,
                          struct view language)
{
    if (document->author.size == 0)
        return (struct view){0};
    /* Most pages already say "By" in front of their author's name. */
    bool has_by = view_starts_nocase(document->author, VIEW("by "));
    return arena_format(arena, "%s%.*s.", has_by ? "" : byline_word(language),
                        VIEW_ARG(document->author));
}

/* Title and byline become blocks, so that they are sectioned, rewritten and
 * accounted for like any other text. */
static void open_with_title(struct arena *arena, struct document *document,
                            struct view language)
{
    struct block opening[2] = {{0}};
    size_t count = 0;
    struct view by = byline(arena, document, language);
    size_t title_blocks = document->title_in_blocks ? 1 : 0;

    if (!document->title_in_blocks && document->title.size > 0)
        opening[count++] = (struct block){
            .kind = BLOCK_HEADING, .level = 1, .text = document->title};
    if (by.size > 0)
        opening[count++] = (struct block){.kind = BLOCK_BYLINE, .text = by};
    if (count == 0)
        return;

    struct blocks *old = &document->blocks;
    struct block *fresh = arena_new(arena, old->count + count, sizeof *fresh);
    memcpy(fresh, old->at, title_blocks * sizeof *fresh);
    memcpy(fresh + title_blocks, opening, count * sizeof *fresh);
    memcpy(fresh + title_blocks + count, old->at + title_blocks,
           (old->count - title_blocks) * sizeof *fresh);
    for (size_t i = 0; i < document->omissions.count; i++) {
        if (document->omissions.at[i].before >= title_blocks)
            document->omissions.at[i].before += count;
    }
    *old = (struct blocks){fresh, old->count + count, old->count + count};
    document->title_in_blocks = document->title.size > 0;
}

static struct view language_of(const struct program_request *request,
                               const struct document *document)
{
    if (request->language.size > 0)
        return request->language;
    if (document->language.size > 0)
        return document->language;
    return request->voice->language;
}

static bool is_spoken(const struct voice *voices, size_t count,
                      struct view language)
{
    for (size_t i = 0; i < count; i++) {
        struct view a = voices[i].language;
        struct view b = language;

        if (view_equal_nocase(view_cut(&a, '-'), view_cut(&b, '-')))
            return true;
    }
    return false;
}

/* A voice for each language that some sentence needs, the show's first. */
static bool gather_voices(struct arena *arena,
                          const struct program_request *request,
                          struct program *program, struct err *err)
{
    enum { MOST = 32 };
    struct voice *voices = arena_new(arena, MOST, sizeof *voices);
    size_t count = 1;

    voices[0] = *request->voice;
    for (size_t o = 0; o < program->outline_count; o++) {
        const struct sentences *sentences = &program->outlines[o].sentences;

        for (size_t i = 0; i < sentences->count && count < MOST; i++) {
            struct view language = sentences->at[i].language;

            if (language.size == 0 || is_spoken(voices, count, language))
                continue;
            if (!voice_for_language(arena, request->voices, &voices[0],
                                    language, &voices[count++], err))
                return false;
        }
    }
    program->voices = voices;
    program->voice_count = count;
    return true;
}

static bool has_say(const struct script *script)
{
    for (size_t i = 0; i < script->cues.count; i++) {
        if (script->cues.at[i].kind == CUE_SAY)
            return true;
    }
    return false;
}

bool article_program(struct arena *arena, const struct program_request *request,
                     const struct log *log, struct program *program,
                     struct err *err)
{
    size_t count = request->document_count;

    *program = (struct program){.outline_count = count};
    program->outlines = arena_new(arena, count, sizeof *program->outlines);
    for (size_t i = 0; i < count; i++) {
        struct document *document = arena_new(arena, 1, sizeof *document);
        struct view language = language_of(request, &request->documents[i]);
        struct speech_request speech = {.language = language,
                                        .lexicon = request->lexicon};

        *document = request->documents[i];
        open_with_title(arena, document, language);
        section_document(arena, document, &program->outlines[i]);
        if (!speech_outline(arena, &speech, log, &program->outlines[i], err))
            return false;
    }
    if (!gather_voices(arena, request, program, err))
        return false;
    struct cue_request cue = {
        .outlines = program->outlines,
        .outline_count = count,
        .voices = program->voices,
        .voice_count = program->voice_count,
    };
    cue_script(arena, &cue, &program->script);
    if (!has_say(&program->script))
        return err_set(err, "%.*s: there is nothing to speak in it",
                       VIEW_ARG(request->documents[0].source));
    return true;
}
