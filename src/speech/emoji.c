#include "speech/class.h"

bool emoji_scan(const struct line *line, size_t at, struct saying *saying)
{
    (void)line;
    (void)at;
    (void)saying;
    return false;
}
