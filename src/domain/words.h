#pragma once
// What the words every area shares are called in a sentence: "team leader", "price reduction". A gap of a Saying takes them as
// they are. In German roles are the feminine collective nouns (die Teamleitung), so that one form fits every sentence.

#include "base/saying.h"
#include "domain/terms.h"

namespace domain {

base::Saying SayingOf(Role role);
base::Saying SayingOf(RemedyKind remedy);
base::Saying SayingOf(Channel channel);

}  // namespace domain
