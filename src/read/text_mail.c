#include "read/text_mail.h"

#include "read/draft.h"
#include "read/metadata.h"
#include "read/page_phrases.h"

#include <stdint.h>

enum field { FIELD_OTHER, FIELD_FROM, FIELD_SUBJECT, FIELD_DATE };

static const struct {
    const char *name;
    enum field field;
} fields[] = {
    {"From", FIELD_FROM},
    {"Von", FIELD_FROM},
    {"De", FIELD_FROM},
    {"Subject", FIELD_SUBJECT},
    {"Betreff", FIELD_SUBJECT},
    {"Objet", FIELD_SUBJECT},
    {"Asunto", FIELD_SUBJECT},
    {"Date", FIELD_DATE},
    {"Datum", FIELD_DATE},
    {"Fecha", FIELD_DATE},
    {"Sent", FIELD_DATE},
    {"Gesendet", FIELD_DATE},
    {"Envoyé", FIELD_DATE},
    {"To", FIELD_OTHER},
    {"An", FIELD_OTHER},
    {"À", FIELD_OTHER},
    {"Para", FIELD_OTHER},
    {"Cc", FIELD_OTHER},
    {"Reply-To", FIELD_OTHER},
    {"Message-ID", FIELD_OTHER},
    {"Return-Path", FIELD_OTHER},
    {"Received", FIELD_OTHER},
    {"Sender", FIELD_OTHER},
    {"List-Id", FIELD_OTHER},
    {"MIME-Version", FIELD_OTHER},
    {"Content-Type", FIELD_OTHER},
};

/* What mail programs write above a message that is passed on. */
static const char *const forwards[] = {
    "forwarded message",         "original message",
    "weitergeleitete nachricht", "weitergeleiteten nachricht",
    "ursprüngliche nachricht",   "message transféré",
    "message d'origine",         "mensaje reenviado",
    "mensaje original",          "messaggio inoltrato",
};

/* Beginnings of the small print of newsletters and of mail programs. */
static const char *const small_print[] = {
    "unsubscribe",
    "to unsubscribe",
    "click here to unsubscribe",
    "view this email in",
    "view this e-mail in",
    "view in browser",
    "view online",
    "you are receiving this",
    "you're receiving this",
    "you received this",
    "manage your preferences",
    "update your preferences",
    "manage preferences",
    "sent from my ",
    "get outlook for",
    "von meinem iphone gesendet",
    "newsletter abbestellen",
    "newsletter abmelden",
    "sie erhalten diese",
    "im browser ansehen",
    "im browser anzeigen",
    "se désabonner",
    "se désinscrire",
    "voir dans le navigateur",
    "darse de baja",
};

/* How a quotation is announced. */
static const char *const announcements[] = {
    "wrote:",    "writes:", "schrieb:",  "schreibt:",
    "a écrit :", "écrit :", "escribió:", "ha scritto:",
};

enum {
    PRINT_LINES = 15, /* lines at the end where small print stands */
    SIGNATURE_LINES = 12,
};

static bool take_header(struct arena *arena, struct view line,
                        struct document *document)
{
    struct view value = line;
    struct view name = view_cut(&value, ':');

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!value.data || !view_equal_nocase(name, view_of(fields[i].name)))
            continue;
        struct view text = draft_folded(arena, value);
        if (fields[i].field == FIELD_SUBJECT)
            document->title = text;
        else if (fields[i].field == FIELD_FROM)
            document->author = metadata_author(
                arena, view_slice(text, 0, view_find(text, VIEW("<"), 0)));
        else if (fields[i].field == FIELD_DATE)
            document->date = metadata_date(arena, text);
        return true;
    }
    return false;
}

/* The header at lines first and after: two fields at least, and a blank line
 * behind.  Where it ends, or first when there is none. */
static size_t mark_header(struct arena *arena, struct text_lines *lines,
                          size_t first, struct document *found)
{
    size_t count = 0;
    size_t i = first;

    for (; i < lines->count && lines->at[i].kind == TEXT_LINE_PLAIN; i++) {
        if (lines->at[i].indent > 0 && count > 0)
            continue; /* a folded header goes on */
        if (!take_header(arena, lines->at[i].text, found))
            break;
        count++;
    }
    if (count < 2 || i == lines->count || lines->at[i].kind != TEXT_LINE_BLANK)
        return first;
    for (size_t k = first; k < i; k++)
        lines->at[k].omit = "mail header";
    return i;
}

static size_t skip_blank(const struct text_lines *lines, size_t i)
{
    while (i < lines->count && lines->at[i].kind == TEXT_LINE_BLANK)
        i++;
    return i;
}

static bool is_forward(const struct text_line *line)
{
    if (line->kind == TEXT_LINE_BLANK || line->width > 80)
        return false;
    for (size_t i = 0; i < sizeof forwards / sizeof *forwards; i++) {
        if (page_phrase_in(line->text, view_of(forwards[i])))
            return true;
    }
    return false;
}

/* The mail's own header, and those of messages that it passes on. */
static void mark_headers(struct arena *arena, struct text_lines *lines,
                         struct document *document)
{
    size_t first = skip_blank(lines, 0);
    struct document found = {0};

    if (mark_header(arena, lines, first, &found) > first) {
        document->title = found.title;
        document->author = found.author;
        document->date = found.date;
    }
    for (size_t i = first; i < lines->count; i++) {
        if (lines->at[i].omit || !is_forward(&lines->at[i]))
            continue;
        size_t header = skip_blank(lines, i + 1);

        found = (struct document){0};
        if (mark_header(arena, lines, header, &found) == header)
            continue;
        lines->at[i].omit = "mail header";
        /* Nothing is said but what is passed on. */
        if (i == first) {
            document->title = found.title;
            document->author = found.author;
            document->date = found.date;
        }
    }
}

/* "-- " and what follows, unless that is most of the text. */
static void mark_signature(struct text_lines *lines)
{
    for (size_t i = lines->count;
         i-- > 0 && lines->count - i < SIGNATURE_LINES;) {
        const struct text_line *line = &lines->at[i];

        if (line->quote_depth > 0 || i < 3 || line->new_page ||
            !(view_equal(line->text, VIEW("--"))))
            continue;
        for (size_t j = i; j < lines->count; j++)
            lines->at[j].omit = "signature";
        return;
    }
}

/* It stands in the first lines and in the last. */
static void mark_small_print(struct text_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct text_line *line = &lines->at[i];

        if (line->omit || line->kind != TEXT_LINE_PLAIN || line->width > 200 ||
            (i > 4 && lines->count - i > PRINT_LINES))
            continue;
        for (size_t k = 0; k < sizeof small_print / sizeof *small_print; k++) {
            if (page_phrase_starts(line->text, view_of(small_print[k]), NULL))
                line->omit = "mail footer";
        }
    }
}

/* Takes "<jane@a.example>" out of a line. */
static void take_address(struct arena *arena, struct text_line *line)
{
    size_t begin = view_find(line->text, VIEW("<"), 0);
    size_t end =
        begin == SIZE_MAX ? begin : view_find(line->text, VIEW(">"), begin);

    if (end == SIZE_MAX)
        return;
    struct view address = view_slice(line->text, begin, end + 1);
    if (view_find(address, VIEW("@"), 0) == SIZE_MAX)
        return;
    struct view before = view_trim(view_slice(line->text, 0, begin));
    struct view after =
        view_trim(view_slice(line->text, end + 1, line->text.size));
    bool close =
        after.size > 0 && (after.data[0] == ':' || after.data[0] == ',');

    line->text =
        arena_format(arena, "%.*s%s%.*s", VIEW_ARG(before),
                     close || after.size == 0 ? "" : " ", VIEW_ARG(after));
    line->aside = address;
}

/* "On Sunday, Jane <jane@a.example> wrote:", which may be wrapped. */
static void mark_announcements(struct arena *arena, struct text_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct text_line *line = &lines->at[i];
        size_t next = skip_blank(lines, i + 1);
        bool announces = false;

        if (line->kind != TEXT_LINE_PLAIN || line->omit || line->width > 200 ||
            !view_ends(line->text, VIEW(":")) || next >= lines->count ||
            lines->at[next].quote_depth <= line->quote_depth)
            continue;
        for (size_t k = 0; k < sizeof announcements / sizeof *announcements;
             k++)
            announces = announces ||
                        page_phrase_in(line->text, view_of(announcements[k]));
        if (!announces)
            continue;
        take_address(arena, line);
        if (i > 0 && lines->at[i - 1].kind == TEXT_LINE_PLAIN &&
            !lines->at[i - 1].omit && line->aside.size == 0)
            take_address(arena, &lines->at[i - 1]);
    }
}

void text_mail_mark(struct arena *arena, struct text_lines *lines,
                    struct document *document)
{
    mark_headers(arena, lines, document);
    mark_signature(lines);
    mark_small_print(lines);
    mark_announcements(arena, lines);
}
