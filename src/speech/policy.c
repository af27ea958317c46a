#include "speech/policy.h"

enum { CHOICES_MAX = 3 };

static const struct policy {
    const char *name;
    size_t offset; /* in struct speech_request, of an int-sized enum */
    struct {
        const char *name;
        int value;
    } choices[CHOICES_MAX];
} policies[] = {
    {"urls",
     offsetof(struct speech_request, urls),
     {{"site", SPEECH_URLS_SITE},
      {"full", SPEECH_URLS_WHOLE},
      {"skip", SPEECH_URLS_SKIP}}},
    {"footnotes",
     offsetof(struct speech_request, footnotes),
     {{"say", SPEECH_SAY}, {"count", SPEECH_ANNOUNCE}, {"skip", SPEECH_SKIP}}},
    {"tables",
     offsetof(struct speech_request, tables),
     {{"say", SPEECH_SAY},
      {"announce", SPEECH_ANNOUNCE},
      {"skip", SPEECH_SKIP}}},
    {"code",
     offsetof(struct speech_request, code),
     {{"say", SPEECH_SAY},
      {"announce", SPEECH_ANNOUNCE},
      {"skip", SPEECH_SKIP}}},
    {"images",
     offsetof(struct speech_request, images),
     {{"say", SPEECH_SAY},
      {"announce", SPEECH_ANNOUNCE},
      {"skip", SPEECH_SKIP}}},
    {"emoji",
     offsetof(struct speech_request, emoji),
     {{"say", SPEECH_SAY}, {"skip", SPEECH_SKIP}}},
    {"capitals",
     offsetof(struct speech_request, capitals),
     {{"words", SPEECH_CAPITALS_WORDS}, {"letters", SPEECH_CAPITALS_LETTERS}}},
    {"abbreviations",
     offsetof(struct speech_request, abbreviations),
     {{"plain", SPEECH_ABBREVIATIONS_PLAIN},
      {"explain", SPEECH_ABBREVIATIONS_EXPLAIN}}},
};

enum { POLICY_COUNT = sizeof policies / sizeof policies[0] };

static bool refuse_thing(struct view name, struct err *err)
{
    struct buf known = {0};
    for (size_t i = 0; i < POLICY_COUNT; i++)
        buf_addf(&known, "%s%s", i > 0 ? ", " : "", policies[i].name);
    err_set_kind(err, ERR_USAGE,
                 "say: \"%.*s\" is nothing that can be chosen; there are %s",
                 VIEW_ARG(name), buf_string(&known));
    buf_release(&known);
    return false;
}

static bool refuse_choice(const struct policy *policy, struct view value,
                          struct err *err)
{
    struct buf known = {0};
    for (size_t i = 0; i < CHOICES_MAX && policy->choices[i].name; i++)
        buf_addf(&known, "%s%s=%s", i > 0 ? ", " : "", policy->name,
                 policy->choices[i].name);
    err_set_kind(err, ERR_USAGE,
                 "say: %s cannot be said as \"%.*s\"; choose one of %s",
                 policy->name, VIEW_ARG(value), buf_string(&known));
    buf_release(&known);
    return false;
}

static bool read_one(struct speech_request *request, struct view item,
                     bool named[POLICY_COUNT], struct err *err)
{
    struct view name = view_trim(view_cut(&item, '='));
    struct view value = view_trim(item);
    for (size_t i = 0; i < POLICY_COUNT; i++) {
        const struct policy *policy = &policies[i];
        if (!view_equal(view_of(policy->name), name))
            continue;
        if (named[i])
            return err_set_kind(err, ERR_USAGE,
                                "say: %s is named twice; name it once",
                                policy->name);
        named[i] = true;
        for (size_t j = 0; j < CHOICES_MAX && policy->choices[j].name; j++) {
            if (!view_equal(view_of(policy->choices[j].name), value))
                continue;
            *(int *)((char *)request + policy->offset) =
                policy->choices[j].value;
            return true;
        }
        return refuse_choice(policy, value, err);
    }
    return refuse_thing(name, err);
}

bool policy_read(struct speech_request *request, struct view list,
                 struct err *err)
{
    bool named[POLICY_COUNT] = {false};
    while (list.size > 0) {
        if (!read_one(request, view_cut(&list, ','), named, err))
            return false;
    }
    return true;
}
