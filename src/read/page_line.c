#include "read/page_line.h"

#include "base/letter.h"
#include "base/utf8.h"
#include "read/metadata.h"
#include "read/page_phrases.h"

#include <stdint.h>
#include <string.h>

/* A call begins with one of these words and names one of those channels. */
struct call {
    const char *const *openings; /* NULL behind the last */
    const char *const *channels;
};

static const char *const mail_openings[] = {
    "sign up",    "subscribe",    "get ",           "join ",
    "receive ",   "never miss",   "don't miss",     "want ",
    "start your", "enjoy",        "abonnieren",     "melden sie sich",
    "jetzt ",     "abonnez-vous", "inscrivez-vous", "suscríbete",
    "iscriviti",  "zapisz się",   "meld je aan",    "assine",
    NULL};
static const char *const mail_channels[] = {
    "newsletter",  "your inbox", "mailing list", "email list", "posteingang",
    "nieuwsbrief", NULL};

static const char *const social_openings[] = {
    "follow ", "find us ",  "like us ", "join us ", "connect with us ",
    "folgen ", "folge ",    "suivez",   "síguenos", "seguici ",
    "volg ",   "obserwuj ", "siga",     NULL};
static const char *const social_channels[] = {
    " on twitter",    " on facebook",   " on instagram", " on linkedin",
    " on youtube",    " on tiktok",     " on whatsapp",  " on telegram",
    " on mastodon",   " on bluesky",    " on threads",   " on pinterest",
    " on x ",         " on x.",         " auf twitter",  " auf facebook",
    " auf instagram", " auf linkedin",  " bei facebook", " sur facebook",
    " sur twitter",   " sur instagram", " en facebook",  " en twitter",
    " en instagram",  " su facebook",   " su instagram", " op facebook",
    " no facebook",   " no instagram",  " na facebooku", NULL};

static const struct call calls[] = {
    {mail_openings, mail_channels},
    {social_openings, social_channels},
};

/* Agencies, with what their credits look like. */
static const char *const agencies[] = {"getty images",
                                       "gettyimages",
                                       "shutterstock",
                                       "istock",
                                       "adobe stock",
                                       "picture alliance",
                                       "afp /",
                                       "afp/",
                                       "/ afp",
                                       "/afp",
                                       "/dpa",
                                       "dpa/",
                                       "reuters/",
                                       "reuters /",
                                       "ap photo",
                                       "via unsplash",
                                       "/unsplash",
                                       "imago images",
                                       NULL};

enum {
    CALL_MAX = 220,   /* bytes: a longer paragraph says more than a call */
    CREDIT_MAX = 110, /* bytes */
    DATE_MAX = 50,    /* bytes */
    DATE_WORDS_MAX = 6,
};

static bool holds_one(struct view text, const char *const *list)
{
    for (; *list; list++) {
        if (page_phrase_in(text, view_of(*list)))
            return true;
    }
    return false;
}

/* What is drawn before a call: stars, arrows, pictures. */
static struct view without_ornament(struct view text)
{
    for (size_t at = 0; at < text.size;) {
        size_t before = at;

        if (letter_any(utf8_next(text, &at)))
            return view_slice(text, before, text.size);
    }
    return (struct view){0};
}

bool page_line_is_call(struct view text)
{
    struct view words = without_ornament(text);

    if (words.size == 0 || text.size > CALL_MAX)
        return false;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        const char *const *opening = calls[i].openings;

        while (*opening && !page_phrase_starts(words, view_of(*opening), NULL))
            opening++;
        if (*opening && holds_one(words, calls[i].channels))
            return true;
    }
    return false;
}

bool page_line_is_credit(struct view text)
{
    return text.size <= CREDIT_MAX && holds_one(text, agencies);
}

bool page_line_is_reading_time(struct view text)
{
    static const char *const units[] = {"min", "minute", "minutes", "minuten",
                                        "mins"};
    size_t at = 0;

    while (at < text.size && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    if (at == 0 || at > 3)
        return false;
    struct view rest = view_trim(view_slice(text, at, text.size));
    if (view_starts(rest, VIEW("-")))
        rest = view_slice(rest, 1, rest.size);
    struct view unit = view_cut(&rest, ' ');
    while (view_ends(unit, VIEW(".")))
        unit = view_slice(unit, 0, unit.size - 1);
    rest = view_trim(rest);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (view_equal_nocase(unit, view_of(units[i])))
            return rest.size == 0 || view_equal_nocase(rest, VIEW("read")) ||
                   view_equal_nocase(rest, VIEW("lesezeit"));
    }
    return false;
}

bool page_line_is_date(struct arena *arena, struct view text)
{
    struct view rest = text;
    size_t words = 0;

    if (text.size > DATE_MAX || text.size < 8)
        return false;
    while (rest.size > 0)
        words += view_cut(&rest, ' ').size > 0;
    return words <= DATE_WORDS_MAX && metadata_date(arena, text).size > 0;
}

bool page_line_is_template(struct view text)
{
    bool lower = false;
    bool joined = false;

    if (text.size < 5)
        return false;
    if (view_starts(text, VIEW("{{")) && view_ends(text, VIEW("}}")))
        return true;
    if (text.data[0] != '[' || text.data[text.size - 1] != ']')
        return false;
    for (size_t i = 1; i + 1 < text.size; i++) {
        if (text.data[i] == '[' && text.data[i + 1] == '/')
            return true;
        lower = lower || (text.data[i] >= 'a' && text.data[i] <= 'z') ||
                text.data[i] == ' ';
        joined = joined || text.data[i] == '_';
    }
    return joined && !lower;
}

/* The last part of a path. */
static struct view last_part(struct view address)
{
    size_t at = address.size;

    while (at > 0 && address.data[at - 1] != '/')
        at--;
    return view_slice(address, at, address.size);
}

bool page_line_is_address(struct view text, struct view own)
{
    if (!view_starts(text, VIEW("http://")) &&
        !view_starts(text, VIEW("https://")))
        return false;
    if (memchr(text.data, ' ', text.size))
        return false;
    struct view part = last_part(own);
    return view_equal(text, own) ||
           (part.size >= 8 && view_equal(part, last_part(text)));
}
