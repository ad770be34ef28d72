#include "domain/procedures/clocks.h"

#include <algorithm>

#include "base/text.h"

namespace procedures {
namespace {

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

bool Applies(const ClockRule& rule, const Calendar& calendar, const History& history, Instant started) {
  const Date day = calendar.DayOf(started);
  if ((rule.from && day < *rule.from) || (rule.until && day > *rule.until)) return false;
  const auto holds = [&](const auto& fact) {
    const auto found = history.facts.find(fact.first);
    return found != history.facts.end() && found->second == fact.second;
  };
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

Clock RunOf(const ClockRule& rule, Instant started, const Calendar& calendar, const History& history, const Past& past,
            Instant now) {
  Clock clock;
  clock.rule = &rule;
  clock.started_at = started;
  clock.stopped_at = past.First(rule.stops, started);
  std::vector<calendar::Pause> pauses;
  for (const ClockPause& pause : history.pauses) {
    const bool is_allowed = std::ranges::find(rule.pauses, pause.reason) != rule.pauses.end();
    if (pause.clock == rule.id && is_allowed && pause.time.from <= now) pauses.push_back(pause.time);
  }
  clock.due = calendar::DueOf(rule.term, calendar, started, pauses);
  Extend(clock, calendar, history, now);
  if (const auto due = clock.DueAt()) {
    for (const Duration before : rule.warnings) clock.warnings.push_back(std::max(started, *due - before));
  }
  clock.state = StateOf(clock, StandsPaused(pauses, now), past, now);
  return clock;
}

}  // namespace

std::vector<Clock> ClocksOf(std::span<const ClockRule> rules, const Calendar& calendar, const History& history, Instant now) {
  std::vector<Clock> clocks;
  const Past past(history, now);
  for (const ClockRule& rule : rules) {
    auto started = past.First(rule.starts, base::kEarliest);
    while (started && Applies(rule, calendar, history, *started)) {
      clocks.push_back(RunOf(rule, *started, calendar, history, past, now));
      const auto stopped = clocks.back().stopped_at;
      if (!rule.recurs || !stopped) break;
      started = past.First(rule.starts, std::max(*stopped, *started + Duration(1)));
    }
  }
  return clocks;
}

std::vector<std::string> Reasoning(const Clock& clock, const Calendar& calendar) {
  std::vector<std::string> lines;
  const Date start = calendar.DayOf(clock.started_at);
  const calendar::Term& term = clock.rule->term;
  lines.push_back("It starts " + base::ForPeople(clock.started_at, calendar.zone()) + " (" + base::WordsOf(clock.rule->starts) +
                  ") and runs " + calendar::InWords(term) + ".");
  if (clock.due.unknown) {
    lines.push_back("The calendar " + calendar.spec().title + " knows nothing of " + clock.due.unknown->ForPeople() +
                    "; it is known from " + calendar.spec().known_from.ForPeople() + " to " +
                    calendar.spec().known_until.ForPeople() + ".");
    return lines;
  }
  if (!clock.due.at) {
    lines.push_back("It stands paused; its end is known once it runs again.");
    return lines;
  }
  if (term.length.unit == calendar::Unit::BusinessDays || term.length.unit == calendar::Unit::WorkingHours) {
    const bool with_first =
        term.counting == calendar::Counting::BeginningWith || term.length.unit == calendar::Unit::WorkingHours;
    for (const calendar::Step& step : calendar.StepsBetween(with_first ? start - 1 : start, *clock.due.day)) {
      std::string line = step.date.ForPeople();
      switch (step.kind) {
        case DayKind::Open: line += ": business day " + std::to_string(step.count); break;
        case DayKind::Rest: line += ": not counted, no working day"; break;
        case DayKind::Closed: line += ": not counted, " + step.name; break;
        case DayKind::Unknown: line += ": not counted, nothing is known of it"; break;
      }
      lines.push_back(std::move(line));
    }
  }
  if (clock.due.paused_days > 0) {
    lines.push_back("It stood paused at the end of " + base::Count(static_cast<std::size_t>(clock.due.paused_days), "day") +
                    "; its end moved by as many.");
  }
  lines.push_back("It ends " + base::ForPeople(*clock.due.at, calendar.zone()) + ".");
  if (clock.extended_until) {
    lines.push_back("It was extended to " + base::ForPeople(*clock.extended_until, calendar.zone()) +
                    (clock.extended_beyond
                         ? ", which is more than the " + clock.rule->extension->most.ToString() + " that need no good reason."
                         : "."));
  }
  return lines;
}

}  // namespace procedures
