/* class: the ordered table of what speech/ knows how to read aloud.  At each
 * place every class may answer how far it reaches; the longest answer wins,
 * of equals the earlier class. */
#ifndef SPEECH_CLASS_H
#define SPEECH_CLASS_H

#include "speech/line.h"

/* Each scan looks at the atoms from `at` on (and before, for context).  When
 * they begin with one of its kind it sets saying->end, appends the words and
 * returns true; fate and rule are preset to TOKEN_REWRITTEN and the name of
 * the class.  A scan looks ahead a bounded number of atoms, or not beyond
 * line->chunk_end. */
bool lexicon_scan(const struct line *line, size_t at, struct saying *saying);
bool markup_scan(const struct line *line, size_t at, struct saying *saying);
bool electronic_scan(const struct line *line, size_t at, struct saying *saying);
bool telephone_scan(const struct line *line, size_t at, struct saying *saying);
bool street_scan(const struct line *line, size_t at, struct saying *saying);
bool state_scan(const struct line *line, size_t at, struct saying *saying);
bool scripture_scan(const struct line *line, size_t at, struct saying *saying);
bool coordinate_scan(const struct line *line, size_t at, struct saying *saying);
bool formula_scan(const struct line *line, size_t at, struct saying *saying);
bool power_scan(const struct line *line, size_t at, struct saying *saying);
bool date_scan(const struct line *line, size_t at, struct saying *saying);
bool time_scan(const struct line *line, size_t at, struct saying *saying);
bool money_scan(const struct line *line, size_t at, struct saying *saying);
bool duration_scan(const struct line *line, size_t at, struct saying *saying);
bool measure_scan(const struct line *line, size_t at, struct saying *saying);
bool fraction_scan(const struct line *line, size_t at, struct saying *saying);
bool range_scan(const struct line *line, size_t at, struct saying *saying);
bool ordinal_scan(const struct line *line, size_t at, struct saying *saying);
bool year_scan(const struct line *line, size_t at, struct saying *saying);
bool roman_scan(const struct line *line, size_t at, struct saying *saying);
bool scale_scan(const struct line *line, size_t at, struct saying *saying);
bool serial_scan(const struct line *line, size_t at, struct saying *saying);
bool number_scan(const struct line *line, size_t at, struct saying *saying);
bool abbreviation_scan(const struct line *line, size_t at,
                       struct saying *saying);
bool contraction_scan(const struct line *line, size_t at,
                      struct saying *saying);
bool acronym_scan(const struct line *line, size_t at, struct saying *saying);
bool emoji_scan(const struct line *line, size_t at, struct saying *saying);
bool greek_scan(const struct line *line, size_t at, struct saying *saying);
bool symbol_scan(const struct line *line, size_t at, struct saying *saying);
bool word_scan(const struct line *line, size_t at, struct saying *saying);

/* Finds the best answer at an atom into *best; *other is working space.
 * Always takes at least one atom: what no class knows is skipped as
 * "unknown sign". */
void class_find(const struct line *line, size_t at, struct saying *best,
                struct saying *other);

#endif
