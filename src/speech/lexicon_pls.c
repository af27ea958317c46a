#include "speech/lexicon_table.h"

bool lexicon_read_pls(struct lexicon *lexicon, enum lexicon_layer layer,
                      const char *path, struct view bytes, struct err *err)
{
    (void)lexicon;
    (void)layer;
    (void)bytes;
    return err_set(err, "%s: PLS lexicons cannot be read yet", path);
}
