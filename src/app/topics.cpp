#include "app/topics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "app/rows.h"
#include "app/words.h"
#include "domain/cases/evolve.h"
#include "domain/insight/topics.h"

namespace app {
namespace {

using base::Saying;

constexpr int kDaysOfLate = 28;
constexpr std::size_t kMostBehind = 200;
constexpr std::size_t kLongestWord = 48;
constexpr std::string_view kStopWord = "a";

struct CaseRead {
  CaseId id;
  std::int64_t customer = 0;
  std::string product;
  std::string category;
};

std::set<std::string> StemsOf(const std::string& text) {
  std::set<std::string> stems;
  EachWord(LowerWithAccents(text), "'", [&](std::string_view word) { stems.emplace(Stem(base::Fold(word))); });
  return stems;
}

// Whether the name of the product or the category says these words for most of the cases: then they are no news, the case was put
// there for that.
bool AreNamed(const std::string& words, const std::vector<const CaseRead*>& cases) {
  const std::set<std::string> wanted = StemsOf(words);
  const auto named = std::ranges::count_if(cases, [&](const CaseRead* one) {
    const std::set<std::string> names = StemsOf(one->product + " " + one->category);
    return std::ranges::includes(names, wanted);
  });
  return 2 * named >= std::ssize(cases);
}

// The words of many cases in two long texts, as most of them are the same few thousand words.
class WordsOfCases {
 public:
  void Read(const CaseRead& one, const cases::Case& c) {
    std::vector<Place> places;
    const auto add = [&](const std::string& text) {
      const std::string lower = LowerWithAccents(text);
      EachWord(lower, "'", [&](std::string_view word) {
        if (word.size() <= kLongestWord) places.push_back(PlaceOf(word));
      });
      // A phrase does not reach from the subject into the words: a stop word between them.
      places.push_back(PlaceOf(kStopWord));
    };
    if (!c.subject.erased()) add(c.subject.get()->str());
    add(c.words->get()->str());
    read_.push_back(one);
    names_.push_back(one.id.ToString());
    texts_.push_back(std::move(places));
  }
  std::size_t size() const { return read_.size(); }
  const CaseRead& operator[](std::size_t i) const { return read_[i]; }

  // Valid while nothing more is read.
  std::vector<insight::TopicCase> Cases() {
    words_.clear();
    words_.reserve(texts_.size());
    std::vector<insight::TopicCase> cases;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      auto& words = words_.emplace_back();
      words.reserve(texts_[i].size());
      for (const Place place : texts_[i]) words.push_back({known_[place].second, known_[place].first});
      cases.push_back({names_[i], words});
    }
    return cases;
  }

 private:
  using Place = std::uint32_t;
  Place PlaceOf(std::string_view word) {
    const auto [at, fresh] = places_.try_emplace(std::string(word), static_cast<Place>(known_.size()));
    if (fresh) known_.emplace_back(std::string(word), std::string(Stem(base::Fold(word))));
    return at->second;
  }

  std::vector<CaseRead> read_;
  std::vector<std::string> names_;
  std::vector<std::vector<Place>> texts_;
  std::unordered_map<std::string, Place> places_;
  std::vector<std::pair<std::string, std::string>> known_;  // as written, and its stem
  std::vector<std::vector<insight::TopicWord>> words_;
};

struct SomeCases {
  std::vector<CaseRead> cases;
  std::int64_t all = 0;
};

// At most so many, evenly over the days.
base::Result<SomeCases> Received(const Monitoring& monitoring, const CountedPeriod& days, const std::optional<Conditions>& where,
                                 const Viewer& viewer, std::size_t most) {
  SomeCases some;
  TRY(some.all, monitoring.EachFact(
                    {.measure = base::Word("received"), .from = days.from, .to = days.to, .where = where}, viewer,
                    [&](const insight::Fact& fact) -> base::Result<void> {
                      some.cases.push_back({CaseId{fact.id}, fact.customer, fact.dimensions[At(insight::Dimension::Product)],
                                            fact.dimensions[At(insight::Dimension::Category)]});
                      return {};
                    },
                    {}, most));
  return some;
}

// Where the cases of a topic were put: what nobody has a category for is in many, or in none.
std::vector<Saying> WhereTheyAre(const std::vector<const CaseRead*>& cases) {
  std::map<std::string, std::int64_t> by_category;
  for (const CaseRead* one : cases) ++by_category[one->category];
  const auto most = std::ranges::max_element(by_category, {}, [](const auto& one) { return one.second; });
  std::vector<Saying> said;
  const auto all = static_cast<std::int64_t>(cases.size());
  if (most == by_category.end()) return said;
  if (most->first.empty()) {
    said.emplace_back(Saying("{} of these {} cases have no category.", most->second, all));
  } else if (most->second == all) {
    said.emplace_back(Saying("All of these cases have the category {}.", most->first));
  } else {
    said.emplace_back(
        Saying("They are in {} categories; the most, {} of {}, in {}.", by_category.size(), most->second, all, most->first));
  }
  return said;
}

}  // namespace

base::Result<TopicsAnswer> TopicsOf(const Monitoring& monitoring, Service& service, const TopicsQuery& query,
                                    const Viewer& viewer, const TopicLimits& limits, const base::Headway& headway) {
  if (monitoring.loading()) {
    return base::Fail(base::ErrorCode::Unavailable, Saying("the facts are still being read; try again soon"));
  }
  const SharedBook book = service.store().InForce().Book();
  const base::Date today = book->General().calendar.zone().ToLocal(service.clock().Now()).date;
  TopicsAnswer answer;
  answer.period.to = query.to.value_or(today - 1);
  answer.period.from = query.from.value_or(answer.period.to - (kDaysOfLate - 1));
  if (answer.period.to < answer.period.from) {
    return base::FailAt("to", Saying("the last day, {}, lies before the first, {}", answer.period.to, answer.period.from));
  }
  answer.before = {answer.period.from.AddMonths(-12), answer.period.from - 1};
  answer.false_share = limits.false_share;
  TRY(const SomeCases late, Received(monitoring, answer.period, query.where, viewer, limits.most_recent));
  TRY(const SomeCases early, Received(monitoring, answer.before, query.where, viewer, limits.most_before));
  for (const SomeCases* some : {&late, &early}) {
    if (std::ssize(some->cases) < some->all)
      answer.notes.push_back(Saying("Of {} cases {} were read, evenly over the days.", some->all, some->cases.size()));
  }

  WordsOfCases recent;
  WordsOfCases before;
  const auto all = std::ssize(late.cases) + std::ssize(early.cases);
  std::int64_t done = 0;
  for (const auto& [from, into] : {std::pair(&late.cases, &recent), std::pair(&early.cases, &before)}) {
    for (const CaseRead& one : *from) {
      TRY(const LoadedStream loaded, service.store().Load(one.id.ToString(), 0));
      cases::Case c;
      c.id = one.id;
      for (const StoredEvent& stored : loaded.events) {
        TRY(const cases::Recorded recorded, ReadRecorded<CaseId>(stored));
        cases::Evolve(c, recorded);
      }
      // What was merged is the same problem told twice; where nobody's words were kept there is nothing to compare.
      if (!c.person_erased && !c.merged_into && c.words && !c.words->erased()) into->Read(one, c);
      CHECK_OK(base::Tell(headway, ++done, all));
    }
  }
  answer.read = static_cast<std::int64_t>(recent.size());
  answer.read_before = static_cast<std::int64_t>(before.size());

  const auto found = insight::FindTopics(recent.Cases(), before.Cases(), {.false_share = limits.false_share});
  if (!found) {
    answer.cannot = found.error();
    return answer;
  }
  answer.looked_at = found->looked_at;
  for (const Saying& note : found->notes) answer.notes.push_back(note);
  std::unordered_map<std::string, const CaseRead*> by_name;
  for (std::size_t i = 0; i < recent.size(); ++i) by_name[recent[i].id.ToString()] = &recent[i];
  for (const insight::Topic& topic : found->topics) {
    std::vector<const CaseRead*> cases;
    std::set<std::int64_t> customers;
    for (const std::string& name : topic.cases) {
      cases.push_back(by_name.at(name));
      customers.insert(cases.back()->customer);
    }
    if (static_cast<std::int64_t>(customers.size()) < limits.least_customers || AreNamed(topic.label, cases)) continue;
    TopicView view{topic.label, topic.says, WhereTheyAre(cases), {}, static_cast<std::int64_t>(cases.size()), 0, {}};
    view.expected = std::round(topic.terms.front().before_share * static_cast<double>(found->recent) * 10) / 10;
    for (const insight::RisenTerm& term : topic.terms) {
      RisenTermView& one = view.terms.emplace_back(RisenTermView{term.shown, term.recent, term.before, {}});
      if (!term.unheard_of) one.times = std::round(term.recent_share / term.before_share * 10) / 10;
    }
    for (std::size_t i = 0; i < std::min(kMostBehind, cases.size()); ++i) view.behind.push_back(cases[i]->id);
    answer.topics.push_back(std::move(view));
  }
  return answer;
}

}  // namespace app
