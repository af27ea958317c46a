#include "speech/class.h"

#include "speech/say.h"

bool year_scan(const struct line *line, size_t at, struct saying *saying)
{
    if (!line_is_digits(line, at) || line_atom(line, at)->letters != 4)
        return false;
    int64_t value = line_value(line, at);
    if (value < 1100 || value > 2099 || line_touches_before(line, at) ||
        line_touches(line, at + 1))
        return false;
    say_year(line, saying, value);
    saying->end = at + 1;
    return true;
}
