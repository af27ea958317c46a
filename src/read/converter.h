/* Formats that other programs convert: DOCX and ODT by pandoc, PDF by
 * pdftotext, when they are installed.  The programs are run without a shell,
 * read from a pipe, write to a pipe, and are stopped when they take too long
 * or write too much. */
#ifndef READ_CONVERTER_H
#define READ_CONVERTER_H

#include "base/buf.h"
#include "base/err.h"
#include "read/reader.h"

#include <stdbool.h>
#include <stdint.h>

extern const struct reader docx_reader;
extern const struct reader odt_reader;
extern const struct reader pdf_reader;

struct converter_limits {
    int64_t time_ms;     /* wall clock */
    size_t output_bytes; /* most that is taken of what it writes */
    size_t memory_bytes; /* address space of the program; 0: no limit */
};

enum converter_end {
    CONVERTER_DONE,    /* it ended with status 0; its output is in out */
    CONVERTER_MISSING, /* there is no such program */
    CONVERTER_FAILED,  /* err says how */
};

/* Runs argv[0] (searched in PATH; argv ends with NULL) with input as its
 * standard input and appends what it writes to out. */
enum converter_end converter_run(const char *const argv[], struct view input,
                                 const struct converter_limits *limits,
                                 struct buf *out, struct err *err);

#endif
