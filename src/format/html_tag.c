#include "format/html_tag.h"

#include <stddef.h>

/* Sorted by name, as the enumeration is. */
static const struct {
    const char *name;
    unsigned kinds;
} tags[HTML_TAG_COUNT] = {
    [HTML_TEXT] = {"", 0},
    [HTML_OTHER] = {"", 0},
    [HTML_A] = {"a", 0},
    [HTML_ABBR] = {"abbr", 0},
    [HTML_ACRONYM] = {"acronym", 0},
    [HTML_ADDRESS] = {"address", HTML_IS_BLOCK},
    [HTML_APPLET] = {"applet", HTML_IS_SCOPE},
    [HTML_AREA] = {"area", HTML_IS_VOID},
    [HTML_ARTICLE] = {"article", HTML_IS_BLOCK},
    [HTML_ASIDE] = {"aside", HTML_IS_BLOCK},
    [HTML_AUDIO] = {"audio", 0},
    [HTML_B] = {"b", HTML_IS_FORMATTING},
    [HTML_BASE] = {"base", HTML_IS_VOID},
    [HTML_BDI] = {"bdi", 0},
    [HTML_BDO] = {"bdo", 0},
    [HTML_BIG] = {"big", HTML_IS_FORMATTING},
    [HTML_BLOCKQUOTE] = {"blockquote", HTML_IS_BLOCK},
    [HTML_BODY] = {"body", HTML_IS_BLOCK},
    [HTML_BR] = {"br", HTML_IS_VOID},
    [HTML_BUTTON] = {"button", HTML_IS_SCOPE},
    [HTML_CANVAS] = {"canvas", 0},
    [HTML_CAPTION] = {"caption", HTML_IS_BLOCK | HTML_IS_SCOPE},
    [HTML_CENTER] = {"center", HTML_IS_BLOCK},
    [HTML_CITE] = {"cite", 0},
    [HTML_CODE] = {"code", HTML_IS_FORMATTING},
    [HTML_COL] = {"col", HTML_IS_VOID},
    [HTML_COLGROUP] = {"colgroup", HTML_IS_IMPLIED},
    [HTML_DD] = {"dd", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_DEL] = {"del", 0},
    [HTML_DETAILS] = {"details", HTML_IS_BLOCK},
    [HTML_DFN] = {"dfn", 0},
    [HTML_DIALOG] = {"dialog", HTML_IS_BLOCK},
    [HTML_DIR] = {"dir", HTML_IS_BLOCK},
    [HTML_DIV] = {"div", HTML_IS_BLOCK},
    [HTML_DL] = {"dl", HTML_IS_BLOCK},
    [HTML_DT] = {"dt", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_EM] = {"em", HTML_IS_FORMATTING},
    [HTML_EMBED] = {"embed", HTML_IS_VOID},
    [HTML_FIELDSET] = {"fieldset", HTML_IS_BLOCK},
    [HTML_FIGCAPTION] = {"figcaption", HTML_IS_BLOCK},
    [HTML_FIGURE] = {"figure", HTML_IS_BLOCK},
    [HTML_FONT] = {"font", HTML_IS_FORMATTING},
    [HTML_FOOTER] = {"footer", HTML_IS_BLOCK},
    [HTML_FORM] = {"form", HTML_IS_BLOCK},
    [HTML_FRAME] = {"frame", HTML_IS_VOID},
    [HTML_FRAMESET] = {"frameset", HTML_IS_BLOCK},
    [HTML_H1] = {"h1", HTML_IS_BLOCK},
    [HTML_H2] = {"h2", HTML_IS_BLOCK},
    [HTML_H3] = {"h3", HTML_IS_BLOCK},
    [HTML_H4] = {"h4", HTML_IS_BLOCK},
    [HTML_H5] = {"h5", HTML_IS_BLOCK},
    [HTML_H6] = {"h6", HTML_IS_BLOCK},
    [HTML_HEAD] = {"head", 0},
    [HTML_HEADER] = {"header", HTML_IS_BLOCK},
    [HTML_HGROUP] = {"hgroup", HTML_IS_BLOCK},
    [HTML_HR] = {"hr", HTML_IS_VOID | HTML_IS_BLOCK},
    [HTML_HTML] = {"html", HTML_IS_BLOCK | HTML_IS_SCOPE},
    [HTML_I] = {"i", HTML_IS_FORMATTING},
    [HTML_IFRAME] = {"iframe", HTML_IS_BLOCK | HTML_IS_RAW},
    [HTML_IMG] = {"img", HTML_IS_VOID},
    [HTML_INPUT] = {"input", HTML_IS_VOID},
    [HTML_INS] = {"ins", 0},
    [HTML_KBD] = {"kbd", 0},
    [HTML_LABEL] = {"label", 0},
    [HTML_LEGEND] = {"legend", HTML_IS_BLOCK},
    [HTML_LI] = {"li", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_LINK] = {"link", HTML_IS_VOID},
    [HTML_MAIN] = {"main", HTML_IS_BLOCK},
    [HTML_MAP] = {"map", 0},
    [HTML_MARK] = {"mark", 0},
    [HTML_MATH] = {"math", HTML_IS_SCOPE},
    [HTML_MENU] = {"menu", HTML_IS_BLOCK},
    [HTML_META] = {"meta", HTML_IS_VOID},
    [HTML_NAV] = {"nav", HTML_IS_BLOCK},
    [HTML_NOBR] = {"nobr", HTML_IS_FORMATTING},
    [HTML_NOSCRIPT] = {"noscript", HTML_IS_BLOCK},
    [HTML_OBJECT] = {"object", HTML_IS_SCOPE},
    [HTML_OL] = {"ol", HTML_IS_BLOCK},
    [HTML_OPTGROUP] = {"optgroup", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_OPTION] = {"option", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_P] = {"p", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_PARAM] = {"param", HTML_IS_VOID},
    [HTML_PICTURE] = {"picture", 0},
    [HTML_PRE] = {"pre", HTML_IS_BLOCK},
    [HTML_Q] = {"q", 0},
    [HTML_RP] = {"rp", HTML_IS_IMPLIED},
    [HTML_RT] = {"rt", HTML_IS_IMPLIED},
    [HTML_RUBY] = {"ruby", 0},
    [HTML_S] = {"s", HTML_IS_FORMATTING},
    [HTML_SAMP] = {"samp", 0},
    [HTML_SCRIPT] = {"script", HTML_IS_RAW},
    [HTML_SEARCH] = {"search", HTML_IS_BLOCK},
    [HTML_SECTION] = {"section", HTML_IS_BLOCK},
    [HTML_SELECT] = {"select", 0},
    [HTML_SMALL] = {"small", HTML_IS_FORMATTING},
    [HTML_SOURCE] = {"source", HTML_IS_VOID},
    [HTML_SPAN] = {"span", 0},
    [HTML_STRIKE] = {"strike", HTML_IS_FORMATTING},
    [HTML_STRONG] = {"strong", HTML_IS_FORMATTING},
    [HTML_STYLE] = {"style", HTML_IS_RAW},
    [HTML_SUB] = {"sub", 0},
    [HTML_SUMMARY] = {"summary", HTML_IS_BLOCK},
    [HTML_SUP] = {"sup", 0},
    [HTML_SVG] = {"svg", HTML_IS_SCOPE},
    [HTML_TABLE] = {"table", HTML_IS_BLOCK | HTML_IS_SCOPE},
    [HTML_TBODY] = {"tbody", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_TD] = {"td", HTML_IS_BLOCK | HTML_IS_IMPLIED | HTML_IS_SCOPE},
    [HTML_TEMPLATE] = {"template", HTML_IS_SCOPE},
    [HTML_TEXTAREA] = {"textarea", HTML_IS_RAW},
    [HTML_TFOOT] = {"tfoot", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_TH] = {"th", HTML_IS_BLOCK | HTML_IS_IMPLIED | HTML_IS_SCOPE},
    [HTML_THEAD] = {"thead", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_TIME] = {"time", 0},
    [HTML_TITLE] = {"title", HTML_IS_RAW},
    [HTML_TR] = {"tr", HTML_IS_BLOCK | HTML_IS_IMPLIED},
    [HTML_TRACK] = {"track", HTML_IS_VOID},
    [HTML_TT] = {"tt", HTML_IS_FORMATTING},
    [HTML_U] = {"u", HTML_IS_FORMATTING},
    [HTML_UL] = {"ul", HTML_IS_BLOCK},
    [HTML_VAR] = {"var", 0},
    [HTML_VIDEO] = {"video", 0},
    [HTML_WBR] = {"wbr", HTML_IS_VOID},
};

enum html_tag html_tag_of(struct view name)
{
    size_t low = HTML_OTHER + 1;
    size_t high = HTML_TAG_COUNT;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = view_compare(name, view_of(tags[middle].name));

        if (order == 0)
            return (enum html_tag)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return HTML_OTHER;
}

unsigned html_tag_kinds(enum html_tag tag)
{
    return tags[tag].kinds;
}
