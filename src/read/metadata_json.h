/* What a page says about itself as JSON-LD (schema.org). */
#ifndef READ_METADATA_JSON_H
#define READ_METADATA_JSON_H

#include "read/metadata.h"

/* Fills empty fields from the first article that the page's scripts of type
 * application/ld+json describe.  Broken scripts are passed over. */
void metadata_json_find(struct arena *arena, const struct html_tree *tree,
                        struct metadata *metadata);

#endif
