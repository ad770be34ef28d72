#include <algorithm>

#include "domain/cases/rules.h"

namespace cases::rules {
namespace {

const FollowUp* Known(const Case& c, FollowUpId id) { return FindFollowUp(c, id); }

// When the customer's silence may count, or nothing before they were asked.
std::optional<Instant> LapsesAt(const Case& c, const Context& x) {
  if (c.round.confirmation_requests.empty()) return std::nullopt;
  return c.round.confirmation_requests.back().at + x.procedure->confirmation_wait;
}

bool WasTold(const Case& c) {
  return std::ranges::any_of(c.contacts, [](const Contact& n) { return n.direction == Direction::ToCustomer && n.reached; });
}

void Require(Refusals& refusals, const Case& c, const Context& x, Requirement requirement) {
  if (!Meets(c, requirement, *x.procedure)) refusals.push_back(Missing(c, requirement, x));
}

}  // namespace

Refusals Obstacles(Of<RequestConfirmation>, const Case& c, const Context& x) { return MissingUpTo(c, Phase::Resolve, x); }

Ruling Rule(const RequestConfirmation& command, const Case& c, const Context& x) {
  if (c.round.confirmed) return Events{};
  return Then(Telling(c, x), ConfirmationRequested{command.channel});
}

Refusals Obstacles(Of<ConfirmResolution>, const Case& c, const Context& x) { return MissingUpTo(c, Phase::Resolve, x); }

bool Satisfied(const ConfirmResolution&, const Case& c, const Context&) { return c.round.confirmed.has_value(); }

Ruling Rule(const ConfirmResolution& command, const Case&, const Context& x) {
  if (auto future = NotFuture(x, command.at, "at"); !future.empty()) return future;
  return Events{ResolutionConfirmed{command.words, command.channel, command.at.value_or(x.now)}};
}

Refusals Obstacles(Of<DisputeResolution>, const Case& c, const Context& x) {
  if (c.round.agreement || c.round.final_position || !c.round.confirmation_requests.empty()) return {};
  return Only(No(x, R::NothingToDispute, Saying("There is no resolution yet that the customer could dispute.")));
}

Ruling Rule(const DisputeResolution& command, const Case& c, const Context& x) {
  if (auto future = NotFuture(x, command.at, "at"); !future.empty()) return future;
  Events events{ResolutionDisputed{command.words, command.channel, command.at.value_or(x.now)}};
  // Asking whether it is solved kept the last promise; the customer who says no is owed news again.
  if (!c.promise) events.emplace_back(NewsPromised{x.now + x.procedure->promise_cadence, {}});
  return events;
}

Refusals Obstacles(Of<LetConfirmationLapse>, const Case& c, const Context& x) {
  const auto& requests = c.round.confirmation_requests;
  if (requests.empty()) {
    return Only(No(x, R::ConfirmationNotRequested, Saying("The customer has not been asked whether it is solved.")));
  }
  if (static_cast<int>(requests.size()) < x.procedure->confirmation_attempts) {
    return Only(
        No(x, R::ConfirmationAttemptsTooFew,
           Saying::Count(std::ssize(requests), "The customer was asked {} time; the procedure asks for {}.",
                         "The customer was asked {} times; the procedure asks for {}.", x.procedure->confirmation_attempts)));
  }
  const Instant due = *LapsesAt(c, x);
  if (x.now < due) {
    return Only(No(x, R::ConfirmationWindowOpen, Saying("The customer has until {} to answer.", Moment(x, due))));
  }
  return {};
}

bool Satisfied(const LetConfirmationLapse&, const Case& c, const Context&) { return c.round.lapsed_at || c.round.confirmed; }

Ruling Rule(const LetConfirmationLapse&, const Case& c, const Context& x) {
  const auto attempts = static_cast<std::int64_t>(c.round.confirmation_requests.size());
  Events events{ConfirmationLapsed{{attempts}, *LapsesAt(c, x), x.now}};
  // Silence closes the case when nothing but the customer's word was missing.
  Case silent = c;
  silent.round.lapsed_at = *LapsesAt(c, x);
  if (ObstaclesToClosing(Outcome::ResolvedUnconfirmed, silent, x).empty()) {
    events.emplace_back(CaseClosed{Outcome::ResolvedUnconfirmed, {}});
  }
  return events;
}

Ruling Rule(const ScheduleFollowUp& command, const Case& c, const Context& x) {
  if (command.at <= x.now) return Only(No(x, R::DueInThePast, Saying("A follow-up must lie in the time ahead."), "at"));
  return Events{FollowUpScheduled{NextId<FollowUpId>(c.follow_ups), command.at, command.purpose}};
}

bool Satisfied(const RecordFollowUp& command, const Case& c, const Context&) {
  const FollowUp* follow_up = Known(c, command.follow_up);
  return follow_up != nullptr && follow_up->done_at && follow_up->still_solved == command.still_solved;
}

Ruling Rule(const RecordFollowUp& command, const Case& c, const Context& x) {
  if (Known(c, command.follow_up) == nullptr) {
    return NotOnThisCase(x, Saying("This case has no follow-up {}.", command.follow_up), "follow_up");
  }
  return Events{FollowUpRecorded{command.follow_up, command.still_solved, command.notes}};
}

Ruling Rule(const RecordSurveyAnswer& command, const Case&, const Context& x) {
  const bool quality = command.instrument == Instrument::ServiceQuality;
  if (quality != command.dimension.has_value() || quality != command.expected.has_value()) {
    return Only(No(x, R::Incomplete,
                   quality ? Saying("A service-quality answer names its dimension and what was expected.")
                           : Saying("Only a service-quality answer has a dimension and an expectation."),
                   "dimension"));
  }
  return Events{SurveyAnswered{command.instrument, command.score, command.dimension, command.expected, command.comment}};
}

Ruling Rule(const RecordLesson& command, const Case&, const Context&) {
  return Events{LessonRecorded{command.lesson, command.suggested_change}};
}

Refusals ObstaclesToClosing(Outcome outcome, const Case& c, const Context& x) {
  Refusals refusals;
  switch (outcome) {
    case Outcome::ResolvedConfirmed:
      refusals = MissingUpTo(c, Phase::FollowUp, x);
      if (!c.round.confirmed && c.round.lapsed_at) {
        refusals.push_back(No(x, R::CustomerHasNotConfirmed,
                              Saying("The customer kept silent; silence closes a case as unconfirmed, never as confirmed.")));
      }
      return refusals;
    case Outcome::ResolvedUnconfirmed:
      if (c.round.confirmed) {
        return Only(No(x, R::CustomerHasNotConfirmed, Saying("The customer did confirm; close it as confirmed.")));
      }
      for (Refusal& refusal : MissingUpTo(c, Phase::FollowUp, x)) {
        if (refusal.rule != R::CustomerHasNotConfirmed) refusals.push_back(std::move(refusal));
      }
      if (!c.round.lapsed_at) {
        Refusals lapse = Obstacles(Of<LetConfirmationLapse>{}, c, x);
        if (lapse.empty()) {
          lapse = Only(No(x, R::CustomerHasNotConfirmed, Saying("The customer's silence has not been recorded.")));
          lapse.front().mend = "let-confirmation-lapse";
        }
        Append(refusals, std::move(lapse));
      }
      return refusals;
    case Outcome::NotUpheldFinalPosition:
      refusals = MissingUpTo(c, Phase::Analyse, x);
      if (c.round.decided && c.round.decided->decision == Decision::Upheld) {
        refusals.push_back(No(x, R::DecisionIsNotARejection, Saying("The complaint was upheld; it cannot end as not upheld.")));
      }
      if (!c.round.final_position) {
        refusals.push_back(No(x, R::FinalPositionMissing, Saying("The customer has not been given our final position.")));
      }
      if (c.round.agreement) {
        refusals.push_back(No(x, R::AlreadyAgreed, Saying("A resolution is agreed with the customer.")));
      }
      if (c.round.final_position) Require(refusals, c, x, Requirement::ActionsDone);
      Require(refusals, c, x, Requirement::LessonRecorded);
      return refusals;
    case Outcome::Withdrawn:
      if (!c.withdrawn) refusals.push_back(No(x, R::NotWithdrawn, Saying("The customer has not withdrawn.")));
      return refusals;
    case Outcome::Referred:
      if (!c.referred) refusals.push_back(No(x, R::NotReferred, Saying("The case has not been referred to anybody.")));
      return refusals;
    case Outcome::OutOfScope:
      if (!WasTold(c)) {
        refusals.push_back(No(x, R::CustomerNotTold, Saying("The customer has not been told that we cannot take this on.")));
      }
      return refusals;
  }
  return refusals;
}

// For the guide, which has no outcome in hand: possible when any outcome is, else what the best one lacks.
Refusals Obstacles(Of<CloseCase>, const Case& c, const Context& x) {
  for (const Outcome outcome : {Outcome::ResolvedConfirmed, Outcome::ResolvedUnconfirmed, Outcome::NotUpheldFinalPosition,
                                Outcome::Withdrawn, Outcome::Referred, Outcome::OutOfScope}) {
    if (ObstaclesToClosing(outcome, c, x).empty()) return {};
  }
  return ObstaclesToClosing(Outcome::ResolvedConfirmed, c, x);
}

bool Satisfied(const CloseCase& command, const Case& c, const Context&) {
  return c.closed && c.closed->outcome == command.outcome;
}

Ruling Rule(const CloseCase& command, const Case&, const Context& x) {
  if (command.outcome == Outcome::OutOfScope && !command.reason) {
    return Only(No(x, R::Incomplete, Saying("Say why it is out of scope."), "reason"));
  }
  return Events{CaseClosed{command.outcome, command.reason}};
}

Refusals Obstacles(Of<ReopenCase>, const Case& c, const Context& x) {
  const Instant until = c.closed->at + x.procedure->reopen_window;
  if (x.now <= until) return {};
  return Only(No(x, R::ReopenWindowPassed,
                 Saying("The case could be opened again until {}; log a new case and link it.", Moment(x, until))));
}

bool Satisfied(const ReopenCase&, const Case& c, const Context&) { return !c.closed && c.times_reopened > 0; }

Ruling Rule(const ReopenCase& command, const Case&, const Context& x) {
  return Events{CaseReopened{command.reason}, NewsPromised{x.now + x.procedure->promise_cadence, {}}};
}

}  // namespace cases::rules
