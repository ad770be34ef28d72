#pragma once
// Sets a letter for the post and for keeping.

#include "base/result.h"
#include "base/time.h"
#include "domain/letters/letter.h"

namespace app {

enum class LetterState : std::uint8_t { Final, Draft };

class Typesetter {
 public:
  virtual ~Typesetter() = default;
  // A PDF. The same letter with the same time gives the same bytes; a draft says so on every page.
  virtual base::Result<std::string> Typeset(const letters::Letter& letter, base::Instant created, letters::Print print,
                                            LetterState state) = 0;
};

}  // namespace app
