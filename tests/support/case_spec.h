#pragma once
// Given a history, when a command, then these events or that refusal. The history is made by commands through the same
// Decide, so that no test stands on a state the rules would never allow.
//
//   CaseSpec().Given(Analysed()).When(MakeOffer{...}).Refused(Rule::TooFewOptions);

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/json.h"
#include "domain/cases/evolve.h"
#include "domain/cases/guide.h"
#include "support/general.h"

namespace spec {

using namespace cases;  // NOLINT: specs read as the domain's own words
using domain::Actor;
using domain::Rule;

inline const Actor kHandler = Actor::Staff(UserId{1}, Role::Handler, "Hana");
inline const Actor kColleague = Actor::Staff(UserId{4}, Role::Handler, "Cole");
inline const Actor kLeader = Actor::Staff(UserId{2}, Role::TeamLeader, "Lea");
inline const Actor kManager = Actor::Staff(UserId{3}, Role::Manager, "Mani");
inline const Actor kQuality = Actor::Staff(UserId{5}, Role::Quality, "Quinn");
inline const Actor kCustomer = Actor::Of(CustomerId{7});
inline const Actor kStranger = Actor::Of(CustomerId{8});
inline const Actor kClock = Actor::System();

inline Instant At(std::string_view text) { return *Instant::Parse(text); }
inline Money Pounds(std::string_view amount) { return *Money::Of(amount, "GBP"); }
inline const Instant kMonday = At("2026-11-02T09:00:00Z");

inline SealedProse Said(std::string_view text) { return Prose(text); }
inline SealedLine Titled(std::string_view text) { return Line(text); }

using Step = std::pair<Actor, Command>;
using Steps = std::vector<Step>;

inline LogCase ABoilerCase() {
  LogCase log;
  log.customer = CustomerId{7};
  log.subject = Titled("Boiler not repaired");
  log.words = Said("Third visit missed, no heating, baby at home.");
  log.remedy_sought = Said("Repair this week and the call-out fee back.");
  log.category = Line("Missed appointment");
  return log;
}
inline OptionTerms Terms(std::string_view title, std::optional<Money> cost) {
  OptionTerms terms;
  terms.remedy = RemedyKind::Repair;
  terms.title = Titled(title);
  terms.cost = cost;
  terms.days = {2};
  return terms;
}
inline WeighOptions Weighing(OptionId chosen, std::vector<std::int64_t> first = {8, 8},
                             std::vector<std::int64_t> second = {3, 5}) {
  const auto scores = [](OptionId id, const std::vector<std::int64_t>& values) {
    options::OptionScores row{id, {}};
    for (const auto value : values) row.scores.push_back({value});
    return row;
  };
  return {{{Line("Cost"), {40}}, {Line("Impact on the customer"), {60}}},
          {scores(OptionId{1}, first), scores(OptionId{2}, second)},
          chosen,
          {}};
}

inline Steps operator+(Steps a, const Steps& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// The usual way through the cycle, phase by phase.
inline Steps Logged() { return {{kHandler, ABoilerCase()}}; }
inline Steps Identified() {
  return Logged() +
         Steps{{kHandler, AcknowledgeCase{Channel::Telephone, {}}},
               {kHandler, AssessImpact{Severity::High, Emotion::Upset, {}, true, false, {}, {}}},
               {kHandler, TakeOwnership{}},
               {kHandler,
                PlayBackUnderstanding{Said("Three missed visits; no heating."), Understanding::Agreed, {}, Channel::Telephone}}};
}
inline Steps Found() {
  return Identified() + Steps{{kHandler, AddFinding{Said("The visits were booked on a closed calendar."), {}, {}}}};
}
inline EstablishCause ACauseOf(FindingId finding) {
  EstablishCause cause;
  cause.cause = Word("process.handover");
  cause.whys = {Said("The engineer never had the job."), Said("The booking was not handed over.")};
  cause.reasons = Said("The log shows no handover.");
  cause.findings = {finding};
  return cause;
}
inline EstablishCause ACause() { return ACauseOf(FindingId{1}); }
inline Steps Analysed() {
  return Found() + Steps{{kHandler, ACause()},
                         {kHandler, DecideCase{Decision::Upheld,
                                               Said("We missed three visits."),
                                               {{Line("Service standard 4.2"), Said("A visit kept within two days.")}}}}};
}
inline Steps Weighed(std::string_view cost = "60.00") {
  return Analysed() + Steps{{kHandler, AddOption{Terms("Repair on Thursday and refund the fee", Pounds(cost))}},
                            {kHandler, AddOption{Terms("Refund the fee only", Pounds("40.00"))}},
                            {kHandler, Weighing(OptionId{1})}};
}
inline Steps Offered() {
  return Weighed() +
         Steps{{kHandler, MakeOffer{OptionId{1}, Said("We repair on Thursday and refund £60."), Channel::Telephone, {}}}};
}
inline Steps Agreed() {
  return Offered() + Steps{{kHandler, AcceptOffer{OfferId{1}, Said("Yes, that is fine."), Channel::Telephone, {}}}};
}
inline Steps Done() {
  return Agreed() + Steps{{kHandler, PlanAction{Said("Repair the boiler"), UserId{1}, kMonday + std::chrono::days(3), {}}},
                          {kHandler, CompleteAction{ActionId{1}, Said("Signed by the customer."), {}}},
                          {kHandler, RecordRedress{RemedyKind::Refund, Pounds("60.00"), Said("Fee refunded.")}}};
}
inline Steps Confirmed() {
  return Done() + Steps{{kHandler, RequestConfirmation{Channel::Telephone}},
                        {kCustomer, ConfirmResolution{Said("Warm again, thank you."), Channel::Portal, {}}}};
}
inline Steps ReadyToClose() {
  return Confirmed() + Steps{{kHandler, ScheduleFollowUp{kMonday + std::chrono::days(30), Said("Still warm?")}},
                             {kHandler, RecordLesson{Said("Closed calendars must not take bookings."), {}}}};
}
inline Steps Closed() { return ReadyToClose() + Steps{{kHandler, CloseCase{Outcome::ResolvedConfirmed, {}}}}; }

class CaseSpec {
 public:
  CaseSpec() {
    case_.id = CaseId{1024};
    context_.now = kMonday;
    context_.procedure = &tests::GeneralByHand();
    context_.customer.id = CustomerId{7};
    context_.new_case = CaseId{2000};
    for (const Actor& actor : {kHandler, kColleague, kLeader, kManager, kQuality}) {
      context_.people[*actor.user] = {actor.role, true};
    }
  }

  CaseSpec& Given(const Steps& steps) {
    for (const auto& [actor, command] : steps) {
      Give(actor, command);
      EXPECT_TRUE(refusals_.empty()) << "the history is refused at " << base::TypeOf<Command>().alternatives[command.index()].name
                                     << ": " << (refusals_.empty() ? base::Saying() : refusals_.front().says);
    }
    return *this;
  }
  // From here on under this procedure, by its calendar; without it no clock runs.
  CaseSpec& Under(const procedures::Bound& bound) {
    context_.procedure = &bound.procedure;
    context_.calendar = &bound.calendar;
    return *this;
  }
  CaseSpec& Later(base::Duration by) {
    context_.now = context_.now + by;
    return *this;
  }
  CaseSpec& Knowing(const Case& other) {
    context_.others[other.id] = &other;
    return *this;
  }
  CaseSpec& As(const Actor& actor) {
    as_ = actor;
    return *this;
  }
  CaseSpec& When(const Command& command) {
    Give(as_, command);
    return *this;
  }
  // Exactly these events, in this order.
  CaseSpec& Then(const std::vector<std::string>& names) {
    EXPECT_TRUE(refusals_.empty()) << "refused: " << (refusals_.empty() ? base::Saying() : refusals_.front().says);
    std::vector<std::string> got;
    for (const Event& event : events_) got.push_back(base::TypeOf<Event>().alternatives[event.index()].name);
    EXPECT_EQ(got, names);
    return *this;
  }
  CaseSpec& Refused(Rule rule) {
    EXPECT_TRUE(events_.empty()) << "events were given";
    std::vector<std::string> got;
    for (const auto& refusal : refusals_) got.push_back(base::NameOf(refusal.rule));
    EXPECT_NE(std::find(got.begin(), got.end(), base::NameOf(rule)), got.end())
        << "refused with " << base::AllOf(got) << " and not " << base::NameOf(rule);
    return *this;
  }
  CaseSpec& Saying(std::string_view part) {
    bool found = false;
    std::string all;
    for (const auto& refusal : refusals_) {
      found = found || refusal.says.ToString().find(part) != std::string::npos;
      all += refusal.says.ToString() + "\n";
    }
    EXPECT_TRUE(found) << "no refusal says \"" << part << "\":\n" << all;
    return *this;
  }

  const Case& state() const { return case_; }
  const Context& context() const { return context_; }
  Context& context() { return context_; }
  const domain::Refusals& refusals() const { return refusals_; }
  // What the last command led to.
  const Events& events() const { return events_; }
  template <class E>
  const E& event(std::size_t index = 0) const {
    return std::get<E>(events_.at(index));
  }
  Guide guide(const Actor& actor = kHandler) const {
    Context x = context_;
    x.actor = actor;
    return GuideFor(case_, x);
  }

 private:
  void Give(const Actor& actor, const Command& command) {
    context_.actor = actor;
    events_.clear();
    refusals_.clear();
    Ruling ruling = Decide(case_, command, context_);
    if (auto* refused = std::get_if<domain::Refusals>(&ruling)) {
      refusals_ = std::move(*refused);
      return;
    }
    events_ = std::get<Events>(std::move(ruling));
    for (const Event& event : events_) {
      Evolve(case_, Recorded{event, context_.now, actor.ToString(), case_.version + 1});
    }
  }

  Case case_;
  Context context_;
  Actor as_ = kHandler;
  Events events_;
  domain::Refusals refusals_;
};

}  // namespace spec
