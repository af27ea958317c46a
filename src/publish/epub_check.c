#include "publish/epub_check.h"

#include "format/xml.h"
#include "format/zip.h"
#include "publish/stamp.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct reading {
    const char *path;
    struct arena arena;
    struct zip_reader *zip;
    struct view package; /* name in the archive */
    struct view folder;  /* of the package, with its slash */
    struct xml_tree opf;
    size_t overlays;
    int64_t clips_ms; /* of all overlays */
    struct err *err;
};

static bool fault(const struct reading *reading, struct view name,
                  const char *text)
{
    return err_set(reading->err, "%s: %.*s: %s", reading->path, VIEW_ARG(name),
                   text);
}

static bool parse(struct reading *reading, struct view name,
                  struct xml_tree *tree)
{
    struct view content;

    if (!zip_reader_read(reading->zip, &reading->arena, name, &content,
                         reading->err) ||
        !xml_parse(&reading->arena, content, XML_STRICT, tree, reading->err)) {
        err_prefix(reading->err, "%s: %.*s", reading->path, VIEW_ARG(name));
        return false;
    }
    return true;
}

/* A name as the package writes it, from the root of the archive. */
static struct view resolve(struct reading *reading, struct view href)
{
    return arena_format(&reading->arena, "%.*s%.*s", VIEW_ARG(reading->folder),
                        VIEW_ARG(href));
}

static bool read_container(struct reading *reading)
{
    struct view mimetype;
    struct xml_tree tree;

    if (zip_reader_count(reading->zip) == 0 ||
        !view_equal(zip_reader_name(reading->zip, 0), VIEW("mimetype")) ||
        !zip_reader_read(reading->zip, &reading->arena, VIEW("mimetype"),
                         &mimetype, reading->err) ||
        !view_equal(mimetype, VIEW("application/epub+zip")))
        return fault(reading, VIEW("mimetype"),
                     "must be the first file and say application/epub+zip");
    if (!parse(reading, VIEW("META-INF/container.xml"), &tree))
        return false;
    size_t root = xml_find(&tree, 0, "rootfile", 0);
    if (root == SIZE_MAX)
        return fault(reading, VIEW("META-INF/container.xml"),
                     "names no package");
    reading->package = xml_attribute(&tree.at[root], "full-path");
    reading->folder = reading->package;
    while (reading->folder.size > 0 &&
           reading->folder.data[reading->folder.size - 1] != '/')
        reading->folder.size--;
    return parse(reading, reading->package, &reading->opf);
}

/* H:MM:SS.mmm, MM:SS.mmm, or a number with h, min, s, ms or nothing (SMIL 3.0,
 * "clock values"); -1 for anything else. */
static int64_t clock_ms(struct view text)
{
    static const struct {
        const char *unit;
        double ms;
    } units[] = {{"ms", 1}, {"min", 60000}, {"h", 3600000}, {"s", 1000}};
    double ms = 0;
    double scale = 1000;
    double fraction = 0;
    double part = 0;

    text = view_trim(text);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (!view_ends(text, view_of(units[i].unit)))
            continue;
        scale = units[i].ms;
        text.size -= strlen(units[i].unit);
        break;
    }
    if (text.size == 0 || text.size > 24)
        return -1;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];

        if (c == ':' && fraction == 0) {
            ms = (ms + part) * 60;
            part = 0;
        } else if (c == '.' && fraction == 0) {
            fraction = 1;
        } else if (c >= '0' && c <= '9') {
            part = fraction > 0 ? part : part * 10;
            fraction /= fraction > 0 ? 10 : 1;
            part += (c - '0') * (fraction > 0 ? fraction : 1);
        } else {
            return -1;
        }
    }
    return (int64_t)((ms + part) * scale + 0.5);
}

static bool check_clip(struct reading *reading, struct view name,
                       const struct xml_tree *tree, size_t par, int64_t *at_ms)
{
    size_t text = xml_child(tree, par, "text", SIZE_MAX);
    size_t audio = xml_child(tree, par, "audio", SIZE_MAX);

    if (text == SIZE_MAX)
        return fault(reading, name, "a <par> without <text>");
    struct view href = xml_attribute(&tree->at[text], "src");
    if (!zip_reader_has(reading->zip, resolve(reading, view_cut(&href, '#'))))
        return fault(reading, name, "a <text> points to no file of the book");
    if (audio == SIZE_MAX)
        return true;
    int64_t begin_ms = clock_ms(xml_attribute(&tree->at[audio], "clipBegin"));
    int64_t end_ms = clock_ms(xml_attribute(&tree->at[audio], "clipEnd"));
    if (begin_ms < 0 || end_ms <= begin_ms)
        return fault(reading, name, "a clip that ends before it begins");
    if (begin_ms < *at_ms)
        return fault(reading, name, "clips that run backwards");
    if (!zip_reader_has(
            reading->zip,
            resolve(reading, xml_attribute(&tree->at[audio], "src"))))
        return fault(reading, name, "a clip of a sound that is not there");
    *at_ms = end_ms;
    reading->clips_ms += end_ms - begin_ms;
    return true;
}

static bool check_overlay(struct reading *reading, struct view name)
{
    struct xml_tree tree;
    int64_t at_ms = 0;

    if (!parse(reading, name, &tree))
        return false;
    for (size_t par = xml_find(&tree, 0, "par", 0); par != SIZE_MAX;
         par = xml_find(&tree, 0, "par", par + 1)) {
        if (!check_clip(reading, name, &tree, par, &at_ms))
            return false;
    }
    reading->overlays++;
    return true;
}

static bool check_manifest(struct reading *reading)
{
    const struct xml_tree *opf = &reading->opf;
    size_t manifest = xml_child(opf, 0, "manifest", SIZE_MAX);
    bool has_contents = false;

    if (manifest == SIZE_MAX)
        return fault(reading, reading->package, "has no manifest");
    for (size_t i = xml_child(opf, manifest, "item", SIZE_MAX);
         i != SIZE_MAX;) {
        const struct xml_node *item = &opf->at[i];
        struct view name = resolve(reading, xml_attribute(item, "href"));

        if (!zip_reader_has(reading->zip, name))
            return fault(reading, name, "is in the manifest, but not there");
        if (view_find(xml_attribute(item, "properties"), VIEW("nav"), 0) !=
            SIZE_MAX)
            has_contents = true;
        if (view_equal(xml_attribute(item, "media-type"),
                       VIEW("application/smil+xml")) &&
            !check_overlay(reading, name))
            return false;
        size_t next = xml_next_sibling(opf, i);
        i = next == SIZE_MAX ? SIZE_MAX
                             : xml_child(opf, manifest, "item", next);
    }
    if (!has_contents)
        return fault(reading, reading->package, "has no table of contents");
    return true;
}

/* The total is within a second of the clips (EPUB 3.3, 9.3.5). */
static bool check_metadata(struct reading *reading)
{
    static const char *const names[] = {"identifier", "title", "language"};
    const struct xml_tree *opf = &reading->opf;
    int64_t total_ms = -1;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t node = xml_find(opf, 0, names[i], 0);

        if (node == SIZE_MAX ||
            view_trim(xml_text(&reading->arena, opf, node)).size == 0)
            return fault(reading, reading->package,
                         "has no dc:identifier, dc:title or dc:language");
    }
    if (xml_find(opf, 0, "itemref", 0) == SIZE_MAX)
        return fault(reading, reading->package, "has an empty spine");
    for (size_t i = xml_find(opf, 0, "meta", 0); i != SIZE_MAX;
         i = xml_find(opf, 0, "meta", i + 1)) {
        if (view_equal(xml_attribute(&opf->at[i], "property"),
                       VIEW("media:duration")) &&
            xml_attribute(&opf->at[i], "refines").size == 0)
            total_ms = clock_ms(xml_text(&reading->arena, opf, i));
    }
    if (reading->overlays == 0)
        return true;
    if (total_ms < 0)
        return fault(reading, reading->package,
                     "does not say how long the sound is (media:duration)");
    if (total_ms > reading->clips_ms + 1000 ||
        total_ms < reading->clips_ms - 1000)
        return fault(reading, reading->package,
                     "gives a media:duration that the clips do not add up to");
    return true;
}

static bool check(struct reading *reading, struct buf *found)
{
    if (!read_container(reading) || !check_manifest(reading) ||
        !check_metadata(reading))
        return false;
    if (reading->overlays == 0) {
        buf_add_string(found, "EPUB without sound");
        return true;
    }
    buf_addf(found, "EPUB with text and sound in step, %zu %s, ",
             reading->overlays, reading->overlays == 1 ? "part" : "parts");
    stamp_short(found, reading->clips_ms);
    return true;
}

bool epub_check(const char *path, struct buf *found, struct err *err)
{
    struct reading reading = {.path = path, .err = err};
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    void *bytes = MAP_FAILED;
    bool ok = false;

    if (fd < 0 || fstat(fd, &status) != 0) {
        err_set_errno(err, "%s: cannot be read", path);
    } else if (!S_ISREG(status.st_mode) || status.st_size == 0) {
        err_set(err, "%s: is no EPUB, but empty or no file", path);
    } else {
        bytes =
            mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes == MAP_FAILED)
            err_set_errno(err, "%s: cannot be read", path);
    }
    if (bytes != MAP_FAILED) {
        struct view view = {bytes, (size_t)status.st_size};

        reading.zip = zip_reader_open(view, err);
        if (reading.zip)
            ok = check(&reading, found);
        else
            err_prefix(err, "%s", path);
        zip_reader_close(reading.zip);
        munmap(bytes, (size_t)status.st_size);
    }
    if (fd >= 0)
        close(fd);
    arena_release(&reading.arena);
    return ok;
}
