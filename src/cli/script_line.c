#include "cli/script_line.h"

#include "base/atomic_file.h"
#include "base/utf8.h"
#include "section/sentence.h"
#include "speech/ledger.h"
#include "speech/lexicon.h"
#include "speech/policy.h"
#include "speech/speech.h"

#include <stdlib.h>

enum { INPUT_BYTES_MAX = 64 << 20 };

static bool read_input(const struct options *options, char **data,
                       struct view *text, struct err *err)
{
    size_t size = 0;
    size_t bad;

    if (options->argument_count > 1)
        return err_set_kind(err, ERR_USAGE,
                            "give one file, or none for "
                            "standard input");
    const char *path =
        options->argument_count == 1 ? options->arguments[0] : "-";
    if (!file_read(path, INPUT_BYTES_MAX, data, &size, err))
        return false;
    *text = (struct view){*data, size};
    return utf8_valid(*text, &bad) ||
           err_set(err, "%s: byte %zu is no UTF-8; convert the file first",
                   path, bad + 1);
}

static struct view language_of(const struct options *options)
{
    return options->language ? view_of(options->language) : VIEW("en");
}

static bool speak_lines(struct view text, const struct speech_request *request,
                        const struct log *log, struct buf *out, struct err *err)
{
    struct view line;

    while (view_next_line(&text, &line)) {
        struct arena arena = {0};
        struct view spoken = {0};
        bool ok = speech_line(&arena, request, log, line, &spoken, err);

        buf_addf(out, "%.*s\n", VIEW_ARG(spoken));
        arena_release(&arena);
        if (!ok)
            return false;
    }
    return true;
}

bool script_lines(const struct options *options, const struct log *log,
                  struct buf *out, struct err *err)
{
    struct lexicon *lexicon = options->lexicon ? lexicon_new() : NULL;
    struct speech_request request = {.language = language_of(options),
                                     .lexicon = lexicon};
    char *data = NULL;
    struct view text;
    bool ok = policy_read(&request, view_of(options->say), err) &&
              (!lexicon ||
               lexicon_load(lexicon, LEXICON_USER, options->lexicon, err)) &&
              read_input(options, &data, &text, err) &&
              speak_lines(text, &request, log, out, err);

    free(data);
    lexicon_free(lexicon);
    return ok;
}

static void unescape(struct view line, struct buf *out)
{
    for (size_t i = 0; i < line.size; i++) {
        char c = line.data[i];

        if (c == '\\' && i + 1 < line.size) {
            c = line.data[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        buf_add_char(out, c);
    }
}

static void escape(struct view text, struct buf *out)
{
    for (size_t i = 0; i < text.size; i++) {
        switch (text.data[i]) {
        case '\n':
            buf_add_string(out, "\\n");
            break;
        case '\t':
            buf_add_string(out, "\\t");
            break;
        case '\\':
            buf_add_string(out, "\\\\");
            break;
        default:
            buf_add_char(out, text.data[i]);
        }
    }
}

bool script_sentences(const struct options *options, struct buf *out,
                      struct err *err)
{
    struct sentence_rules *rules = sentence_rules_new(language_of(options));
    struct buf plain = {0};
    char *data = NULL;
    struct view text;
    struct view line;
    bool ok = read_input(options, &data, &text, err);

    while (ok && view_next_line(&text, &line)) {
        struct arena arena = {0};
        struct spans spans = {0};

        buf_reset(&plain);
        unescape(line, &plain);
        sentence_split(rules, &arena, buf_view(&plain), &spans);
        for (size_t i = 0; i < spans.count; i++) {
            if (i > 0)
                buf_add_char(out, '\t');
            escape(view_slice(buf_view(&plain), spans.at[i].begin,
                              spans.at[i].end),
                   out);
        }
        buf_add_char(out, '\n');
        arena_release(&arena);
    }
    buf_release(&plain);
    free(data);
    sentence_rules_free(rules);
    return ok;
}

void script_why(const struct program *program, struct buf *out)
{
    for (size_t o = 0; o < program->outline_count; o++) {
        const struct outline *outline = &program->outlines[o];
        const struct document *document = outline->document;

        for (size_t i = 0; i < outline->sentences.count; i++) {
            const struct sentence *sentence = &outline->sentences.at[i];

            ledger_print(document->blocks.at[sentence->block].text, sentence,
                         out);
        }
        for (size_t i = 0; i < document->omissions.count; i++) {
            const struct omission *omission = &document->omissions.at[i];

            buf_addf(out, "left out\t%s\t", omission->reason);
            escape(omission->text, out);
            buf_add_string(out, "\t\n");
        }
    }
}
