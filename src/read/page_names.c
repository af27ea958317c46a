#include "read/page_names.h"

#include <stdint.h>

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

static const char *const captions[] = {
    "caption",        "wp-caption-text", "credit",         "image-credit",
    "photo-credit",   "media-credit",    "imagecaption",   "image-caption",
    "photo-caption",  "media-caption",   "figcaption",     "image-info",
    "img-caption",    "picture-caption", "image__caption", "bildunterschrift",
    "copyright-text", "image-source",    "image-credits",  "photocredit",
    "caption-text",   "thumbcaption",
};

enum { TOKEN_MAX = 64 }; /* bytes of a class or id that is looked at */

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
