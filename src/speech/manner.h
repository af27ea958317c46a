/* manner: what becomes of blocks that are no prose: tables, code, images and
 * notes are read, announced or left out, as the request says. */
#ifndef SPEECH_MANNER_H
#define SPEECH_MANNER_H

#include "speech/line.h"

enum manner_kind {
    MANNER_READ,
    MANNER_ANNOUNCE, /* its first sentence says what is there, no more */
    MANNER_SKIP,
};

/* How a block is treated; *reason (static) is the ledger's for what is not
 * said.  By default small tables are read, large ones and code announced,
 * notes left out, everything else read. */
enum manner_kind manner_of(const struct block *block,
                           const struct speech_request *request,
                           const char **reason);

/* Says what is there: "Table with 40 rows", "Code block with 12 lines"; of
 * notes, how many there are: `notes` from this block on. */
void manner_announce(const struct line *line, const struct block *block,
                     size_t notes, struct saying *saying);

/* The heading over column number `column` (from 0) of a table's row that
 * begins at offset `begin`; empty for the headings themselves, for tables
 * without any and for headings that are more than a few words. */
struct view manner_heading(const struct block *block, size_t begin,
                           size_t column);

#endif
