#include "domain/letters/review.h"

#include <algorithm>

#include "base/text.h"

namespace letters {

using base::Saying;
namespace {

Saying InWords(const LetterReview& review) {
  if (review.may_be_sent) return Saying("The letter has what it must have.");
  std::vector<Saying> why;
  for (const StatementCheck& check : review.statements) {
    if (check.presence == Presence::Present) continue;
    why.push_back(check.presence == Presence::Altered ? Saying("\"{}\" is altered ({})", check.title, check.clause.number)
                                                      : Saying("\"{}\" is missing ({})", check.title, check.clause.number));
  }
  std::vector<Saying> lacks;
  for (const Gap& gap : review.gaps) {
    if (std::ranges::find(lacks, gap.what) == lacks.end()) lacks.push_back(gap.what);
  }
  if (!lacks.empty()) why.push_back(Saying("it lacks {}", Saying::AllOf(std::move(lacks))));
  return Saying("The letter cannot be sent: {}.", Saying::AllOf(std::move(why)));
}

// What a statement that stands in the letter says comes with it.
std::vector<Saying> Enclosures(const std::vector<RequiredStatement>& required, const std::vector<StatementCheck>& checks) {
  std::vector<Saying> remarks;
  for (const RequiredStatement& statement : required) {
    const auto check = std::ranges::find(checks, statement.id, &StatementCheck::id);
    if (statement.encloses.empty() || check == checks.end() || check->presence != Presence::Present) continue;
    remarks.push_back(
        Saying("Send with it {}, printed or attached: the letter says that it comes with it ({}). Amends does not add "
               "it.",
               statement.encloses, statement.clause.number));
  }
  return remarks;
}

}  // namespace

base::Result<LetterReview> ReviewLetter(const Letter& letter, const std::vector<RequiredStatement>& required,
                                        const Values& values, const std::vector<JargonTerm>& jargon, const HeatGuide& guide,
                                        const std::vector<StatementCheck>& lacking) {
  LetterReview review;
  review.gaps = GapsOf(letter);
  TRY(review.statements, CheckLetter(letter, required, values));
  review.remarks = Enclosures(required, review.statements);
  review.statements.insert(review.statements.end(), lacking.begin(), lacking.end());
  review.may_be_sent = review.gaps.empty() && std::ranges::all_of(review.statements, [](const StatementCheck& check) {
                         return check.presence == Presence::Present;
                       });
  review.readability = Measure(letter, jargon);
  const auto fixed = [&](const auto& finding) {
    return std::ranges::any_of(review.statements, [&](const StatementCheck& check) {
      return check.presence == Presence::Present && finding.place.block >= check.place->block &&
             finding.place.block <= check.last_block;
    });
  };
  std::erase_if(review.readability.long_sentences, fixed);
  std::erase_if(review.readability.jargon, fixed);
  review.heat = LookForHeat(letter, guide);
  review.says = InWords(review);
  return review;
}

}  // namespace letters
