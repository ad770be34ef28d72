#pragma once
// All that is looked at before a letter is sent, in one value: what it must have and has not (which refuses it), and hints on
// how it reads (which do not). Words of a statement that must stand as they are, are not held against the writer.
//
//   TRY(auto review, letters::ReviewLetter(letter, required, values, jargon, heat));
//   if (!review.may_be_sent) ...   review.says

#include "domain/letters/heat.h"
#include "domain/letters/readability.h"
#include "domain/letters/required.h"

namespace letters {

struct LetterReview {
  bool may_be_sent = false;
  base::Saying says;
  std::vector<Gap> gaps;
  std::vector<StatementCheck> statements;
  std::vector<base::Saying> remarks;
  Readability readability;
  HeatReview heat;
  friend bool operator==(const LetterReview&, const LetterReview&) = default;
};
BOOST_DESCRIBE_STRUCT(LetterReview, (), (may_be_sent, says, gaps, statements, remarks, readability, heat))
AMENDS_DOC(LetterReview, "What was found about a letter before it is sent.",
           {"may_be_sent", "No gap, and every required statement."}, {"says", "The finding in a sentence."},
           {"gaps", "Values it lacks."}, {"statements", "The statements it must have."},
           {"remarks", "What to mind before it goes: what must lie in the envelope, what was sent already."},
           {"readability", "How hard it is to read."}, {"heat", "Heard, empathised, apologised, owned."})

// `lacking` are statements it must have of which there is no text to hold it to.
base::Result<LetterReview> ReviewLetter(const Letter& letter, const std::vector<RequiredStatement>& required,
                                        const Values& values, const std::vector<JargonTerm>& jargon, const HeatGuide& guide,
                                        const std::vector<StatementCheck>& lacking = {});

}  // namespace letters
