#include "domain/cases/trial.h"

#include <algorithm>

#include "domain/cases/evolve.h"

namespace cases {
namespace {

using procedures::ClockState;
using procedures::Procedure;
using procedures::TriggerKind;

class Trier {
 public:
  Trier(const Procedure& procedure, const std::map<std::string, domain::Role>& roles, Trial& trial)
      : procedure_(procedure), roles_(roles), trial_(trial) {}

  void Take(const Recorded& recorded) {
    Check(recorded);
    Evolve(case_, recorded);
    if (const auto* impact = std::get_if<ImpactAssessed>(&recorded.event)) {
      if (impact->vulnerable) Trigger(TriggerKind::Vulnerability);
      if (impact->safety_risk) Trigger(TriggerKind::Safety);
      for (const procedures::TriggerRule& rule : procedure_.triggers) {
        if (rule.over && impact->money_at_stake && impact->money_at_stake->currency == rule.over->currency &&
            impact->money_at_stake->amount > rule.over->amount) {
          Trigger(TriggerKind::Value);
        }
      }
    }
    if (case_.promises_broken >= 2) Trigger(TriggerKind::PromiseBrokenTwice);
    if (std::holds_alternative<CaseEscalated>(recorded.event)) trial_.was_escalated = true;
  }

  void Trigger(TriggerKind kind) {
    const bool in_force =
        std::ranges::find(procedure_.triggers, kind, &procedures::TriggerRule::kind) != procedure_.triggers.end();
    if (in_force && std::ranges::find(trial_.escalations, kind) == trial_.escalations.end()) trial_.escalations.push_back(kind);
  }

 private:
  void Refuse(const char* event, Instant at, std::string says) { trial_.refusals.push_back({event, at, std::move(says)}); }

  void Check(const Recorded& recorded) {
    if (const auto* offer = std::get_if<OfferMade>(&recorded.event)) {
      CheckOffer(*offer, recorded);
    } else if (std::holds_alternative<ConfirmationLapsed>(recorded.event)) {
      CheckLapse(recorded.at);
    } else if (const auto* reopened = std::get_if<CaseReopened>(&recorded.event); reopened != nullptr && case_.closed) {
      if (recorded.at > case_.closed->at + procedure_.reopen_window) {
        Refuse("CaseReopened", recorded.at,
               "the window for re-opening, " + base::InWords(procedure_.reopen_window) + ", had passed");
      }
    }
  }

  void CheckOffer(const OfferMade& offer, const Recorded& recorded) {
    const Option* option = FindOption(case_, offer.option);
    if (option == nullptr || !option->terms.cost) return;
    if (option->approval && option->approval->state == ApprovalState::Granted) return;
    const auto known = roles_.find(recorded.actor);
    const domain::Role role = known == roles_.end() ? domain::Role::Handler : known->second;
    const procedures::Rung* rung = procedures::RungOf(procedure_, role);
    if (rung != nullptr && procedures::Covers(*rung, *option->terms.cost)) return;
    Refuse("OfferMade", recorded.at,
           option->terms.cost->ToString() + " is beyond the authority of a " + base::WordsOf(role) +
               (rung != nullptr && rung->limit ? ", which reaches to " + rung->limit->ToString() : ""));
  }

  void CheckLapse(Instant at) {
    const auto& requests = case_.round.confirmation_requests;
    if (static_cast<int>(requests.size()) < procedure_.confirmation_attempts) {
      Refuse("ConfirmationLapsed", at,
             "the customer was asked " + base::Count(requests.size(), "time") + " and " +
                 std::to_string(procedure_.confirmation_attempts) + " are needed");
    } else if (!requests.empty() && at < requests.back().at + procedure_.confirmation_wait) {
      Refuse("ConfirmationLapsed", at,
             "the wait after the last attempt, " + base::InWords(procedure_.confirmation_wait) + ", was not over");
    }
  }

  const Procedure& procedure_;
  const std::map<std::string, domain::Role>& roles_;
  Trial& trial_;
  Case case_;
};

}  // namespace

Trial TryUnder(const Procedure& procedure, const calendar::Calendar& calendar, std::span<const Recorded> log,
               const std::map<std::string, domain::Role>& roles, Instant now) {
  Trial trial;
  const procedures::History history = HistoryOf(log);
  const auto received = std::ranges::find(history.marks, procedures::Milestone::Received, &procedures::Mark::what);
  trial.applies = received != history.marks.end() && procedures::Fits(procedure, calendar, history.facts, received->at);
  if (!trial.applies) return trial;
  Trier trier(procedure, roles, trial);
  for (const Recorded& recorded : log) trier.Take(recorded);
  for (const procedures::Clock& clock : procedures::ClocksOf(procedure.clocks, calendar, history, now, procedure.counted_by)) {
    trial.clocks.push_back({clock.rule->id, clock.state, clock.DueAt()});
    const bool broken = clock.state == ClockState::Overdue || clock.state == ClockState::MetLate;
    const bool triggers = std::ranges::any_of(procedure.triggers, [&](const procedures::TriggerRule& rule) {
      return rule.kind == TriggerKind::ClockOverdue && rule.clock == clock.rule->id;
    });
    if (broken && triggers) trier.Trigger(TriggerKind::ClockOverdue);
  }
  return trial;
}

}  // namespace cases
