#pragma once
// The general procedure as Amends brings it along, for specs of rules that hold under every procedure.

#include <stdexcept>

#include "packs/bundle.h"

namespace tests {

inline const procedures::Bound& ShippedProcedure(const char* id) {
  static std::map<std::string, procedures::Bound> read;
  const auto found = read.find(id);
  if (found != read.end()) return found->second;
  auto bound = packs::ReadBundle(*packs::Shipped(id));
  if (!bound) throw std::runtime_error(packs::ToText(bound.error().front()));
  return read.emplace(id, *std::move(bound)).first->second;
}

inline const procedures::Procedure& General() { return ShippedProcedure("general").procedure; }

// The same sending nothing up by itself, for specs of everything else.
inline const procedures::Procedure& GeneralByHand() {
  static const procedures::Procedure by_hand = [] {
    procedures::Procedure general = General();
    general.triggers.clear();
    return general;
  }();
  return by_hand;
}

inline const procedures::Book& BookOfGeneral() {
  static const procedures::Book book = [] {
    procedures::Book made;
    made.PutInForce(std::make_shared<procedures::Bound>(ShippedProcedure("general")));
    return made;
  }();
  return book;
}

}  // namespace tests
