#include "publish/page.h"

#include "publish/inline.h"
#include "publish/leaf.h"
#include "publish/markup.h"
#include "publish/omitted.h"
#include "publish/page_asset.h"
#include "publish/picture_file.h"
#include "publish/prose.h"
#include "publish/stamp.h"

#include <inttypes.h>

/* A longer list of chapters is folded at first. */
enum { CHAPTERS_OPEN = 12, LABEL_CHARACTERS = 120, DEPTH_MAX = 4 };

/* Pictures beyond so many bytes are left to their text. */
enum { PICTURE_BYTES = 16 << 20 };

struct page {
    const struct publish_request *request;
    const struct episode *episode;
    struct buf *out;
    struct arena arena;
    struct leaves leaves;
    struct notes notes;
    struct prose prose;
    size_t picture_bytes; /* of the pictures inside so far */
};

/* The article's own heading is the page's, when there is just one article and
 * more to it than headings. */
static bool has_one_title(const struct page *page)
{
    const struct articles *articles = &page->episode->script->articles;

    if (articles->count != 1 || page->leaves.count == 0 ||
        !page->leaves.at[0].has_heading)
        return false;
    const struct leaf *leaf = &page->leaves.at[0];
    const struct block *blocks = articles->at[0]->document->blocks.at;

    return leaf->end_block - leaf->first_block > 1 &&
           blocks[leaf->first_block + 1].kind != BLOCK_HEADING;
}

/* That heading, which opens the page, above the player. */
static void add_own_title(struct page *page)
{
    struct leaf title = page->leaves.at[0];

    title.end_block = title.first_block + 1;
    prose_leaf(&page->prose, &title);
}

/* The title of all is marked until the first word is said. */
static void add_title(struct page *page)
{
    struct view title = page->episode->title;

    buf_add_string(page->out, "<h1><span class=\"s\" data-b=\"0\">");
    markup_text(page->out, title.size > 0 ? title : VIEW("Briefing"));
    buf_add_string(page->out, "</span></h1>\n");
}

static void add_head(struct page *page)
{
    struct buf *out = page->out;
    const struct episode *episode = page->episode;
    struct view language =
        episode->language.size > 0 ? episode->language : VIEW("en");

    buf_add_string(out, "<!DOCTYPE html>\n<html");
    inline_language(out, language, false);
    buf_add_string(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" "
                        "content=\"width=device-width, initial-scale=1\">\n"
                        "<meta name=\"generator\" content=\"briefcast\">\n");
    markup_element(out, "title",
                   episode->title.size > 0 ? episode->title : VIEW("Briefing"));
    buf_addf(out, "<style>\n%s</style>\n</head>\n<body", page_asset_style);
    struct buf key = {0};
    buf_addf(&key, "%.*s %" PRId64, VIEW_ARG(page->request->audio_name),
             mark_total_ms(episode));
    markup_attribute(out, "data-key", buf_view(&key));
    buf_release(&key);
    buf_add_string(out, ">\n<a class=\"skip\" href=\"#transcript\" lang=\"en\" "
                        "dir=\"ltr\">Skip to the transcript</a>\n");
}

static void add_header(struct page *page)
{
    struct buf *out = page->out;
    const struct episode *episode = page->episode;

    buf_add_string(out, "<header>\n");
    if (has_one_title(page))
        add_own_title(page);
    else
        add_title(page);
    buf_add_string(out, "<p>");
    if (!view_equal(episode->album, episode->title))
        markup_text(out, episode->album);
    if (episode->date.size > 0) {
        struct view day = view_slice(episode->date, 0, 10);

        if (episode->album.size > 0)
            buf_add_string(out, " &middot; ");
        buf_add_string(out, "<time");
        markup_attribute(out, "datetime", day);
        buf_add_char(out, '>');
        markup_text(out, day);
        buf_add_string(out, "</time>");
    }
    buf_add_string(out, "</p>\n</header>\n");
}

static void add_player(struct page *page)
{
    static const char *const speeds[] = {"0.75", "1", "1.25", "1.5",
                                         "1.75", "2", "2.5",  "3"};
    struct buf *out = page->out;

    buf_add_string(out, "<section class=\"player\" aria-label=\"Player\" "
                        "lang=\"en\" dir=\"ltr\">\n<audio controls "
                        "preload=\"metadata\" aria-label=\"Briefing\" src=\"");
    markup_url_part(out, page->request->audio_name);
    buf_add_string(
        out, "\"></audio>\n<div class=\"controls\" id=\"controls\" hidden>\n"
             "<button type=\"button\" id=\"back\">Previous sentence</button>\n"
             "<button type=\"button\" id=\"on\">Next sentence</button>\n"
             "<label for=\"speed\">Speed <select id=\"speed\">");
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++)
        buf_addf(out, "<option value=\"%s\"%s>%s&times;</option>", speeds[i],
                 i == 1 ? " selected" : "", speeds[i]);
    buf_add_string(
        out,
        "</select></label>\n<label for=\"follow\"><input type=\"checkbox\" "
        "id=\"follow\" checked aria-label=\"Scroll with the voice\"> Scroll "
        "with the voice</label>\n</div>\n</section>\n"
        "<p class=\"hint\" id=\"hint\" lang=\"en\" dir=\"ltr\" hidden>In the "
        "transcript, a click or "
        "Enter on a sentence plays from there; the up and down arrows move by "
        "sentence.</p>\n");
}

static void add_chapters(struct page *page)
{
    struct buf *out = page->out;
    size_t count = page->leaves.count;

    if (count < 2)
        return;
    buf_addf(out,
             "<nav aria-label=\"Chapters\">\n<details%s><summary lang=\"en\" "
             "dir=\"ltr\">Chapters (%zu)</summary>\n<ol>\n",
             count <= CHAPTERS_OPEN ? " open" : "", count);
    for (size_t i = 0; i < count; i++) {
        const struct leaf *leaf = &page->leaves.at[i];
        struct buf label = {0};

        mark_label(&label, &leaf->mark, LABEL_CHARACTERS);
        int depth = leaf->depth < DEPTH_MAX ? leaf->depth : DEPTH_MAX;
        buf_addf(out,
                 "<li class=\"d%d\"><a href=\"#part%zu\" data-at=\"%" PRId64
                 "\">",
                 depth, i + 1, leaf->mark.begin_ms);
        markup_text(out, buf_view(&label));
        buf_add_string(out, "</a> <span>");
        stamp_short(out, leaf->mark.begin_ms);
        buf_add_string(out, "</span></li>\n");
        buf_release(&label);
    }
    buf_add_string(out, "</ol>\n</details>\n</nav>\n");
}

/* A part without a heading of its own is given its chapter's title. */
static void add_part_title(struct page *page, const struct leaf *leaf,
                           int offset)
{
    struct buf label = {0};
    int level = leaf->depth + offset;

    if (level > 6)
        level = 6;
    mark_label(&label, &leaf->mark, LABEL_CHARACTERS);
    buf_addf(page->out, "<h%d>", level);
    markup_text(page->out, buf_view(&label));
    buf_addf(page->out, "</h%d>\n", level);
    buf_release(&label);
}

/* For prose_pictures: the page is one file, so its pictures are inside. */
static bool add_picture(void *context, size_t article,
                        const struct block *block, const char *id,
                        struct buf *out)
{
    struct page *page = context;
    const struct document *document =
        page->episode->script->articles.at[article]->document;
    struct picture_file file;
    struct buf url = {0};
    bool found = page->picture_bytes < PICTURE_BYTES &&
                 picture_file_find(&page->arena, document->source, block->label,
                                   &file) &&
                 picture_file_data_url(&file, &url);

    (void)id;
    if (found) {
        /* Its text stands below, for the eye and for the voice. */
        buf_add_string(out, "<img alt=\"\"");
        markup_attribute(out, "src", buf_view(&url));
        buf_add_string(out, ">");
        page->picture_bytes += url.size;
    }
    buf_release(&url);
    return found;
}

/* A leaf without its heading. */
static void add_rest(struct page *page, const struct leaf *leaf)
{
    struct leaf rest = *leaf;

    rest.first_block++;
    prose_leaf(&page->prose, &rest);
}

/* A leaf whose title opens the page is no section: it has no heading here. */
static void add_part(struct page *page, size_t i)
{
    struct buf *out = page->out;
    const struct leaf *leaf = &page->leaves.at[i];
    bool is_rest = i == 0 && has_one_title(page);

    buf_addf(out, "<%s id=\"part%zu\">\n", is_rest ? "div" : "section", i + 1);
    if (is_rest) {
        add_rest(page, leaf);
    } else {
        if (!leaf->has_heading && page->leaves.count > 1)
            add_part_title(page, leaf, page->prose.heading_offset);
        prose_leaf(&page->prose, leaf);
    }
    buf_addf(out, "</%s>\n", is_rest ? "div" : "section");
}

static void add_parts(struct page *page)
{
    const struct articles *articles = &page->episode->script->articles;
    struct buf *out = page->out;

    for (size_t i = 0; i < page->leaves.count; i++) {
        const struct leaf *leaf = &page->leaves.at[i];
        const struct document *document = articles->at[leaf->article]->document;

        if (leaf->opens_article) {
            buf_add_string(out, i > 0 ? "</article>\n<article" : "<article");
            inline_language(out, document->language, false);
            buf_add_string(out, ">\n");
        }
        add_part(page, i);
    }
    if (page->leaves.count > 0)
        buf_add_string(out, "</article>\n");
}

static void add_omitted(struct page *page)
{
    struct buf *out = page->out;
    struct omitted omitted;

    omitted_list(&page->arena, page->episode, &omitted);
    if (omitted.pieces == 0)
        return;
    buf_addf(out,
             "<section class=\"left\" lang=\"en\" dir=\"ltr\" "
             "aria-labelledby=\"left\">\n<h2 id=\"left\">Not spoken</h2>\n"
             "<details><summary>%zu %s</summary>\n<dl>\n",
             omitted.pieces, omitted.pieces == 1 ? "piece" : "pieces");
    for (size_t i = 0; i < omitted.count; i++) {
        const struct omitted_group *group = &omitted.at[i];

        if (group->marks)
            continue;
        buf_add_string(out, "<dt>");
        markup_text(out, group->reason);
        buf_addf(out, " (%zu)</dt>\n", group->count);
        for (const struct omitted_piece *piece = group->first; piece;
             piece = piece->next)
            markup_element(out, "dd", view_trim(piece->text));
    }
    buf_add_string(out, "</dl>\n</details>\n</section>\n");
}

bool page_write(const struct publish_request *request, struct buf *out,
                struct err *err)
{
    struct page page = {
        .request = request, .episode = request->episode, .out = out};

    (void)err;
    leaf_list(&page.arena, request->episode, &page.leaves);
    note_list(&page.arena, request->episode, &page.leaves, &page.notes);
    page.prose = (struct prose){
        .episode = page.episode,
        .leaves = &page.leaves,
        .arena = &page.arena,
        .out = out,
        .notes = &page.notes,
        .with_times = true,
        .pictures = {add_picture, &page, true},
        .heading_offset = has_one_title(&page) ? 0 : 1,
    };
    add_head(&page);
    add_header(&page);
    buf_add_string(out, "<main>\n");
    add_player(&page);
    add_chapters(&page);
    buf_add_string(out, "<div id=\"transcript\">\n");
    add_parts(&page);
    buf_add_string(out, "</div>\n");
    add_omitted(&page);
    buf_addf(out, "</main>\n<script>\n%s</script>\n</body>\n</html>\n",
             page_asset_script);
    arena_release(&page.arena);
    return true;
}
