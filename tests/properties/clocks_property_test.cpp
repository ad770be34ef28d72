// Clocks under real procedures, whatever order of commands a case lives through: the log alone gives them again, each runs out
// once, and the row by which Amends finds a case names exactly the moment at which there is something to find.

#include "domain/cases/clocks.h"
#include "properties/random_commands.h"

namespace tests {
namespace {

using procedures::Bound;
using std::chrono::days;
using std::chrono::milliseconds;

// Of what moves clocks, which among all commands would come too seldom.
Command AnyClockCommandFor(const Case& c, const Context& x) {
  static const std::vector<std::string> kNames{"pause-clock",       "pause-clock",    "resume-clock",       "extend-clock",
                                               "move-to-procedure", "ask-for-review", "acknowledge-review", "send-letter"};
  const std::size_t index = IndexOf(OneOf(kNames));
  Command command;
  FillAny(base::TypeOf<Command>().choose(&command, index), base::TypeOf<Command>().alternatives[index].type(), Near(x.now));
  Fit(command, c, x);
  return command;
}

// The financial rules, where one team works on Saturdays, another on three days a week, and the desk closes on days of its own.
const Bound& WithTeams() {
  static const Bound bound = [] {
    Bound made = ShippedProcedure("uk-financial");
    const auto with = [&](const char* team, std::size_t closed_on, std::size_t open_on) {
      calendar::Spec spec = made.calendar.spec();
      spec.id = team;
      spec.hours[closed_on].clear();
      spec.hours[open_on] = {{std::chrono::hours(9), std::chrono::hours(13)}};
      for (const char* day : {"2026-11-11", "2026-11-18"}) spec.closed.emplace(*base::Date::Parse(day), "Closed");
      made.procedure.counted_by.push_back({procedures::CountedClocks::Internal,
                                           team,
                                           {},
                                           std::make_shared<const calendar::Calendar>(*calendar::Calendar::Make(spec))});
    };
    with("evenings", 6, 5);
    with("mornings", 0, 1);
    return made;
  }();
  return bound;
}
const Bound& TheBound(const std::string& name) { return name == "teams" ? WithTeams() : ShippedProcedure(name.c_str()); }

AssignCase ToAnyTeam() { return {{}, Word(OneOf(std::vector<std::string>{"evenings", "mornings", "days"})), {}}; }

// A case under a procedure, with its calendar, as chance makes it.
class Life {
 public:
  explicit Life(const Bound& bound) : near_(OtherCase()) {
    case_.id = CaseId{1024};
    context_ = CaseSpec().context();
    context_.others[near_.id] = &near_;
    Under(bound);
  }
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  const Events* Give(const Actor& actor, const Command& command) {
    context_.actor = actor;
    last_ = Decide(case_, command, context_);
    const auto* events = std::get_if<Events>(&last_);
    if (events == nullptr) return nullptr;
    for (const Event& event : *events) {
      log_.push_back({event, context_.now, actor.ToString(), case_.version + 1});
      Evolve(case_, log_.back());
      reached[base::TypeOf<Event>().alternatives[event.index()].name] = true;
      if (std::holds_alternative<ProcedureChanged>(event)) Under(*context_.target);
    }
    return events;
  }
  void Live(int commands) {
    // Most of what stops a clock lies in the beginnings that go far.
    Steps beginning = OnceIn(2) ? Identified() : AnyBeginning();
    if (!std::holds_alternative<LogCase>(beginning.front().second)) beginning = Logged() + beginning;
    for (const auto& [actor, command] : beginning) Give(actor, command);
    for (int i = 0; i < commands; ++i) {
      context_.now = context_.now + AnyPause();
      context_.actor = AnyActor();
      context_.target =
          OneOf(std::vector<const Bound*>{nullptr, &ShippedProcedure("uk-housing"), &ShippedProcedure("uk-financial")});
      if (bound_ == &WithTeams() && OnceIn(3)) {
        Give(kLeader, ToAnyTeam());
        continue;
      }
      if (OnceIn(3)) {
        // A manager may also move the case to rules that are not made for it.
        Give(kManager, AnyClockCommandFor(case_, context_));
        continue;
      }
      const Command command = AnyCommandFor(case_, context_);
      if (std::holds_alternative<LogCase>(command) || std::holds_alternative<LogSplitCase>(command)) continue;
      Give(context_.actor, command);
    }
  }
  void Pass(base::Duration time) { context_.now = context_.now + time; }
  // Whether the clocks would find something at that time.
  bool FindsSomethingAt(Instant at) const {
    Context x = context_;
    x.actor = kClock;
    x.now = at;
    const Ruling ruling = Decide(case_, NoticeTime{}, x);
    const auto* events = std::get_if<Events>(&ruling);
    return events != nullptr && !events->empty();
  }

  const Case& state() const { return case_; }
  const Bound& bound() const { return *bound_; }
  Instant now() const { return context_.now; }
  const std::vector<Recorded>& log() const { return log_; }
  std::map<std::string, bool> reached;

 private:
  static Case OtherCase() {
    CaseSpec other;
    other.Given(Logged());
    Case c = other.state();
    c.id = CaseId{3};
    return c;
  }
  void Under(const Bound& bound) {
    bound_ = &bound;
    context_.procedure = &bound.procedure;
    context_.calendar = &bound.calendar;
  }

  Case near_;
  Case case_;
  Context context_;
  const Bound* bound_ = nullptr;
  std::vector<Recorded> log_;
  Ruling last_;
};

// The log as a store gives it back.
std::vector<Recorded> Stored(const std::vector<Recorded>& log) {
  std::vector<Recorded> stored;
  for (const Recorded& r : log) {
    const base::Halves halves = base::Split(r.event);
    auto event = base::Join<Event>(halves.facts, halves.sealed);
    if (!event) RC_FAIL(base::ToLine(event.error()) + ": " + halves.facts);
    stored.push_back({*std::move(event), r.at, r.actor, r.version});
  }
  return stored;
}

std::string Text(const std::optional<Instant>& at) { return at ? at->ToString() : "-"; }
std::vector<std::string> InWords(const std::vector<procedures::Clock>& clocks) {
  std::vector<std::string> lines;
  for (const procedures::Clock& clock : clocks) {
    lines.push_back(clock.rule->id + " " + base::NameOf(clock.state) + " " + clock.started_at.ToString() + " " +
                    Text(clock.DueAt()) + " " + Text(clock.stopped_at));
  }
  return lines;
}
std::vector<std::string> InWords(const std::vector<DueThing>& due) {
  std::vector<std::string> lines;
  for (const DueThing& thing : due) lines.push_back(thing.what + " " + thing.at.ToString() + (thing.fires ? " fires" : ""));
  return lines;
}
std::string Story(const Life& life) {
  std::string story;
  for (const Recorded& r : life.log()) {
    story += "\n  " + r.at.ToString() + " " + r.actor + " " + base::ToJson(r.event, base::Empties::Drop);
  }
  return story;
}

class UnderAProcedure : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Shipped, UnderAProcedure, testing::Values("uk-housing", "uk-financial", "teams"), [](const auto& which) {
  std::string name = which.param;
  std::erase(name, '-');
  return name;
});

TEST_P(UnderAProcedure, the_log_alone_gives_the_same_clocks) {
  std::map<std::string, int> reached;
  EXPECT_TRUE(HoldsIn(120, "clocks(log) are the clocks of the case", [&] {
    Life life(TheBound(GetParam()));
    life.Live(30);
    const Case& c = life.state();
    const auto from_log = HistoryOf(Stored(life.log()));
    const auto from_case = HistoryOf(c);
    RC_ASSERT(from_log.marks == from_case.marks);
    RC_ASSERT(from_log.pauses == from_case.pauses);
    RC_ASSERT(from_log.extensions == from_case.extensions);
    RC_ASSERT(from_log.facts == from_case.facts);
    RC_ASSERT(from_log.teams == from_case.teams);

    Case folded;
    folded.id = c.id;
    for (const Recorded& recorded : Stored(life.log())) Evolve(folded, recorded);
    const Bound& bound = life.bound();
    RC_ASSERT(InWords(DueOn(folded, bound)) == InWords(DueOn(c, bound)));
    for (const Instant now : {life.now(), life.now() + days(Draw(0, 100))}) {
      const auto rules = std::span(bound.procedure.clocks);
      RC_ASSERT(InWords(procedures::ClocksOf(rules, bound.calendar, from_log, now, bound.procedure.counted_by)) ==
                InWords(ClocksOf(c, bound.procedure, bound.calendar, now)));
    }
    for (const auto& [name, happened] : life.reached) ++reached[name];
  }));
  // A property that never comes to the point proves nothing.
  for (const char* name : {"ClockRanOut", "ClockPaused", "ClockResumed", "ProcedureChanged", "LetterSent", "CaseSentUp"}) {
    EXPECT_GE(reached[name], 5) << name;
  }
  if (GetParam() == std::string("uk-housing")) {
    for (const char* name : {"ClockExtended", "ReviewAsked"}) EXPECT_GE(reached[name], 1) << name;
  }
}

TEST_P(UnderAProcedure, each_clock_runs_out_once_and_after_it_was_due) {
  EXPECT_TRUE(HoldsIn(100, "one ClockRanOut for a clock and its end", [&] {
    Life life(TheBound(GetParam()));
    life.Live(30);
    std::set<std::pair<std::string, Instant>> seen;
    for (const Recorded& r : life.log()) {
      const auto* ran = std::get_if<ClockRanOut>(&r.event);
      if (ran == nullptr) continue;
      RC_ASSERT(ran->due_at < ran->detected_at);
      RC_ASSERT(ran->detected_at == r.at);
      if (!seen.emplace(ran->clock.str(), ran->due_at).second) RC_FAIL(ran->clock.str() + " twice" + Story(life));
    }
  }));
}

TEST_P(UnderAProcedure, the_next_to_notice_is_when_there_is_something_to_notice_and_not_sooner_or_later) {
  int with = 0;
  int without = 0;
  EXPECT_TRUE(HoldsIn(150, "notice_at is the first thing NoticeTime finds", [&] {
    Life life(TheBound(GetParam()));
    life.Live(Draw(0, 30));
    // What has run out by now is noticed first, as the clocks of a running server have.
    life.Give(kClock, NoticeTime{});
    const auto next = NextToNotice(DueOn(life.state(), life.bound()));
    if (!next) {
      ++without;
      for (int i = 0; i < 5; ++i) {
        const Instant at = life.now() + days(Draw(0, 400));
        if (life.FindsSomethingAt(at)) RC_FAIL("found something at " + at.ToString() + Story(life));
      }
      return;
    }
    ++with;
    if (*next < life.now()) RC_FAIL("due since " + next->ToString() + " and never found" + Story(life));
    if (!life.FindsSomethingAt(*next + milliseconds(1))) RC_FAIL("nothing was found after " + next->ToString() + Story(life));
    for (int i = 0; i < 5; ++i) {
      const Instant at = life.now() + milliseconds(Draw<std::int64_t>(0, (*next - life.now()).count() + 1));
      // Silence counts from its very moment, clocks and promises once it is over.
      if (at < *next && life.FindsSomethingAt(at)) {
        RC_FAIL("found something at " + at.ToString() + ", before " + next->ToString() + Story(life));
      }
    }
  }));
  EXPECT_GT(with, 30);
  EXPECT_GT(without, 5);
}

// What was broken stays broken as it was found, and nobody is given a breach along with a case.
TEST(ATeamThatGetsACase, neither_undoes_nor_repeats_nor_makes_a_breach) {
  int breaches = 0;
  int counted_anew = 0;
  EXPECT_TRUE(HoldsIn(60, "each clock breaks once, at the end it had when it was found", [&] {
    Life life(WithTeams());
    life.Give(kHandler, ABoilerCase());
    std::map<std::string, Instant> broken;
    const auto due = [&] {
      std::map<std::string, std::optional<Instant>> at;
      for (const auto& clock : ClocksOf(life.state(), life.bound().procedure, life.bound().calendar, life.now())) {
        at[clock.rule->id] = clock.DueAt();
      }
      return at;
    };
    for (int i = 0; i < 25; ++i) {
      life.Pass(AnyPause());
      life.Give(kClock, NoticeTime{});
      if (OnceIn(6)) life.Give(kHandler, PauseClock{Word("answer"), Word("waiting-for-customer"), {}});
      if (OnceIn(4)) life.Give(kHandler, ResumeClock{Word("answer"), {}});
      const auto known = due();
      life.Give(kLeader, ToAnyTeam());
      const auto now = due();
      for (const auto& [id, at] : now) {
        if (known.at(id) == at) continue;
        ++counted_anew;
        if (at && *at < life.now()) RC_FAIL(id + " had run out at " + at->ToString() + " when the team got it" + Story(life));
      }
      for (const auto& [id, at] : broken) {
        if (now.at(id) != at) RC_FAIL(id + " was broken at " + at.ToString() + " and now is not" + Story(life));
      }
      for (const Recorded& r : life.log()) {
        if (const auto* ran = std::get_if<ClockRanOut>(&r.event)) {
          const auto [found, is_new] = broken.emplace(ran->clock.str(), ran->due_at);
          if (!is_new && found->second != ran->due_at) RC_FAIL(ran->clock.str() + " broke twice" + Story(life));
        }
      }
    }
    breaches += static_cast<int>(broken.size());
  }));
  EXPECT_GT(breaches, 20);
  EXPECT_GT(counted_anew, 20);
}

}  // namespace
}  // namespace tests
