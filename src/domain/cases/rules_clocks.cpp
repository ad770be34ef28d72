#include <algorithm>

#include "domain/cases/authority.h"
#include "domain/cases/clocks.h"
#include "domain/cases/history.h"
#include "domain/cases/rules.h"

namespace cases::rules {
namespace {

using procedures::Clock;
using procedures::ClockRule;

std::vector<Clock> ClocksNow(const Case& c, const Context& x) {
  return x.calendar == nullptr ? std::vector<Clock>() : ClocksOf(c, *x.procedure, *x.calendar, x.now);
}

// The last run of a clock that has started, or why there is none.
std::expected<Clock, Refusals> StartedClock(const Case& c, const Context& x, const Word& id) {
  const std::vector<Clock> clocks = ClocksNow(c, x);
  const auto found = std::find_if(clocks.rbegin(), clocks.rend(), [&](const Clock& clock) { return clock.rule->id == id.str(); });
  if (found != clocks.rend()) return *found;
  std::vector<std::string> known;
  for (const Clock& clock : clocks) known.push_back(clock.rule->id);
  const bool waits = std::ranges::any_of(x.procedure->clocks, [&](const ClockRule& rule) { return rule.id == id.str(); });
  return std::unexpected(Only(
      No(x, R::NoSuchClock,
         waits ? Saying("The clock {} has not started.", base::Quoted(id.str()))
               : Saying::Sentence(base::OrNear(Saying("This case has no clock {}", base::Quoted(id.str())), id.str(), known)),
         "clock")));
}

Refusal WithClause(Refusal refusal, const domain::Clause& clause) {
  refusal.clause = clause;
  return refusal;
}

// For a reason these rules know: one that came along from other rules holds nothing up.
bool StandsStill(const Case& c, const ClockRule& rule) {
  return std::ranges::any_of(c.timing.pauses, [&](const procedures::ClockPause& pause) {
    return pause.clock == rule.id && !pause.time.until && std::ranges::find(rule.pauses, pause.reason) != rule.pauses.end();
  });
}

// An answer binds the organisation, and the customer writes back to whoever signed it: a colleague who merely looks in does
// not send it. Leaders stand above every handler on the ladder.
Refusals NotTheirs(const Case& c, const Context& x) {
  if (x.actor.role != Role::Handler || (c.owner && c.owner == x.actor.user)) return {};
  Refusal refusal = No(x, R::NotTheOwner,
                       c.owner ? Saying("The case belongs to a colleague: they, or a team leader or manager, send its answer. "
                                        "Ask them, or take the case first.")
                               : Saying("Nobody owns the case: whoever answers it takes it first."),
                       "letter");
  // It rests on the clause that gives every case one owner.
  const auto one_owner = x.procedure->clauses.find(R::NoOwner);
  if (!refusal.clause && one_owner != x.procedure->clauses.end()) refusal.clause = one_owner->second;
  return Only(std::move(refusal));
}

Saying Name(const Clock& clock) { return Saying("The clock {}", base::Quoted(clock.rule->title)); }

// The clocks that end at another time under other rules.
std::vector<ClockMoved> Moved(const std::vector<Clock>& before, const std::vector<Clock>& after) {
  std::map<std::string, ClockMoved> moved;
  const auto end = [](const Clock& clock) { return clock.stopped_at ? std::nullopt : clock.DueAt(); };
  for (const Clock& clock : before) moved[clock.rule->id] = {Word(clock.rule->id), end(clock), {}};
  for (const Clock& clock : after) {
    ClockMoved& entry = moved[clock.rule->id];
    entry.clock = Word(clock.rule->id);
    entry.after = end(clock);
  }
  std::vector<ClockMoved> changed;
  for (auto& [id, entry] : moved) {
    if (entry.before != entry.after) changed.push_back(std::move(entry));
  }
  return changed;
}

}  // namespace

bool Satisfied(const MoveToProcedure&, const Case& c, const Context& x) {
  return x.target != nullptr && x.target->procedure.id == c.procedure.id.str() &&
         x.target->procedure.version == static_cast<int>(c.procedure.version.value);
}

Refusals Obstacles(Of<MoveToProcedure>, const Case& c, const Context& x) {
  if (!c.timing.review || c.timing.review->answered_at) return {};
  return {
      No(x, R::StageNotAnswered, Saying("The second stage is under way; the case keeps its procedure until that is answered."))};
}

Ruling Rule(const MoveToProcedure& command, const Case& c, const Context& x) {
  if (x.target == nullptr) {
    return Only(No(x, R::NoSuchProcedure,
                   command.version ? Saying("No version {} of {} was ever put in force.", command.version->value,
                                            base::Quoted(command.procedure.str()))
                                   : Saying("The procedure {} is not in force.", base::Quoted(command.procedure.str())),
                   "procedure"));
  }
  const procedures::Procedure& to = x.target->procedure;
  // A leader chooses among the rules there are now; back to older or other ones is for a manager.
  if (x.actor.role == Role::TeamLeader &&
      (x.target_is_past || !procedures::Fits(to, x.target->calendar, FactsOf(c), c.received_at))) {
    return Only(No(x, R::ActorMayNot,
                   Saying("A procedure that is not in force, or not made for cases like this, is for a manager to choose."),
                   "procedure"));
  }
  return Events{ProcedureChanged{c.procedure,
                                 {Word(to.id), {to.version}},
                                 Moved(ClocksNow(c, x), ClocksOf(c, to, x.target->calendar, x.now)),
                                 command.reason}};
}

Ruling Rule(const PauseClock& command, const Case& c, const Context& x) {
  const auto clock = StartedClock(c, x, command.clock);
  if (!clock) return clock.error();
  const ClockRule& rule = *clock->rule;
  if (clock->stopped_at)
    return Only(No(x, R::ClockIsOver, Saying("{} stopped on {}.", Name(*clock), Moment(x, *clock->stopped_at)), "clock"));
  if (std::ranges::find(rule.pauses, command.reason.str()) == rule.pauses.end()) {
    Saying says = Saying("{} never stands still.", Name(*clock));
    if (!rule.pauses.empty()) {
      says = Saying::Sentence(base::OrNear(Saying("{} stands still only for {}; {} is none of these", Name(*clock),
                                                  Saying::OneOf(rule.pauses), base::Quoted(command.reason.str())),
                                           command.reason.str(), rule.pauses));
    } else if (rule.kind == procedures::ClockKind::Statutory) {
      says = Saying("{} never stands still; it is statutory.", Name(*clock));
    }
    return Only(WithClause(No(x, R::ClockMayNotPause, says, rule.pauses.empty() ? "clock" : "reason"), rule.clause));
  }
  if (StandsStill(c, rule)) return Only(No(x, R::ClockIsPaused, Saying("{} stands still already.", Name(*clock)), "clock"));
  if (const auto due = clock->DueAt(); due && x.now > *due) {
    return Only(No(x, R::ClockIsOver,
                   Saying("{} ran out on {}; a pause now would change nothing.", Name(*clock), Moment(x, *due)), "clock"));
  }
  return Events{ClockPaused{command.clock, command.reason, command.note}};
}

Ruling Rule(const ResumeClock& command, const Case& c, const Context& x) {
  const auto clock = StartedClock(c, x, command.clock);
  if (!clock) return clock.error();
  if (!StandsStill(c, *clock->rule))
    return Only(No(x, R::ClockIsNotPaused, Saying("{} does not stand still.", Name(*clock)), "clock"));
  return Events{ClockResumed{command.clock, command.note}};
}

Ruling Rule(const ExtendClock& command, const Case& c, const Context& x) {
  const auto clock = StartedClock(c, x, command.clock);
  if (!clock) return clock.error();
  const ClockRule& rule = *clock->rule;
  const auto no = [&](R why, Saying says, const char* field) {
    Refusal refusal = No(x, why, std::move(says), field);
    return Only(WithClause(std::move(refusal), rule.extension ? rule.extension->clause : rule.clause));
  };
  if (clock->stopped_at)
    return no(R::ClockIsOver, Saying("{} stopped on {}.", Name(*clock), Moment(x, *clock->stopped_at)), "clock");
  if (!rule.extension) return no(R::ExtensionNotAllowed, Saying("{} cannot be extended.", Name(*clock)), "clock");
  const auto due = clock->DueAt();
  if (clock->due.unknown) {
    return no(R::ExtensionNotAllowed,
              Saying("{} has no end to put off: its calendar knows nothing of {}.", Name(*clock), *clock->due.unknown), "clock");
  }
  if (!due) return no(R::ClockIsPaused, Saying("{} stands still; it has no end to extend.", Name(*clock)), "clock");
  if (x.now > *due) {
    return no(R::ClockIsOver,
              Saying("{} ran out on {}; it is extended before it does, or not at all.", Name(*clock), Moment(x, *due)), "clock");
  }
  if (command.until <= *due) {
    return no(R::ExtensionNotAllowed, Saying("{} runs until {} already; name a later end.", Name(*clock), Moment(x, *due)),
              "until");
  }
  const calendar::Term most{rule.extension->most, calendar::Counting::Following, calendar::Ends::EndOfDay};
  const auto allowed = clock->due.at ? calendar::DueOf(most, *clock->calendar, *clock->due.at, {}).at : std::nullopt;
  if ((!allowed || command.until > *allowed) && !command.good_reason) {
    return no(R::ExtensionTooLong,
              allowed ? Saying("{} may be extended by {}, to {}; more needs a good reason, and that has to be recorded.",
                               Name(*clock), rule.extension->most, Moment(x, *allowed))
                      : Saying("{} may be extended by {}; more needs a good reason, and that has to be recorded.", Name(*clock),
                               rule.extension->most),
              "good_reason");
  }
  return Then(Telling(c, x),
              ClockExtended{command.clock, *due, command.until, command.told, command.channel, command.good_reason});
}

bool Satisfied(const AskForReview&, const Case& c, const Context&) {
  return c.timing.review && !c.timing.review->answered_at && !c.closed;
}

Refusals Obstacles(Of<AskForReview>, const Case& c, const Context& x) {
  if (x.procedure->stages.count < 2) {
    return Only(No(x, R::NoFurtherStage, Saying("This procedure has one stage; who is not content may go elsewhere with it.")));
  }
  if (c.timing.review)
    return Only(No(x, R::NoFurtherStage, Saying("The last stage of this procedure has been asked for already.")));
  // By an offer, a final position or a letter, in whichever round.
  const bool answered = std::ranges::find(c.timing.milestones, procedures::Milestone::StageOneAnswered,
                                          &procedures::Mark::what) != c.timing.milestones.end();
  if (!answered && !c.closed) return Only(No(x, R::StageNotAnswered, Saying("The first stage has not been answered yet.")));
  if (c.closed && x.now > c.closed->at + x.procedure->reopen_window) {
    return Only(No(x, R::ReopenWindowPassed,
                   Saying("The case was closed on {}, and the window for taking it up again, {}, has passed.",
                          Moment(x, c.closed->at), base::InWords(x.procedure->reopen_window))));
  }
  return {};
}

Ruling Rule(const AskForReview& command, const Case& c, const Context& x) {
  Events events{ReviewAsked{command.words, command.channel}};
  // Who answered before does not go on with it: the case waits for somebody else.
  if (x.procedure->stages.second_handler_differs && c.owner) events.emplace_back(CaseAssigned{{}, c.team, {}});
  events.emplace_back(NewsPromised{x.now + x.procedure->promise_cadence, {}});
  return events;
}

bool Satisfied(const AcknowledgeReview&, const Case& c, const Context&) {
  return c.timing.review && c.timing.review->acknowledged_at;
}

Refusals Obstacles(Of<AcknowledgeReview>, const Case& c, const Context& x) {
  if (!c.timing.review) return Only(No(x, R::StageNotAnswered, Saying("The customer has not asked for the next stage.")));
  return {};
}

Ruling Rule(const AcknowledgeReview& command, const Case&, const Context& x) {
  if (auto future = NotFuture(x, command.at, "at"); !future.empty()) return future;
  return Events{ReviewAcknowledged{command.channel, command.at.value_or(x.now)}};
}

Ruling Rule(const SendLetter& command, const Case& c, const Context& x) {
  using letters::LetterKind;
  const LetterKind kind = command.letter;
  const bool answers =
      kind == LetterKind::FinalResponse || kind == LetterKind::StageOneAnswer || kind == LetterKind::StageTwoAnswer;
  if (!IsWritten(command.channel)) {
    return Only(No(x, R::Incomplete, Saying("A letter goes out in writing; what was said is recorded as a contact."), "channel"));
  }
  if (kind == LetterKind::FinalResponse || kind == LetterKind::Deadlock) {
    if (const auto lack = LackToDecide(domain::Power::GiveFinalPosition, x)) return Only(ToRefusal(x, *lack, "letter"));
  }
  if (answers) {
    if (auto same = SamePerson(c, x, x.actor.ToString(), ""); !same.empty()) return same;
  }
  if (IsAnswer(kind)) {
    if (auto not_theirs = NotTheirs(c, x); !not_theirs.empty()) return not_theirs;
  }
  if (answers && !c.round.decided && !c.closed) {
    return Only(No(x, R::DecisionMissing, Saying("Nothing is decided yet that this letter could tell."), "letter"));
  }
  if (kind == LetterKind::SummaryResolution && !c.round.agreement && !c.closed) {
    return Only(No(x, R::AgreementMissing, Saying("Nothing is agreed yet that this letter could confirm."), "letter"));
  }
  if (kind == LetterKind::StageTwoAnswer && !c.timing.review) {
    return Only(No(x, R::StageNotAnswered, Saying("The customer has not asked for the next stage."), "letter"));
  }
  if (x.review && !x.review->may_be_sent) {
    Refusals refusals;
    for (const letters::StatementCheck& check : x.review->statements) {
      if (check.presence == letters::Presence::Present) continue;
      refusals.push_back(WithClause(No(x, R::StatementMissing, check.says, "text"), check.clause));
    }
    for (const letters::Gap& gap : x.review->gaps) {
      refusals.push_back(No(x, R::StatementMissing, gap.says, "text"));
    }
    if (refusals.empty()) refusals.push_back(No(x, R::StatementMissing, x.review->says, "text"));
    return refusals;
  }
  if (IsAnswer(kind) && !command.again) {
    const auto sent = std::ranges::find(c.letters_sent.rbegin(), c.letters_sent.rend(), kind, &SentLetter::letter);
    if (sent != c.letters_sent.rend()) {
      const bool same = sent->text.get() && command.text.get() && *sent->text.get() == *command.text.get();
      return Only(
          No(x, R::LetterWasSent,
             same ? Saying("A {} was sent on {}, with the same words. If another is meant, say so.", kind, Moment(x, sent->at))
                  : Saying("A {} was sent on {} already. If another is meant, say so.", kind, Moment(x, sent->at)),
             "again"));
    }
  }
  if (command.next_news_by && *command.next_news_by <= x.now) {
    return Only(No(x, R::NextNewsInThePast, Saying("News cannot be promised for a time that has passed."), "next_news_by"));
  }
  // A letter that is no answer says when the next news comes; what it says must be kept.
  const bool goes_on = kind == LetterKind::Acknowledgement || kind == LetterKind::Update || kind == LetterKind::Holding;
  const bool stands = c.promise && !c.promise->broken && c.promise->by > x.now;
  if (goes_on && !c.closed && !command.next_news_by && !command.no_news_because && !stands && x.actor.IsStaff()) {
    return Only(No(x, R::NextNewsMissing, Saying("Say when the customer will hear from us next, or why no more news is owed."),
                   "next_news_by"));
  }
  Events events = Telling(c, x);
  if (command.letter == letters::LetterKind::Acknowledgement && !c.acknowledged && !c.closed) {
    events.emplace_back(CaseAcknowledged{command.channel, x.now});
  }
  events.emplace_back(LetterSent{command.letter, command.channel, command.title, command.text, x.sheet});
  if (c.closed) return events;
  if (command.next_news_by) {
    events.emplace_back(NewsPromised{*command.next_news_by, {}});
  } else if (command.no_news_because) {
    events.emplace_back(PromiseEnded{*command.no_news_because});
  } else if (goes_on && stands) {
    events.emplace_back(NewsPromised{c.promise->by, c.promise->about});
  }
  return events;
}

}  // namespace cases::rules
