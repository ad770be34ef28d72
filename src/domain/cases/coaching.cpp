#include "domain/cases/coaching.h"

#include <algorithm>

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
std::string Times(std::int64_t n) { return n == 1 ? "Once" : n == 2 ? "Twice" : std::to_string(n) + " times"; }

struct Words {
  std::string who;    // "Hana"
  std::string whose;  // "Hana's"
  std::string they;   // for the second time in a sentence
  std::string their;
};
Words WordsFor(const Whom& whom) {
  switch (whom.kind) {
    case Whom::Kind::Person: return {whom.name, whom.name + "'s", "they", "their"};
    case Whom::Kind::Reader: return {"you", "your", "you", "your"};
    case Whom::Kind::Team: return {"somebody of the team", "the team's", "they", "their"};
    case Whom::Kind::Nobody: return {"somebody", "nobody's", "they", "their"};
  }
  return {};
}

std::string InTime(const EscalationTally& tally, const Whom& whom) {
  if (whom.kind == Whom::Kind::Nobody) return Times(tally.in_time) + ", what nobody had taken on yet went up in time.";
  return Times(tally.in_time) + ", what had to go up from " + WordsFor(whom).whose +
         " cases went up in time: that takes judgement.";
}
std::string Early(const EscalationTally& tally, const Whom& whom) {
  const Words w = WordsFor(whom);
  return Times(tally.early) + ", " + w.who + " asked about what was " + w.their +
         " own to decide: asking is a careful thing to do, and " + w.they + " may trust " + w.their + " judgement there.";
}
std::string Late(const EscalationTally& tally, const Whom& whom) {
  if (whom.kind == Whom::Kind::Nobody) {
    return Times(tally.late) +
           ", the procedure sent up what nobody had taken on yet: new cases may need a way to find somebody " + "sooner.";
  }
  return Times(tally.late) +
         ", the procedure sent a problem up before anybody did: a word sooner is always welcome, and brings " + "help sooner.";
}

// The one met most often, and how often; the first of several.
std::pair<Concern, std::int64_t> Commonest(const std::map<Concern, std::int64_t>& about) {
  return *std::ranges::max_element(about, {}, &std::pair<const Concern, std::int64_t>::second);
}
std::string Share(std::int64_t part, std::int64_t whole) { return std::to_string(part) + " of " + std::to_string(whole); }

std::string DecisionInWords(const std::string& name) {
  const auto& names = base::TypeOf<domain::Power>().names;
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return name;
  switch (static_cast<domain::Power>(found - names.begin())) {
    case domain::Power::RejectComplaint: return "not upholding a complaint";
    case domain::Power::GiveFinalPosition: return "giving the final position";
    case domain::Power::ExceedEntitlement: return "giving more than the customer is entitled to";
    case domain::Power::OfferBelowEntitlement: return "offering less than the law gives";
    case domain::Power::WriteOff: return "writing off what is owed";
  }
  return name;
}

std::string ForEarly(const EscalationTally& tally) {
  const auto [concern, times] = Commonest(tally.early_about);
  const std::string share = Share(times, tally.early);
  if (concern.trigger != Trigger::Authority) {
    return "Talk through what can be done without sending it up when the reason is " + base::WordsOf(concern.trigger) + ": " +
           share + " were of this kind.";
  }
  if (concern.of == kASum) return "Look at the limits together: " + share + " were options that may be offered without asking.";
  if (concern.of) return "Look at who decides what together: " + share + " were about " + DecisionInWords(*concern.of) + ".";
  return "Look at the limits together: " + share + " were handed back as within authority.";
}

std::string ForLate(const EscalationTally& tally) {
  const auto [concern, times] = Commonest(tally.late_about);
  const std::string share = Share(times, tally.late) + " were of this kind.";
  switch (concern.trigger) {
    case Trigger::Clock:
      return "Agree how long before the clock " + concern.of.value_or("of the procedure") + " ends it is time to ask: " + share;
    case Trigger::BrokenPromise: return "Look together at how news is promised, and who can ring when the day is full: " + share;
    case Trigger::Deadlock: return "Agree that a second refused offer is a good moment to ask somebody in: " + share;
    case Trigger::Authority:
    case Trigger::Vulnerability:
    case Trigger::Safety:
    case Trigger::Value:
    case Trigger::Repeat:
    case Trigger::CustomerRequest: return "Look together at when to send up for " + base::WordsOf(concern.trigger) + ": " + share;
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
  const auto say = [&](const std::string& sentence) { coaching.says += (coaching.says.empty() ? "" : " ") + sentence; };
  if (tally.in_time > 0) say(InTime(tally, whom));
  if (tally.early > 0) say(Early(tally, whom));
  if (tally.late > 0) say(Late(tally, whom));
  if (tally.early + tally.late == 0) return coaching;
  if (tally.early + tally.late < kLeastForAPattern) {
    say("That is too little to see a pattern in.");
    return coaching;
  }
  // What is met more often comes first.
  if (tally.early > 1) coaching.helps.push_back(ForEarly(tally));
  if (tally.late > 1) coaching.helps.push_back(ForLate(tally));
  if (tally.late > tally.early && coaching.helps.size() == 2) std::swap(coaching.helps[0], coaching.helps[1]);
  return coaching;
}

}  // namespace cases
