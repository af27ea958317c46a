#include "cue/script_print.h"

#include "format/json.h"

void script_print_text(const struct script *script, struct buf *out)
{
    for (size_t i = 0; i < script->cues.count; i++) {
        const struct cue *cue = &script->cues.at[i];

        switch (cue->kind) {
        case CUE_SAY:
            buf_addf(out, "%.*s\n", VIEW_ARG(cue->spoken));
            break;
        case CUE_PAUSE:
            if (out->size > 0 && i + 1 < script->cues.count &&
                cue->pause != PAUSE_SENTENCE && cue->pause != PAUSE_ITEM)
                buf_add_char(out, '\n');
            break;
        case CUE_MARK:
            buf_addf(out, "# %.*s\n",
                     VIEW_ARG(script->chapters.at[cue->chapter].title));
            break;
        }
    }
}

static void print_words(struct json_writer *json, const struct words *words)
{
    json_begin_array(json, "words");
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = &words->at[i];

        json_begin_array(json, NULL);
        json_add_integer(json, NULL, (long long)word->begin);
        json_add_integer(json, NULL, (long long)word->end);
        json_add_integer(json, NULL, (long long)word->spoken_begin);
        json_add_integer(json, NULL, (long long)word->spoken_end);
        json_end_array(json);
    }
    json_end_array(json);
}

static void print_cue(struct json_writer *json, const struct cue *cue)
{
    json_begin_object(json, NULL);
    json_add_text(json, "kind", view_of(cue_kind_name(cue->kind)));
    switch (cue->kind) {
    case CUE_SAY:
        json_add_text(json, "role", view_of(role_name(cue->role)));
        json_add_text(json, "voice", cue->voice->name);
        json_add_text(json, "language", cue->voice->language);
        json_add_text(json, "spoken", cue->spoken);
        json_add_text(json, "shown", cue->shown);
        print_words(json, &cue->words);
        break;
    case CUE_PAUSE:
        json_add_text(json, "pause", view_of(pause_name(cue->pause)));
        json_add_integer(json, "pause_ms", cue->pause_ms);
        break;
    case CUE_MARK:
        json_add_integer(json, "chapter", (long long)cue->chapter);
        break;
    }
    json_end_object(json);
}

void script_print_json(const struct script *script, struct buf *out)
{
    struct json_writer json;

    json_writer_init(&json, out, false);
    json_begin_object(&json, NULL);
    json_begin_array(&json, "chapters");
    for (size_t i = 0; i < script->chapters.count; i++) {
        json_begin_object(&json, NULL);
        json_add_text(&json, "title", script->chapters.at[i].title);
        json_add_integer(&json, "level", script->chapters.at[i].level);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_begin_array(&json, "cues");
    for (size_t i = 0; i < script->cues.count; i++)
        print_cue(&json, &script->cues.at[i]);
    json_end_array(&json);
    json_end_object(&json);
}

static void add_escaped(struct buf *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        switch (text.data[i]) {
        case '&':
            buf_add_string(out, "&amp;");
            break;
        case '<':
            buf_add_string(out, "&lt;");
            break;
        case '"':
            buf_add_string(out, "&quot;");
            break;
        default:
            buf_add_char(out, text.data[i]);
        }
    }
}

void script_print_ssml(const struct script *script, struct buf *out)
{
    struct view language = {0};

    for (size_t i = 0; i < script->cues.count && language.size == 0; i++) {
        if (script->cues.at[i].kind == CUE_SAY)
            language = script->cues.at[i].voice->language;
    }
    buf_addf(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<speak version=\"1.1\" "
             "xmlns=\"http://www.w3.org/2001/10/synthesis\" "
             "xml:lang=\"%.*s\">\n",
             VIEW_ARG(language));
    for (size_t i = 0; i < script->cues.count; i++) {
        const struct cue *cue = &script->cues.at[i];

        switch (cue->kind) {
        case CUE_SAY:
            buf_add_string(out, "<s");
            if (!view_equal(cue->voice->language, language))
                buf_addf(out, " xml:lang=\"%.*s\"",
                         VIEW_ARG(cue->voice->language));
            buf_add_char(out, '>');
            add_escaped(out, cue->shown);
            buf_add_string(out, "</s>\n");
            break;
        case CUE_PAUSE:
            buf_addf(out, "<break time=\"%dms\"/>\n", cue->pause_ms);
            break;
        case CUE_MARK:
            buf_addf(out, "<mark name=\"chapter-%zu\"/>\n", cue->chapter + 1);
            break;
        }
    }
    buf_add_string(out, "</speak>\n");
}
