#include <algorithm>

#include "domain/cases/authority.h"
#include "domain/cases/rules.h"
#include "domain/rights/rights.h"

namespace cases::rules {

Ruling Rule(const AddFinding& command, const Case& c, const Context& x) {
  if (auto unknown = KnownFiles(c, x, command.evidence, "evidence"); !unknown.empty()) return unknown;
  return Events{FindingAdded{NextId<FindingId>(c.findings), command.says, command.source, command.evidence}};
}

Refusals Obstacles(Of<EstablishCause>, const Case& c, const Context& x) {
  if (Meets(c, Requirement::FindingRecorded, *x.procedure)) return {};
  return Only(Missing(c, Requirement::FindingRecorded, x));
}

Ruling Rule(const EstablishCause& command, const Case& c, const Context& x) {
  if (command.cause.has_value() == command.cannot_be_established) {
    return Only(No(x, R::Incomplete, Saying("Name the cause, or say that it cannot be established; one of the two."), "cause"));
  }
  if (command.cause && procedures::FindCause(*x.procedure, command.cause->str()) == nullptr) {
    std::vector<std::string> known;
    for (const procedures::CauseNode& node : x.procedure->causes) known.push_back(node.code);
    return Only(No(x, R::UnknownCause,
                   Saying::Sentence(base::OrNear(Saying("The cause tree has no {}", base::Quoted(command.cause->str())),
                                                 command.cause->str(), known)),
                   "cause"));
  }
  if (command.whys.size() > 10) return Only(No(x, R::Incomplete, Saying("Ten whys are enough."), "whys"));
  for (const FindingId finding : command.findings) {
    if (!HasFinding(c, finding)) return NotOnThisCase(x, Saying("This case has no finding {}.", finding), "findings");
  }
  return Events{CauseEstablished{command.cause, command.whys, command.reasons, command.findings}};
}

Refusals Obstacles(Of<DecideCase>, const Case& c, const Context& x) {
  if (c.round.agreement) return Only(No(x, R::AlreadyAgreed, Saying("A resolution is agreed with the customer.")));
  if (!c.round.cause) return Only(Missing(c, Requirement::CauseEstablished, x));
  return SamePerson(c, x, x.actor.ToString(), "");
}

Ruling Rule(const DecideCase& command, const Case&, const Context& x) {
  if (command.citations.empty()) {
    return Only(
        No(x, R::Incomplete, Saying("Cite at least one policy, contract term or law the decision rests on."), "citations"));
  }
  if (command.decision == Decision::NotUpheld) {
    if (const auto lack = LackToDecide(domain::Power::RejectComplaint, x)) return Only(ToRefusal(x, *lack, "decision"));
  }
  return Events{CaseDecided{command.decision, command.reasons, command.citations}};
}

bool Satisfied(const AssessRights& command, const Case& c, const Context&) { return c.round.rights == command.question; }

Ruling Rule(const AssessRights& command, const Case&, const Context& x) {
  if (x.calendar != nullptr) {
    const auto answer = rights::Answer(command.question, x.calendar->DayOf(x.now));
    if (!answer) {
      Refusals refusals;
      for (const base::Fault& fault : answer.error().faults) {
        refusals.push_back(No(x, R::Incomplete, fault.says, "question." + fault.path));
      }
      return refusals;
    }
  }
  return Events{RightsAssessed{command.question}};
}

// Asked again it is the same lesson.
bool Satisfied(const NoteEarlyEscalation& command, const Case& c, const Context&) {
  return std::ranges::any_of(c.timing.early_escalations, [&](const EarlyEscalation& early) {
    return early.by == command.by && early.trigger == command.trigger && early.option == command.option &&
           early.decision == command.decision;
  });
}

Ruling Rule(const NoteEarlyEscalation& command, const Case&, const Context&) {
  return Events{EscalationWasEarly{command.by, command.trigger, command.option, command.decision}};
}

}  // namespace cases::rules
