#include "packs/difference.h"

#include <algorithm>

#include "base/text.h"
#include "domain/procedures/words.h"

namespace packs {
namespace {

using base::Date;
using procedures::ClockRule;
using procedures::Procedure;

std::string Words(base::Duration duration) { return base::InWords(duration); }
std::string FromRung(const procedures::Rung* rung) {
  return rung != nullptr ? "a " + base::WordsOf(rung->role) + " and whoever stands above" : "everybody on the ladder";
}
std::string Limit(const procedures::Rung& rung) { return rung.limit ? "up to " + rung.limit->ToString() : "any sum"; }

std::string Conditions(const ClockRule& rule) {
  std::vector<std::string> says;
  for (const auto& [fact, value] : rule.when)
    says.push_back("where " + procedures::Plain(fact) + " is " + procedures::Plain(value));
  for (const auto& [fact, value] : rule.unless) {
    says.push_back("except where " + procedures::Plain(fact) + " is " + procedures::Plain(value));
  }
  if (rule.from || rule.until) {
    says.push_back("for what starts" + (rule.from ? " from " + rule.from->ForPeople() : "") +
                   (rule.until ? " until " + rule.until->ForPeople() : ""));
  }
  return says.empty() ? "" : " (" + base::AllOf(says) + ")";
}
std::string Name(const ClockRule& rule) { return "\"" + rule.title + "\"" + Conditions(rule); }
std::string Cited(const domain::Clause& clause) { return " [" + clause.number + "; " + clause.rests_on + "]"; }

class Differ {
 public:
  Differ(const Procedure& before, const Procedure& after) : before_(before), after_(after) {}

  std::vector<std::string> Run() {
    Validity();
    Clocks();
    Triggers();
    Changed("A customer hears from us at least every", Words(before_.promise_cadence), Words(after_.promise_cadence));
    Ladder();
    const auto times = [](int attempts) { return base::Count(static_cast<std::size_t>(attempts), "time"); };
    Changed("Before silence closes a case the customer is asked", times(before_.confirmation_attempts),
            times(after_.confirmation_attempts));
    Changed("After the last of these we wait", Words(before_.confirmation_wait), Words(after_.confirmation_wait));
    Changed("A closed case may be opened again for", Words(before_.reopen_window), Words(after_.reopen_window));
    Changed("A follow-up is usual after", Words(before_.follow_up_after), Words(after_.follow_up_after));
    if (before_.retention && after_.retention) {
      Changed("Records are kept for", before_.retention->keep.ToString(), after_.retention->keep.ToString());
    }
    Changed("Days are counted by the calendar", before_.calendar, after_.calendar);
    Calendars();
    Changed("A complaint may go through", base::Count(static_cast<std::size_t>(before_.stages.count), "stage"),
            base::Count(static_cast<std::size_t>(after_.stages.count), "stage"));
    if (before_.stages.second_handler_differs != after_.stages.second_handler_differs) {
      Say(after_.stages.second_handler_differs ? "Stage 2 must be handled by another person than stage 1."
                                               : "Stage 2 may be handled by the same person as stage 1.");
    }
    Gates();
    Fields();
    Letters();
    Causes();
    Rest();
    OpenCases();
    return std::move(says_);
  }

 private:
  void Say(std::string sentence) { says_.push_back(std::move(sentence)); }
  void Changed(const std::string& what, const std::string& from, const std::string& to) {
    if (from != to) Say(what + " " + to + "; before, " + from + ".");
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
        Say("New, " + procedures::InWords(rule.kind) + ": " + Name(rule) + ", " + calendar::InWords(rule.term) +
            ". It starts when " + procedures::InWords(rule.starts) +
            (rule.stops.empty() ? "." : ", and stops when " + procedures::InWords(rule.stops) + ".") + Cited(rule.clause));
        continue;
      }
      if (old->term != rule.term) {
        Say(Name(rule) + ": " + calendar::InWords(rule.term) + "; before, " + calendar::InWords(old->term) + "." +
            Cited(rule.clause));
      }
      if (old->starts != rule.starts) {
        Say(Name(rule) + " starts when " + procedures::InWords(rule.starts) + "; before, when " +
            procedures::InWords(old->starts) + ".");
      }
      if (old->once != rule.once) {
        Say(Name(rule) + (rule.once ? " runs only if " + procedures::InWords(*rule.once) + "."
                                    : " runs whether or not " + procedures::InWords(*old->once) + "."));
      }
      if (old->stops != rule.stops) {
        Say(Name(rule) + (rule.stops.empty() ? " stops only at its end" : " stops when " + procedures::InWords(rule.stops)) +
            "; before, " + (old->stops.empty() ? "only at its end" : "when " + procedures::InWords(old->stops)) + ".");
      }
      if (old->kind != rule.kind) {
        Say(Name(rule) + " is " + procedures::InWords(rule.kind) + "; before, " + procedures::InWords(old->kind) + ".");
      }
      if (old->pauses != rule.pauses) {
        std::vector<std::string> reasons;
        for (const std::string& reason : rule.pauses) reasons.push_back(procedures::Plain(reason));
        Say(Name(rule) +
            (reasons.empty() ? " may no longer stand still." : " may stand still only while " + base::OneOf(reasons) + "."));
      }
      if (old->from != rule.from || old->until != rule.until) {
        Say("\"" + rule.title + "\" now holds for what starts" + (rule.from ? " from " + rule.from->ForPeople() : " on any day") +
            (rule.until ? " until " + rule.until->ForPeople() : "") + ".");
      }
      if (old->warnings != rule.warnings) Say(Name(rule) + Warns(rule) + "; before it" + Warns(*old) + ".");
      if (old->clause != rule.clause)
        Say(Name(rule) + " rests on " + rule.clause.number + " (" + rule.clause.rests_on + "): " + rule.clause.words);
    }
    for (const ClockRule& rule : before_.clocks) {
      if (Match(rule, after_) == nullptr) Say("No longer asked: " + Name(rule) + "." + Cited(rule.clause));
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

  static std::string Warns(const ClockRule& rule) {
    std::vector<std::string> words;
    for (const base::Duration warning : rule.warnings) words.push_back(Words(warning));
    return words.empty() ? " gives no warning" : " warns " + base::AllOf(words) + " ahead";
  }

  // A list that asks nothing when it is empty: what is added to it and what taken away.
  void Lists(const std::string& of, const std::vector<std::string>& before, const std::vector<std::string>& after) {
    if (before == after) return;
    if (before.empty()) return Say("It is now only for cases " + of + " " + base::OneOf(after) + ".");
    if (after.empty()) return Say("It is no longer only for cases " + of + " " + base::OneOf(before) + ".");
    const auto only_in = [](const std::vector<std::string>& here, const std::vector<std::string>& there) {
      std::vector<std::string> only;
      for (const std::string& word : here) {
        if (std::ranges::find(there, word) == there.end()) only.push_back(word);
      }
      return only;
    };
    if (const auto more = only_in(after, before); !more.empty())
      Say("It is now also for cases " + of + " " + base::OneOf(more) + ".");
    if (const auto fewer = only_in(before, after); !fewer.empty()) {
      Say("It is no longer for cases " + of + " " + base::OneOf(fewer) + ".");
    }
  }
  void Validity() {
    const auto from = [](const Procedure& p) { return p.valid_from ? "from " + p.valid_from->ForPeople() : "from any day"; };
    const auto until = [](const Procedure& p) {
      return p.valid_until ? "until " + p.valid_until->ForPeople() : std::string("without an end");
    };
    Changed("It is for cases received", from(before_), from(after_));
    Changed("It is for cases received", until(before_), until(after_));
    Lists("of the kind", before_.applies.kinds, after_.applies.kinds);
    Lists("about", before_.applies.products, after_.applies.products);
    Lists("of the category", before_.applies.categories, after_.applies.categories);
    Lists("of a customer who is a", before_.applies.customer_types, after_.applies.customer_types);
    const auto channels = [](const Procedure& p) {
      std::vector<std::string> words;
      for (const auto channel : p.applies.channels) words.push_back(base::WordsOf(channel));
      return words;
    };
    Lists("received by", channels(before_), channels(after_));
  }

  void Triggers() {
    const auto says = [](const procedures::TriggerRule& rule, const Procedure& pack) {
      return "to the " + base::WordsOf(rule.to) + " when " + procedures::InWords(rule, pack.clocks) + ".";
    };
    const auto stands = [](const procedures::TriggerRule& rule, const Procedure& pack) {
      return std::ranges::any_of(pack.triggers, [&](const auto& other) {
        return other.kind == rule.kind && other.clock == rule.clock && other.over == rule.over && other.to == rule.to;
      });
    };
    for (const auto& rule : after_.triggers) {
      if (!stands(rule, before_)) Say("A case now goes up by itself " + says(rule, after_) + Cited(rule.clause));
    }
    for (const auto& rule : before_.triggers) {
      if (!stands(rule, after_)) Say("A case no longer goes up by itself " + says(rule, before_));
    }
  }

  void OpenCases() {
    if (says_.empty()) return;
    Say(before_.id == after_.id ? "Open cases keep version " + std::to_string(before_.version) +
                                      " and its dates until they are moved; this is for cases logged once it is in force."
                                : "Open cases keep the procedure they have, and its dates, until they are moved.");
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
        Changed("A " + base::WordsOf(rung.role) + " may grant", Limit(*old), Limit(rung));
      }
    }
    for (const procedures::Rung& rung : before_.ladder) {
      if (procedures::RungOf(after_, rung.role) == nullptr) {
        Say("A " + base::WordsOf(rung.role) + " may grant nothing any more; before, " + Limit(rung) + ".");
      }
    }
    const auto may = [&](const std::string& what, const procedures::Rung* before, const procedures::Rung* after) {
      if (FromRung(before) != FromRung(after)) {
        Say(base::Capital(FromRung(after)) + " may now " + what + "; before, " + FromRung(before) + ".");
      }
    };
    for (const auto power : {domain::Power::RejectComplaint, domain::Power::GiveFinalPosition, domain::Power::ExceedEntitlement,
                             domain::Power::OfferBelowEntitlement, domain::Power::WriteOff}) {
      may(procedures::InWords(power), procedures::RungWith(before_, power), procedures::RungWith(after_, power));
    }
    for (std::size_t i = 0; i < base::TypeOf<domain::RemedyKind>().names.size(); ++i) {
      const auto remedy = static_cast<domain::RemedyKind>(i);
      may("grant this remedy: " + base::WordsOf(remedy), procedures::RungWith(before_, remedy),
          procedures::RungWith(after_, remedy));
    }
    const auto sum = [](const std::optional<base::Money>& above) {
      return above ? "for what costs more than " + above->ToString() : std::string("for nothing");
    };
    Changed("A second person's approval is needed", sum(before_.four_eyes_above), sum(after_.four_eyes_above));
  }

  void Gates() {
    using domain::Phase;
    for (const Phase phase : {Phase::Identify, Phase::Analyse, Phase::Resolve, Phase::FollowUp}) {
      const auto before = procedures::Gate(before_, phase);
      const auto after = procedures::Gate(after_, phase);
      for (const auto requirement : after) {
        if (std::ranges::find(before, requirement) == before.end()) {
          Say("Before a case leaves the phase \"" + base::WordsOf(phase) +
              "\" it must now also have: " + base::WordsOf(requirement) + ".");
        }
      }
      for (const auto requirement : before) {
        if (std::ranges::find(after, requirement) == after.end()) {
          Say("Before a case leaves the phase \"" + base::WordsOf(phase) +
              "\" it need no longer have: " + base::WordsOf(requirement) + ".");
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
      return "the statement \"" + procedures::Plain(rule.statement) + "\" in every letter of the kind " +
             procedures::Plain(rule.letter) + (rule.from ? " from " + rule.from->ForPeople() : "") +
             (rule.until ? " until " + rule.until->ForPeople() : "");
    };
    for (const auto& rule : after_.letters) {
      if (std::ranges::none_of(before_.letters, [&](const auto& old) { return same(old, rule); })) {
        Say("Now required: " + name(rule) + "." + Cited(rule.clause));
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
