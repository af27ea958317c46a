/* policy: what a listener wants to hear of the things that are no prose,
 * written "urls=skip,tables=announce" -> the members of a request. */
#ifndef SPEECH_POLICY_H
#define SPEECH_POLICY_H

#include "base/buf.h"
#include "speech/speech.h"

#include <stdbool.h>

/* Sets what the list names; the rest stays as it is.  An empty list is one
 * that names nothing.  False (ERR_USAGE) for an unknown thing, an unknown way
 * of saying it, or a thing that is named twice; the message lists the
 * choices. */
bool policy_read(struct speech_request *request, struct view list,
                 struct err *err) MUST_USE;

#endif
