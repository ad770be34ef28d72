#pragma once
// Which of our languages a reader is written in: what their browser or program says in Accept-Language (RFC 9110, 12.5.4).
//
//   LanguageFor("fr, de-AT;q=0.8, en;q=0.5")   // German: French is not spoken here

#include <string_view>

#include "base/saying.h"

namespace http {

// English when nothing fits, or nothing is asked for; of several with one quality, the one named first.
base::Language LanguageFor(std::string_view accept_language);
// "en", "de"
std::string_view TagOf(base::Language language);

}  // namespace http
