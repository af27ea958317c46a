#include "read/page_phrases.h"

#include "base/letter.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* Beginnings of headings behind which no article goes on. */
static const char *const sure_endings[] = {"more from",
                                           "more stories",
                                           "more news",
                                           "more articles",
                                           "more like this",
                                           "you may also like",
                                           "you might also like",
                                           "you may also be",
                                           "you might also be",
                                           "you may like",
                                           "you might like",
                                           "recommended for you",
                                           "recommended articles",
                                           "recommended stories",
                                           "recommended reading",
                                           "related articles",
                                           "related posts",
                                           "related stories",
                                           "related content",
                                           "related news",
                                           "related topics",
                                           "related coverage",
                                           "related videos",
                                           "related reading",
                                           "related links",
                                           "comments",
                                           "comment",
                                           "comments are closed",
                                           "pingback",
                                           "latest posts by",
                                           "sharing is caring",
                                           "like this story",
                                           "permalien",
                                           "0 comments",
                                           "top rated comments",
                                           "popular comments",
                                           "reader comments",
                                           "view comments",
                                           "show comments",
                                           "all comments",
                                           "add comment",
                                           "leave a comment",
                                           "leave a reply",
                                           "leave a response",
                                           "leave comment",
                                           "add a comment",
                                           "post a comment",
                                           "write a comment",
                                           "submit a comment",
                                           "join the conversation",
                                           "join the discussion",
                                           "about the author",
                                           "about author",
                                           "about the authors",
                                           "author bio",
                                           "meet the author",
                                           "share this",
                                           "from our partners",
                                           "from around the web",
                                           "around the web",
                                           "sponsored content",
                                           "sponsored stories",
                                           "what to read next",
                                           "up next",
                                           "read next",
                                           "similar posts",
                                           "similar articles",
                                           "post navigation",
                                           "most popular",
                                           "most read",
                                           "trending now",
                                           "latest news",
                                           "latest stories",
                                           "latest articles",
                                           "latest posts",
                                           "recent posts",
                                           "other stories",
                                           "other articles",
                                           "other posts",
                                           "keep reading",
                                           "get the latest",
                                           "follow us",
                                           "mehr zum thema",
                                           "lesen sie auch",
                                           "das könnte sie auch",
                                           "das könnte dich auch",
                                           "das könnte ihnen",
                                           "auch interessant",
                                           "weitere artikel",
                                           "weitere themen",
                                           "weitere beiträge",
                                           "weitere nachrichten",
                                           "weitere meldungen",
                                           "weitere informationen zum",
                                           "schon gelesen",
                                           "mehr von",
                                           "mehr über",
                                           "empfehlungen aus",
                                           "empfehlungen der",
                                           "unsere empfehlungen",
                                           "entdecke weitere",
                                           "passend zum thema",
                                           "passend dazu",
                                           "zum weiterlesen",
                                           "noch mehr",
                                           "top themen",
                                           "vorschau auf",
                                           "bloggern gefällt",
                                           "teilen mit",
                                           "gefällt mir",
                                           "el autor",
                                           "sobre el autor",
                                           "sull'autore",
                                           "o autorze",
                                           "à propos de l'auteur",
                                           "if you enjoyed",
                                           "if you liked this",
                                           "enjoyed this",
                                           "did you enjoy",
                                           "did you find this",
                                           "was this article",
                                           "was this page",
                                           "rate this",
                                           "have a tip",
                                           "have a question",
                                           "got a tip",
                                           "got a story",
                                           "next up",
                                           "this entry was posted",
                                           "this post was",
                                           "follow-up",
                                           "ähnliche artikel",
                                           "ähnliche beiträge",
                                           "verwandte artikel",
                                           "verwandte themen",
                                           "kommentare",
                                           "kommentar schreiben",
                                           "schreibe einen kommentar",
                                           "schreiben sie einen",
                                           "kommentar verfassen",
                                           "kommentar hinterlassen",
                                           "über den autor",
                                           "über die autorin",
                                           "zum autor",
                                           "meistgelesen",
                                           "meistgelesene",
                                           "neueste artikel",
                                           "artikel teilen",
                                           "diesen artikel",
                                           "hinterlasse einen",
                                           "schlagwörter",
                                           "schlagworte",
                                           "à lire aussi",
                                           "sur le même sujet",
                                           "commentaires",
                                           "articles liés",
                                           "laisser un commentaire",
                                           "te puede interesar",
                                           "también te puede",
                                           "noticias relacionadas",
                                           "comentarios",
                                           "artículos relacionados",
                                           "deja un comentario",
                                           "commenti",
                                           "articoli correlati",
                                           "potrebbe interessarti",
                                           "komentarze",
                                           "dodaj komentarz",
                                           "powiązane artykuły",
                                           "podobne artykuły",
                                           "udostępnij",
                                           "lees ook",
                                           "reacties",
                                           "comentários",
                                           "комментарии",
                                           "похожие",
                                           "関連記事",
                                           "コメント",
                                           "相关阅读",
                                           "相关文章",
                                           "推荐阅读",
                                           "評論",
                                           "评论",
                                           "ilgili haberler",
                                           "diğer haberler"};

/* Beginnings of those behind which it seldom does. */
static const char *const likely_endings[] = {"related",
                                             "more on",
                                             "more in",
                                             "read more",
                                             "read also",
                                             "also read",
                                             "see also",
                                             "recommended",
                                             "popular",
                                             "trending",
                                             "latest",
                                             "don't miss",
                                             "discussion",
                                             "responses",
                                             "written by",
                                             "share",
                                             "tags",
                                             "tagged",
                                             "filed under",
                                             "topics",
                                             "categories",
                                             "subscribe",
                                             "sign up",
                                             "newsletter",
                                             "stay up to date",
                                             "stay informed",
                                             "contact us",
                                             "advertisement",
                                             "explore more",
                                             "continue reading",
                                             "further reading",
                                             "next article",
                                             "previous post",
                                             "next post",
                                             "sponsored",
                                             "mehr zu",
                                             "mehr aus",
                                             "lesen sie mehr",
                                             "auch lesenswert",
                                             "teilen",
                                             "themen",
                                             "antworten",
                                             "lire aussi",
                                             "leggi anche",
                                             "zobacz także",
                                             "zobacz też",
                                             "zobacz również",
                                             "czytaj także",
                                             "czytaj też",
                                             "czytaj również",
                                             "przeczytaj także",
                                             "przeczytaj też",
                                             "powiązane",
                                             "podobne",
                                             "polecane",
                                             "polecamy",
                                             "tagi",
                                             "lees meer",
                                             "leia também",
                                             "leia mais",
                                             "veja também",
                                             "читайте также",
                                             "другие новости",
                                             "по теме",
                                             "теги",
                                             "references",
                                             "sources",
                                             "article sources",
                                             "disclaimer",
                                             "media contact",
                                             "press contact",
                                             "about us"};

/* Beginnings of lines that no article's sentence has. */
static const char *const hard_labels[] = {"by signing up",
                                          "this article was originally",
                                          "this story was originally",
                                          "this post was originally",
                                          "all rights reserved",
                                          "©",
                                          "copyright ©",
                                          "sign up for",
                                          "sign up to",
                                          "subscribe to our",
                                          "subscribe to the",
                                          "follow us on",
                                          "follow @",
                                          "getty images",
                                          "(photo",
                                          "photo by",
                                          "photo courtesy",
                                          "image credit",
                                          "photo credit",
                                          "image source",
                                          "photo:",
                                          "image:",
                                          "read more:",
                                          "read also:",
                                          "also read:",
                                          "see also:",
                                          "related:",
                                          "watch:",
                                          "listen:",
                                          "more:",
                                          "story continues",
                                          "article continues",
                                          "click here to",
                                          "advertisement",
                                          "lesen sie auch:",
                                          "mehr zum thema:",
                                          "foto:",
                                          "fotos:",
                                          "bild:",
                                          "lire aussi",
                                          "à lire aussi",
                                          "leggi anche:",
                                          "zobacz też:",
                                          "zobacz także:",
                                          "czytaj też:",
                                          "czytaj także:",
                                          "fot.",
                                          "źródło:",
                                          "lees ook:",
                                          "leia também:",
                                          "читайте также:",
                                          "фото:",
                                          "don't miss:",
                                          "don't miss",
                                          "<img",
                                          "we've detected you are",
                                          "we use cookies",
                                          "this website uses cookies",
                                          "this site uses cookies",
                                          "diese website verwendet",
                                          "diese webseite verwendet",
                                          "help support",
                                          "support our journalism",
                                          "text size",
                                          "this copy is for your personal",
                                          "you have been successfully",
                                          "was this newsletter forwarded",
                                          "click to share",
                                          "advertising disclosure",
                                          "affiliate disclosure",
                                          "bildquelle",
                                          "crédit photo",
                                          "crédits photo",
                                          "photo :"};

/* Beginnings of short lines between an article's paragraphs. */
static const char *const soft_labels[] = {
    "sponsored",       "continue reading",
    "read more",       "read also",
    "also read",       "read next",
    "related article", "related story",
    "related stories", "watch now",
    "photos:",         "image by",
    "picture:",        "credit:",
    "courtesy of",     "share this",
    "share on",        "share:",
    "share",           "tweet",
    "print",           "email",
    "follow us",       "subscribe",
    "sign up",         "click here",
    "tags:",           "tagged",
    "topics:",         "filed under",
    "posted in",       "category:",
    "categories:",     "comments",
    "leave a comment", "skip to",
    "jump to",         "back to top",
    "loading",         "play video",
    "view gallery",    "enlarge",
    "close",           "copy link",
    "published:",      "published on",
    "updated:",        "last updated",
    "last modified",   "posted on",
    "posted by",       "reading time",
    "min read",        "table of contents",
    "advert",          "image 1 of",
    "image 2 of",      "image 3 of",
    "image 4 of",      "anzeige",
    "werbung",         "quelle:",
    "lesen sie auch",  "lesen sie mehr",
    "mehr dazu",       "mehr zum thema",
    "teilen",          "drucken",
    "lesezeit",        "veröffentlicht",
    "aktualisiert",    "stand:",
    "publicité",       "publicidad",
    "lea también",     "reklama",
    "czytaj także",    "czytaj też",
    "zobacz także",    "zobacz też",
    "zdjęcie:",        "autor:",
    "leggi anche",     "pubblicità",
    "lees ook",        "leia também",
    "читайте также",   "(image",
    "(picture",        "(foto",
    "caption",         "source:",
    "grafik:",         "illustration:"};

static const char *const paywalls[] = {
    "to continue reading",     "subscribe to read",
    "subscribe to continue",   "sign in to read",
    "log in to read",          "log in to continue",
    "already a subscriber",    "this article is for subscribers",
    "subscribers only",        "for subscribers only",
    "subscriber-only",         "this content is for",
    "become a member to read", "register to continue",
    "jetzt weiterlesen",       "weiterlesen mit",
    "artikel freischalten",    "nur für abonnenten",
    "exklusiv für abonnenten", "réservé aux abonnés",
    "pour lire la suite",      "exclusivo para suscriptores",
    "contenuto riservato",     "dostęp dla prenumeratorów",
};

static const char *const legal[] = {
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "user agreement",
    "privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "may not be reproduced",
    "registered trademark",
    "wszelkie prawa zastrzeżone",
    "tutti i diritti riservati",
    "todos los derechos reservados",
    "for your personal, non-commercial use",
    "copyright ©",
    "© 20",
    "originally published on",
    "this article originally appeared",
    "may receive a commission",
    "may earn a commission",
    "affiliate commission",
};

/* As the lists have it: lower-case, typewriter apostrophes. */
static uint32_t fold(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
    return c == 0x2019 ? '\'' : letter_fold(c);
}

bool page_phrase_starts(struct view text, struct view words, size_t *end)
{
    size_t at = 0;

    for (size_t k = 0; k < words.size;) {
        if (at >= text.size ||
            fold(utf8_next(text, &at)) != utf8_next(words, &k))
            return false;
    }
    if (end)
        *end = at;
    return true;
}

bool page_phrase_in(struct view text, struct view words)
{
    for (size_t at = 0; at < text.size; utf8_next(text, &at)) {
        if (page_phrase_starts(view_slice(text, at, text.size), words, NULL))
            return true;
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whole words only: "Latest" is no "Late". */
static const char *begins_with_one(struct view text, const char *const *list,
                                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct view words = view_of(list[i]);
        size_t end;

        if (page_phrase_starts(text, words, &end) &&
            (text.size == end || !is_letter(text.data[end]) ||
             !is_letter(words.data[words.size - 1])))
            return list[i];
    }
    return NULL;
}

static bool holds_site(struct view text, struct view site)
{
    for (size_t at = 0; at + site.size <= text.size; at++) {
        if (view_starts_nocase(view_slice(text, at, text.size), site))
            return true;
    }
    return false;
}

enum page_ending page_ending_of(struct view text, struct view site)
{
    if (text.size == 0 || text.size > 90)
        return PAGE_ENDING_NONE;
    if (site.size > 3 && view_starts_nocase(text, VIEW("more ")) &&
        holds_site(text, site))
        return PAGE_ENDING_SURE;
    if (begins_with_one(text, sure_endings,
                        sizeof sure_endings / sizeof *sure_endings))
        return PAGE_ENDING_SURE;
    const char *found = begins_with_one(
        text, likely_endings, sizeof likely_endings / sizeof *likely_endings);
    return found && text.size <= strlen(found) + 8 ? PAGE_ENDING_LIKELY
                                                   : PAGE_ENDING_NONE;
}

bool page_is_label(struct view text, bool is_sentence)
{
    if (text.size == 0 || text.size > 200)
        return false;
    if (begins_with_one(text, hard_labels,
                        sizeof hard_labels / sizeof *hard_labels))
        return true;
    const char *found =
        is_sentence ? NULL
                    : begins_with_one(text, soft_labels,
                                      sizeof soft_labels / sizeof *soft_labels);
    if (!found)
        return false;
    /* A bare word is a label only when it is about all there is. */
    size_t size = strlen(found);
    return found[size - 1] == ':' || strchr(found, ' ') ||
           text.size <= size + 12;
}

bool page_is_paywall(struct view text)
{
    for (size_t i = 0; i < sizeof paywalls / sizeof *paywalls; i++) {
        if (page_phrase_in(text, view_of(paywalls[i])))
            return true;
    }
    return false;
}

bool page_is_legal(struct view text)
{
    for (size_t i = 0; i < sizeof legal / sizeof *legal; i++) {
        if (page_phrase_in(text, view_of(legal[i])))
            return true;
    }
    return false;
}
