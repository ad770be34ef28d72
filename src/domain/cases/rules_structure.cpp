#include <algorithm>
#include <utility>

#include "domain/cases/rules.h"

namespace cases::rules {
namespace {

const Case* Other(const Context& x, CaseId id) {
  const auto found = x.others.find(id);
  return found == x.others.end() || found->second == nullptr || !found->second->Exists() ? nullptr : found->second;
}

bool SamePerson(const Case& a, const Case& b, const Context& x) {
  const auto& names = x.customer.also_known_as;
  return a.customer == b.customer || std::ranges::find(names, b.customer) != names.end();
}

Refusals Unfit(const Context& x, Saying says, const char* field) {
  return Only(No(x, R::OtherCaseUnfit, std::move(says), field));
}

}  // namespace

bool Satisfied(const LinkCase& command, const Case& c, const Context&) {
  const Link* link = FindLink(c, command.other);
  return link != nullptr && link->relation == command.relation;
}

Ruling Rule(const LinkCase& command, const Case& c, const Context& x) {
  if (command.other == c.id) return Only(No(x, R::SameCase, Saying("A case cannot be linked with itself."), "other"));
  const Case* other = Other(x, command.other);
  if (other == nullptr) return Unfit(x, Saying("There is no case {}.", command.other), "other");
  Events events;
  if (FindLink(c, command.other) != nullptr) events.emplace_back(CaseUnlinked{command.other});
  // By receipt, as an imported case may be older than its number; parts of one case were received together.
  const bool came_later = std::pair(other->received_at, other->id) > std::pair(c.received_at, c.id);
  events.emplace_back(CaseLinked{command.other, command.relation, came_later});
  return events;
}

bool Satisfied(const UnlinkCase& command, const Case& c, const Context&) { return FindLink(c, command.other) == nullptr; }

Ruling Rule(const UnlinkCase& command, const Case&, const Context&) { return Events{CaseUnlinked{command.other}}; }

bool Satisfied(const MergeCase& command, const Case& c, const Context&) { return c.merged_into == command.into; }

Ruling Rule(const MergeCase& command, const Case& c, const Context& x) {
  if (command.into == c.id) return Only(No(x, R::SameCase, Saying("A case cannot be merged into itself."), "into"));
  const Case* into = Other(x, command.into);
  if (into == nullptr) return Unfit(x, Saying("There is no case {}.", command.into), "into");
  if (into->merged_into) {
    return Unfit(x, Saying("{} was itself merged into {}; merge there.", command.into, *into->merged_into), "into");
  }
  if (into->closed) return Unfit(x, Saying("{} is closed; open it again first.", command.into), "into");
  if (!SamePerson(c, *into, x)) {
    return Unfit(x, Saying("{} belongs to another customer; link the cases, or merge the customers first.", command.into),
                 "into");
  }
  return Events{CaseMerged{command.into, command.reason}};
}

Refusals Obstacles(Of<UnmergeCase>, const Case& c, const Context& x) {
  if (c.merged_into) return {};
  return Only(No(x, R::NotMerged, Saying("The case is not merged into another.")));
}

Ruling Rule(const UnmergeCase& command, const Case& c, const Context& x) {
  Events events{CaseUnmerged{*c.merged_into, command.reason}};
  // While merged, the customer was kept informed on the other case; a promise that ran out meanwhile is set anew.
  if (c.promise && !c.closed && c.promise->by <= x.now) {
    events.emplace_back(NewsPromised{x.now + x.procedure->promise_cadence, {}});
  }
  return events;
}

bool Satisfied(const AbsorbCase& command, const Case& c, const Context&) {
  return std::ranges::find(c.absorbed, command.other) != c.absorbed.end();
}

Ruling Rule(const AbsorbCase& command, const Case&, const Context&) { return Events{CaseAbsorbed{command.other}}; }

bool Satisfied(const ReleaseCase& command, const Case& c, const Context&) {
  return std::ranges::find(c.absorbed, command.other) == c.absorbed.end();
}

Ruling Rule(const ReleaseCase& command, const Case&, const Context&) { return Events{CaseReleased{command.other}}; }

Ruling Rule(const SplitCase& command, const Case&, const Context& x) { return Events{CaseSplit{x.new_case, command.reason}}; }

bool Satisfied(const WithdrawCase&, const Case& c, const Context&) { return c.withdrawn.has_value(); }

Ruling Rule(const WithdrawCase& command, const Case&, const Context&) {
  return Events{CaseWithdrawn{command.words, command.channel}};
}

Ruling Rule(const ReferCase& command, const Case&, const Context&) { return Events{CaseReferred{command.to, command.reason}}; }

// What was written after an erasure can be erased like what was written before.
bool Satisfied(const ErasePerson&, const Case& c, const Context&) {
  if (!c.person_erased) return false;
  Case bare = c;
  base::EraseSealed(bare);
  return bare == c;
}

Ruling Rule(const ErasePerson&, const Case&, const Context&) { return Events{PersonErased{}}; }

}  // namespace cases::rules
