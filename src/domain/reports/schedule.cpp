#include "domain/reports/schedule.h"

#include <algorithm>

#include "domain/words.h"

namespace reports {
namespace {

using base::Saying;
using domain::Refusal;
using domain::Refusals;
using domain::Role;
using R = domain::Rule;
using Events = std::vector<Event>;

// A report takes seconds; whoever has had it for so long is not coming back.
constexpr auto kLease = std::chrono::minutes(30);
constexpr auto kAgainAfter = std::chrono::hours(1);
constexpr std::int64_t kMostTries = 5;

Refusals ReportRefusal(R rule, Saying says, std::optional<std::string> field = {}) {
  return {Refusal{rule, std::move(says), {}, std::move(field), {}}};
}

const ReportRun* RunOf(const Schedule& schedule, Date from) {
  const auto found = std::ranges::find(schedule.runs, from, &ReportRun::from);
  return found == schedule.runs.end() ? nullptr : &*found;
}

// Whether nobody has it, and it is worth another try.
bool IsFree(const ReportRun* run, Instant now) {
  if (run == nullptr) return true;
  if (!run->done) return now >= run->until;
  return run->failed && run->tries < kMostTries && now >= *run->done + kAgainAfter;
}

struct ReportEvolver {
  ReportLog& log;
  const Recorded& recorded;

  Schedule& Of(ScheduleId id) { return *std::ranges::find(log.schedules, id, &Schedule::id); }
  ReportRun& RunFor(ScheduleId id, Date from, Date to) {
    Schedule& schedule = Of(id);
    const auto found = std::ranges::find(schedule.runs, from, &ReportRun::from);
    if (found != schedule.runs.end()) return *found;
    schedule.runs.push_back({from, to});
    return schedule.runs.back();
  }

  void operator()(const ReportScheduled& e) {
    log.schedules.push_back(
        {e.schedule, e.kind, e.every, e.to, e.language, e.first, recorded.at, recorded.actor, std::nullopt, {}});
  }
  void operator()(const ScheduledReportCancelled& e) { Of(e.schedule).cancelled_at = recorded.at; }
  void operator()(const ReportBegun& e) {
    ReportRun& run = RunFor(e.schedule, e.from, e.to);
    ++run.tries;
    run.until = e.until;
    run.done.reset();
    run.failed.reset();
  }
  void operator()(const ReportWritten& e) {
    ReportRun& run = RunFor(e.schedule, e.from, e.to);
    run.done = recorded.at;
    run.files = e.files;
    run.failed = e.failed;
  }
};

struct ReportDecider {
  const ReportLog& log;
  const ReportContext& x;

  std::optional<Refusals> MayNot() const {
    const Role role = x.actor.role;
    if (role == Role::Manager || role == Role::Quality || role == Role::Administrator) return std::nullopt;
    return ReportRefusal(R::ActorMayNot,
                         Saying("Your role ({}) may not do this; reports are scheduled by managers and quality.", role));
  }
  std::optional<Refusals> NotTheProgram() const {
    if (x.actor.role == Role::System) return std::nullopt;
    return ReportRefusal(R::ActorMayNot, Saying("Scheduled reports are written by the program and by nobody else."));
  }

  Ruling operator()(const ScheduleReport& command) const {
    if (auto no = MayNot()) return *std::move(no);
    if (command.kind == ReportKind::HalfYearReturn && command.every != ReportEvery::HalfYear) {
      return ReportRefusal(R::Incomplete, Saying("The return is of half-years; have it written every half-year."), "every");
    }
    const auto same = [&](const Schedule& one) {
      return !one.cancelled_at && one.kind == command.kind && one.every == command.every && one.to == command.to &&
             one.language == command.language;
    };
    if (std::ranges::any_of(log.schedules, same)) return Events{};
    const std::int64_t next = log.schedules.empty() ? 1 : log.schedules.back().id.number + 1;
    return Events{ReportScheduled{ScheduleId{next}, command.kind, command.every, command.to, command.language,
                                  PeriodWith(x.today, command.every).from}};
  }

  Ruling operator()(const CancelScheduledReport& command) const {
    if (auto no = MayNot()) return *std::move(no);
    const Schedule* schedule = log.Find(command.schedule);
    if (schedule == nullptr) {
      return ReportRefusal(R::NoSuchScheduledReport, Saying("There is no scheduled report {}.", command.schedule), "schedule");
    }
    if (schedule->cancelled_at) return Events{};
    if (command.reason.empty()) return ReportRefusal(R::Incomplete, Saying("Say why it is not wanted any more."), "reason");
    return Events{ScheduledReportCancelled{command.schedule, command.reason}};
  }

  Ruling operator()(const BeginReport& command) const {
    if (auto no = NotTheProgram()) return *std::move(no);
    const Schedule* schedule = log.Find(command.schedule);
    const bool wanted =
        schedule != nullptr && !schedule->cancelled_at && command.to < x.today && IsFree(RunOf(*schedule, command.from), x.now);
    if (!wanted) {
      return ReportRefusal(R::ReportNotDue, Saying("This report is not due, or another server is writing it."));
    }
    return Events{ReportBegun{command.schedule, command.from, command.to, x.now + kLease}};
  }

  Ruling operator()(const RecordReportWritten& command) const {
    if (auto no = NotTheProgram()) return *std::move(no);
    const Schedule* schedule = log.Find(command.schedule);
    const ReportRun* run = schedule == nullptr ? nullptr : RunOf(*schedule, command.from);
    if (run == nullptr) return ReportRefusal(R::ReportNotDue, Saying("This report was not begun."));
    if (run->done && !run->failed) return Events{};
    return Events{ReportWritten{command.schedule, command.from, command.to, command.files, command.failed}};
  }
};

}  // namespace

const Schedule* ReportLog::Find(ScheduleId schedule) const {
  const auto found = std::ranges::find(schedules, schedule, &Schedule::id);
  return found == schedules.end() ? nullptr : &*found;
}

void Evolve(ReportLog& log, const Recorded& recorded) {
  std::visit(ReportEvolver{log, recorded}, recorded.event);
  log.version = recorded.version;
}

Ruling Decide(const ReportLog& log, const Command& command, const ReportContext& x) {
  return std::visit(ReportDecider{log, x}, command);
}

ReportPeriod PeriodWith(Date day, ReportEvery every) {
  const auto months = [&](unsigned length) {
    const Date from = Date::Of(day.year(), (day.month() - 1) / length * length + 1, 1);
    return ReportPeriod{from, from.AddMonths(static_cast<int>(length)) - 1};
  };
  switch (every) {
    case ReportEvery::Week: {
      const Date monday = day - static_cast<int>(day.weekday());
      return {monday, monday + 6};
    }
    case ReportEvery::Month: return months(1);
    case ReportEvery::Quarter: return months(3);
    case ReportEvery::HalfYear: return months(6);
  }
  return {day, day};
}

std::optional<DueReport> NextDue(const ReportLog& log, Instant now, Date today) {
  std::optional<DueReport> due;
  for (const Schedule& schedule : log.schedules) {
    if (schedule.cancelled_at) continue;
    for (ReportPeriod period = PeriodWith(schedule.first, schedule.every); period.to < today;
         period = PeriodWith(period.to + 1, schedule.every)) {
      if (!IsFree(RunOf(schedule, period.from), now)) continue;
      if (!due || period.to < due->period.to) due = DueReport{schedule.id, period};
      break;
    }
  }
  return due;
}

}  // namespace reports
