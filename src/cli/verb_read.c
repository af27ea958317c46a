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

/* Appends one ARTICLE, whole or abridged.  A feed as JSON stays a feed. */
static bool print_article(const struct options *options, size_t i,
                          enum document_style style, struct buf *out,
                          struct err *err)
{
    struct arena arena = {0};
    struct documents documents = {0};
    bool as_feed = style == DOCUMENT_AS_JSON && options->summary_words == 0;
    bool ok = articles_read_one(&arena, options, i, message_log(options),
                                &documents, as_feed ? out : NULL, err);

    for (size_t d = 0; ok && d < documents.count; d++) {
        struct document document = documents.at[d];

        if (options->summary_words > 0)
            abridge_to_words(&arena, &documents.at[d],
                             (size_t)options->summary_words, &document);
        if (out->size > 0 && style != DOCUMENT_AS_JSON)
            buf_add_char(out, '\n');
        document_print(&document, style, out);
    }
    arena_release(&arena);
    return ok;
}

int verb_read(const struct options *options, struct err *err)
{
    enum document_style style = DOCUMENT_AS_MARKDOWN;
    struct buf out = {0};
    bool ok = find_style(options, &style, err) && articles_named(options, err);

    for (size_t i = 0; ok && i < options->argument_count; i++)
        ok = print_article(options, i, style, &out, err);
    if (ok)
        fwrite(out.data, 1, out.size, stdout);
    buf_release(&out);
    return ok ? 0 : -1;
}
