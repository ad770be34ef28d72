#pragma once
// The regulator's half-year return of complaints handled under uk-financial (DISP 1.10; PS25/19), counted from the history of
// each case and reconciled to the case: outstanding at the beginning + opened + re-opened = closed + outstanding at the end. It
// never calls itself final while a case breaks that sum, and says which one does and why. What counts as what, and why so:
// docs/decisions/028-what-a-return-counts.md.
//
//   TRY(const auto histories, ReadReturnHistories(monitoring, service, half, viewer));
//   const HalfYearReturn made = CountReturn(histories, half, desk);

#include "app/monitoring.h"
#include "app/ports/report_writer.h"
#include "app/service.h"

namespace app {

// "2027-H1": 1 January to 30 June; H2: 1 July to 31 December (DISP 1.10, as PS25/19 has it).
struct HalfYear {
  int year = 2027;
  int half = 1;
  static base::Result<HalfYear> Parse(std::string_view text);
  std::string ToString() const;
  CountedPeriod Days() const;
  friend bool operator==(const HalfYear&, const HalfYear&) = default;
};

}  // namespace app

template <>
struct base::TextExample<app::HalfYear> {
  static constexpr std::string_view kExample = "2027-H1";
  static constexpr std::string_view kFormat = "";
};

namespace app {

enum class ReturnLine : std::uint8_t {
  OutstandingAtBegin,
  Opened,
  Reopened,
  Closed,
  OutstandingAtEnd,
  ClosedWithin3BusinessDays,
  ClosedWithin4Weeks,
  ClosedWithin8Weeks,
  ClosedLater,
  Upheld,
  NotUpheld,
  NotDecided,
  RedressPaid,
  Vulnerable,
  VulnerabilityFailure,
};
BOOST_DESCRIBE_ENUM(ReturnLine, OutstandingAtBegin, Opened, Reopened, Closed, OutstandingAtEnd, ClosedWithin3BusinessDays,
                    ClosedWithin4Weeks, ClosedWithin8Weeks, ClosedLater, Upheld, NotUpheld, NotDecided, RedressPaid, Vulnerable,
                    VulnerabilityFailure)
inline constexpr std::size_t kReturnLines = 15;

base::Saying SayingOf(ReturnLine line);

// -- What is known of one complaint -----------------------------------------------------------------------------------------

struct ReturnTurn {
  enum class What : std::uint8_t { Closed, Reopened };
  What what = What::Closed;
  Instant at;
  std::optional<cases::Decision> decision = {};  // of a closing: that stood then, or was taken before it was opened again
};

struct ReturnHistory {
  CaseId id;
  std::string product;  // as they stand now; empty: not recorded
  std::string category;
  Instant received;
  std::optional<Instant> third_day;  // close of business on the third business day after the day of receipt; none: unknown
  std::vector<ReturnTurn> turns;     // in the order in which they were recorded
  std::vector<std::pair<Instant, base::Money>> redress;
  bool vulnerable = false;
  bool vulnerability_failure = false;
};

// The history of one case as the return counts it. Of a case that is not a complaint, was merged into another or is handled under
// another procedure nothing: it is not counted.
std::optional<ReturnHistory> HistoryForReturn(std::span<const cases::Recorded> log, CaseId id, const procedures::Book& book);

// -- The return ---------------------------------------------------------------------------------------------------------------

struct ReturnNumber {
  ReturnLine line = ReturnLine::Opened;
  base::Saying title;
  std::int64_t count = 0;
  std::string opens;
};
BOOST_DESCRIBE_STRUCT(ReturnNumber, (), (line, title, count, opens))
AMENDS_DOC(ReturnNumber, "A number of the return.", {"line", "Which."}, {"title", "What it counts."},
           {"count", "How many; a complaint closed twice in the half-year counts twice."}, {"opens", "Where its cases are."})

struct ReturnGroup {
  std::string product;
  std::string category;
  std::vector<std::int64_t> counts;
  std::vector<base::Money> redress;
};
BOOST_DESCRIBE_STRUCT(ReturnGroup, (), (product, category, counts, redress))
AMENDS_DOC(ReturnGroup, "The numbers of one product and category.", {"product", "Empty: not recorded."},
           {"category", "Empty: not recorded."}, {"counts", "In the order of `numbers`."}, {"redress", "For each currency."})

struct ReturnFault {
  CaseId case_ref;
  base::Saying says;
};
BOOST_DESCRIBE_STRUCT(ReturnFault, (), (case_ref, says))
AMENDS_DOC(ReturnFault, "Why a case keeps the return from being final.", {"case_ref", "Which."},
           {"says", "Why, and what mends it."})

struct HalfYearReturn {
  std::string of;
  CountedPeriod period;
  Instant made_at;
  bool final = false;
  bool reconciles = false;
  std::vector<base::Saying> in_the_way;
  std::vector<ReturnFault> faults;
  std::vector<ReturnNumber> numbers;
  std::vector<base::Money> redress;
  std::vector<ReturnGroup> groups;
  std::vector<base::Saying> notes;
};
BOOST_DESCRIBE_STRUCT(HalfYearReturn, (),
                      (of, period, made_at, final, reconciles, in_the_way, faults, numbers, redress, groups, notes))
AMENDS_DOC(
    HalfYearReturn, "The half-year return of complaints.", {"of", "Which half-year."}, {"period", "Its days."},
    {"made_at", "From what was known then."}, {"final", "Nothing stands in the way of reporting these numbers."},
    {"reconciles",
     "Outstanding at the beginning, opened and re-opened come to as many as closed and outstanding at the end, case by case."},
    {"in_the_way", "Why it is not final."}, {"faults", "Which cases are why, and what mends each."},
    {"numbers", "Over all products."}, {"redress", "Paid in the half-year, for each currency."},
    {"groups", "The same by product and category, in their order."},
    {"notes", "How it was counted, and what is still to be checked against the regulator's form."})

// One case in one number; a case is there once for each time it counts.
struct ReturnEntry {
  ReturnLine line = ReturnLine::Opened;
  CaseId id;
  std::string product;
  std::string category;
};

struct CountedReturn {
  HalfYearReturn told;
  std::vector<ReturnEntry> entries;  // by line, then by case
};

// Where and when it is made.
struct ReturnPlace {
  base::Zone zone;
  Instant now;
};

// Pure. Each number is counted by itself from the histories, none is worked out from the others.
CountedReturn CountReturn(std::span<const ReturnHistory> histories, const HalfYear& half, const ReturnPlace& place);

// The complaints that can count in this half-year, each read from its events. Unavailable while facts are still
// being read.
base::Result<std::vector<ReturnHistory>> ReadReturnHistories(const Monitoring& monitoring, Service& service, const HalfYear& half,
                                                             const Viewer& viewer, const base::Headway& headway = {});

base::Result<CountedReturn> MakeHalfYearReturn(const Monitoring& monitoring, Service& service, const HalfYear& half,
                                               const Viewer& viewer, const base::Headway& headway = {});

// For reading and reckoning with: a page, sheets, and the list of cases behind each number.
Report ReportOf(const HalfYearReturn& made, const std::string& organisation);
CaseSheet SheetOf(const CountedReturn& made, const base::Headway& headway = {});
// A line for each number, product and category: "line,product,category,count,currency,amount".
std::string CsvOf(const HalfYearReturn& made);

struct ReturnCasesQuery {
  HalfYear of;
  ReturnLine line = ReturnLine::Opened;
  std::optional<base::Line> product;
  std::optional<base::Line> category;
  std::optional<base::Whole<1, 1000>> limit;
  std::optional<base::Whole<0, 1'000'000'000>> skip;
};
BOOST_DESCRIBE_STRUCT(ReturnCasesQuery, (), (of, line, product, category, limit, skip))
AMENDS_DOC(ReturnCasesQuery, "Which number's cases to list.", {"of", "The half-year, like 2027-H1."}, {"line", "Which number."},
           {"product", "Of this product only; empty: where none is recorded."},
           {"category", "Of this category only; empty: where none is recorded."},
           {"limit", "How many; 1,000, unless said otherwise."}, {"skip", "How many to pass over."})

BehindAnswer BehindReturn(const CountedReturn& made, const ReturnCasesQuery& query);

}  // namespace app
