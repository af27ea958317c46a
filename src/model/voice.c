#include "model/voice.h"

const char *role_name(enum role role)
{
    static const char *const names[ROLE_COUNT] = {
        [ROLE_TITLE] = "title",     [ROLE_BYLINE] = "byline",
        [ROLE_HEADING] = "heading", [ROLE_BODY] = "body",
        [ROLE_QUOTE] = "quote",     [ROLE_NOTICE] = "notice",
    };

    return names[role];
}

const char *pause_name(enum pause pause)
{
    static const char *const names[PAUSE_COUNT] = {
        [PAUSE_LEAD] = "lead",         [PAUSE_TITLE] = "title",
        [PAUSE_BYLINE] = "byline",     [PAUSE_SECTION] = "section",
        [PAUSE_HEADING] = "heading",   [PAUSE_PARAGRAPH] = "paragraph",
        [PAUSE_SENTENCE] = "sentence", [PAUSE_ITEM] = "item",
        [PAUSE_QUOTE] = "quote",       [PAUSE_ARTICLE] = "article",
        [PAUSE_END] = "end",
    };

    return names[pause];
}
