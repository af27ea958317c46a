/* OPML 2.0: a list of feeds -> a configuration to begin with. */
#ifndef DIGEST_OPML_H
#define DIGEST_OPML_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends a configuration with a source for each feed that opml names, each
 * once, in its order; *feeds counts them.  path is for messages.  Fails on what
 * is no OPML or names no feed. */
bool opml_import(struct arena *arena, const char *path, struct view opml,
                 struct buf *out, size_t *feeds, struct err *err) MUST_USE;

#endif
