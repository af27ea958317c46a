/* What readers stand on: JSON, XML strict and mended, addresses, heads of
 * pictures, ID3 tags of others. */
#include "encode/id3_read.h"
#include "format/json.h"
#include "format/url.h"
#include "format/xml.h"
#include "promise.h"
#include "publish/picture.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_xml(struct arena *arena, struct view text, enum xml_mode mode)
{
    struct xml_tree tree = {0};
    struct buf markup = {0};
    struct err err;

    if (!xml_parse(arena, text, mode, &tree, &err))
        return;
    promise(tree.count > 0 && tree.at[0].end == tree.count, "xml",
            "the root does not hold all");
    for (size_t i = 1; i < tree.count; i++)
        promise(tree.at[i].parent < i && tree.at[i].end > i &&
                    tree.at[i].end <= tree.at[tree.at[i].parent].end,
                "xml", "a node does not lie in its parent");
    xml_add_markup(&tree, 0, &markup);
    buf_release(&markup);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view bytes = {(const char *)data, size};
    struct arena arena = {0};
    struct id3_summary summary;
    struct picture picture;
    struct err err;

    if (picture_read(bytes, &picture))
        promise(picture_type(picture.kind) != NULL, "picture", "of no type");
    (void)!id3_read(bytes, &summary, &err);
    if (utf8_valid(bytes, NULL)) {
        check_xml(&arena, bytes, XML_STRICT);
        check_xml(&arena, bytes, XML_MEND);
    }
    (void)json_parse(&arena, bytes, &err);
    url_resolve(&arena, VIEW("http://a.example/b/c?d"), bytes);
    url_decoded(&arena, bytes);
    arena_release(&arena);
    return 0;
}
