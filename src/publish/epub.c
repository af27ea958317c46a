#include "publish/epub.h"

#include "format/zip.h"
#include "publish/guid.h"
#include "publish/inline.h"
#include "publish/leaf.h"
#include "publish/markup.h"
#include "publish/overlay.h"
#include "publish/picture_file.h"
#include "publish/prose.h"
#include "publish/pubdate.h"
#include "publish/stamp.h"

static const char style[] =
    "body { margin: 1em; line-height: 1.5; }\n"
    "h1, h2, h3, h4, h5, h6 { line-height: 1.25; }\n"
    "blockquote { margin: 1em 0; padding-left: 1em; "
    "border-left: 0.25em solid #767676; }\n"
    "table { border-collapse: collapse; }\n"
    "th, td { border: 1px solid #767676; padding: 0.25em 0.5em; "
    "text-align: start; }\n"
    "pre { white-space: pre-wrap; }\n"
    "figure { margin: 1em 0; }\n"
    "img { max-width: 100%; }\n"
    ".image p::before { content: \"Image: \"; }\n"
    ".note p[data-mark]::before { content: attr(data-mark) \" \"; }\n"
    ".rule { text-align: center; }\n"
    ".now { background-color: #ffe58a; color: #141414; "
    "outline: 0.1em solid #7a5a00; }\n"
    ".reading { color: inherit; }\n";

static const char container[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<container version=\"1.0\" "
    "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
    "<rootfiles><rootfile full-path=\"OPS/package.opf\" "
    "media-type=\"application/oebps-package+xml\"/></rootfiles>\n"
    "</container>\n";

struct entries {
    struct zip_entry *at;
    size_t count;
    size_t room;
};

/* A picture of an article, once however often it is shown. */
struct shown {
    size_t article;
    struct view address;
    struct picture_file file;
    struct view name; /* in the book; empty: it cannot be shown */
};

struct showns {
    struct shown *at;
    size_t count;
    size_t room;
};

/* More pictures than this stay what they say. */
enum { PICTURES_MAX = 1000 };

struct epub {
    const struct publish_request *request;
    const struct episode *episode;
    struct arena arena;
    struct leaves leaves;
    struct notes notes;
    struct prose prose;
    struct entries entries;
    struct buf text;    /* the file being written */
    struct buf overlay; /* its SMIL */
    char guid[GUID_SIZE];
    struct picture cover;
    bool has_cover;
    struct showns pictures;
};

static struct view language_of(const struct epub *epub)
{
    return epub->episode->language.size > 0 ? epub->episode->language
                                            : VIEW("en");
}

static struct view title_of(const struct epub *epub)
{
    struct view title = view_trim(epub->episode->title);

    return title.size > 0 ? title : VIEW("Briefing");
}

/* Moves what text holds into the archive under a name. */
static void add_entry(struct epub *epub, struct view name, struct buf *text)
{
    *ARENA_PUSH(&epub->arena, &epub->entries) = (struct zip_entry){
        .name = name,
        .content = arena_copy(&epub->arena, buf_view(text)),
    };
    buf_reset(text);
}

static void add_fixed(struct epub *epub, struct view name, struct view content,
                      bool stored)
{
    *ARENA_PUSH(&epub->arena, &epub->entries) =
        (struct zip_entry){.name = name, .content = content, .stored = stored};
}

static void add_label(struct buf *out, const struct leaf *leaf)
{
    struct buf label = {0};

    mark_label(&label, &leaf->mark, 200);
    markup_text(out, buf_view(&label));
    buf_release(&label);
}

static void begin_xhtml(struct buf *out, struct view language)
{
    buf_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<!DOCTYPE html>\n"
                        "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                        "xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    inline_language(out, language, true);
    buf_add_string(out, ">\n<head>\n<title>");
}

static void add_text(struct epub *epub, size_t i)
{
    const struct leaf *leaf = &epub->leaves.at[i];
    const struct document *document =
        epub->episode->script->articles.at[leaf->article]->document;
    struct buf *out = &epub->text;

    begin_xhtml(out, document->language.size > 0 ? document->language
                                                 : language_of(epub));
    add_label(out, leaf);
    buf_add_string(out, "</title>\n<link rel=\"stylesheet\" type=\"text/css\" "
                        "href=\"style.css\"/>\n</head>\n<body>\n"
                        "<section id=\"part\" epub:type=\"chapter\" "
                        "role=\"doc-chapter\" aria-label=\"");
    add_label(out, leaf);
    buf_add_string(out, "\">\n");
    prose_leaf(&epub->prose, leaf);
    buf_add_string(out, "</section>\n</body>\n</html>\n");
}

static void add_clip(struct epub *epub, size_t i, const struct clip_times *clip)
{
    struct buf *out = &epub->overlay;

    /* Players can skip what is marked so (Media Overlays, "Skippability"). */
    buf_addf(out, "<par%s><text src=\"part%04zu.xhtml#",
             prose_is_note(&epub->prose, clip->item) ? " epub:type=\"footnote\""
                                                     : "",
             i + 1);
    prose_id(out, clip->item);
    buf_add_string(out, "\"/><audio src=\"audio.mp3\" clipBegin=\"");
    stamp_smil(out, clip->begin_ms);
    buf_add_string(out, "\" clipEnd=\"");
    stamp_smil(out, clip->end_ms);
    buf_add_string(out, "\"/></par>\n");
}

static void add_overlay(struct epub *epub, size_t i, size_t first)
{
    struct buf *out = &epub->overlay;
    struct overlay overlay;

    overlay_list(&epub->arena, &epub->prose, &epub->leaves.at[i], first,
                 epub->prose.items.count, &overlay);
    buf_addf(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<smil xmlns=\"http://www.w3.org/ns/SMIL\" "
             "xmlns:epub=\"http://www.idpf.org/2007/ops\" version=\"3.0\">\n"
             "<body>\n<seq id=\"part\" epub:type=\"chapter\" "
             "epub:textref=\"part%04zu.xhtml#part\">\n",
             i + 1);
    for (size_t k = 0; k < overlay.count; k++)
        add_clip(epub, i, &overlay.at[k]);
    buf_add_string(out, "</seq>\n</body>\n</smil>\n");
}

static void add_parts(struct epub *epub)
{
    for (size_t i = 0; i < epub->leaves.count; i++) {
        size_t first = epub->prose.items.count;

        add_text(epub, i);
        add_overlay(epub, i, first);
        add_entry(epub,
                  arena_format(&epub->arena, "OPS/part%04zu.xhtml", i + 1),
                  &epub->text);
        add_entry(epub, arena_format(&epub->arena, "OPS/part%04zu.smil", i + 1),
                  &epub->overlay);
    }
}

static struct shown *find_picture(struct epub *epub, size_t article,
                                  struct view address)
{
    const struct document *document =
        epub->episode->script->articles.at[article]->document;
    struct showns *pictures = &epub->pictures;

    for (size_t i = 0; i < pictures->count; i++) {
        if (pictures->at[i].article == article &&
            view_equal(pictures->at[i].address, address))
            return &pictures->at[i];
    }
    if (pictures->count == PICTURES_MAX)
        return NULL;
    struct shown *picture = ARENA_PUSH(&epub->arena, pictures);
    picture->article = article;
    picture->address = address;
    if (picture_file_find(&epub->arena, document->source, address,
                          &picture->file))
        picture->name =
            arena_format(&epub->arena, "picture%04zu%s", pictures->count,
                         picture_ending(picture->file.picture.kind));
    return picture;
}

/* For prose_pictures. */
static bool add_picture(void *context, size_t article,
                        const struct block *block, const char *id,
                        struct buf *out)
{
    struct epub *epub = context;
    const struct shown *picture = find_picture(epub, article, block->label);

    if (!picture || picture->name.size == 0)
        return false;
    buf_add_string(out, "<img");
    if (*id)
        markup_attribute(out, "id", view_of(id));
    markup_attribute(out, "src", picture->name);
    markup_attribute(out, "alt", view_trim(block->text));
    buf_add_string(out, "/>");
    return true;
}

static void add_pictures(struct epub *epub)
{
    for (size_t i = 0; i < epub->pictures.count; i++) {
        const struct shown *picture = &epub->pictures.at[i];

        if (picture->name.size == 0)
            continue;
        *ARENA_PUSH(&epub->arena, &epub->entries) = (struct zip_entry){
            .name =
                arena_format(&epub->arena, "OPS/%.*s", VIEW_ARG(picture->name)),
            .path = picture->file.path.data,
            .stored = true,
        };
    }
}

/* The table of contents, nested as the chapters are. */
static void add_navigation(struct epub *epub)
{
    struct buf *out = &epub->text;
    int depth = 0;

    begin_xhtml(out, language_of(epub));
    markup_text(out, title_of(epub));
    buf_add_string(out, "</title>\n</head>\n<body>\n<nav epub:type=\"toc\" "
                        "role=\"doc-toc\" aria-labelledby=\"toc\" id=\"nav\">"
                        "\n<h1 id=\"toc\">");
    markup_text(out, title_of(epub));
    buf_add_string(out, "</h1>\n");
    for (size_t i = 0; i < epub->leaves.count; i++) {
        const struct leaf *leaf = &epub->leaves.at[i];

        if (leaf->depth > depth)
            buf_add_string(out, "\n<ol>\n");
        else
            buf_add_string(out, "</li>\n");
        for (; depth > leaf->depth; depth--)
            buf_add_string(out, "</ol>\n</li>\n");
        depth = leaf->depth;
        buf_addf(out, "<li><a href=\"part%04zu.xhtml\">", i + 1);
        add_label(out, leaf);
        buf_add_string(out, "</a>");
    }
    for (; depth > 0; depth--)
        buf_add_string(out, "</li>\n</ol>\n");
    buf_add_string(out, "</nav>\n</body>\n</html>\n");
    add_entry(epub, VIEW("OPS/nav.xhtml"), out);
}

static void add_meta(struct buf *out, const char *property, struct view value)
{
    buf_addf(out, "<meta property=\"%s\">", property);
    markup_text(out, value);
    buf_add_string(out, "</meta>\n");
}

/* EPUB Accessibility 1.1, 2.2; both access modes also as sufficient, which
 * 1.2 makes a must. */
static void add_access(struct buf *out)
{
    static const char *const features[] = {
        "synchronizedAudioText", "tableOfContents", "readingOrder",
        "structuralNavigation", "displayTransformability"};

    add_meta(out, "schema:accessMode", VIEW("textual"));
    add_meta(out, "schema:accessMode", VIEW("auditory"));
    add_meta(out, "schema:accessModeSufficient", VIEW("textual"));
    add_meta(out, "schema:accessModeSufficient", VIEW("auditory"));
    for (size_t i = 0; i < sizeof features / sizeof features[0]; i++)
        add_meta(out, "schema:accessibilityFeature", view_of(features[i]));
    add_meta(out, "schema:accessibilityHazard", VIEW("none"));
    add_meta(out, "schema:accessibilitySummary",
             VIEW("Text and synthetic speech of the whole, in step by "
                  "sentence, with a table of contents."));
}

static void add_durations(struct epub *epub)
{
    struct buf *out = &epub->text;

    for (size_t i = 0; i < epub->leaves.count; i++) {
        const struct mark *mark = &epub->leaves.at[i].mark;

        buf_addf(out,
                 "<meta property=\"media:duration\" "
                 "refines=\"#overlay%zu\">",
                 i + 1);
        stamp_smil(out, mark->end_ms - mark->begin_ms);
        buf_add_string(out, "</meta>\n");
    }
    buf_add_string(out, "<meta property=\"media:duration\">");
    stamp_smil(out, mark_total_ms(epub->episode));
    buf_add_string(out, "</meta>\n");
    add_meta(out, "media:narrator", VIEW("eSpeak NG"));
    add_meta(out, "media:active-class", VIEW("now"));
    add_meta(out, "media:playback-active-class", VIEW("reading"));
}

static void add_metadata(struct epub *epub)
{
    const struct episode *episode = epub->episode;
    struct buf *out = &epub->text;
    struct buf modified = {0};

    buf_addf(out,
             "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
             "<dc:identifier id=\"id\">urn:uuid:%s</dc:identifier>\n",
             epub->guid);
    markup_element(out, "dc:title", title_of(epub));
    markup_element(out, "dc:language", language_of(epub));
    markup_element(out, "dc:creator", view_trim(episode->artist));
    time_t date;
    if (pubdate_parse(episode->date, &date))
        markup_element(out, "dc:date", view_slice(episode->date, 0, 10));
    for (size_t i = 0; i < episode->script->articles.count; i++) {
        struct view url = episode->script->articles.at[i]->document->url;

        if (markup_is_url(url))
            markup_element(out, "dc:source", url);
    }
    pubdate_iso(&modified, episode->made);
    add_meta(out, "dcterms:modified", buf_view(&modified));
    buf_release(&modified);
    add_access(out);
    add_durations(epub);
    buf_add_string(out, "</metadata>\n");
}

static void add_manifest(struct epub *epub)
{
    struct buf *out = &epub->text;

    buf_add_string(out, "<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" "
                        "media-type=\"application/xhtml+xml\" "
                        "properties=\"nav\"/>\n<item id=\"style\" "
                        "href=\"style.css\" media-type=\"text/css\"/>\n"
                        "<item id=\"audio\" href=\"audio.mp3\" "
                        "media-type=\"audio/mpeg\"/>\n");
    if (epub->has_cover)
        buf_addf(out,
                 "<item id=\"cover\" href=\"cover%s\" media-type=\"%s\" "
                 "properties=\"cover-image\"/>\n",
                 picture_ending(epub->cover.kind),
                 picture_type(epub->cover.kind));
    for (size_t i = 0; i < epub->pictures.count; i++) {
        const struct shown *picture = &epub->pictures.at[i];

        if (picture->name.size > 0)
            buf_addf(out,
                     "<item id=\"picture%zu\" href=\"%.*s\" "
                     "media-type=\"%s\"/>\n",
                     i + 1, VIEW_ARG(picture->name),
                     picture_type(picture->file.picture.kind));
    }
    for (size_t i = 1; i <= epub->leaves.count; i++)
        buf_addf(out,
                 "<item id=\"part%zu\" href=\"part%04zu.xhtml\" "
                 "media-type=\"application/xhtml+xml\" "
                 "media-overlay=\"overlay%zu\"/>\n"
                 "<item id=\"overlay%zu\" href=\"part%04zu.smil\" "
                 "media-type=\"application/smil+xml\"/>\n",
                 i, i, i, i, i);
    buf_add_string(out, "</manifest>\n<spine");
    if (inline_is_rtl(language_of(epub)))
        buf_add_string(out, " page-progression-direction=\"rtl\"");
    buf_add_string(out, ">\n");
    for (size_t i = 1; i <= epub->leaves.count; i++)
        buf_addf(out, "<itemref idref=\"part%zu\"/>\n", i);
    buf_add_string(out, "</spine>\n");
}

static void add_package(struct epub *epub)
{
    struct buf *out = &epub->text;

    buf_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<package xmlns=\"http://www.idpf.org/2007/opf\" "
                        "version=\"3.0\" unique-identifier=\"id\" xml:lang=\"");
    markup_text(out, language_of(epub));
    buf_add_string(out, "\">\n");
    add_metadata(epub);
    add_manifest(epub);
    buf_add_string(out, "</package>\n");
    add_entry(epub, VIEW("OPS/package.opf"), out);
}

static bool pack(struct epub *epub, const char *path, struct err *err)
{
    const struct episode *episode = epub->episode;

    add_fixed(epub, VIEW("mimetype"), VIEW("application/epub+zip"), true);
    add_fixed(epub, VIEW("META-INF/container.xml"), view_of(container), false);
    epub->has_cover = picture_read(episode->cover, &epub->cover);
    add_navigation(epub);
    add_fixed(epub, VIEW("OPS/style.css"), view_of(style), false);
    if (epub->has_cover)
        add_fixed(epub,
                  arena_format(&epub->arena, "OPS/cover%s",
                               picture_ending(epub->cover.kind)),
                  episode->cover, true);
    add_parts(epub);
    add_pictures(epub);
    add_package(epub);
    *ARENA_PUSH(&epub->arena, &epub->entries) = (struct zip_entry){
        .name = VIEW("OPS/audio.mp3"),
        .path = epub->request->audio_path,
        .stored = true,
    };
    return zip_pack_file(epub->entries.at, epub->entries.count, episode->made,
                         path, err);
}

bool epub_write(const struct publish_request *request, const char *path,
                struct err *err)
{
    struct epub epub = {.request = request, .episode = request->episode};
    bool ok = guid_of_audio(request->audio_path, epub.guid, err);

    leaf_list(&epub.arena, request->episode, &epub.leaves);
    note_list(&epub.arena, request->episode, &epub.leaves, &epub.notes);
    epub.prose = (struct prose){
        .episode = request->episode,
        .leaves = &epub.leaves,
        .arena = &epub.arena,
        .out = &epub.text,
        .form = PROSE_EPUB,
        .notes = &epub.notes,
        .pictures = {add_picture, &epub, false},
    };
    ok = ok && pack(&epub, path, err);
    buf_release(&epub.text);
    buf_release(&epub.overlay);
    arena_release(&epub.arena);
    return ok;
}
