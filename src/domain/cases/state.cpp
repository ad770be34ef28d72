#include "domain/cases/state.h"

#include <algorithm>

namespace cases {

Case::Case() = default;
Case::Case(const Case& other) = default;
Case::Case(Case&& other) noexcept = default;
Case& Case::operator=(const Case& other) = default;
Case& Case::operator=(Case&& other) noexcept = default;
Case::~Case() = default;
bool operator==(const Case& a, const Case& b) = default;

const Option* FindOption(const Case& c, OptionId id) {
  const auto found = std::ranges::find(c.options, id, &Option::id);
  return found == c.options.end() || found->removed ? nullptr : &*found;
}
const Offer* FindOffer(const Case& c, OfferId id) {
  const auto found = std::ranges::find(c.offers, id, &Offer::id);
  return found == c.offers.end() ? nullptr : &*found;
}
const Offer* OpenOffer(const Case& c) {
  const auto found = std::ranges::find(c.offers, OfferState::Open, &Offer::state);
  return found == c.offers.end() ? nullptr : &*found;
}
const Action* FindAction(const Case& c, ActionId id) {
  const auto found = std::ranges::find(c.actions, id, &Action::id);
  return found == c.actions.end() ? nullptr : &*found;
}
const Attachment* FindAttachment(const Case& c, AttachmentId id) {
  const auto found = std::ranges::find(c.attachments, id, &Attachment::id);
  return found == c.attachments.end() ? nullptr : &*found;
}
const FollowUp* FindFollowUp(const Case& c, FollowUpId id) {
  const auto found = std::ranges::find(c.follow_ups, id, &FollowUp::id);
  return found == c.follow_ups.end() ? nullptr : &*found;
}
const Link* FindLink(const Case& c, CaseId other) {
  const auto found = std::ranges::find(c.links, other, &Link::other);
  return found == c.links.end() ? nullptr : &*found;
}
const Escalation* OpenEscalation(const Case& c) {
  if (c.escalations.empty() || c.escalations.back().returned_at) return nullptr;
  return &c.escalations.back();
}
std::vector<const Option*> LiveOptions(const Case& c) {
  std::vector<const Option*> live;
  for (const Option& option : c.options) {
    if (!option.removed) live.push_back(&option);
  }
  return live;
}
bool HasFinding(const Case& c, FindingId id) { return std::ranges::find(c.findings, id, &Finding::id) != c.findings.end(); }

}  // namespace cases

template const base::Type& base::TypeOf<cases::Case>();
