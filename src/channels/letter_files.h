#pragma once
// Reads the plain files of procedures/letters: templates, and what letters of one language are checked with. A folder without
// statements is an error, for a letter must not pass because nothing was there to hold it to.
//
//   TRY(auto library, channels::LoadLetterLibrary("procedures/letters/en-GB"));

#include <string>
#include <vector>

#include "domain/letters/review.h"

namespace channels {

struct LetterLibrary {
  std::vector<letters::RequiredStatement> statements;
  std::vector<letters::JargonTerm> jargon;
  letters::HeatGuide heat;
};

// `statements/*.txt` in the order of their names; `jargon.txt` and `heat.txt` where a language has them.
base::Result<LetterLibrary> LoadLetterLibrary(const std::string& folder);
base::Result<letters::Template> LoadTemplate(const std::string& file);
// The whole of a file of at most 1 MB.
base::Result<std::string> ReadText(const std::string& file);

}  // namespace channels
