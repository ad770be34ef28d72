#include "app/case_rights.h"

#include "domain/rights/rights.h"

namespace app {

std::optional<CaseRights> CaseRightsOf(const cases::Case& c, base::Date today) {
  if (!c.round.rights) return std::nullopt;
  // What contradicts itself was refused when it was recorded.
  auto answer = rights::Answer(*c.round.rights, today);
  if (!answer) return std::nullopt;
  CaseRights view{today, std::move(answer->says), {}, {}, std::move(answer->missing)};
  for (rights::RightStanding& right : answer->rights) {
    if (right.standing != rights::Standing::Open) continue;
    view.open.push_back(
        {right.right, right.last, std::move(right.says), std::move(right.source), right.verified, std::move(right.proof)});
  }
  for (const cases::Option* option : cases::LiveOptions(c)) {
    if (auto check = cases::AgainstTheLaw(c, option->terms, today)) view.options.push_back({option->id, *std::move(check)});
  }
  return view;
}

}  // namespace app
