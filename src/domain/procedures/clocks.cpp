#include "domain/procedures/clocks.h"

#include <algorithm>

#include "base/text.h"

namespace procedures {
namespace {

using calendar::Calendar;
using calendar::DayKind;

std::optional<Instant> First(const History& history, Milestone what, Instant not_before) {
  std::optional<Instant> first;
  for (const Mark& mark : history.marks) {
    if (mark.what == what && mark.at >= not_before && (!first || mark.at < *first)) first = mark.at;
  }
  return first;
}

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

ClockState StateOf(const Clock& clock, bool paused, std::optional<Instant> ended, Instant now) {
  const auto due = clock.DueAt();
  if (clock.stopped_at) return !due || *clock.stopped_at <= *due ? ClockState::Met : ClockState::MetLate;
  if (clock.due.unknown) return ClockState::Unknown;
  // A case that ends does not undo what was broken before.
  if (due && std::min(now, ended.value_or(now)) > *due) return ClockState::Overdue;
  if (ended) return ClockState::Ended;
  if (paused) return ClockState::Paused;
  if (!clock.warnings.empty() && now >= clock.warnings.front()) return ClockState::DueSoon;
  return ClockState::Running;
}

}  // namespace

std::vector<Clock> ClocksOf(std::span<const ClockRule> rules, const Calendar& calendar, const History& history, Instant now) {
  std::vector<Clock> clocks;
  auto ended = First(history, Milestone::Ended, base::kEarliest);
  if (ended && *ended > now) ended.reset();
  for (const ClockRule& rule : rules) {
    const auto started = First(history, rule.starts, base::kEarliest);
    if (!started || !Applies(rule, calendar, history, *started)) continue;
    Clock clock;
    clock.rule = &rule;
    clock.started_at = *started;
    for (const Milestone stop : rule.stops) {
      const auto at = First(history, stop, *started);
      if (at && (!clock.stopped_at || *at < *clock.stopped_at)) clock.stopped_at = at;
    }
    std::vector<calendar::Pause> pauses;
    for (const ClockPause& pause : history.pauses) {
      if (pause.clock == rule.id) pauses.push_back(pause.time);
    }
    clock.due = calendar::DueOf(rule.term, calendar, *started, pauses);
    for (const ClockExtension& extension : history.extensions) {
      if (extension.clock != rule.id || !clock.due.at || extension.until <= *clock.due.at) continue;
      if (!clock.extended_until || extension.until > *clock.extended_until) clock.extended_until = extension.until;
    }
    if (const auto due = clock.DueAt()) {
      for (const Duration before : rule.warnings) clock.warnings.push_back(std::max(*started, *due - before));
    }
    clock.state = StateOf(clock, StandsPaused(pauses, now), ended, now);
    clocks.push_back(std::move(clock));
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
    lines.push_back("It was extended to " + base::ForPeople(*clock.extended_until, calendar.zone()) + ".");
  }
  return lines;
}

}  // namespace procedures
