#pragma once
// The story as its customer may read it: what they said, what we told and promised them, and what came of it. Notes for
// colleagues, findings, options not offered and who was considered for what are not in it.
//
//   for (const Recorded& r : log) { if (auto told = Tell(before, r)) story.push_back(*told); Evolve(before, r); }

#include "domain/cases/state.h"

namespace cases {

enum class Told : std::uint8_t {
  Lodged,
  Acknowledged,
  TheyWrote,
  WeWrote,  // or rang, or met; what was said then is not repeated here
  WeTried,  // and did not reach them
  NewsPromised,
  PromiseBroken,
  SomebodyTookIt,
  WentUp,
  OfferMade,
  OfferAccepted,
  OfferDeclined,
  OfferCountered,
  FinalAnswer,
  LetterSent,
  ActionPlanned,
  ActionDone,
  FileReceived,
  TakesLonger,
  AskedWhetherSolved,
  TheyConfirmed,
  TheyDisputed,
  NextStageAsked,
  NextStageAcknowledged,
  WillLookAgain,
  Closed,
  Reopened,
  Withdrawn,
  Referred
};
BOOST_DESCRIBE_ENUM(Told, Lodged, Acknowledged, TheyWrote, WeWrote, WeTried, NewsPromised, PromiseBroken, SomebodyTookIt, WentUp,
                    OfferMade, OfferAccepted, OfferDeclined, OfferCountered, FinalAnswer, LetterSent, ActionPlanned, ActionDone,
                    FileReceived, TakesLonger, AskedWhetherSolved, TheyConfirmed, TheyDisputed, NextStageAsked,
                    NextStageAcknowledged, WillLookAgain, Closed, Reopened, Withdrawn, Referred)

struct TellingEntry {
  Instant at;
  Told what = Told::Lodged;
  std::optional<Channel> channel = {};
  std::optional<Instant> when = {};         // news by, stands until, done by: what the entry is about
  std::optional<SealedProse> words = {};    // theirs, or ours to them
  std::optional<std::int64_t> letter = {};  // the number of the letter sent, from 1
  std::optional<UserId> person = {};        // who took it on
  std::optional<Outcome> outcome = {};
};
BOOST_DESCRIBE_STRUCT(TellingEntry, (), (at, what, channel, when, words, letter, person, outcome))

// Nothing, when the event is none of theirs to see. `before` is the case before the event.
std::optional<TellingEntry> Tell(const Case& before, const Recorded& recorded);

}  // namespace cases
