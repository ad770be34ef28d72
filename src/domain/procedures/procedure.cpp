#include "domain/procedures/procedure.h"

#include <algorithm>
#include <chrono>

namespace procedures {
namespace {

using domain::Clause;
using std::chrono::days;

base::Money Pounds(std::int64_t amount) { return {base::Decimal{amount * base::Decimal::kOne}, base::Currency{"GBP"}}; }

Procedure MakeGeneral() {
  Procedure p;
  p.id = "general";
  p.version = 1;
  p.title = "General complaint and problem handling";
  p.added_gates = {
      {Phase::Identify, {Requirement::ImpactAssessed, Requirement::OwnerNamed}},
      {Phase::Analyse, {Requirement::DecisionMade}},
      {Phase::Resolve, {Requirement::RedressRecorded}},
  };
  p.ladder = {{Role::Handler, Pounds(100)}, {Role::TeamLeader, Pounds(500)}, {Role::Manager, std::nullopt}};
  p.promise_cadence = days(2);
  p.confirmation_attempts = 2;
  p.confirmation_wait = days(7);
  p.reopen_window = days(180);
  p.follow_up_after = days(30);
  p.causes = {
      {"people", "People"},
      {"people.knowledge", "Knowledge or training missing"},
      {"people.attention", "Slip or oversight"},
      {"people.conduct", "Manner or conduct"},
      {"process", "Process"},
      {"process.handover", "Handover between people or teams lost something"},
      {"process.missing-step", "A step is missing"},
      {"process.not-followed", "A step was not followed"},
      {"process.delay", "Capacity or queue"},
      {"product", "Product or service"},
      {"product.defect", "Defect"},
      {"product.design", "Design does not fit the need"},
      {"product.availability", "Not available when promised"},
      {"policy", "Policy"},
      {"policy.unfair", "The policy gives an unfair result"},
      {"policy.unclear", "The policy is unclear"},
      {"systems", "Systems"},
      {"systems.data", "Wrong or missing data"},
      {"systems.failure", "System failure"},
      {"supplier", "Supplier or partner"},
      {"supplier.late", "Supplier late or absent"},
      {"supplier.quality", "Supplier's quality"},
      {"communication", "Communication"},
      {"communication.not-told", "The customer was not told"},
      {"communication.unclear", "What was said was unclear"},
      {"communication.overpromised", "More was promised than could be kept"},
      {"customer", "On the customer's side"},
      {"customer.use", "Use other than intended"},
      {"customer.expectation", "Expectation nobody raised"},
  };
  const auto clause = [&](Rule rule, const char* number, const char* words, const char* rests_on) {
    p.clauses.emplace(rule, Clause{std::string("general ") + number, words, rests_on});
  };
  // 1 Identify
  clause(Rule::CustomerNotKnown, "1.1", "Record who has the problem.", "ISO 10002:2018, 7.2");
  clause(Rule::ProblemNotRecorded, "1.2", "Record the problem in the customer's own words.", "ISO 10002:2018, 7.2");
  clause(Rule::RemedySoughtNotRecorded, "1.3", "Record the remedy the customer seeks.", "ISO 10002:2018, 7.2");
  clause(Rule::NotAcknowledged, "1.4", "Acknowledge to the customer at once.", "ISO 10002:2018, 7.4");
  clause(Rule::UnderstandingNotPlayedBack, "1.5", "Play your understanding back to the customer.", "Good practice m3");
  clause(Rule::ImpactNotAssessed, "1.6", "Assess severity, safety, complexity, impact and the need to act at once.",
         "ISO 10002:2018, 7.5");
  clause(Rule::NoOwner, "1.7", "Every case has one named owner.", "ISO 10002:2018, 4 to 6");
  clause(Rule::NextNewsMissing, "1.8", "End every contact with when the next news will come.", "ISO 10002:2018, 7.3");
  clause(Rule::NextNewsInThePast, "1.8", "End every contact with when the next news will come.", "ISO 10002:2018, 7.3");
  // 2 Analyse
  clause(Rule::FindingMissing, "2.1", "Investigate as far as the case deserves, and record what is found.",
         "ISO 10002:2018, 7.6");
  clause(Rule::CauseNotEstablished, "2.2", "Establish the cause before offering any option.", "ISO 10002:2018, 7.6");
  clause(Rule::DecisionMissing, "2.3", "Decide with reasons and citations before offering a resolution.", "ISO 10002:2018, 7.8");
  // 3 Resolve
  clause(Rule::TooFewOptions, "3.1", "Put two or more options side by side.", "Good practice m5");
  clause(Rule::OptionsNotWeighed, "3.2", "Weigh the options against stated criteria.", "Good practice m5");
  clause(Rule::OptionsChangedSinceWeighing, "3.2", "Weigh the options against stated criteria.", "Good practice m5");
  clause(Rule::OptionNotChosen, "3.2", "Weigh the options against stated criteria.", "Good practice m5");
  clause(Rule::JustificationMissing, "3.3", "Say why, when the option chosen is not the one ranked first.",
         "Good practice m7, m11");
  clause(Rule::BeyondAuthority, "3.4", "Offer only what is within your authority; send the rest up.", "ISO 10002:2018, 4 to 6");
  clause(Rule::WithinYourAuthority, "3.5", "Decide yourself what is within your authority.", "Good practice m4");
  clause(Rule::ApproverIsRequester, "3.6", "Nobody approves their own request.", "ISO 10002:2018, 4 to 6");
  clause(Rule::AgreementMissing, "3.7", "Agree the resolution with the customer, or give a final position.",
         "ISO 10002:2018, 7.9");
  clause(Rule::ActionsOutstanding, "3.8", "Carry out what was agreed, and record it.", "ISO 10002:2018, 7.9");
  clause(Rule::RedressNotRecorded, "3.9", "Record the redress that was given.", "ISO 10002:2018, 7.9");
  clause(Rule::FinalPositionMissing, "3.10", "Give a final position with reasons and the alternatives left.",
         "ISO 10002:2018, 7.9");
  // 4 Follow up
  clause(Rule::CustomerHasNotConfirmed, "4.1", "Ask the customer whether it is solved; their word decides.",
         "ISO 10002:2018, 7.3");
  clause(Rule::ConfirmationNotRequested, "4.1", "Ask the customer whether it is solved; their word decides.",
         "ISO 10002:2018, 7.3");
  clause(Rule::ConfirmationAttemptsTooFew, "4.2", "Ask twice, and wait seven days, before closing as unconfirmed.",
         "Good practice x5");
  clause(Rule::ConfirmationWindowOpen, "4.2", "Ask twice, and wait seven days, before closing as unconfirmed.",
         "Good practice x5");
  clause(Rule::FollowUpMissing, "4.3", "Look again later that it has not come back.", "Good practice m8");
  clause(Rule::LessonMissing, "4.4", "Record what is learnt from each case.", "ISO 10002:2018, 8");
  clause(Rule::ReopenWindowPassed, "4.5", "Re-open within 180 days; after that, log a new case linked to the old.",
         "Organisation's own rule");
  clause(Rule::CustomerNotTold, "4.6", "Tell the customer the decision as soon as it is taken.", "ISO 10002:2018, 7.8");
  return p;
}

}  // namespace

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

const CauseNode* FindCause(const Procedure& procedure, std::string_view code) {
  const auto node = std::ranges::find(procedure.causes, code, &CauseNode::code);
  return node == procedure.causes.end() ? nullptr : &*node;
}

const Procedure& General() {
  static const Procedure general = MakeGeneral();
  return general;
}

const Procedure* Find(std::string_view id, int version) {
  const Procedure& general = General();
  return id == general.id && version == general.version ? &general : nullptr;
}

}  // namespace procedures
