#include <algorithm>
#include <map>

#include "app/service.h"
#include "domain/cases/clocks.h"

namespace app {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::Refusals;

std::vector<CaseClock> CaseClocks(const cases::Case& c, const procedures::Bound& bound, Instant now) {
  std::vector<CaseClock> views;
  for (const procedures::Clock& clock : cases::ClocksOf(c, bound.procedure, bound.calendar, now)) {
    const procedures::ClockRule& rule = *clock.rule;
    CaseClock view;
    view.id = rule.id;
    view.title = rule.title;
    view.kind = rule.kind;
    view.state = clock.state;
    view.started_at = clock.started_at;
    view.due_at = clock.DueAt();
    view.stopped_at = clock.stopped_at;
    view.extended = clock.extended_until.has_value();
    view.extended_beyond = clock.extended_beyond;
    if (clock.due.unknown) view.unknown_day = clock.due.unknown->ToString();
    view.may_pause_for = rule.pauses;
    if (rule.extension) view.may_extend_by = rule.extension->most.ToString();
    view.reasoning = procedures::Reasoning(clock, bound.calendar);
    view.clause = rule.clause;
    view.verified = rule.verified;
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace

base::Result<CaseRefs> CaseRefs::Parse(std::string_view text) {
  CaseRefs refs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    TRY(const CaseId id, CaseId::Parse(text.substr(0, end)));
    if (std::ranges::find(refs.ids, id) == refs.ids.end()) refs.ids.push_back(id);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (refs.ids.empty()) return base::FailAt("", base::Saying("expected references of cases, like C-1007,C-1002"));
  if (refs.ids.size() > kMostAtOnce) {
    return base::FailAt("", base::Saying("expected at most {} references, found {}", kMostAtOnce, refs.ids.size()));
  }
  return refs;
}

std::string CaseRefs::ToString() const {
  std::string text;
  for (const CaseId id : ids) text += (text.empty() ? "" : ",") + id.ToString();
  return text;
}

bool Sees(const Viewer& viewer, const cases::Case& c) {
  if (viewer.actor.role == domain::Role::System) return true;
  if (viewer.actor.customer) return c.customer == *viewer.actor.customer;
  switch (viewer.reach) {
    case desk::Reach::Desk: return true;
    case desk::Reach::Team: return (viewer.team && c.team == viewer.team) || c.owner == viewer.actor.user;
    case desk::Reach::Own: return c.owner == viewer.actor.user;
  }
  return false;
}

std::unexpected<Error> NoSuch(CaseId id) {
  return base::Fail(ErrorCode::NotFound, base::Saying("there is no case {}, or it is not yours to see", id));
}
std::unexpected<Error> NoSuch(CustomerId id) {
  return base::Fail(ErrorCode::NotFound, base::Saying("there is no customer {}, or it is not yours to see", id));
}
std::unexpected<Error> NoSuch(UserId id) {
  return base::Fail(ErrorCode::NotFound, base::Saying("there is no user {}, or it is not yours to see", id));
}
std::unexpected<Error> NoSuch(base::AttachmentId id) {
  return base::Fail(ErrorCode::NotFound, base::Saying("there is no file {}, or it is not yours to see", id));
}

void Service::Under(cases::Context& x, const procedures::Bound& bound) {
  x.procedure = &bound.procedure;
  x.calendar = &bound.calendar;
}

// One that knows the version the case stands under, if the log does.
SharedBook Service::BookFor(const cases::Case& c) const {
  SharedBook book = store_.InForce().Book();
  if (book->Find(c.procedure.id.str(), static_cast<int>(c.procedure.version.value)) == nullptr) {
    if (store_.InForce().Refresh()) book = store_.InForce().Book();
  }
  return book;
}

base::Result<Streams<base::RegisterId>::Shared> Service::Register() { return registers_.Load(kRegister); }
base::Result<Streams<base::LearningId>::Shared> Service::Learning() { return learning_.Load(kLearning); }
base::Result<Streams<base::ReportsId>::Shared> Service::Reports() { return reports_.Load(kReports); }

base::Result<std::vector<cases::ClockMoved>> Service::PreviewMove(CaseId id, const cases::MoveToProcedure& move,
                                                                  const Viewer& viewer) {
  TRY(const auto found, CaseAt(id, viewer));
  const SharedBook book = BookFor(found->state);
  cases::Context x;
  x.actor = domain::Actor::Staff(UserId{}, domain::Role::Manager, "");  // who may do it is asked when it is done
  x.now = clock_.Now();
  Under(x, ProcedureOf(found->state, *book));
  x.target = move.version ? book->Find(move.procedure.str(), static_cast<int>(move.version->value))
                          : book->Current(move.procedure.str());
  const cases::Ruling ruling = cases::Decide(found->state, move, x);
  if (const auto* refused = std::get_if<Refusals>(&ruling)) {
    return base::Fail(refused->front().rule == domain::Rule::NoSuchProcedure ? ErrorCode::NotFound : ErrorCode::Conflict,
                      refused->front().says);
  }
  for (const cases::Event& event : std::get<cases::Events>(ruling)) {
    if (const auto* changed = std::get_if<cases::ProcedureChanged>(&event)) return changed->clocks;
  }
  return std::vector<cases::ClockMoved>();
}

template <class F>
auto Service::WithScene(CaseId id, const Viewer& viewer, std::optional<Instant> next_news_by, F make)
    -> decltype(make(std::declval<const LetterScene&>())) {
  TRY(const auto both, CaseAndCustomerAt(id, viewer));
  const cases::Case& c = both.found->state;
  Streams<CustomerId>::Shared customer = both.customer;
  if (customer->state.merged_into) {
    TRY(customer, customers_.Load(*customer->state.merged_into));
  }
  const SharedBook book = BookFor(c);
  Streams<UserId>::Shared writer;
  if (const auto signs = c.owner ? c.owner : viewer.actor.user) {
    TRY(writer, users_.Load(*signs));
  }
  return make({c, customer->state, writer ? &writer->state : nullptr, ProcedureOf(c, *book), clock_.Now(), stationery(),
               [this](UserId user) { return NameOf(user); }, next_news_by});
}

base::Result<LetterDraft> Service::DraftLetter(CaseId id, letters::LetterKind kind, const Viewer& viewer,
                                               std::optional<Instant> next_news_by) {
  return WithScene(id, viewer, next_news_by, [&](const LetterScene& scene) { return DraftFor(kind, scene); });
}

base::Result<LetterProof> Service::ProofLetter(CaseId id, const LetterText& text, const Viewer& viewer) {
  return WithScene(id, viewer, {}, [&](const LetterScene& scene) { return ProofOf(text, scene); });
}

base::Result<std::pair<LetterProof, Instant>> Service::LetterOf(CaseId id, std::int64_t number, const Viewer& viewer) {
  return WithScene(id, viewer, {}, [&](const LetterScene& scene) -> Result<std::pair<LetterProof, Instant>> {
    TRY(auto proof, SentLetter(number, scene));
    return std::pair(std::move(proof), scene.c.letters_sent[static_cast<std::size_t>(number - 1)].at);
  });
}

base::Result<PortalCase> Service::ViewForCustomer(CaseId id, const Viewer& viewer) {
  return WithScene(id, viewer, {}, [&](const LetterScene& scene) -> Result<PortalCase> {
    cases::Context x;
    x.actor = viewer.actor;
    x.now = scene.now;
    Under(x, scene.bound);
    x.customer.id = scene.c.customer;
    TRY(const LoadedStream log, store_.Load(id.ToString(), 0));
    std::vector<cases::Recorded> recorded;
    for (const StoredEvent& stored : log.events) {
      TRY(auto read, ReadRecorded<CaseId>(stored));
      recorded.push_back(std::move(read));
    }
    return PortalCaseOf(scene, cases::GuideFor(scene.c, x), recorded);
  });
}

std::string Service::NameOf(UserId id) {
  const auto user = users_.Load(id);
  return user && (*user)->state.Exists() ? (*user)->state.name.str() : "";
}

base::Result<Streams<CaseId>::Shared> Service::CaseAt(CaseId id, const Viewer& viewer) {
  TRY(auto snapshot, cases_.Load(id));
  if (!snapshot->state.Exists() || !Sees(viewer, snapshot->state)) return NoSuch(id);
  return snapshot;
}

base::Result<CaseAndCustomer> Service::CaseAndCustomerAt(CaseId id, const Viewer& viewer) {
  // Nearly always both are in memory, and one question tells that they still stand.
  if (const auto known = cases_.Known(id); known != nullptr && Sees(viewer, known->state)) {
    if (const auto customer = customers_.Known(known->state.customer); customer != nullptr) {
      TRY(const auto heads, store_.HeadsOf(id.ToString(), known->state.customer.ToString()));
      if (heads.first == known->head && heads.second == customer->head) return CaseAndCustomer{known, customer};
    }
  }
  TRY(auto found, CaseAt(id, viewer));
  TRY(auto customer, CustomerAt(found->state.customer));
  return CaseAndCustomer{std::move(found), std::move(customer)};
}

base::Result<Streams<CustomerId>::Shared> Service::CustomerAt(CustomerId id) { return customers_.Load(id); }
base::Result<Streams<UserId>::Shared> Service::UserAt(UserId id) { return users_.Load(id); }

base::Result<CaseView> Service::ViewCase(CaseId id, const Viewer& viewer) {
  TRY(const auto both, CaseAndCustomerAt(id, viewer));
  return ViewCase(both, viewer);
}

base::Result<CaseView> Service::ViewCase(const CaseAndCustomer& both, const Viewer& viewer) {
  const CaseId id = both.found->state.id;
  CaseView view;
  view.ref = id;
  view.version = both.found->state.version;
  view.state = both.found->state;
  cases::Context x;
  x.actor = viewer.actor;
  x.now = clock_.Now();
  const SharedBook book = BookFor(view.state);
  const procedures::Bound& bound = ProcedureOf(view.state, *book);
  Under(x, bound);
  x.customer.id = view.state.customer;
  view.guide = cases::GuideFor(view.state, x);
  view.procedure = {bound.procedure.id, bound.procedure.version, bound.procedure.title};
  view.clocks = CaseClocks(view.state, bound, x.now);
  view.rights = CaseRightsOf(view.state, bound.calendar.DayOf(x.now));
  for (const cases::Option* option : cases::LiveOptions(view.state)) {
    cases::ApprovalNeed need = cases::ApprovalFor(view.state, *option, x);
    OptionForYou& shown = view.options.emplace_back(OptionForYou{option->id, need.by, {}, {}, need.settled});
    if (!need.lack) continue;
    shown.needed = need.lack->needed;
    shown.says = std::move(need.lack->says);
  }
  const customers::Customer& c = both.customer->state;
  view.customer = {view.state.customer, c.profile, c.preference, c.needs, c.vulnerabilities, c.erased, c.merged_into};

  TRY(const LoadedStream log, store_.Load(id.ToString(), 0));
  cases::Case before;
  before.id = id;
  std::map<UserId, std::string> known_names;
  const auto names = [&](UserId user) {
    const auto [name, is_new] = known_names.try_emplace(user);
    if (is_new) name->second = NameOf(user);
    return name->second;
  };
  // Each version's own, so that what was told once is told so for ever.
  const auto versions = [&](const cases::ProcedureRef& ref) {
    return book->Find(ref.id.str(), static_cast<int>(ref.version.value));
  };
  for (const StoredEvent& stored : log.events) {
    if (stored.version > view.version) break;
    TRY(auto recorded, ReadRecorded<CaseId>(stored));
    if (view.state.person_erased) base::EraseSealed(recorded.event);
    view.timeline.push_back(cases::Narrate(before, recorded, names, versions));
    cases::Evolve(before, recorded);
  }
  return view;
}

Instant Service::GuideHoldsUntil(const cases::Case& c) const {
  const Instant now = clock_.Now();
  Instant until = now + std::chrono::minutes(1);
  const auto consider = [&](Instant at) {
    if (at > now && at < until) until = at;
  };
  const SharedBook book = BookFor(c);
  const procedures::Bound& bound = ProcedureOf(c, *book);
  const procedures::Procedure& procedure = bound.procedure;
  for (const procedures::Clock& clock : cases::ClocksOf(c, procedure, bound.calendar, now)) {
    if (const auto due = clock.DueAt(); due && !clock.stopped_at) consider(*due);
    for (const Instant warning : clock.warnings) consider(warning);
  }
  for (const cases::Offer& offer : c.offers) {
    if (offer.answer_by) consider(*offer.answer_by);
  }
  if (!c.round.confirmation_requests.empty()) consider(c.round.confirmation_requests.back().at + procedure.confirmation_wait);
  if (c.closed) consider(c.closed->at + procedure.reopen_window);
  // What is open until today is not open tomorrow.
  if (c.round.rights) consider(bound.calendar.zone().ToInstant(bound.calendar.DayOf(now) + 1, {}));
  return until;
}

base::Result<CustomerView> Service::ViewCustomer(CustomerId id, const Viewer& viewer) {
  TRY(const auto snapshot, customers_.Load(id));
  const bool foreign = viewer.actor.customer && *viewer.actor.customer != id;
  if (!snapshot->state.Exists() || foreign) return NoSuch(id);
  CustomerView view{id, snapshot->state.version, snapshot->state, {}, {}, {}};
  const SharedBook book = store_.InForce().Book();
  view.guide = customers::GuideFor(snapshot->state, {viewer.actor, clock_.Now(), &book->General().procedure, {}});
  CaseFilter filter;
  filter.status = CaseStatus::All;
  filter.limit = base::Whole<1, 200>{200};
  std::vector<CustomerId> records = snapshot->state.absorbed;
  records.insert(records.begin(), id);
  for (const CustomerId record : records) {
    filter.customer = record;
    TRY(auto page, queries_.Cases(filter, viewer));
    std::ranges::move(page.cases, std::back_inserter(view.cases));
  }
  std::ranges::stable_sort(view.cases, std::greater<>(), &CaseSummary::received_at);
  TRY(view.counts, queries_.CountCases(records, viewer));
  return view;
}

base::Result<ProcedureChoice> Service::ChooseFor(const cases::LogCase& like) {
  cases::LogCase command = like;
  if (command.customer) {
    TRY(auto customer, customers_.Load(*command.customer));
    if (customer->state.merged_into) {
      TRY(customer, customers_.Load(*customer->state.merged_into));
    }
    CarryOver(customer->state.attributes, command);
  }
  const SharedBook book = store_.InForce().Book();
  TRY(const procedures::Bound* bound, ProcedureFor(command, *book, clock_.Now()));
  return ChoiceOf(command, *bound);
}

}  // namespace app

template const base::Type& base::TypeOf<app::CaseView>();
template const base::Type& base::TypeOf<app::CustomerView>();
template const base::Type& base::TypeOf<app::CommandReply>();
