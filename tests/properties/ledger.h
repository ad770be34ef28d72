#pragma once
// What a case's events alone say, and which of the rules nobody can configure away they break. Written from the design's
// table of gates and from nothing in src/domain: it follows the history, not the state, and not gates.cpp.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "domain/cases/events.h"

namespace tests {

class Ledger {
 public:
  // Takes in one event and who brought it about; what is wrong with it happening now goes to broken().
  void Add(const cases::Event& event, const domain::Actor& actor, base::Instant at) {
    using namespace cases;  // NOLINT
    const std::string& name = base::TypeOf<Event>().alternatives[event.index()].name;
    actor_ = &actor;
    at_ = at;
    if (closed_) Demand(kOnClosed.contains(name), name + " on a closed case");
    if (merged_) Demand(name == "CaseUnmerged" || name == "PersonErased", name + " on a merged case");
    std::visit([&](const auto& e) { On(e); }, event);
  }
  const std::vector<std::string>& broken() const { return broken_; }

  // What a run reached, for knowing that deep states were in fact tried.
  std::set<std::string> reached;

 private:
  struct OptionMark {
    std::optional<base::Money> cost;
    std::string asked_by;
    bool approved = false;
  };
  struct Round {
    bool finding = false;
    bool cause = false;
    std::optional<base::OptionId> chosen;  // by a weighing that nothing has overtaken
    std::map<base::OfferId, bool> offers;  // open?
    bool agreement = false;
    bool final_position = false;
    bool action = false;
    std::vector<base::Instant> asked;
    bool confirmed = false;
    bool lapsed = false;
  };

  void Demand(bool holds, const std::string& what) {
    if (!holds) broken_.push_back(what);
  }
  void DemandIdentified(const std::string& what) {
    Demand(customer_, what + " without a customer");
    Demand(words_, what + " without the problem in the customer's words");
    Demand(remedy_, what + " without the remedy sought");
    Demand(acknowledged_, what + " before the case was acknowledged");
    Demand(understood_ || not_reached_ >= 2, what + " before the understanding was confirmed or tried twice");
  }
  void DemandAnalysed(const std::string& what) {
    DemandIdentified(what);
    Demand(round_.finding, what + " without a finding in this round");
    Demand(round_.cause, what + " before the cause was established");
  }
  void DemandResolved(const std::string& what) {
    DemandAnalysed(what);
    Demand(round_.agreement || round_.final_position, what + " without an agreement or a final position");
    Demand(!round_.agreement || round_.action, what + " without any action for the agreement");
    for (const auto& [id, state] : actions_)
      Demand(state != "planned" && state != "failed", what + " with action " + id.ToString() + " " + state);
  }
  void DemandFollowedUp(const std::string& what) {
    DemandResolved(what);
    Demand(std::ranges::any_of(follow_ups_, [](const auto& f) { return f.second; }),
           what + " without a follow-up done or arranged");
    Demand(lesson_, what + " without a lesson");
  }
  // The general procedure's ladder, as its clause 3.4 states it.
  static bool MaySpend(domain::Role role, const std::optional<base::Money>& cost) {
    if (!cost || cost->amount.ten_thousandths <= 0 || role == domain::Role::Manager) return true;
    const std::int64_t most = role == domain::Role::Handler ? 100 : role == domain::Role::TeamLeader ? 500 : 0;
    return cost->currency.code == "GBP" && cost->amount.ten_thousandths <= most * base::Decimal::kOne;
  }
  void NewRound() { round_ = {}; }
  void DemandTheCustomersWord(const std::string& what) {
    Demand(actor_->IsStaff() || actor_->customer == customer_id_, what + " by somebody who is neither staff nor the customer");
  }

  // -- Identify
  void On(const cases::CaseLogged& e) {
    customer_ = e.customer.number > 0;
    customer_id_ = e.customer;
    words_ = e.words.has_value();
    remedy_ = e.remedy_sought.has_value();
  }
  void On(const cases::DetailCorrected& e) {
    words_ = words_ || e.words;
    remedy_ = remedy_ || e.remedy_sought;
  }
  void On(const cases::CaseAcknowledged&) { acknowledged_ = true; }
  void On(const cases::UnderstandingPlayedBack& e) {
    understood_ = understood_ || e.answer == cases::Understanding::Agreed;
    not_reached_ += e.answer == cases::Understanding::NotReached ? 1 : 0;
  }
  void On(const cases::ContactRecorded& e) { told_ = told_ || (e.reached && e.direction == cases::Direction::ToCustomer); }
  void On(const cases::NewsPromised& e) { promised_ = e.by; }
  void On(const cases::PromiseKept& e) {
    Demand(promised_ == e.due_at && e.kept_at <= e.due_at, "a promise kept that was not made, or kept late");
    reached.insert("PromiseKept");
    promised_.reset();
  }
  void On(const cases::PromiseBroken& e) {
    Demand(promised_ == e.due_at && e.detected_at > e.due_at && e.detected_at == at_,
           "a promise broken that was not made, or not yet due");
    reached.insert("PromiseBroken");
  }

  // -- Analyse
  void On(const cases::FindingAdded&) { round_.finding = true; }
  void On(const cases::CauseEstablished&) {
    Demand(round_.finding, "a cause without a finding");
    round_.cause = true;
  }
  void On(const cases::CaseDecided&) { Demand(round_.cause, "a decision before the cause"); }

  // -- Resolve
  void On(const cases::OptionAdded& e) {
    options_[e.option] = {e.terms.cost, "", false};
    round_.chosen.reset();
  }
  void On(const cases::OptionAmended& e) {
    options_[e.option] = {e.terms.cost, "", false};
    round_.chosen.reset();
  }
  void On(const cases::OptionRemoved& e) {
    options_.erase(e.option);
    round_.chosen.reset();
  }
  void On(const cases::OptionsWeighed& e) {
    Demand(options_.size() >= 2, "a weighing of fewer than two options");
    Demand(options_.contains(e.chosen), "a choice that is not among the options");
    round_.chosen = e.chosen;
  }
  void On(const cases::ApprovalRequested& e) { options_[e.option].asked_by = actor_->ToString(); }
  void On(const cases::ApprovalGranted& e) {
    Demand(options_[e.option].asked_by != actor_->ToString(), "an approval by who asked for it");
    Demand(!options_[e.option].asked_by.empty(), "an approval nobody asked for");
    Demand(MaySpend(actor_->role, options_[e.option].cost), "an approval beyond the approver's authority");
    options_[e.option].approved = true;
    reached.insert("ApprovalGranted");
  }
  void On(const cases::OfferMade& e) {
    DemandAnalysed("an offer");
    Demand(round_.chosen == e.option, "an offer of what was not chosen when the options last were weighed");
    Demand(options_[e.option].approved || MaySpend(actor_->role, options_[e.option].cost),
           "an offer beyond the actor's authority");
    Demand(!round_.agreement, "an offer after the agreement");
    round_.offers[e.offer] = true;
    reached.insert("OfferMade");
  }
  void Answered(base::OfferId id, const std::string& what) {
    DemandTheCustomersWord(what);
    Demand(round_.offers.contains(id) && round_.offers[id], what + " of no open offer of this round");
    round_.offers[id] = false;
  }
  void On(const cases::OfferAccepted& e) {
    Answered(e.offer, "an acceptance");
    round_.agreement = true;
    reached.insert("OfferAccepted");
  }
  void On(const cases::OfferDeclined& e) { Answered(e.offer, "a refusal"); }
  void On(const cases::OfferCountered& e) { Answered(e.offer, "a counter-offer"); }
  void On(const cases::FinalPositionGiven&) {
    DemandAnalysed("a final position");
    round_.final_position = true;
    reached.insert("FinalPositionGiven");
  }
  void On(const cases::ActionPlanned& e) {
    if (e.replaces) {
      Demand(actions_[*e.replaces] == "failed", "an action in place of one that did not fail");
      actions_[*e.replaces] = "replaced";
    }
    actions_[e.action] = "planned";
    round_.action = true;
  }
  void On(const cases::ActionCompleted& e) { actions_[e.action] = "done"; }
  void On(const cases::ActionFailed& e) { actions_[e.action] = "failed"; }

  // -- Follow up
  void On(const cases::ConfirmationRequested&) {
    DemandResolved("the question whether it is solved");
    round_.asked.push_back(at_);
    reached.insert("ConfirmationRequested");
  }
  void On(const cases::ResolutionConfirmed&) {
    DemandResolved("a confirmation");
    DemandTheCustomersWord("a confirmation");
    round_.confirmed = true;
    reached.insert("ResolutionConfirmed");
  }
  void On(const cases::ResolutionDisputed&) {
    DemandTheCustomersWord("a dispute");
    reached.insert("ResolutionDisputed");
    NewRound();
  }
  void On(const cases::ConfirmationLapsed& e) {
    Demand(round_.asked.size() >= 2, "silence after fewer than two attempts");
    Demand(!round_.asked.empty() && at_ >= round_.asked.back() + std::chrono::days(7), "silence before seven days were over");
    Demand(!round_.confirmed, "silence of a customer who had confirmed");
    Demand(e.detected_at == at_ && e.due_at <= at_, "a lapse stamped with another time");
    round_.lapsed = true;
    reached.insert("ConfirmationLapsed");
  }
  void On(const cases::FollowUpScheduled& e) { follow_ups_[e.follow_up] = true; }
  void On(const cases::FollowUpRecorded& e) { follow_ups_[e.follow_up] = e.still_solved; }
  void On(const cases::LessonRecorded&) { lesson_ = true; }
  void On(const cases::CaseWithdrawn&) {
    DemandTheCustomersWord("a withdrawal");
    withdrawn_ = true;
  }
  void On(const cases::CaseReferred&) { referred_ = true; }
  void On(const cases::CaseClosed& e) {
    const std::string what = "closing as " + base::WordsOf(e.outcome);
    switch (e.outcome) {
      case cases::Outcome::ResolvedConfirmed:
        DemandFollowedUp(what);
        Demand(round_.confirmed, what + " without the customer's confirmation");
        break;
      case cases::Outcome::ResolvedUnconfirmed:
        DemandFollowedUp(what);
        Demand(!round_.confirmed, what + " although the customer confirmed");
        Demand(round_.lapsed, what + " before the customer's silence was long enough");
        break;
      case cases::Outcome::NotUpheldFinalPosition:
        DemandAnalysed(what);
        Demand(round_.final_position, what + " without a final position");
        Demand(!round_.agreement, what + " although something was agreed");
        Demand(lesson_, what + " without a lesson");
        break;
      case cases::Outcome::Withdrawn: Demand(withdrawn_, what + " although the customer did not withdraw"); break;
      case cases::Outcome::Referred: Demand(referred_, what + " although it was not referred"); break;
      case cases::Outcome::OutOfScope: Demand(told_, what + " without telling the customer"); break;
    }
    closed_ = true;
    promised_.reset();
    reached.insert("closed as " + base::NameOf(e.outcome));
  }
  void On(const cases::CaseReopened&) {
    Demand(closed_, "re-opening an open case");
    closed_ = withdrawn_ = referred_ = false;
    reached.insert("CaseReopened");
    NewRound();
  }
  void On(const cases::ReviewAsked&) {
    closed_ = withdrawn_ = referred_ = false;
    NewRound();
  }
  void On(const cases::CaseMerged&) {
    merged_ = true;
    reached.insert("CaseMerged");
  }
  void On(const cases::CaseUnmerged&) {
    Demand(merged_, "taking back a merge there was not");
    merged_ = false;
  }
  void On(const auto&) {}

  static inline const std::set<std::string> kOnClosed{
      "CaseReopened",    "ContactRecorded", "NewsPromised",      "PromiseKept",      "PromiseBroken",  "PromiseEnded",
      "DetailCorrected", "FileAttached",    "FollowUpScheduled", "FollowUpRecorded", "SurveyAnswered", "LessonRecorded",
      "CaseLinked",      "CaseUnlinked",    "CaseReleased",      "PersonErased",     "LetterSent",     "ReviewAsked"};

  std::vector<std::string> broken_;
  const domain::Actor* actor_ = nullptr;
  base::Instant at_;
  base::CustomerId customer_id_;
  bool customer_ = false;
  bool words_ = false;
  bool remedy_ = false;
  bool acknowledged_ = false;
  bool understood_ = false;
  int not_reached_ = 0;
  bool told_ = false;
  bool lesson_ = false;
  bool closed_ = false;
  bool merged_ = false;
  bool withdrawn_ = false;
  bool referred_ = false;
  std::optional<base::Instant> promised_;
  std::map<base::OptionId, OptionMark> options_;
  std::map<base::ActionId, std::string> actions_;
  std::map<base::FollowUpId, bool> follow_ups_;  // still counts: arranged, or done and still solved
  Round round_;
};

}  // namespace tests
