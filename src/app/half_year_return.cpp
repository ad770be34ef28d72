#include "app/half_year_return.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/csv.h"
#include "domain/cases/evolve.h"

namespace app {
namespace {

using base::Saying;
using What = ReturnTurn::What;

constexpr const char* kReturnPack = "uk-financial";
// Set on a case whose complaint is about, or comes from, our not having considered or answered the customer's vulnerability: the
// second of the two data points. No field of a case says so by itself.
constexpr const char* kFailureAttribute = "vulnerability_failure";

std::size_t PlaceOf(ReturnLine line) { return static_cast<std::size_t>(line); }

bool SaysYes(const std::string& word) {
  const std::string folded = base::Fold(word);
  return folded == "yes" || folded == "true" || folded == "1" || folded == "ja";
}

// Milestones that close a complaint for the return: the customer has accepted, or has our last word in writing.
bool Closes(procedures::Milestone milestone) {
  using procedures::Milestone;
  return milestone == Milestone::Agreed || milestone == Milestone::FinalResponseSent ||
         milestone == Milestone::SummaryResolutionSent;
}

std::int64_t CountBefore(const ReturnHistory& history, What what, Instant before) {
  return std::ranges::count_if(history.turns, [&](const ReturnTurn& turn) { return turn.what == what && turn.at < before; });
}

bool OutstandingAt(const ReturnHistory& history, Instant at) {
  if (history.received >= at) return false;
  return CountBefore(history, What::Closed, at) <= CountBefore(history, What::Reopened, at);
}

void AddMoney(std::vector<base::Money>& sums, const base::Money& more) {
  const auto found = std::ranges::find_if(sums, [&](const base::Money& sum) { return sum.currency == more.currency; });
  if (found == sums.end()) {
    sums.push_back(more);
  } else if (const auto sum = base::Sum(*found, more)) {
    *found = *sum;
  }
}

std::string ReturnCasesPath(const std::string& of, ReturnLine line, const ReturnGroup* group = nullptr) {
  std::string path =
      fmt::format("/api/v1/reports/half-year/cases?of={}&line={}", of, base::TypeOf<ReturnLine>().names[PlaceOf(line)]);
  if (group != nullptr) {
    path += "&product=" + PercentEncoded(group->product) + "&category=" + PercentEncoded(group->category);
  }
  return path;
}

std::vector<ReturnLine> AllReturnLines() {
  std::vector<ReturnLine> lines;
  for (std::size_t i = 0; i < kReturnLines; ++i) lines.push_back(static_cast<ReturnLine>(i));
  return lines;
}

double AmountOf(const base::Money& money) { return static_cast<double>(money.amount.ten_thousandths) / base::Decimal::kOne; }

Saying OrNotRecorded(const std::string& value) { return value.empty() ? Saying("not recorded") : Saying::AsIs(value); }

// Why the sum of this case does not come out, and what mends it.
Saying WhyUnbalanced(const ReturnHistory& history, const base::Zone& zone) {
  for (const ReturnTurn& turn : history.turns) {
    if (turn.at >= history.received) continue;
    const base::Date received = zone.ToLocal(history.received).date;
    const base::Date at = zone.ToLocal(turn.at).date;
    if (turn.what == What::Closed) {
      return Saying("It was closed on {}, before it was received on {}: correct the day of receipt.", at, received);
    }
    return Saying("It was opened again on {}, before it was received on {}: correct the day of receipt.", at, received);
  }
  return Saying("Its closings and re-openings do not follow one another in time; look at its history.");
}

}  // namespace

base::Saying SayingOf(ReturnLine line) {
  switch (line) {
    case ReturnLine::OutstandingAtBegin: return Saying("outstanding at the beginning");
    case ReturnLine::Opened: return Saying("opened");
    case ReturnLine::Reopened: return Saying("re-opened");
    case ReturnLine::Closed: return Saying("closed");
    case ReturnLine::OutstandingAtEnd: return Saying("outstanding at the end");
    case ReturnLine::ClosedWithin3BusinessDays: return Saying("closed within three business days");
    case ReturnLine::ClosedWithin4Weeks: return Saying("closed after that, within four weeks");
    case ReturnLine::ClosedWithin8Weeks: return Saying("closed after four, within eight weeks");
    case ReturnLine::ClosedLater: return Saying("closed after more than eight weeks");
    case ReturnLine::Upheld: return Saying("closed and upheld, in full or in part");
    case ReturnLine::NotUpheld: return Saying("closed and not upheld");
    case ReturnLine::NotDecided: return Saying("closed without a decision");
    case ReturnLine::RedressPaid: return Saying("with redress paid");
    case ReturnLine::Vulnerable: return Saying("opened, of customers known to be vulnerable");
    case ReturnLine::VulnerabilityFailure: return Saying("opened, about or from a failure to consider or answer vulnerability");
  }
  return {};
}

base::Result<HalfYear> HalfYear::Parse(std::string_view text) {
  HalfYear read;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + std::min<std::size_t>(4, text.size()), read.year);
  const bool fits = text.size() == 7 && fault == std::errc{} && end == text.data() + 4 && text[4] == '-' &&
                    (text[5] == 'H' || text[5] == 'h') && (text[6] == '1' || text[6] == '2') && read.year >= 1900 &&
                    read.year <= 2998;
  if (!fits) return base::FailAt("", Saying("expected a half-year like 2027-H1, found {}", base::Quoted(text)));
  read.half = text[6] - '0';
  return read;
}
std::string HalfYear::ToString() const { return fmt::format("{:04}-H{}", year, half); }
CountedPeriod HalfYear::Days() const {
  if (half == 1) return {base::Date::Of(year, 1, 1), base::Date::Of(year, 6, 30)};
  return {base::Date::Of(year, 7, 1), base::Date::Of(year, 12, 31)};
}

std::optional<ReturnHistory> HistoryForReturn(std::span<const cases::Recorded> log, CaseId id, const procedures::Book& book) {
  cases::Case c;
  c.id = id;
  ReturnHistory history;
  history.id = id;
  bool closed = false;
  const auto turn = [&](What what, Instant at) {
    if (closed == (what == What::Closed)) return;
    closed = what == What::Closed;
    history.turns.push_back({what, at, {}});
  };
  for (const cases::Recorded& recorded : log) {
    const std::size_t marks = c.timing.milestones.size();
    cases::Evolve(c, recorded);
    for (std::size_t i = marks; i < c.timing.milestones.size(); ++i) {
      if (Closes(c.timing.milestones[i].what)) turn(What::Closed, c.timing.milestones[i].at);
    }
    if (std::holds_alternative<cases::CaseClosed>(recorded.event)) turn(What::Closed, recorded.at);
    // Whoever comes back and says that it is not solved has an open complaint, whatever our last word was.
    if (const auto* disputed = std::get_if<cases::ResolutionDisputed>(&recorded.event)) turn(What::Reopened, disputed->at);
    if (std::holds_alternative<cases::CaseReopened>(recorded.event)) turn(What::Reopened, recorded.at);
    if (const auto* redress = std::get_if<cases::RedressRecorded>(&recorded.event); redress != nullptr && redress->amount) {
      history.redress.emplace_back(recorded.at, *redress->amount);
    }
    if (closed && c.round.decided) history.turns.back().decision = c.round.decided->decision;
  }
  if (c.kind != cases::Kind::Complaint || c.merged_into || c.procedure.id.str() != kReturnPack) return std::nullopt;
  if (c.product) history.product = c.product->str();
  if (c.category) history.category = c.category->str();
  history.received = c.received_at;
  history.vulnerable = c.impact && c.impact->vulnerable;
  for (const auto& [name, value] : c.attributes) {
    if (name.str() == kFailureAttribute) history.vulnerability_failure = SaysYes(value.str());
  }
  if (const procedures::Bound* bound = book.Find(kReturnPack, static_cast<int>(c.procedure.version.value))) {
    const calendar::Counted third = bound->calendar.AddBusinessDays(bound->calendar.DayOf(c.received_at), 3);
    if (third.date) history.third_day = bound->calendar.CloseOfBusiness(*third.date);
  }
  return history;
}

CountedReturn CountReturn(std::span<const ReturnHistory> histories, const HalfYear& half, const ReturnPlace& place) {
  CountedReturn made;
  HalfYearReturn& told = made.told;
  told.of = half.ToString();
  told.period = half.Days();
  told.made_at = place.now;
  const Instant begin = place.zone.ToInstant(told.period.from, std::chrono::hours(0));
  const Instant end = place.zone.ToInstant(told.period.to, std::chrono::hours(24));
  std::map<std::pair<std::string, std::string>, ReturnGroup> groups;
  std::vector<std::int64_t> counts(kReturnLines, 0);
  std::int64_t unnamed = 0;
  std::int64_t undated = 0;

  for (const ReturnHistory& history : histories) {
    std::vector<std::int64_t> own(kReturnLines, 0);
    const auto add = [&](ReturnLine line) {
      ++own[PlaceOf(line)];
      made.entries.push_back({line, history.id, history.product, history.category});
    };
    if (OutstandingAt(history, begin)) add(ReturnLine::OutstandingAtBegin);
    if (history.received >= begin && history.received < end) {
      add(ReturnLine::Opened);
      if (history.vulnerable) add(ReturnLine::Vulnerable);
      if (history.vulnerability_failure) add(ReturnLine::VulnerabilityFailure);
    }
    const base::Date received = place.zone.ToLocal(history.received).date;
    for (const ReturnTurn& turn : history.turns) {
      if (turn.at < begin || turn.at >= end) continue;
      if (turn.what == What::Reopened) {
        add(ReturnLine::Reopened);
        continue;
      }
      add(ReturnLine::Closed);
      const int days = place.zone.ToLocal(turn.at).date - received;
      if (!history.third_day && days <= 28) {
        // Whether it was within three business days cannot be said; four weeks it was.
        ++undated;
        add(ReturnLine::ClosedWithin4Weeks);
      } else if (history.third_day && turn.at <= *history.third_day) {
        add(ReturnLine::ClosedWithin3BusinessDays);
      } else if (days <= 28) {
        add(ReturnLine::ClosedWithin4Weeks);
      } else if (days <= 56) {
        add(ReturnLine::ClosedWithin8Weeks);
      } else {
        add(ReturnLine::ClosedLater);
      }
      if (!turn.decision) {
        add(ReturnLine::NotDecided);
      } else if (*turn.decision == cases::Decision::NotUpheld) {
        add(ReturnLine::NotUpheld);
      } else {
        add(ReturnLine::Upheld);
      }
    }
    if (OutstandingAt(history, end)) add(ReturnLine::OutstandingAtEnd);
    std::vector<base::Money> paid;
    for (const auto& [at, amount] : history.redress) {
      if (at >= begin && at < end) AddMoney(paid, amount);
    }
    if (!paid.empty()) add(ReturnLine::RedressPaid);

    const auto of = [&](ReturnLine line) { return own[PlaceOf(line)]; };
    if (of(ReturnLine::OutstandingAtBegin) + of(ReturnLine::Opened) + of(ReturnLine::Reopened) !=
        of(ReturnLine::Closed) + of(ReturnLine::OutstandingAtEnd)) {
      told.faults.push_back({history.id, WhyUnbalanced(history, place.zone)});
    }
    if (std::ranges::all_of(own, [](std::int64_t n) { return n == 0; })) continue;
    if (history.product.empty() || history.category.empty()) ++unnamed;
    ReturnGroup& group = groups[{history.product, history.category}];
    if (group.counts.empty()) group = {history.product, history.category, std::vector<std::int64_t>(kReturnLines, 0), {}};
    for (std::size_t i = 0; i < kReturnLines; ++i) {
      group.counts[i] += own[i];
      counts[i] += own[i];
    }
    for (const base::Money& money : paid) {
      AddMoney(group.redress, money);
      AddMoney(told.redress, money);
    }
  }
  std::ranges::stable_sort(
      made.entries, [](const ReturnEntry& a, const ReturnEntry& b) { return std::pair(a.line, a.id) < std::pair(b.line, b.id); });
  for (const ReturnLine line : AllReturnLines()) {
    told.numbers.push_back({line, SayingOf(line), counts[PlaceOf(line)], ReturnCasesPath(told.of, line)});
  }
  for (auto& [name, group] : groups) told.groups.push_back(std::move(group));

  told.reconciles = told.faults.empty();
  if (!told.reconciles) {
    told.in_the_way.push_back(
        Saying::Count(static_cast<std::int64_t>(told.faults.size()),
                      "{} case does not reconcile: what was outstanding, opened and re-opened is not what was closed and is "
                      "outstanding.",
                      "{} cases do not reconcile: what was outstanding, opened and re-opened is not what was closed and is "
                      "outstanding."));
  }
  if (place.now < end) told.in_the_way.push_back(Saying("The half-year is not over: it ends with {}.", told.period.to));
  if (unnamed > 0) {
    told.in_the_way.push_back(Saying::Count(unnamed, "{} case has no product or no category, by which the return is made.",
                                            "{} cases have no product or no category, by which the return is made."));
  }
  if (undated > 0) {
    told.in_the_way.push_back(
        Saying::Count(undated,
                      "Of {} closing it cannot be said whether it was within three business days, as the calendar does not reach "
                      "so far; it is counted within four weeks.",
                      "Of {} closings it cannot be said whether they were within three business days, as the calendar does not "
                      "reach so far; they are counted within four weeks."));
  }
  told.final = told.in_the_way.empty();
  told.notes = {
      Saying("The cells of the new form are to be checked against the FCA's published form (PS25/19; DISP 1.10); until then the "
             "numbers here have names and no cell numbers."),
      Saying(
          "A complaint is opened on the day it was received, and closed when the customer accepted, when a final response or a "
          "summary resolution went out, or when the case was closed here, whichever came first. It is re-opened when the "
          "customer "
          "says that it is not solved, or when the case is opened again."),
      Saying(
          "One that was merged is the same complaint as the one it was merged into and is counted there. One that was withdrawn "
          "or referred is closed. Problems that are no complaints, and cases under other procedures, are left out."),
      Saying("Product, category and vulnerability are as they stand now; times are from receipt, also of what was re-opened; "
             "redress "
             "counts in the half-year in which it was recorded."),
      Saying(
          "A complaint about, or from, a failure to consider or answer vulnerability is one whose case has the attribute {} with "
          "the value yes.",
          std::string(kFailureAttribute))};
  return made;
}

base::Result<std::vector<ReturnHistory>> ReadReturnHistories(const Monitoring& monitoring, Service& service, const HalfYear& half,
                                                             const Viewer& viewer, const base::Headway& headway) {
  const MonitoringView overview = monitoring.Overview(viewer);
  if (overview.loading) {
    return base::Fail(base::ErrorCode::Unavailable, Saying("the facts are still being read; try again soon"));
  }
  std::vector<ReturnHistory> histories;
  if (!overview.first) return histories;
  const SharedBook book = service.store().InForce().Book();
  const base::Zone& zone = book->General().calendar.zone();
  const CountedPeriod days = half.Days();
  const insight::Minute begin = insight::MinuteOf(zone.ToInstant(days.from, std::chrono::hours(0)));
  const base::Date to = std::max(days.to, *overview.last);
  std::vector<CaseId> ids;
  CHECK_OK(monitoring.EachFact({.measure = base::Word("received"),
                                .from = std::min(*overview.first, days.from),
                                .to = to,
                                .where = Conditions{{{"procedure", {kReturnPack}, false}}}},
                               viewer, [&](const insight::Fact& fact) -> base::Result<void> {
                                 // Closed for good before the half-year began, nothing of it falls into it; all others are read.
                                 const insight::Minute closed = fact.when(insight::Moment::Closed);
                                 if (closed == insight::kNever || closed >= begin) ids.push_back(CaseId{fact.id});
                                 return {};
                               }));
  std::size_t read = 0;
  for (const CaseId id : ids) {
    TRY(const LoadedStream loaded, service.store().Load(id.ToString(), 0));
    std::vector<cases::Recorded> log;
    for (const StoredEvent& stored : loaded.events) {
      TRY(cases::Recorded recorded, ReadRecorded<CaseId>(stored));
      log.push_back(std::move(recorded));
    }
    if (auto history = HistoryForReturn(log, id, *book)) histories.push_back(*std::move(history));
    CHECK_OK(base::Tell(headway, ++read, ids.size()));
  }
  return histories;
}

base::Result<CountedReturn> MakeHalfYearReturn(const Monitoring& monitoring, Service& service, const HalfYear& half,
                                               const Viewer& viewer, const base::Headway& headway) {
  TRY(const std::vector<ReturnHistory> histories, ReadReturnHistories(monitoring, service, half, viewer, headway));
  const base::Zone zone = service.store().InForce().Book()->General().calendar.zone();
  return CountReturn(histories, half, {zone, service.clock().Now()});
}

Report ReportOf(const HalfYearReturn& made, const std::string& organisation) {
  Report report;
  report.kind = "half-year";
  report.title = Saying("Complaints return {}", made.of);
  report.organisation = organisation;
  report.period = made.period;
  report.made_at = made.made_at;
  report.final = made.final;
  if (!made.final) report.warnings.push_back(Saying("This return is not final and must not be sent."));
  for (const Saying& why : made.in_the_way) report.warnings.push_back(why);

  const auto count = [&](ReturnLine line) { return made.numbers[PlaceOf(line)].count; };
  const auto row = [&](ReturnLine line) {
    const ReturnNumber& number = made.numbers[PlaceOf(line)];
    return ReportRow{{ReportCell::Words(number.title), ReportCell::Count(number.count, number.opens)}};
  };
  ReportSection sum{"reconciliation", Saying("Opened, closed and outstanding")};
  ReportTable left{"reconciliation", Saying("What there was, and what became of it")};
  left.columns = {Saying("Complaints"), Saying("Number")};
  for (const ReturnLine line : {ReturnLine::OutstandingAtBegin, ReturnLine::Opened, ReturnLine::Reopened}) {
    left.rows.push_back(row(line));
  }
  const std::int64_t there = count(ReturnLine::OutstandingAtBegin) + count(ReturnLine::Opened) + count(ReturnLine::Reopened);
  left.rows.push_back({{ReportCell::Words(Saying("together")), ReportCell::Count(there)}, true});
  for (const ReturnLine line : {ReturnLine::Closed, ReturnLine::OutstandingAtEnd}) left.rows.push_back(row(line));
  const std::int64_t became = count(ReturnLine::Closed) + count(ReturnLine::OutstandingAtEnd);
  left.rows.push_back({{ReportCell::Words(Saying("together")), ReportCell::Count(became)}, true});
  sum.says.push_back(made.reconciles ? Saying("The two sums are the same, for every case.")
                                     : Saying("The two sums are not the same for every case; those that are why stand below."));
  sum.tables.push_back(std::move(left));
  if (!made.faults.empty()) {
    ReportTable faults{"faults", Saying("Cases that do not reconcile")};
    faults.columns = {Saying("Case"), Saying("Why, and what mends it")};
    for (const ReturnFault& fault : made.faults) {
      ReportCell reference = ReportCell::Words(fault.case_ref.ToString());
      reference.opens = "/cases/" + fault.case_ref.ToString();
      faults.rows.push_back({{std::move(reference), ReportCell::Words(fault.says)}});
    }
    sum.tables.push_back(std::move(faults));
  }
  report.sections.push_back(std::move(sum));

  ReportSection rest{"closed", Saying("How complaints were closed, and for whom")};
  const auto table = [&](const char* id, Saying title, std::initializer_list<ReturnLine> lines) {
    ReportTable one{id, std::move(title)};
    one.columns = {Saying("Complaints"), Saying("Number")};
    for (const ReturnLine line : lines) one.rows.push_back(row(line));
    rest.tables.push_back(std::move(one));
  };
  table("times", Saying("Time from receipt until closed"),
        {ReturnLine::ClosedWithin3BusinessDays, ReturnLine::ClosedWithin4Weeks, ReturnLine::ClosedWithin8Weeks,
         ReturnLine::ClosedLater});
  rest.tables.back().notes.push_back(Saying("Four weeks are a band of the report; no rule in force asks for a letter then."));
  table("decisions", Saying("Upheld or not"), {ReturnLine::Upheld, ReturnLine::NotUpheld, ReturnLine::NotDecided});
  table("redress", Saying("Redress"), {ReturnLine::RedressPaid});
  for (const base::Money& money : made.redress) {
    rest.tables.back().rows.push_back({{ReportCell::Words(Saying("paid, in {}", money.currency.code)),
                                        ReportCell::Of(CellKind::Money, AmountOf(money),
                                                       ReturnCasesPath(made.of, ReturnLine::RedressPaid), money.currency.code)}});
  }
  table("vulnerability", Saying("Vulnerable customers"), {ReturnLine::Vulnerable, ReturnLine::VulnerabilityFailure});
  report.sections.push_back(std::move(rest));

  ReportSection groups{"groups", Saying("By product and category")};
  ReportTable by{"groups", Saying("By product and category")};
  by.columns = {Saying("Product"), Saying("Category"),   Saying("At the beginning"), Saying("Opened"), Saying("Re-opened"),
                Saying("Closed"),  Saying("At the end"), Saying("Upheld"),           Saying("Redress")};
  for (const ReturnGroup& group : made.groups) {
    ReportRow one{{ReportCell::Words(OrNotRecorded(group.product)), ReportCell::Words(OrNotRecorded(group.category))}};
    for (const ReturnLine line : {ReturnLine::OutstandingAtBegin, ReturnLine::Opened, ReturnLine::Reopened, ReturnLine::Closed,
                                  ReturnLine::OutstandingAtEnd, ReturnLine::Upheld}) {
      one.cells.push_back(ReportCell::Count(group.counts[PlaceOf(line)], ReturnCasesPath(made.of, line, &group)));
    }
    if (group.redress.size() == 1) {
      one.cells.push_back(ReportCell::Of(CellKind::Money, AmountOf(group.redress.front()),
                                         ReturnCasesPath(made.of, ReturnLine::RedressPaid, &group),
                                         group.redress.front().currency.code));
    } else {
      std::vector<Saying> sums;
      for (const base::Money& money : group.redress) sums.push_back(base::SayingOf(money));
      one.cells.push_back(ReportCell::Words(Saying::Run(std::move(sums), ", ")));
    }
    by.rows.push_back(std::move(one));
  }
  if (by.rows.empty()) {
    groups.says.push_back(Saying("No complaint counts in this half-year."));
  } else {
    groups.tables.push_back(std::move(by));
  }
  report.sections.push_back(std::move(groups));

  ReportSection notes{"notes", Saying("How it was counted")};
  notes.says = made.notes;
  report.sections.push_back(std::move(notes));
  return report;
}

CaseSheet SheetOf(const CountedReturn& made, const base::Headway& headway) {
  return {Saying("Cases"),
          {Saying("Number"), Saying("Case"), Saying("Product"), Saying("Category")},
          [&made, headway](const CaseSheet::Take& take) -> base::Result<void> {
            std::vector<Saying> titles;
            for (const ReturnLine line : AllReturnLines()) titles.push_back(SayingOf(line));
            std::size_t written = 0;
            for (const ReturnEntry& entry : made.entries) {
              const std::vector<ReportCell> cells{ReportCell::Words(titles[PlaceOf(entry.line)]),
                                                  ReportCell::Words(entry.id.ToString()), ReportCell::Words(entry.product),
                                                  ReportCell::Words(entry.category)};
              CHECK_OK(take(cells));
              CHECK_OK(base::Tell(headway, ++written, made.entries.size()));
            }
            return {};
          }};
}

std::string CsvOf(const HalfYearReturn& made) {
  std::string csv = "return,final,line,product,category,count,currency,amount\n";
  const std::string head = made.of + (made.final ? ",yes," : ",no,");
  const auto& names = base::TypeOf<ReturnLine>().names;
  for (const ReturnNumber& number : made.numbers) {
    csv += head + names[PlaceOf(number.line)] + ",,," + std::to_string(number.count) + ",,\n";
  }
  const auto paid = [&](const std::string& where, const std::vector<base::Money>& sums) {
    for (const base::Money& money : sums) {
      csv += head + "redress," + where + ",," + money.currency.code + "," + money.amount.ToString(money.currency.Places()) + "\n";
    }
  };
  paid(",", made.redress);
  for (const ReturnGroup& group : made.groups) {
    const std::string where =
        base::CsvField(base::HarmlessCell(group.product)) + "," + base::CsvField(base::HarmlessCell(group.category));
    for (const ReturnLine line : AllReturnLines()) {
      csv += head + names[PlaceOf(line)] + "," + where + "," + std::to_string(group.counts[PlaceOf(line)]) + ",,\n";
    }
    paid(where, group.redress);
  }
  return csv;
}

BehindAnswer BehindReturn(const CountedReturn& made, const ReturnCasesQuery& query) {
  BehindAnswer told;
  const std::int64_t limit = query.limit ? query.limit->value : 1000;
  const std::int64_t skip = query.skip ? query.skip->value : 0;
  for (const ReturnEntry& entry : made.entries) {
    if (entry.line != query.line) continue;
    if (query.product && query.product->str() != entry.product) continue;
    if (query.category && query.category->str() != entry.category) continue;
    if (told.total >= skip && static_cast<std::int64_t>(told.cases.size()) < limit) told.cases.push_back(entry.id);
    ++told.total;
  }
  return told;
}

}  // namespace app
