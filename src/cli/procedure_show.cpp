#include "cli/procedure_show.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <sstream>

#include "base/json.h"
#include "cli/procedures_folder.h"
#include "domain/procedures/words.h"
#include "packs/bundle.h"

namespace cli {
namespace {

using domain::Clause;
using procedures::Plain;

std::string Cited(const Clause& clause) { return " [" + clause.number + "; " + clause.rests_on + "]"; }
std::string Cited(const std::optional<Clause>& clause) { return clause ? Cited(*clause) : ""; }

std::vector<std::string> Powers(const std::vector<domain::Power>& powers) {
  std::vector<std::string> words;
  words.reserve(powers.size());
  for (const domain::Power power : powers) words.push_back(procedures::InWords(power));
  return words;
}
template <class E>
std::vector<std::string> InWords(const std::vector<E>& values) {
  std::vector<std::string> words;
  words.reserve(values.size());
  for (const E value : values) words.push_back(base::WordsOf(value));
  return words;
}
std::string Facts(const std::vector<std::string>& facts) {
  std::vector<std::string> words;
  for (const std::string& fact : facts) {
    const auto equals = fact.find('=');
    words.push_back(Plain(fact.substr(0, equals)) + " is " + Plain(fact.substr(equals + 1)));
  }
  return base::AllOf(words);
}
std::string Period(const std::optional<base::Date>& from, const std::optional<base::Date>& until) {
  std::string says;
  if (from) says += " from " + from->ForPeople();
  if (until) says += " until " + until->ForPeople();
  return says;
}

// Lines under headings, wrapped with a hanging indent.
class ProcedurePage {
 public:
  explicit ProcedurePage(int width) : width_(static_cast<std::size_t>(std::max(40, width))) {}

  void Head(const std::string& title) { text_ += "\n" + title + "\n"; }
  void Line(const std::string& says) { Wrap(says, "  ", "  "); }
  void Item(const std::string& says) { Wrap(says, "  - ", "    "); }
  void Below(const std::string& says) { Wrap(says, "    ", "    "); }
  void Title(const std::string& says) { Wrap(says, "", ""); }
  std::string Take() { return std::move(text_); }

 private:
  void Wrap(const std::string& says, const std::string& first, const std::string& next) {
    std::istringstream words(says);
    std::string word;
    std::string line = first;
    bool empty = true;
    while (words >> word) {
      if (!empty && base::CodePoints(line) + 1 + base::CodePoints(word) > width_) {
        text_ += line + "\n";
        line = next;
        empty = true;
      }
      line += (empty ? "" : " ") + word;
      empty = false;
    }
    text_ += line + "\n";
  }

  std::size_t width_;
  std::string text_;
};

void Clocks(ProcedurePage& page, const app::ProcedureDetails& view) {
  page.Head("By when");
  for (const app::RuleView& clock : view.clocks) {
    page.Item(clock.title + ": " + clock.term + "; " + procedures::InWords(clock.kind) + "." + Cited(clock.clause));
    page.Below("It starts when " + procedures::InWords(clock.starts) +
               (clock.once ? ", but runs only if " + procedures::InWords(*clock.once) : std::string()) +
               (clock.stops.empty() ? "." : ", and stops when " + procedures::InWords(clock.stops) + "."));
    if (clock.in_force_from || clock.in_force_until) {
      page.Below("For what starts" + Period(clock.in_force_from, clock.in_force_until) + ".");
    }
    if (!clock.when.empty()) page.Below("Only where " + Facts(clock.when) + ".");
    if (!clock.unless.empty()) page.Below("Not where " + Facts(clock.unless) + ".");
    if (clock.recurs) page.Below("It runs anew each time it starts.");
    if (!clock.pauses.empty()) {
      std::vector<std::string> reasons;
      for (const std::string& reason : clock.pauses) reasons.push_back(Plain(reason));
      page.Below("May stand still while " + base::OneOf(reasons) + ".");
    }
    if (clock.extension) {
      page.Below("May be put off by up to " + *clock.extension + ", when the customer is told why." +
                 Cited(clock.extension_clause));
    }
    if (!clock.warnings.empty()) page.Below("Warns " + base::Saying::AllOf(clock.warnings) + " before.");
    if (!clock.verified) page.Below("Not verified: nobody has read this figure in the primary text.");
  }
  page.Line("The customer never waits longer than " + view.promises.length + " for news, unless another day was promised." +
            Cited(view.promises.clause));
}

std::string PhaseInWords(domain::Phase phase) { return base::Capital(base::WordsOf(phase)); }

void Logging(ProcedurePage& page, const app::ProcedureDetails& view) {
  page.Head("What is asked at logging");
  page.Line("The customer, how and when it reached us, their own words, the remedy they seek.");
  for (const app::FieldView& field : view.fields) {
    std::string says = field.title + (field.required ? " (needed)" : " (if known)");
    if (!field.choices.empty()) says += ": " + base::OneOf(field.choices);
    if (!field.when.empty()) says += "; only where " + Facts(field.when);
    page.Item(says + ".");
    if (!field.help.empty()) page.Below(field.help);
  }
}

void Gates(ProcedurePage& page, const app::ProcedureDetails& view) {
  page.Head("What must hold before a case leaves a phase (* holds under every procedure)");
  for (const app::GateView& gate : view.gates) {
    page.Line(PhaseInWords(gate.phase));
    for (const app::RequirementView& item : gate.requirements) {
      page.Item(item.title + (item.fixed ? " *" : "") + (item.clause ? " [" + item.clause->number + "]" : ""));
    }
  }
}

void Authority(ProcedurePage& page, const app::ProcedureDetails& view) {
  page.Head("Who may decide what");
  for (const app::RungView& rung : view.ladder) {
    std::string says = "A " + base::WordsOf(rung.role) + " may grant " +
                       (rung.limit ? "up to " + rung.limit->ToString() : std::string("any sum"));
    if (!rung.remedies.empty()) says += "; nobody below may grant this remedy: " + base::OneOf(InWords(rung.remedies));
    if (!rung.decisions.empty()) says += "; nobody below may " + base::OneOf(Powers(rung.decisions));
    page.Item(says + "." + Cited(rung.clause));
  }
  page.Item(view.four_eyes ? "Above " + view.four_eyes->above.ToString() + " a second person approves, whoever offers it." +
                                 Cited(view.four_eyes->clause)
                           : "No second person is asked for within one's authority.");
}

void Triggers(ProcedurePage& page, const app::ProcedureDetails& view) {
  page.Head("What goes up by itself");
  if (view.triggers.empty()) page.Line("Nothing.");
  for (const app::TriggerView& trigger : view.triggers) {
    page.Item("To the " + base::WordsOf(trigger.to) + " when " + trigger.when + "." + Cited(trigger.clause));
    if (!trigger.says.empty()) page.Below("The customer is told: \"" + trigger.says + "\"");
  }
}

void Letters(ProcedurePage& page, const app::ProcedureDetails& view) {
  page.Head("What letters must say");
  if (view.letters.empty()) page.Line("Nothing beyond what each template has.");
  for (const app::StatementView& letter : view.letters) {
    page.Item("Every " + Plain(letter.letter) + " letter" + Period(letter.in_force_from, letter.in_force_until) +
              " has the statement \"" + Plain(letter.statement) + "\": " + letter.clause.words + Cited(letter.clause));
    if (!letter.verified) page.Below("Not verified: nobody has read this in the primary text.");
  }
}

void TheEnd(ProcedurePage& page, const app::ProcedureDetails& view) {
  page.Head("The end and after");
  page.Item("Silence closes a case as unconfirmed once the customer was asked " +
            base::Count(static_cast<std::size_t>(view.closing.attempts), "time") + " and " + view.closing.wait +
            " have passed since the last." + Cited(view.closing.clause));
  page.Item("A follow-up is usual " + view.follow_up.length + " after the customer confirmed." + Cited(view.follow_up.clause));
  page.Item("A closed case may be opened again for " + view.reopening.length + "." + Cited(view.reopening.clause));
  if (view.stages.count > 1) {
    page.Item("The customer may ask for stage 2" +
              std::string(view.stages.second_handler_differs ? ", which another person handles than stage 1." : ".") +
              Cited(view.stages.clause));
  } else {
    page.Item("There is one stage: who is not content with our answer may take it elsewhere.");
  }
  if (view.retention) {
    page.Item("Records are kept for " + view.retention->keep + " from the day on which " +
              procedures::InWords(view.retention->starts) + "." + Cited(view.retention->clause));
  }
}

void Quality(ProcedurePage& page, const app::ProcedureDetails& view) {
  if (!view.scorecard.empty()) page.Head("What quality judges by (weight)");
  for (const app::ItemView& item : view.scorecard) {
    page.Item(item.title + " (" + std::to_string(item.weight) + ")" + (item.help.empty() ? "" : ": " + item.help));
  }
  page.Head("Causes to choose from");
  for (const app::CauseView& cause : view.causes) {
    const auto depth = static_cast<std::size_t>(std::ranges::count(cause.code, '.'));
    page.Item(std::string(depth > 0 ? cause.code + ": " : "") + cause.title);
  }
}

// -- Finding it -----------------------------------------------------------------------------------------------------------

struct Found {
  procedures::Procedure procedure;
  std::string whence;
};

bool DatabaseIsThere(const Globals& globals) {
  if (!globals.database.starts_with("sqlite:")) return true;
  std::error_code fault;
  return std::filesystem::exists(globals.database.substr(7), fault);
}

// Of the desk's register; nothing when it has none of that id.
base::Result<std::optional<Found>> OfTheDesk(const Globals& globals, const ShowOptions& options) {
  if (!DatabaseIsThere(globals)) return std::optional<Found>();
  TRY(const auto desk, OpenDesk::Open(globals, false));
  const app::SharedBook book = desk->store->InForce().Book();
  if (options.version > 0) {
    const auto* bound = book->Find(options.procedure, options.version);
    if (bound == nullptr) return std::optional<Found>();
    const auto* current = book->Current(options.procedure);
    const bool in_force = current != nullptr && current->procedure.version == options.version;
    return std::optional(Found{bound->procedure, in_force ? "In force here." : "Not in force here any more; old cases keep it."});
  }
  const auto* bound = book->Current(options.procedure);
  if (bound == nullptr) return std::optional<Found>();
  return std::optional(Found{bound->procedure, "In force here."});
}

}  // namespace

std::string ProcedureText(const app::ProcedureDetails& view, int width) {
  ProcedurePage page(width);
  page.Title(view.title);
  page.Title(fmt::format("{} version {}{}", view.id, view.version,
                         view.based_on.empty() ? "" : ", based on " + base::AllOf(view.based_on)));
  page.Head("Whom it is for");
  page.Line(view.applies.says);
  page.Line("Jurisdiction: " + view.jurisdiction + ". Days are counted by the calendar " + Plain(view.calendar) + ".");
  for (const app::CalendarForView& one : view.calendars_for) {
    page.Item(std::string(one.internal_only ? "Our own targets count" : "All clocks count") + " by the calendar " +
              Plain(one.calendar) + (one.when.empty() ? "" : " where " + Facts(one.when)) +
              (one.team.empty() ? "" : ", while the case is with the team " + one.team) + ".");
  }
  for (const app::ClosureView& closure : view.closures) {
    page.Item("Closed on " + closure.day.ForPeople() + " (" + closure.name + "), for our own targets only.");
  }
  const std::string valid = Period(view.valid_from, view.valid_until);
  page.Line(valid.empty() ? "For cases received on any day." : "For cases received" + valid + ".");
  Logging(page, view);
  Gates(page, view);
  Clocks(page, view);
  Authority(page, view);
  Triggers(page, view);
  Letters(page, view);
  TheEnd(page, view);
  Quality(page, view);
  if (view.unverified > 0) {
    page.Head("To be checked");
    page.Line(base::Count(static_cast<std::size_t>(view.unverified), "figure") + " above nobody has read in the primary text.");
  }
  return page.Take();
}

int RunProcedureShow(const Globals& globals, const ShowOptions& options, const std::string& procedures_folder) {
  std::optional<Found> found;
  if (std::filesystem::exists(std::filesystem::path(options.procedure) / "pack.toml")) {
    if (options.version > 0) {
      return Report(base::FailAt("--version", "a folder holds one version; name the procedure by its id instead").error());
    }
    auto pack = ReadOnePack(options.procedure, procedures_folder);
    if (!pack) return ReportProblems(globals, pack.error());
    found = Found{*std::move(pack), "As the folder " + options.procedure + " has it."};
  } else {
    auto of_the_desk = OfTheDesk(globals, options);
    if (!of_the_desk) return Report(of_the_desk.error());
    found = *std::move(of_the_desk);
    if (const packs::Bundle* shipped = packs::Shipped(options.procedure); !found && options.version == 0 && shipped != nullptr) {
      auto bound = packs::ReadBundle(*shipped);
      if (!bound) return ReportProblems(globals, bound.error());
      found = Found{std::move(bound->procedure), "Comes with this program; not in force here."};
    }
  }
  if (!found) {
    const std::string what = options.version > 0 ? "version " + std::to_string(options.version) + " of " : "procedure ";
    return Report(base::FailAt("procedure", "there is no " + what + base::Quoted(options.procedure) +
                                                " in force here, none that comes with this program, and no folder of that name "
                                                "with a pack.toml" +
                                                base::DidYouMean(options.procedure, packs::ShippedIds()))
                      .error());
  }
  const app::ProcedureDetails view = app::DetailsOf(found->procedure);
  if (globals.json) {
    std::cout << base::ToJson(view) << "\n";
  } else {
    std::cout << found->whence << "\n\n" << ProcedureText(view, TerminalWidth());
  }
  return kDone;
}

}  // namespace cli
