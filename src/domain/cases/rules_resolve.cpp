#include <algorithm>

#include "domain/cases/authority.h"
#include "domain/cases/rules.h"
#include "domain/cases/send_up.h"

namespace cases::rules {
namespace {

Saying CostOf(const Option& option) { return option.terms.cost ? SayingOf(*option.terms.cost) : Saying("nothing"); }

// An offer that stands, and has not run out.
const Offer* StandingOffer(const Case& c, const Context& x) {
  const auto stands = [&](const Offer& offer) {
    return offer.state == OfferState::Open && (!offer.answer_by || x.now <= *offer.answer_by);
  };
  const auto found = std::ranges::find_if(c.offers, stands);
  return found == c.offers.end() ? nullptr : &*found;
}

Refusals NotOffered(const Case& c, const Context& x, OptionId id) {
  for (const Offer& offer : c.offers) {
    if (offer.option == id && (offer.state == OfferState::Open || offer.state == OfferState::Accepted)) {
      return Only(No(x, R::OptionWasOffered, Saying("{} is before the customer as offer {}.", id, offer.id), "option"));
    }
  }
  return {};
}

bool AwaitsApproval(const Case& c) {
  return std::ranges::any_of(
      c.options, [](const Option& o) { return !o.removed && o.approval && o.approval->state == ApprovalState::Requested; });
}

Refusals NothingToApprove(const Case& c, const Context& x) {
  if (AwaitsApproval(c)) return {};
  return Only(No(x, R::ApprovalNotRequested, Saying("No option of this case waits for approval.")));
}

// The shared rules of granting and refusing.
Refusals MayAnswerApproval(const Case& c, const Context& x, OptionId id) {
  const Option* option = FindOption(c, id);
  if (option == nullptr) return NotOnThisCase(x, Saying("This case has no option {}.", id), "option");
  if (!option->approval || option->approval->state != ApprovalState::Requested) {
    return Only(No(x, R::ApprovalNotRequested, Saying("Nobody asked for approval of {}.", id), "option"));
  }
  if (option->approval->requested_by == x.actor.ToString()) {
    return Only(No(x, R::ApproverIsRequester, Saying("You asked for this approval; somebody else must answer.")));
  }
  return {};
}

}  // namespace

Ruling Rule(const AddOption& command, const Case& c, const Context&) {
  return Events{OptionAdded{NextId<OptionId>(c.options), command.terms}};
}

bool Satisfied(const AmendOption& command, const Case& c, const Context&) {
  const Option* option = FindOption(c, command.option);
  return option != nullptr && option->terms == command.terms;
}

Ruling Rule(const AmendOption& command, const Case& c, const Context& x) {
  if (FindOption(c, command.option) == nullptr)
    return NotOnThisCase(x, Saying("This case has no option {}.", command.option), "option");
  if (auto offered = NotOffered(c, x, command.option); !offered.empty()) return offered;
  return Events{OptionAmended{command.option, command.terms, command.reason}};
}

bool Satisfied(const RemoveOption& command, const Case& c, const Context&) {
  return std::ranges::any_of(c.options, [&](const Option& o) { return o.id == command.option && o.removed; });
}

Ruling Rule(const RemoveOption& command, const Case& c, const Context& x) {
  if (FindOption(c, command.option) == nullptr)
    return NotOnThisCase(x, Saying("This case has no option {}.", command.option), "option");
  if (auto offered = NotOffered(c, x, command.option); !offered.empty()) return offered;
  return Events{OptionRemoved{command.option, command.reason}};
}

Refusals Obstacles(Of<WeighOptions>, const Case& c, const Context& x) {
  const std::size_t options = LiveOptions(c).size();
  if (options >= 2) return {};
  return Only(No(x, R::TooFewOptions,
                 options == 1 ? Saying("There is only one option; put at least two side by side.")
                              : Saying("There are no options; put at least two side by side.")));
}

Ruling Rule(const WeighOptions& command, const Case& c, const Context& x) {
  if (command.criteria.empty() ||
      std::ranges::all_of(command.criteria, [](const options::Criterion& k) { return k.weight.value == 0; })) {
    return Only(No(x, R::WeightsAllZero, Saying("Give at least one criterion a weight above zero."), "criteria"));
  }
  if (command.criteria.size() > 20) return Only(No(x, R::Incomplete, Saying("Twenty criteria are enough."), "criteria"));
  for (const Option* option : LiveOptions(c)) {
    const auto count = std::ranges::count(command.scored, option->id, &options::OptionScores::option);
    if (count != 1) {
      return Only(No(x, R::ScoresIncomplete,
                     count == 0 ? Saying("{} has no scores.", option->id) : Saying("{} is scored more than once.", option->id),
                     "scored"));
    }
  }
  for (const options::OptionScores& scored : command.scored) {
    if (FindOption(c, scored.option) == nullptr)
      return NotOnThisCase(x, Saying("This case has no option {}.", scored.option), "scored");
    if (scored.scores.size() != command.criteria.size()) {
      return Only(No(x, R::ScoresIncomplete,
                     Saying("{} has {} for {}.", scored.option, Saying::Count(std::ssize(scored.scores), "{} score", "{} scores"),
                            Saying::Count(std::ssize(command.criteria), "{} criterion", "{} criteria")),
                     "scored"));
    }
  }
  if (FindOption(c, command.chosen) == nullptr)
    return NotOnThisCase(x, Saying("This case has no option {}.", command.chosen), "chosen");
  options::Ranking ranking = options::Weigh(command.criteria, command.scored);
  const auto chosen = std::ranges::find(ranking.ranks, command.chosen, &options::Rank::option);
  if (chosen->place != 1 && !command.justification) {
    return Only(No(x, R::JustificationMissing,
                   Saying("{} Say why {} is better for this customer.", options::InWords(ranking), command.chosen),
                   "justification"));
  }
  return Events{OptionsWeighed{command.criteria, command.scored, std::move(ranking), command.chosen, command.justification}};
}

bool Satisfied(const RequestApproval& command, const Case& c, const Context&) {
  const Option* option = FindOption(c, command.option);
  return option != nullptr && option->approval && option->approval->state != ApprovalState::Refused;
}

Ruling Rule(const RequestApproval& command, const Case& c, const Context& x) {
  const Option* option = FindOption(c, command.option);
  if (option == nullptr) return NotOnThisCase(x, Saying("This case has no option {}.", command.option), "option");
  auto lack = LackToOffer(c, *option, x);
  if (!lack) lack = SecondPersonFor(c, *option, x);
  if (!lack) {
    return Only(No(x, R::WithinYourAuthority,
                   Saying("This is within your authority: {}, and {} costs {}.", LimitInWords(x), option->id, CostOf(*option)),
                   "option"));
  }
  return Events{ApprovalRequested{command.option, command.reason, lack->needed}};
}

Refusals Obstacles(Of<GrantApproval>, const Case& c, const Context& x) { return NothingToApprove(c, x); }
Refusals Obstacles(Of<RefuseApproval>, const Case& c, const Context& x) { return NothingToApprove(c, x); }

bool Satisfied(const GrantApproval& command, const Case& c, const Context&) {
  const Option* option = FindOption(c, command.option);
  return option != nullptr && IsApproved(*option);
}

Ruling Rule(const GrantApproval& command, const Case& c, const Context& x) {
  if (auto no = MayAnswerApproval(c, x, command.option); !no.empty()) return no;
  const Option& option = *FindOption(c, command.option);
  if (const auto lack = LackToOffer(c, option, x)) return Only(ToRefusal(x, *lack, "option"));
  if (const auto second = SecondPersonFor(c, option, x); second && second->rule == R::BelowEntitlement) {
    const procedures::Rung* own = procedures::RungOf(*x.procedure, x.actor.role);
    const procedures::Rung* needed = procedures::RungOf(*x.procedure, second->needed);
    if (own == nullptr || (needed != nullptr && own < needed)) return Only(ToRefusal(x, *second, "option"));
  }
  return Events{ApprovalGranted{command.option, command.reason}};
}

bool Satisfied(const RefuseApproval& command, const Case& c, const Context&) {
  const Option* option = FindOption(c, command.option);
  return option != nullptr && option->approval && option->approval->state == ApprovalState::Refused;
}

Ruling Rule(const RefuseApproval& command, const Case& c, const Context& x) {
  if (auto no = MayAnswerApproval(c, x, command.option); !no.empty()) return no;
  return Events{ApprovalRefused{command.option, command.reason}};
}

Refusals Obstacles(Of<MakeOffer>, const Case& c, const Context& x) {
  if (c.round.agreement) return Only(No(x, R::AlreadyAgreed, Saying("A resolution is agreed with the customer.")));
  Refusals refusals = MissingUpTo(c, Phase::Analyse, x);
  if (const Offer* offer = StandingOffer(c, x)) {
    refusals.push_back(No(x, R::OfferOpen, Saying("Offer {} waits for the customer's answer.", offer->id)));
  }
  if (!c.round.weighing) {
    Append(refusals, Obstacles(Of<WeighOptions>{}, c, x));
    refusals.push_back(No(x, R::OptionsNotWeighed, Saying("The options have not been weighed.")));
    return refusals;
  }
  if (c.round.weighing->overtaken) {
    refusals.push_back(No(x, R::OptionsChangedSinceWeighing, Saying("The options changed after they were weighed.")));
  }
  const Option* chosen = FindOption(c, c.round.weighing->chosen);
  if (chosen != nullptr) {
    if (const ApprovalNeed need = ApprovalFor(c, *chosen, x); !need.settled) {
      refusals.push_back(ToRefusal(x, *need.lack, "option"));
    }
  }
  Append(refusals, SamePerson(c, x, x.actor.ToString(), ""));
  return refusals;
}

Ruling Rule(const MakeOffer& command, const Case& c, const Context& x) {
  if (FindOption(c, command.option) == nullptr)
    return NotOnThisCase(x, Saying("This case has no option {}.", command.option), "option");
  if (command.option != c.round.weighing->chosen) {
    return Only(No(x, R::OptionNotChosen,
                   Saying("{} was chosen when the options were weighed; to offer {}, weigh them again and say why.",
                          c.round.weighing->chosen, command.option),
                   "option"));
  }
  if (command.answer_by && *command.answer_by <= x.now) {
    return Only(No(x, R::DueInThePast, Saying("The time to answer must lie ahead."), "answer_by"));
  }
  const OfferMade made{NextId<OfferId>(c.offers), command.option, command.terms, command.channel, command.answer_by};
  // While the customer thinks it over, they still hear from us by a time.
  return Then(Then(Telling(c, x), made), NewsPromised{command.answer_by.value_or(x.now + x.procedure->promise_cadence), {}});
}

namespace {
Refusals NeedsOpenOffer(const Case& c, const Context& x) {
  if (OpenOffer(c) != nullptr) return {};
  return Only(No(x, R::NoOpenOffer, Saying("No offer waits for the customer's answer.")));
}
bool HasState(const Case& c, OfferId id, OfferState state) {
  const Offer* offer = FindOffer(c, id);
  return offer != nullptr && offer->state == state;
}
}  // namespace

Refusals Obstacles(Of<AcceptOffer>, const Case& c, const Context& x) { return NeedsOpenOffer(c, x); }
Refusals Obstacles(Of<DeclineOffer>, const Case& c, const Context& x) { return NeedsOpenOffer(c, x); }
Refusals Obstacles(Of<CounterOffer>, const Case& c, const Context& x) { return NeedsOpenOffer(c, x); }

bool Satisfied(const AcceptOffer& command, const Case& c, const Context&) {
  return HasState(c, command.offer, OfferState::Accepted);
}
bool Satisfied(const DeclineOffer& command, const Case& c, const Context&) {
  return HasState(c, command.offer, OfferState::Declined);
}
bool Satisfied(const CounterOffer& command, const Case& c, const Context&) {
  return HasState(c, command.offer, OfferState::Countered);
}

Ruling Rule(const AcceptOffer& command, const Case& c, const Context& x) {
  if (auto no = AnswerableOffer(c, x, command.offer); !no.empty()) return no;
  if (auto future = NotFuture(x, command.at, "at"); !future.empty()) return future;
  return Events{OfferAccepted{command.offer, command.words, command.channel, command.at.value_or(x.now)}};
}

Ruling Rule(const DeclineOffer& command, const Case& c, const Context& x) {
  if (auto no = AnswerableOffer(c, x, command.offer); !no.empty()) return no;
  return Events{OfferDeclined{command.offer, command.words, command.channel}};
}

Ruling Rule(const CounterOffer& command, const Case& c, const Context& x) {
  if (auto no = AnswerableOffer(c, x, command.offer); !no.empty()) return no;
  return Events{OfferCountered{command.offer, command.wants, command.cost, command.channel}};
}

Refusals Obstacles(Of<GiveFinalPosition>, const Case& c, const Context& x) {
  if (c.round.agreement) return Only(No(x, R::AlreadyAgreed, Saying("A resolution is agreed with the customer.")));
  Refusals refusals = MissingUpTo(c, Phase::Analyse, x);
  const bool said = std::ranges::any_of(refusals, [](const Refusal& r) { return r.rule == R::DecisionMissing; });
  if (!c.round.decided && !said) refusals.push_back(Missing(c, Requirement::DecisionMade, x));
  if (const Offer* offer = StandingOffer(c, x)) {
    refusals.push_back(No(x, R::OfferOpen, Saying("Offer {} waits for the customer's answer.", offer->id)));
  }
  if (const auto lack = LackToDecide(domain::Power::GiveFinalPosition, x)) refusals.push_back(ToRefusal(x, *lack, ""));
  Append(refusals, SamePerson(c, x, x.actor.ToString(), ""));
  return refusals;
}

Ruling Rule(const GiveFinalPosition& command, const Case& c, const Context& x) {
  return Then(Telling(c, x), FinalPositionGiven{command.reasons, command.alternatives, command.channel});
}

Ruling Rule(const PlanAction& command, const Case& c, const Context& x) {
  if (auto unknown = KnownPerson(x, command.owner, "owner"); !unknown.empty()) return unknown;
  if (command.due <= x.now) return Only(No(x, R::DueInThePast, Saying("An action must be due in the time ahead."), "due"));
  if (command.replaces) {
    const Action* failed = FindAction(c, *command.replaces);
    if (failed == nullptr) return NotOnThisCase(x, Saying("This case has no action {}.", *command.replaces), "replaces");
    if (failed->state != ActionState::Failed || failed->replaced) {
      return Only(No(x, R::ActionIsOver, Saying("{} did not fail, or was replaced before.", *command.replaces), "replaces"));
    }
  }
  return Events{ActionPlanned{NextId<ActionId>(c.actions), command.what, command.owner, command.due, command.replaces}};
}

namespace {
Refusals PlannedAction(const Case& c, const Context& x, ActionId id) {
  const Action* action = FindAction(c, id);
  if (action == nullptr) return NotOnThisCase(x, Saying("This case has no action {}.", id), "action");
  if (action->state != ActionState::Planned) {
    return Only(No(x, R::ActionIsOver, Saying("{} is {} already.", id, action->state), "action"));
  }
  return {};
}
}  // namespace

bool Satisfied(const CompleteAction& command, const Case& c, const Context&) {
  const Action* action = FindAction(c, command.action);
  return action != nullptr && action->state == ActionState::Completed;
}
bool Satisfied(const FailAction& command, const Case& c, const Context&) {
  const Action* action = FindAction(c, command.action);
  return action != nullptr && action->state == ActionState::Failed;
}

Ruling Rule(const CompleteAction& command, const Case& c, const Context& x) {
  if (auto no = PlannedAction(c, x, command.action); !no.empty()) return no;
  if (auto unknown = KnownFiles(c, x, command.files, "files"); !unknown.empty()) return unknown;
  return Events{ActionCompleted{command.action, command.evidence, command.files}};
}

Ruling Rule(const FailAction& command, const Case& c, const Context& x) {
  if (auto no = PlannedAction(c, x, command.action); !no.empty()) return no;
  return Events{ActionFailed{command.action, command.reason}};
}

namespace {
// The agreed option pays for this and for what was given before.
bool Covers(const Option& agreed, const RecordRedress& command, const Case& c) {
  if (command.kind == RemedyKind::WriteOff && agreed.terms.remedy != RemedyKind::WriteOff) return false;
  if (!command.amount) return true;
  if (!agreed.terms.cost || agreed.terms.cost->currency != command.amount->currency) return false;
  base::Decimal left = agreed.terms.cost->amount;
  for (auto at = static_cast<std::size_t>(c.round.redress_before); at < c.redress.size(); ++at) {
    const auto& given = c.redress[at].amount;
    if (given && given->currency == command.amount->currency) left.ten_thousandths -= given->amount.ten_thousandths;
  }
  return command.amount->amount.ten_thousandths <= left.ten_thousandths;
}
}  // namespace

// What was agreed with the customer was within somebody's authority then; anything beyond it must be within one's own.
Ruling Rule(const RecordRedress& command, const Case& c, const Context& x) {
  const Option* agreed = c.round.agreement ? FindOption(c, c.round.agreement->option) : nullptr;
  const bool covered = agreed != nullptr && Covers(*agreed, command, c);
  if (x.actor.IsStaff() && !covered) {
    Option beyond;
    beyond.terms.remedy = command.kind;
    beyond.terms.cost = command.amount;
    if (const auto lack = LackToOffer(c, beyond, x)) {
      Refusal refusal = ToRefusal(x, *lack, "amount");
      refusal.says = Saying(
          "This is more than was agreed with the customer, and beyond your own authority; a {} may give it, or it is "
          "offered and agreed first.",
          lack->needed);
      return Only(std::move(refusal));
    }
  }
  return Events{RedressRecorded{NextId<RedressId>(c.redress), command.kind, command.amount, command.details}};
}

namespace {
Refusal AlreadyWith(const Escalation& open, const Context& x) {
  return No(x, R::AlreadyEscalated, Saying("The case is with the {} since {}.", open.to, Moment(x, open.at)));
}
}  // namespace

Refusals Obstacles(Of<EscalateCase>, const Case& c, const Context& x) {
  const Escalation* open = OpenEscalation(c);
  if (open != nullptr && procedures::RungAbove(*x.procedure, open->to) == nullptr) return Only(AlreadyWith(*open, x));
  if (x.actor.IsStaff() && procedures::RungAbove(*x.procedure, x.actor.role) == nullptr) {
    return Only(No(x, R::TopOfTheLadder, Saying("Nobody stands above you on the ladder of this procedure.")));
  }
  return {};
}

Ruling Rule(const EscalateCase& command, const Case& c, const Context& x) {
  if (x.actor.role == Role::Customer && command.trigger != Trigger::CustomerRequest) {
    return Only(No(x, R::Incomplete, Saying("A customer escalates at their own request."), "trigger"));
  }
  const procedures::Rung* above = procedures::RungAbove(*x.procedure, x.actor.role);
  if (!x.actor.IsStaff()) above = procedures::RungAbove(*x.procedure, Role::Handler);
  if (command.trigger == Trigger::Authority) {
    const Option* option = command.option ? FindOption(c, *command.option) : nullptr;
    if (command.option && option == nullptr) {
      return NotOnThisCase(x, Saying("This case has no option {}.", *command.option), "option");
    }
    if (option == nullptr && !command.decision) {
      return Only(No(x, R::Incomplete, Saying("Name the option or the decision that is beyond your authority."), "option"));
    }
    auto lack = option != nullptr ? LackToOffer(c, *option, x) : LackToDecide(*command.decision, x);
    if (!lack && option != nullptr) lack = SecondPersonFor(c, *option, x);
    if (!lack) {
      return Only(No(
          x, R::WithinYourAuthority,
          option == nullptr
              ? Saying("This is within your authority, because the procedure keeps it for nobody above you.")
              : Saying("This is within your authority, because {} costs {}. {}.", option->id, CostOf(*option), LimitInWords(x)),
          "trigger"));
    }
    const procedures::Rung* needed = procedures::RungOf(*x.procedure, lack->needed);
    if (needed != nullptr && needed > above) above = needed;
  }
  std::optional<Line> says;
  if (command.trigger == Trigger::CustomerRequest) {
    for (const procedures::TriggerRule& rule : x.procedure->triggers) {
      if (rule.kind != procedures::TriggerKind::CustomersRequest) continue;
      const procedures::Rung* wanted = procedures::RungOf(*x.procedure, rule.to);
      if (wanted != nullptr && wanted > above) above = wanted;
      if (!says && !rule.says.empty()) says = Line(rule.says);
    }
  }
  const Role to = above != nullptr ? above->role : Role::Manager;
  if (const Escalation* open = OpenEscalation(c); open != nullptr && procedures::RungOf(*x.procedure, open->to) >= above) {
    return Only(AlreadyWith(*open, x));
  }
  if (x.actor.IsStaff()) {
    if (const auto not_so = NotSo(command.trigger, c, x)) {
      Refusal early =
          No(x, R::WithinYourAuthority, Saying("This is within your authority, because {}.", not_so->because), "trigger");
      early.mend = not_so->mend;
      return Only(std::move(early));
    }
  }
  return Events{CaseEscalated{to, command.trigger, command.reason, command.tried, says}};
}

Refusals Obstacles(Of<ReturnEscalation>, const Case& c, const Context& x) {
  const Escalation* open = OpenEscalation(c);
  if (open == nullptr) return Only(No(x, R::NotEscalated, Saying("The case is not escalated.")));
  const procedures::Rung* needed = procedures::RungOf(*x.procedure, open->to);
  const procedures::Rung* own = procedures::RungOf(*x.procedure, x.actor.role);
  if (own == nullptr || (needed != nullptr && own < needed)) {
    return Only(No(x, R::ActorMayNot, Saying("The case is with the {}; they hand it back.", open->to)));
  }
  return {};
}

Ruling Rule(const ReturnEscalation& command, const Case&, const Context&) {
  return Events{EscalationReturned{command.guidance, command.within_authority}};
}

}  // namespace cases::rules
