#include "cli/articles.h"
#include "cli/message.h"
#include "cli/script_line.h"
#include "cli/verb.h"
#include "cue/script_print.h"

#include <stdio.h>

static const struct form {
    const char *name;
    void (*print)(const struct script *script, struct buf *out);
} forms[] = {
    {"text", script_print_text},
    {"json", script_print_json},
    {"ssml", script_print_ssml},
};

static const struct form *find_form(const struct options *options,
                                    struct err *err)
{
    const char *name =
        options->as ? options->as : (options->json ? "json" : "text");

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (view_equal(view_of(forms[i].name), view_of(name)))
            return &forms[i];
    }
    err_set_kind(err, ERR_USAGE, "--as %s: a script is text, json or ssml",
                 name);
    return NULL;
}

static bool print_program(const struct options *options, const struct log *log,
                          struct buf *out, struct err *err)
{
    struct arena arena = {0};
    struct program program;
    const struct form *form = find_form(options, err);
    bool ok = form && articles_program(&arena, options, log, &program, err);

    if (ok && options->why)
        script_why(&program, out);
    else if (ok)
        form->print(&program.script, out);
    arena_release(&arena);
    return ok;
}

int verb_script(const struct options *options, struct err *err)
{
    const struct log *log = message_log(options);
    struct buf out = {0};
    bool ok;

    if (options->lines)
        ok = script_lines(options, log, &out, err);
    else if (options->sentences)
        ok = script_sentences(options, &out, err);
    else
        ok = print_program(options, log, &out, err);
    if (ok && out.size > 0)
        fwrite(out.data, 1, out.size, stdout);
    buf_release(&out);
    return ok ? 0 : -1;
}
