#include "domain/procedures/book.h"

#include <algorithm>
#include <stdexcept>

namespace procedures {
namespace {

bool Lists(const std::vector<std::string>& wanted, const Facts& facts, const char* fact) {
  if (wanted.empty()) return true;
  const auto found = facts.find(fact);
  return found != facts.end() && std::ranges::find(wanted, found->second) != wanted.end();
}

int Conditions(const AppliesTo& to) {
  return static_cast<int>(!to.products.empty()) + static_cast<int>(!to.categories.empty()) +
         static_cast<int>(!to.channels.empty()) + static_cast<int>(!to.kinds.empty()) +
         static_cast<int>(!to.customer_types.empty());
}

}  // namespace

bool Fits(const Procedure& p, const calendar::Calendar& calendar, const Facts& facts, Instant received) {
  const Date day = calendar.DayOf(received);
  if ((p.valid_from && day < *p.valid_from) || (p.valid_until && day > *p.valid_until)) return false;
  std::vector<std::string> channels;
  for (const domain::Channel channel : p.applies.channels) channels.push_back(base::NameOf(channel));
  return Lists(p.applies.products, facts, "product") && Lists(p.applies.categories, facts, "category") &&
         Lists(p.applies.kinds, facts, "kind") && Lists(channels, facts, "channel") &&
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
    if (best == nullptr || Conditions(bound->procedure.applies) >= Conditions(best->procedure.applies)) best = bound.get();
  }
  return best != nullptr ? *best : General();
}

const Bound& Book::General() const {
  const Bound* general = Current("general");
  if (general == nullptr) throw std::logic_error("a book of procedures without the general one");
  return *general;
}

}  // namespace procedures
