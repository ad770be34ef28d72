#include "app/customer_history.h"

#include <algorithm>

#include "app/service.h"

namespace app {
namespace {

constexpr std::size_t kMostRead = 200;

struct Reader {
  const cases::Recorded& recorded;
  const cases::Case& c;
  CustomerHistory& into;

  void Felt(FeelingKind kind, Instant at, std::optional<cases::Emotion> mood = {}) {
    into.feelings.push_back({c.id, at, kind, mood, {}, {}, {}});
  }
  void operator()(const cases::ImpactAssessed& e) { Felt(FeelingKind::Mood, recorded.at, e.emotion); }
  void operator()(const cases::ResolutionDisputed& e) { Felt(FeelingKind::Disputed, e.at); }
  void operator()(const cases::ResolutionConfirmed& e) { Felt(FeelingKind::Confirmed, e.at); }
  void operator()(const cases::SurveyAnswered& e) {
    into.feelings.push_back({c.id, recorded.at, FeelingKind::Survey, {}, e.instrument, e.dimension, e.score});
  }
  void operator()(const cases::ContactRecorded& e) {
    into.contacts.push_back({c.id, e.contact, e.direction, e.channel, e.at, e.reached, e.summary, e.heat, recorded.actor});
  }
  void operator()(const auto&) {}  // the rest is told on its case
};

}  // namespace

base::Result<CustomerHistory> Service::HistoryOf(CustomerId id, const Viewer& viewer) {
  TRY(const auto customer, customers_.Load(id));
  const bool foreign = viewer.actor.customer && *viewer.actor.customer != id;
  if (!customer->state.Exists() || foreign) return NoSuch(id);
  std::vector<CustomerId> records = customer->state.absorbed;
  records.insert(records.begin(), id);
  TRY(std::vector<CaseId> refs, queries_.CasesOf(records, false));
  std::ranges::sort(refs, std::greater<>(), &CaseId::number);

  CustomerHistory history;
  std::vector<Streams<CaseId>::Shared> read;
  for (const CaseId ref : refs) {
    TRY(auto found, cases_.Load(ref));
    if (!Sees(viewer, found->state)) continue;
    ++history.cases;
    if (read.size() == kMostRead) continue;
    TRY(const LoadedStream log, store_.Load(ref.ToString(), 0));
    for (const StoredEvent& stored : log.events) {
      TRY(auto recorded, ReadRecorded<CaseId>(stored));
      if (found->state.person_erased) base::EraseSealed(recorded.event);
      std::visit(Reader{recorded, found->state, history}, static_cast<const cases::AnyEvent&>(recorded.event));
    }
    read.push_back(std::move(found));
  }
  history.read = std::ssize(read);
  std::ranges::stable_sort(history.contacts, std::greater<>(), &CustomerContact::at);
  std::ranges::stable_sort(history.feelings, {}, &Feeling::at);
  std::vector<const cases::Case*> states;
  for (const auto& one : read) states.push_back(&one->state);
  history.loyalty = cases::LoyaltyOf(states);
  return history;
}

}  // namespace app
