#include "speech/manner.h"

#include "speech/letters.h"
#include "speech/say.h"

enum {
    SMALL_ROWS = 12,
    SMALL_COLUMNS = 6,
    HEADING_MAX = 40, /* bytes */
};

static size_t count_lines(struct view text)
{
    size_t count = 0;
    struct view line;
    while (view_next_line(&text, &line))
        count += view_trim(line).size > 0;
    return count;
}

static size_t count_columns(struct view text)
{
    size_t count = 1;
    struct view row = {0};
    view_next_line(&text, &row);
    for (size_t i = 0; i < row.size; i++)
        count += row.data[i] == '\t';
    return count;
}

enum manner_kind manner_of(const struct block *block,
                           const struct speech_request *request,
                           const char **reason)
{
    enum speech_policy policy = SPEECH_SAY;
    switch (block->kind) {
    case BLOCK_TABLE:
        *reason = request->tables ? "table" : "large table";
        policy = request->tables;
        if (policy == SPEECH_DEFAULT)
            policy = count_lines(block->text) <= SMALL_ROWS &&
                             count_columns(block->text) <= SMALL_COLUMNS
                         ? SPEECH_SAY
                         : SPEECH_ANNOUNCE;
        break;
    case BLOCK_CODE:
        *reason = "code block";
        policy = request->code ? request->code : SPEECH_ANNOUNCE;
        break;
    case BLOCK_NOTE:
        *reason = "footnote";
        policy = request->footnotes ? request->footnotes : SPEECH_SKIP;
        break;
    case BLOCK_IMAGE:
        *reason = "image";
        policy = request->images ? request->images : SPEECH_SAY;
        break;
    default:
        *reason = "";
        break;
    }
    switch (policy) {
    case SPEECH_SKIP:
        return MANNER_SKIP;
    case SPEECH_ANNOUNCE:
        return MANNER_ANNOUNCE;
    default:
        return MANNER_READ;
    }
}

void manner_announce(const struct line *line, const struct block *block,
                     size_t notes, struct saying *saying)
{
    if (block->kind == BLOCK_NOTE) {
        say_integer(line, saying, NUMBER_FEMININE, (int64_t)notes);
        say_term(line, saying, notes == 1 ? TERM_NOTE : TERM_NOTES);
        return;
    }
    size_t lines = count_lines(block->text);
    bool table = block->kind == BLOCK_TABLE;
    if (block->kind == BLOCK_IMAGE)
        say_term(line, saying, TERM_IMAGE);
    else
        say_term(line, saying, table ? TERM_TABLE : TERM_CODE);
    if (block->kind != BLOCK_TABLE && block->kind != BLOCK_CODE)
        return;
    say_integer(line, saying, NUMBER_FEMININE, (int64_t)lines);
    say_term(line, saying,
             table        ? lines == 1 ? TERM_ROW : TERM_ROWS
             : lines == 1 ? TERM_LINE
                          : TERM_LINES);
}

struct view manner_heading(const struct block *block, size_t begin,
                           size_t column)
{
    struct view rest = block->text;
    struct view row;
    if (block->kind != BLOCK_TABLE || block->header_rows < 1 ||
        !view_next_line(&rest, &row))
        return (struct view){0};
    /* The last row of headings is the one that names the columns. */
    for (int i = 1; i < block->header_rows; i++) {
        if (!view_next_line(&rest, &row))
            return (struct view){0};
    }
    if (begin < (size_t)(rest.data - block->text.data))
        return (struct view){0};
    struct view cell = {0};
    for (size_t i = 0; i <= column && row.size > 0; i++)
        cell = view_cut(&row, '\t');
    cell = view_trim(cell);
    if (cell.size > HEADING_MAX)
        return (struct view){0};
    for (size_t i = 0; i < cell.size; i++) {
        char c = cell.data[i];
        bool plain = letters_is_letter((unsigned char)c) || c == ' ' ||
                     (unsigned char)c >= 0x80;
        if (!plain)
            return (struct view){0};
    }
    return cell;
}
