#include "app/portal.h"

#include <algorithm>

#include "domain/cases/clocks.h"
#include "domain/cases/evolve.h"

namespace app {
namespace {

using cases::Case;
using procedures::Milestone;

// They were told the decision with the offer, the final position or an answer by letter; before that it may still change.
bool WasToldTheDecision(const Case& c) {
  if (!c.round.decided) return false;
  if (c.round.final_position || c.closed) return true;
  if (static_cast<std::int64_t>(c.offers.size()) > c.round.offers_before) return true;
  return std::ranges::any_of(c.letters_sent, [&](const cases::SentLetter& letter) {
    return letter.at >= c.round.decided->at && cases::IsAnswer(letter.letter);
  });
}

PortalStanding StandingOf(const Case& c) {
  if (c.closed || c.merged_into || c.withdrawn || c.referred) return PortalStanding::Ended;
  if (c.round.confirmed) return PortalStanding::Confirmed;
  if (!c.round.confirmation_requests.empty() && !c.round.lapsed_at) return PortalStanding::ToConfirm;
  if (c.round.agreement) return PortalStanding::PuttingRight;
  if (cases::OpenOffer(c) != nullptr) return PortalStanding::OfferToAnswer;
  if (c.timing.review && !c.timing.review->answered_at) return PortalStanding::NextStage;
  if (c.round.final_position) return PortalStanding::AnsweredFinally;
  if (WasToldTheDecision(c)) return PortalStanding::Decided;
  return c.owner ? PortalStanding::LookedInto : PortalStanding::Received;
}

std::optional<PortalOffer> OfferOf(const Case& c) {
  if (static_cast<std::int64_t>(c.offers.size()) <= c.round.offers_before) return std::nullopt;
  const cases::Offer& offer = c.offers.back();
  PortalOffer shown{offer.id, offer.state, {}, offer.terms, offer.at, offer.answer_by, offer.answer};
  const auto option = std::ranges::find(c.options, offer.option, &cases::Option::id);
  if (option != c.options.end()) shown.remedy = option->terms.remedy;
  return shown;
}

// The body the letterhead names for this procedure, the answer's own words about it, and the dates the procedure's clocks give.
std::vector<PortalElsewhere> ElsewhereOf(const LetterScene& scene) {
  PortalElsewhere elsewhere;
  const letters::DisputeBody* body = scene.stationery.head ? scene.stationery.head->BodyFor(scene.bound.procedure.id) : nullptr;
  if (body != nullptr && body->available) {
    elsewhere.name = body->name;
    elsewhere.website = body->website;
  }
  if (scene.c.round.final_position) elsewhere.told = scene.c.round.final_position->alternatives;
  for (const procedures::Clock& clock : cases::ClocksOf(scene.c, scene.bound.procedure, scene.bound.calendar, scene.now)) {
    const auto stops_at = [&](Milestone milestone) {
      return std::ranges::find(clock.rule->stops, milestone) != clock.rule->stops.end();
    };
    const bool answer = clock.rule->kind == procedures::ClockKind::Statutory &&
                        (stops_at(Milestone::FinalResponseSent) || stops_at(Milestone::AdrLetterSent));
    if (answer && !clock.stopped_at && clock.DueAt()) {
      elsewhere.from = std::max(elsewhere.from.value_or(*clock.DueAt()), *clock.DueAt());
    }
    const bool window = clock.rule->kind == procedures::ClockKind::Window && clock.rule->starts == Milestone::FinalResponseSent;
    if (window && clock.DueAt()) elsewhere.until = clock.DueAt();
  }
  if (!elsewhere.name && !elsewhere.told) return {};
  return {elsewhere};
}

}  // namespace

PortalCase PortalCaseOf(const LetterScene& scene, const cases::Guide& guide, const std::vector<cases::Recorded>& log) {
  const Case& c = scene.c;
  PortalCase shown;
  shown.ref = c.id;
  shown.version = c.version;
  shown.subject = c.subject;
  shown.words = c.words;
  shown.remedy_sought = c.remedy_sought;
  shown.received_at = c.received_at;
  shown.standing = StandingOf(c);
  shown.phase = guide.phase;
  if (c.owner) shown.handler = scene.name_of(*c.owner);
  if (c.promise && !c.closed) shown.next_news = {c.promise->by, c.promise->about, c.promise->broken || c.promise->by < scene.now};
  if (WasToldTheDecision(c)) shown.decision = {c.round.decided->decision, c.round.decided->reasons};
  shown.offer = OfferOf(c);
  if (c.round.agreement) {
    for (auto at = static_cast<std::size_t>(c.round.actions_before); at < c.actions.size(); ++at) {
      const cases::Action& action = c.actions[at];
      if (action.state == cases::ActionState::Failed) continue;  // another takes its place
      shown.actions.push_back({action.what, action.due, action.state == cases::ActionState::Completed});
    }
  }
  if (c.round.final_position) shown.final_answer = c.round.final_position->reasons;
  shown.rights = CaseRightsOf(c, scene.bound.calendar.DayOf(scene.now));
  if (shown.rights) shown.rights->options.clear();  // beside the law stand our own thoughts, until one is offered
  for (std::size_t at = 0; at < c.letters_sent.size(); ++at) {
    const cases::SentLetter& letter = c.letters_sent[at];
    shown.letters.push_back({static_cast<std::int64_t>(at) + 1, letter.letter, letter.title, letter.at});
  }
  for (const cases::Attachment& file : c.attachments) {
    if (file.by.starts_with("CU-")) shown.files.push_back({file.id, file.name, file.size, file.at});
  }
  shown.elsewhere = ElsewhereOf(scene);
  if (c.closed) shown.outcome = c.closed->outcome;
  shown.may = guide.allowed;

  Case before;
  before.id = c.id;
  for (cases::Recorded recorded : log) {
    if (recorded.version > c.version) break;
    if (c.person_erased) base::EraseSealed(recorded.event);
    if (const auto told = cases::Tell(before, recorded)) {
      PortalEntry entry{told->at, told->what, told->channel, told->when, told->words, told->letter, {}, told->outcome};
      if (told->person) entry.person = scene.name_of(*told->person);
      shown.story.push_back(std::move(entry));
    }
    cases::Evolve(before, recorded);
  }
  return shown;
}

}  // namespace app
