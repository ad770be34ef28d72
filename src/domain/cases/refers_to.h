#pragma once
// What an entry of the story is about, so that a reader can go to it: the file that was attached, the letter as it went out,
// the option, the other case.
//
//   for (const Reference& r : ReferencesIn(before, event)) ...

#include <string>
#include <vector>

#include "domain/cases/state.h"

namespace cases {

enum class ReferenceKind : std::uint8_t { File, Letter, Finding, Option, Offer, Action, Redress, FollowUp, Contact, Case };
BOOST_DESCRIBE_ENUM(ReferenceKind, File, Letter, Finding, Option, Offer, Action, Redress, FollowUp, Contact, Case)

struct Reference {
  ReferenceKind kind = ReferenceKind::File;
  std::string ref;
  friend bool operator==(const Reference&, const Reference&) = default;
};
BOOST_DESCRIBE_STRUCT(Reference, (), (kind, ref))
AMENDS_DOC(Reference, "Something an entry is about.", {"kind", "What it is."},
           {"ref", "Its reference: \"D-1\", \"O-2\", \"C-1007\"; of a letter its number among those that went out, from 1."})

// In the order in which the entry's sentence names them. `before` is the case as it was when the event happened.
std::vector<Reference> ReferencesIn(const Case& before, const Event& event);

}  // namespace cases
