#include "format/json.h"

#include "base/utf8.h"

#include <jansson.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static struct json *convert(struct arena *arena, const json_t *value);

static void push(struct json *parent, struct json **last, struct json *child)
{
    if (*last)
        (*last)->next = child;
    else
        parent->first = child;
    *last = child;
    parent->count++;
}

static void convert_members(struct arena *arena, const json_t *value,
                            struct json *node)
{
    struct json *last = NULL;
    json_t *object = (json_t *)value; /* the iterator asks for it */

    for (void *i = json_object_iter(object); i;
         i = json_object_iter_next(object, i)) {
        struct json *child = convert(arena, json_object_iter_value(i));

        child->key = arena_copy(arena, view_of(json_object_iter_key(i)));
        push(node, &last, child);
    }
}

static void convert_elements(struct arena *arena, const json_t *value,
                             struct json *node)
{
    struct json *last = NULL;

    for (size_t i = 0; i < json_array_size(value); i++)
        push(node, &last, convert(arena, json_array_get(value, i)));
}

/* Recursion ends at jansson's own limit of nesting, 2048. */
static struct json *convert(struct arena *arena, const json_t *value)
{
    struct json *node = arena_new(arena, 1, sizeof *node);

    switch (json_typeof(value)) {
    case JSON_NULL:
        node->kind = JSON_KIND_NULL;
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        node->kind = JSON_KIND_BOOL;
        node->truth = json_is_true(value);
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        node->kind = JSON_KIND_NUMBER;
        node->number = json_number_value(value);
        break;
    case JSON_STRING:
        node->kind = JSON_KIND_STRING;
        node->text =
            arena_copy(arena, (struct view){json_string_value(value),
                                            json_string_length(value)});
        break;
    case JSON_ARRAY:
        node->kind = JSON_KIND_ARRAY;
        convert_elements(arena, value, node);
        break;
    case JSON_OBJECT:
        node->kind = JSON_KIND_OBJECT;
        convert_members(arena, value, node);
        break;
    }
    return node;
}

struct json *json_parse(struct arena *arena, struct view text, struct err *err)
{
    json_error_t error;
    json_t *value = json_loadb(
        text.data ? text.data : "", text.size,
        JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &error);

    if (!value) {
        err_set(err, "line %d, column %d: is no JSON: %s", error.line,
                error.column, error.text);
        return NULL;
    }
    struct json *tree = convert(arena, value);
    json_decref(value);
    return tree;
}

const struct json *json_member(const struct json *value, const char *key)
{
    if (!value || value->kind != JSON_KIND_OBJECT)
        return NULL;
    for (const struct json *child = value->first; child; child = child->next) {
        if (view_equal(child->key, view_of(key)))
            return child;
    }
    return NULL;
}

struct view json_text(const struct json *value)
{
    if (!value || value->kind != JSON_KIND_STRING)
        return (struct view){0};
    return value->text;
}

struct view json_member_text(const struct json *value, const char *key)
{
    return json_text(json_member(value, key));
}

static void add_string(struct buf *out, struct view text)
{
    buf_add_char(out, '"');
    for (size_t at = 0; at < text.size;) {
        size_t begin = at;
        uint32_t c = utf8_next(text, &at);

        if (c == '"' || c == '\\')
            buf_addf(out, "\\%c", (int)c);
        else if (c == '\n')
            buf_add_string(out, "\\n");
        else if (c == '\t')
            buf_add_string(out, "\\t");
        else if (c < 0x20 || c == 0x7f)
            buf_addf(out, "\\u%04x", (unsigned)c);
        else if (c == UTF8_INVALID)
            buf_add_codepoint(out, 0xfffd);
        else
            buf_add(out, view_slice(text, begin, at));
    }
    buf_add_char(out, '"');
}

static void new_line(struct json_writer *writer)
{
    if (writer->one_line)
        return;
    buf_add_char(writer->out, '\n');
    for (int i = 0; i < writer->depth; i++)
        buf_add_string(writer->out, "  ");
}

/* Comma, line and name before an element. */
static void begin_element(struct json_writer *writer, const char *key)
{
    if (writer->filled)
        buf_add_string(writer->out, writer->one_line ? ", " : ",");
    if (writer->depth > 0)
        new_line(writer);
    writer->filled = true;
    if (key) {
        add_string(writer->out, view_of(key));
        buf_add_string(writer->out, ": ");
    }
}

static void begin(struct json_writer *writer, const char *key, char bracket)
{
    begin_element(writer, key);
    buf_add_char(writer->out, bracket);
    writer->depth++;
    writer->filled = false;
}

static void end(struct json_writer *writer, char bracket)
{
    writer->depth--;
    if (writer->filled)
        new_line(writer);
    buf_add_char(writer->out, bracket);
    writer->filled = true;
    if (writer->depth == 0)
        buf_add_char(writer->out, '\n');
}

void json_writer_init(struct json_writer *writer, struct buf *out,
                      bool one_line)
{
    *writer = (struct json_writer){.out = out, .one_line = one_line};
}

void json_begin_object(struct json_writer *writer, const char *key)
{
    begin(writer, key, '{');
}

void json_end_object(struct json_writer *writer)
{
    end(writer, '}');
}

void json_begin_array(struct json_writer *writer, const char *key)
{
    begin(writer, key, '[');
}

void json_end_array(struct json_writer *writer)
{
    end(writer, ']');
}

void json_add_text(struct json_writer *writer, const char *key,
                   struct view text)
{
    begin_element(writer, key);
    add_string(writer->out, text);
}

void json_add_text_if(struct json_writer *writer, const char *key,
                      struct view text)
{
    if (text.size > 0)
        json_add_text(writer, key, text);
}

void json_add_integer(struct json_writer *writer, const char *key,
                      long long value)
{
    begin_element(writer, key);
    buf_addf(writer->out, "%lld", value);
}

void json_add_number(struct json_writer *writer, const char *key, double value,
                     int decimals)
{
    begin_element(writer, key);
    if (isfinite(value))
        buf_addf(writer->out, "%.*f", decimals, value);
    else
        buf_add_string(writer->out, "null");
}

void json_add_bool(struct json_writer *writer, const char *key, bool value)
{
    begin_element(writer, key);
    buf_add_string(writer->out, value ? "true" : "false");
}

void json_add_null(struct json_writer *writer, const char *key)
{
    begin_element(writer, key);
    buf_add_string(writer->out, "null");
}
