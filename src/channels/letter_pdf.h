#pragma once
// A letter typeset as a PDF for the post and for keeping: A4, real text that can be selected and read aloud, tagged with its
// structure, in the letter's language, the address placed for a DL window envelope, "2 of 3" on every page. The same letter
// with the same creation date gives the same bytes.
//
//   TRY(const std::string pdf, channels::TypesetLetter(letter, {.created = now}));

#include <string>

#include "app/ports/typesetter.h"

namespace channels {

using app::LetterState;

struct LetterPdfOptions {
  base::Instant created{};                        // written into the file's description
  letters::Print print = letters::Print::Normal;  // Large: 16 pt
  LetterState state = LetterState::Final;         // a draft says so on every page
};

// Needs fonts on the machine (Debian: fonts-noto-core); a sign no font has becomes a box, never a failure.
base::Result<std::string> TypesetLetter(const letters::Letter& letter, const LetterPdfOptions& options);

class PdfTypesetter final : public app::Typesetter {
 public:
  base::Result<std::string> Typeset(const letters::Letter& letter, base::Instant created, letters::Print print,
                                    LetterState state) override {
    return TypesetLetter(letter, {created, print, state});
  }
};

}  // namespace channels
