#include "model/document.h"

const char *block_kind_name(enum block_kind kind)
{
    static const char *const names[] = {
        [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph",
        [BLOCK_QUOTE] = "quote",     [BLOCK_ITEM] = "item",
        [BLOCK_TABLE] = "table",     [BLOCK_CODE] = "code",
        [BLOCK_IMAGE] = "image",     [BLOCK_NOTE] = "note",
        [BLOCK_BYLINE] = "byline",   [BLOCK_RULE] = "rule",
    };

    return names[kind];
}

const char *run_kind_name(enum run_kind kind)
{
    static const char *const names[] = {
        [RUN_LINK] = "link",         [RUN_EMPHASIS] = "emphasis",
        [RUN_STRONG] = "strong",     [RUN_CODE] = "code",
        [RUN_LANGUAGE] = "language", [RUN_NOTEMARK] = "notemark",
        [RUN_IMAGE] = "image",       [RUN_ABBREVIATION] = "abbreviation",
    };

    return names[kind];
}
