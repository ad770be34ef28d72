// Looks through dated counts for what is out of the usual: any file of counts, with the detectors that watch the desk's own.

#include <fmt/format.h>
#include <fstream>
#include <iostream>

#include "base/clock.h"
#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/common.h"
#include "domain/insight/watch.h"

namespace cli {
namespace {

using base::Result;
using base::Saying;
using insight::Grain;

struct SignalsOptions {
  std::string csv;
  std::string from;
  std::string to;
  std::string every;
  std::vector<std::string> renamed;
  std::string holidays;
  double rate = 0.05;
};

struct FoundSignal {
  std::string kind;
  std::string series;
  base::Date known;
  base::Date last;
  std::int64_t periods = 0;
  double counted = 0;
  double expected = 0;
  double chance = 0;
  bool likely_artefact = false;
  bool goes_on = false;
  Saying says;
};
BOOST_DESCRIBE_STRUCT(FoundSignal, (),
                      (kind, series, known, last, periods, counted, expected, chance, likely_artefact, goes_on, says))
struct FoundSignals {
  std::int64_t series = 0;
  std::int64_t judged = 0;
  double rate = 0;
  std::vector<FoundSignal> signals;
  std::vector<Saying> notes;
};
BOOST_DESCRIBE_STRUCT(FoundSignals, (), (series, judged, rate, signals, notes))

std::optional<std::size_t> ColumnAmong(const std::vector<std::string>& names, std::initializer_list<const char*> wanted) {
  for (const char* one : wanted) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (base::Fold(names[i]) == one) return i;
    }
  }
  return std::nullopt;
}

// "2026-03" is a month, "2026-03-02" a day.
Result<base::Date> DayOf(const std::string& text, bool& is_month) {
  is_month = text.size() == 7;
  return base::Date::Parse(is_month ? text + "-01" : text);
}

// A number of 0 or more.
std::optional<double> NumberOf(const std::string& text) {
  try {
    std::size_t used = 0;
    const double number = std::stod(text, &used);
    if (used == text.size() && number >= 0 && std::isfinite(number)) return number;
  } catch (const std::exception&) {
  }
  return std::nullopt;
}

// The old name and what it is called now: "Credit card=Card".
Result<std::map<std::string, std::string>> RenamedFrom(const std::vector<std::string>& renamed) {
  std::map<std::string, std::string> names;
  for (const std::string& one : renamed) {
    const std::size_t sign = one.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == one.size()) {
      return base::FailAt("--renamed",
                          "expected the old name and the new one, like \"Credit card=Card\", found " + base::Quoted(one));
    }
    names[one.substr(0, sign)] = one.substr(sign + 1);
  }
  return names;
}

struct Counts {
  std::vector<insight::CountRow> rows;
  bool months = false;
  bool with_sizes = false;
};

// A day a line, in the first column; what else stands there is not looked at.
Result<std::vector<base::Date>> HolidaysFrom(const std::string& path) {
  std::vector<base::Date> days;
  if (path.empty()) return days;
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::FailAt("--holidays", base::Quoted(path) + " cannot be read; expected a file with a day a line");
  base::CsvReader reader(file, ',');
  while (const auto row = reader.Next()) {
    const std::string first = row->fault.empty() && !row->fields.empty() ? row->fields.front() : "";
    // The first line may name the columns, and no name begins like a day.
    const bool is_head = row->line == 1 && !first.empty() && (first.front() < '0' || first.front() > '9');
    if (is_head) continue;
    if (const auto day = base::Date::Parse(first)) {
      days.push_back(*day);
    } else {
      return base::FailAt(fmt::format("{}, line {}", path, row->line),
                          "expected a day like 2026-12-25 in the first column, found " + base::Quoted(first));
    }
  }
  if (days.empty()) return base::FailAt("--holidays", base::Quoted(path) + " has no day like 2026-12-25 in its first column");
  return days;
}

Result<Counts> CountsFrom(const SignalsOptions& options) {
  std::ifstream file(options.csv, std::ios::binary);
  if (!file) return base::FailAt("--csv", base::Quoted(options.csv) + " cannot be read; expected a file of dated counts");
  TRY(const auto renamed, RenamedFrom(options.renamed));
  base::CsvReader reader(file, ',');
  const auto head = reader.Next();
  if (!head || !head->fault.empty()) return base::FailAt("--csv", "is empty; expected a first row with the names of the columns");
  const auto day = ColumnAmong(head->fields, {"date", "day", "week", "month", "period"});
  const auto count = ColumnAmong(head->fields, {"count", "n", "number", "cases", "complaints"});
  if (!day || !count) {
    return base::FailAt(
        "--csv", fmt::format("has the columns {}; expected one called date, day, week or month, one called count or n, and "
                             "for several series one with their names",
                             base::AllOf(head->fields)));
  }
  const auto size = ColumnAmong(head->fields, {"of", "out_of", "size", "customers"});
  std::optional<std::size_t> name = ColumnAmong(head->fields, {"series", "name", "product", "category"});
  for (std::size_t i = 0; i < head->fields.size() && !name; ++i) {
    if (i != *day && i != *count && i != size) name = i;
  }
  Counts counts;
  counts.with_sizes = size.has_value();
  while (const auto row = reader.Next()) {
    const auto fault = [&](const std::string& says) {
      return base::FailAt(fmt::format("{}, line {}", options.csv, row->line), says);
    };
    if (!row->fault.empty()) return fault(row->fault);
    if (row->fields.size() != head->fields.size()) {
      return fault(fmt::format("has {} fields, and the first row has {}", row->fields.size(), head->fields.size()));
    }
    insight::CountRow one;
    bool is_month = false;
    const auto read = DayOf(row->fields[*day], is_month);
    if (!read) return fault("expected a day like 2026-03-02 or a month like 2026-03, found " + base::Quoted(row->fields[*day]));
    one.day = *read;
    counts.months = counts.months || is_month;
    const std::string& number = row->fields[*count];
    const auto counted = NumberOf(number);
    if (!counted || *counted != std::floor(*counted)) {
      return fault("expected a whole number of 0 or more, found " + base::Quoted(number));
    }
    one.count = *counted;
    if (size) {
      const std::string& of = row->fields[*size];
      one.of = NumberOf(of);
      if (!one.of || *one.of == 0) {
        return fault(fmt::format("expected in the column {} what the count is out of, a number above 0, found {}",
                                 head->fields[*size], base::Quoted(of)));
      }
    }
    one.name = name ? row->fields[*name] : "all";
    if (const auto now = renamed.find(one.name); now != renamed.end()) one.name = now->second;
    counts.rows.push_back(std::move(one));
  }
  if (counts.rows.empty()) return base::FailAt("--csv", "has no row of counts below the names of its columns");
  return counts;
}

Result<Grain> GrainFor(const SignalsOptions& options, const Counts& counts) {
  if (options.every == "day") return Grain::Day;
  if (options.every == "week") return Grain::Week;
  if (options.every == "month" || counts.months) return Grain::Month;
  // Counts that all fall on one weekday are those of weeks.
  const auto weekday = counts.rows.front().day.weekday();
  const bool weekly =
      std::ranges::all_of(counts.rows, [&](const insight::CountRow& row) { return row.day.weekday() == weekday; });
  return weekly && counts.rows.size() > 8 ? Grain::Week : Grain::Day;
}

Result<FoundSignals> Find(const SignalsOptions& options) {
  TRY(Counts counts, CountsFrom(options));
  TRY(const Grain grain, GrainFor(options, counts));
  insight::WatchOptions watch;
  watch.grain = grain;
  watch.rate = options.rate;
  bool month = false;
  if (!options.from.empty()) {
    const auto from = DayOf(options.from, month);
    if (!from) return base::FailAt("--from", from.error().faults.front().says);
    watch.from = insight::PeriodOf(*from, grain);
  }
  if (!options.to.empty()) {
    const auto to = DayOf(options.to, month);
    if (!to) return base::FailAt("--to", to.error().faults.front().says);
    const base::Date end = month ? to->AddMonths(1) - 1 : *to;
    std::erase_if(counts.rows, [&](const insight::CountRow& row) { return row.day > end; });
    if (counts.rows.empty()) return base::FailAt("--to", "there is no count up to " + end.ToString());
  }
  TRY(watch.holidays, HolidaysFrom(options.holidays));
  // Where a day begins first: what is today for somebody is not in the future.
  TRY(const auto zone, base::Zone::Find("Pacific/Kiritimati"));
  watch.today = zone.ToLocal(base::SystemClock().Now()).date;
  const std::vector<insight::NamedSeries> series = insight::SeriesOf(counts.rows, grain);
  const auto found = insight::Watch(series, watch);
  if (!found) return base::FailAt("--csv", found.error());
  FoundSignals told;
  told.series = static_cast<std::int64_t>(series.size());
  told.judged = found->judged;
  told.rate = options.rate;
  for (const insight::Signal& signal : found->signals) {
    const char* kind = "";
    switch (signal.kind) {
      case insight::SignalKind::Above: kind = "above"; break;
      case insight::SignalKind::Below: kind = "below"; break;
      case insight::SignalKind::Everywhere: kind = "everywhere"; break;
      case insight::SignalKind::NewCategory: kind = "new_category"; break;
      case insight::SignalKind::Redrawn: kind = "redrawn"; break;
    }
    told.signals.push_back({kind, signal.series, signal.known, signal.last, signal.periods, signal.counted, signal.expected,
                            signal.chance, signal.likely_artefact, signal.goes_on, signal.says});
  }
  told.notes = found->notes;
  if (!counts.with_sizes) {
    told.notes.push_back(Saying(
        "The counts were judged as they are: what they are out of (customers, orders) was not given. A column called \"of\" "
        "would take it into account."));
  }
  for (const insight::WatchedSeries& one : found->series) {
    if (one.unsaid) told.notes.push_back(Saying("{} was not judged. {}", one.name, *one.unsaid));
  }
  return told;
}

std::string ChanceInWords(double chance) {
  if (chance <= 0) return "";
  if (chance < 1e-6) return "; by chance alone less than once in a million";
  return fmt::format("; by chance alone about once in {}", Grouped(static_cast<std::int64_t>(1 / chance)));
}

void Print(const FoundSignals& found) {
  std::cout << fmt::format(
      "{} series, {} periods judged, each by what lay before it. In quiet times at most {:.0f} of 100 periods would have an "
      "alarm.\n",
      found.series, Grouped(found.judged), found.rate * 100);
  if (found.signals.empty()) std::cout << "\nNothing was out of the usual.\n";
  for (const FoundSignal& signal : found.signals) {
    std::cout << fmt::format("\n{}  {}\n", signal.known.ToString(), signal.says.ToString());
    if (signal.kind == "above" || signal.kind == "below") {
      std::cout << fmt::format("            Known with the first of these periods{}{}.\n", ChanceInWords(signal.chance),
                               signal.goes_on ? "; it goes on to the end of the data" : "");
    }
    if (signal.likely_artefact)
      std::cout << "            " << (signal.kind == "redrawn" ? "Likely" : "Perhaps")
                << " an artefact: of how it was counted, not of what happened.\n";
  }
  if (!found.notes.empty()) std::cout << "\n";
  for (const Saying& note : found.notes) std::cout << note << "\n";
}

int RunSignals(const Globals& globals, const SignalsOptions& options) {
  const auto found = Find(options);
  if (!found) return Report(found.error());
  if (globals.json) {
    std::cout << base::ToJson(*found) << "\n";
  } else {
    Print(*found);
  }
  return kDone;
}

}  // namespace

void AddSignals(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<SignalsOptions>();
  CLI::App* command =
      program.add_subcommand("signals", "Find what is out of the usual in dated counts, and when it could first have been known");
  command
      ->add_option(
          "--csv", options->csv,
          "A file of counts: a column date, week or month, one with names, one with counts, and if there is one, one called "
          "\"of\" with what they are out of")
      ->required();
  command->add_option("--from", options->from, "The first day or month to judge; what lies before is only learnt from");
  command->add_option("--to", options->to, "The last day or month to look at, as if nothing were known after it");
  command->add_option("--every", options->every, "What a period is; told by the dates, if left out")
      ->check(CLI::IsMember({"day", "week", "month"}));
  command->add_option("--renamed", options->renamed, "A series that got another name: \"old=new\"; may be given several times");
  command->add_option("--holidays", options->holidays,
                      "A file with a day a line: days on which fewer come, so that Christmas is no signal");
  command->add_option("--rate", options->rate, "Of quiet periods, at most this share has a false alarm")
      ->check(CLI::Range(0.0001, 0.5))
      ->capture_default_str();
  command->callback([&globals, &run, options] { run = [&globals, options] { return RunSignals(globals, *options); }; });
}

}  // namespace cli
