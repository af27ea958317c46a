#include "publish/vtt_check.h"

#include "base/atomic_file.h"
#include "base/utf8.h"
#include "base/view.h"
#include "publish/stamp.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES_MAX = 64 << 20, TAG_DEPTH = 16 };

struct cue_times {
    int64_t begin_ms;
    int64_t end_ms;
};

struct reading {
    const char *path;
    struct view rest;
    size_t line; /* of the one that was taken last, from 1 */
    struct cue_times cue;
    int64_t latest_ms; /* begin of the latest cue so far */
    int64_t last_end_ms;
    size_t cues;
    const char *open[TAG_DEPTH]; /* tags of the cue */
    size_t depth;
    struct err *err;
};

static bool fault(const struct reading *reading, const char *text)
{
    return err_set(reading->err, "%s:%zu: %s", reading->path, reading->line,
                   text);
}

static bool next_line(struct reading *reading, struct view *line)
{
    if (!view_next_line(&reading->rest, line))
        return false;
    reading->line++;
    return true;
}

static bool take_digits(struct view *rest, size_t least, size_t most,
                        int64_t *number)
{
    size_t count = 0;

    *number = 0;
    while (count < rest->size && count < most && rest->data[count] >= '0' &&
           rest->data[count] <= '9')
        *number = *number * 10 + (rest->data[count++] - '0');
    *rest = view_slice(*rest, count, rest->size);
    return count >= least;
}

static bool take(struct view *rest, const char *what)
{
    if (!view_starts(*rest, view_of(what)))
        return false;
    *rest = view_slice(*rest, strlen(what), rest->size);
    return true;
}

/* [HH...:]MM:SS.mmm (W3C WebVTT, "timestamp"). */
static bool take_time(struct view *rest, int64_t *ms)
{
    int64_t hours = 0;
    int64_t minutes;
    int64_t seconds;
    int64_t thousandths;
    size_t colon = view_find(*rest, VIEW(":"), 0);
    bool has_hours = colon != SIZE_MAX && colon + 3 < rest->size &&
                     rest->data[colon + 3] == ':';

    if (has_hours && (!take_digits(rest, 2, 9, &hours) || !take(rest, ":")))
        return false;
    if (!take_digits(rest, 2, 2, &minutes) || !take(rest, ":") ||
        !take_digits(rest, 2, 2, &seconds) || !take(rest, ".") ||
        !take_digits(rest, 3, 3, &thousandths))
        return false;
    *ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths;
    return minutes < 60 && seconds < 60;
}

static void skip_spaces(struct view *rest)
{
    while (rest->size > 0 && (rest->data[0] == ' ' || rest->data[0] == '\t'))
        *rest = view_slice(*rest, 1, rest->size);
}

static bool read_times(struct reading *reading, struct view line)
{
    struct cue_times *cue = &reading->cue;
    struct view rest = line;

    skip_spaces(&rest);
    bool ok = take_time(&rest, &cue->begin_ms);
    skip_spaces(&rest);
    ok = ok && take(&rest, "-->");
    skip_spaces(&rest);
    ok = ok && take_time(&rest, &cue->end_ms);
    if (!ok || (rest.size > 0 && rest.data[0] != ' ' && rest.data[0] != '\t'))
        return fault(reading, "the times are not written as "
                              "\"HH:MM:SS.mmm --> HH:MM:SS.mmm\"");
    if (cue->end_ms <= cue->begin_ms)
        return fault(reading, "the cue ends before it begins");
    if (cue->begin_ms < reading->latest_ms)
        return fault(reading, "the cue begins before an earlier one; sort the "
                              "cues by time");
    reading->latest_ms = cue->begin_ms;
    if (cue->end_ms > reading->last_end_ms)
        reading->last_end_ms = cue->end_ms;
    return true;
}

static bool read_inner_time(struct reading *reading, struct view inside,
                            int64_t *last_ms)
{
    int64_t ms;

    if (!take_time(&inside, &ms) || inside.size > 0)
        return fault(reading, "the time inside the cue is not written as "
                              "<HH:MM:SS.mmm>");
    if (ms <= *last_ms || ms >= reading->cue.end_ms)
        return fault(reading, "the time inside the cue does not lie between "
                              "its neighbours");
    *last_ms = ms;
    return true;
}

/* What stands between < and >. */
static bool read_tag(struct reading *reading, struct view inside,
                     int64_t *last_ms)
{
    static const char *const names[] = {"c",    "i",  "b", "u",
                                        "ruby", "rt", "v", "lang"};
    bool closes = take(&inside, "/");
    size_t size = 0;

    if (!closes && inside.size > 0 && inside.data[0] >= '0' &&
        inside.data[0] <= '9')
        return read_inner_time(reading, inside, last_ms);
    while (size < inside.size && inside.data[size] != '.' &&
           inside.data[size] != ' ' && inside.data[size] != '\t')
        size++;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!view_equal(view_slice(inside, 0, size), view_of(names[i])))
            continue;
        if (closes) {
            if (reading->depth == 0 ||
                reading->open[--reading->depth] != names[i])
                return fault(reading, "a tag is closed that is not open");
            return true;
        }
        if (reading->depth == TAG_DEPTH)
            return fault(reading, "tags nest too deep");
        reading->open[reading->depth++] = names[i];
        if ((i >= 6) &&
            view_trim(view_slice(inside, size, inside.size)).size == 0)
            return fault(reading, "<v> and <lang> need a name behind them");
        return true;
    }
    return fault(reading, "\"<\" begins no tag of WebVTT; write &lt;");
}

static bool is_reference(struct view text)
{
    size_t i = 1;

    while (i < text.size && i < 32 && text.data[i] != ';' &&
           text.data[i] != ' ' && text.data[i] != '&')
        i++;
    return i > 1 && i < text.size && text.data[i] == ';';
}

static bool read_text(struct reading *reading, struct view line,
                      int64_t *last_ms)
{
    if (view_find(line, VIEW("-->"), 0) != SIZE_MAX)
        return fault(reading, "\"-->\" inside a text; write --&gt;");
    for (size_t i = 0; i < line.size; i++) {
        if (line.data[i] == '&' &&
            !is_reference(view_slice(line, i, line.size)))
            return fault(reading, "\"&\" by itself; write &amp;");
        if (line.data[i] != '<')
            continue;
        size_t end = view_find(line, VIEW(">"), i);
        if (end == SIZE_MAX)
            return fault(reading, "\"<\" by itself; write &lt;");
        if (!read_tag(reading, view_slice(line, i + 1, end), last_ms))
            return false;
        i = end;
    }
    return true;
}

/* A cue from its times on; only <v> may stay open at its end. */
static bool read_cue(struct reading *reading, struct view times)
{
    struct view line;
    size_t lines = 0;

    reading->depth = 0;
    if (!read_times(reading, times))
        return false;
    int64_t last_ms = reading->cue.begin_ms;
    while (next_line(reading, &line) && line.size > 0) {
        if (!read_text(reading, line, &last_ms))
            return false;
        lines++;
    }
    if (lines == 0)
        return fault(reading, "the cue has no text");
    if (reading->depth > 1 ||
        (reading->depth == 1 && strcmp(reading->open[0], "v") != 0))
        return fault(reading, "a tag of the cue above is not closed");
    reading->cues++;
    return true;
}

static bool skip_block(struct reading *reading, struct view line)
{
    do {
        if (view_find(line, VIEW("-->"), 0) != SIZE_MAX)
            return fault(reading, "\"-->\" inside a comment or style");
    } while (next_line(reading, &line) && line.size > 0);
    return true;
}

static bool read_block(struct reading *reading, struct view line)
{
    if (view_find(line, VIEW("-->"), 0) != SIZE_MAX)
        return read_cue(reading, line);
    if (view_equal(line, VIEW("NOTE")) || view_starts(line, VIEW("NOTE ")) ||
        view_starts(line, VIEW("NOTE\t")) ||
        view_equal(view_trim(line), VIEW("STYLE")) ||
        view_equal(view_trim(line), VIEW("REGION")))
        return skip_block(reading, line);
    /* A name before the times. */
    if (!next_line(reading, &line) ||
        view_find(line, VIEW("-->"), 0) == SIZE_MAX)
        return fault(reading, "a block without times; cues and comments are "
                              "divided by blank lines");
    return read_cue(reading, line);
}

static bool read_all(struct reading *reading)
{
    struct view line;

    if (!next_line(reading, &line) || !take(&line, "WEBVTT") ||
        (line.size > 0 && line.data[0] != ' ' && line.data[0] != '\t'))
        return fault(reading, "does not begin with the line WEBVTT");
    if (next_line(reading, &line) && line.size > 0)
        return fault(reading, "no blank line behind the line WEBVTT");
    while (next_line(reading, &line)) {
        if (line.size > 0 && !read_block(reading, line))
            return false;
    }
    return reading->cues > 0 || fault(reading, "has no cue");
}

bool vtt_check(const char *path, struct buf *found, struct err *err)
{
    char *data = NULL;
    size_t size = 0;
    size_t bad;

    if (!file_read(path, BYTES_MAX, &data, &size, err))
        return false;
    struct reading reading = {.path = path, .rest = {data, size}, .err = err};
    bool ok = utf8_valid(reading.rest, &bad) ||
              err_set(err, "%s: byte %zu is no UTF-8, which WebVTT must be",
                      path, bad);

    take(&reading.rest, "\xEF\xBB\xBF");
    ok = ok && read_all(&reading);
    if (ok) {
        buf_addf(found, "WebVTT transcript with %zu %s, up to ", reading.cues,
                 reading.cues == 1 ? "cue" : "cues");
        stamp_short(found, reading.last_end_ms);
    }
    free(data);
    return ok;
}
