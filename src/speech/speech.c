#include "speech/speech.h"

#include "base/utf8.h"
#include "speech/class.h"
#include "speech/date_words.h"
#include "speech/expansion.h"
#include "speech/guard.h"
#include "speech/ledger.h"
#include "speech/manner.h"
#include "speech/number_words.h"
#include "speech/script_fit.h"
#include "speech/stated_language.h"
#include "speech/transliterate.h"
#include "speech/unit_words.h"

#include <string.h>

/* What one sentence needs again and again. */
struct work {
    struct arena *arena;
    struct arena scratch; /* of the two lists */
    struct atoms atoms;   /* of the sentence at hand, as its tokens; they are */
    struct tokens tokens; /* used for one sentence after the other */
    const struct speech_request *request;
    const struct log *log;
    struct view source; /* for messages */
    struct utterance utterance;
    struct saying best;
    struct saying other;
    /* Words of ours that go before the next token and count as its own: the
     * heading of a table's column, "image". */
    struct view prefix;
    const char *prefix_rule;
    size_t column; /* of a table's row */
    struct expansions expansions;
    size_t section; /* that is being spoken */
    size_t notes;   /* blocks of notes that begin with this one, or 0 */
};

static void work_init(struct work *work, struct arena *arena,
                      const struct speech_request *request)
{
    *work = (struct work){.arena = arena, .request = request};
    utterance_init(&work->utterance, LETTER_LATIN);
}

static void work_release(struct work *work)
{
    utterance_release(&work->utterance);
    buf_release(&work->best.words);
    buf_release(&work->other.words);
    arena_release(&work->scratch);
}

/* Months, weekdays and words of time beside which 1/4 is a day. */
static bool is_date_word(const struct line *line, size_t at)
{
    return line_in(line, at,
                   " monday tuesday wednesday thursday friday saturday sunday "
                   "leaves meeting reminder remind date dated appointment "
                   "calendar schedule birthday ");
}

/* What a stroke or a dot means depends on whether a quotation is open. */
static void mark_quotations(struct line *line)
{
    bool open = false;
    bool single = false;
    for (size_t i = 0; i < line->atoms.count; i++) {
        struct atom *atom = &line->atoms.at[i];
        bool opens = !line_touches_before(line, i) && line_touches(line, i + 1);
        atom->quoted = line_is_sign(line, i, '\'') ? single : open;
        /* Behind a figure it opens nothing: 12". */
        if (line_is_sign(line, i, '"'))
            open = !open && !line_is_digits(line, i - 1);
        else if (line_is_sign(line, i, '\'') && opens)
            single = true;
        else if (line_is_sign(line, i, '\'') && !line_touches(line, i + 1))
            single = false;
    }
}

static void survey(struct line *line)
{
    mark_quotations(line);
    size_t upper = 0;
    size_t words = 0;
    for (size_t i = 0; i < line->atoms.count; i++) {
        const struct atom *atom = &line->atoms.at[i];
        if (atom->kind != ATOM_LETTERS)
            continue;
        line->date_near = line->date_near || is_date_word(line, i);
        if (atom->letters < 2)
            continue;
        words++;
        upper += atom->letter_case == CASE_UPPER;
    }
    line->capitals = words >= 2 && upper * 4 >= words * 3;
}

static void add_token(struct work *work, const struct line *line, size_t at)
{
    struct utterance *utterance = &work->utterance;
    struct saying *saying = &work->best;
    if (!saying->phonemes)
        script_fit(saying, utterance->script);
    size_t before = utterance->text.size;
    bool prefixed = work->prefix.size > 0 && saying->words.size > 0;
    if (prefixed) {
        utterance_add(utterance, work->prefix);
        utterance_add_mark(utterance, ',');
        work->prefix = (struct view){0};
    }
    if (saying->words.size > 0) {
        utterance->glue = saying->glue_before && utterance->glue;
        if (saying->phonemes)
            utterance_add_phonemes(utterance, buf_view(&saying->words));
        else
            utterance_add(utterance, buf_view(&saying->words));
        utterance->glue = saying->glue_after;
    }
    if (saying->mark)
        utterance_add_mark(utterance, saying->mark);
    size_t after = utterance->text.size;
    if (after == before && saying->fate != TOKEN_SKIPPED) {
        /* The voice's script has no letter of it. */
        saying->fate = TOKEN_SKIPPED;
        saying->rule = "letters that the voice lacks";
    }
    bool parted = after > before && (utterance->text.data[before] == ' ' ||
                                     utterance->text.data[before] == '-');
    *ARENA_PUSH(&work->scratch, &work->tokens) = (struct token){
        .fate = prefixed ? TOKEN_REWRITTEN : saying->fate,
        .rule = prefixed ? work->prefix_rule : saying->rule,
        .begin = line->atoms.at[at].begin,
        .end = line->atoms.at[saying->end - 1].end,
        .spoken_begin = parted ? before + 1 : before,
        .spoken_end = after,
    };
}

/* A rule that lost a fact is not believed: its words go, the plain form
 * comes, and the log tells. */
static void guard(struct work *work, const struct line *line, size_t at)
{
    const char *lost;
    if (guard_holds(line, at, &work->best, &lost))
        return;
    struct view written = line_text(line, at, work->best.end);
    if (written.size > 80)
        written.size = utf8_floor(written, 80);
    log_warning(work->log,
                "%.*s: the rule \"%s\" lost %s of \"%.*s\"; it is said "
                "figure by figure instead",
                VIEW_ARG(work->source), work->best.rule, lost,
                VIEW_ARG(written));
    guard_plain(line, at, &work->best);
}

static void find_chunk_end(struct line *line, size_t at)
{
    if (at < line->chunk_end)
        return;
    line->chunk_end = at;
    while (line->chunk_end < line->atoms.count &&
           !line_is_space(line, line->chunk_end))
        line->chunk_end++;
}

/* The marks of notes stand right behind a word ("fell2"), and no class is to
 * take them for a part of it. */
static void hide_notes(const struct work *work, struct line *line)
{
    size_t at = 0;
    if (!line->runs || work->request->footnotes == SPEECH_SAY)
        return;
    for (size_t i = 0; i < line->runs->count; i++) {
        const struct run *run = &line->runs->at[i];
        if (run->kind != RUN_NOTEMARK)
            continue;
        for (; at < line->atoms.count && line->atoms.at[at].begin < run->end;
             at++) {
            struct atom *atom = &line->atoms.at[at];
            if (atom->begin >= run->begin && atom->end <= run->end &&
                atom->kind != ATOM_SPACE)
                atom->kind = ATOM_NOTE;
        }
    }
}

/* In a table's row a tab begins the next cell. */
static void begin_cell(struct work *work, const struct line *line, size_t at)
{
    if (!line->block || line->block->kind != BLOCK_TABLE)
        return;
    struct view space = line_atom_text(line, at);
    for (size_t i = 0; i < space.size; i++)
        work->column += space.data[i] == '\t';
    if (view_find(space, VIEW("\t"), 0) == SIZE_MAX)
        return;
    utterance_add_mark(&work->utterance, ',');
    work->prefix = manner_heading(line->block, line->begin, work->column);
    work->prefix_rule = "table cell";
}

static void begin_block(struct work *work, const struct line *line)
{
    work->column = 0;
    work->prefix = (struct view){0};
    if (!line->block)
        return;
    work->prefix = manner_heading(line->block, line->begin, 0);
    work->prefix_rule = "table cell";
    if (line->block->kind == BLOCK_IMAGE && line->begin == 0) {
        work->prefix = view_of(line->grammar.terms[TERM_IMAGE]);
        work->prefix_rule = "image";
    }
}

/* Says what the letters stand for, where the listener wants it. */
static void explain(struct work *work, const struct line *line, size_t at)
{
    if (work->expansions.count == 0 || work->prefix.size > 0 ||
        !line_is_letters(line, at) || line_touches_before(line, at) ||
        line_touches(line, at + 1))
        return;
    const struct atom *atom = line_atom(line, at);
    work->prefix = expansions_take(&work->expansions, line->text, atom->begin,
                                   atom->end, work->section);
    work->prefix_rule = "abbreviation explained";
}

static struct arena *ledger_of(const struct work *work)
{
    return work->request->ledger ? work->request->ledger : work->arena;
}

static void keep_tokens(const struct work *work, struct tokens *tokens)
{
    size_t count = work->tokens.count;

    *tokens = (struct tokens){.count = count, .room = count};
    tokens->at = arena_new(ledger_of(work), count, sizeof *tokens->at);
    if (count > 0)
        memcpy(tokens->at, work->tokens.at, count * sizeof *tokens->at);
}

static void rewrite(struct work *work, struct line *line,
                    struct sentence *sentence)
{
    utterance_reset(&work->utterance,
                    letters_script_of_language(line->language));
    work->tokens.count = 0;
    work->atoms.count = 0;
    atoms_cut(&work->scratch, line->text, line->begin, line->end, &work->atoms);
    line->atoms = work->atoms;
    hide_notes(work, line);
    survey(line);
    begin_block(work, line);
    for (size_t at = 0; at < line->atoms.count;) {
        if (line_is_space(line, at)) {
            begin_cell(work, line, at);
            at++;
            continue;
        }
        find_chunk_end(line, at);
        explain(work, line, at);
        class_find(line, at, &work->best, &work->other);
        guard(work, line, at);
        add_token(work, line, at);
        at = work->best.end;
    }
    keep_tokens(work, &sentence->tokens);
    sentence->spoken = arena_copy(work->arena, buf_view(&work->utterance.text));
    sentence->has_phonemes = work->utterance.has_phonemes;
    sentence->language = line->language;
}

/* One token for all of a sentence that is not read. */
static void pass_over(struct work *work, struct line *line, bool announce,
                      const char *reason, struct sentence *sentence)
{
    struct view text = view_slice(line->text, line->begin, line->end);
    struct view trimmed = view_trim(text);
    utterance_reset(&work->utterance,
                    letters_script_of_language(line->language));
    sentence->tokens = (struct tokens){0};
    announce = announce && line->grammar.terms[TERM_TABLE];
    if (announce) {
        buf_reset(&work->best.words);
        manner_announce(line, line->block, work->notes, &work->best);
        utterance_add(&work->utterance, buf_view(&work->best.words));
        utterance_add_mark(&work->utterance, '.');
    }
    if (trimmed.size > 0) {
        size_t begin = (size_t)(trimmed.data - line->text.data);
        *ARENA_PUSH(ledger_of(work), &sentence->tokens) = (struct token){
            .fate = announce ? TOKEN_REWRITTEN : TOKEN_SKIPPED,
            .rule = reason,
            .begin = begin,
            .end = begin + trimmed.size,
            .spoken_end = work->utterance.text.size,
        };
    }
    sentence->spoken = arena_copy(work->arena, buf_view(&work->utterance.text));
    sentence->has_phonemes = false;
    sentence->language = line->language;
}

static void treat(struct work *work, struct line *line,
                  struct sentence *sentence)
{
    const char *reason;
    switch (manner_of(line->block, work->request, &reason)) {
    case MANNER_READ:
        rewrite(work, line, sentence);
        break;
    case MANNER_ANNOUNCE:
        pass_over(work, line,
                  line->begin == 0 &&
                      (line->block->kind != BLOCK_NOTE || work->notes > 0),
                  reason, sentence);
        break;
    case MANNER_SKIP:
        pass_over(work, line, false, reason, sentence);
        break;
    }
}

static struct line line_of(const struct work *work, struct view text,
                           size_t begin, size_t end, struct view language)
{
    return (struct line){
        .arena = work->arena,
        .request = work->request,
        .language = language,
        .grammar = grammar_of(language),
        .text = text,
        .begin = begin,
        .end = end,
    };
}

/* A run of notes is counted where it begins. */
static size_t count_notes(const struct document *document, size_t block)
{
    size_t end = block;
    if (block > 0 && document->blocks.at[block - 1].kind == BLOCK_NOTE)
        return 0;
    while (end < document->blocks.count &&
           document->blocks.at[end].kind == BLOCK_NOTE)
        end++;
    return end - block;
}

bool speech_outline(struct arena *arena, const struct speech_request *request,
                    const struct log *log, struct outline *outline,
                    struct err *err)
{
    struct work work;
    work_init(&work, arena, request);
    const struct document *document = outline->document;
    struct stated_block known = {.block = NULL};
    work.log = log;
    work.source = document->source;
    if (request->abbreviations == SPEECH_ABBREVIATIONS_EXPLAIN)
        expansions_find(arena, document, &work.expansions);
    for (size_t i = 0; i < outline->sentences.count; i++) {
        struct sentence *sentence = &outline->sentences.at[i];
        while (work.section + 1 < outline->sections.count &&
               i >= outline->sections.at[work.section + 1].first)
            work.section++;
        const struct block *block = &document->blocks.at[sentence->block];
        struct view language =
            stated_language(request, document, block, sentence, &known);
        struct line line = line_of(&work, block->text, sentence->begin,
                                   sentence->end, language);
        line.runs = &block->runs;
        line.block = block;
        work.notes = count_notes(document, sentence->block);
        treat(&work, &line, sentence);
    }
    work_release(&work);
    return ledger_check_outline(outline, err);
}

bool speech_line(struct arena *arena, const struct speech_request *request,
                 const struct log *log, struct view text, struct view *spoken,
                 struct err *err)
{
    struct work work;
    work_init(&work, arena, request);
    struct view language =
        request->language.size > 0 ? request->language : VIEW("en");
    struct line line = line_of(&work, text, 0, text.size, language);
    work.log = log;
    work.source = VIEW("line");
    line.alone = true;
    struct sentence sentence = {.end = text.size};
    rewrite(&work, &line, &sentence);
    work_release(&work);
    if (!ledger_check(text, &sentence, err))
        return false;
    *spoken = sentence.spoken;
    return true;
}

void speech_close(void)
{
    date_words_close();
    number_words_close();
    unit_words_close();
    transliterate_close();
}
