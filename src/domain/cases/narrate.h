#pragma once
// The case as a story: one entry for each event, in words a person would use. Needs the state before the event, so that
// a correction can say what stood there.
//
//   for (const Recorded& r : log) { story.push_back(Narrate(before, r, names, versions)); Evolve(before, r); }

#include <functional>

#include "domain/cases/refers_to.h"
#include "domain/cases/state.h"
#include "domain/procedures/book.h"

namespace cases {

// Groups the entries for filters and for the picture of the story.
enum class StoryKind : std::uint8_t {
  Logged,
  Contact,
  Promise,
  People,
  Analysis,
  Option,
  Offer,
  Action,
  Escalation,
  FollowUp,
  Closing,
  Structure,
  File,
  Clock,
  Letter
};
BOOST_DESCRIBE_ENUM(StoryKind, Logged, Contact, Promise, People, Analysis, Option, Offer, Action, Escalation, FollowUp, Closing,
                    Structure, File, Clock, Letter)

struct StoryEntry {
  std::int64_t version = 0;
  Instant at;
  std::string actor;  // "U-3", "CU-7", "system"
  Saying who;         // the same in words: "Hana", "the customer", "Amends"
  std::string event;  // "OfferMade"
  StoryKind kind = StoryKind::Logged;
  Saying says;                      // what happened, in a sentence
  std::vector<SealedProse> quotes;  // what was said or written, word for word
  bool attention = false;           // a broken promise, a dispute, an escalation
  std::vector<Reference> refers_to;
};
BOOST_DESCRIBE_STRUCT(StoryEntry, (), (version, at, actor, who, event, kind, says, quotes, attention, refers_to))
AMENDS_DOC(StoryEntry, "One thing that happened to the case.", {"version", "The case's version after it."},
           {"at", "When it was recorded."}, {"actor", "Who brought it about, as a reference."}, {"who", "The same in words."},
           {"event", "The event's name."}, {"kind", "For filters."}, {"says", "What happened, in a sentence."},
           {"quotes", "Words said or written; null once erased."},
           {"attention", "Something that should not have been: a broken promise, a dispute."},
           {"refers_to", "What it is about, to go to: a file, a letter, an option, another case."})

// Why a case went up, to follow "because": "time is running out".
Saying WhyItWentUp(Trigger trigger);

// Finds the name of a member of staff; empty when unknown.
using NameOfUser = std::function<std::string(UserId)>;

// Finds a version of a procedure: by its calendar's clock on the wall times are told, and by its titles clocks, causes and
// fields are named. Null when unknown; then times are in UTC and names as they were recorded.
using BoundOf = std::function<const procedures::Bound*(const ProcedureRef&)>;

StoryEntry Narrate(const Case& before, const Recorded& recorded, const NameOfUser& name_of, const BoundOf& bound_of);

}  // namespace cases
