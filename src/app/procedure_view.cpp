#include "app/procedure_view.h"

#include <algorithm>

#include "domain/cases/gates.h"
#include "domain/procedures/words.h"
#include "domain/words.h"

namespace app {
namespace {

using base::Saying;

std::vector<std::string> Facts(const std::map<std::string, std::string>& facts) {
  std::vector<std::string> shown;
  for (const auto& [fact, value] : facts) shown.push_back(fact + "=" + value);
  return shown;
}

AppliesView AppliesOf(const procedures::AppliesTo& to) {
  AppliesView view{to.kinds, to.products, to.categories, to.customer_types, to.channels, {}};
  std::vector<Saying> kinds;
  for (const std::string& kind : to.kinds) {
    const bool first = kinds.empty();
    if (kind == "complaint")
      kinds.push_back(first ? Saying("Complaints") : Saying("complaints"));
    else if (kind == "problem")
      kinds.push_back(first ? Saying("Problems") : Saying("problems"));
    else
      kinds.push_back(Saying::AsIs(kind + "s"));
  }
  Saying says = kinds.empty() ? Saying("Complaints and problems") : Saying::AllOf(std::move(kinds));
  if (!to.products.empty()) says = Saying("{} about {}", std::move(says), Saying::OneOf(to.products));
  if (!to.categories.empty()) says = Saying("{}, of the category {}", std::move(says), Saying::OneOf(to.categories));
  if (!to.customer_types.empty()) {
    says = Saying("{}, of a customer who is a {}", std::move(says), Saying::OneOf(to.customer_types));
  }
  std::vector<Saying> channels;
  for (const domain::Channel channel : to.channels) channels.push_back(SayingOf(channel));
  const bool anything =
      to.kinds.empty() && to.products.empty() && to.categories.empty() && to.customer_types.empty() && channels.empty();
  if (!channels.empty()) says = Saying("{}, received by {}", std::move(says), Saying::OneOf(std::move(channels)));
  view.says = anything ? Saying("{}: whatever no other procedure is for.", std::move(says)) : Saying("{}.", std::move(says));
  return view;
}

std::optional<domain::Clause> ClauseOf(const procedures::Procedure& p, domain::Rule rule) {
  const auto clause = p.clauses.find(rule);
  return clause == p.clauses.end() ? std::nullopt : std::optional(clause->second);
}

std::vector<GateView> GatesOf(const procedures::Procedure& p) {
  using domain::Phase;
  cases::Context context;
  context.procedure = &p;
  std::vector<GateView> gates;
  for (const Phase phase : {Phase::Identify, Phase::Analyse, Phase::Resolve, Phase::FollowUp}) {
    GateView& gate = gates.emplace_back(GateView{phase, {}});
    for (const domain::Requirement requirement : procedures::Gate(p, phase)) {
      // What a case of which nothing is recorded would be told.
      const domain::Refusal missing = cases::Missing(cases::Case(), requirement, context);
      gate.requirements.push_back(
          {requirement, cases::Title(requirement), procedures::IsFixed(requirement), ClauseOf(p, missing.rule)});
    }
  }
  return gates;
}

RuleView RuleOf(const procedures::ClockRule& clock) {
  RuleView view;
  view.id = clock.id;
  view.title = clock.title;
  view.kind = clock.kind;
  view.starts = clock.starts;
  view.once = clock.once;
  view.stops = clock.stops;
  view.term = calendar::InWords(clock.term);
  view.recurs = clock.recurs;
  view.in_force_from = clock.from;
  view.in_force_until = clock.until;
  view.when = Facts(clock.when);
  view.unless = Facts(clock.unless);
  view.pauses = clock.pauses;
  if (clock.extension) {
    view.extension = SayingOf(clock.extension->most);
    view.extension_clause = clock.extension->clause;
  }
  for (const base::Duration warning : clock.warnings) view.warnings.push_back(base::InWords(warning));
  view.clause = clock.clause;
  view.verified = clock.verified;
  return view;
}

}  // namespace

std::int64_t Unverified(const procedures::Procedure& procedure) {
  return std::ranges::count(procedure.clocks, false, &procedures::ClockRule::verified) +
         std::ranges::count(procedure.letters, false, &procedures::LetterRule::verified);
}

ProcedureDetails DetailsOf(const procedures::Procedure& p) {
  using domain::Rule;
  ProcedureDetails view;
  view.id = p.id;
  view.version = p.version;
  view.title = p.title;
  view.based_on = p.based_on;
  view.jurisdiction = p.jurisdiction;
  view.calendar = p.calendar;
  for (const auto& one : p.calendars_for) {
    view.calendars_for.push_back({one.calendar, one.team, Facts(one.when), one.internal_only});
  }
  for (const auto& [day, name] : p.closures) view.closures.push_back({day, name});
  view.valid_from = p.valid_from;
  view.valid_until = p.valid_until;
  view.applies = AppliesOf(p.applies);
  for (const auto& field : p.fields) {
    view.fields.push_back({field.id, field.title, field.help, field.type, field.choices, field.required, Facts(field.when)});
  }
  view.gates = GatesOf(p);
  for (const auto& clock : p.clocks) view.clocks.push_back(RuleOf(clock));
  view.promises = {base::InWords(p.promise_cadence), ClauseOf(p, Rule::NextNewsMissing)};
  for (const auto& rung : p.ladder) view.ladder.push_back({rung.role, rung.limit, rung.remedies, rung.decisions, rung.clause});
  if (p.four_eyes_above) view.four_eyes = {*p.four_eyes_above, ClauseOf(p, Rule::SecondApproverNeeded)};
  for (const auto& trigger : p.triggers) {
    view.triggers.push_back({trigger.kind, trigger.to, trigger.clock, trigger.over, procedures::InWords(trigger, p.clocks),
                             trigger.says, trigger.clause});
  }
  view.stages = {p.stages.count, p.stages.second_handler_differs, p.stages.clause};
  for (const auto& letter : p.letters) {
    view.letters.push_back({letter.letter, letter.statement, letter.from, letter.until, letter.clause, letter.verified});
  }
  view.closing = {p.confirmation_attempts, base::InWords(p.confirmation_wait), ClauseOf(p, Rule::ConfirmationAttemptsTooFew)};
  view.reopening = {base::InWords(p.reopen_window), ClauseOf(p, Rule::ReopenWindowPassed)};
  view.follow_up = {base::InWords(p.follow_up_after), ClauseOf(p, Rule::FollowUpMissing)};
  if (p.retention) view.retention = {SayingOf(p.retention->keep), p.retention->starts, p.retention->clause};
  for (const auto& item : p.scorecard) view.scorecard.push_back({item.id, item.title, item.help, item.weight});
  for (const auto& cause : p.causes) view.causes.push_back({cause.code, cause.title});
  for (const auto& [rule, clause] : p.clauses) {
    if (std::ranges::find(view.clauses, clause) == view.clauses.end()) view.clauses.push_back(clause);
  }
  view.unverified = Unverified(p);
  return view;
}

}  // namespace app
