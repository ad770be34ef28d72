#pragma once
// What the values of a case are called in a sentence: "same cause", "resolved, never confirmed". A gap of a Saying takes them as
// they are.

#include "domain/cases/state.h"
#include "domain/words.h"

namespace cases {

Saying SayingOf(Kind kind);
Saying SayingOf(Severity severity);
Saying SayingOf(Emotion emotion);
Saying SayingOf(Relation relation);
Saying SayingOf(Outcome outcome);
Saying SayingOf(Instrument instrument);
Saying SayingOf(Dimension dimension);
Saying SayingOf(Trigger trigger);
Saying SayingOf(OfferState state);
Saying SayingOf(ActionState state);

}  // namespace cases
