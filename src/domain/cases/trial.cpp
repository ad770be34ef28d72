#include "domain/cases/trial.h"

#include <algorithm>

#include "domain/cases/clocks.h"
#include "domain/cases/evolve.h"
#include "domain/cases/narrate.h"
#include "domain/cases/send_up.h"
#include "domain/cases/words.h"

namespace cases {
namespace {

using procedures::ClockKind;
using procedures::ClockState;

// The command behind an event that a procedure might have refused, and what it is called.
struct Given {
  Saying what;
  Command command;
};

std::optional<Given> CommandOf(const Event& event) {
  if (const auto* e = std::get_if<CaseLogged>(&event)) {
    LogCase log;
    log.kind = e->kind;
    log.channel = e->channel;
    log.received_at = e->received_at;
    log.customer = e->customer;
    log.subject = e->subject;
    log.words = e->words;
    log.remedy_sought = e->remedy_sought;
    log.product = e->product;
    log.category = e->category;
    log.attributes = e->attributes;
    log.answers = e->answers;
    log.source = e->source;
    return Given{Saying("Logging the case"), std::move(log)};
  }
  if (const auto* e = std::get_if<CauseEstablished>(&event)) {
    return Given{Saying("Establishing the cause"), EstablishCause{e->cause, !e->cause, e->whys, e->reasons, e->findings}};
  }
  if (const auto* e = std::get_if<CaseDecided>(&event)) {
    return Given{Saying("Deciding the case"), DecideCase{e->decision, e->reasons, e->citations}};
  }
  if (const auto* e = std::get_if<OptionsWeighed>(&event)) {
    return Given{Saying("Weighing the options"), WeighOptions{e->criteria, e->scored, e->chosen, e->justification}};
  }
  if (const auto* e = std::get_if<ApprovalGranted>(&event)) {
    return Given{Saying("Approving an option"), GrantApproval{e->option, e->reason}};
  }
  if (const auto* e = std::get_if<OfferMade>(&event)) {
    return Given{Saying("Making an offer"), MakeOffer{e->option, e->terms, e->channel, e->answer_by}};
  }
  if (const auto* e = std::get_if<FinalPositionGiven>(&event)) {
    return Given{Saying("Giving the final position"), GiveFinalPosition{e->reasons, e->alternatives, e->channel}};
  }
  if (const auto* e = std::get_if<RedressRecorded>(&event)) {
    return Given{Saying("Giving redress"), RecordRedress{e->kind, e->amount, e->details}};
  }
  if (const auto* e = std::get_if<ClockPaused>(&event)) {
    return Given{Saying("Pausing a clock"), PauseClock{e->clock, e->reason, e->note}};
  }
  if (const auto* e = std::get_if<ClockExtended>(&event)) {
    return Given{Saying("Extending a clock"), ExtendClock{e->clock, e->until, e->told, e->channel, e->good_reason}};
  }
  if (const auto* e = std::get_if<ReviewAsked>(&event)) {
    return Given{Saying("Asking for the next stage"), AskForReview{e->words, e->channel}};
  }
  if (const auto* e = std::get_if<ConfirmationRequested>(&event)) {
    return Given{Saying("Asking the customer to confirm"), RequestConfirmation{e->channel}};
  }
  if (std::holds_alternative<ConfirmationLapsed>(event))
    return Given{Saying("Taking silence for the end"), LetConfirmationLapse{}};
  if (const auto* e = std::get_if<CaseClosed>(&event)) return Given{Saying("Closing the case"), CloseCase{e->outcome, e->reason}};
  if (const auto* e = std::get_if<CaseReopened>(&event)) return Given{Saying("Opening the case again"), ReopenCase{e->reason}};
  return std::nullopt;
}

// What a procedure brings about by itself.
bool IsTheProcedures(const Event& event) {
  return std::holds_alternative<CaseSentUp>(event) || std::holds_alternative<ClockRanOut>(event);
}

bool IsDuty(const procedures::Clock& clock) { return clock.rule->kind != ClockKind::Window; }

class Replayer {
 public:
  Replayer(const procedures::Bound& bound, const Company& company) : bound_(bound), company_(company) {
    context_.procedure = &bound.procedure;
    context_.calendar = &bound.calendar;
    context_.customer.complaints_in_a_year = company.complaints_before;
    sends_up_by_clock_ = std::ranges::find(bound.procedure.triggers, procedures::TriggerKind::ClockOverdue,
                                           &procedures::TriggerRule::kind) != bound.procedure.triggers.end();
  }

  Trial Run(std::span<const Recorded> log) {
    for (auto at = log.begin(); at != log.end();) {
      // The events of one command were recorded together.
      const auto end = std::find_if(at, log.end(), [&](const Recorded& r) { return r.at != at->at || r.actor != at->actor; });
      Take({at, end});
      at = end;
    }
    RunClocksTo(company_.now);
    for (const procedures::Clock& clock : ClocksOf(case_, bound_.procedure, bound_.calendar, company_.now)) {
      const auto due = clock.DueAt();
      const bool late = clock.state == ClockState::Overdue || clock.state == ClockState::MetLate;
      trial_.clocks.push_back({clock.rule->id, clock.rule->title, clock.state, due,
                               late && due && IsDuty(clock) && !RanOutElsewhere(case_, *due), clock.rule->clause});
    }
    return std::move(trial_);
  }

 private:
  void Take(std::span<const Recorded> together) {
    RunClocksTo(together.front().at);
    Act(together.front());
    const Case before = case_;
    Events events;
    for (const Recorded& recorded : together) {
      if (IsTheProcedures(recorded.event)) continue;
      Check(recorded);
      Evolve(case_, recorded);
      events.push_back(recorded.event);
    }
    SendUpAfter(before, events, together.front().at);
  }

  void Act(const Recorded& recorded) {
    context_.now = recorded.at;
    context_.actor = domain::Actor::System();
    if (const auto user = base::UserId::Parse(recorded.actor)) {
      const auto role = company_.roles.find(recorded.actor);
      context_.actor = domain::Actor::Staff(*user, role == company_.roles.end() ? Role::Handler : role->second, "");
    } else if (const auto customer = base::CustomerId::Parse(recorded.actor)) {
      context_.actor = domain::Actor::Of(*customer);
    }
    if (const auto* logged = std::get_if<CaseLogged>(&recorded.event)) context_.customer.id = logged->customer;
  }

  void Check(const Recorded& recorded) {
    const auto given = CommandOf(recorded.event);
    if (!given) return;
    const Ruling ruling = Decide(case_, given->command, context_);
    const auto* refusals = std::get_if<domain::Refusals>(&ruling);
    if (refusals == nullptr) return;
    for (const domain::Refusal& refusal : *refusals) {
      trial_.refusals.push_back({recorded.version, given->what, recorded.at, refusal});
    }
  }

  // What ran out since the last event ran out then, whenever it was noticed.
  void RunClocksTo(Instant until) {
    if (!sends_up_by_clock_ || !case_.Exists() || case_.closed || case_.merged_into) return;
    std::vector<ClockRanOut> ran_out;
    for (const procedures::Clock& clock : ClocksOf(case_, bound_.procedure, bound_.calendar, until)) {
      const auto due = clock.DueAt();
      if (clock.state != ClockState::Overdue || !IsDuty(clock) || RanOutElsewhere(case_, *due)) continue;
      if (std::ranges::find(case_.timing.ran_out, RanOut{Word(clock.rule->id), *due}) != case_.timing.ran_out.end()) continue;
      ran_out.push_back({Word(clock.rule->id), Line(clock.rule->title), clock.rule->kind == ClockKind::Statutory, *due, *due});
    }
    std::ranges::sort(ran_out, {}, &ClockRanOut::due_at);
    for (ClockRanOut& ran : ran_out) {
      const Instant at = ran.due_at;
      const Case before = case_;
      const Events events{std::move(ran)};
      Evolve(case_, {events.front(), at, domain::Actor::System().ToString(), case_.version});
      context_.actor = domain::Actor::System();
      context_.now = at;
      SendUpAfter(before, events, at);
    }
  }

  void SendUpAfter(const Case& before, const Events& events, Instant at) {
    for (const CaseSentUp& up : SendUp(before, events, context_)) {
      Evolve(case_, {up, at, domain::Actor::System().ToString(), case_.version});
      TrialEscalation& escalation = trial_.escalations.emplace_back();
      escalation.to = up.to;
      escalation.trigger = up.trigger;
      if (up.clock) escalation.clock = up.clock->str();
      escalation.at = at;
      for (const procedures::TriggerRule& rule : bound_.procedure.triggers) {
        if (TriggerOf(rule.kind) == up.trigger && rule.to == up.to && rule.clock == escalation.clock) {
          escalation.clause = rule.clause;
        }
      }
    }
  }

  const procedures::Bound& bound_;
  const Company& company_;
  Context context_;
  bool sends_up_by_clock_ = false;
  Case case_;
  Trial trial_;
};

// Those of `here` that are not in `there`, one for one.
template <class T, class Same>
std::vector<T> Without(const std::vector<T>& here, std::vector<T> there, Same same) {
  std::vector<T> left;
  for (const T& one : here) {
    const auto other = std::ranges::find_if(there, [&](const T& t) { return same(one, t); });
    if (other == there.end()) {
      left.push_back(one);
    } else {
      there.erase(other);
    }
  }
  return left;
}

std::vector<ClockOutcome> Broken(const Trial& trial) {
  std::vector<ClockOutcome> broken;
  std::ranges::copy_if(trial.clocks, std::back_inserter(broken), &ClockOutcome::broken);
  return broken;
}
std::vector<Change> BreachesOnlyIn(const Trial& here, const Trial& there) {
  std::vector<Change> changes;
  for (const ClockOutcome& clock :
       Without(Broken(here), Broken(there), [](const auto& a, const auto& b) { return a.id == b.id; })) {
    changes.push_back({clock.id, Saying::AsIs(clock.title), *clock.due_at, clock.clause, {}});
  }
  return changes;
}

std::vector<Change> EscalationsOnlyIn(const Trial& here, const Trial& there) {
  const auto same = [](const TrialEscalation& a, const TrialEscalation& b) {
    return a.to == b.to && a.trigger == b.trigger && a.clock == b.clock;
  };
  std::vector<Change> changes;
  for (const TrialEscalation& up : Without(here.escalations, there.escalations, same)) {
    changes.push_back(
        {base::NameOf(up.trigger), Saying("To the {}, because {}", up.to, WhyItWentUp(up.trigger)), up.at, up.clause, {}});
  }
  return changes;
}

std::vector<Change> RefusalsOnlyIn(const Trial& here, const Trial& there) {
  const auto same = [](const TrialRefusal& a, const TrialRefusal& b) {
    return a.version == b.version && a.refusal.rule == b.refusal.rule;
  };
  std::vector<Change> changes;
  for (const TrialRefusal& refused : Without(here.refusals, there.refusals, same)) {
    changes.push_back({base::NameOf(refused.refusal.rule), refused.what, refused.at,
                       refused.refusal.clause.value_or(domain::Clause{}), refused.refusal.says});
  }
  return changes;
}

}  // namespace

Trial Replay(const procedures::Bound& bound, std::span<const Recorded> log, const Company& company) {
  return Replayer(bound, company).Run(log);
}

Changes Compare(const Trial& before, const Trial& after) {
  return {BreachesOnlyIn(after, before), BreachesOnlyIn(before, after), EscalationsOnlyIn(after, before),
          EscalationsOnlyIn(before, after), RefusalsOnlyIn(after, before)};
}

}  // namespace cases
