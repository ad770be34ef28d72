// Whatever a handful of people and the clock do to a case, in whatever order: the rules that no procedure can take away
// hold, the guide agrees with the decider, and the log alone gives the case again.

#include "domain/cases/narrate.h"
#include "properties/ledger.h"
#include "properties/random_commands.h"
#include "support/faults.h"

namespace tests {
namespace {

// A case as chance makes it, with all that happened.
class History {
 public:
  History() : near_(OtherCase(5)), far_(OtherCase(6)) {
    case_.id = CaseId{1024};
    context_ = CaseSpec().context();
    context_.others[near_.id] = &near_;
    context_.others[far_.id] = &far_;
    context_.others[CaseId{1}] = &far_;
  }
  History(const History&) = delete;
  History& operator=(const History&) = delete;

  Ruling Give(const Actor& actor, const Command& command) {
    context_.actor = actor;
    Ruling ruling = Decide(case_, command, context_);
    if (const auto* events = std::get_if<Events>(&ruling)) {
      for (const Event& event : *events) {
        log_.push_back({event, context_.now, actor.ToString(), case_.version + 1});
        Evolve(case_, log_.back());
        ledger_.Add(event, actor, context_.now);
      }
    }
    return ruling;
  }
  template <class Each>
  void Live(int commands, Each each) {
    for (const auto& [actor, command] : AnyBeginning()) {
      Give(actor, command);
      each();
    }
    if (!case_.Exists()) Give(kHandler, ABoilerCase());
    for (int i = 0; i < commands; ++i) {
      context_.now = context_.now + AnyPause();
      context_.actor = AnyActor();
      const Command command = AnyCommandFor(case_, context_);
      // A case is logged once; the service gives these to a new stream only.
      if (std::holds_alternative<LogCase>(command) || std::holds_alternative<LogSplitCase>(command)) continue;
      Give(context_.actor, command);
      each();
    }
  }
  void Live(int commands) {
    Live(commands, [] {});
  }

  const Case& state() const { return case_; }
  const Context& context() const { return context_; }
  Context& context() { return context_; }
  const std::vector<Recorded>& log() const { return log_; }
  const Ledger& ledger() const { return ledger_; }

 private:
  static Case OtherCase(std::int64_t number) {
    CaseSpec other;
    other.Given(Logged());
    Case c = other.state();
    c.id = CaseId{number};
    return c;
  }

  Case near_;
  Case far_;
  Case case_;
  Context context_;
  std::vector<Recorded> log_;
  Ledger ledger_;
};

Case Fold(const std::vector<Recorded>& log) {
  Case c;
  c.id = CaseId{1024};
  for (const Recorded& recorded : log) Evolve(c, recorded);
  return c;
}

void ExpectNothingBroken(const History& h) {
  if (h.ledger().broken().empty()) return;
  std::string story;
  for (const Recorded& r : h.log())
    story += "\n  " + r.at.ToString() + " " + r.actor + " " + base::ToJson(r.event, base::Empties::Drop);
  RC_FAIL(h.ledger().broken().front() + story);
}

TEST(Cycle, no_order_of_commands_breaks_a_rule_that_cannot_be_configured_away) {
  std::map<std::string, int> reached;
  constexpr int kRuns = 400;
  EXPECT_TRUE(HoldsIn(kRuns, "the events of a case never break the gates", [&] {
    History h;
    h.Live(30, [&] { ExpectNothingBroken(h); });
    const Case& c = h.state();
    // And the state never claims what the events do not hold.
    const auto happened = [&]<class E>(std::type_identity<E>) {
      return std::ranges::any_of(h.log(), [](const Recorded& r) { return std::holds_alternative<E>(r.event); });
    };
    if (c.round.confirmed || (c.closed && c.closed->outcome == Outcome::ResolvedConfirmed)) {
      RC_ASSERT(happened(std::type_identity<ResolutionConfirmed>{}));
    }
    if (c.round.agreement) RC_ASSERT(happened(std::type_identity<OfferAccepted>{}));
    for (const std::string& what : h.ledger().reached) ++reached[what];
  }));
  // A property that never comes to the point proves nothing.
  const auto share = [&](const std::string& what, int least) {
    EXPECT_GE(reached[what] * 100, least * kRuns) << what << " in " << reached[what] << " of " << kRuns << " runs";
  };
  share("OfferMade", 40);
  share("OfferAccepted", 30);
  share("ConfirmationRequested", 15);
  share("ResolutionConfirmed", 10);
  share("ResolutionDisputed", 5);
  share("PromiseBroken", 20);
  share("PromiseKept", 10);
  for (const char* rare : {"CaseReopened", "FinalPositionGiven", "ApprovalGranted", "CaseMerged", "ConfirmationLapsed",
                           "closed as resolved_confirmed", "closed as withdrawn", "closed as out_of_scope"}) {
    EXPECT_GE(reached[rare], 1) << rare;
  }
}

TEST(Cycle, the_log_alone_gives_the_case_again_and_again) {
  EXPECT_TRUE(HoldsIn(60, "fold(log) is the case", [] {
    History h;
    h.Live(25);
    RC_ASSERT(Fold(h.log()) == h.state());
    // Also through the bytes that a store keeps.
    std::vector<Recorded> stored;
    for (const Recorded& r : h.log()) {
      const base::Halves halves = base::Split(r.event);
      auto event = base::Join<Event>(halves.facts, halves.sealed);
      RC_ASSERT(event.has_value());
      stored.push_back({*std::move(event), r.at, r.actor, r.version});
    }
    RC_ASSERT(Fold(stored) == h.state());
  }));
}

TEST(Cycle, a_command_decided_twice_on_one_state_gives_the_same_answer) {
  EXPECT_TRUE(HoldsIn(50, "Decide is a function", [] {
    History h;
    h.Live(10);
    for (int i = 0; i < 10; ++i) {
      Context x = h.context();
      x.actor = AnyActor();
      const Command command = AnyCommandFor(h.state(), x);
      const Ruling first = Decide(h.state(), command, x);
      const Ruling second = Decide(h.state(), command, x);
      RC_ASSERT(first.index() == second.index());
      if (const auto* refusals = std::get_if<domain::Refusals>(&first)) {
        RC_ASSERT(*refusals == std::get<domain::Refusals>(second));
        RC_ASSERT(!refusals->empty());
      } else {
        const auto& a = std::get<Events>(first);
        const auto& b = std::get<Events>(second);
        RC_ASSERT(a.size() == b.size());
        for (std::size_t k = 0; k < a.size(); ++k) RC_ASSERT(Same(a[k], b[k]));
      }
    }
  }));
}

TEST(Cycle, any_event_on_any_state_gives_a_state_and_a_line_of_the_story) {
  EXPECT_TRUE(HoldsIn(100, "Evolve and Narrate are total", [] {
    Case c;
    std::vector<Recorded> log;
    for (int i = 0; i < 20; ++i) {
      log.push_back({Any<Event>(Near(kMonday)), kMonday, "U-1", c.version + 1});
      const StoryEntry line = Narrate(c, log.back(), [](UserId) { return std::string(); }, nullptr);
      RC_ASSERT(!line.says.empty());
      RC_ASSERT(!line.who.empty());
      Evolve(c, log.back());
      RC_ASSERT(c.version == i + 1);
    }
    const Guide guide = [&] {
      Context x = CaseSpec().context();
      x.actor = AnyActor();
      return GuideFor(c, x);
    }();
    RC_ASSERT(guide.phases.size() == 4U);
  }));
}

TEST(Cycle, a_command_answered_with_success_and_sent_again_changes_little_and_never_twice_what_is_said_once) {
  EXPECT_TRUE(HoldsIn(120, "accept, confirm, acknowledge, complete, withdraw, close: once", [] {
    History h;
    h.Live(15);
    h.context().actor = AnyActor();
    const Command command = AnyCommandFor(h.state(), h.context());
    const bool once = std::holds_alternative<AcceptOffer>(command) || std::holds_alternative<ConfirmResolution>(command) ||
                      std::holds_alternative<AcknowledgeCase>(command) || std::holds_alternative<CompleteAction>(command) ||
                      std::holds_alternative<WithdrawCase>(command) || std::holds_alternative<CloseCase>(command) ||
                      std::holds_alternative<AssessImpact>(command) || std::holds_alternative<GrantApproval>(command) ||
                      std::holds_alternative<MergeCase>(command) || std::holds_alternative<TakeOwnership>(command);
    const Actor actor = h.context().actor;
    const bool done = std::holds_alternative<Events>(h.Give(actor, command));
    RC_CLASSIFY(once && done, "repeated");
    if (!once || !done) return;
    const Ruling again = h.Give(actor, command);
    RC_ASSERT(std::holds_alternative<Events>(again));
    RC_ASSERT(std::get<Events>(again).empty());
  }));
}

// -- The guide --------------------------------------------------------------------------------------------------------

// What Decide can only know from what the command says: not the guide's to foresee.
bool IsAboutContent(Rule rule) {
  static const std::set<Rule> kAlso{Rule::OptionNotChosen, Rule::OptionWasOffered, Rule::OfferExpired, Rule::NoOpenOffer,
                                    Rule::ActionIsOver, Rule::PromiseStands, Rule::ApprovalNotRequested,
                                    Rule::WithinYourAuthority, Rule::BeyondAuthority, Rule::ApproverIsRequester,
                                    // With the rung that the trigger and the option of the command lead to.
                                    Rule::AlreadyEscalated};
  return kAlso.contains(rule) || domain::KindOf(rule) == domain::RefusalKind::Content;
}
// What a letter answers, and who may give that answer, hangs on its kind.
bool IsAboutItsKind(const Command& command, Rule rule) {
  static const std::set<Rule> kOfLetters{Rule::DecisionMissing,        Rule::AgreementMissing,        Rule::StageNotAnswered,
                                         Rule::SamePersonAtBothStages, Rule::DecisionBeyondAuthority, Rule::NotTheOwner};
  return std::holds_alternative<SendLetter>(command) && kOfLetters.contains(rule);
}
bool IsAGate(Rule rule) { return rule >= Rule::CustomerNotKnown && rule <= Rule::LessonMissing; }

TEST(Guide, and_decide_say_the_same_of_every_command_in_every_state) {
  int allowed = 0;
  int refused = 0;
  EXPECT_TRUE(HoldsIn(120, "guide agrees with decide", [&] {
    History h;
    h.Live(Draw(0, 25));
    for (int i = 0; i < 12; ++i) {
      Context x = h.context();
      x.actor = AnyActor();
      const Guide guide = GuideFor(h.state(), x);
      const Command command = AnyCommandFor(h.state(), x);
      const std::string name = base::Kebab(base::TypeOf<Command>().alternatives[command.index()].name);
      const Ruling ruling = Decide(h.state(), command, x);

      const auto* close = std::get_if<CloseCase>(&command);
      std::vector<std::int64_t> reasons;
      bool says_yes = std::ranges::find(guide.allowed, name) != guide.allowed.end();
      bool says_no = false;
      if (close != nullptr) {
        const ClosingGuide& closing = guide.closing[static_cast<std::size_t>(close->outcome)];
        says_yes = closing.allowed;
        says_no = !closing.allowed;
        reasons = closing.refusals;
      } else if (const auto found = std::ranges::find(guide.refused, name, &RefusedCommand::command);
                 found != guide.refused.end()) {
        says_no = true;
        reasons = found->refusals;
      }
      RC_ASSERT(!(says_yes && says_no));
      if (!says_yes && !says_no) continue;  // Amends' own commands are no business of the guide
      RC_ASSERT(says_yes == reasons.empty());

      if (const auto* refusals = std::get_if<domain::Refusals>(&ruling)) {
        ++refused;
        for (const domain::Refusal& refusal : *refusals) {
          const bool listed = std::ranges::any_of(
              reasons, [&](std::int64_t at) { return guide.refusals[static_cast<std::size_t>(at)] == refusal; });
          RC_LOG() << name << ": " << refusal.says << std::endl;
          if (says_yes) RC_ASSERT(IsAboutContent(refusal.rule) || IsAboutItsKind(command, refusal.rule));
          if (IsAGate(refusal.rule)) RC_ASSERT(listed || IsAboutItsKind(command, refusal.rule));
          if (says_no) RC_ASSERT(listed);
        }
      } else {
        ++allowed;
        if (says_yes) continue;
        // What the guide says cannot be done may at most be so already.
        for (const Event& event : std::get<Events>(ruling)) {
          RC_LOG() << name << " gave " << base::ToJson(event) << std::endl;
          RC_ASSERT(std::holds_alternative<PromiseBroken>(event));
        }
      }
    }
  }));
  EXPECT_GT(allowed, 150);
  EXPECT_GT(refused, 150);
}

}  // namespace
}  // namespace tests
