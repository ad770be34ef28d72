#include "domain/cases/refers_to.h"

#include <type_traits>

namespace cases {
namespace {

using Kind = ReferenceKind;

class Collector {
 public:
  explicit Collector(const Case& before) : before_(before) {}

  template <class E>
  std::vector<Reference> Of(const E& e) {
    if constexpr (requires { e.attachment; }) Add(Kind::File, e.attachment);
    if constexpr (requires { e.finding; }) Add(Kind::Finding, e.finding);
    if constexpr (requires { e.findings; }) AddAll(Kind::Finding, e.findings);
    if constexpr (requires { e.evidence.begin(); }) AddAll(Kind::File, e.evidence);
    if constexpr (requires { e.option; }) Add(Kind::Option, e.option);
    if constexpr (requires { e.chosen; }) Add(Kind::Option, e.chosen);
    if constexpr (requires { e.offer; }) Add(Kind::Offer, e.offer);
    if constexpr (requires { e.action; }) Add(Kind::Action, e.action);
    if constexpr (requires { e.replaces; }) Add(Kind::Action, e.replaces);
    if constexpr (requires { e.files; }) AddAll(Kind::File, e.files);
    if constexpr (requires { e.redress; }) Add(Kind::Redress, e.redress);
    if constexpr (requires { e.follow_up; }) Add(Kind::FollowUp, e.follow_up);
    if constexpr (requires { e.contact; }) Add(Kind::Contact, e.contact);
    if constexpr (requires { e.other; }) Add(Kind::Case, e.other);
    if constexpr (requires { e.split_from; }) Add(Kind::Case, e.split_from);
    if constexpr (requires { e.possible_duplicates; }) AddAll(Kind::Case, e.possible_duplicates);
    if constexpr (std::is_same_v<E, CaseMerged> || std::is_same_v<E, CaseSplit>) Add(Kind::Case, e.into);
    if constexpr (std::is_same_v<E, CaseUnmerged>) Add(Kind::Case, e.from);
    if constexpr (std::is_same_v<E, LetterSent>)
      found_.push_back({Kind::Letter, std::to_string(before_.letters_sent.size() + 1)});
    return std::move(found_);
  }

 private:
  template <class Id>
  void Add(Kind kind, const Id& id) {
    found_.push_back({kind, id.ToString()});
  }
  template <class Id>
  void Add(Kind kind, const std::optional<Id>& id) {
    if (id) Add(kind, *id);
  }
  template <class Id>
  void AddAll(Kind kind, const std::vector<Id>& ids) {
    for (const Id& id : ids) Add(kind, id);
  }

  const Case& before_;
  std::vector<Reference> found_;
};

}  // namespace

std::vector<Reference> ReferencesIn(const Case& before, const Event& event) {
  return std::visit([&](const auto& e) { return Collector(before).Of(e); }, static_cast<const AnyEvent&>(event));
}

}  // namespace cases
