#include "domain/procedures/book.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"

namespace procedures {

using base::Saying;

namespace {

using Texts = std::vector<std::string>;

bool Lists(const Texts& wanted, const Facts& facts, const char* fact) {
  if (wanted.empty()) return true;
  const auto found = facts.find(fact);
  return found != facts.end() && std::ranges::any_of(wanted, [text = base::Fold(found->second)](const std::string& one) {
           return base::Fold(one) == text;
         });
}

Texts NamesOf(const std::vector<domain::Channel>& channels) {
  Texts names;
  for (const domain::Channel channel : channels) names.push_back(base::NameOf(channel));
  return names;
}

// How many things it asks for, and then which of them: the narrower comes first.
using Rank = std::pair<int, std::array<bool, 5>>;
Rank RankOf(const AppliesTo& to) {
  const std::array<bool, 5> asks{!to.categories.empty(), !to.products.empty(), !to.customer_types.empty(), !to.channels.empty(),
                                 !to.kinds.empty()};
  return {static_cast<int>(std::ranges::count(asks, true)), asks};
}

// What both lists allow; an empty list allows everything. Nothing when they have nothing in common.
std::optional<Texts> Common(const Texts& a, const Texts& b) {
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  Texts both;
  for (const std::string& one : a) {
    if (std::ranges::any_of(b, [&](const std::string& other) { return base::Fold(one) == base::Fold(other); }))
      both.push_back(one);
  }
  return both.empty() ? std::nullopt : std::optional(both);
}

bool RestsOn(const Procedure& a, const Procedure& b) { return std::ranges::find(a.based_on, b.id) != a.based_on.end(); }

bool ShareADay(const Procedure& a, const Procedure& b) {
  const bool before = a.valid_until && b.valid_from && *a.valid_until < *b.valid_from;
  const bool after = b.valid_until && a.valid_from && *b.valid_until < *a.valid_from;
  return !before && !after;
}

}  // namespace

std::optional<Saying> Quarrel(const Procedure& a, const Procedure& b) {
  if (a.id == b.id || a.id == "general" || b.id == "general") return std::nullopt;
  if (RankOf(a.applies) != RankOf(b.applies) || !ShareADay(a, b) || RestsOn(a, b) || RestsOn(b, a)) return std::nullopt;
  std::vector<Saying> over;
  const auto share = [&over](Saying (*what)(Saying), const Texts& one, const Texts& other) {
    const auto both = Common(one, other);
    if (both && !both->empty()) over.push_back(what(Saying::OneOf(*both)));
    return both.has_value();
  };
  const AppliesTo& x = a.applies;
  const AppliesTo& y = b.applies;
  if (!share([](Saying of) { return Saying("category {}", std::move(of)); }, x.categories, y.categories) ||
      !share([](Saying of) { return Saying("product {}", std::move(of)); }, x.products, y.products) ||
      !share([](Saying of) { return Saying("customer type {}", std::move(of)); }, x.customer_types, y.customer_types) ||
      !share([](Saying of) { return Saying("channel {}", std::move(of)); }, NamesOf(x.channels), NamesOf(y.channels)) ||
      !share([](Saying of) { return Saying("kind {}", std::move(of)); }, x.kinds, y.kinds)) {
    return std::nullopt;
  }
  return Saying(
      "{} and {} apply equally to {}: in force together, it would hang on chance which of them takes these. Let [applies] of one "
      "ask for more, base one on the other, or give them periods that do not overlap.",
      a.id, b.id, over.empty() ? Saying("every case") : Saying("cases of {}", Saying::Run(std::move(over), ", ")));
}

std::optional<Saying> TakesAll(const Procedure& procedure) {
  if (procedure.id == "general" || RankOf(procedure.applies).first > 0) return std::nullopt;
  return Saying("{} asks for nothing in [applies]: in force, it takes every case that no other procedure asks for.",
                procedure.id);
}

std::vector<Saying> RemarksOn(const Procedure& procedure, const std::vector<const Procedure*>& beside) {
  std::vector<Saying> remarks;
  if (auto all = TakesAll(procedure)) remarks.push_back(*std::move(all));
  for (const Procedure* other : beside) {
    if (auto quarrel = Quarrel(procedure, *other)) remarks.push_back(*std::move(quarrel));
  }
  return remarks;
}

bool Fits(const Procedure& p, const calendar::Calendar& calendar, const Facts& facts, Instant received) {
  const Date day = calendar.DayOf(received);
  if ((p.valid_from && day < *p.valid_from) || (p.valid_until && day > *p.valid_until)) return false;
  return Lists(p.applies.products, facts, "product") && Lists(p.applies.categories, facts, "category") &&
         Lists(p.applies.kinds, facts, "kind") && Lists(NamesOf(p.applies.channels), facts, "channel") &&
         Lists(p.applies.customer_types, facts, "customer-type");
}

void Book::PutInForce(std::shared_ptr<const Bound> bound) {
  const Procedure& p = bound->procedure;
  std::erase_if(in_force_, [&](const auto& other) { return other->procedure.id == p.id; });
  all_[{p.id, p.version}] = bound;
  in_force_.push_back(std::move(bound));
}

void Book::Retire(const std::string& id) {
  if (id == "general") return;
  std::erase_if(in_force_, [&](const auto& bound) { return bound->procedure.id == id; });
}

const Bound* Book::Find(std::string_view id, int version) const {
  const auto found = all_.find(std::pair(std::string(id), version));
  return found == all_.end() ? nullptr : found->second.get();
}

const Bound* Book::Current(std::string_view id) const {
  for (const auto& bound : in_force_) {
    if (bound->procedure.id == id) return bound.get();
  }
  return nullptr;
}

std::vector<const Bound*> Book::InForce() const {
  std::vector<const Bound*> bounds;
  for (const auto& bound : in_force_) bounds.push_back(bound.get());
  return bounds;
}

const Bound& Book::Choose(const Facts& facts, Instant received) const {
  const Bound* best = nullptr;
  for (const auto& bound : in_force_) {
    if (bound->procedure.id == "general" || !Fits(bound->procedure, bound->calendar, facts, received)) continue;
    const Procedure& p = bound->procedure;
    const bool before = best == nullptr || RankOf(p.applies) > RankOf(best->procedure.applies) ||
                        (RankOf(p.applies) == RankOf(best->procedure.applies) && !RestsOn(best->procedure, p));
    if (before) best = bound.get();
  }
  return best != nullptr ? *best : General();
}

const Bound& Book::General() const {
  const Bound* general = Current("general");
  if (general == nullptr) throw std::logic_error("a book of procedures without the general one");
  return *general;
}

std::string Book::TitleOfCause(const std::string& code) const {
  for (const auto& bound : in_force_) {
    if (const CauseNode* cause = FindCause(bound->procedure, code)) return cause->title;
  }
  return code;
}

}  // namespace procedures
