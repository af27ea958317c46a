#include "cli/articles.h"
#include "cli/message.h"
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

int verb_script(const struct options *options, struct err *err)
{
    struct arena arena = {0};
    struct program program;
    struct buf out = {0};
    const struct form *form = find_form(options, err);
    int status = -1;

    if (!form ||
        !articles_program(&arena, options, message_log(options), &program, err))
        goto out;
    form->print(&program.script, &out);
    fwrite(out.data, 1, out.size, stdout);
    status = 0;
out:
    buf_release(&out);
    arena_release(&arena);
    return status;
}
