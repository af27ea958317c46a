#include "pipeline/article.h"

#include "base/atomic_file.h"
#include "base/mem.h"
#include "cue/cue.h"
#include "format/fetch.h"
#include "format/url.h"
#include "pipeline/reading.h"
#include "section/section.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SOURCE_BYTES_MAX = 256 << 20 };

/* Pictures and sounds are told by name, before a reader finds that their
 * bytes are no text. */
static bool is_readable(struct view type, struct view source, struct err *err)
{
    static const char *const others[] = {"image/", "audio/", "video/", "font/"};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (view_starts_nocase(type, view_of(others[i])))
            return err_set(err,
                           "%.*s: is %.*s, not text; give the address of an "
                           "article",
                           VIEW_ARG(source), VIEW_ARG(type));
    }
    return true;
}

/* What the answer says of itself counts where the user said nothing. */
static bool load_address(struct arena *arena, struct read_request *read,
                         struct err *err)
{
    struct fetch_request request = {.url = read->source, .allow_private = true};
    struct fetch_answer answer;

    if (!fetch_one(arena, &request, &answer, err))
        return false;
    if (read->content_type.size == 0)
        read->content_type = answer.type;
    if (read->base_url.size == 0)
        read->base_url = answer.url;
    read->bytes = answer.body;
    return is_readable(read->content_type, read->source, err);
}

/* Addresses of other kinds are no names of files, unless there is one. */
static bool check_name(struct view source, const char *path, struct err *err)
{
    if (url_scheme(source).size < 2 ||
        view_find(source, VIEW("://"), 0) == SIZE_MAX ||
        access(path, F_OK) == 0)
        return true;
    return err_set(err,
                   "%s: cannot be read; give the name of a file, or an address "
                   "that begins with http:// or https://",
                   path);
}

/* *data is allocated, the caller frees it. */
static bool load(struct arena *arena, struct read_request *read, char **data,
                 struct err *err)
{
    const char *path = arena_copy(arena, read->source).data;
    size_t size = 0;

    if (url_is_web(read->source))
        return load_address(arena, read, err);
    bool ok = check_name(read->source, path, err) &&
              file_read(path, SOURCE_BYTES_MAX, data, &size, err);
    read->bytes = (struct view){*data, size};
    return ok;
}

bool article_read(struct arena *arena, const struct article_request *request,
                  const struct log *log, struct documents *documents,
                  struct buf *feed, struct err *err)
{
    struct read_request read = {
        .source = request->source,
        .format = request->format,
        .base_url = view_trim(request->base_url),
        .content_type = view_trim(request->content_type),
        .language = request->language,
        .items = request->items,
    };
    char *data = NULL;
    bool ok = load(arena, &read, &data, err);

    if (ok && feed)
        ok = reading_documents_or_feed(arena, &read, log, documents, feed, err);
    else if (ok)
        ok = reading_documents(arena, &read, log, documents, err);
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

/* The script is written: of the ledger only what was not said will be asked
 * for.  Tokens between become one. */
static void shorten_ledger(struct arena *arena, struct outline *outline)
{
    for (size_t i = 0; i < outline->sentences.count; i++) {
        struct tokens *tokens = &outline->sentences.at[i].tokens;
        struct tokens kept = {0};

        for (size_t t = 0; t < tokens->count; t++) {
            const struct token *token = &tokens->at[t];
            struct token *last =
                kept.count ? &tokens->at[kept.count - 1] : NULL;

            if (last && last->fate != TOKEN_SKIPPED &&
                token->fate != TOKEN_SKIPPED) {
                last->end = token->end;
                last->spoken_end = token->spoken_end;
            } else {
                tokens->at[kept.count++] = *token;
            }
        }
        kept.room = kept.count;
        kept.at = arena_new(arena, kept.count, sizeof *kept.at);
        if (kept.count > 0)
            memcpy(kept.at, tokens->at, kept.count * sizeof *kept.at);
        *tokens = kept;
    }
}

static bool write_program(struct arena *arena,
                          const struct program_request *request,
                          struct arena *ledger, const struct log *log,
                          struct program *program, struct err *err)
{
    size_t count = request->document_count;

    *program = (struct program){.outline_count = count};
    program->outlines = arena_new(arena, count, sizeof *program->outlines);
    for (size_t i = 0; i < count; i++) {
        struct document *document = arena_new(arena, 1, sizeof *document);
        struct view language = language_of(request, &request->documents[i]);
        struct speech_request speech = request->policies;

        speech.language = language;
        speech.lexicon = request->lexicon;
        speech.ledger = ledger;
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
    for (size_t i = 0; ledger && i < count; i++)
        shorten_ledger(arena, &program->outlines[i]);
    if (!has_say(&program->script))
        return err_set(err, "%.*s: there is nothing to speak in it",
                       VIEW_ARG(request->documents[0].source));
    return true;
}

/* A book's whole ledger is larger than the book: it goes before there are
 * processes that would have it too. */
bool article_program(struct arena *arena, const struct program_request *request,
                     const struct log *log, struct program *program,
                     struct err *err)
{
    struct arena ledger = {0};
    bool ok =
        write_program(arena, request, request->keeps_ledger ? NULL : &ledger,
                      log, program, err);

    arena_release(&ledger);
    mem_trim();
    return ok;
}
