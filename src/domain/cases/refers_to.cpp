#include "domain/cases/refers_to.h"

#include <type_traits>

namespace cases {
namespace {

class ReferencesOf {
 public:
  explicit ReferencesOf(const Case& before) : before_(before) {}

  template <class E>
  std::vector<Reference> Of(const E& e) {
    if constexpr (requires { e.attachment; }) Add(ReferenceKind::File, e.attachment);
    if constexpr (requires { e.finding; }) Add(ReferenceKind::Finding, e.finding);
    if constexpr (requires { e.findings; }) AddAll(ReferenceKind::Finding, e.findings);
    if constexpr (requires { e.evidence.begin(); }) AddAll(ReferenceKind::File, e.evidence);
    if constexpr (requires { e.option; }) Add(ReferenceKind::Option, e.option);
    if constexpr (requires { e.chosen; }) Add(ReferenceKind::Option, e.chosen);
    if constexpr (requires { e.offer; }) Add(ReferenceKind::Offer, e.offer);
    if constexpr (requires { e.action; }) Add(ReferenceKind::Action, e.action);
    if constexpr (requires { e.replaces; }) Add(ReferenceKind::Action, e.replaces);
    if constexpr (requires { e.files; }) AddAll(ReferenceKind::File, e.files);
    if constexpr (requires { e.redress; }) Add(ReferenceKind::Redress, e.redress);
    if constexpr (requires { e.follow_up; }) Add(ReferenceKind::FollowUp, e.follow_up);
    if constexpr (requires { e.contact; }) Add(ReferenceKind::Contact, e.contact);
    if constexpr (requires { e.other; }) Add(ReferenceKind::Case, e.other);
    if constexpr (requires { e.split_from; }) Add(ReferenceKind::Case, e.split_from);
    if constexpr (requires { e.possible_duplicates; }) AddAll(ReferenceKind::Case, e.possible_duplicates);
    if constexpr (std::is_same_v<E, CaseMerged> || std::is_same_v<E, CaseSplit>) Add(ReferenceKind::Case, e.into);
    if constexpr (std::is_same_v<E, CaseUnmerged>) Add(ReferenceKind::Case, e.from);
    if constexpr (std::is_same_v<E, LetterSent>)
      found_.push_back({ReferenceKind::Letter, std::to_string(before_.letters_sent.size() + 1)});
    return std::move(found_);
  }

 private:
  template <class Id>
  void Add(ReferenceKind kind, const Id& id) {
    found_.push_back({kind, id.ToString()});
  }
  template <class Id>
  void Add(ReferenceKind kind, const std::optional<Id>& id) {
    if (id) Add(kind, *id);
  }
  template <class Id>
  void AddAll(ReferenceKind kind, const std::vector<Id>& ids) {
    for (const Id& id : ids) Add(kind, id);
  }

  const Case& before_;
  std::vector<Reference> found_;
};

}  // namespace

std::vector<Reference> ReferencesIn(const Case& before, const Event& event) {
  return std::visit([&](const auto& e) { return ReferencesOf(before).Of(e); }, static_cast<const AnyEvent&>(event));
}

}  // namespace cases
