#include "domain/cases/gates.h"

#include <algorithm>

#include "domain/cases/answers.h"
#include "domain/cases/rules.h"

namespace cases {
namespace {

using base::Saying;
using R = domain::Rule;

constexpr int kPlayBackAttempts = 2;

std::size_t ActionsThisRound(const Case& c) { return c.actions.size() - static_cast<std::size_t>(c.round.actions_before); }

bool IsOutstanding(const Action& action) {
  return action.state == ActionState::Planned || (action.state == ActionState::Failed && !action.replaced);
}

Saying OutstandingInWords(const Case& c) {
  std::vector<Saying> names;
  for (const Action& action : c.actions) {
    if (!IsOutstanding(action)) continue;
    names.push_back(action.state == ActionState::Failed ? Saying("{} failed and is not replaced", action.id)
                                                        : Saying("{} is not done", action.id));
  }
  if (names.empty()) return Saying("No action carries out what was agreed.");
  return Saying::Sentence(Saying::AllOf(std::move(names)));
}

bool RedressIsOwed(const Case& c) {
  if (!c.round.agreement || std::ssize(c.redress) > c.round.redress_before) return false;
  const Option* option = FindOption(c, c.round.agreement->option);
  return option != nullptr && option->terms.cost && option->terms.cost->amount.ten_thousandths > 0;
}

}  // namespace

bool Meets(const Case& c, Requirement requirement, const procedures::Procedure& procedure) {
  switch (requirement) {
    case Requirement::CustomerKnown: return c.customer.number > 0;
    case Requirement::ProblemRecorded: return c.words.has_value() && NotAsked(c, procedure).empty();
    case Requirement::RemedySoughtRecorded: return c.remedy_sought.has_value();
    case Requirement::Acknowledged: return c.acknowledged.has_value();
    case Requirement::UnderstandingPlayedBack: {
      const auto answers = [&](Understanding answer) { return std::ranges::count(c.play_backs, answer, &PlayBack::answer); };
      return answers(Understanding::Agreed) > 0 || answers(Understanding::NotReached) >= kPlayBackAttempts;
    }
    case Requirement::ImpactAssessed: return c.impact.has_value();
    case Requirement::OwnerNamed: return c.owner.has_value();
    case Requirement::FindingRecorded: return static_cast<std::int64_t>(c.findings.size()) > c.round.findings_before;
    case Requirement::CauseEstablished: return c.round.cause.has_value();
    case Requirement::DecisionMade: return c.round.decided.has_value();
    case Requirement::AgreementOrFinalPosition: return c.round.agreement || c.round.final_position;
    case Requirement::ActionsDone:
      if (!c.round.agreement && !c.round.final_position) return false;
      if (c.round.agreement && ActionsThisRound(c) == 0) return false;
      return std::ranges::none_of(c.actions, IsOutstanding);
    case Requirement::RedressRecorded: return !RedressIsOwed(c);
    case Requirement::ConfirmedOrAttempted: return c.round.confirmed || c.round.lapsed_at;
    case Requirement::FollowUpArranged:
      return std::ranges::any_of(c.follow_ups, [](const FollowUp& f) { return !f.done_at || f.still_solved; });
    case Requirement::LessonRecorded: return !c.lessons.empty();
  }
  return false;
}

domain::Refusal Missing(const Case& c, Requirement requirement, const Context& x) {
  using rules::No;
  switch (requirement) {
    case Requirement::CustomerKnown: return No(x, R::CustomerNotKnown, Saying("Nobody is recorded as the customer."));
    case Requirement::ProblemRecorded:
      if (!c.words) return No(x, R::ProblemNotRecorded, Saying("The customer's own words are not recorded."), "words");
      return No(x, R::ProblemNotRecorded, Saying("Still to be asked: {}.", Saying::AllOf(NotAsked(c, *x.procedure))), "answers");
    case Requirement::RemedySoughtRecorded:
      return No(x, R::RemedySoughtNotRecorded, Saying("It is not recorded what the customer seeks."), "remedy_sought");
    case Requirement::Acknowledged:
      return No(x, R::NotAcknowledged, Saying("The case has not been acknowledged to the customer."));
    case Requirement::UnderstandingPlayedBack: {
      const auto attempts = std::ranges::count(c.play_backs, Understanding::NotReached, &PlayBack::answer);
      return No(
          x, R::UnderstandingNotPlayedBack,
          attempts == 0
              ? Saying("The customer has not agreed to our understanding of the problem.")
              : Saying(
                    "The customer has not agreed to our understanding; one attempt to reach them is recorded, two are needed."));
    }
    case Requirement::ImpactAssessed:
      return No(x, R::ImpactNotAssessed, Saying("The impact on the customer has not been assessed."));
    case Requirement::OwnerNamed: return No(x, R::NoOwner, Saying("Nobody owns the case."));
    case Requirement::FindingRecorded:
      return No(x, R::FindingMissing,
                c.earlier_rounds.empty() ? Saying("No finding is recorded.")
                                         : Saying("No finding is recorded since the case came back."));
    case Requirement::CauseEstablished:
      return No(x, R::CauseNotEstablished,
                c.earlier_rounds.empty() ? Saying("The cause is not established.")
                                         : Saying("The cause is not established anew since the case came back."));
    case Requirement::DecisionMade:
      return No(x, R::DecisionMissing, Saying("It is not decided whether the complaint is upheld."));
    case Requirement::AgreementOrFinalPosition:
      return No(x, R::AgreementMissing, Saying("No resolution is agreed with the customer, and no final position was given."));
    case Requirement::ActionsDone: {
      domain::Refusal refusal = No(x, R::ActionsOutstanding, OutstandingInWords(c));
      if (std::ranges::none_of(c.actions, IsOutstanding)) refusal.mend = "plan-action";
      return refusal;
    }
    case Requirement::RedressRecorded:
      return No(x, R::RedressNotRecorded, Saying("The agreed redress is not recorded as given."));
    case Requirement::ConfirmedOrAttempted:
      return No(x, R::CustomerHasNotConfirmed, Saying("The customer has not said that it is solved."));
    case Requirement::FollowUpArranged: return No(x, R::FollowUpMissing, Saying("No follow-up is done or arranged."));
    case Requirement::LessonRecorded: return No(x, R::LessonMissing, Saying("No lesson is recorded."));
  }
  return {};
}

domain::Refusals MissingUpTo(const Case& c, Phase last, const Context& x) {
  domain::Refusals missing;
  for (const Phase phase : {Phase::Identify, Phase::Analyse, Phase::Resolve, Phase::FollowUp}) {
    for (const Requirement requirement : procedures::Gate(*x.procedure, phase)) {
      if (!Meets(c, requirement, *x.procedure)) missing.push_back(Missing(c, requirement, x));
    }
    if (phase == last) break;
  }
  return missing;
}

Phase PhaseOf(const Case& c, const procedures::Procedure& procedure) {
  for (const Phase phase : {Phase::Identify, Phase::Analyse, Phase::Resolve}) {
    for (const Requirement requirement : procedures::Gate(procedure, phase)) {
      if (!Meets(c, requirement, procedure)) return phase;
    }
  }
  return Phase::FollowUp;
}

Saying Title(Requirement requirement) {
  switch (requirement) {
    case Requirement::CustomerKnown: return Saying("The customer is known");
    case Requirement::ProblemRecorded: return Saying("The problem is recorded in the customer's words");
    case Requirement::RemedySoughtRecorded: return Saying("What the customer seeks is recorded");
    case Requirement::Acknowledged: return Saying("The case is acknowledged");
    case Requirement::UnderstandingPlayedBack: return Saying("The customer agreed to our understanding, or was tried twice");
    case Requirement::ImpactAssessed: return Saying("The impact is assessed");
    case Requirement::OwnerNamed: return Saying("Somebody owns the case");
    case Requirement::FindingRecorded: return Saying("Something is found out");
    case Requirement::CauseEstablished: return Saying("The cause is established, or cannot be");
    case Requirement::DecisionMade: return Saying("It is decided, with reasons");
    case Requirement::AgreementOrFinalPosition: return Saying("The customer agreed, or has our final position");
    case Requirement::ActionsDone: return Saying("Everything agreed is done");
    case Requirement::RedressRecorded: return Saying("The redress is recorded");
    case Requirement::ConfirmedOrAttempted: return Saying("The customer confirmed, or was asked as often as the procedure says");
    case Requirement::FollowUpArranged: return Saying("A follow-up is done or arranged");
    case Requirement::LessonRecorded: return Saying("A lesson is recorded");
  }
  return {};
}

}  // namespace cases
