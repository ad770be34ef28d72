#include "domain/cases/rules.h"

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
    return Only(No(x, R::Incomplete, "Name the cause, or say that it cannot be established; one of the two.", "cause"));
  }
  if (command.cause && procedures::FindCause(*x.procedure, command.cause->str()) == nullptr) {
    std::vector<std::string> known;
    for (const procedures::CauseNode& node : x.procedure->causes) known.push_back(node.code);
    return Only(No(x, R::UnknownCause,
                   "The cause tree has no " + base::Quoted(command.cause->str()) + base::DidYouMean(command.cause->str(), known),
                   "cause"));
  }
  if (command.whys.size() > 10) return Only(No(x, R::Incomplete, "Ten whys are enough.", "whys"));
  for (const FindingId finding : command.findings) {
    if (!HasFinding(c, finding)) return NotOnThisCase(x, "finding " + finding.ToString(), "findings");
  }
  return Events{CauseEstablished{command.cause, command.whys, command.reasons, command.findings}};
}

Refusals Obstacles(Of<DecideCase>, const Case& c, const Context& x) {
  if (c.round.agreement) return Only(No(x, R::AlreadyAgreed, "A resolution is agreed with the customer."));
  if (!c.round.cause) return Only(Missing(c, Requirement::CauseEstablished, x));
  return {};
}

Ruling Rule(const DecideCase& command, const Case&, const Context& x) {
  if (command.citations.empty()) {
    return Only(No(x, R::Incomplete, "Cite at least one policy, contract term or law the decision rests on.", "citations"));
  }
  return Events{CaseDecided{command.decision, command.reasons, command.citations}};
}

}  // namespace cases::rules
