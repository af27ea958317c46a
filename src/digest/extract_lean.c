#include "digest/extract.h"

#include "base/buf.h"
#include "base/letter.h"
#include "base/utf8.h"

/* Words that, at the start of a sentence, point to the sentence before. */
static const struct {
    const char *language;
    const char *words; /* in lower case, a space around each */
} openers[] = {
    {"en", " he she it they his her their its this that these those but and so "
           "however meanwhile also instead then yet or nor still moreover "
           "furthermore therefore thus hence otherwise besides nevertheless "
           "him them such both neither another similarly "
           "consequently indeed likewise "},
    {"de",
     " er sie es ihr sein seine ihre dieser diese dieses dies das aber und "
     "doch jedoch auch dann daher deshalb deswegen trotzdem außerdem "
     "zudem allerdings dabei damit dazu darum oder denn somit ferner "
     "hingegen dagegen ihm ihnen solche beide "},
    {"fr",
     " il elle ils elles son sa ses leur leurs ce cela ceci cette ces mais "
     "et donc cependant pourtant aussi puis alors ainsi toutefois or ni "
     "celui celle ceux celles lui néanmoins "},
    {"es", " él ella ellos ellas su sus este esta esto estos estas ese esa eso "
           "esos esas pero y además también entonces luego así sin o por ello "
           "ambos "},
    {"it", " lui lei loro egli ella essi suo sua suoi sue questo questa questi "
           "queste quello quella ma e inoltre anche poi quindi però tuttavia "
           "così dunque entrambi "},
    {"pt", " ele ela eles elas seu sua seus suas este esta isto isso esse essa "
           "esses essas mas e também além então depois assim porém contudo "
           "ambos "},
    {"nl", " hij zij ze het hun haar zijn deze dit dat die maar en ook dan "
           "daarom daarna toch echter bovendien dus "},
};

static struct view words_of(struct view language)
{
    struct view primary = view_cut(&language, '-');

    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        if (view_equal_nocase(primary, view_of(openers[i].language)))
            return view_of(openers[i].words);
    }
    return (struct view){0};
}

bool extract_leans(struct view language, struct view text)
{
    struct view words = words_of(language);
    struct buf first = {0};
    size_t at = 0;

    buf_add_char(&first, ' ');
    while (at < text.size && first.size < 40) {
        uint32_t codepoint = utf8_next(text, &at);

        if (codepoint != UTF8_INVALID && letter_any(codepoint))
            buf_add_codepoint(&first, letter_fold(codepoint));
        else if (first.size > 1)
            break;
    }
    buf_add_char(&first, ' ');
    bool leans =
        first.size > 2 && view_find(words, buf_view(&first), 0) != SIZE_MAX;
    buf_release(&first);
    return leans;
}
