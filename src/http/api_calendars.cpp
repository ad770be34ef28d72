// The calendars that the procedures in force count by: opening hours, holidays, and up to which day anything is known of them.

#include <fmt/format.h>

#include <algorithm>

#include "app/procedure_view.h"
#include "http/api.h"
#include "http/replies.h"

namespace http {
namespace {

struct OpeningView {
  base::Weekday day = base::Weekday::Monday;
  std::string from;
  std::string until;
};
BOOST_DESCRIBE_STRUCT(OpeningView, (), (day, from, until))
AMENDS_DOC(OpeningView, "Hours of a weekday, on the clock on the wall.", {"from", "Like 09:00."},
           {"until", "Like 17:00; 24:00 at most."})

struct CalendarUse {
  std::string procedure;
  std::int64_t version = 0;
  std::string title;
  std::string team;
  std::vector<std::string> when;
  bool internal_only = false;
  std::vector<app::ClosureView> closures;
};
BOOST_DESCRIBE_STRUCT(CalendarUse, (), (procedure, version, title, team, when, internal_only, closures))
AMENDS_DOC(CalendarUse, "A procedure in force that counts by a calendar.", {"procedure", "By its id."},
           {"team", "While the case is with this team; empty: whoever has it."},
           {"when", "Only for cases with these facts, like \"division=scotland\"."},
           {"internal_only", "Only for our own targets."},
           {"closures", "The organisation's own, added for internal targets only."})

struct CalendarView {
  std::string id;
  std::string title;
  std::string zone;
  std::string source;
  base::Date known_from;
  base::Date known_until;
  std::vector<OpeningView> hours;
  std::vector<app::ClosureView> closed;
  std::vector<CalendarUse> used_by;
};
BOOST_DESCRIBE_STRUCT(CalendarView, (), (id, title, zone, source, known_from, known_until, hours, closed, used_by))
AMENDS_DOC(CalendarView, "A calendar that procedures in force count by.", {"zone", "Of the clock on the wall."},
           {"source", "Where the holidays are from."}, {"known_from", "Holidays are known from this day."},
           {"known_until", "Up to this day, with it; later days are unknown, and never counted as open."},
           {"hours", "Opening hours; a weekday without any is a day of rest."}, {"closed", "Holidays, by day."},
           {"used_by", "By which procedures, and for which of their cases."})
struct CalendarList {
  std::vector<CalendarView> calendars;
};
BOOST_DESCRIBE_STRUCT(CalendarList, (), (calendars))

std::string OnTheWall(base::Duration of_day) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(of_day).count();
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

// `own` are closures of the organisation that were worked into the calendar: they are the procedure's, and told there.
CalendarView Show(const calendar::Spec& spec, const std::map<base::Date, std::string>& own) {
  CalendarView view;
  view.id = spec.id;
  view.title = spec.title;
  view.zone = spec.zone.name();
  view.source = spec.source;
  view.known_from = spec.known_from;
  view.known_until = spec.known_until;
  for (std::size_t day = 0; day < spec.hours.size(); ++day) {
    for (const calendar::Window& window : spec.hours[day]) {
      view.hours.push_back({static_cast<base::Weekday>(day), OnTheWall(window.from), OnTheWall(window.until)});
    }
  }
  for (const auto& [day, name] : spec.closed) {
    const auto worked_in = own.find(day);
    if (worked_in == own.end() || worked_in->second != name) view.closed.push_back({day, name});
  }
  return view;
}

// Two procedures may have brought different calendars under one id.
bool Same(const CalendarView& a, const CalendarView& b) {
  const auto same_hours = [](const OpeningView& x, const OpeningView& y) {
    return x.day == y.day && x.from == y.from && x.until == y.until;
  };
  const auto same_day = [](const app::ClosureView& x, const app::ClosureView& y) { return x.day == y.day && x.name == y.name; };
  return a.id == b.id && a.known_from == b.known_from && a.known_until == b.known_until &&
         std::ranges::equal(a.hours, b.hours, same_hours) && std::ranges::equal(a.closed, b.closed, same_day);
}

void Add(CalendarList& list, CalendarView view, CalendarUse use) {
  auto place = std::ranges::find_if(list.calendars, [&](const CalendarView& other) { return Same(other, view); });
  if (place == list.calendars.end()) place = list.calendars.insert(place, std::move(view));
  place->used_by.push_back(std::move(use));
}

}  // namespace

void Api::AddCalendars() {
  Endpoint list{"GET", "/api/v1/calendars", "list-calendars", "Procedures",
                "The calendars that procedures in force count by: opening hours, holidays, and which days are known."};
  list.reply = &base::TypeOf<CalendarList>();
  list.now = [this](const Message&) {
    const app::SharedBook book = service_.store().InForce().Book();
    CalendarList found;
    for (const procedures::Bound* bound : book->InForce()) {
      const procedures::Procedure& procedure = bound->procedure;
      CalendarUse use;
      use.procedure = procedure.id;
      use.version = procedure.version;
      use.title = procedure.title;
      for (const auto& [day, name] : procedure.closures) use.closures.push_back({day, name});
      Add(found, Show(bound->calendar.spec(), {}), use);
      for (const procedures::CalendarFor& one : procedure.calendars_for) {
        // Each is bound once, or twice where the organisation has closures: with them for what is ours alone, and without.
        const auto counted = std::ranges::find_if(procedure.counted_by, [&](const procedures::CountedBy& by) {
          return by.calendar->id() == one.calendar && by.team == one.team && by.when == one.when;
        });
        if (counted == procedure.counted_by.end()) continue;
        CalendarUse narrow = use;
        narrow.team = one.team;
        for (const auto& [fact, value] : one.when) narrow.when.push_back(fact + "=" + value);
        narrow.internal_only = one.internal_only;
        Add(found, Show(counted->calendar->spec(), procedure.closures), std::move(narrow));
      }
    }
    return Shown(std::move(found));
  };
  router_.Add(std::move(list));
}

}  // namespace http
