#include "publish/daisy.h"

#include "base/atomic_file.h"
#include "base/interrupt.h"
#include "publish/guid.h"
#include "publish/inline.h"
#include "publish/leaf.h"
#include "publish/markup.h"
#include "publish/mp3_file.h"
#include "publish/overlay.h"
#include "publish/prose.h"
#include "publish/pubdate.h"
#include "publish/stamp.h"

#include <inttypes.h>

struct daisy {
    const struct publish_request *request;
    const struct episode *episode;
    const char *folder;
    struct arena arena;
    struct leaves leaves;
    struct notes notes;
    struct prose prose;
    struct buf ncc;  /* body of ncc.html */
    struct buf text; /* content.html */
    struct buf file; /* the file being written */
    char guid[GUID_SIZE];
    size_t files;
    size_t toc_items;
    int depth; /* of the deepest heading */
};

/* A plain file: the folder appears, and is synced, as a whole. */
static bool put(struct daisy *daisy, const char *name, struct buf *text,
                struct err *err)
{
    struct view path =
        arena_format(&daisy->arena, "%s/%s", daisy->folder, name);
    bool ok = !interrupt_pending(err) &&
              file_write_new(path.data, buf_view(text), err);

    buf_reset(text);
    daisy->files++;
    return ok;
}

static struct view language_of(const struct daisy *daisy)
{
    return daisy->episode->language.size > 0 ? daisy->episode->language
                                             : VIEW("en");
}

static struct view title_of(const struct daisy *daisy)
{
    struct view title = view_trim(daisy->episode->title);

    return title.size > 0 ? title : VIEW("Briefing");
}

static void begin_xhtml(struct daisy *daisy, struct buf *out)
{
    buf_add_string(
        out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
             "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
             "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
             "<html xmlns=\"http://www.w3.org/1999/xhtml\"");
    inline_language(out, language_of(daisy), true);
    buf_add_string(out, ">\n<head>\n<meta http-equiv=\"Content-type\" "
                        "content=\"text/html; charset=utf-8\"/>\n");
    markup_element(out, "title", title_of(daisy));
}

static void add_meta(struct buf *out, const char *name, struct view value)
{
    buf_addf(out, "<meta name=\"%s\"", name);
    markup_attribute(out, "content", value);
    buf_add_string(out, "/>\n");
}

static void add_number(struct buf *out, const char *name, size_t value)
{
    buf_addf(out, "<meta name=\"%s\" content=\"%zu\"/>\n", name, value);
}

static void add_clock(struct buf *out, const char *name, int64_t ms)
{
    buf_addf(out, "<meta name=\"%s\" content=\"", name);
    stamp_clock(out, ms, '.');
    buf_add_string(out, "\"/>\n");
}

static void add_clip(struct daisy *daisy, const struct clip_times *clip)
{
    struct buf *out = &daisy->file;

    /* Players can leave notes out (DAISY 2.02, skippable structures). */
    buf_addf(out, "<par endsync=\"last\"%s id=\"p-",
             prose_is_note(&daisy->prose, clip->item)
                 ? " system-required=\"footnote-on\""
                 : "");
    prose_id(out, clip->item);
    buf_add_string(out, "\">\n<text src=\"content.html#");
    prose_id(out, clip->item);
    buf_add_string(out, "\" id=\"t-");
    prose_id(out, clip->item);
    buf_add_string(out, "\"/>\n<seq><audio src=\"audio.mp3\" "
                        "clip-begin=\"npt=");
    stamp_seconds(out, clip->begin_ms);
    buf_add_string(out, "s\" clip-end=\"npt=");
    stamp_seconds(out, clip->end_ms);
    buf_add_string(out, "s\" id=\"a-");
    prose_id(out, clip->item);
    buf_add_string(out, "\"/></seq>\n</par>\n");
}

static void add_smil(struct daisy *daisy, const struct leaf *leaf,
                     const struct overlay *overlay)
{
    struct buf *out = &daisy->file;
    int64_t length_ms = leaf->mark.end_ms - leaf->mark.begin_ms;
    struct buf label = {0};

    mark_label(&label, &leaf->mark, 200);
    buf_add_string(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                        "<!DOCTYPE smil PUBLIC \"-//W3C//DTD SMIL 1.0//EN\" "
                        "\"http://www.w3.org/TR/REC-smil/SMIL10.dtd\">\n"
                        "<smil>\n<head>\n");
    add_meta(out, "dc:format", VIEW("Daisy 2.02"));
    buf_addf(out, "<meta name=\"dc:identifier\" content=\"%s\"/>\n",
             daisy->guid);
    add_meta(out, "dc:title", title_of(daisy));
    add_meta(out, "title", buf_view(&label));
    add_meta(out, "ncc:generator", VIEW("briefcast"));
    add_clock(out, "ncc:totalElapsedTime", leaf->mark.begin_ms);
    add_clock(out, "ncc:timeInThisSmil", length_ms);
    buf_add_string(out, "<layout>\n<region id=\"txtView\"/>\n</layout>\n"
                        "</head>\n<body>\n<seq dur=\"");
    stamp_seconds(out, length_ms);
    buf_add_string(out, "s\">\n");
    for (size_t i = 0; i < overlay->count; i++)
        add_clip(daisy, &overlay->at[i]);
    buf_add_string(out, "</seq>\n</body>\n</smil>\n");
    buf_release(&label);
}

/* One heading of the table of contents, which leads to a leaf's first text. */
static void add_toc(struct daisy *daisy, size_t i, int depth,
                    const struct clip_times *clip, struct view title)
{
    struct buf *out = &daisy->ncc;

    buf_addf(out, "<h%d%s id=\"toc%zu\"><a href=\"part%04zu.smil#t-", depth,
             daisy->toc_items == 0 ? " class=\"title\"" : "",
             daisy->toc_items + 1, i + 1);
    prose_id(out, clip->item);
    buf_add_string(out, "\">");
    markup_text(out, title);
    buf_addf(out, "</a></h%d>\n", depth);
    daisy->toc_items++;
    if (depth > daisy->depth)
        daisy->depth = depth;
}

static bool add_part(struct daisy *daisy, size_t i, struct err *err)
{
    const struct leaf *leaf = &daisy->leaves.at[i];
    bool has_one_article = daisy->episode->script->articles.count == 1;
    size_t first = daisy->prose.items.count;
    struct overlay overlay;
    struct buf label = {0};

    prose_leaf(&daisy->prose, leaf);
    overlay_list(&daisy->arena, &daisy->prose, leaf, first,
                 daisy->prose.items.count, &overlay);
    if (overlay.count == 0)
        return true;
    if (i == 0)
        add_toc(daisy, i, 1, &overlay.at[0], title_of(daisy));
    if (i > 0 || !has_one_article) {
        mark_label(&label, &leaf->mark, 200);
        add_toc(daisy, i, leaf->depth, &overlay.at[0], buf_view(&label));
        buf_release(&label);
    }
    add_smil(daisy, leaf, &overlay);
    struct view name = arena_format(&daisy->arena, "part%04zu.smil", i + 1);
    return put(daisy, name.data, &daisy->file, err);
}

static void add_dates(struct daisy *daisy, struct buf *out)
{
    struct buf day = {0};
    time_t date;

    if (!pubdate_parse(daisy->episode->date, &date))
        date = daisy->episode->made;
    pubdate_day(&day, date);
    add_meta(out, "dc:date", buf_view(&day));
    buf_reset(&day);
    pubdate_day(&day, daisy->episode->made);
    add_meta(out, "ncc:producedDate", buf_view(&day));
    buf_release(&day);
}

static bool put_ncc(struct daisy *daisy, struct err *err)
{
    struct buf *out = &daisy->file;
    struct view creator = view_trim(daisy->episode->artist);
    int64_t total_ms = mark_total_ms(daisy->episode);

    begin_xhtml(daisy, out);
    add_meta(out, "dc:title", title_of(daisy));
    add_meta(out, "dc:creator", creator.size > 0 ? creator : VIEW("briefcast"));
    add_dates(daisy, out);
    add_meta(out, "dc:format", VIEW("Daisy 2.02"));
    add_meta(out, "dc:identifier", view_of(daisy->guid));
    add_meta(out, "dc:language", language_of(daisy));
    add_meta(out, "dc:publisher", VIEW("briefcast"));
    add_meta(out, "ncc:charset", VIEW("utf-8"));
    add_number(out, "ncc:pageFront", 0);
    add_number(out, "ncc:pageNormal", 0);
    add_number(out, "ncc:pageSpecial", 0);
    if (daisy->notes.count > 0)
        add_number(out, "ncc:footnotes", daisy->notes.count);
    add_number(out, "ncc:tocItems", daisy->toc_items);
    buf_add_string(out, "<meta name=\"ncc:totalTime\" content=\"");
    stamp_whole(out, total_ms + 500);
    buf_add_string(out, "\"/>\n");
    add_meta(out, "ncc:setInfo", VIEW("1 of 1"));
    add_number(out, "ncc:depth", (size_t)daisy->depth);
    /* This file and the sound are not counted yet. */
    add_number(out, "ncc:files", daisy->files + 2);
    add_meta(out, "ncc:generator", VIEW("briefcast"));
    add_meta(out, "ncc:narrator", VIEW("eSpeak NG"));
    add_meta(out, "ncc:multimediaType", VIEW("audioFullText"));
    buf_add_string(out, "</head>\n<body>\n");
    buf_add(out, buf_view(&daisy->ncc));
    buf_add_string(out, "</body>\n</html>\n");
    return put(daisy, "ncc.html", out, err);
}

static bool put_audio(struct daisy *daisy, struct err *err)
{
    struct view path =
        arena_format(&daisy->arena, "%s/audio.mp3", daisy->folder);
    struct mp3_file audio;

    if (!mp3_file_open(&audio, daisy->request->audio_path, err))
        return false;
    bool ok = mp3_file_copy_audio(&audio, path.data, err);
    mp3_file_close(&audio);
    return ok;
}

static bool put_book(struct daisy *daisy, struct err *err)
{
    begin_xhtml(daisy, &daisy->text);
    buf_add_string(&daisy->text, "</head>\n<body>\n");
    for (size_t i = 0; i < daisy->leaves.count; i++) {
        if (!add_part(daisy, i, err))
            return false;
    }
    if (daisy->toc_items == 0)
        return err_set(err,
                       "%s: nothing was spoken, so there is no book to "
                       "make",
                       daisy->folder);
    buf_add_string(&daisy->text, "</body>\n</html>\n");
    return put(daisy, "content.html", &daisy->text, err) &&
           put_ncc(daisy, err) && put_audio(daisy, err);
}

bool daisy_write(const struct publish_request *request, const char *path,
                 struct err *err)
{
    struct daisy daisy = {
        .request = request,
        .episode = request->episode,
        .folder = path,
    };
    bool ok = guid_of_audio(request->audio_path, daisy.guid, err);

    leaf_list(&daisy.arena, request->episode, &daisy.leaves);
    note_list(&daisy.arena, request->episode, &daisy.leaves, &daisy.notes);
    daisy.prose = (struct prose){
        .episode = request->episode,
        .leaves = &daisy.leaves,
        .arena = &daisy.arena,
        .out = &daisy.text,
        .form = PROSE_DAISY,
        .notes = &daisy.notes,
    };
    ok = ok && put_book(&daisy, err);
    buf_release(&daisy.ncc);
    buf_release(&daisy.text);
    buf_release(&daisy.file);
    arena_release(&daisy.arena);
    return ok;
}
