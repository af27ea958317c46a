#include "publish/cover.h"

#include "base/checksum.h"
#include "base/library.h"
#include "publish/picture.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

/* What is used of Pango, and of Cairo, GObject and Fontconfig below it. */
#define DRAWING_FUNCTIONS(FUNCTION)                                            \
    FUNCTION(FcFini)                                                           \
    FUNCTION(cairo_create)                                                     \
    FUNCTION(cairo_debug_reset_static_data)                                    \
    FUNCTION(cairo_destroy)                                                    \
    FUNCTION(cairo_fill)                                                       \
    FUNCTION(cairo_image_surface_create)                                       \
    FUNCTION(cairo_move_to)                                                    \
    FUNCTION(cairo_paint)                                                      \
    FUNCTION(cairo_rectangle)                                                  \
    FUNCTION(cairo_set_source_rgb)                                             \
    FUNCTION(cairo_status_to_string)                                           \
    FUNCTION(cairo_surface_destroy)                                            \
    FUNCTION(cairo_surface_flush)                                              \
    FUNCTION(cairo_surface_write_to_png_stream)                                \
    FUNCTION(g_object_unref)                                                   \
    FUNCTION(pango_cairo_font_map_new)                                         \
    FUNCTION(pango_cairo_show_layout)                                          \
    FUNCTION(pango_font_description_free)                                      \
    FUNCTION(pango_font_description_new)                                       \
    FUNCTION(pango_font_description_set_absolute_size)                         \
    FUNCTION(pango_font_description_set_family)                                \
    FUNCTION(pango_font_description_set_weight)                                \
    FUNCTION(pango_font_map_create_context)                                    \
    FUNCTION(pango_layout_get_pixel_size)                                      \
    FUNCTION(pango_layout_new)                                                 \
    FUNCTION(pango_layout_set_ellipsize)                                       \
    FUNCTION(pango_layout_set_font_description)                                \
    FUNCTION(pango_layout_set_height)                                          \
    FUNCTION(pango_layout_set_text)                                            \
    FUNCTION(pango_layout_set_width)                                           \
    FUNCTION(pango_layout_set_wrap)

static struct {
#define FUNCTION(name) __typeof__(name) *(name);
    DRAWING_FUNCTIONS(FUNCTION)
#undef FUNCTION
} lib;

static bool open_library(struct err *err)
{
    static const char *const names[] = {
#define FUNCTION(name) #name,
        DRAWING_FUNCTIONS(FUNCTION)
#undef FUNCTION
    };

    return library_open("libpangocairo-1.0.so.0", names,
                        sizeof names / sizeof *names, &lib, err);
}

/* All in pixels of the picture.  Apps show covers at 55 pixels, a 27th of
 * ours: letters of 160 pixels are six there, the least one can read. */
enum {
    MARGIN = 110,
    TITLE_SIZE_MAX = 400,
    TITLE_SIZE_MIN = 160,
    TITLE_STEP = 10,
    LINE_SIZE = 120,
    LINE_SPACE = 170,
    RULE_HEIGHT = 16,
    TITLE_BYTES_MAX = 400,
};

/* Dark grounds; white on each has a contrast above 9:1 (WCAG 2.2, 1.4.6). */
static const double grounds[][3] = {
    {0.06, 0.14, 0.27}, {0.27, 0.06, 0.14}, {0.05, 0.22, 0.16},
    {0.20, 0.09, 0.30}, {0.13, 0.13, 0.13}, {0.24, 0.14, 0.04},
};

static PangoLayout *new_layout(PangoContext *context, struct view text,
                               int size, int width)
{
    PangoLayout *layout = lib.pango_layout_new(context);
    PangoFontDescription *font = lib.pango_font_description_new();

    lib.pango_font_description_set_family(font, "DejaVu Sans, Noto Sans, Sans");
    lib.pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    lib.pango_font_description_set_absolute_size(font,
                                                 size * (double)PANGO_SCALE);
    lib.pango_layout_set_font_description(layout, font);
    lib.pango_font_description_free(font);
    lib.pango_layout_set_width(layout, width * PANGO_SCALE);
    lib.pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    lib.pango_layout_set_text(layout, text.data ? text.data : "",
                              (int)text.size);
    return layout;
}

/* True if every word fits a line and all lines fit the height. */
static bool fits(PangoLayout *layout, int width, int height)
{
    int got_width;
    int got_height;

    lib.pango_layout_get_pixel_size(layout, &got_width, &got_height);
    return got_width <= width && got_height <= height;
}

static void draw_title(cairo_t *cairo, PangoContext *context, struct view title,
                       int width, int height)
{
    PangoLayout *layout = NULL;
    int size = TITLE_SIZE_MAX;

    title = view_slice(title, 0, TITLE_BYTES_MAX);
    for (; size >= TITLE_SIZE_MIN; size -= TITLE_STEP) {
        layout = new_layout(context, title, size, width);
        if (fits(layout, width, height))
            break;
        lib.g_object_unref(layout);
        layout = NULL;
    }
    if (!layout) {
        layout = new_layout(context, title, TITLE_SIZE_MIN, width);
        lib.pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        lib.pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        lib.pango_layout_set_height(layout, height * PANGO_SCALE);
    }
    lib.cairo_move_to(cairo, MARGIN, MARGIN);
    lib.pango_cairo_show_layout(cairo, layout);
    lib.g_object_unref(layout);
}

static void draw_line(cairo_t *cairo, PangoContext *context, struct view line,
                      int width)
{
    PangoLayout *layout = new_layout(context, line, LINE_SIZE, width);

    lib.pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    lib.cairo_rectangle(cairo, MARGIN, COVER_PIXELS - MARGIN - LINE_SPACE,
                        width, RULE_HEIGHT);
    lib.cairo_fill(cairo);
    lib.cairo_move_to(cairo, MARGIN,
                      COVER_PIXELS - MARGIN - LINE_SPACE + 2 * RULE_HEIGHT);
    lib.pango_cairo_show_layout(cairo, layout);
    lib.g_object_unref(layout);
}

static cairo_status_t keep_bytes(void *context, const unsigned char *bytes,
                                 unsigned size)
{
    buf_add(context, (struct view){(const char *)bytes, size});
    return CAIRO_STATUS_SUCCESS;
}

static void draw(cairo_t *cairo, PangoContext *context, struct view title,
                 struct view line)
{
    enum { GROUNDS = sizeof grounds / sizeof grounds[0] };
    const double *ground = grounds[checksum_bytes(title) % GROUNDS];
    int width = COVER_PIXELS - 2 * MARGIN;
    int height = COVER_PIXELS - 2 * MARGIN -
                 (line.size > 0 ? LINE_SPACE + RULE_HEIGHT : 0);

    lib.cairo_set_source_rgb(cairo, ground[0], ground[1], ground[2]);
    lib.cairo_paint(cairo);
    lib.cairo_set_source_rgb(cairo, 1, 1, 1);
    draw_title(cairo, context, view_trim(title), width, height);
    if (line.size > 0)
        draw_line(cairo, context, line, width);
}

bool cover_draw(struct view title, struct view line, struct buf *png,
                struct err *err)
{
    if (!open_library(err))
        return false;
    cairo_surface_t *surface = lib.cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, COVER_PIXELS, COVER_PIXELS);
    cairo_t *cairo = lib.cairo_create(surface);
    PangoFontMap *fonts = lib.pango_cairo_font_map_new();
    PangoContext *context = lib.pango_font_map_create_context(fonts);

    draw(cairo, context, title, line);
    lib.g_object_unref(context);
    lib.g_object_unref(fonts);
    lib.cairo_destroy(cairo);
    lib.cairo_surface_flush(surface);
    cairo_status_t status =
        lib.cairo_surface_write_to_png_stream(surface, keep_bytes, png);
    lib.cairo_surface_destroy(surface);
    /* What cairo and fontconfig keep for a next picture goes with it. */
    lib.cairo_debug_reset_static_data();
    lib.FcFini();
    if (status != CAIRO_STATUS_SUCCESS)
        return err_set(err, "the cover cannot be drawn: %s; give a picture",
                       lib.cairo_status_to_string(status));
    return true;
}

void cover_name(struct buf *out, struct view picture)
{
    struct picture found;
    const char *ending =
        picture_read(picture, &found) ? picture_ending(found.kind) : ".png";

    buf_addf(out, "cover-%08lx%s",
             (unsigned long)(checksum_bytes(picture) & 0xFFFFFFFF), ending);
}
