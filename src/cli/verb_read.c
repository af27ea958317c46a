#include "cli/articles.h"
#include "cli/message.h"
#include "cli/verb.h"
#include "digest/abridge.h"
#include "read/document_print.h"

#include <stdio.h>

static bool find_style(const struct options *options,
                       enum document_style *style, struct err *err)
{
    static const char *const names[] = {
        [DOCUMENT_AS_TEXT] = "text",
        [DOCUMENT_AS_MARKDOWN] = "markdown",
        [DOCUMENT_AS_JSON] = "json",
    };
    const char *name =
        options->as ? options->as : (options->json ? "json" : "markdown");

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (view_equal(view_of(names[i]), view_of(name))) {
            *style = (enum document_style)i;
            return true;
        }
    }
    return err_set_kind(err, ERR_USAGE,
                        "--as %s: a document is text, markdown or json", name);
}

int verb_read(const struct options *options, struct err *err)
{
    struct arena arena = {0};
    struct documents documents = {0};
    enum document_style style = DOCUMENT_AS_MARKDOWN;
    struct buf out = {0};
    int status = -1;

    if (!find_style(options, &style, err) ||
        !articles_read(&arena, options, message_log(options), &documents, err))
        goto out;
    for (size_t i = 0; i < documents.count && options->summary_words > 0; i++) {
        struct document whole = documents.at[i];

        abridge_to_words(&arena, &whole, (size_t)options->summary_words,
                         &documents.at[i]);
    }
    for (size_t i = 0; i < documents.count; i++) {
        if (i > 0 && style != DOCUMENT_AS_JSON)
            buf_add_char(&out, '\n');
        document_print(&documents.at[i], style, &out);
    }
    fwrite(out.data, 1, out.size, stdout);
    status = 0;
out:
    buf_release(&out);
    arena_release(&arena);
    return status;
}
