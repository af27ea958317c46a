#include "section/boundary.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct boundary {
    UBreakIterator *iterator;
    UText *text;
    size_t size;
};

struct boundary *boundary_new(struct view language)
{
    char locale[64];
    UErrorCode status = U_ZERO_ERROR;
    struct boundary *boundary;
    UBreakIterator *iterator;

    snprintf(locale, sizeof locale, "%.*s-u-ss-standard",
             language.size < 32 ? (int)language.size : 0,
             language.data ? language.data : "");
    iterator = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &status);
    if (U_FAILURE(status)) {
        status = U_ZERO_ERROR;
        iterator = ubrk_open(UBRK_SENTENCE, "root", NULL, 0, &status);
    }
    if (U_FAILURE(status))
        return NULL;
    boundary = mem_new(1, sizeof *boundary);
    boundary->iterator = iterator;
    return boundary;
}

void boundary_free(struct boundary *boundary)
{
    if (!boundary)
        return;
    ubrk_close(boundary->iterator);
    utext_close(boundary->text);
    free(boundary);
}

void boundary_start(struct boundary *boundary, struct view text)
{
    UErrorCode status = U_ZERO_ERROR;

    boundary->size = text.size;
    boundary->text = utext_openUTF8(boundary->text, text.data ? text.data : "",
                                    (int64_t)text.size, &status);
    ubrk_setUText(boundary->iterator, boundary->text, &status);
    if (U_FAILURE(status))
        boundary->size = 0;
    else
        ubrk_first(boundary->iterator);
}

size_t boundary_next(struct boundary *boundary)
{
    int32_t next = boundary->size ? ubrk_next(boundary->iterator) : UBRK_DONE;

    return next == UBRK_DONE || (size_t)next > boundary->size ? boundary->size
                                                              : (size_t)next;
}
