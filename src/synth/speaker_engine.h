/* A speaker for an engine that stands in no table; for tests. */
#ifndef SYNTH_SPEAKER_ENGINE_H
#define SYNTH_SPEAKER_ENGINE_H

#include "synth/engine.h"
#include "synth/speaker.h"

/* As speaker_open(), but the engine is given; the voice must name it. */
struct speaker *speaker_open_engine(const struct engine *engine,
                                    const struct voice *voice, struct err *err);

#endif
