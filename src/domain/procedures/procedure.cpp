#include "domain/procedures/procedure.h"

#include <algorithm>

namespace procedures {
const std::vector<Requirement>& FixedGate(Phase phase) {
  static const std::vector<Requirement> kIdentify{Requirement::CustomerKnown, Requirement::ProblemRecorded,
                                                  Requirement::RemedySoughtRecorded, Requirement::Acknowledged,
                                                  Requirement::UnderstandingPlayedBack};
  static const std::vector<Requirement> kAnalyse{Requirement::FindingRecorded, Requirement::CauseEstablished};
  static const std::vector<Requirement> kResolve{Requirement::AgreementOrFinalPosition, Requirement::ActionsDone};
  static const std::vector<Requirement> kFollowUp{Requirement::ConfirmedOrAttempted, Requirement::FollowUpArranged,
                                                  Requirement::LessonRecorded};
  switch (phase) {
    case Phase::Identify: return kIdentify;
    case Phase::Analyse: return kAnalyse;
    case Phase::Resolve: return kResolve;
    case Phase::FollowUp: return kFollowUp;
  }
  return kIdentify;
}

const std::vector<std::string>& UsualPauseReasons() {
  static const std::vector<std::string> kReasons{"waiting-for-customer", "waiting-for-third-party", "waiting-for-expert",
                                                 "waiting-for-court", "waiting-for-police"};
  return kReasons;
}

bool IsFixed(Requirement requirement) {
  for (const Phase phase : {Phase::Identify, Phase::Analyse, Phase::Resolve, Phase::FollowUp}) {
    if (std::ranges::find(FixedGate(phase), requirement) != FixedGate(phase).end()) return true;
  }
  return false;
}

std::vector<Requirement> Gate(const Procedure& procedure, Phase phase) {
  std::vector<Requirement> gate = FixedGate(phase);
  if (const auto added = procedure.added_gates.find(phase); added != procedure.added_gates.end()) {
    gate.insert(gate.end(), added->second.begin(), added->second.end());
  }
  return gate;
}

const Rung* RungOf(const Procedure& procedure, Role role) {
  const auto rung = std::ranges::find(procedure.ladder, role, &Rung::role);
  return rung == procedure.ladder.end() ? nullptr : &*rung;
}

bool Covers(const Rung& rung, const base::Money& cost) {
  if (!rung.limit || cost.amount.ten_thousandths <= 0) return true;
  return rung.limit->currency == cost.currency && cost.amount <= rung.limit->amount;
}

const Rung* RungFor(const Procedure& procedure, const base::Money& cost) {
  const auto rung = std::ranges::find_if(procedure.ladder, [&](const Rung& r) { return Covers(r, cost); });
  return rung == procedure.ladder.end() ? nullptr : &*rung;
}

const Rung* RungAbove(const Procedure& procedure, Role role) {
  const Rung* own = RungOf(procedure, role);
  if (own == nullptr) return procedure.ladder.empty() ? nullptr : &procedure.ladder.front();
  return own + 1 == procedure.ladder.data() + procedure.ladder.size() ? nullptr : own + 1;
}

const Rung* RungWith(const Procedure& procedure, domain::RemedyKind remedy) {
  const auto rung = std::ranges::find_if(
      procedure.ladder, [&](const Rung& r) { return std::ranges::find(r.remedies, remedy) != r.remedies.end(); });
  return rung == procedure.ladder.end() ? nullptr : &*rung;
}

const Rung* RungWith(const Procedure& procedure, domain::Power power) {
  const auto rung = std::ranges::find_if(
      procedure.ladder, [&](const Rung& r) { return std::ranges::find(r.decisions, power) != r.decisions.end(); });
  return rung == procedure.ladder.end() ? nullptr : &*rung;
}

const CauseNode* FindCause(const Procedure& procedure, std::string_view code) {
  const auto node = std::ranges::find(procedure.causes, code, &CauseNode::code);
  return node == procedure.causes.end() ? nullptr : &*node;
}

}  // namespace procedures
