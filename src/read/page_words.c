#include "read/page_words.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* Whole tokens of class or id, or what a token ends in behind '-' or '_'. */
static const char *const clutter[] = {
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
    "aside",
    "sidebar",
    "side-bar",
    "rail",
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
    "recommended",
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
    "popular",
    "popular-posts",
    "trending",
    "latest",
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
    "respond",
    "disqus",
    "disqus_thread",
    "discussion",
    "reactions",
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
    "register",
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
    "dialog",
    "notice",
    "toast",
    "tooltip",
    "author-bio",
    "author-box",
    "authorbox",
    "author-info",
    "about-author",
    "author-card",
    "author-profile",
    "bio",
    "post-author",
    "entry-author",
    "byline",
    "dateline",
    "timestamp",
    "meta",
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
    "tags",
    "tag-list",
    "taglist",
    "tagcloud",
    "post-tags",
    "entry-tags",
    "article-tags",
    "topics",
    "categories",
    "category-list",
    "keywords",
    "footer",
    "site-footer",
    "page-footer",
    "masthead",
    "site-header",
    "page-header",
    "copyright",
    "legal",
    "disclaimer",
    "credits",
    "print-only",
    "printonly",
    "screen-reader-text",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "hide",
    "hidden",
    "d-none",
    "noprint",
    "no-print",
    "player",
    "video-player",
    "jwplayer",
    "gallery",
    "slideshow",
    "carousel",
    "slider",
    "widget-area",
    "widgets",
    "search",
    "searchform",
    "search-form",
    "filter",
    "filters",
    "rating",
    "ratings",
    "vote",
    "votes",
    "poll",
    "quiz",
    "survey",
    "donate",
    "donation",
    "feedback",
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
    "listen",
    "follow-us",
    "follow",
    "app-promo",
    "back-to-top",
    "scroll-to-top",
    "correction-link",
    "report-error",
    "flag",
    "actions",
    "article-actions",
    "post-actions",
    "buttons",
    "btn-group",
    "contact-info",
    "whatsapp",
    "telegram",
    "jobs",
    "weather",
    "stock-ticker",
    "ticker",
    "breaking-news",
    "trc_related_container",
    "wp-block-latest-posts",
    "yarpp-related",
    "crp_related",
    "nocontent",
    "robots-nocontent",
    "teaser",
    "teasers",
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
static const char *const endings[] = {
    "related",
    "more from",
    "more on",
    "more in",
    "more stories",
    "more news",
    "more articles",
    "more like this",
    "read more",
    "read next",
    "read also",
    "also read",
    "see also:",
    "you may also",
    "you might also",
    "you may like",
    "you might like",
    "recommended",
    "recommended for you",
    "popular",
    "most popular",
    "most read",
    "trending",
    "latest",
    "latest news",
    "what to read",
    "up next",
    "next article",
    "don't miss",
    "comments",
    "leave a comment",
    "leave a reply",
    "add a comment",
    "post a comment",
    "join the conversation",
    "join the discussion",
    "discussion",
    "responses",
    "about the author",
    "about author",
    "written by",
    "author bio",
    "meet the author",
    "share this",
    "share:",
    "share on",
    "follow us",
    "tags:",
    "tags",
    "tagged",
    "filed under",
    "topics",
    "categories",
    "subscribe",
    "sign up",
    "newsletter",
    "get the latest",
    "stay up to date",
    "stay informed",
    "contact us",
    "sponsored",
    "advertisement",
    "from our partners",
    "from around the web",
    "around the web",
    "other stories",
    "other articles",
    "explore more",
    "keep reading",
    "continue reading",
    "further reading",
    "similar posts",
    "similar articles",
    "previous post",
    "next post",
    "post navigation",
    "mehr zum thema",
    "mehr zu",
    "mehr aus",
    "lesen sie auch",
    "lesen sie mehr",
    "das könnte sie auch",
    "das könnte dich auch",
    "auch interessant",
    "auch lesenswert",
    "weitere artikel",
    "weitere themen",
    "weitere beiträge",
    "weitere nachrichten",
    "ähnliche artikel",
    "ähnliche beiträge",
    "verwandte artikel",
    "verwandte themen",
    "kommentare",
    "kommentar schreiben",
    "schreibe einen kommentar",
    "schreiben sie einen",
    "kommentar verfassen",
    "über den autor",
    "über die autorin",
    "zum autor",
    "meistgelesen",
    "neueste artikel",
    "artikel teilen",
    "teilen",
    "themen:",
    "schlagwörter",
    "schlagworte",
    "diesen artikel",
    "antworten",
    "hinterlasse einen",
    "à lire aussi",
    "lire aussi",
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
    "leggi anche",
    "commenti",
    "articoli correlati",
    "potrebbe interessarti",
    "zobacz także",
    "zobacz też",
    "zobacz również",
    "czytaj także",
    "czytaj też",
    "czytaj również",
    "przeczytaj także",
    "przeczytaj też",
    "komentarze",
    "dodaj komentarz",
    "powiązane",
    "podobne",
    "polecane",
    "polecamy",
    "udostępnij",
    "tagi",
    "lees ook",
    "lees meer",
    "reacties",
    "leia também",
    "leia mais",
    "comentários",
    "veja também",
    "читайте также",
    "комментарии",
    "похожие",
    "другие новости",
    "по теме",
    "теги",
    "関連記事",
    "コメント",
    "相关阅读",
    "相关文章",
    "推荐阅读",
    "評論",
    "评论",
    "ilgili haberler",
    "diğer haberler",
};

/* Beginnings of lines that stand between an article's paragraphs. */
static const char *const labels[] = {
    "advertisement",
    "sponsored",
    "story continues",
    "article continues",
    "continue reading",
    "read more",
    "read also",
    "also read",
    "read next",
    "related:",
    "related article",
    "related story",
    "related stories",
    "more:",
    "see also:",
    "watch:",
    "watch now",
    "listen:",
    "photo:",
    "photos:",
    "photo by",
    "photo courtesy",
    "image:",
    "image by",
    "image source",
    "image credit",
    "photo credit",
    "picture:",
    "credit:",
    "getty images",
    "courtesy of",
    "share this",
    "share on",
    "share:",
    "share",
    "tweet",
    "print",
    "email",
    "follow us",
    "follow @",
    "subscribe",
    "sign up",
    "click here",
    "tags:",
    "tagged",
    "topics:",
    "filed under",
    "posted in",
    "category:",
    "categories:",
    "comments",
    "leave a comment",
    "skip to",
    "jump to",
    "back to top",
    "loading",
    "play video",
    "view gallery",
    "enlarge",
    "close",
    "copy link",
    "published:",
    "published on",
    "updated:",
    "last updated",
    "last modified",
    "posted on",
    "posted by",
    "reading time",
    "min read",
    "table of contents",
    "anzeige",
    "werbung",
    "foto:",
    "fotos:",
    "bild:",
    "quelle:",
    "lesen sie auch",
    "lesen sie mehr",
    "mehr dazu",
    "mehr zum thema",
    "teilen",
    "drucken",
    "lesezeit",
    "veröffentlicht",
    "aktualisiert",
    "stand:",
    "lire aussi",
    "à lire aussi",
    "publicité",
    "publicidad",
    "lea también",
    "reklama",
    "czytaj także",
    "czytaj też",
    "zobacz także",
    "zobacz też",
    "fot.",
    "zdjęcie:",
    "autor:",
    "źródło:",
    "leggi anche",
    "pubblicità",
    "lees ook",
    "leia também",
    "читайте также",
    "фото:",
    "by signing up",
    "this article was originally",
    "all rights reserved",
    "©",
    "copyright ©",
    "(photo",
    "(image",
    "(picture",
    "(foto",
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

/* ASCII letters without case; others as they are or in upper case at the
 * first letter, which the lists do not need. */
static bool begins(struct view text, const char *words)
{
    return view_starts_nocase(text, view_of(words));
}

bool page_ends_article(struct view text)
{
    if (text.size == 0 || text.size > 90)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct view ending = view_of(endings[i]);

        if (!begins(text, endings[i]))
            continue;
        /* Whole words only: "Latest" is no "Late". */
        char after = text.size > ending.size ? text.data[ending.size] : ' ';
        if (!((after >= 'a' && after <= 'z') || (after >= 'A' && after <= 'Z')))
            return true;
    }
    return false;
}

bool page_is_label(struct view text)
{
    if (text.size == 0 || text.size > 200)
        return false;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct view label = view_of(labels[i]);

        if (!begins(text, labels[i]))
            continue;
        char after = text.size > label.size ? text.data[label.size] : ' ';
        bool whole =
            !((after >= 'a' && after <= 'z') || (after >= 'A' && after <= 'Z'));
        /* A bare word is a label only when it is about all there is. */
        bool marked = label.data[label.size - 1] == ':' ||
                      view_find(label, VIEW(" "), 0) != SIZE_MAX ||
                      label.data[0] == '(';
        if (whole && (marked || text.size <= label.size + 12))
            return true;
    }
    return false;
}

bool page_is_paywall(struct view text)
{
    for (size_t i = 0; i < sizeof paywalls / sizeof *paywalls; i++) {
        struct view words = view_of(paywalls[i]);

        for (size_t at = 0; at + words.size <= text.size; at++) {
            if (begins(view_slice(text, at, text.size), paywalls[i]))
                return true;
        }
    }
    return false;
}
