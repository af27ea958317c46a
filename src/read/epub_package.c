#include "read/epub_package.h"

#include "base/encoding.h"
#include "format/url.h"
#include "format/xml.h"
#include "read/draft.h"
#include "read/epub_contents.h"

#include <stdint.h>

enum { SPINE_MAX = 10000, FALLBACKS_MAX = 8 };

struct opening {
    struct arena *arena;
    struct zip_reader *zip;
    struct view source;
    const struct log *log;
    struct view path; /* of the .opf */
    struct xml_tree tree;
    struct epub_package *package;
};

/* An entry as a mended tree; false when it is missing or no XML. */
static bool read_tree(struct arena *arena, struct zip_reader *zip,
                      struct view path, struct xml_tree *tree, struct err *err)
{
    struct buf text = {0};
    struct encoding encoding;
    struct view bytes;

    if (!zip_reader_read(zip, arena, path, &bytes, err))
        return false;
    encoding_to_utf8(bytes, (struct view){0}, &text, &encoding);
    bool done = xml_parse(arena, buf_view(&text), XML_MEND, tree, err);
    if (!done)
        err_prefix(err, "%.*s", VIEW_ARG(path));
    buf_release(&text);
    return done;
}

struct view epub_package_path(struct arena *arena, struct zip_reader *zip,
                              struct view from, struct view reference)
{
    static const char root[] = "epub:///";
    struct view base = arena_format(arena, "%s%.*s", root, VIEW_ARG(from));
    struct view rest = view_trim(reference);
    struct view path = view_cut(&rest, '#');

    if (url_scheme(path).size > 0 || view_starts(path, VIEW("//")))
        return (struct view){0};
    if (path.size == 0)
        return from;
    /* The names of entries are not escaped, so the base holds what a URL
     * would not; only its folders matter. */
    struct view resolved = url_resolve(arena, base, path);
    resolved = view_slice(resolved, sizeof root - 1, resolved.size);
    struct view decoded = url_decoded(arena, resolved);
    if (!zip_reader_has(zip, decoded) && zip_reader_has(zip, resolved))
        return resolved;
    if (zip_reader_has(zip, decoded))
        return decoded;
    size_t query = view_find(decoded, VIEW("?"), 0);
    return query != SIZE_MAX ? view_slice(decoded, 0, query) : decoded;
}

/* Encryption is only allowed to hide fonts. */
static bool check_encryption(struct arena *arena, struct zip_reader *zip,
                             struct err *err)
{
    static const char *const font_methods[] = {
        "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"};
    struct view path = VIEW("META-INF/encryption.xml");
    struct xml_tree tree;

    if (!zip_reader_has(zip, path))
        return true;
    if (!read_tree(arena, zip, path, &tree, err))
        return false;
    for (size_t i = xml_find(&tree, 0, "EncryptionMethod", 0); i != SIZE_MAX;
         i = xml_find(&tree, 0, "EncryptionMethod", i + 1)) {
        struct view method = xml_attribute(&tree.at[i], "Algorithm");
        /* Inside a KeyInfo it tells how the key is wrapped. */
        bool for_fonts = false;

        for (size_t k = 0; k < sizeof font_methods / sizeof *font_methods; k++)
            for_fonts |= view_equal(method, view_of(font_methods[k]));
        if (!for_fonts)
            return err_set(err, "the book is encrypted (DRM) and cannot be "
                                "read; get a copy without it");
    }
    return true;
}

/* The first package that the container names, else the only .opf there is. */
static struct view find_package(struct arena *arena, struct zip_reader *zip)
{
    struct xml_tree tree;
    struct err ignored;
    struct view found = {0};

    if (read_tree(arena, zip, VIEW("META-INF/container.xml"), &tree,
                  &ignored)) {
        for (size_t i = xml_find(&tree, 0, "rootfile", 0); i != SIZE_MAX;
             i = xml_find(&tree, 0, "rootfile", i + 1)) {
            struct view type = xml_attribute(&tree.at[i], "media-type");
            struct view path = epub_package_path(
                arena, zip, VIEW(""), xml_attribute(&tree.at[i], "full-path"));

            if (zip_reader_has(zip, path) &&
                (type.size == 0 ||
                 view_equal(type, VIEW("application/oebps-package+xml"))))
                return path;
        }
    }
    for (size_t i = 0; i < zip_reader_count(zip) && found.size == 0; i++) {
        if (view_ends(zip_reader_name(zip, i), VIEW(".opf")))
            found = arena_copy(arena, zip_reader_name(zip, i));
    }
    return found;
}

static struct view first_text(struct opening *opening, size_t metadata,
                              const char *name)
{
    const struct xml_tree *tree = &opening->tree;

    for (size_t i = xml_find(tree, metadata, name, 0); i != SIZE_MAX;
         i = xml_find(tree, metadata, name, i + 1)) {
        struct view text =
            draft_folded(opening->arena, xml_text(opening->arena, tree, i));
        if (text.size > 0)
            return text;
    }
    return (struct view){0};
}

static struct view all_creators(struct opening *opening, size_t metadata)
{
    const struct xml_tree *tree = &opening->tree;
    struct view all = {0};

    for (size_t i = xml_find(tree, metadata, "creator", 0); i != SIZE_MAX;
         i = xml_find(tree, metadata, "creator", i + 1)) {
        struct view name =
            draft_folded(opening->arena, xml_text(opening->arena, tree, i));

        if (name.size > 0 && all.size + name.size < 1000)
            all = all.size == 0 ? name
                                : arena_format(opening->arena, "%.*s, %.*s",
                                               VIEW_ARG(all), VIEW_ARG(name));
    }
    return all;
}

static void read_metadata(struct opening *opening)
{
    struct epub_package *package = opening->package;
    size_t metadata = xml_find(&opening->tree, 0, "metadata", 0);

    if (metadata == SIZE_MAX)
        return;
    package->title = first_text(opening, metadata, "title");
    package->author = all_creators(opening, metadata);
    package->language = first_text(opening, metadata, "language");
    package->date = first_text(opening, metadata, "date");
    package->publisher = first_text(opening, metadata, "publisher");
    package->description = first_text(opening, metadata, "description");
}

static const struct epub_item *find_item(const struct epub_package *package,
                                         struct view id)
{
    for (size_t i = 0; i < package->items.count && id.size > 0; i++) {
        if (view_equal(package->items.at[i].id, id))
            return &package->items.at[i];
    }
    return NULL;
}

/* True when a space-separated list has the word. */
static bool has_word(struct view list, struct view word)
{
    while (list.size > 0) {
        if (view_equal(view_cut(&list, ' '), word))
            return true;
    }
    return false;
}

static void read_manifest(struct opening *opening)
{
    const struct xml_tree *tree = &opening->tree;
    struct epub_package *package = opening->package;
    size_t manifest = xml_find(tree, 0, "manifest", 0);

    for (size_t i = manifest == SIZE_MAX
                        ? SIZE_MAX
                        : xml_child(tree, manifest, "item", SIZE_MAX);
         i != SIZE_MAX && package->items.count < ZIP_ENTRIES_MAX;
         i = xml_child(tree, manifest, "item", tree->at[i].end)) {
        struct epub_item *item = ARENA_PUSH(opening->arena, &package->items);

        item->id = xml_attribute(&tree->at[i], "id");
        item->type = xml_attribute(&tree->at[i], "media-type");
        item->properties = xml_attribute(&tree->at[i], "properties");
        item->fallback = xml_attribute(&tree->at[i], "fallback");
        item->path =
            epub_package_path(opening->arena, opening->zip, opening->path,
                              xml_attribute(&tree->at[i], "href"));
        if (has_word(item->properties, VIEW("cover-image")))
            package->cover = item->path;
    }
    /* EPUB 2 names the cover's item in a meta element. */
    for (size_t i = xml_find(tree, 0, "meta", 0);
         i != SIZE_MAX && package->cover.size == 0;
         i = xml_find(tree, 0, "meta", i + 1)) {
        const struct epub_item *cover =
            find_item(package, xml_attribute(&tree->at[i], "content"));

        if (cover &&
            view_equal(xml_attribute(&tree->at[i], "name"), VIEW("cover")))
            package->cover = cover->path;
    }
}

static bool is_readable(const struct epub_item *item)
{
    return view_equal_nocase(item->type, VIEW("application/xhtml+xml")) ||
           view_equal_nocase(item->type, VIEW("text/html")) ||
           view_equal_nocase(item->type, VIEW("text/x-oeb1-document")) ||
           (item->type.size == 0 && view_ends(item->path, VIEW("html")));
}

/* The item itself, or what it falls back to; NULL with a warning. */
static const struct epub_item *readable_item(struct opening *opening,
                                             struct view idref)
{
    const struct epub_item *item = find_item(opening->package, idref);
    const struct epub_item *first = item;

    if (!item) {
        log_warning(opening->log,
                    "%.*s: a part of the book is left out: its reading order "
                    "names \"%.*s\", which is not in its list of files",
                    VIEW_ARG(opening->source), VIEW_ARG(idref));
        return NULL;
    }
    for (int i = 0; i < FALLBACKS_MAX && item && !is_readable(item); i++)
        item = find_item(opening->package, item->fallback);
    if (!item || !is_readable(item)) {
        log_warning(opening->log,
                    "%.*s: %.*s is left out: a file of type %.*s has no text",
                    VIEW_ARG(opening->source), VIEW_ARG(first->path),
                    VIEW_ARG(first->type));
        return NULL;
    }
    if (item->path.size == 0) {
        log_warning(opening->log,
                    "%.*s: a part of the book (\"%.*s\") is left out: it is "
                    "not inside the book but on the network",
                    VIEW_ARG(opening->source), VIEW_ARG(item->id));
        return NULL;
    }
    if (!zip_reader_has(opening->zip, item->path)) {
        log_warning(opening->log,
                    "%.*s: a part of the book is left out: %.*s is not in the "
                    "archive",
                    VIEW_ARG(opening->source), VIEW_ARG(item->path));
        return NULL;
    }
    return item;
}

static void add_spine(struct opening *opening, struct view path)
{
    *ARENA_PUSH(opening->arena, &opening->package->spine) = path;
}

static void read_spine(struct opening *opening)
{
    const struct xml_tree *tree = &opening->tree;
    struct epub_package *package = opening->package;
    size_t spine = xml_find(tree, 0, "spine", 0);

    for (size_t i = spine == SIZE_MAX
                        ? SIZE_MAX
                        : xml_child(tree, spine, "itemref", SIZE_MAX);
         i != SIZE_MAX && package->spine.count < SPINE_MAX;
         i = xml_child(tree, spine, "itemref", tree->at[i].end)) {
        if (view_equal_nocase(xml_attribute(&tree->at[i], "linear"),
                              VIEW("no")))
            continue;
        const struct epub_item *item =
            readable_item(opening, xml_attribute(&tree->at[i], "idref"));
        if (item && !has_word(item->properties, VIEW("nav")))
            add_spine(opening, item->path);
    }
}

static void read_contents(struct opening *opening)
{
    struct epub_package *package = opening->package;
    size_t spine = xml_find(&opening->tree, 0, "spine", 0);
    const struct epub_item *ncx = NULL;

    for (size_t i = 0; i < package->items.count; i++) {
        const struct epub_item *item = &package->items.at[i];

        if (has_word(item->properties, VIEW("nav"))) {
            epub_contents_read(opening->arena, opening->zip, item->path, true,
                               package);
            break;
        }
    }
    if (package->contents.count > 0)
        return;
    if (spine != SIZE_MAX)
        ncx =
            find_item(package, xml_attribute(&opening->tree.at[spine], "toc"));
    for (size_t i = 0; i < package->items.count && !ncx; i++) {
        if (view_equal(package->items.at[i].type,
                       VIEW("application/x-dtbncx+xml")))
            ncx = &package->items.at[i];
    }
    if (ncx)
        epub_contents_read(opening->arena, opening->zip, ncx->path, false,
                           package);
}

/* A book without a usable package: every page it holds, as it lies there. */
static void take_all_pages(struct opening *opening)
{
    for (size_t i = 0; i < zip_reader_count(opening->zip) &&
                       opening->package->spine.count < SPINE_MAX;
         i++) {
        /* Names of chapters outlive the archive, as anchors do. */
        struct view name =
            arena_copy(opening->arena, zip_reader_name(opening->zip, i));

        if (view_ends(name, VIEW(".xhtml")) || view_ends(name, VIEW(".html")) ||
            view_ends(name, VIEW(".htm")))
            add_spine(opening, name);
    }
    if (opening->package->spine.count > 0)
        log_warning(opening->log,
                    "%.*s: the book does not say in which order it is read; "
                    "its files are taken as they lie in the archive",
                    VIEW_ARG(opening->source));
}

bool epub_package_read(struct arena *arena, struct zip_reader *zip,
                       struct view source, const struct log *log,
                       struct epub_package *package, struct err *err)
{
    struct opening opening = {.arena = arena,
                              .zip = zip,
                              .source = source,
                              .log = log,
                              .package = package};
    struct err why;

    *package = (struct epub_package){0};
    if (!check_encryption(arena, zip, err))
        return false;
    opening.path = find_package(arena, zip);
    if (opening.path.size > 0) {
        if (read_tree(arena, zip, opening.path, &opening.tree, &why)) {
            read_metadata(&opening);
            read_manifest(&opening);
            read_spine(&opening);
            read_contents(&opening);
        } else {
            log_warning(log, "%.*s: %s", VIEW_ARG(source), why.message);
        }
    }
    if (package->spine.count == 0)
        take_all_pages(&opening);
    return package->spine.count > 0 ||
           err_set(err, "is an archive, but no EPUB book: it holds no page "
                        "that could be read");
}
