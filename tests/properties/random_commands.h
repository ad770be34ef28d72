#pragma once
// Random commands that have a chance: content drawn from the command's description, with references, times, causes and
// weighings that fit the case it is given to. Half of them are commands the guide allows, so that histories get deep; the
// other half are anything at all.

#include <algorithm>
#include <set>

#include "support/case_spec.h"
#include "support/random.h"

namespace tests {

using namespace spec;  // NOLINT: tests speak the specs' words

inline Reach Near(Instant now) {
  return {.most_id = 4, .first = now - std::chrono::days(2), .last = now + std::chrono::days(12)};
}

inline std::size_t IndexOf(const std::string& kebab) {
  const auto& kinds = base::TypeOf<Command>().alternatives;
  return static_cast<std::size_t>(
      std::ranges::find(kinds, kebab, [](const base::Alternative& kind) { return base::Kebab(kind.name); }) - kinds.begin());
}

// A clock of the case's procedure; of one that has none, a name.
inline Word AnyClock(const Context& x) { return Word(x.procedure->clocks.empty() ? "answer" : OneOf(x.procedure->clocks).id); }

// Makes what was drawn fit the case where pure chance never would.
inline void Fit(Command& command, const Case& c, const Context& x) {
  const auto live = LiveOptions(c);
  const auto last_open = [&](auto& id, const auto& items, auto is_open) {
    for (const auto& item : items) {
      if (is_open(item)) id = item.id;
    }
  };
  const auto open_offer = [&](OfferId& id) {
    last_open(id, c.offers, [](const Offer& o) { return o.state == OfferState::Open; });
  };
  const auto planned = [&](ActionId& id) {
    last_open(id, c.actions, [](const Action& a) { return a.state == ActionState::Planned; });
  };
  if (auto* cause = std::get_if<EstablishCause>(&command)) {
    if (cause->cause) cause->cause = Word(OneOf(x.procedure->causes).code);
    cause->cannot_be_established = !cause->cause;
    cause->findings.clear();
    for (const Finding& finding : c.findings) cause->findings.push_back(finding.id);
  } else if (auto* weigh = std::get_if<WeighOptions>(&command)) {
    if (weigh->criteria.empty()) weigh->criteria.push_back({Line("Cost"), {40}});
    weigh->scored.clear();
    for (const Option* option : live) {
      options::OptionScores row{option->id, {}};
      for (std::size_t k = 0; k < weigh->criteria.size(); ++k) row.scores.push_back({Draw<std::int64_t>(0, 11)});
      weigh->scored.push_back(std::move(row));
    }
    if (!live.empty()) weigh->chosen = OneOf(live)->id;
    if (!weigh->justification) weigh->justification = Said("Better for them.");
  } else if (auto* offer = std::get_if<MakeOffer>(&command)) {
    if (c.round.weighing) offer->option = c.round.weighing->chosen;
  } else if (auto* accept = std::get_if<AcceptOffer>(&command)) {
    open_offer(accept->offer);
    if (accept->at) accept->at = x.now;
  } else if (auto* decline = std::get_if<DeclineOffer>(&command)) {
    open_offer(decline->offer);
  } else if (auto* counter = std::get_if<CounterOffer>(&command)) {
    open_offer(counter->offer);
  } else if (auto* grant = std::get_if<GrantApproval>(&command)) {
    last_open(grant->option, c.options, [](const Option& o) { return o.approval.has_value(); });
  } else if (auto* plan = std::get_if<PlanAction>(&command)) {
    plan->due = x.now + std::chrono::days(1);
    plan->replaces.reset();
    for (const Action& action : c.actions) {
      if (action.state == ActionState::Failed && !action.replaced) plan->replaces = action.id;
    }
  } else if (auto* complete = std::get_if<CompleteAction>(&command)) {
    planned(complete->action);
    complete->files.clear();
  } else if (auto* fail = std::get_if<FailAction>(&command)) {
    planned(fail->action);
  } else if (auto* finding = std::get_if<AddFinding>(&command)) {
    finding->evidence.clear();
  } else if (auto* schedule = std::get_if<ScheduleFollowUp>(&command)) {
    schedule->at = x.now + std::chrono::days(30);
  } else if (auto* contact = std::get_if<RecordContact>(&command)) {
    if (contact->at) contact->at = x.now - std::chrono::hours(1);
    if (contact->next_news_by) contact->next_news_by = x.now + std::chrono::days(2);
  } else if (auto* close = std::get_if<CloseCase>(&command)) {
    std::vector<Outcome> possible;
    for (const ClosingGuide& closing : GuideFor(c, x).closing) {
      if (closing.allowed) possible.push_back(closing.outcome);
    }
    if (!possible.empty()) close->outcome = OneOf(possible);
    if (!close->reason) close->reason = Said("So it ended.");
  } else if (auto* pause = std::get_if<PauseClock>(&command)) {
    pause->clock = AnyClock(x);
    for (const procedures::ClockRule& rule : x.procedure->clocks) {
      if (rule.pauses.empty() || OnceIn(4)) continue;
      pause->clock = Word(rule.id);
      pause->reason = Word(OneOf(rule.pauses));
    }
  } else if (auto* resume = std::get_if<ResumeClock>(&command)) {
    resume->clock = c.timing.pauses.empty() ? AnyClock(x) : Word(OneOf(c.timing.pauses).clock);
  } else if (auto* extend = std::get_if<ExtendClock>(&command)) {
    extend->clock = AnyClock(x);
    for (const procedures::ClockRule& rule : x.procedure->clocks) {
      if (rule.extension && !OnceIn(3)) extend->clock = Word(rule.id);
    }
    extend->until = x.now + std::chrono::days(Draw(1, 40));
  } else if (auto* reviewed = std::get_if<AcknowledgeReview>(&command)) {
    if (reviewed->at) reviewed->at = x.now - std::chrono::hours(1);
  } else if (auto* confirm = std::get_if<ConfirmResolution>(&command)) {
    if (confirm->at) confirm->at = x.now;
  } else if (auto* dispute = std::get_if<DisputeResolution>(&command)) {
    if (dispute->at) dispute->at = x.now;
  }
}

inline Command AnyCommandFor(const Case& c, const Context& x) {
  const auto& kinds = base::TypeOf<Command>().alternatives;
  std::size_t index = Draw<std::size_t>(0, kinds.size());
  bool fits = OnceIn(2);
  if (OnceIn(2)) {
    std::vector<std::string> allowed = GuideFor(c, x).allowed;
    // What is rarely possible is taken often, or hardly a case would come to its end.
    static const std::set<std::string> kRare{
        "make-offer",          "accept-offer", "grant-approval", "confirm-resolution", "let-confirmation-lapse",
        "give-final-position", "close-case",   "reopen-case",    "merge-case"};
    if (OnceIn(3)) std::erase_if(allowed, [](const std::string& name) { return !kRare.contains(name); });
    if (!allowed.empty()) index = IndexOf(OneOf(allowed));
    fits = true;
  }
  Command command;
  FillAny(base::TypeOf<Command>().choose(&command, index), kinds[index].type(), Near(x.now));
  if (fits) Fit(command, c, x);
  // What ends or leaves the case would end most histories early.
  const bool ends = std::holds_alternative<MergeCase>(command) || std::holds_alternative<WithdrawCase>(command) ||
                    std::holds_alternative<ReferCase>(command) || std::holds_alternative<ErasePerson>(command);
  return ends && !OnceIn(3) ? Command(TakeOwnership{}) : command;
}

inline const Actor& AnyActor() {
  static const std::vector<Actor> kActors{kHandler, kHandler,  kHandler,  kColleague, kLeader,   kManager,
                                          kManager, kCustomer, kCustomer, kQuality,   kStranger, kClock};
  return OneOf(kActors);
}

inline base::Duration AnyPause() {
  static const std::vector<base::Duration> kPauses{base::Duration(0),     base::Duration(0),    std::chrono::minutes(5),
                                                   std::chrono::hours(3), std::chrono::days(1), std::chrono::days(3),
                                                   std::chrono::days(8),  std::chrono::days(8)};
  return OneOf(kPauses);
}

// How far the usual way is gone before chance takes over.
inline Steps AnyBeginning() {
  static const Steps kAsked =
      Done() + Steps{{kHandler, RequestConfirmation{Channel::Email}}, {kHandler, RequestConfirmation{Channel::Letter}}};
  static const Steps kBeyond = Weighed("250.00") + Steps{{kHandler, RequestApproval{OptionId{1}, Said("Three missed visits.")}}};
  static const std::vector<Steps> kWays{Logged(), Identified(), Analysed(),  Weighed(),      kBeyond,
                                        kBeyond,  Offered(),    Agreed(),    Agreed(),       Done(),
                                        kAsked,   kAsked,       Confirmed(), ReadyToClose(), Closed()};
  Steps steps = OneOf(kWays);
  // Now and then a step is left out; what follows from it is then refused.
  if (OnceIn(4)) steps.erase(steps.begin() + Draw<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(steps.size())));
  return steps;
}

}  // namespace tests
