#include "speech/class.h"

#include "speech/say.h"

#include <string.h>

enum { ATOMS_MAX = 400 };

static const char domains[] =
    " com org net edu gov mil int info biz io ai app dev tv co uk de fr eu ch "
    "nl se pl ru br jp au ca us es it pt at be dk fi no cz gr ie il in kr mx "
    "nz tr ua cn za hk sg tw me ly fm xyz online site blog news tech store ab "
    "sm museum name pro travel ";
static const char files[] =
    " htm html php asp aspx jsp pdf doc docx txt csv xls xlsx ppt pptx zip gz "
    "tar jpg jpeg png gif svg mp3 mp4 wav ogg xml json js css py c h cpp rs "
    "go java sh md exe dll yaml yml toml ini log conf cfg sql ts rb ";

static bool is_address_sign(uint32_t sign)
{
    return sign < 0x80 && sign > ' ' && strchr("./:-_@?=&#%+~", (int)sign);
}

/* Atom behind the address that may begin here: up to white space or a sign
 * that no address holds, without the marks that close it. */
static size_t find_end(const struct line *line, size_t at)
{
    size_t end = at;
    while (end < at + ATOMS_MAX && line_atom(line, end)->kind != ATOM_NONE &&
           !line_is_space(line, end)) {
        const struct atom *atom = line_atom(line, end);
        if (atom->kind == ATOM_SIGN && !is_address_sign(atom->sign))
            break;
        end++;
    }
    while (end > at && line_atom(line, end - 1)->kind == ATOM_SIGN &&
           !line_is_sign(line, end - 1, '/'))
        end--;
    return end;
}

/* Atom behind "http://"; a blank may have slipped in behind the colon. */
static size_t scheme_end(const struct line *line, size_t at)
{
    return at + 4 + line_is_space(line, at + 2);
}

static bool has_scheme(const struct line *line, size_t at)
{
    return line_in(line, at, " http https ftp ftps file ") &&
           line_is_sign(line, at + 1, ':') &&
           line_is_sign(line, scheme_end(line, at) - 1, '/') &&
           line_is_sign(line, scheme_end(line, at) - 2, '/');
}

/* First sign of a kind in [at, end), or end. */
static size_t find_sign(const struct line *line, size_t at, size_t end,
                        uint32_t sign)
{
    while (at < end && !line_is_sign(line, at, sign))
        at++;
    return at;
}

/* Atom behind the host that begins here: labels and dots. */
static size_t find_host_end(const struct line *line, size_t at, size_t end)
{
    while (at < end && (line_touches(line, at) || line_is_sign(line, at, '.') ||
                        line_is_sign(line, at, '-')))
        at++;
    return at;
}

static bool is_host(const struct line *line, size_t at, size_t end)
{
    size_t last = end - 1;
    if (end <= at + 2 || !line_is_letters(line, last) ||
        !line_is_sign(line, last - 1, '.') || !line_touches(line, at))
        return false;
    enum atom_case last_case = line_atom(line, last)->letter_case;
    /* "end.It" is a sentence's end; "in.", "is.it" are not addresses. */
    bool host = line_in(line, last, domains) &&
                (last_case == CASE_LOWER ||
                 line_atom(line, at)->letter_case == CASE_UPPER);
    bool word = line_in(line, last, " in it me at no be us so es name pro ");
    bool many = last >= at + 4 && line_is_sign(line, last - 3, '.');
    return host && (!word || many);
}

static bool is_file(const struct line *line, size_t at, size_t end)
{
    return end == at + 3 && line_is_sign(line, at + 1, '.') &&
           line_is_letters(line, at) && line_in(line, at + 2, files) &&
           line_atom(line, at + 2)->letter_case == CASE_LOWER;
}

static bool is_mail(const struct line *line, size_t at, size_t end)
{
    size_t sign = find_sign(line, at, end, '@');
    if (sign == at || sign + 3 >= end)
        return false;
    size_t host_end = find_host_end(line, sign + 1, end);
    return find_sign(line, sign + 1, host_end, '.') < host_end &&
           line_touches(line, sign - 1);
}

/* localhost:8080, 0.0.0.0:9090/test */
static bool is_server(const struct line *line, size_t at, size_t end)
{
    size_t host = find_host_end(line, at, end);
    bool local = line_is_word(line, at, "localhost") && host == at + 1;
    bool ip = host == at + 7 && line_is_digits(line, at) &&
              line_is_digits(line, at + 6);
    return (local || ip) && line_is_sign(line, host, ':') &&
           line_is_digits(line, host + 1) &&
           line_atom(line, host + 1)->letters >= 2;
}

static bool has_vowel(struct view word)
{
    for (size_t i = 0; i < word.size; i++) {
        if (strchr("aeiouyAEIOUY", word.data[i]) ||
            (unsigned char)word.data[i] >= 0x80)
            return true;
    }
    return false;
}

static void say_name(const struct line *line, size_t at, struct saying *saying)
{
    struct view word = line_atom_text(line, at);
    static const char spoken[] = " com org net edu gov info biz mail ";
    static const char spelled[] = " aol uk us it io eu tv ai ie id php pdf "
                                  "html htm css usa ";
    bool upper = line_atom(line, at)->letter_case == CASE_UPPER;
    bool country = line_is_sign(line, at - 1, '.') && word.size == 2;
    if (!line_word_in(word, spoken) &&
        ((upper && word.size <= 5) || country || !has_vowel(word) ||
         line_word_in(word, spelled))) {
        say_letters(line, saying, word);
    } else {
        if (saying->words.size > 0)
            buf_add_char(&saying->words, ' ');
        letters_add_lower(&saying->words, word);
    }
}

static void say_figures(const struct line *line, size_t at,
                        struct saying *saying)
{
    struct buf digits;
    buf_init(&digits, 0);
    line_add_digits(line, at, &digits);
    struct view text = buf_view(&digits);
    bool year = text.size == 4 && (text.data[0] == '1' || text.data[0] == '2');
    if (year && line_is_sign(line, at - 1, '/'))
        say_year(line, saying, line_value(line, at));
    else if (text.size == 4 && line_is_sign(line, at - 1, ':'))
        say_pairs(line, saying, text);
    else if (text.size <= 2 && text.data[0] != '0' &&
             !line_touches_before(line, at) && !line_is_sign(line, at + 1, '@'))
        say_whole(line, saying, NUMBER_CARDINAL, text);
    else
        say_digits(line, saying, text);
    buf_release(&digits);
}

static enum term sign_term(uint32_t sign)
{
    switch (sign) {
    case '.':
        return TERM_DOT;
    case '/':
        return TERM_SLASH;
    case ':':
        return TERM_COLON;
    case '-':
        return TERM_DASH;
    case '_':
        return TERM_UNDERSCORE;
    case '@':
        return TERM_AT;
    case '?':
        return TERM_QUESTION;
    case '=':
        return TERM_EQUALS;
    case '&':
        return TERM_AND;
    case '#':
        return TERM_HASH;
    case '%':
        return TERM_PERCENT;
    case '+':
        return TERM_PLUS;
    default:
        return TERM_COUNT;
    }
}

static void say_address(const struct line *line, size_t at, size_t end,
                        struct saying *saying)
{
    for (size_t i = at; i < end; i++) {
        const struct atom *atom = line_atom(line, i);
        enum term term = TERM_COUNT;
        if (atom->kind == ATOM_LETTERS)
            say_name(line, i, saying);
        else if (atom->kind == ATOM_DIGITS)
            say_figures(line, i, saying);
        else if (atom->kind == ATOM_SIGN)
            term = sign_term(atom->sign);
        if (term != TERM_COUNT)
            say_term(line, saying, term);
    }
}

/* A web address: all of it, or the name of its site. */
static void scan_web(const struct line *line, size_t at, size_t end,
                     struct saying *saying)
{
    enum speech_urls urls = line->request->urls;
    if (urls == SPEECH_URLS_DEFAULT)
        urls = line->alone ? SPEECH_URLS_WHOLE : SPEECH_URLS_SITE;
    saying->end = end;
    if (urls == SPEECH_URLS_SKIP) {
        saying->fate = TOKEN_SKIPPED;
        return;
    }
    if (urls == SPEECH_URLS_WHOLE) {
        say_address(line, at, end, saying);
        return;
    }
    size_t host = has_scheme(line, at) ? scheme_end(line, at) : at;
    if (line_is_word(line, host, "www") && line_is_sign(line, host + 1, '.'))
        host += 2;
    size_t host_end = find_host_end(line, host, end);
    if (host_end == host) {
        say_address(line, at, end, saying);
        return;
    }
    say_address(line, host, host_end, saying);
    if (host > at || host_end < end)
        saying->rule = "site of an address";
}

/* "MeToo" as "Me Too"; capitals that stand together are one word. */
static void say_camel(struct view word, struct saying *saying)
{
    size_t begin = 0;
    for (size_t i = 1; i < word.size; i++) {
        bool upper = word.data[i] >= 'A' && word.data[i] <= 'Z';
        bool after_lower = word.data[i - 1] >= 'a' && word.data[i - 1] <= 'z';
        if (!upper || !after_lower)
            continue;
        say_view(saying, view_slice(word, begin, i));
        begin = i;
    }
    say_view(saying, view_slice(word, begin, word.size));
}

static void say_topic(const struct line *line, size_t at, struct saying *saying)
{
    enum { PARTS_MAX = 12, SPELLED_MAX = 4 };
    size_t end = at;
    for (; end < at + PARTS_MAX; end++) {
        const struct atom *atom = line_atom(line, end);
        if (atom->kind == ATOM_LETTERS && atom->letter_case == CASE_UPPER &&
            atom->letters <= SPELLED_MAX)
            say_letters(line, saying, line_atom_text(line, end));
        else if (atom->kind == ATOM_LETTERS)
            say_camel(line_atom_text(line, end), saying);
        else if (atom->kind == ATOM_DIGITS && atom->letters == 4)
            say_year(line, saying, line_value(line, end));
        else if (atom->kind == ATOM_DIGITS)
            say_whole(line, saying, NUMBER_CARDINAL, line_atom_text(line, end));
        else if (!line_is_sign(line, end, '_') || !line_touches(line, end + 1))
            break;
    }
    saying->end = end;
}

/* @name, #topic */
static bool scan_tagged(const struct line *line, size_t at,
                        struct saying *saying)
{
    bool at_sign = line_is_sign(line, at, '@');
    if ((!at_sign && !line_is_sign(line, at, '#')) ||
        line_touches_before(line, at) || !line_is_letters(line, at + 1) ||
        line->grammar.date != DATE_ENGLISH)
        return false;
    saying->end = at + 1;
    saying->rule = at_sign ? "handle" : "topic";
    /* "part #A-1234" */
    bool code = line_is_sign(line, at + 2, '-') && line_is_digits(line, at + 3);
    if (!at_sign && code) {
        say_term(line, saying, TERM_NUMBER);
        return true;
    }
    say(saying, at_sign ? "at" : "hashtag");
    if (!at_sign)
        say_topic(line, at + 1, saying);
    return true;
}

/* Where an address may begin: not inside another word. */
static bool may_begin(const struct line *line, size_t at)
{
    const struct atom *before = line_atom(line, at - 1);
    return before->kind == ATOM_NONE || before->kind == ATOM_SPACE ||
           (before->kind == ATOM_SIGN && !is_address_sign(before->sign)) ||
           (before->kind == ATOM_SIGN && before->sign == ':');
}

bool electronic_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (scan_tagged(line, at, saying))
        return true;
    if (!line_touches(line, at) || !may_begin(line, at) ||
        !line->grammar.terms[TERM_DOT])
        return false;
    bool scheme = has_scheme(line, at);
    size_t end = find_end(line, scheme ? scheme_end(line, at) : at);
    if (end <= at + 2)
        return false;
    bool www = line_is_word(line, at, "www") && line_is_sign(line, at + 1, '.');
    if (scheme || www) {
        scan_web(line, at, end, saying);
        return true;
    }
    if (is_mail(line, at, end)) {
        say_address(line, at, end, saying);
        saying->end = end;
        saying->rule = "mail address";
        return true;
    }
    size_t host_end = find_host_end(line, at, end);
    while (host_end > at && !line_touches(line, host_end - 1))
        host_end--;
    bool server =
        is_server(line, at, end) ||
        (line->alone && at == 0 && end == line->atoms.count &&
         line_is_letters(line, at) && line_is_letters(line, end - 1) &&
         line_is_sign(line, at + 1, '.') && end > at + 2 &&
         line_atom(line, at)->letter_case == CASE_LOWER);
    if (!server && !is_host(line, at, host_end) && !is_file(line, at, end))
        return false;
    scan_web(line, at, end, saying);
    return true;
}
