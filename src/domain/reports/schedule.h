#pragma once
// Reports that are written by themselves when a period is over: who wanted which, and what became of each period. A stream of its
// own, for the whole desk. It protects one rule: a period is written once, whatever number of servers there are and however long
// none was running; begun under a lease, a period whose server was lost is taken up by another.
//
//   Decide(log, ScheduleReport{ReportKind::ServiceReview, ReportEvery::Month}, {actor, now, today})
//   const auto due = NextDue(log, {now, today});       // the oldest period that is over and not written

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/ids.h"
#include "domain/actor.h"
#include "domain/refusal.h"

namespace reports {

using base::Date;
using base::Instant;
using base::Line;
using base::ReportsId;
using base::ScheduleId;
using base::Word;

enum class ReportKind : std::uint8_t { ServiceReview, HalfYearReturn };
BOOST_DESCRIBE_ENUM(ReportKind, ServiceReview, HalfYearReturn)

enum class ReportEvery : std::uint8_t { Week, Month, Quarter, HalfYear };
BOOST_DESCRIBE_ENUM(ReportEvery, Week, Month, Quarter, HalfYear)

enum class ReportTo : std::uint8_t { Folder };
BOOST_DESCRIBE_ENUM(ReportTo, Folder)

enum class ReportLanguage : std::uint8_t { English, German };
BOOST_DESCRIBE_ENUM(ReportLanguage, English, German)

// -- Events ---------------------------------------------------------------------------------------------------------------------

struct ReportScheduled {
  ScheduleId schedule;
  ReportKind kind = ReportKind::ServiceReview;
  ReportEvery every = ReportEvery::Month;
  ReportTo to = ReportTo::Folder;
  ReportLanguage language = ReportLanguage::English;
  Date first;  // of the first period that is written
};
BOOST_DESCRIBE_STRUCT(ReportScheduled, (), (schedule, kind, every, to, language, first))

struct ScheduledReportCancelled {
  ScheduleId schedule;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(ScheduledReportCancelled, (), (schedule, reason))

struct ReportBegun {
  ScheduleId schedule;
  Date from;
  Date to;
  Instant until;  // whoever began it has it up to then
};
BOOST_DESCRIBE_STRUCT(ReportBegun, (), (schedule, from, to, until))

struct ReportWritten {
  ScheduleId schedule;
  Date from;
  Date to;
  std::vector<Line> files;     // their names in the folder; none when it failed
  std::optional<Line> failed;  // why
};
BOOST_DESCRIBE_STRUCT(ReportWritten, (), (schedule, from, to, files, failed))

using Event = std::variant<ReportScheduled, ScheduledReportCancelled, ReportBegun, ReportWritten>;

struct Recorded {
  Event event;
  Instant at;
  std::string actor;
  std::int64_t version = 0;
};

// -- State ----------------------------------------------------------------------------------------------------------------------

// What became of one period.
struct ReportRun {
  Date from;
  Date to;
  std::int64_t tries = 0;
  Instant until;                // of the lease of the last try
  std::optional<Instant> done;  // written; or given up, when `failed` is set
  std::vector<Line> files;
  std::optional<Line> failed;  // the last try did
  friend bool operator==(const ReportRun&, const ReportRun&) = default;
};
BOOST_DESCRIBE_STRUCT(ReportRun, (), (from, to, tries, until, done, files, failed))
AMENDS_DOC(ReportRun, "What became of one period.", {"from", "Its first day."}, {"to", "Its last day."},
           {"tries", "How often it was begun."}, {"until", "Whoever began it has it up to then; nobody else begins it before."},
           {"done", "When it was written, or the last try failed."}, {"files", "Their names in the folder."},
           {"failed", "Why it was not written, if the last try failed."})

struct Schedule {
  ScheduleId id;
  ReportKind kind = ReportKind::ServiceReview;
  ReportEvery every = ReportEvery::Month;
  ReportTo to = ReportTo::Folder;
  ReportLanguage language = ReportLanguage::English;
  Date first;
  Instant scheduled_at;
  std::string by;
  std::optional<Instant> cancelled_at;
  std::vector<ReportRun> runs;  // oldest first
  friend bool operator==(const Schedule&, const Schedule&) = default;
};
BOOST_DESCRIBE_STRUCT(Schedule, (), (id, kind, every, to, language, first, scheduled_at, by, cancelled_at, runs))
AMENDS_DOC(Schedule, "A report that is written by itself.", {"id", "To name it by."}, {"kind", "Which report."},
           {"every", "How long its periods are."}, {"to", "Where it goes: the folder that the server writes reports to."},
           {"language", "In which language."}, {"first", "The first day of the first period that is written."},
           {"scheduled_at", "Since when."}, {"by", "By whom."}, {"cancelled_at", "Until when; null: it goes on."},
           {"runs", "What became of each period, oldest first."})

struct ReportLog {
  ReportsId id;
  std::vector<Schedule> schedules;  // oldest first
  std::int64_t version = 0;

  bool Exists() const { return version > 0; }
  const Schedule* Find(ScheduleId schedule) const;
  friend bool operator==(const ReportLog&, const ReportLog&) = default;
};
BOOST_DESCRIBE_STRUCT(ReportLog, (), (id, schedules, version))

void Evolve(ReportLog& log, const Recorded& recorded);

// -- Commands -------------------------------------------------------------------------------------------------------------------

struct ScheduleReport {
  ReportKind kind = ReportKind::ServiceReview;
  ReportEvery every = ReportEvery::Month;
  ReportTo to = ReportTo::Folder;
  ReportLanguage language = ReportLanguage::English;
};
BOOST_DESCRIBE_STRUCT(ScheduleReport, (), (kind, every, to, language))
AMENDS_DOC(
    ScheduleReport,
    "Have a report written whenever a period is over, from the one that is under way now on: as PDF and as spreadsheet, the "
    "return as CSV too. Into a folder of the server until there is mail.",
    {"kind", "Which report; the return is of half-years."}, {"every", "How long its periods are."},
    {"to", "Where it goes: the folder named with `amends serve --reports`."}, {"language", "In which language."})

struct CancelScheduledReport {
  ScheduleId schedule;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(CancelScheduledReport, (), (schedule, reason))
AMENDS_DOC(CancelScheduledReport, "Have it written no more. What was written stays.", {"schedule", "Which."}, {"reason", "Why."})

// Only the program itself.
struct BeginReport {
  ScheduleId schedule;
  Date from;
  Date to;
};
BOOST_DESCRIBE_STRUCT(BeginReport, (), (schedule, from, to))

struct RecordReportWritten {
  ScheduleId schedule;
  Date from;
  Date to;
  std::vector<Line> files;
  std::optional<Line> failed;
};
BOOST_DESCRIBE_STRUCT(RecordReportWritten, (), (schedule, from, to, files, failed))

using Command = std::variant<ScheduleReport, CancelScheduledReport, BeginReport, RecordReportWritten>;

struct ReportContext {
  domain::Actor actor;
  Instant now;
  Date today;  // at the desk's place
};

using Ruling = std::variant<std::vector<Event>, domain::Refusals>;

// Pure. Scheduled and cancelled by managers, quality and administrators; begun and recorded by the system.
Ruling Decide(const ReportLog& log, const Command& command, const ReportContext& x);

// -- When ---------------------------------------------------------------------------------------------------------------------

struct ReportPeriod {
  Date from;
  Date to;
  friend bool operator==(const ReportPeriod&, const ReportPeriod&) = default;
};
// The period of this length that the day is in: weeks from Monday, months, quarters and half-years of the calendar.
ReportPeriod PeriodWith(Date day, ReportEvery every);

struct DueReport {
  ScheduleId schedule;
  ReportPeriod period;
  friend bool operator==(const DueReport&, const DueReport&) = default;
};
// Of all that is over, not written and in nobody's hands, the oldest. One that failed is tried again an hour later, five times in
// all; after that the next is not kept waiting.
std::optional<DueReport> NextDue(const ReportLog& log, Instant now, Date today);

}  // namespace reports
