#include "domain/procedures/clocks.h"

#include <algorithm>

#include "base/text.h"

namespace procedures {
namespace {

using base::Saying;
using calendar::Calendar;
using calendar::DayKind;

// What has happened by now.
class Past {
 public:
  Past(const History& history, Instant now) : history_(history), now_(now) {}

  std::optional<Instant> First(Milestone what, Instant not_before) const {
    std::optional<Instant> first;
    for (const Mark& mark : history_.marks) {
      if (mark.what != what || mark.at < not_before || mark.at > now_) continue;
      if (!first || mark.at < *first) first = mark.at;
    }
    return first;
  }
  std::optional<Instant> First(const std::vector<Milestone>& any, Instant not_before) const {
    std::optional<Instant> first;
    for (const Milestone what : any) {
      const auto at = First(what, not_before);
      if (at && (!first || *at < *first)) first = at;
    }
    return first;
  }
  // Whether the case had ended by then and was not yet opened again.
  bool HadEndedBy(Instant at) const {
    std::optional<Instant> ended;
    std::optional<Instant> reopened;
    for (const Mark& mark : history_.marks) {
      if (mark.at > at || mark.at > now_) continue;
      if (mark.what == Milestone::Ended && (!ended || mark.at > *ended)) ended = mark.at;
      if (mark.what == Milestone::Reopened && (!reopened || mark.at > *reopened)) reopened = mark.at;
    }
    return ended && (!reopened || *reopened < *ended);
  }
  // When the case ended, unless it was opened again.
  std::optional<Instant> Ended() const {
    std::optional<Instant> ended;
    for (auto at = First(Milestone::Ended, base::kEarliest); at; at = First(Milestone::Ended, *at + Duration(1))) ended = at;
    if (ended && First(Milestone::Reopened, *ended)) ended.reset();
    return ended;
  }

 private:
  const History& history_;
  Instant now_;
};

bool Has(const History& history, const std::pair<const std::string, std::string>& fact) {
  const auto found = history.facts.find(fact.first);
  return found != history.facts.end() && found->second == fact.second;
}

bool Applies(const ClockRule& rule, const Calendar& calendar, const History& history, Instant started) {
  const Date day = calendar.DayOf(started);
  if ((rule.from && day < *rule.from) || (rule.until && day > *rule.until)) return false;
  const auto holds = [&](const auto& fact) { return Has(history, fact); };
  return std::ranges::all_of(rule.when, holds) && std::ranges::none_of(rule.unless, holds);
}

bool StandsPaused(const std::vector<calendar::Pause>& pauses, Instant now) {
  return std::ranges::any_of(pauses, [&](const calendar::Pause& p) { return p.from <= now && (!p.until || now < *p.until); });
}

ClockState StateOf(const Clock& clock, bool paused, const Past& past, Instant now) {
  const std::optional<Instant> ended = past.Ended();
  const auto due = clock.DueAt();
  const bool is_window = clock.rule->kind == ClockKind::Window;
  if (clock.stopped_at) {
    if (!due || *clock.stopped_at <= *due) return ClockState::Met;
    return is_window ? ClockState::Passed : ClockState::MetLate;
  }
  if (clock.due.unknown) return ClockState::Unknown;
  if (is_window) {
    if (due && now > *due) return ClockState::Passed;
  } else {
    // A case that ends does not undo what was broken before; one that is opened again does not break what came due between.
    if (due && now > *due) return past.HadEndedBy(*due) ? ClockState::Ended : ClockState::Overdue;
    if (ended) return ClockState::Ended;
  }
  if (paused) return ClockState::Paused;
  if (!clock.warnings.empty() && now >= clock.warnings.front()) return ClockState::DueSoon;
  return ClockState::Running;
}

// Extensions in the order they were told; one told when the end had passed lengthens nothing.
void Extend(Clock& clock, const Calendar& calendar, const History& history, Instant now) {
  for (const ClockExtension& extension : history.extensions) {
    const auto end = clock.DueAt();
    if (extension.clock != clock.rule->id || !end || extension.at > *end || extension.at > now || extension.until <= *end)
      continue;
    clock.extended_until = extension.until;
  }
  if (!clock.extended_until || !clock.rule->extension) return;
  const calendar::Term most{clock.rule->extension->most, calendar::Counting::Following, calendar::Ends::EndOfDay};
  const auto allowed = calendar::DueOf(most, calendar, *clock.due.at, {}).at;
  clock.extended_beyond = !allowed || *clock.extended_until > *allowed;
}

// Null: the procedure's own calendar.
const CountedBy* ChooseFor(const ClockRule& rule, const History& history, const std::string& team,
                           std::span<const CountedBy> others) {
  for (const CountedBy& other : others) {
    if (other.clocks != CountedClocks::All && (other.clocks == CountedClocks::Internal) != (rule.kind == ClockKind::Internal)) {
      continue;
    }
    if (!other.team.empty() && other.team != team) continue;
    if (std::ranges::all_of(other.when, [&](const auto& fact) { return Has(history, fact); })) return &other;
  }
  return nullptr;
}

// Counts the clock by the calendars of the teams that had it while it ran.
void Count(Clock& clock, const Calendar& own, std::span<const CountedBy> others, const std::vector<calendar::Pause>& pauses,
           const History& history, Instant now) {
  const ClockRule& rule = *clock.rule;
  const auto count = [&](const CountedBy* by, Instant as_of) {
    clock.counted_by = by;
    clock.calendar = by != nullptr ? by->calendar.get() : &own;
    clock.extended_until.reset();
    clock.extended_beyond = false;
    clock.due = calendar::DueOf(rule.term, *clock.calendar, clock.started_at, pauses);
    Extend(clock, *clock.calendar, history, as_of);
  };
  std::string team;
  for (const TeamSpell& spell : history.teams) {
    if (spell.from <= clock.started_at) team = spell.team;
  }
  count(ChooseFor(rule, history, team, others), now);
  for (const TeamSpell& spell : history.teams) {
    if (spell.from <= clock.started_at || spell.from > now) continue;
    if (clock.stopped_at && *clock.stopped_at < spell.from) return;
    const CountedBy* by = ChooseFor(rule, history, spell.team, others);
    if (by == clock.counted_by) continue;
    const CountedBy* before = clock.counted_by;
    count(before, spell.from);
    const bool ran_out = clock.DueAt() && *clock.DueAt() < spell.from;
    if (!ran_out) {
      count(by, now);
      // Whoever gets a case gets no breach along with it that was none before.
      if (!clock.DueAt() || *clock.DueAt() >= spell.from) continue;
    }
    count(before, now);
    if (ran_out) return;
  }
}

Clock RunOf(const ClockRule& rule, Instant started, const Calendar& calendar, const History& history, const Past& past,
            Instant now, std::span<const CountedBy> others) {
  Clock clock;
  clock.rule = &rule;
  clock.started_at = started;
  clock.stopped_at = past.First(rule.stops, started);
  std::vector<calendar::Pause> pauses;
  for (const ClockPause& pause : history.pauses) {
    const bool is_allowed = std::ranges::find(rule.pauses, pause.reason) != rule.pauses.end();
    if (pause.clock == rule.id && is_allowed && pause.time.from <= now) pauses.push_back(pause.time);
  }
  Count(clock, calendar, others, pauses, history, now);
  if (const auto due = clock.DueAt()) {
    for (const Duration before : rule.warnings) clock.warnings.push_back(std::max(started, *due - before));
  }
  clock.state = StateOf(clock, StandsPaused(pauses, now), past, now);
  return clock;
}

// What a milestone is called between brackets: "received".
Saying InAWord(Milestone milestone) {
  switch (milestone) {
    case Milestone::Received: return Saying("received");
    case Milestone::Logged: return Saying("logged");
    case Milestone::Acknowledged: return Saying("acknowledged");
    case Milestone::FirstContact: return Saying("first contact");
    case Milestone::OwnerNamed: return Saying("owner named");
    case Milestone::Decided: return Saying("decided");
    case Milestone::OfferMade: return Saying("offer made");
    case Milestone::Agreed: return Saying("agreed");
    case Milestone::FinalPositionGiven: return Saying("final position given");
    case Milestone::ActionsDone: return Saying("actions done");
    case Milestone::ConfirmationAsked: return Saying("confirmation asked");
    case Milestone::Confirmed: return Saying("confirmed");
    case Milestone::FollowUpDone: return Saying("follow up done");
    case Milestone::ApprovalAsked: return Saying("approval asked");
    case Milestone::ApprovalAnswered: return Saying("approval answered");
    case Milestone::StageTwoAsked: return Saying("stage two asked");
    case Milestone::StageTwoAcknowledged: return Saying("stage two acknowledged");
    case Milestone::StageOneAnswered: return Saying("stage one answered");
    case Milestone::StageTwoAnswered: return Saying("stage two answered");
    case Milestone::SummaryResolutionSent: return Saying("summary resolution sent");
    case Milestone::HoldingResponseSent: return Saying("holding response sent");
    case Milestone::FinalResponseSent: return Saying("final response sent");
    case Milestone::AdrLetterSent: return Saying("adr letter sent");
    case Milestone::Deadlock: return Saying("deadlock");
    case Milestone::RefundAgreed: return Saying("refund agreed");
    case Milestone::RefundPaid: return Saying("refund paid");
    case Milestone::Reopened: return Saying("reopened");
    case Milestone::Ended: return Saying("ended");
  }
  return {};
}

Saying WhyCountedBy(const CountedBy& by) {
  std::vector<Saying> because;
  if (!by.team.empty()) because.push_back(Saying("the case is with the team {}", by.team));
  for (const auto& [name, value] : by.when) because.push_back(Saying("its {} is {}", name, value));
  Saying line = Saying("It is counted by the calendar {}", by.calendar->spec().title);
  if (by.clocks == CountedClocks::Internal && by.team.empty()) line = Saying("{}, which is for our own clocks", std::move(line));
  if (!because.empty()) line = Saying("{}, because {}", std::move(line), Saying::AllOf(std::move(because)));
  return Saying::Sentence(std::move(line));
}

}  // namespace

std::vector<Clock> ClocksOf(std::span<const ClockRule> rules, const Calendar& calendar, const History& history, Instant now,
                            std::span<const CountedBy> others) {
  std::vector<Clock> clocks;
  const Past past(history, now);
  for (const ClockRule& rule : rules) {
    auto started = past.First(rule.starts, base::kEarliest);
    while (started && Applies(rule, calendar, history, *started)) {
      Clock clock = RunOf(rule, *started, calendar, history, past, now, others);
      if (rule.once) {
        clock.once_at = past.First(*rule.once, *started);
        if (!clock.once_at || (clock.stopped_at && *clock.stopped_at < *clock.once_at)) break;
      }
      clocks.push_back(std::move(clock));
      const auto stopped = clocks.back().stopped_at;
      if (!rule.recurs || !stopped) break;
      started = past.First(rule.starts, std::max(*stopped, *started + Duration(1)));
    }
  }
  return clocks;
}

std::vector<const ClockRule*> NotStarted(std::span<const ClockRule> rules, const Calendar& calendar, const History& history,
                                         Instant now) {
  std::vector<const ClockRule*> waiting;
  const Past past(history, now);
  if (past.Ended()) return waiting;
  for (const ClockRule& rule : rules) {
    const auto started = past.First(rule.starts, base::kEarliest);
    if (started && !rule.once) continue;
    const auto once = started ? past.First(*rule.once, *started) : std::nullopt;
    const auto stopped = started ? past.First(rule.stops, *started) : std::nullopt;
    if (once || stopped || !Applies(rule, calendar, history, started.value_or(now))) continue;
    waiting.push_back(&rule);
  }
  return waiting;
}

std::vector<Saying> Reasoning(const Clock& clock, const Calendar& own) {
  std::vector<Saying> lines;
  const Calendar& calendar = clock.calendar != nullptr ? *clock.calendar : own;
  const auto moment = [&](Instant at) { return base::Say(at, calendar.zone()); };
  const Date start = calendar.DayOf(clock.started_at);
  const calendar::Term& term = clock.rule->term;
  lines.push_back(
      Saying("It starts {} ({}) and runs {}.", moment(clock.started_at), InAWord(clock.rule->starts), calendar::InWords(term)));
  if (clock.once_at) {
    lines.push_back(Saying("It runs because of what happened {} ({}).", moment(*clock.once_at), InAWord(*clock.rule->once)));
  }
  if (clock.counted_by != nullptr) lines.push_back(WhyCountedBy(*clock.counted_by));
  if (clock.due.unknown) {
    lines.push_back(Saying("The calendar {} knows nothing of {}; it is known from {} to {}.", calendar.spec().title,
                           *clock.due.unknown, calendar.spec().known_from, calendar.spec().known_until));
    return lines;
  }
  if (!clock.due.at) {
    lines.push_back(Saying("It stands paused; its end is known once it runs again."));
    return lines;
  }
  if (term.length.unit == calendar::Unit::BusinessDays || term.length.unit == calendar::Unit::WorkingHours) {
    const bool with_first =
        term.counting == calendar::Counting::BeginningWith || term.length.unit == calendar::Unit::WorkingHours;
    for (const calendar::Step& step : calendar.StepsBetween(with_first ? start - 1 : start, *clock.due.day)) {
      switch (step.kind) {
        case DayKind::Open: lines.push_back(Saying("{}: business day {}", step.date, step.count)); break;
        case DayKind::Rest: lines.push_back(Saying("{}: not counted, no working day", step.date)); break;
        case DayKind::Closed: lines.push_back(Saying("{}: not counted, {}", step.date, step.name)); break;
        case DayKind::Unknown: lines.push_back(Saying("{}: not counted, nothing is known of it", step.date)); break;
      }
    }
  }
  if (clock.due.paused_days > 0) {
    lines.push_back(Saying::Count(clock.due.paused_days, "It stood paused at the end of {} day; its end moved by as many.",
                                  "It stood paused at the end of {} days; its end moved by as many."));
  }
  lines.push_back(Saying("It ends {}.", moment(*clock.due.at)));
  if (clock.extended_until) {
    lines.push_back(clock.extended_beyond ? Saying("It was extended to {}, which is more than the {} that need no good reason.",
                                                   moment(*clock.extended_until), clock.rule->extension->most)
                                          : Saying("It was extended to {}.", moment(*clock.extended_until)));
  }
  return lines;
}

}  // namespace procedures
