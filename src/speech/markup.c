#include "speech/class.h"

#include "base/utf8.h"
#include "speech/say.h"

/* How many atoms a tag, a link's target or a note's mark may have. */
enum { LOOK_AHEAD = 64 };

static bool skip(size_t end, const char *reason, struct saying *saying)
{
    saying->end = end;
    saying->fate = TOKEN_SKIPPED;
    saying->rule = reason;
    return true;
}

/* Atom of a sign within reach, or 0. */
static size_t find_sign(const struct line *line, size_t at, uint32_t sign)
{
    for (size_t i = at; i < at + LOOK_AHEAD; i++) {
        if (line_is_sign(line, i, sign))
            return i;
        if (line_atom(line, i)->kind == ATOM_NONE)
            break;
    }
    return 0;
}

/* "## ", "> ", ">> " at the start of a line of text. */
static bool scan_start(const struct line *line, size_t at,
                       struct saying *saying)
{
    if (at > 1 || (at == 1 && !line_is_space(line, 0)))
        return false;
    size_t end = at;
    while (line_is_sign(line, end, '#') && end < at + 6)
        end++;
    if (end > at && line_is_space(line, end))
        return skip(end, "heading mark", saying);
    end = at;
    while (line_is_sign(line, end, '>') && end < at + 6)
        end++;
    if (end > at && line_is_space(line, end))
        return skip(end, "quotation mark", saying);
    bool bullet = line_is_sign(line, at, '*') || line_is_sign(line, at, '+');
    if (bullet && line_is_space(line, at + 1))
        return skip(at + 1, "list mark", saying);
    return false;
}

/* <b>, </p>, <br/>: a tag's name right behind the bracket. */
static bool scan_tag(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_sign(line, at, '<'))
        return false;
    size_t name = at + 1 + line_is_sign(line, at + 1, '/');
    size_t end = find_sign(line, at, '>');
    if (!line_is_letters(line, name) || end == 0 ||
        line_atom(line, name)->letters > 10)
        return false;
    size_t behind = name + 1 + line_is_digits(line, name + 1);
    if (behind != end && !line_is_space(line, behind) &&
        !line_is_sign(line, behind, '/'))
        return false;
    return skip(end + 1, "tag", saying);
}

static bool scan_entity(const struct line *line, size_t at,
                        struct saying *saying)
{
    static const struct {
        const char *name;
        enum term term; /* TERM_COUNT: only space or a quote */
    } entities[] = {
        {"amp", TERM_AND},        {"lt", TERM_LESS},     {"gt", TERM_GREATER},
        {"copy", TERM_COPYRIGHT}, {"quot", TERM_COUNT},  {"apos", TERM_COUNT},
        {"nbsp", TERM_COUNT},     {"ldquo", TERM_COUNT}, {"rdquo", TERM_COUNT},
        {"lsquo", TERM_COUNT},    {"rsquo", TERM_COUNT},
    };
    if (!line_is_sign(line, at, '&') || !line_is_sign(line, at + 2, ';'))
        return false;
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        if (!line_is_word(line, at + 1, entities[i].name))
            continue;
        if (entities[i].term == TERM_COUNT)
            return skip(at + 3, "entity", saying);
        say_term(line, saying, entities[i].term);
        saying->end = at + 3;
        saying->rule = "entity";
        return saying->words.size > 0;
    }
    return false;
}

/* [1], [2, 3], [^4], [citation needed]: marks of notes. */
static bool scan_note(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_sign(line, at, '[') || line->request->footnotes == SPEECH_SAY)
        return false;
    size_t end = at + 1 + line_is_sign(line, at + 1, '^');
    size_t begin = end;
    while (end < at + 12 &&
           (line_atom(line, end)->letters > 0
                ? line_is_digits(line, end) && line_atom(line, end)->letters < 4
                : line_is_sign(line, end, ',') || line_is_space(line, end) ||
                      line_is_sign(line, end, '-') ||
                      line_is_sign(line, end, 0x2013)))
        end++;
    if (end > begin && line_is_digits(line, begin) &&
        line_is_sign(line, end, ']') && !line_is_sign(line, end + 1, '('))
        return skip(end + 1, "note mark", saying);
    if (line_is_word(line, at + 1, "citation") &&
        line_is_word(line, at + 3, "needed") && line_is_sign(line, at + 4, ']'))
        return skip(at + 5, "note mark", saying);
    return false;
}

/* The "](address)" of a link; "[" and "![" before it. */
static bool scan_link(const struct line *line, size_t at, struct saying *saying)
{
    if (line_is_sign(line, at, ']') && line_is_sign(line, at + 1, '(')) {
        size_t end = find_sign(line, at + 2, ')');
        if (end)
            return skip(end + 1, "link target", saying);
    }
    size_t open = at + line_is_sign(line, at, '!');
    if (!line_is_sign(line, open, '['))
        return false;
    size_t close = find_sign(line, open, ']');
    if (close && line_is_sign(line, close + 1, '('))
        return skip(open + 1, "link mark", saying);
    return false;
}

/* *emphasis*, __strong__, ~~struck~~, `code`. */
static bool scan_emphasis(const struct line *line, size_t at,
                          struct saying *saying)
{
    const struct atom *atom = line_atom(line, at);
    if (atom->kind != ATOM_SIGN)
        return false;
    uint32_t sign = atom->sign;
    if (sign != '*' && sign != '_' && sign != '~')
        return false;
    size_t end = at + 1;
    while (line_is_sign(line, end, sign) && end < at + 3)
        end++;
    if (sign == '~' && end == at + 1)
        return false;
    bool opens = !line_touches_before(line, at) && line_touches(line, end);
    bool closes = line_touches_before(line, at) && !line_touches(line, end);
    bool after_mark = at > 0 && line_atom(line, at - 1)->kind == ATOM_SIGN;
    if (sign == '*' && end == at + 1 && line_is_digits(line, at - 1) &&
        line_is_digits(line, end))
        return false;
    if (opens || closes || after_mark || sign == '*')
        return skip(end, "emphasis mark", saying);
    return false;
}

/* What the reader marked as the mark of a note. */
static bool scan_mark(const struct line *line, size_t at, struct saying *saying)
{
    size_t end = at;
    while (line_atom(line, end)->kind == ATOM_NOTE)
        end++;
    return end > at && skip(end, "note mark", saying);
}

/* 8*7: times. */
static bool scan_times(const struct line *line, size_t at,
                       struct saying *saying)
{
    size_t before = line_before(line, at);
    size_t after = line_after(line, at);
    if (!line_is_sign(line, at, '*') || !line_is_digits(line, before) ||
        !line_is_digits(line, after))
        return false;
    say_term(line, saying, TERM_TIMES);
    saying->end = at + 1;
    saying->rule = "times";
    return saying->words.size > 0;
}

bool markup_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (scan_mark(line, at, saying))
        return true;
    if (line_atom(line, at)->kind != ATOM_SIGN)
        return false;
    return scan_start(line, at, saying) || scan_tag(line, at, saying) ||
           scan_entity(line, at, saying) || scan_note(line, at, saying) ||
           scan_link(line, at, saying) || scan_times(line, at, saying) ||
           scan_emphasis(line, at, saying);
}
