/* JSON (RFC 8259): texts parsed to a tree of our own, and a writer. */
#ifndef FORMAT_JSON_H
#define FORMAT_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

enum json_kind {
    JSON_KIND_NULL,
    JSON_KIND_BOOL,
    JSON_KIND_NUMBER,
    JSON_KIND_STRING,
    JSON_KIND_ARRAY,
    JSON_KIND_OBJECT,
};

struct json {
    enum json_kind kind;
    bool truth;         /* bool */
    double number;      /* number */
    struct view text;   /* string: UTF-8, NUL-terminated behind its size */
    struct view key;    /* name, when it is a member of an object */
    struct json *first; /* array, object: elements in order as written */
    struct json *next;  /* the element after this one */
    size_t count;       /* array, object: number of elements */
};

/* Parses one value with nothing but white space behind it.  Of members with
 * one name the last counts.  NULL, with line and column in the message, for
 * what is no JSON, nests deeper than 2048, or is no UTF-8. */
struct json *json_parse(struct arena *arena, struct view text, struct err *err);

/* Member of an object; NULL when value is NULL, no object, or has none. */
const struct json *json_member(const struct json *value, const char *key);

/* Text of a string; empty for NULL and all other kinds. */
struct view json_text(const struct json *value);

/* The same of a member: json_text(json_member(value, key)). */
struct view json_member_text(const struct json *value, const char *key);

/* Writes values in the order of the calls, indented by two spaces, or all in
 * one line.  key is the member's name inside an object and NULL elsewhere.
 * Bytes that are no UTF-8 become U+FFFD. */
struct json_writer {
    struct buf *out;
    bool one_line;
    int depth;
    bool filled; /* the open array or object has an element already */
};

void json_writer_init(struct json_writer *writer, struct buf *out,
                      bool one_line);
void json_begin_object(struct json_writer *writer, const char *key);
void json_end_object(struct json_writer *writer);
void json_begin_array(struct json_writer *writer, const char *key);
void json_end_array(struct json_writer *writer);
void json_add_text(struct json_writer *writer, const char *key,
                   struct view text);
/* Nothing is written for an empty text. */
void json_add_text_if(struct json_writer *writer, const char *key,
                      struct view text);
void json_add_integer(struct json_writer *writer, const char *key,
                      long long value);
/* With so many decimals; null for what is not finite. */
void json_add_number(struct json_writer *writer, const char *key, double value,
                     int decimals);
void json_add_bool(struct json_writer *writer, const char *key, bool value);
void json_add_null(struct json_writer *writer, const char *key);

#endif
