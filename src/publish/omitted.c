#include "publish/omitted.h"

#include "base/letter.h"
#include "base/utf8.h"

static struct omitted_group *
find_group(struct arena *arena, struct omitted *omitted, struct view reason)
{
    for (size_t i = 0; i < omitted->count; i++) {
        if (view_equal(omitted->at[i].reason, reason))
            return &omitted->at[i];
    }
    struct omitted_group *group = ARENA_PUSH(arena, omitted);
    group->reason = reason;
    return group;
}

static void add_piece(struct arena *arena, struct omitted *omitted,
                      const char *reason, struct view text)
{
    struct omitted_group *group = find_group(arena, omitted, view_of(reason));
    struct omitted_piece *piece = arena_new(arena, 1, sizeof *piece);

    piece->text = text;
    if (group->last)
        group->last->next = piece;
    else
        group->first = piece;
    group->last = piece;
    group->count++;
}

static bool has_word(struct view text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint = utf8_next(text, &at);

        if (letter_any(codepoint) || letter_digit(codepoint) ||
            letter_picture(codepoint))
            return true;
    }
    return false;
}

static void tell_marks(struct omitted *omitted)
{
    for (size_t i = 0; i < omitted->count; i++) {
        struct omitted_group *group = &omitted->at[i];

        group->marks = true;
        for (const struct omitted_piece *piece = group->first; piece;
             piece = piece->next)
            group->marks = group->marks && !has_word(piece->text);
        *(group->marks ? &omitted->marks : &omitted->pieces) += group->count;
    }
}

/* A stretch of a block that was skipped for one reason; it grows while the
 * tokens follow each other. */
struct skipped {
    const char *rule; /* NULL: none is open */
    size_t block;
    size_t begin;
    size_t end;
};

static void close_skipped(struct arena *arena, struct omitted *omitted,
                          const struct document *document,
                          struct skipped *skipped)
{
    if (skipped->rule)
        add_piece(arena, omitted, skipped->rule,
                  view_slice(document->blocks.at[skipped->block].text,
                             skipped->begin, skipped->end));
    skipped->rule = NULL;
}

static void add_sentence(struct arena *arena, struct omitted *omitted,
                         const struct document *document,
                         const struct sentence *sentence,
                         struct skipped *skipped)
{
    for (size_t i = 0; i < sentence->tokens.count; i++) {
        const struct token *token = &sentence->tokens.at[i];
        bool skips = token->fate == TOKEN_SKIPPED;
        bool goes_on = skips && skipped->rule &&
                       skipped->block == sentence->block &&
                       view_equal(view_of(skipped->rule), view_of(token->rule));

        if (goes_on) {
            skipped->end = token->end;
            continue;
        }
        close_skipped(arena, omitted, document, skipped);
        if (skips)
            *skipped = (struct skipped){token->rule, sentence->block,
                                        token->begin, token->end};
    }
}

static void add_article(struct arena *arena, const struct outline *outline,
                        struct omitted *omitted)
{
    const struct document *document = outline->document;
    struct skipped skipped = {0};

    for (size_t i = 0; i < outline->sentences.count; i++)
        add_sentence(arena, omitted, document, &outline->sentences.at[i],
                     &skipped);
    close_skipped(arena, omitted, document, &skipped);
    for (size_t i = 0; i < document->omissions.count; i++)
        add_piece(arena, omitted, document->omissions.at[i].reason,
                  document->omissions.at[i].text);
}

void omitted_list(struct arena *arena, const struct episode *episode,
                  struct omitted *omitted)
{
    const struct script *script = episode->script;

    *omitted = (struct omitted){0};
    for (size_t i = 0; i < script->cues.count; i++) {
        if (episode->timeline->cues[i].gap)
            add_piece(arena, omitted, "could not be spoken",
                      script->cues.at[i].shown);
    }
    for (size_t i = 0; i < script->articles.count; i++)
        add_article(arena, script->articles.at[i], omitted);
    tell_marks(omitted);
}
