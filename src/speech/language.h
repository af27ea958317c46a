/* What language a piece of text is in, where nobody says: by its script, and
 * among the languages of one script by their commonest words and by letters
 * that only some of them have. */
#ifndef SPEECH_LANGUAGE_H
#define SPEECH_LANGUAGE_H

#include "base/letter.h"
#include "base/view.h"

struct language_guess {
    struct view tag;   /* BCP 47, static; empty: cannot be told */
    double confidence; /* 0 to 1; 0.8 and up may be acted on */
    int words;         /* looked at, at most LANGUAGE_WORDS */
};

enum { LANGUAGE_WORDS = 80 };

/* Guesses from the first words of the text (valid UTF-8); bounded time. */
struct language_guess language_of_text(struct view text);

/* Script of most letters among the first LANGUAGE_WORDS words;
 * LETTER_COMMON when there are no letters. */
enum letter_script language_script(struct view text);

/* Tag of the language that is meant by a script alone ("el" for Greek), or of
 * the most likely one; empty for Latin and for scripts without a voice. */
struct view language_of_script(enum letter_script script);

#endif
