#include "read/text_paste.h"

#include "base/view.h"
#include "read/page_line.h"
#include "read/page_phrases.h"

#include <stdint.h>
#include <string.h>

/* Whole lines. */
static const char *const buttons[] = {
    "share",
    "share this",
    "share this article",
    "share on facebook",
    "share on twitter",
    "tweet",
    "print",
    "print this page",
    "email",
    "e-mail",
    "copy link",
    "save",
    "advertisement",
    "advertising",
    "sponsored",
    "read more",
    "continue reading",
    "subscribe",
    "sign in",
    "sign up",
    "log in",
    "menu",
    "search",
    "close",
    "comments",
    "view comments",
    "skip to content",
    "skip to main content",
    "skip past newsletter promotion",
    "after newsletter promotion",
    "listen to this article",
    "view image in fullscreen",
    "view gallery",
    "back to top",
    "anzeige",
    "werbung",
    "teilen",
    "drucken",
    "merken",
    "weiterlesen",
    "mehr anzeigen",
    "zum inhalt springen",
    "publicité",
    "partager",
    "imprimer",
    "lire la suite",
    "publicidad",
    "compartir",
    "imprimir",
    "pubblicità",
    "condividi",
};

/* Beginnings of credits. */
static const char *const credits[] = {
    "photograph:", "photo:", "photos:", "image:",  "picture:",      "foto:",
    "fotos:",      "bild:",  "credit:", "photo ©", "illustration:",
};

enum {
    CREDIT_WIDTH = 60, /* code points */
    BUTTON_COUNT = sizeof buttons / sizeof *buttons,
};

/* Which button the line is, or BUTTON_COUNT. */
static size_t button_of(struct view text)
{
    size_t end;

    for (size_t i = 0; i < BUTTON_COUNT; i++) {
        if (page_phrase_starts(text, view_of(buttons[i]), &end) &&
            end == text.size)
            return i;
    }
    return BUTTON_COUNT;
}

/* A line that does not go on with the one above. */
static bool stands_alone(const struct text_lines *lines, size_t i)
{
    const struct text_line *line = &lines->at[i];

    if ((line->kind != TEXT_LINE_PLAIN && line->kind != TEXT_LINE_ITEM) ||
        line->omit || line->quote_depth > 0 || line->width > CREDIT_WIDTH ||
        text_line_begins_lower(line->text))
        return false;
    if (i == 0)
        return true;
    const struct text_line *above = &lines->at[i - 1];
    return above->kind == TEXT_LINE_BLANK || above->omit ||
           text_line_ends_sentence(above->text) ||
           button_of(above->text) < BUTTON_COUNT;
}

static bool is_account(struct view text)
{
    return text.size > 2 && text.data[0] == '@' &&
           !memchr(text.data, ' ', text.size);
}

static bool is_credit(struct view text)
{
    if (text_line_ends_sentence(text))
        return false;
    for (size_t i = 0; i < sizeof credits / sizeof *credits; i++) {
        if (page_phrase_starts(text, view_of(credits[i]), NULL))
            return true;
    }
    return page_line_is_credit(text);
}

void text_paste_mark(struct text_lines *lines)
{
    bool seen[BUTTON_COUNT] = {false};
    size_t kinds = 0;

    for (size_t i = 0; i < lines->count; i++) {
        size_t button = stands_alone(lines, i) ? button_of(lines->at[i].text)
                                               : BUTTON_COUNT;

        if (button < BUTTON_COUNT && !seen[button]) {
            seen[button] = true;
            kinds++;
        }
    }
    if (kinds < 2)
        return;
    for (size_t i = 0; i < lines->count; i++) {
        struct text_line *line = &lines->at[i];

        if (line->kind == TEXT_LINE_PLAIN && !line->omit &&
            is_account(line->text))
            line->omit = "boilerplate: account";
        if (!stands_alone(lines, i))
            continue;
        if (button_of(line->text) < BUTTON_COUNT ||
            page_line_is_reading_time(line->text))
            line->omit = "boilerplate: label";
        else if (is_credit(line->text))
            line->omit = "caption";
    }
}
