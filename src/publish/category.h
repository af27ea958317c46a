/* The categories of podcast directories (podcasters.apple.com/support/1691);
 * spelling and case count. */
#ifndef PUBLISH_CATEGORY_H
#define PUBLISH_CATEGORY_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>

/* Splits "News > Daily News" (or "News") and finds both in the list, without
 * case.  *main and *sub are set to the list's spelling; sub is empty without
 * one.  A name that is not in the list is an ERR_USAGE that shows what is. */
bool category_find(struct view text, struct view *main_name,
                   struct view *sub_name, struct err *err) MUST_USE;

#endif
