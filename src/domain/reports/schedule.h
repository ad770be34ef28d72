#pragma once
// Reports that are written by themselves when a period is over: who wanted which, and what became of each period. A stream of its
// own, for the whole desk. It protects one rule: a period is written once, whatever number of servers there are and however long
// none was running; begun under a lease, a period whose server was lost is taken up by another.
//
//   Decide(log, ScheduleReport{ReportKind::ServiceReview, ReportEvery::Month}, {actor, now, today})
//   const auto due = NextDue(log, now, today, {.folder = true, .mail = false});  // the oldest period that is over and not
//   written

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/ids.h"
#include "domain/actor.h"
#include "domain/customers/values.h"
#include "domain/refusal.h"

namespace reports {

using base::Date;
using base::Instant;
using base::Line;
using base::ReportsId;
using base::ScheduleId;
using base::Word;
using customers::EmailAddress;

enum class ReportKind : std::uint8_t { ServiceReview, HalfYearReturn };
BOOST_DESCRIBE_ENUM(ReportKind, ServiceReview, HalfYearReturn)

enum class ReportEvery : std::uint8_t { Week, Month, Quarter, HalfYear };
BOOST_DESCRIBE_ENUM(ReportEvery, Week, Month, Quarter, HalfYear)

enum class ReportTo : std::uint8_t { Folder, Mail };
BOOST_DESCRIBE_ENUM(ReportTo, Folder, Mail)

enum class ReportLanguage : std::uint8_t { English, German };
BOOST_DESCRIBE_ENUM(ReportLanguage, English, German)

// -- Events ---------------------------------------------------------------------------------------------------------------------

struct ReportScheduled {
  ScheduleId schedule;
  ReportKind kind = ReportKind::ServiceReview;
  ReportEvery every = ReportEvery::Month;
  ReportTo to = ReportTo::Folder;
  ReportLanguage language = ReportLanguage::English;
  Date first;                            // of the first period that is written
  std::vector<EmailAddress> recipients;  // by mail; none into a folder
};
BOOST_DESCRIBE_STRUCT(ReportScheduled, (), (schedule, kind, every, to, language, first, recipients))

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
  std::vector<Line> files;            // their names in the folder or in the e-mail; none when nobody got them
  std::optional<Line> failed;         // why
  std::vector<EmailAddress> sent_to;  // who was sent it this time, also when it failed for others
};
BOOST_DESCRIBE_STRUCT(ReportWritten, (), (schedule, from, to, files, failed, sent_to))

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
  std::optional<Line> failed;         // the last try did
  std::vector<EmailAddress> sent_to;  // of all tries; nobody gets it twice
  friend bool operator==(const ReportRun&, const ReportRun&) = default;
};
BOOST_DESCRIBE_STRUCT(ReportRun, (), (from, to, tries, until, done, files, failed, sent_to))
AMENDS_DOC(ReportRun, "What became of one period.", {"from", "Its first day."}, {"to", "Its last day."},
           {"tries", "How often it was begun."}, {"until", "Whoever began it has it up to then; nobody else begins it before."},
           {"done", "When it was written or sent, or the last try failed."},
           {"files", "Their names in the folder, or in the e-mail."},
           {"failed", "Why it was not written, or not sent to everybody, if the last try failed."},
           {"sent_to", "Who has been sent it; by e-mail only."})

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
  std::vector<EmailAddress> recipients;
  friend bool operator==(const Schedule&, const Schedule&) = default;
};
BOOST_DESCRIBE_STRUCT(Schedule, (), (id, kind, every, to, language, first, scheduled_at, by, cancelled_at, runs, recipients))
AMENDS_DOC(Schedule, "A report that is written by itself.", {"id", "To name it by."}, {"kind", "Which report."},
           {"every", "How long its periods are."},
           {"to", "Where it goes: the folder that the server writes reports to, or e-mail."}, {"language", "In which language."},
           {"first", "The first day of the first period that is written."}, {"scheduled_at", "Since when."}, {"by", "By whom."},
           {"cancelled_at", "Until when; null: it goes on."}, {"runs", "What became of each period, oldest first."},
           {"recipients", "Who gets it by e-mail."})

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
  std::vector<EmailAddress> recipients = {};
};
BOOST_DESCRIBE_STRUCT(ScheduleReport, (), (kind, every, to, language, recipients))
AMENDS_DOC(
    ScheduleReport,
    "Have a report written whenever a period is over, from the one that is under way now on: as PDF and as spreadsheet, the "
    "return as CSV too. Into a folder of the server, or by e-mail. Where no server has the folder or a mail server, it is "
    "kept, and what was due comes once one has.",
    {"kind", "Which report; the return is of half-years."}, {"every", "How long its periods are."},
    {"to", "Where it goes: folder is the one named with `amends serve --reports`, mail needs `amends serve --smtp`."},
    {"language", "In which language."},
    {"recipients", "By e-mail: the addresses of one to ten people who may read it; each gets a message of their own."})

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
  std::vector<EmailAddress> sent_to = {};
};
BOOST_DESCRIBE_STRUCT(RecordReportWritten, (), (schedule, from, to, files, failed, sent_to))

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
// Which ways reports go out from here. What goes another way is left to a server that has it.
struct ReportWays {
  bool folder = false;
  bool mail = false;
};
// Of all that is over, not written, in nobody's hands and to go one of these ways, the oldest. One that failed is tried again an
// hour later, five times in all; after that the next is not kept waiting.
std::optional<DueReport> NextDue(const ReportLog& log, Instant now, Date today, ReportWays ways);

}  // namespace reports
