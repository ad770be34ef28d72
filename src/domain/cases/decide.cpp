#include "domain/cases/decide.h"

#include <algorithm>

#include "domain/cases/clocks.h"
#include "domain/cases/evolve.h"
#include "domain/cases/rules.h"
#include "domain/cases/send_up.h"

namespace cases {
namespace {

// A promise that has run out by now and was not yet found broken. A contact recorded late, but made in time, keeps it.
// Closing ends what was promised; what is promised on a closed case since is owed like any other.
bool PromiseHasBroken(const Case& c, const Command& command, const Context& x) {
  if (!c.promise || c.promise->broken || c.merged_into || x.now <= c.promise->by) return false;
  const auto* contact = std::get_if<RecordContact>(&command);
  return contact == nullptr || contact->at.value_or(x.now) > c.promise->by;
}

template <class C>
Ruling DecideOne(const C& command, const Case& c, const Context& x) {
  const rules::Refusals standing = rules::StandingObstacles(rules::StandingOf(rules::Of<C>{}), true, c, x);
  // Who may not do a thing is told so even when it is done already; everybody else is told nothing new.
  const bool may = standing.empty() ||
                   (standing.front().rule != domain::Rule::ActorMayNot && standing.front().rule != domain::Rule::NotYourCustomer);
  if (may && rules::Satisfied(command, c, x)) return Events{};
  if (auto refusals = rules::AllObstacles(command, c, x); !refusals.empty()) return refusals;
  return rules::Rule(command, c, x);
}

}  // namespace

// Duties that have run out by now and were not yet noticed.
Events RunOut(const Case& c, const Context& x) {
  Events events;
  if (x.calendar == nullptr || !c.Exists() || c.closed || c.merged_into) return events;
  for (const procedures::Clock& clock : ClocksOf(c, *x.procedure, *x.calendar, x.now)) {
    const auto due = clock.DueAt();
    if (clock.state != procedures::ClockState::Overdue || RanOutElsewhere(c, *due)) continue;
    const RanOut ran{Word(clock.rule->id), *due};
    if (std::ranges::find(c.timing.ran_out, ran) != c.timing.ran_out.end()) continue;
    events.emplace_back(
        ClockRanOut{ran.clock, Line(clock.rule->title), clock.rule->kind == procedures::ClockKind::Statutory, *due, x.now});
  }
  return events;
}

Ruling Decide(const Case& c, const Command& command, const Context& x) {
  Ruling ruling = std::visit([&](const auto& given) { return DecideOne(given, c, x); }, command);
  auto* events = std::get_if<Events>(&ruling);
  if (events == nullptr) return ruling;
  if (std::holds_alternative<NoticeTime>(command)) {
    Ruling lapse = DecideOne(LetConfirmationLapse{}, c, x);
    if (auto* lapsed = std::get_if<Events>(&lapse)) *events = std::move(*lapsed);
  }
  Events noticed;
  if (PromiseHasBroken(c, command, x)) noticed.emplace_back(PromiseBroken{c.promise->by, x.now});
  for (Event& event : RunOut(c, x)) noticed.push_back(std::move(event));
  events->insert(events->begin(), std::make_move_iterator(noticed.begin()), std::make_move_iterator(noticed.end()));
  for (CaseSentUp& sent_up : SendUp(c, *events, x)) events->emplace_back(std::move(sent_up));
  return ruling;
}

LogSplitCase SplitOff(const Case& c, const SplitCase& command) {
  LogCase details;
  details.kind = c.kind;
  details.channel = c.channel;
  details.received_at = c.received_at;
  details.customer = c.customer;
  details.subject = command.subject;
  details.words = command.words ? command.words : c.words;
  details.remedy_sought = command.remedy_sought;
  details.product = command.product ? command.product : c.product;
  details.category = command.category ? command.category : c.category;
  details.attributes = c.attributes;
  return {c.id, std::move(details)};
}

bool HasRoute(std::size_t command_index) {
  static const std::vector<std::string> kOwn{"NoticeTime",   "NoteEarlyEscalation", "AbsorbCase", "ReleaseCase",
                                             "LogSplitCase", "ErasePerson",         "AttachFile"};
  const std::string& name = base::TypeOf<Command>().alternatives[command_index].name;
  return std::find(kOwn.begin(), kOwn.end(), name) == kOwn.end();
}

bool IsAnswer(letters::LetterKind kind) {
  using letters::LetterKind;
  switch (kind) {
    case LetterKind::SummaryResolution:
    case LetterKind::FinalResponse:
    case LetterKind::Deadlock:
    case LetterKind::StageOneAnswer:
    case LetterKind::StageTwoAnswer: return true;
    case LetterKind::Acknowledgement:
    case LetterKind::Update:
    case LetterKind::Holding: return false;
  }
  return false;
}

}  // namespace cases
