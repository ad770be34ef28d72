#include "packs/difference.h"

#include <algorithm>

#include "base/text.h"

namespace packs {
namespace {

using base::Date;
using procedures::ClockRule;
using procedures::Procedure;

std::string Words(base::Duration duration) { return base::InWords(duration); }
std::string FromRung(const procedures::Rung* rung) {
  return rung != nullptr ? "a " + base::WordsOf(rung->role) + " and above" : "everybody";
}
std::string Limit(const procedures::Rung& rung) { return rung.limit ? rung.limit->ToString() : "any amount"; }

std::string Conditions(const ClockRule& rule) {
  std::string says;
  for (const auto& [fact, value] : rule.when) says += " where " + fact + " is " + value;
  for (const auto& [fact, value] : rule.unless) says += " unless " + fact + " is " + value;
  if (rule.from) says += " from " + rule.from->ForPeople();
  if (rule.until) says += " until " + rule.until->ForPeople();
  return says;
}
std::string Name(const ClockRule& rule) { return "The clock \"" + rule.title + "\"" + Conditions(rule); }
std::string Milestones(const std::vector<procedures::Milestone>& milestones) {
  std::vector<std::string> words;
  for (const auto milestone : milestones) words.push_back(base::WordsOf(milestone));
  return base::OneOf(words);
}

class Differ {
 public:
  Differ(const Procedure& before, const Procedure& after) : before_(before), after_(after) {}

  std::vector<std::string> Run() {
    Validity();
    Clocks();
    Triggers();
    Changed("The longest a customer waits without news", Words(before_.promise_cadence), Words(after_.promise_cadence));
    Ladder();
    Changed("The attempts before silence closes a case", std::to_string(before_.confirmation_attempts),
            std::to_string(after_.confirmation_attempts));
    Changed("The wait after the last attempt", Words(before_.confirmation_wait), Words(after_.confirmation_wait));
    Changed("The time in which a closed case may be re-opened", Words(before_.reopen_window), Words(after_.reopen_window));
    Changed("The usual time of the follow-up", Words(before_.follow_up_after), Words(after_.follow_up_after));
    if (before_.retention && after_.retention) {
      Changed("The time records are kept", before_.retention->keep.ToString(), after_.retention->keep.ToString());
    }
    Changed("The calendar", before_.calendar, after_.calendar);
    Calendars();
    Changed("The number of stages", std::to_string(before_.stages.count), std::to_string(after_.stages.count));
    if (before_.stages.second_handler_differs != after_.stages.second_handler_differs) {
      Say(after_.stages.second_handler_differs ? "Stage 2 must be handled by another person than stage 1."
                                               : "Stage 2 may be handled by the same person as stage 1.");
    }
    Gates();
    Fields();
    Letters();
    Causes();
    Rest();
    return std::move(says_);
  }

 private:
  void Say(std::string sentence) { says_.push_back(std::move(sentence)); }
  void Changed(const std::string& what, const std::string& from, const std::string& to) {
    if (from != to) Say(what + " changes from " + from + " to " + to + ".");
  }

  // The rule of the other pack for the same cases: the same id, conditions and period; else the only one of that id.
  static const ClockRule* Match(const ClockRule& rule, const Procedure& other) {
    const ClockRule* only = nullptr;
    int of_that_id = 0;
    for (const ClockRule& candidate : other.clocks) {
      if (candidate.id != rule.id) continue;
      if (candidate.when == rule.when && candidate.unless == rule.unless && candidate.from == rule.from &&
          candidate.until == rule.until) {
        return &candidate;
      }
      only = &candidate;
      ++of_that_id;
    }
    return of_that_id == 1 ? only : nullptr;
  }

  void Clocks() {
    for (const ClockRule& rule : after_.clocks) {
      const ClockRule* old = Match(rule, before_);
      if (old == nullptr) {
        Say(Name(rule) + " is new: " + calendar::InWords(rule.term) + ", from \"" + base::WordsOf(rule.starts) + "\" to " +
            Milestones(rule.stops) + " (" + base::WordsOf(rule.kind) + ", " + rule.clause.number + ").");
        continue;
      }
      if (old->term != rule.term) {
        Say(Name(rule) + " runs " + calendar::InWords(rule.term) + " instead of " + calendar::InWords(old->term) +
            ". Open cases keep the version they were opened under until they are moved.");
      }
      if (old->starts != rule.starts) {
        Say(Name(rule) + " starts at \"" + base::WordsOf(rule.starts) + "\" instead of \"" + base::WordsOf(old->starts) + "\".");
      }
      if (old->once != rule.once) {
        Say(Name(rule) + (rule.once ? " runs only once \"" + base::WordsOf(*rule.once) + "\" has happened."
                                    : " runs whether or not \"" + base::WordsOf(*old->once) + "\" has happened."));
      }
      if (old->stops != rule.stops) {
        Say(Name(rule) + " is stopped by " + Milestones(rule.stops) + " instead of " + Milestones(old->stops) + ".");
      }
      if (old->kind != rule.kind) {
        Say(Name(rule) + " is " + base::WordsOf(rule.kind) + " instead of " + base::WordsOf(old->kind) + ".");
      }
      if (old->pauses != rule.pauses) {
        Say(Name(rule) +
            (rule.pauses.empty() ? " can no longer stand still." : " may stand still for: " + base::AllOf(rule.pauses) + "."));
      }
      if (old->from != rule.from || old->until != rule.until) {
        Say("The clock \"" + rule.title + "\" is in force" +
            (rule.from ? " from " + rule.from->ForPeople() : " from the beginning") +
            (rule.until ? " until " + rule.until->ForPeople() : "") + ".");
      }
      if (old->warnings != rule.warnings) Say(Name(rule) + " warns at other times.");
      if (old->clause != rule.clause) Say(Name(rule) + " rests on " + rule.clause.number + " (" + rule.clause.rests_on + ").");
    }
    for (const ClockRule& rule : before_.clocks) {
      if (Match(rule, after_) == nullptr) Say(Name(rule) + " is gone.");
    }
  }

  static std::string CalendarName(const procedures::CalendarFor& one) {
    std::vector<std::string> of;
    for (const auto& [name, value] : one.when) of.push_back("whose " + name + " is " + value);
    return "counted by the calendar " + one.calendar + (of.empty() ? "" : " on cases " + base::AllOf(of)) +
           (one.team.empty() ? "" : " while the case is with the team " + one.team) + ".";
  }
  void Calendars() {
    const auto clocks = [](const procedures::CalendarFor& one) {
      return std::string(one.internal_only ? "Internal clocks" : "All clocks");
    };
    for (const auto& one : after_.calendars_for) {
      if (std::ranges::find(before_.calendars_for, one) == before_.calendars_for.end())
        Say(clocks(one) + " are now " + CalendarName(one));
    }
    for (const auto& one : before_.calendars_for) {
      if (std::ranges::find(after_.calendars_for, one) == after_.calendars_for.end())
        Say(clocks(one) + " are no longer " + CalendarName(one));
    }
    for (const auto& [day, name] : after_.closures) {
      if (!before_.closures.contains(day)) Say("For internal clocks, closed on " + day.ForPeople() + " (" + name + ").");
    }
    for (const auto& [day, name] : before_.closures) {
      if (!after_.closures.contains(day)) Say("For internal clocks, open on " + day.ForPeople() + " (before, " + name + ").");
    }
  }

  static std::string From(const std::optional<Date>& from) { return from ? from->ForPeople() : "the beginning"; }
  static std::string Until(const std::optional<Date>& until) { return until ? until->ForPeople() : "no end"; }
  static std::string Scope(const procedures::AppliesTo& to) {
    std::vector<std::string> words;
    const auto add = [&](const char* what, const std::vector<std::string>& list) {
      if (!list.empty()) words.push_back(what + (" " + base::OneOf(list)));
    };
    add("kind", to.kinds);
    add("product", to.products);
    add("category", to.categories);
    add("customer type", to.customer_types);
    std::vector<std::string> channels;
    for (const auto channel : to.channels) channels.push_back(base::WordsOf(channel));
    add("channel", channels);
    return words.empty() ? "all cases" : "cases of " + base::AllOf(words);
  }
  void Validity() {
    Changed("The first day it is valid", From(before_.valid_from), From(after_.valid_from));
    Changed("The last day it is valid", Until(before_.valid_until), Until(after_.valid_until));
    Changed("What it is for", Scope(before_.applies), Scope(after_.applies));
  }

  static std::string TriggerName(const procedures::TriggerRule& rule) {
    return base::WordsOf(rule.kind) + (rule.clock.empty() ? "" : " (" + rule.clock + ")") +
           (rule.over ? " over " + rule.over->ToString() : "") + ", to the " + base::WordsOf(rule.to);
  }
  void Triggers() {
    const auto stands = [](const Procedure& pack, const std::string& name) {
      return std::ranges::any_of(pack.triggers, [&](const auto& rule) { return TriggerName(rule) == name; });
    };
    for (const auto& rule : after_.triggers) {
      if (!stands(before_, TriggerName(rule))) Say("Sends cases up by itself now: " + TriggerName(rule) + ".");
    }
    for (const auto& rule : before_.triggers) {
      if (!stands(after_, TriggerName(rule))) Say("No longer sends cases up by itself: " + TriggerName(rule) + ".");
    }
  }

  // What is not worth a sentence each: titles, help, marks of the scorecard, wording of clauses.
  void Rest() {
    const auto same = [](const auto& a, const auto& b, auto equal) { return std::ranges::equal(a, b, equal); };
    std::vector<std::string> also;
    if (before_.clauses != after_.clauses) also.emplace_back("clauses");
    if (!same(before_.scorecard, after_.scorecard, [](const auto& a, const auto& b) {
          return a.id == b.id && a.title == b.title && a.help == b.help && a.weight == b.weight;
        })) {
      also.emplace_back("the scorecard");
    }
    if (!same(before_.fields, after_.fields, [](const auto& a, const auto& b) {
          return a.id == b.id && a.title == b.title && a.help == b.help && a.type == b.type && a.choices == b.choices &&
                 a.when == b.when;
        })) {
      also.emplace_back("details of the logging template");
    }
    if (!same(before_.causes, after_.causes,
              [](const auto& a, const auto& b) { return a.code == b.code && a.title == b.title; })) {
      also.emplace_back("causes or their titles");
    }
    if (!same(before_.letters, after_.letters, [](const auto& a, const auto& b) {
          return a.letter == b.letter && a.statement == b.statement && a.clause == b.clause && a.verified == b.verified;
        })) {
      also.emplace_back("the clauses behind required statements");
    }
    if (!same(before_.clocks, after_.clocks, [](const auto& a, const auto& b) {
          return a.id == b.id && a.title == b.title && a.verified == b.verified && a.recurs == b.recurs &&
                 a.extension.has_value() == b.extension.has_value() && (!a.extension || a.extension->most == b.extension->most);
        })) {
      also.emplace_back("titles, extensions or verification of clocks");
    }
    if (before_.retention && after_.retention && before_.retention->starts != after_.retention->starts) {
      also.emplace_back("when the keeping of records begins");
    }
    if (before_.title != after_.title) also.emplace_back("the title");
    if (!also.empty()) Say("Also changed: " + base::AllOf(also) + ".");
  }

  void Ladder() {
    for (const procedures::Rung& rung : after_.ladder) {
      const procedures::Rung* old = procedures::RungOf(before_, rung.role);
      if (old == nullptr) {
        Say("A " + base::WordsOf(rung.role) + " may grant " + Limit(rung) + "; before, nothing.");
      } else {
        Changed("What a " + base::WordsOf(rung.role) + " may grant", Limit(*old), Limit(rung));
      }
    }
    for (const auto power : {domain::Power::RejectComplaint, domain::Power::GiveFinalPosition, domain::Power::ExceedEntitlement,
                             domain::Power::OfferBelowEntitlement, domain::Power::WriteOff}) {
      Changed("Who may decide (" + base::WordsOf(power) + ")", FromRung(procedures::RungWith(before_, power)),
              FromRung(procedures::RungWith(after_, power)));
    }
    for (std::size_t i = 0; i < base::TypeOf<domain::RemedyKind>().names.size(); ++i) {
      const auto remedy = static_cast<domain::RemedyKind>(i);
      Changed("Who may grant a remedy of the kind " + base::WordsOf(remedy), FromRung(procedures::RungWith(before_, remedy)),
              FromRung(procedures::RungWith(after_, remedy)));
    }
    const auto sum = [](const std::optional<base::Money>& above) {
      return above ? "above " + above->ToString() : std::string("never");
    };
    Changed("When a second person approves", sum(before_.four_eyes_above), sum(after_.four_eyes_above));
    for (const procedures::Rung& rung : before_.ladder) {
      if (procedures::RungOf(after_, rung.role) == nullptr) {
        Say("A " + base::WordsOf(rung.role) + " may grant nothing any more; before, " + Limit(rung) + ".");
      }
    }
  }

  void Gates() {
    using domain::Phase;
    for (const Phase phase : {Phase::Identify, Phase::Analyse, Phase::Resolve, Phase::FollowUp}) {
      const auto before = procedures::Gate(before_, phase);
      const auto after = procedures::Gate(after_, phase);
      for (const auto requirement : after) {
        if (std::ranges::find(before, requirement) == before.end()) {
          Say("To leave the phase " + base::WordsOf(phase) + " it is now also asked: " + base::WordsOf(requirement) + ".");
        }
      }
      for (const auto requirement : before) {
        if (std::ranges::find(after, requirement) == after.end()) {
          Say("To leave the phase " + base::WordsOf(phase) + " it is no longer asked: " + base::WordsOf(requirement) + ".");
        }
      }
    }
  }

  void Fields() {
    const auto find = [](const Procedure& pack, const std::string& id) {
      const auto found = std::ranges::find(pack.fields, id, &procedures::TemplateField::id);
      return found == pack.fields.end() ? nullptr : &*found;
    };
    for (const auto& field : after_.fields) {
      const auto* old = find(before_, field.id);
      if (old == nullptr) {
        Say("Logging also asks for \"" + field.title + "\"" + (field.required ? " and needs it." : "."));
      } else if (old->required != field.required) {
        Say("Logging " + std::string(field.required ? "now needs" : "no longer needs") + " \"" + field.title + "\".");
      }
    }
    for (const auto& field : before_.fields) {
      if (find(after_, field.id) == nullptr) Say("Logging no longer asks for \"" + field.title + "\".");
    }
  }

  void Letters() {
    const auto same = [](const procedures::LetterRule& a, const procedures::LetterRule& b) {
      return a.letter == b.letter && a.statement == b.statement && a.from == b.from && a.until == b.until;
    };
    const auto name = [](const procedures::LetterRule& rule) {
      return "the statement \"" + rule.statement + "\" in every " + rule.letter +
             (rule.from ? " from " + rule.from->ForPeople() : "") + (rule.until ? " until " + rule.until->ForPeople() : "");
    };
    for (const auto& rule : after_.letters) {
      if (std::ranges::none_of(before_.letters, [&](const auto& old) { return same(old, rule); })) {
        Say("Now required: " + name(rule) + " (" + rule.clause.number + ").");
      }
    }
    for (const auto& rule : before_.letters) {
      if (std::ranges::none_of(after_.letters, [&](const auto& now) { return same(now, rule); })) {
        Say("No longer required: " + name(rule) + ".");
      }
    }
  }

  void Causes() {
    for (const auto& cause : after_.causes) {
      if (procedures::FindCause(before_, cause.code) == nullptr) Say("A new cause: " + cause.code + ", \"" + cause.title + "\".");
    }
    for (const auto& cause : before_.causes) {
      if (procedures::FindCause(after_, cause.code) == nullptr) Say("A cause that is gone: " + cause.code + ".");
    }
  }

  const Procedure& before_;
  const Procedure& after_;
  std::vector<std::string> says_;
};

}  // namespace

std::vector<std::string> Differences(const Procedure& before, const Procedure& after) { return Differ(before, after).Run(); }

}  // namespace packs
