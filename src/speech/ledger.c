#include "speech/ledger.h"

#include "base/utf8.h"
#include "speech/letters.h"

static bool only_space(struct view text, size_t begin, size_t end)
{
    while (begin < end) {
        uint32_t codepoint = utf8_next(text, &begin);
        if (!letters_is_space(codepoint) && !letters_is_invisible(codepoint))
            return false;
    }
    return true;
}

static bool has_word(struct view text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint = utf8_next(text, &at);
        if (letters_is_letter(codepoint) || letters_digit(codepoint) >= 0)
            return true;
    }
    return false;
}

static bool hole(struct view text, size_t begin, size_t end, const char *what,
                 struct err *err)
{
    struct view piece = view_slice(text, begin, end);
    if (piece.size > 60)
        piece.size = utf8_floor(piece, 60);
    return err_set(err,
                   "the speech ledger does not add up: %s: \"%.*s\" (a fault "
                   "of briefcast; please report it)",
                   what, VIEW_ARG(piece));
}

static bool check_token(struct view text, const struct sentence *sentence,
                        const struct token *token, size_t spoken_at,
                        struct err *err)
{
    struct view said =
        view_slice(sentence->spoken, token->spoken_begin, token->spoken_end);
    struct view written = view_slice(text, token->begin, token->end);
    if (!token->rule || token->rule[0] == '\0')
        return hole(text, token->begin, token->end, "no rule for", err);
    if (token->spoken_begin < spoken_at ||
        token->spoken_end < token->spoken_begin ||
        token->spoken_end > sentence->spoken.size)
        return hole(text, token->begin, token->end, "spoken out of order", err);
    if (token->fate == TOKEN_SKIPPED && said.size > 0)
        return hole(text, token->begin, token->end, "skipped but spoken", err);
    if (token->fate != TOKEN_SKIPPED && has_word(written) && !has_word(said))
        return hole(text, token->begin, token->end, "no words for", err);
    if (has_word(view_slice(sentence->spoken, spoken_at, token->spoken_begin)))
        return hole(text, token->begin, token->end, "words from nowhere before",
                    err);
    return true;
}

bool ledger_check(struct view text, const struct sentence *sentence,
                  struct err *err)
{
    size_t at = sentence->begin;
    size_t spoken_at = 0;
    if (sentence->end > text.size || sentence->begin > sentence->end)
        return hole(text, 0, text.size, "a sentence outside its block", err);
    for (size_t i = 0; i < sentence->tokens.count; i++) {
        const struct token *token = &sentence->tokens.at[i];
        if (token->begin < at || token->end <= token->begin ||
            token->end > sentence->end)
            return hole(text, token->begin, token->end, "tokens overlap", err);
        if (!only_space(text, at, token->begin))
            return hole(text, at, token->begin, "not accounted for", err);
        if (!check_token(text, sentence, token, spoken_at, err))
            return false;
        at = token->end;
        spoken_at = token->spoken_end;
    }
    if (!only_space(text, at, sentence->end))
        return hole(text, at, sentence->end, "not accounted for", err);
    if (has_word(
            view_slice(sentence->spoken, spoken_at, sentence->spoken.size)))
        return hole(text, sentence->begin, sentence->end,
                    "words from nowhere behind", err);
    return true;
}

static bool check_block_end(const struct outline *outline, size_t block,
                            size_t covered, struct err *err)
{
    const struct document *document = outline->document;
    if (block >= document->blocks.count)
        return true;
    const struct block *at = &document->blocks.at[block];
    if (only_space(at->text, covered, at->text.size))
        return true;
    hole(at->text, covered, at->text.size, "in no sentence", err);
    err_prefix(err, "%.*s:%zu", VIEW_ARG(document->source), at->line);
    return false;
}

bool ledger_check_outline(const struct outline *outline, struct err *err)
{
    const struct document *document = outline->document;
    size_t block = 0;
    size_t covered = 0;
    for (size_t i = 0; i < outline->sentences.count; i++) {
        const struct sentence *sentence = &outline->sentences.at[i];
        while (block < sentence->block) {
            if (!check_block_end(outline, block, covered, err))
                return false;
            block++;
            covered = 0;
        }
        if (sentence->block >= document->blocks.count)
            return err_set(err, "%.*s: a sentence of a block that is not there",
                           VIEW_ARG(document->source));
        const struct block *its = &document->blocks.at[sentence->block];
        if (!ledger_check(its->text, sentence, err) ||
            (!only_space(its->text, covered, sentence->begin) &&
             !hole(its->text, covered, sentence->begin, "in no sentence",
                   err))) {
            err_prefix(err, "%.*s:%zu", VIEW_ARG(document->source), its->line);
            return false;
        }
        covered = sentence->end;
    }
    for (; block < document->blocks.count; block++, covered = 0) {
        if (!check_block_end(outline, block, covered, err))
            return false;
    }
    return true;
}

/* Tabs and line ends would break the table. */
static void add_cell(struct buf *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        buf_add_char(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
}

void ledger_print(struct view text, const struct sentence *sentence,
                  struct buf *out)
{
    for (size_t i = 0; i < sentence->tokens.count; i++) {
        const struct token *token = &sentence->tokens.at[i];
        buf_addf(out, "%s\t%s\t", token_fate_name(token->fate), token->rule);
        add_cell(out, view_slice(text, token->begin, token->end));
        buf_add_char(out, '\t');
        add_cell(out, view_slice(sentence->spoken, token->spoken_begin,
                                 token->spoken_end));
        buf_add_char(out, '\n');
    }
}
