#include "domain/cases/coaching.h"

#include <algorithm>

#include "domain/cases/words.h"

namespace cases {
namespace {

// Fewer say more about the cases than about the person.
constexpr std::int64_t kLeastForAPattern = 3;

std::optional<std::string> ConcernOf(const EarlyEscalation& early) {
  if (early.decision && !early.option) return base::NameOf(*early.decision);
  if (early.option) return std::string(kASum);
  return std::nullopt;
}

// "Once", "Twice", "3 times"
Saying Times(std::int64_t n) {
  return n == 1 ? Saying("Once") : n == 2 ? Saying("Twice") : Saying::Count(n, "{} time", "{} times");
}

Saying InTime(const EscalationTally& tally, const Whom& whom) {
  const Saying times = Times(tally.in_time);
  switch (whom.kind) {
    case Whom::Kind::Person:
      return Saying("{}, what had to go up from {}'s cases went up in time: that takes judgement.", times, whom.name);
    case Whom::Kind::Reader: return Saying("{}, what had to go up from your cases went up in time: that takes judgement.", times);
    case Whom::Kind::Team:
      return Saying("{}, what had to go up from the team's cases went up in time: that takes judgement.", times);
    case Whom::Kind::Nobody: return Saying("{}, what nobody had taken on yet went up in time.", times);
  }
  return {};
}
Saying Early(const EscalationTally& tally, const Whom& whom) {
  const Saying times = Times(tally.early);
  switch (whom.kind) {
    case Whom::Kind::Person:
      return Saying(
          "{}, {} asked about what was their own to decide: asking is a careful thing to do, and they may trust their "
          "judgement there.",
          times, whom.name);
    case Whom::Kind::Reader:
      return Saying(
          "{}, you asked about what was your own to decide: asking is a careful thing to do, and you may trust your "
          "judgement there.",
          times);
    case Whom::Kind::Team:
      return Saying(
          "{}, somebody of the team asked about what was their own to decide: asking is a careful thing to do, and they "
          "may trust their judgement there.",
          times);
    case Whom::Kind::Nobody:
      return Saying(
          "{}, somebody asked about what was their own to decide: asking is a careful thing to do, and they may trust "
          "their judgement there.",
          times);
  }
  return {};
}
Saying Late(const EscalationTally& tally, const Whom& whom) {
  if (whom.kind == Whom::Kind::Nobody) {
    return Saying("{}, the procedure sent up what nobody had taken on yet: new cases may need a way to find somebody sooner.",
                  Times(tally.late));
  }
  return Saying(
      "{}, the procedure sent a problem up before anybody did: a word sooner is always welcome, and brings help sooner.",
      Times(tally.late));
}

// The one met most often, and how often; the first of several.
std::pair<Concern, std::int64_t> Commonest(const std::map<Concern, std::int64_t>& about) {
  return *std::ranges::max_element(about, {}, &std::pair<const Concern, std::int64_t>::second);
}
Saying Share(std::int64_t part, std::int64_t whole) { return Saying("{} of {}", part, whole); }

Saying DecisionInWords(const std::string& name) {
  const auto& names = base::TypeOf<domain::Power>().names;
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return Saying::AsIs(name);
  switch (static_cast<domain::Power>(found - names.begin())) {
    case domain::Power::RejectComplaint: return Saying("not upholding a complaint");
    case domain::Power::GiveFinalPosition: return Saying("giving the final position");
    case domain::Power::ExceedEntitlement: return Saying("giving more than the customer is entitled to");
    case domain::Power::OfferBelowEntitlement: return Saying("offering less than the law gives");
    case domain::Power::WriteOff: return Saying("writing off what is owed");
  }
  return Saying::AsIs(name);
}

Saying ForEarly(const EscalationTally& tally) {
  const auto [concern, times] = Commonest(tally.early_about);
  const Saying share = Share(times, tally.early);
  if (concern.trigger != Trigger::Authority) {
    return Saying("Talk through what can be done without sending it up when the reason is {}: {} were of this kind.",
                  concern.trigger, share);
  }
  if (concern.of == kASum) {
    return Saying("Look at the limits together: {} were options that may be offered without asking.", share);
  }
  if (concern.of) return Saying("Look at who decides what together: {} were about {}.", share, DecisionInWords(*concern.of));
  return Saying("Look at the limits together: {} were handed back as within authority.", share);
}

Saying ForLate(const EscalationTally& tally) {
  const auto [concern, times] = Commonest(tally.late_about);
  const Saying share = Share(times, tally.late);
  switch (concern.trigger) {
    case Trigger::Clock:
      return Saying("Agree how long before the clock {} ends it is time to ask: {} were of this kind.",
                    concern.of ? Saying::AsIs(*concern.of) : Saying("of the procedure"), share);
    case Trigger::BrokenPromise:
      return Saying("Look together at how news is promised, and who can ring when the day is full: {} were of this kind.", share);
    case Trigger::Deadlock:
      return Saying("Agree that a second refused offer is a good moment to ask somebody in: {} were of this kind.", share);
    case Trigger::Authority:
    case Trigger::Vulnerability:
    case Trigger::Safety:
    case Trigger::Value:
    case Trigger::Repeat:
    case Trigger::CustomerRequest:
      return Saying("Look together at when to send up for {}: {} were of this kind.", concern.trigger, share);
  }
  return {};
}

}  // namespace

std::vector<EscalationFact> EscalationFacts(const Case& c) {
  std::vector<EscalationFact> facts;
  for (const Escalation& e : c.escalations) {
    // What a customer asked for is never too early; what they sent up themselves least of all.
    const bool own = !e.by_rule && e.trigger != Trigger::CustomerRequest && e.person && e.by == e.person->ToString();
    const bool early = own && e.within_authority;
    facts.push_back({e.person, e.team, e.trigger, e.clock ? std::optional(e.clock->str()) : std::nullopt, e.at,
                     early    ? Timeliness::Early
                     : e.late ? Timeliness::Late
                              : Timeliness::InTime});
  }
  for (const EarlyEscalation& early : c.timing.early_escalations) {
    facts.push_back({early.by, early.team, early.trigger, ConcernOf(early), early.at, Timeliness::Early});
  }
  std::ranges::stable_sort(facts, {}, &EscalationFact::at);
  return facts;
}

void EscalationTally::Add(Timeliness timeliness, const Concern& concern, std::int64_t times) {
  switch (timeliness) {
    case Timeliness::Early:
      early += times;
      early_about[concern] += times;
      return;
    case Timeliness::InTime: in_time += times; return;
    case Timeliness::Late:
      late += times;
      late_about[concern] += times;
      return;
  }
}

Coaching Coach(const EscalationTally& tally, const Whom& whom) {
  Coaching coaching;
  const auto say = [&](Saying sentence) { coaching.says = Saying::Run({std::move(coaching.says), std::move(sentence)}); };
  if (tally.in_time > 0) say(InTime(tally, whom));
  if (tally.early > 0) say(Early(tally, whom));
  if (tally.late > 0) say(Late(tally, whom));
  if (tally.early + tally.late == 0) return coaching;
  if (tally.early + tally.late < kLeastForAPattern) {
    say(Saying("That is too little to see a pattern in."));
    return coaching;
  }
  // What is met more often comes first.
  if (tally.early > 1) coaching.helps.push_back(ForEarly(tally));
  if (tally.late > 1) coaching.helps.push_back(ForLate(tally));
  if (tally.late > tally.early && coaching.helps.size() == 2) std::swap(coaching.helps[0], coaching.helps[1]);
  return coaching;
}

}  // namespace cases
