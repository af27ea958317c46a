#include "read/page_words.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* Whole tokens of class or id, or what a token ends in behind '-' or '_'. */
static const char *const clutter[] = {
    "tags",
    "latest",
    "recommended",
    "popular",
    "rail",
    "bio",
    "reactions",
    "feedback",
    "discussion",
    "meta",
    "aside",
    "keywords",
    "poll",
    "actions",
    "categories",
    "respond",
    "quiz",
    "survey",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisements",
    "adsense",
    "ad-container",
    "ad-wrapper",
    "ad-slot",
    "ad-unit",
    "banner-ad",
    "sponsor",
    "sponsored",
    "promo",
    "promotion",
    "promobox",
    "teaser-list",
    "sidebar",
    "side-bar",
    "right-rail",
    "left-rail",
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "paging",
    "toolbar",
    "skip-link",
    "skiplink",
    "toc",
    "table-of-contents",
    "tableofcontents",
    "share",
    "sharing",
    "share-bar",
    "share-buttons",
    "share-links",
    "sharebar",
    "sharedaddy",
    "social",
    "social-share",
    "social-links",
    "social-media",
    "social-icons",
    "addtoany",
    "addthis",
    "shareaholic",
    "related",
    "related-posts",
    "related-articles",
    "related-content",
    "related-links",
    "related-stories",
    "relatedposts",
    "jp-relatedposts",
    "relatedarticles",
    "recommendations",
    "recommendation",
    "read-more",
    "readmore",
    "read-next",
    "more-stories",
    "more-from",
    "morestories",
    "most-read",
    "mostread",
    "most-popular",
    "popular-posts",
    "trending",
    "latest-news",
    "up-next",
    "outbrain",
    "taboola",
    "zergnet",
    "revcontent",
    "also-like",
    "see-also",
    "article-list",
    "post-list",
    "comment",
    "comments",
    "comment-list",
    "commentlist",
    "comments-area",
    "comment-form",
    "comment-respond",
    "disqus",
    "disqus_thread",
    "livefyre",
    "newsletter",
    "newsletter-signup",
    "signup",
    "sign-up",
    "subscribe",
    "subscription",
    "mailing-list",
    "email-signup",
    "optin",
    "cta",
    "call-to-action",
    "login",
    "registration",
    "paywall",
    "cookie",
    "cookies",
    "cookie-banner",
    "cookie-notice",
    "cookie-consent",
    "consent",
    "gdpr",
    "modal",
    "popup",
    "pop-up",
    "overlay",
    "lightbox",
    "toast",
    "tooltip",
    "author-bio",
    "author-box",
    "authorbox",
    "author-info",
    "about-author",
    "author-card",
    "author-profile",
    "post-author",
    "entry-author",
    "byline",
    "dateline",
    "timestamp",
    "entry-meta",
    "post-meta",
    "article-meta",
    "postmeta",
    "metadata",
    "post-info",
    "article-info",
    "entry-footer",
    "post-footer",
    "article-footer",
    "tag-list",
    "taglist",
    "tagcloud",
    "post-tags",
    "entry-tags",
    "article-tags",
    "category-list",
    "footer",
    "site-footer",
    "page-footer",
    "masthead",
    "site-header",
    "page-header",
    "copyright",
    "disclaimer",
    "print-only",
    "printonly",
    "screen-reader-text",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "noprint",
    "no-print",
    "video-player",
    "jwplayer",
    "widget-area",
    "widgets",
    "searchform",
    "search-form",
    "vote",
    "votes",
    "donate",
    "donation",
    "post-navigation",
    "nav-links",
    "prev-next",
    "infobox",
    "navbox",
    "mw-editsection",
    "editsection",
    "catlinks",
    "metadata-box",
    "hatnote",
    "reflist",
    "noprint-box",
    "sistersitebox",
    "mw-jump-link",
    "printfooter",
    "pullquote-share",
    "inline-related",
    "story-footer",
    "audio-player",
    "follow-us",
    "app-promo",
    "back-to-top",
    "scroll-to-top",
    "correction-link",
    "report-error",
    "article-actions",
    "post-actions",
    "buttons",
    "btn-group",
    "contact-info",
    "whatsapp",
    "telegram",
    "stock-ticker",
    "ticker",
    "breaking-news",
    "trc_related_container",
    "wp-block-latest-posts",
    "yarpp-related",
    "crp_related",
    "nocontent",
    "robots-nocontent",
};

/* Whole tokens only: as the end of others they mean something else. */
static const char *const clutter_tokens[] = {
    "hide",    "hidden",   "d-none", "flag",      "filter",   "filters",
    "jobs",    "weather",  "legal",  "topics",    "listen",   "follow",
    "notice",  "gallery",  "slider", "slideshow", "carousel", "rating",
    "ratings", "register", "dialog", "teaser",    "teasers",  "search",
    "player",  "credits",
};

/* What a token begins with, before '-' or '_'. */
static const char *const clutter_openings[] = {
    "related",       "share",      "sharing",     "social",      "comments",
    "newsletter",    "breadcrumb", "breadcrumbs", "cookie",      "advert",
    "advertisement", "sidebar",    "sponsored",   "recommended", "trending",
    "taboola",       "outbrain",   "disqus",      "subscribe",   "paywall",
    "yarpp",         "addtoany",   "pagination",  "navbar",      "popup",
    "promo",         "signup",     "onetrust",    "authorbox",   "mostread",
};

/* The article's own container, by how plainly the name says it. */
static const struct {
    const char *name;
    int trust;
} bodies[] = {
    {"article-body", 3},     {"articlebody", 3},
    {"article__body", 3},    {"article-content", 3},
    {"article__content", 3}, {"entry-content", 3},
    {"post-content", 3},     {"post-body", 3},
    {"story-body", 3},       {"story-content", 3},
    {"article-text", 3},     {"post-text", 2},
    {"article_body", 3},     {"post_content", 3},
    {"entry_content", 3},    {"articlecontent", 3},
    {"postcontent", 3},      {"storybody", 3},
    {"blog-content", 2},     {"blog-post-content", 3},
    {"body-content", 2},     {"mw-parser-output", 3},
    {"news-content", 2},     {"news-text", 2},
    {"page-content", 1},     {"main-content", 1},
    {"rich-text", 2},        {"richtext", 2},
    {"td-post-content", 3},  {"content-body", 2},
    {"markdown-body", 3},    {"prose", 2},
    {"content__body", 2},    {"c-entry-content", 3},
    {"single-content", 2},   {"body-copy", 2},
    {"article-copy", 3},     {"wysiwyg", 2},
    {"field-name-body", 3},  {"text-content", 1},
    {"e-content", 3},        {"h-entry", 1},
};

static const char *const captions[] = {
    "caption",        "wp-caption-text", "credit",         "image-credit",
    "photo-credit",   "media-credit",    "imagecaption",   "image-caption",
    "photo-caption",  "media-caption",   "figcaption",     "image-info",
    "img-caption",    "picture-caption", "image__caption", "bildunterschrift",
    "copyright-text", "image-source",    "image-credits",  "photocredit",
    "caption-text",   "thumbcaption",
};

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
                                          "support our journalism"};

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
    "(picture",        "(foto"};

/* Parts that are folded until a reader opens them. */
static const char *const folds[] = {
    "accordion",
    "accordion-content",
    "accordion-body",
    "accordion-panel",
    "accordion-item",
    "collapse",
    "collapsible",
    "collapsed",
    "tab-content",
    "tab-pane",
    "tab-panel",
    "tabpanel",
    "tab",
    "panel",
    "panel-body",
    "panel-collapse",
    "faq",
    "faq-answer",
    "answer",
    "toggle-content",
    "toggle",
    "expand",
    "expandable",
    "expanded-content",
    "read-more-content",
    "more-text",
    "more-content",
    "full-text",
    "fulltext",
    "details",
    "usa-accordion__content",
    "wp-block-coblocks-accordion-item__content",
};

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

enum { TOKEN_MAX = 64 };

/* Lower-case, with camelCase parted by '-': "relatedPosts". */
static struct view fold_token(struct view token, char folded[2 * TOKEN_MAX])
{
    size_t size = 0;

    for (size_t i = 0; i < token.size && i < TOKEN_MAX; i++) {
        char c = token.data[i];

        if (c >= 'A' && c <= 'Z') {
            if (i > 0 && token.data[i - 1] >= 'a' && token.data[i - 1] <= 'z')
                folded[size++] = '-';
            c = (char)(c - 'A' + 'a');
        }
        folded[size++] = c;
    }
    return (struct view){folded, size};
}

static bool is_joint(char c)
{
    return c == '-' || c == '_' || c == ':';
}

static bool ends_in(struct view token, struct view word)
{
    if (!view_ends(token, word))
        return false;
    return token.size == word.size ||
           is_joint(token.data[token.size - word.size - 1]);
}

static bool begins_with(struct view token, struct view word)
{
    return token.size > word.size && view_starts(token, word) &&
           is_joint(token.data[word.size]);
}

static bool is_clutter_token(struct view token)
{
    for (size_t i = 0; i < sizeof clutter / sizeof *clutter; i++) {
        if (ends_in(token, view_of(clutter[i])))
            return true;
    }
    for (size_t i = 0; i < sizeof clutter_tokens / sizeof *clutter_tokens;
         i++) {
        if (view_equal(token, view_of(clutter_tokens[i])))
            return true;
    }
    for (size_t i = 0; i < sizeof clutter_openings / sizeof *clutter_openings;
         i++) {
        if (begins_with(token, view_of(clutter_openings[i])))
            return true;
    }
    return false;
}

/* Runs test over the tokens of class and id. */
static int any_token(const struct html_node *node, int (*test)(struct view))
{
    static const char *const names[] = {"class", "id"};
    int best = 0;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct view list = html_attribute(node, names[i]);

        for (int tokens = 0; list.size > 0 && tokens < 64; tokens++) {
            char folded[2 * TOKEN_MAX];
            struct view token = view_trim(view_cut(&list, ' '));

            if (token.size == 0 || token.size > TOKEN_MAX)
                continue;
            int result = test(fold_token(token, folded));
            if (result > best)
                best = result;
        }
    }
    return best;
}

static int clutter_test(struct view token)
{
    return is_clutter_token(token);
}

bool page_names_clutter(const struct html_node *node)
{
    static const char *const roles[] = {
        "navigation", "banner",      "contentinfo", "complementary", "search",
        "dialog",     "alertdialog", "menu",        "menubar",       "toolbar",
        "tablist",    "alert",       "button",      "form",
    };

    switch (node->tag) {
    case HTML_NAV:
    case HTML_ASIDE:
    case HTML_FOOTER:
    case HTML_FORM:
    case HTML_DIALOG:
    case HTML_MENU:
        return true;
    case HTML_HTML:
    case HTML_BODY:
        return false;
    default:
        break;
    }
    if (node->attribute_count == 0)
        return false;
    struct view role = html_attribute(node, "role");
    for (size_t i = 0; role.size > 0 && i < sizeof roles / sizeof *roles; i++) {
        if (view_equal_nocase(role, view_of(roles[i])))
            return true;
    }
    return html_has_attribute(node, "aria-modal") ||
           any_token(node, clutter_test) > 0;
}

static int body_test(struct view token)
{
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        if (ends_in(token, view_of(bodies[i].name)))
            return bodies[i].trust;
    }
    return 0;
}

int page_names_body(const struct html_node *node)
{
    struct view property = html_attribute(node, "itemprop");
    int trust = node->tag == HTML_ARTICLE ? 2 : node->tag == HTML_MAIN ? 1 : 0;

    if (view_equal_nocase(property, VIEW("articleBody")) ||
        view_equal_nocase(property, VIEW("reviewBody")))
        return 3;
    if (view_equal_nocase(html_attribute(node, "role"), VIEW("main")))
        trust = trust > 1 ? trust : 1;
    if (node->attribute_count == 0)
        return trust;
    int named = any_token(node, body_test);
    return named > trust ? named : trust;
}

static int fold_test(struct view token)
{
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        if (ends_in(token, view_of(folds[i])) ||
            begins_with(token, view_of(folds[i])))
            return 1;
    }
    return 0;
}

bool page_names_fold(const struct html_node *node)
{
    return view_equal_nocase(html_attribute(node, "role"), VIEW("tabpanel")) ||
           any_token(node, fold_test) > 0;
}

static int caption_test(struct view token)
{
    for (size_t i = 0; i < sizeof captions / sizeof *captions; i++) {
        if (ends_in(token, view_of(captions[i])))
            return 1;
    }
    return 0;
}

bool page_names_caption(const struct html_node *node)
{
    return node->tag == HTML_FIGCAPTION ||
           (node->attribute_count > 0 && any_token(node, caption_test) > 0);
}

static bool holds_nocase(struct view text, struct view words)
{
    for (size_t at = 0; at + words.size <= text.size; at++) {
        if (view_starts_nocase(view_slice(text, at, text.size), words))
            return true;
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ASCII letters compare without case; the lists need no other.  Whole words
 * only: "Latest" is no "Late". */
static const char *begins_with_one(struct view text, const char *const *list,
                                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct view words = view_of(list[i]);

        if (view_starts_nocase(text, words) &&
            (text.size == words.size || !is_letter(text.data[words.size]) ||
             !is_letter(words.data[words.size - 1])))
            return list[i];
    }
    return NULL;
}

enum page_ending page_ending_of(struct view text, struct view site)
{
    if (text.size == 0 || text.size > 90)
        return PAGE_ENDING_NONE;
    if (site.size > 3 && view_starts_nocase(text, VIEW("more ")) &&
        holds_nocase(text, site))
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
        if (holds_nocase(text, view_of(paywalls[i])))
            return true;
    }
    return false;
}

bool page_is_legal(struct view text)
{
    for (size_t i = 0; i < sizeof legal / sizeof *legal; i++) {
        if (holds_nocase(text, view_of(legal[i])))
            return true;
    }
    return false;
}
