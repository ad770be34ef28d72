#include "cli/procedure_try.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "base/json.h"
#include "cli/procedures_folder.h"
#include "domain/cases/clocks.h"
#include "domain/cases/trial.h"

namespace cli {
namespace {

struct ClockCount {
  std::int64_t met = 0;
  std::int64_t broken = 0;
  std::int64_t open = 0;     // still running, or ended before its end, or a window that passed
  std::int64_t unknown = 0;  // the calendar has no data for a day
};
BOOST_DESCRIBE_STRUCT(ClockCount, (), (met, broken, open, unknown))
struct TriedClock {
  std::string clock;
  std::string title;
  ClockCount before;
  ClockCount after;
};
BOOST_DESCRIBE_STRUCT(TriedClock, (), (clock, title, before, after))
struct CaseLine {
  base::CaseId ref;
  std::string id;
  std::string what;
  base::Instant at;
  std::string at_there;  // on the clock on the wall of the procedure's calendar
  domain::Clause clause;
  std::string says;
};
BOOST_DESCRIBE_STRUCT(CaseLine, (), (ref, id, what, at, at_there, clause, says))
struct KindView {
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::vector<CaseLine> more;
  std::vector<CaseLine> fewer;
};
BOOST_DESCRIBE_STRUCT(KindView, (), (before, after, more, fewer))
struct RefusalsView {
  std::vector<CaseLine> more;
};
BOOST_DESCRIBE_STRUCT(RefusalsView, (), (more))
struct FromLine {
  std::string id;
  int version = 1;
  std::int64_t cases = 0;
};
BOOST_DESCRIBE_STRUCT(FromLine, (), (id, version, cases))
struct TrialView {
  std::string pack;
  int version = 1;
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::int64_t looked_at = 0;
  std::int64_t applied_to = 0;
  std::vector<FromLine> handled_under;
  std::vector<base::CaseId> left_out;  // had the procedure, and would not get it under the draft
  std::vector<TriedClock> clocks;
  KindView breaches;
  KindView escalations;
  RefusalsView refusals;
};
BOOST_DESCRIBE_STRUCT(TrialView, (),
                      (pack, version, from, to, looked_at, applied_to, handled_under, left_out, clocks, breaches, escalations,
                       refusals))

void Add(ClockCount& count, const cases::ClockOutcome& clock) {
  using procedures::ClockState;
  if (clock.broken) {
    ++count.broken;
    return;
  }
  switch (clock.state) {
    case ClockState::Met: ++count.met; break;
    case ClockState::Unknown: ++count.unknown; break;
    case ClockState::MetLate:  // before the record came here, or a window
    case ClockState::Overdue:
    case ClockState::Running:
    case ClockState::DueSoon:
    case ClockState::Paused:
    case ClockState::Ended:
    case ClockState::Passed: ++count.open; break;
  }
}

TriedClock& LineOf(std::vector<TriedClock>& lines, const cases::ClockOutcome& clock) {
  const auto found = std::ranges::find(lines, clock.id, &TriedClock::clock);
  return found != lines.end() ? *found : lines.emplace_back(TriedClock{clock.id, clock.title, {}, {}});
}

// Counts one case in.
class Tally {
 public:
  Tally(TrialView& view, const procedures::Bound& draft) : view_(view), draft_(draft) {}

  void Take(base::CaseId ref, const cases::Trial& before, const cases::Trial& after, const calendar::Calendar& own) {
    for (const cases::ClockOutcome& clock : before.clocks) Add(LineOf(view_.clocks, clock).before, clock);
    for (const cases::ClockOutcome& clock : after.clocks) Add(LineOf(view_.clocks, clock).after, clock);
    view_.breaches.before += std::ranges::count(before.clocks, true, &cases::ClockOutcome::broken);
    view_.breaches.after += std::ranges::count(after.clocks, true, &cases::ClockOutcome::broken);
    view_.escalations.before += std::ssize(before.escalations);
    view_.escalations.after += std::ssize(after.escalations);
    const cases::Changes changes = cases::Compare(before, after);
    Append(view_.breaches.more, ref, changes.breaches_more, draft_.calendar);
    Append(view_.breaches.fewer, ref, changes.breaches_fewer, own);
    Append(view_.escalations.more, ref, changes.escalations_more, draft_.calendar);
    Append(view_.escalations.fewer, ref, changes.escalations_fewer, own);
    Append(view_.refusals.more, ref, changes.refusals_more, draft_.calendar);
  }

 private:
  static void Append(std::vector<CaseLine>& lines, base::CaseId ref, const std::vector<cases::Change>& changes,
                     const calendar::Calendar& calendar) {
    for (const cases::Change& change : changes) {
      lines.push_back(
          {ref, change.id, change.what, change.at, calendar::ForPeople(change.at, &calendar), change.clause, change.says});
    }
  }

  TrialView& view_;
  const procedures::Bound& draft_;
};

// -- Printing -------------------------------------------------------------------------------------------------------------

std::string Number(std::int64_t n, const std::string& noun) { return Grouped(n) + " " + noun + (n == 1 ? "" : "s"); }

std::string NumberOf(const domain::Clause& clause) { return clause.number.empty() ? "" : " (" + clause.number + ")"; }

void PrintLines(const std::string& head, const std::vector<CaseLine>& lines, int most) {
  if (lines.empty()) return;
  std::cout << "  " << head << ": " << Number(std::ssize(lines), "time") << (most > 0 ? "\n" : "; --most 10 names the cases\n");
  for (std::size_t i = 0; i < lines.size() && i < static_cast<std::size_t>(most); ++i) {
    const CaseLine& line = lines[i];
    std::cout << fmt::format("    {:<8} {:<22}  {}{}{}\n", line.ref.ToString(), line.at_there, line.what, NumberOf(line.clause),
                             line.says.empty() ? "" : ": " + line.says);
  }
  if (most > 0 && std::ssize(lines) > most) {
    std::cout << "    and " << Grouped(std::ssize(lines) - most) << " more; --most or --json tells them\n";
  }
}

void PrintKind(const std::string& title, const std::string& more, const std::string& fewer, const KindView& kind, int most) {
  std::cout << "\n"
            << title << ": " << Grouped(kind.before) << " under their own procedure, " << Grouped(kind.after)
            << " under the draft\n";
  if (kind.more.empty() && kind.fewer.empty()) std::cout << "  The draft changes nothing here.\n";
  PrintLines(more, kind.more, most);
  PrintLines(fewer, kind.fewer, most);
}

void PrintClocks(const std::vector<TriedClock>& clocks) {
  if (clocks.empty()) return;
  std::cout << fmt::format("\n{:<52} {:>13} {:>15}\n{:<52} {:>6} {:>6} {:>8} {:>6}\n", "Clocks", "own procedure", "draft", "",
                           "kept", "broken", "kept", "broken");
  for (const TriedClock& line : clocks) {
    std::string title = base::Shortened(line.title, 50);
    title.append(50 - std::min<std::size_t>(50, base::CodePoints(title)), ' ');
    std::cout << fmt::format("  {} {:>6} {:>6} {:>8} {:>6}\n", title, Grouped(line.before.met), Grouped(line.before.broken),
                             Grouped(line.after.met), Grouped(line.after.broken));
    const std::int64_t unknown = line.before.unknown + line.after.unknown;
    if (unknown > 0) std::cout << "    " << Number(unknown, "end") << " unknown: the calendar has no data for a day\n";
  }
}

std::string Period(const TrialView& view) {
  if (view.from && view.to) return " received from " + view.from->ForPeople() + " to " + view.to->ForPeople();
  if (view.from) return " received from " + view.from->ForPeople() + " on";
  if (view.to) return " received up to " + view.to->ForPeople();
  return "";
}

void PrintTrial(const TrialView& view, const calendar::Calendar& calendar, int most) {
  const std::string draft = view.pack + " version " + std::to_string(view.version);
  std::cout << fmt::format("{}{} looked at; {} would have come under the draft, {}.\n", Number(view.looked_at, "case"),
                           Period(view), view.applied_to == 1 ? "1 of them" : Grouped(view.applied_to) + " of them", draft);
  if (!view.left_out.empty()) {
    std::cout << fmt::format("{} handled under {} would have come under another procedure",
                             Number(std::ssize(view.left_out), "case"), view.pack);
    for (std::size_t i = 0; i < view.left_out.size() && i < static_cast<std::size_t>(most); ++i) {
      std::cout << (i == 0 ? ": " : ", ") << view.left_out[i].ToString();
    }
    std::cout << (most > 0 && std::ssize(view.left_out) > most ? ", and more.\n" : ".\n");
  }
  if (view.applied_to == 0) {
    std::cout << "Nothing to compare: no case is such as the draft is for, on the days it is valid.\n";
    return;
  }
  std::vector<std::string> under;
  for (const FromLine& line : view.handled_under) {
    under.push_back(fmt::format("{} under {} version {}", Number(line.cases, "case"), line.id, line.version));
  }
  std::cout << "They were handled: " << base::AllOf(under)
            << ".\nThe same history is replayed under both, so that only the rules differ. Times are on the clock on the wall of "
            << calendar.spec().title << ".\n";
  PrintClocks(view.clocks);
  PrintKind("Duties broken", "Would have been broken", "Would not have been broken", view.breaches, most);
  PrintKind("Sent up by the procedure", "Would have gone up", "Would not have gone up", view.escalations, most);
  std::cout << "\nRefused: what was done, and the draft would have refused\n";
  if (view.refusals.more.empty()) std::cout << "  The draft changes nothing here.\n";
  PrintLines("Would have been refused", view.refusals.more, most);
}

// -- Replaying ------------------------------------------------------------------------------------------------------------

base::Result<std::optional<base::Date>> Day(const std::string& text, const char* option) {
  if (text.empty()) return std::optional<base::Date>();
  const auto day = base::Date::Parse(text);
  if (!day) return base::FailAt(option, day.error().faults.front().says);
  return std::optional(*day);
}

bool AsksForRepeats(const procedures::Procedure& procedure) {
  return std::ranges::find(procedure.triggers, procedures::TriggerKind::RepeatComplainant, &procedures::TriggerRule::kind) !=
         procedure.triggers.end();
}

class Attempt {
 public:
  Attempt(OpenDesk& desk, const procedures::Bound& draft, TrialView& view)
      : desk_(desk), draft_(draft), view_(view), tally_(view, draft), book_(desk.store->InForce().Book()), with_draft_(*book_) {
    with_draft_.PutInForce(std::make_shared<const procedures::Bound>(draft));
  }

  base::Result<void> Run(app::CaseFilter filter, double total) {
    app::Queries& queries = desk_.service->queries();
    TRY(const auto users, queries.Users());
    for (const app::UserSummary& user : users) company_.roles.emplace(user.ref.ToString(), user.role);
    company_.now = base::SystemClock().Now();
    ProgressBar bar("cases");
    for (;;) {
      TRY(const auto page, queries.Cases(filter, AsSystem().viewer));
      for (const app::CaseSummary& summary : page.cases) {
        ++view_.looked_at;
        bar.Show(static_cast<double>(view_.looked_at), total, view_.looked_at);
        CHECK_OK(Look(summary));
      }
      if (!page.next) return {};
      filter.cursor = base::Line(*page.next);
    }
  }

 private:
  base::Result<void> Look(const app::CaseSummary& summary) {
    TRY(const auto log, LogOf(desk_, summary.ref));
    cases::Case c;
    for (const cases::Recorded& recorded : log) cases::Evolve(c, recorded);
    const std::string own_id = c.procedure.id.str();
    const int own_version = static_cast<int>(c.procedure.version.value);
    const procedures::Bound* own = book_->Find(own_id, own_version);
    if (own == nullptr) {
      return base::Fail(base::ErrorCode::Corrupt, summary.ref.ToString() + " stands under " + own_id + " version " +
                                                      std::to_string(own_version) + ", which was never put in force here");
    }
    const procedures::Facts facts = cases::FactsOf(c);
    const bool keeps = own_id == draft_.procedure.id && procedures::Fits(draft_.procedure, draft_.calendar, facts, c.received_at);
    if (!keeps && with_draft_.Choose(facts, c.received_at).procedure.id != draft_.procedure.id) {
      if (own_id == draft_.procedure.id) view_.left_out.push_back(summary.ref);
      return {};
    }
    ++view_.applied_to;
    Under(own_id, own_version);
    if (c.kind == cases::Kind::Complaint && (AsksForRepeats(draft_.procedure) || AsksForRepeats(own->procedure))) {
      TRY(company_.complaints_before, ComplaintsBefore(c));
    }
    tally_.Take(summary.ref, cases::Replay(*own, log, company_), cases::Replay(draft_, log, company_), own->calendar);
    return {};
  }

  void Under(const std::string& id, int version) {
    for (FromLine& line : view_.handled_under) {
      if (line.id == id && line.version == version) {
        ++line.cases;
        return;
      }
    }
    view_.handled_under.push_back({id, version, 1});
  }

  // In the year before it was logged, as LogCase counts them.
  base::Result<int> ComplaintsBefore(const cases::Case& c) {
    TRY(const int since, desk_.service->queries().ComplaintsSince({c.customer}, c.logged_at - std::chrono::days(365)));
    TRY(const int after, desk_.service->queries().ComplaintsSince({c.customer}, c.received_at));
    return std::max(0, since - after);
  }

  OpenDesk& desk_;
  const procedures::Bound& draft_;
  TrialView& view_;
  Tally tally_;
  app::SharedBook book_;
  procedures::Book with_draft_;
  cases::Company company_;
};

}  // namespace

int RunProcedureTry(const Globals& globals, const TryOptions& options, const std::string& procedures_folder) {
  const auto pack = ReadOnePack(options.folder, procedures_folder);
  if (!pack) return ReportProblems(globals, pack.error());
  const auto calendars = packs::CalendarsBeside(options.folder, procedures_folder);
  if (!calendars) return ReportProblems(globals, calendars.error());
  const procedures::Bound draft{*pack, calendars->find(pack->calendar)->second};  // the pack was checked against these
  const auto from = Day(options.from, "--from");
  if (!from) return Report(from.error());
  const auto to = Day(options.to, "--to");
  if (!to) return Report(to.error());
  if (*from && *to && **from > **to) {
    return Report(base::FailAt("--from", (*from)->ForPeople() + " is after --to, " + (*to)->ForPeople() +
                                             "; give the earlier day to --from")
                      .error());
  }
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());

  TrialView view;
  view.pack = pack->id;
  view.version = pack->version;
  view.from = *from;
  view.to = *to;
  app::CaseFilter filter;
  filter.status = app::CaseStatus::All;
  const base::Zone& zone = draft.calendar.zone();
  if (*from) filter.received_from = zone.ToInstant(**from, base::Duration(0));
  if (*to) filter.received_before = zone.ToInstant(**to + 1, base::Duration(0));
  filter.sort = app::CaseSort::Oldest;
  filter.limit = base::Whole<1, 200>{200};
  // How many lie between two days is not known beforehand.
  const auto counts = (*desk)->service->queries().Count();
  const double total = counts && !*from && !*to ? static_cast<double>(counts->open_cases + counts->closed_cases) : 0;
  const auto done = Attempt(**desk, draft, view).Run(std::move(filter), total);
  if (!done) return Report(done.error());
  if (globals.json) {
    std::cout << base::ToJson(view) << "\n";
  } else {
    PrintTrial(view, draft.calendar, options.most);
  }
  return kDone;
}

}  // namespace cli
