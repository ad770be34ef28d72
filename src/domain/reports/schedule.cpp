#include "domain/reports/schedule.h"

#include <algorithm>

#include "base/text.h"
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
// Each gets a message of their own, and all of them within the lease, also from a slow mail server.
constexpr std::int64_t kMostRecipients = 10;

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

bool IsAsciiAddress(const EmailAddress& address) {
  return std::ranges::all_of(address.text, [](char c) { return c > 0x20 && c < 0x7F; });
}

std::vector<std::string> FoldedAddresses(const std::vector<EmailAddress>& addresses) {
  std::vector<std::string> folded;
  for (const EmailAddress& one : addresses) folded.push_back(base::Fold(one.text));
  std::ranges::sort(folded);
  return folded;
}

// What is wrong with who is to get it, if anything.
std::optional<Refusals> RecipientsRefused(const ScheduleReport& command) {
  const auto refuse = [](Saying says) { return ReportRefusal(R::Incomplete, std::move(says), "recipients"); };
  const auto& recipients = command.recipients;
  if (command.to != ReportTo::Mail) {
    if (recipients.empty()) return std::nullopt;
    return refuse(Saying("Addresses are for reports by e-mail; leave them out, or have it sent by mail."));
  }
  if (recipients.empty()) return refuse(Saying("Name at least one e-mail address that the report goes to."));
  if (std::ssize(recipients) > kMostRecipients) {
    return refuse(Saying("{} addresses are too many: a report goes to {} at most; use a mailing list for more.",
                         std::ssize(recipients), kMostRecipients));
  }
  for (const EmailAddress& one : recipients) {
    if (IsAsciiAddress(one)) continue;
    return refuse(
        Saying("Mail servers do not take {}; name the address without letters such as ä or é.", base::Quoted(one.text)));
  }
  const auto folded = FoldedAddresses(recipients);
  if (const auto twice = std::ranges::adjacent_find(folded); twice != folded.end()) {
    return refuse(Saying("{} is named twice; name each address once.", base::Quoted(*twice)));
  }
  return std::nullopt;
}

bool GoesOneOf(const Schedule& schedule, ReportWays ways) {
  switch (schedule.to) {
    case ReportTo::Folder: return ways.folder;
    case ReportTo::Mail: return ways.mail;
  }
  return false;
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
        {e.schedule, e.kind, e.every, e.to, e.language, e.first, recorded.at, recorded.actor, std::nullopt, {}, e.recipients});
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
    run.failed = e.failed;
    // What some have got stays told when a later try reaches nobody.
    if (run.sent_to.empty() || !e.files.empty()) run.files = e.files;
    run.sent_to.insert(run.sent_to.end(), e.sent_to.begin(), e.sent_to.end());
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
    if (auto no = RecipientsRefused(command)) return *std::move(no);
    const auto same = [&](const Schedule& one) {
      return !one.cancelled_at && one.kind == command.kind && one.every == command.every && one.to == command.to &&
             one.language == command.language && FoldedAddresses(one.recipients) == FoldedAddresses(command.recipients);
    };
    if (std::ranges::any_of(log.schedules, same)) return Events{};
    const std::int64_t next = log.schedules.empty() ? 1 : log.schedules.back().id.number + 1;
    return Events{ReportScheduled{ScheduleId{next}, command.kind, command.every, command.to, command.language,
                                  PeriodWith(x.today, command.every).from, command.recipients}};
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
    return Events{ReportWritten{command.schedule, command.from, command.to, command.files, command.failed, command.sent_to}};
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

std::optional<DueReport> NextDue(const ReportLog& log, Instant now, Date today, ReportWays ways) {
  std::optional<DueReport> due;
  for (const Schedule& schedule : log.schedules) {
    if (schedule.cancelled_at || !GoesOneOf(schedule, ways)) continue;
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
