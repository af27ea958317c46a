/* A speaker for an engine that stands in no table; for tests. */
#ifndef SYNTH_SPEAKER_ENGINE_H
#define SYNTH_SPEAKER_ENGINE_H

#include "synth/engine.h"
#include "synth/speaker.h"
#include "synth/take.h"

/* As speaker_open(), but engine and limits are given; the voice must name
 * the engine. */
struct speaker *speaker_open_engine(const struct engine *engine,
                                    const struct voice *voice,
                                    const struct take_limits *limits,
                                    struct err *err);

#endif
