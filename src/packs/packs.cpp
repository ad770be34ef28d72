#include "packs/packs.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "domain/letters/values.h"
#include "domain/procedures/book.h"
#include "packs/letter_files.h"
#include "packs/pack_file.h"

namespace packs {
namespace {

using calendar::Calendar;
using calendar::Unit;
using domain::Role;
using procedures::ClockRule;
using procedures::Procedure;

std::string Place(const char* list, std::size_t index, const char* field = "") {
  return std::string(list) + "[" + std::to_string(index) + "]" + (*field != '\0' ? "." : "") + field;
}

domain::Clause ToClause(const ClauseText& text) { return {text.number.str(), text.words.str(), text.rests_on.str()}; }

std::map<std::string, std::string> ToFacts(const Facts& facts) {
  std::map<std::string, std::string> plain;
  for (const auto& [name, value] : facts) plain.emplace(name.str(), value.str());
  return plain;
}

template <class Text>
std::vector<std::string> ToTexts(const std::vector<Text>& texts) {
  std::vector<std::string> plain;
  for (const Text& text : texts) plain.push_back(text.str());
  return plain;
}

// A length that is the same everywhere and at all times of the year; nothing for working time, months and years.
std::optional<base::Duration> Plain(const calendar::Length& length) {
  switch (length.unit) {
    case Unit::Hours: return std::chrono::hours(length.amount);
    case Unit::Days: return std::chrono::days(length.amount);
    case Unit::Weeks: return std::chrono::days(7 * length.amount);
    case Unit::WorkingHours:
    case Unit::BusinessDays:
    case Unit::Months:
    case Unit::Years: break;
  }
  return std::nullopt;
}

// How long a length is at the least that a warning may not be beyond: business days with the week-ends that always lie among
// them, working hours as if the day had no end, months and years at their longest.
base::Duration AtLeast(const calendar::Length& length) {
  switch (length.unit) {
    case Unit::WorkingHours:
    case Unit::Hours: return std::chrono::hours(length.amount);
    case Unit::BusinessDays: return std::chrono::days(length.amount + 2 * (length.amount / 5));
    case Unit::Days: return std::chrono::days(length.amount);
    case Unit::Weeks: return std::chrono::days(7 * length.amount);
    case Unit::Months: return std::chrono::days(31 * length.amount);
    case Unit::Years: return std::chrono::days(366 * length.amount);
  }
  return base::Duration(0);
}

// Whether two periods, open at an end that is not given, share a day.
bool Overlap(const std::optional<Date>& from, const std::optional<Date>& until, const std::optional<Date>& other_from,
             const std::optional<Date>& other_until) {
  const bool before = until && other_from && *until < *other_from;
  const bool after = from && other_until && *other_until < *from;
  return !before && !after;
}

// Whether no case can meet both conditions: they want another value of one fact, or one forbids what the other wants.
bool Apart(const ClockRule& a, const ClockRule& b) {
  const auto contradicts = [](const auto& wants, const auto& other) {
    return std::ranges::any_of(wants.when, [&](const auto& fact) {
      const auto same = other.when.find(fact.first);
      const auto forbidden = other.unless.find(fact.first);
      return (same != other.when.end() && same->second != fact.second) ||
             (forbidden != other.unless.end() && forbidden->second == fact.second);
    });
  };
  return contradicts(a, b) || contradicts(b, a);
}

class Binder {
 public:
  Binder(const TomlFile& file, const PackFile& pack, const Calendars& calendars, const Procedures& bases, const Rigour& rigour)
      : file_(file), pack_(pack), calendars_(calendars), bases_(bases), rigour_(rigour) {}

  std::expected<Procedure, Problems> Run() {
    BindBase();
    BindIdentity();
    BindGates();
    BindFields();
    BindPauseReasons();
    BindCalendars();
    BindClocks();
    BindLadder();
    BindTriggers();
    CheckTriggers();
    BindPeriods();
    BindLetters();
    BindLists();
    if (!problems_.empty()) return std::unexpected(std::move(problems_));
    return std::move(made_);
  }

 private:
  void Add(const std::string& where, std::string says) { problems_.push_back(file_.At(where, std::move(says))); }
  // What packs in force before it was looked for may have in them.
  void AddSince(const std::string& where, std::string says) {
    if (rigour_.held == Held::ToTheCheck) Add(where, std::move(says));
  }

  template <class Text>
  void AddUnknown(const std::string& where, const char* what, const Text& found, const std::vector<std::string>& known) {
    Add(where, std::string("there is no ") + what + " " + base::Quoted(found) + base::DidYouMean(found, known));
  }

  // The same id twice in a list.
  template <class Id>
  bool IsNew(std::set<std::string>& seen, const Id& id, const std::string& where) {
    if (seen.insert(id.str()).second) return true;
    Add(where, base::Quoted(id.str()) + " stands here twice");
    return false;
  }

  // Ids stand in addresses, in commands and in lines of text: without blanks, and one way of writing them.
  void CheckId(const std::string& id, const std::string& where, const char* also = "-_") {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (!id.empty() && plain(id.front()) &&
        std::ranges::all_of(id, [&](char c) { return plain(c) || std::string_view(also).contains(c); }))
      return;
    std::string near;
    for (const char c : base::Fold(id)) {
      if (plain(c) || std::string_view(also).contains(c)) {
        near += c;
      } else if (!near.empty() && near.back() != '-') {
        near += '-';
      }
    }
    while (!near.empty() && !plain(near.back())) near.pop_back();
    while (!near.empty() && !plain(near.front())) near.erase(0, 1);
    AddSince(where, "expected a name of small letters, digits and hyphens, found " + base::Quoted(id) +
                        (near.empty() ? "" : "; did you mean " + base::Quoted(near) + "?"));
  }

  void CheckPeriod(const std::optional<Date>& from, const std::optional<Date>& until, const std::string& where) {
    if (from && until && *until < *from) {
      Add(where, "ends " + until->ToString() + ", before it begins " + from->ToString());
    }
  }

  base::Duration PlainOr(const calendar::Length& length, const std::string& where) {
    const auto plain = Plain(length);
    if (!plain) Add(where, "expected hours, days or weeks here, found \"" + length.ToString() + "\"");
    return plain.value_or(base::Duration(0));
  }

  void BindBase() {
    if (!pack_.based_on) {
      const auto require = [&](bool given, const char* field) {
        if (!given) Add("", std::string(field) + " is required in a pack that is based on no other");
      };
      require(pack_.jurisdiction.has_value(), "jurisdiction");
      require(pack_.calendar.has_value(), "calendar");
      require(pack_.promises.has_value(), "promises");
      require(!pack_.ladder.empty(), "ladder");
      require(pack_.closing.has_value(), "closing");
      require(pack_.reopening.has_value(), "reopening");
      require(pack_.follow_up.has_value(), "follow_up");
      require(pack_.retention.has_value(), "retention");
      require(!pack_.causes.empty(), "causes");
      return;
    }
    const auto base = bases_.find(pack_.based_on->str());
    if (base == bases_.end()) {
      std::vector<std::string> known;
      for (const auto& [id, pack] : bases_) known.push_back(id);
      return AddUnknown("based_on", "pack", pack_.based_on->str(), known);
    }
    made_ = base->second;
    made_.based_on.insert(made_.based_on.begin(), base->second.id);
    made_.valid_from.reset();
    made_.valid_until.reset();
    // A clock of the same name takes the place of the one below; so do lists that are given at all.
    std::erase_if(made_.clocks, [&](const ClockRule& rule) {
      return std::ranges::any_of(pack_.clocks, [&](const ClockFile& own) { return own.id.str() == rule.id; });
    });
    inherited_clocks_ = made_.clocks.size();
    if (!pack_.ladder.empty()) made_.ladder.clear();
    if (!pack_.triggers.empty()) made_.triggers.clear();
    if (!pack_.scorecard.empty()) made_.scorecard.clear();
    if (!pack_.causes.empty()) made_.causes.clear();
  }

  void BindIdentity() {
    made_.id = pack_.id.str();
    made_.version = static_cast<int>(pack_.version.value);
    made_.title = pack_.title.str();
    if (pack_.jurisdiction) made_.jurisdiction = pack_.jurisdiction->str();
    if (pack_.calendar) made_.calendar = pack_.calendar->str();
    made_.valid_from = pack_.valid_from;
    made_.valid_until = pack_.valid_until;
    const auto folder = std::filesystem::absolute(file_.path()).parent_path().filename().string();
    if (folder != made_.id)
      Add("id", "expected the name of its folder, " + base::Quoted(folder) + ", found " + base::Quoted(made_.id));
    CheckPeriod(made_.valid_from, made_.valid_until, "valid_until");
    const auto found = calendars_.find(made_.calendar);
    if (found == calendars_.end() && !made_.calendar.empty()) {
      std::vector<std::string> known;
      for (const auto& [id, calendar] : calendars_) known.push_back(id);
      AddUnknown("calendar", "calendar", made_.calendar, known);
    } else if (found != calendars_.end() && made_.valid_from && *made_.valid_from < found->second.spec().known_from) {
      Add("valid_from", "the calendar " + base::Quoted(made_.calendar) + " knows no holidays before " +
                            found->second.spec().known_from.ToString());
    } else if (found != calendars_.end() && made_.valid_until && *made_.valid_until > found->second.spec().known_until) {
      Add("valid_until", "the calendar " + base::Quoted(made_.calendar) + " knows no holidays after " +
                             found->second.spec().known_until.ToString());
    }
    if (pack_.applies) {
      const AppliesFile& applies = *pack_.applies;
      made_.applies = {ToTexts(applies.products), ToTexts(applies.categories), applies.channels, ToTexts(applies.kinds),
                       ToTexts(applies.customer_types)};
      for (std::size_t i = 0; i < applies.kinds.size(); ++i) {
        if (applies.kinds[i].str() != "complaint" && applies.kinds[i].str() != "problem") {
          AddUnknown("applies." + Place("kinds", i), "kind", applies.kinds[i].str(), {"complaint", "problem"});
        }
      }
    }
  }

  void BindGates() {
    if (!pack_.gates) return;
    using domain::Phase;
    const auto bind = [&](Phase phase, const char* name, const std::vector<domain::Requirement>& added) {
      for (std::size_t i = 0; i < added.size(); ++i) {
        const std::string where = "gates." + Place(name, i);
        if (procedures::IsFixed(added[i])) {
          Add(where, base::Quoted(base::NameOf(added[i])) + " holds under every procedure already; leave it out");
        } else if (std::ranges::find(added, added[i]) != added.begin() + static_cast<std::ptrdiff_t>(i)) {
          Add(where, base::Quoted(base::NameOf(added[i])) + " stands here twice");
        }
      }
      if (added.empty()) return;
      std::vector<domain::Requirement>& all = made_.added_gates[phase];
      for (const domain::Requirement requirement : added) {
        if (std::ranges::find(all, requirement) == all.end()) all.push_back(requirement);
      }
    };
    bind(Phase::Identify, "identify", pack_.gates->identify);
    bind(Phase::Analyse, "analyse", pack_.gates->analyse);
    bind(Phase::Resolve, "resolve", pack_.gates->resolve);
    bind(Phase::FollowUp, "follow_up", pack_.gates->follow_up);
  }

  void BindFields() {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < pack_.fields.size(); ++i) {
      const FieldFile& field = pack_.fields[i];
      IsNew(seen, field.id, Place("fields", i, "id"));
      CheckId(field.id.str(), Place("fields", i, "id"));
      const bool is_choice = field.type == procedures::FieldType::Choice;
      if (is_choice && field.choices.size() < 2) Add(Place("fields", i), "a choice needs `choices`, two at least");
      if (!is_choice && !field.choices.empty()) Add(Place("fields", i, "choices"), "only a field of type \"choice\" has choices");
      std::erase_if(made_.fields, [&](const procedures::TemplateField& below) { return below.id == field.id.str(); });
      made_.fields.push_back({field.id.str(), field.title.str(), field.help ? field.help->str() : "", field.type,
                              ToTexts(field.choices), field.required, ToFacts(field.when)});
    }
    for (std::size_t i = 0; i < pack_.fields.size(); ++i) CheckFacts(pack_.fields[i].when, Place("fields", i, "when"));
  }

  // A condition asks for what is known of a case: its kind, channel, product and category, and what the template asks. A
  // name or value with a slip in it would never hold, and a clock of the law would silently not run.
  void CheckFacts(const Facts& facts, const std::string& where) {
    std::vector<std::string> known{"kind", "channel", "product", "category", "customer-type"};
    for (const procedures::TemplateField& field : made_.fields) known.push_back(field.id);
    for (const auto& [name, value] : facts) {
      const auto field = std::ranges::find(made_.fields, name.str(), &procedures::TemplateField::id);
      if (std::ranges::find(known, name.str()) == known.end()) {
        AddUnknown(where + "." + name.str(), "field of the logging template", name.str(), known);
      } else if (field != made_.fields.end() && !field->choices.empty() &&
                 std::ranges::find(field->choices, value.str()) == field->choices.end()) {
        AddUnknown(where + "." + name.str(), "choice", value.str(), field->choices);
      }
    }
  }

  // Other calendars for some of its cases, and the organisation's own closures. Neither a team's hours nor a closure moves a
  // clock of the law. A pack below may be counted by another calendar than this one, so that all is bound anew.
  void BindCalendars() {
    if (!pack_.calendar_for.empty()) made_.calendars_for.clear();
    for (std::size_t i = 0; i < pack_.calendar_for.size(); ++i) {
      const CalendarForFile& one = pack_.calendar_for[i];
      CheckFacts(one.when, Place("calendar_for", i, "when"));
      if (!one.team && one.when.empty() && !one.internal_only) {
        Add(Place("calendar_for", i),
            "is for every clock of every case, which is what `calendar` says; name a `team`, a `when`, or "
            "`internal_only = true`");
      }
      made_.calendars_for.push_back(
          {one.calendar.str(), one.team ? one.team->str() : "", ToFacts(one.when), one.internal_only || one.team.has_value()});
      if (const auto found = calendars_.find(one.calendar.str()); found == calendars_.end()) {
        std::vector<std::string> known;
        for (const auto& [id, calendar] : calendars_) known.push_back(id);
        AddUnknown(Place("calendar_for", i, "calendar"), "calendar", one.calendar.str(), known);
      }
    }
    for (const auto& [day, name] : pack_.closures) {
      const auto date = Date::Parse(day.str());
      if (date) made_.closures.insert_or_assign(*date, name.str());
      if (!date) Add("closures." + day.str(), date.error().faults.front().says);
    }
    made_.counted_by.clear();
    const auto own = calendars_.find(made_.calendar);
    if (own == calendars_.end() || !problems_.empty()) return;
    using procedures::CountedClocks;
    for (std::size_t i = 0; i < made_.calendars_for.size(); ++i) {
      const procedures::CalendarFor& one = made_.calendars_for[i];
      const Calendar& calendar = calendars_.at(one.calendar);
      if (calendar.zone().name() != own->second.zone().name()) {
        Add(Place("calendar_for", i, "calendar"),
            base::Quoted(one.calendar) + " is in the zone " + calendar.zone().name() + " and " + base::Quoted(made_.calendar) +
                " in " + own->second.zone().name() + "; a case has one clock on the wall, so write a pack for each zone");
      }
      const bool split = !one.internal_only && !made_.closures.empty();
      made_.counted_by.push_back({one.internal_only || split ? CountedClocks::Internal : CountedClocks::All, one.team, one.when,
                                  WithClosures(calendar)});
      if (split) {
        made_.counted_by.push_back({CountedClocks::NotInternal, one.team, one.when, std::make_shared<const Calendar>(calendar)});
      }
    }
    if (!made_.closures.empty()) made_.counted_by.push_back({CountedClocks::Internal, "", {}, WithClosures(own->second)});
  }

  std::shared_ptr<const Calendar> WithClosures(const Calendar& calendar) {
    calendar::Spec spec = calendar.spec();
    for (const auto& [day, name] : made_.closures) {
      if (day >= spec.known_from && day <= spec.known_until) {
        spec.closed.emplace(day, name);
      } else {
        Add("closures." + day.ToString(), "the calendar " + base::Quoted(spec.id) + " is known from " +
                                              spec.known_from.ToString() + " to " + spec.known_until.ToString() + " only");
      }
    }
    auto made = Calendar::Make(std::move(spec));
    return std::make_shared<const Calendar>(made ? *std::move(made) : calendar);
  }

  void BindClocks() {
    for (std::size_t i = 0; i < pack_.clocks.size(); ++i) {
      const ClockFile& clock = pack_.clocks[i];
      ClockRule rule;
      rule.id = clock.id.str();
      rule.title = clock.title.str();
      rule.kind = clock.kind;
      rule.starts = clock.starts;
      rule.once = clock.once;
      rule.stops = clock.stops;
      rule.term = {clock.term, clock.counting.value_or(calendar::Counting::Following),
                   clock.ends.value_or(calendar::Ends::EndOfDay)};
      rule.from = clock.in_force_from;
      rule.until = clock.in_force_until;
      rule.when = ToFacts(clock.when);
      rule.unless = ToFacts(clock.unless);
      rule.pauses = ToTexts(clock.pauses);
      rule.clause = ToClause(clock.clause);
      rule.norm = clock.norm ? clock.norm->str() : "";
      rule.verified = clock.verified.value_or(true);
      rule.recurs = clock.recurs;
      if (clock.once == clock.starts) Add(Place("clocks", i, "once"), "is what it starts at already; leave this out");
      CheckFacts(clock.when, Place("clocks", i, "when"));
      CheckFacts(clock.unless, Place("clocks", i, "unless"));
      CheckId(clock.id.str(), Place("clocks", i, "id"));
      if (clock.id.str() == "promise" || clock.id.str() == "confirmation")
        Add(Place("clocks", i, "id"), base::Quoted(clock.id.str()) + " is the name of a clock every case has; choose another");
      if (clock.stops.empty() && clock.kind != procedures::ClockKind::Window)
        Add(Place("clocks", i, "stops"), "a clock that nothing stops would always be overdue; name a milestone");
      CheckStops(clock, i);
      CheckPauses(clock, i);
      const bool hours = clock.term.unit == Unit::Hours || clock.term.unit == Unit::WorkingHours;
      if (hours && clock.ends) Add(Place("clocks", i, "ends"), "a term of hours ends when they are over; leave this out");
      if (hours && clock.counting) Add(Place("clocks", i, "counting"), "hours are not counted in days; leave this out");
      if (rule.term.ends == calendar::Ends::CloseOfBusiness && clock.term.unit != Unit::BusinessDays) {
        Add(Place("clocks", i, "ends"), "only a term of business days ends at close of business: other days may not be open");
      }
      CheckPeriod(rule.from, rule.until, Place("clocks", i, "in_force_until"));
      if (clock.extension) {
        rule.extension = {clock.extension->most, ToClause(clock.extension->clause)};
      }
      for (std::size_t w = 0; w < clock.warnings.size(); ++w) {
        const std::string where = "clocks[" + std::to_string(i) + "]." + Place("warnings", w);
        rule.warnings.push_back(PlainOr(clock.warnings[w], where));
        CheckWarning(clock, clock.warnings[w], rule.warnings.back(), where);
      }
      std::ranges::sort(rule.warnings, std::greater{});
      for (std::size_t j = inherited_clocks_; j < made_.clocks.size(); ++j) {
        const ClockRule& other = made_.clocks[j];
        if (other.id == rule.id && Overlap(rule.from, rule.until, other.from, other.until) && !Apart(rule, other)) {
          Add(Place("clocks", i), "is in force on days on which " + Place("clocks", j - inherited_clocks_) + ", also " +
                                      base::Quoted(rule.id) + ", is; give them periods or conditions that do not overlap");
        }
      }
      made_.clocks.push_back(std::move(rule));
    }
  }

  void CheckStops(const ClockFile& clock, std::size_t i) {
    const std::string at = "clocks[" + std::to_string(i) + "].";
    for (std::size_t s = 0; s < clock.stops.size(); ++s) {
      if (clock.stops[s] == clock.starts) {
        AddSince(at + Place("stops", s),
                 base::Quoted(base::NameOf(clock.starts)) +
                     " is where this clock starts, so that it would stop at once; name what ends the wait");
      } else if (std::ranges::find(clock.stops, clock.stops[s]) != clock.stops.begin() + static_cast<std::ptrdiff_t>(s)) {
        AddSince(at + Place("stops", s), base::Quoted(base::NameOf(clock.stops[s])) + " stands here twice");
      }
    }
  }

  // A reason with a slip in it could be given by nobody, and the clock would never stand still.
  void CheckPauses(const ClockFile& clock, std::size_t i) {
    std::vector<std::string> known = ToTexts(clock.pauses);
    std::set<std::string> seen;
    for (std::size_t p = 0; p < clock.pauses.size(); ++p) {
      const std::string where = "clocks[" + std::to_string(i) + "]." + Place("pauses", p);
      const std::string& reason = clock.pauses[p].str();
      if (!seen.insert(reason).second) AddSince(where, base::Quoted(reason) + " stands here twice");
      if (std::ranges::find(made_.pause_reasons, reason) != made_.pause_reasons.end()) continue;
      AddSince(where, "there is no reason " + base::Quoted(reason) + " for a pause" +
                          base::DidYouMean(reason, made_.pause_reasons) +
                          (base::NearMisses(reason, made_.pause_reasons).empty()
                               ? "; expected " + base::OneOf(made_.pause_reasons) + ", or one listed in pause_reasons"
                               : ""));
    }
  }

  void BindPauseReasons() {
    if (made_.pause_reasons.empty()) made_.pause_reasons = procedures::UsualPauseReasons();
    for (std::size_t i = 0; i < pack_.pause_reasons.size(); ++i) {
      const std::string reason = pack_.pause_reasons[i].str();
      CheckId(reason, Place("pause_reasons", i));
      if (std::ranges::find(made_.pause_reasons, reason) == made_.pause_reasons.end()) made_.pause_reasons.push_back(reason);
    }
  }

  // A warning that falls before its clock starts warns of nothing.
  void CheckWarning(const ClockFile& clock, const calendar::Length& warning, base::Duration before, const std::string& where) {
    const base::Duration term = AtLeast(clock.term);
    const bool exact = clock.term.unit == Unit::Hours;
    if (before < term || (before == term && !exact)) return;
    AddSince(where, "expected less than the clock's own " + clock.term.ToString() + ", found \"" + warning.ToString() +
                        "\": the warning would fall before the clock starts");
  }

  void BindLadder() {
    for (std::size_t i = 0; i < pack_.ladder.size(); ++i) {
      const RungFile& rung = pack_.ladder[i];
      if (rung.role == domain::Role::Customer || rung.role == domain::Role::System) {
        Add(Place("ladder", i, "role"), "expected a role of the staff");
      } else if (rung.role == domain::Role::Quality || rung.role == domain::Role::Administrator) {
        AddSince(Place("ladder", i, "role"), "expected \"handler\", \"team_leader\" or \"manager\", found " +
                                                 base::Quoted(base::NameOf(rung.role)) + ": this role handles no cases");
      }
      if (!made_.ladder.empty() && made_.ladder.back().role > rung.role) {
        AddSince(Place("ladder", i, "role"), "a " + base::WordsOf(rung.role) + " stands below a " +
                                                 base::WordsOf(made_.ladder.back().role) + ": the ladder rises; put the " +
                                                 base::WordsOf(rung.role) + " before, with the smaller limit");
      }
      if (rung.limit && rung.limit->amount.ten_thousandths < 0) {
        AddSince(Place("ladder", i, "limit"), "expected a sum from 0 up, found " + rung.limit->ToString());
      }
      if (!rung.clause) {
        AddSince(Place("ladder", i), "clause is required: the paragraph of the policy or law that says what a " +
                                         base::WordsOf(rung.role) + " may decide");
      }
      for (const procedures::Rung& below : made_.ladder) {
        if (below.role == rung.role) Add(Place("ladder", i, "role"), "stands on the ladder twice");
      }
      if (!made_.ladder.empty()) {
        const auto& below = made_.ladder.back().limit;
        if (!below) {
          Add(Place("ladder", i), "nobody stands above a rung without a limit");
        } else if (rung.limit && rung.limit->currency != below->currency) {
          Add(Place("ladder", i, "limit"), "expected the currency of the rung below");
        } else if (rung.limit && rung.limit->amount <= below->amount) {
          Add(Place("ladder", i, "limit"),
              "expected more than the rung below, " + below->ToString() + ", found " + rung.limit->ToString());
        }
      }
      made_.ladder.push_back({rung.role, rung.limit, rung.remedies, rung.decisions,
                              rung.clause ? std::optional(ToClause(*rung.clause)) : std::nullopt});
    }
    if (const auto& four_eyes = pack_.four_eyes) {
      made_.four_eyes_above = four_eyes->above;
      made_.clauses.insert_or_assign(domain::Rule::SecondApproverNeeded, ToClause(four_eyes->clause));
    }
    if (made_.four_eyes_above && std::ranges::none_of(made_.ladder, [&](const procedures::Rung& rung) {
          return !rung.limit ||
                 (rung.limit->currency == made_.four_eyes_above->currency && rung.limit->amount > made_.four_eyes_above->amount);
        })) {
      Add(pack_.four_eyes ? "four_eyes.above" : "ladder", "nobody on the ladder may grant more than " +
                                                              made_.four_eyes_above->ToString() +
                                                              ", so nothing would ever need a second person");
    }
  }

  void BindTriggers() {
    std::vector<std::string> clocks;
    for (const ClockRule& clock : made_.clocks) clocks.push_back(clock.id);
    for (std::size_t i = 0; i < pack_.triggers.size(); ++i) {
      const TriggerFile& trigger = pack_.triggers[i];
      using procedures::TriggerKind;
      if ((trigger.kind == TriggerKind::ClockOverdue) != trigger.clock.has_value()) {
        Add(Place("triggers", i), trigger.clock ? "only \"clock_overdue\" names a clock" : "\"clock_overdue\" names its `clock`");
      } else if (trigger.clock && std::ranges::find(clocks, trigger.clock->str()) == clocks.end()) {
        AddUnknown(Place("triggers", i, "clock"), "clock", trigger.clock->str(), clocks);
      }
      if ((trigger.kind == TriggerKind::Value) != trigger.over.has_value()) {
        Add(Place("triggers", i), trigger.over ? "only \"value\" has `over`" : "\"value\" says `over` how much");
      }
      made_.triggers.push_back({trigger.kind, trigger.to, trigger.clock ? trigger.clock->str() : "", trigger.over,
                                trigger.says ? trigger.says->str() : "", ToClause(trigger.clause)});
    }
  }

  void CheckTriggers() {
    for (std::size_t i = 0; i < made_.triggers.size(); ++i) {
      const Role to = made_.triggers[i].to;
      if (procedures::RungOf(made_, to) != nullptr) continue;
      // Also those of the pack below: a new ladder may have lost the rung they lead to.
      Add(pack_.triggers.empty() ? "ladder" : Place("triggers", i, "to"),
          "nobody of the role " + base::Quoted(base::NameOf(to)) + " stands on the ladder, and the trigger " +
              base::Quoted(base::NameOf(made_.triggers[i].kind)) + " sends cases there");
    }
  }

  void BindPeriods() {
    using domain::Rule;
    const auto cite = [&](Rule rule, const ClauseText& clause) { made_.clauses.insert_or_assign(rule, ToClause(clause)); };
    if (const auto& promises = pack_.promises) {
      made_.promise_cadence = PlainOr(promises->cadence, "promises.cadence");
      cite(Rule::NextNewsMissing, promises->clause);
      cite(Rule::NextNewsInThePast, promises->clause);
    }
    if (const auto& closing = pack_.closing) {
      made_.confirmation_attempts = static_cast<int>(closing->attempts.value);
      made_.confirmation_wait = PlainOr(closing->wait, "closing.wait");
      cite(Rule::ConfirmationAttemptsTooFew, closing->clause);
      cite(Rule::ConfirmationWindowOpen, closing->clause);
    }
    if (const auto& reopening = pack_.reopening) {
      made_.reopen_window = PlainOr(reopening->within, "reopening.within");
      cite(Rule::ReopenWindowPassed, reopening->clause);
    }
    if (const auto& follow_up = pack_.follow_up) {
      made_.follow_up_after = PlainOr(follow_up->within, "follow_up.within");
      cite(Rule::FollowUpMissing, follow_up->clause);
    }
    if (pack_.retention) CheckRetention(*pack_.retention);
    if (const auto& retention = pack_.retention) {
      made_.retention = procedures::Retention{retention->keep, retention->starts, ToClause(retention->clause)};
    }
    if (pack_.stages) {
      made_.stages = {static_cast<int>(pack_.stages->count.value), pack_.stages->second_handler_differs,
                      ToClause(pack_.stages->clause)};
    }
  }

  // What is kept must outlast what may still be asked of it.
  void CheckRetention(const RetentionFile& retention) {
    if (retention.keep.unit == Unit::Hours || retention.keep.unit == Unit::WorkingHours ||
        retention.keep.unit == Unit::BusinessDays) {
      return AddSince("retention.keep", "expected days, weeks, months or years, found \"" + retention.keep.ToString() + "\"");
    }
    if (retention.starts != Milestone::Received && retention.starts != Milestone::Logged &&
        retention.starts != Milestone::Ended) {
      AddSince("retention.starts", "expected \"received\", \"logged\" or \"ended\", found " +
                                       base::Quoted(base::NameOf(retention.starts)) +
                                       ": a case that never comes there would be kept for ever");
    }
    const base::Duration keep = AtLeast(retention.keep);
    if (keep < made_.reopen_window) {
      AddSince("retention.keep", "expected at least as long as a closed case may be opened again, " +
                                     base::InWords(made_.reopen_window) + ", found \"" + retention.keep.ToString() + "\"");
    }
    for (const ClockRule& clock : made_.clocks) {
      if (clock.kind != procedures::ClockKind::Window || keep >= AtLeast(clock.term.length)) continue;
      AddSince("retention.keep", "expected at least as long as the clock " + base::Quoted(clock.id) + " runs, " +
                                     clock.term.length.ToString() + ", found \"" + retention.keep.ToString() + "\"");
    }
  }

  // A letter that must say what nobody has written could never be sent.
  void CheckText(const LetterFile& letter, const std::string& where) {
    if (rigour_.texts == nullptr) return;
    std::vector<std::string> packs{made_.id};
    packs.insert(packs.end(), made_.based_on.begin(), made_.based_on.end());
    std::vector<std::string> known;
    bool of_another = false;
    bool at_another_time = false;
    for (const letters::Library& library : rigour_.texts->libraries) {
      for (const letters::RequiredStatement& text : library.statements) {
        if (letters::IsOf(text, packs) && std::ranges::find(known, text.id) == known.end()) known.push_back(text.id);
        if (text.id != letter.statement.str()) continue;
        if (!letters::IsOf(text, packs)) {
          of_another = true;
        } else if (!Overlap(letter.in_force_from, letter.in_force_until, text.from, text.until)) {
          at_another_time = true;
        } else {
          return;
        }
      }
    }
    const std::string id = base::Quoted(letter.statement.str());
    if (at_another_time) return AddSince(where, "the text of the statement " + id + " is in force on none of these days");
    if (of_another)
      return AddSince(where, "the text of the statement " + id + " is for letters of other packs; see `packs` in it");
    AddSince(where, "nobody has a text of the statement " + id + base::DidYouMean(letter.statement.str(), known) +
                        (base::NearMisses(letter.statement.str(), known).empty()
                             ? "; put it into letters/LANGUAGE/statements/" + letter.statement.str() + ".txt"
                             : ""));
  }

  void BindLetters() {
    static const std::vector<std::string> kLetters = letters::KindNames();
    std::vector<procedures::LetterRule>& below = made_.letters;
    std::vector<procedures::LetterRule> own;
    for (std::size_t i = 0; i < pack_.letters.size(); ++i) {
      const LetterFile& letter = pack_.letters[i];
      if (std::ranges::find(kLetters, letter.letter.str()) == kLetters.end()) {
        AddUnknown(Place("letters", i, "letter"), "letter", letter.letter.str(), kLetters);
      }
      CheckPeriod(letter.in_force_from, letter.in_force_until, Place("letters", i, "in_force_until"));
      CheckText(letter, Place("letters", i, "statement"));
      for (std::size_t j = 0; j < i; ++j) {
        const LetterFile& other = pack_.letters[j];
        if (other.letter == letter.letter && other.statement == letter.statement &&
            Overlap(letter.in_force_from, letter.in_force_until, other.in_force_from, other.in_force_until)) {
          Add(Place("letters", i), "asks for the same statement on the same days as " + Place("letters", j));
        }
      }
      std::erase_if(below, [&](const procedures::LetterRule& rule) {
        return rule.letter == letter.letter.str() && rule.statement == letter.statement.str();
      });
      own.push_back({letter.letter.str(), letter.statement.str(), letter.in_force_from, letter.in_force_until,
                     ToClause(letter.clause), letter.verified.value_or(true)});
    }
    std::ranges::move(own, std::back_inserter(below));
  }

  void BindLists() {
    std::set<std::string> items;
    for (std::size_t i = 0; i < pack_.scorecard.size(); ++i) {
      const ScorecardFile& item = pack_.scorecard[i];
      IsNew(items, item.id, Place("scorecard", i, "id"));
      CheckId(item.id.str(), Place("scorecard", i, "id"));
      made_.scorecard.push_back(
          {item.id.str(), item.title.str(), item.help ? item.help->str() : "", static_cast<int>(item.weight.value)});
    }
    std::set<std::string> causes;
    for (std::size_t i = 0; i < pack_.causes.size(); ++i) {
      const CauseFile& cause = pack_.causes[i];
      const std::string code = cause.code.str();
      CheckId(code, Place("causes", i, "code"), "-_.");
      if (const auto dot = code.rfind('.'); dot != std::string::npos && !causes.contains(code.substr(0, dot))) {
        const std::string above = code.substr(0, dot);
        if (std::ranges::any_of(pack_.causes, [&](const CauseFile& later) { return later.code.str() == above; })) {
          Add(Place("causes", i, "code"),
              "the cause above it, " + base::Quoted(above) + ", stands further down; put it before this one");
        } else {
          AddUnknown(Place("causes", i, "code"), "cause above it,", above, {causes.begin(), causes.end()});
        }
      }
      IsNew(causes, cause.code, Place("causes", i, "code"));
      made_.causes.push_back({code, cause.title.str()});
    }
    std::set<domain::Rule> cited;
    for (std::size_t i = 0; i < pack_.clauses.size(); ++i) {
      const RuleClauseFile& clause = pack_.clauses[i];
      if (!cited.insert(clause.rule).second) Add(Place("clauses", i, "rule"), "is cited twice");
      made_.clauses.insert_or_assign(clause.rule, ToClause(clause.clause));
    }
    if (!made_.clauses.contains(domain::Rule::BelowEntitlement)) {
      AddSince(
          pack_.clauses.empty() ? "ladder" : "clauses",
          "expected a clause for the rule \"below_entitlement\": what is refused for giving less than the law does names it");
    }
  }

  const TomlFile& file_;
  const PackFile& pack_;
  const Calendars& calendars_;
  const Procedures& bases_;
  const Rigour& rigour_;
  std::size_t inherited_clocks_ = 0;
  Procedure made_;
  Problems problems_;
};

}  // namespace

std::expected<Procedure, Problems> ReadPack(const TomlFile& file, const Calendars& calendars, const Procedures& bases,
                                            const Rigour& rigour) {
  const auto read = file.As<PackFile>();
  if (!read) return std::unexpected(read.error());
  return Binder(file, *read, calendars, bases, rigour).Run();
}

}  // namespace packs
