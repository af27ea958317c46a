/* Tables of a page: data, read row by row, or mere layout. */
#ifndef READ_HTML_TABLE_H
#define READ_HTML_TABLE_H

#include "format/html.h"
#include "read/draft.h"

#include <stdbool.h>
#include <stddef.h>

/* True when the table's cells belong together as rows and columns; false
 * when it only places text, and is to be read as if it were not there. */
bool html_table_is_data(const struct html_tree *tree, size_t table);

/* Appends the table as one block. */
void html_table(struct draft *draft, const struct html_tree *tree,
                size_t table);

#endif
