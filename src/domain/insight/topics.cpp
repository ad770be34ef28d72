#include "domain/insight/topics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "domain/insight/distributions.h"

namespace insight {

namespace {

using base::Saying;

constexpr int kLeastRecent = 20;
constexpr int kLeastBefore = 50;
// Below this many expected the chi-squared approximation flatters (Cochran 1954, Biometrics 10, 417-451).
constexpr double kExpectedForChiSquared = 5;
constexpr std::uint32_t kStop = UINT32_MAX;

constexpr std::array kStopWords = std::to_array<std::string_view>({
    "a",      "about",   "above",  "after",   "again",   "against", "all",    "also",     "am",    "an",       "and",    "any",
    "are",    "as",      "at",     "be",      "because", "been",    "before", "being",    "below", "between",  "both",   "but",
    "by",     "can",     "cannot", "could",   "did",     "do",      "does",   "doing",    "down",  "during",   "each",   "ever",
    "few",    "for",     "from",   "further", "get",     "got",     "had",    "has",      "have",  "having",   "he",     "her",
    "here",   "hers",    "him",    "his",     "how",     "i",       "if",     "in",       "into",  "is",       "it",     "its",
    "just",   "me",      "more",   "most",    "my",      "no",      "nor",    "not",      "now",   "of",       "off",    "on",
    "once",   "only",    "or",     "other",   "our",     "out",     "over",   "own",      "same",  "she",      "should", "so",
    "some",   "such",    "than",   "that",    "the",     "their",   "them",   "then",     "there", "these",    "they",   "this",
    "those",  "through", "to",     "too",     "under",   "until",   "up",     "us",       "very",  "was",      "we",     "were",
    "what",   "when",    "where",  "which",   "while",   "who",     "whom",   "why",      "will",  "with",     "would",  "you",
    "your",   "don't",   "didn't", "doesn't", "isn't",   "wasn't",  "can't",  "couldn't", "won't", "wouldn't", "i'm",    "i've",
    "it's",   "that's",  "aber",   "alle",    "als",     "am",      "an",     "auch",     "auf",   "aus",      "bei",    "bin",
    "bis",    "da",      "damit",  "dann",    "das",     "dass",    "dem",    "den",      "denn",  "der",      "des",    "die",
    "dies",   "diese",   "diesem", "diesen",  "dieser",  "dieses",  "doch",   "dort",     "du",    "durch",    "ein",    "eine",
    "einem",  "einen",   "einer",  "eines",   "er",      "es",      "etwas",  "für",      "gegen", "habe",     "haben",  "hat",
    "hatte",  "hier",    "ich",    "ihm",     "ihn",     "ihr",     "ihre",   "ihren",    "ihrer", "im",       "immer",  "in",
    "ist",    "ja",      "jetzt",  "kann",    "kein",    "keine",   "können", "man",      "mehr",  "mein",     "meine",  "meinen",
    "meiner", "mich",    "mir",    "mit",     "nach",    "nicht",   "noch",   "nun",      "nur",   "ob",       "oder",   "ohne",
    "schon",  "sehr",    "sein",   "seine",   "seit",    "sich",    "sie",    "sind",     "so",    "über",     "um",     "und",
    "uns",    "unter",   "vom",    "von",     "vor",     "war",     "waren",  "was",      "weil",  "wenn",     "wer",    "werden",
    "wie",    "wieder",  "wir",    "wird",    "wo",      "wurde",   "zu",     "zum",      "zur",
});

const std::unordered_set<std::string_view>& StopWords() {
  static const std::unordered_set<std::string_view> words(kStopWords.begin(), kStopWords.end());
  return words;
}

// A word has its number; a phrase the numbers of its words, the first in the upper half. The lower half of a word is all ones,
// which is no word.
using Key = std::uint64_t;
constexpr Key KeyOf(std::uint32_t word) { return (Key{word} << 32) | kStop; }
constexpr Key KeyOf(std::uint32_t first, std::uint32_t second) { return (Key{first} << 32) | second; }
constexpr bool IsPhrase(Key key) { return (key & kStop) != kStop; }
constexpr std::uint32_t First(Key key) { return static_cast<std::uint32_t>(key >> 32); }
constexpr std::uint32_t Second(Key key) { return static_cast<std::uint32_t>(key & kStop); }

// Keys in one flat array, each beside its value: there are millions, and each is looked up for every word of every text. The
// pointer that a look-up gives holds until the next key is added.
template <class Value>
class Table {
 public:
  Value* Find(Key key) {
    Slot& slot = slots_[Place(key)];
    return slot.key == key ? &slot.value : nullptr;
  }
  Value& Add(Key key) {
    if (4 * (used_ + 1) > 3 * slots_.size()) Grow();
    Slot& slot = slots_[Place(key)];
    if (slot.key != key) {
      slot.key = key;
      ++used_;
    }
    return slot.value;
  }
  template <class Visit>
  void ForEach(const Visit& visit) const {
    for (const Slot& slot : slots_) {
      if (slot.key != kFree) visit(slot.key, slot.value);
    }
  }

 private:
  static constexpr Key kFree = UINT64_MAX;  // no key: neither half is a word
  struct Slot {
    Key key = kFree;
    Value value{};
  };

  std::size_t Place(Key key) const {
    Key hash = (key ^ (key >> 31)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32;
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].key != kFree && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void Grow() {
    std::vector<Slot> old(2 * slots_.size());
    std::swap(old, slots_);
    for (Slot& slot : old) {
      if (slot.key != kFree) slots_[Place(slot.key)] = std::move(slot);
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::size_t used_ = 0;
};

class Dictionary {
 public:
  explicit Dictionary(const TopicOptions& options) : stops_(options.stop_words.begin(), options.stop_words.end()) {}

  std::uint32_t Add(const TopicWord& word) {
    const auto [at, fresh] = numbers_.try_emplace(word.stem, static_cast<std::uint32_t>(stems_.size()));
    if (!fresh) return at->second;
    if (IsStopWord(word.stem) || IsStopWord(word.shown) || stops_.contains(word.stem) || stops_.contains(word.shown)) {
      return at->second = kStop;
    }
    stems_.push_back(word.stem);
    return at->second;
  }
  // kStop where it was never added.
  std::uint32_t Find(std::string_view stem) const {
    const auto at = numbers_.find(stem);
    return at == numbers_.end() ? kStop : at->second;
  }
  std::size_t size() const { return stems_.size(); }
  std::string_view stem(std::uint32_t number) const { return stems_[number]; }

 private:
  std::unordered_set<std::string_view> stops_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> stems_;
};

struct Term {
  Key key = 0;
  std::vector<std::uint32_t> cases;  // of late, in order
  int before = 0;
  double g2 = 0;
  double log_ratio = 0;
  double chance = 1;
};

struct Counted {
  Dictionary words;
  std::vector<Term> terms;
};

// Every term that enough cases of late have, with those cases. Words first: a phrase cannot be in more cases than its rarer word.
Counted CountRecent(std::span<const TopicCase> recent, const TopicOptions& options) {
  Counted counted{Dictionary(options), {}};
  std::vector<std::vector<std::uint32_t>> texts;
  texts.reserve(recent.size());
  std::vector<std::vector<std::uint32_t>> with;
  for (std::uint32_t number = 0; const TopicCase& one : recent) {
    std::vector<std::uint32_t>& text = texts.emplace_back();
    text.reserve(one.words.size());
    for (const TopicWord& word : one.words) {
      const std::uint32_t id = counted.words.Add(word);
      text.push_back(id);
      if (id == kStop) continue;
      if (id >= with.size()) with.resize(id + std::size_t{1});
      if (with[id].empty() || with[id].back() != number) with[id].push_back(number);
    }
    ++number;
  }
  const auto enough = static_cast<std::size_t>(options.least_cases);
  // Counted first and collected after: most pairs of words stand together in one case only, and there are millions.
  struct Seen {
    std::uint32_t cases = 0;
    std::uint32_t last = kStop;
  };
  Table<Seen> seen;
  const auto each_phrase = [&](const auto& visit) {
    for (std::uint32_t number = 0; const auto& text : texts) {
      for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i - 1] == kStop || text[i] == kStop || with[text[i - 1]].size() < enough || with[text[i]].size() < enough)
          continue;
        visit(KeyOf(text[i - 1], text[i]), number);
      }
      ++number;
    }
  };
  each_phrase([&](Key key, std::uint32_t number) {
    Seen& pair = seen.Add(key);
    pair.cases += pair.last != number;
    pair.last = number;
  });
  std::vector<Term> phrases;
  Table<std::size_t> places;
  seen.ForEach([&](Key key, const Seen& pair) {
    if (pair.cases < enough) return;
    places.Add(key) = phrases.size();
    phrases.push_back({key, {}});
    phrases.back().cases.reserve(pair.cases);
  });
  each_phrase([&](Key key, std::uint32_t number) {
    const std::size_t* place = places.Find(key);
    if (place == nullptr) return;
    auto& cases = phrases[*place].cases;
    if (cases.empty() || cases.back() != number) cases.push_back(number);
  });
  for (std::uint32_t id = 0; id < with.size(); ++id) {
    if (with[id].size() >= enough) counted.terms.push_back({KeyOf(id), std::move(with[id])});
  }
  std::ranges::move(phrases, std::back_inserter(counted.terms));
  // In an order that does not hang on how a table is laid out in memory.
  std::ranges::sort(counted.terms, {}, &Term::key);
  return counted;
}

void CountBefore(std::span<const TopicCase> before, Counted& counted) {
  constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::uint32_t> word_places(counted.words.size(), kNone);
  std::vector<bool> in_phrases(counted.words.size());
  Table<std::uint32_t> phrase_places;
  for (std::uint32_t place = 0; const Term& term : counted.terms) {
    if (IsPhrase(term.key)) {
      phrase_places.Add(term.key) = place;
      in_phrases[First(term.key)] = in_phrases[Second(term.key)] = true;
    } else {
      word_places[First(term.key)] = place;
    }
    ++place;
  }
  std::vector<std::uint32_t> last_seen(counted.terms.size(), kNone);
  for (std::uint32_t number = 0; const TopicCase& one : before) {
    const auto count = [&](std::uint32_t place) {
      if (last_seen[place] == number) return;
      last_seen[place] = number;
      ++counted.terms[place].before;
    };
    std::uint32_t previous = kStop;
    for (const TopicWord& word : one.words) {
      const std::uint32_t id = counted.words.Find(word.stem);
      if (id != kStop) {
        if (word_places[id] != kNone) count(word_places[id]);
        if (previous != kStop && in_phrases[previous] && in_phrases[id]) {
          if (const std::uint32_t* place = phrase_places.Find(KeyOf(previous, id))) count(*place);
        }
      }
      previous = id;
    }
    ++number;
  }
}

// One-sided: of a rise.
double ChanceOf(const Term& term, double recent_cases, double before_cases) {
  const auto recent = static_cast<double>(term.cases.size());
  const double both = recent + term.before;
  const double share = recent_cases / (recent_cases + before_cases);
  if (recent / recent_cases <= term.before / before_cases) return 1;
  const double by_ratio = ChiSquaredAtLeast(term.g2, 1) / 2;
  if (both * share >= kExpectedForChiSquared) return by_ratio;
  // Given that so many cases have it, how many of them fall into the recent ones.
  return std::max(by_ratio, 1 - BinomialAtMost(recent - 1, both, share));
}

// The largest chance that still counts as risen; below 0 where none does.
double Threshold(std::vector<double> chances, double false_share) {
  std::ranges::sort(chances);
  for (std::size_t i = chances.size(); i > 0; --i) {
    if (chances[i - 1] <= false_share * static_cast<double>(i) / static_cast<double>(chances.size())) return chances[i - 1];
  }
  return -1;
}

std::size_t Common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t common = 0;
  for (auto i = a.begin(), k = b.begin(); i != a.end() && k != b.end();) {
    if (*i == *k) ++common;
    const bool forward = *i <= *k;
    const bool back = *k <= *i;
    i += forward;
    k += back;
  }
  return common;
}

bool Together(const Term& seed, const Term& other, double overlap) {
  const std::size_t common = Common(seed.cases, other.cases);
  const std::size_t either = seed.cases.size() + other.cases.size() - common;
  return static_cast<double>(common) >= overlap * static_cast<double>(either);
}

// How each of these words was written most often of late; of equals the first by the alphabet.
std::unordered_map<std::uint32_t, std::string_view> Written(std::span<const TopicCase> recent, const Dictionary& words,
                                                            std::span<const Term> terms) {
  std::unordered_map<std::uint32_t, std::unordered_map<std::string_view, int>> forms;
  for (const Term& term : terms) {
    forms[First(term.key)];
    if (IsPhrase(term.key)) forms[Second(term.key)];
  }
  for (const TopicCase& one : recent) {
    for (const TopicWord& word : one.words) {
      if (const auto at = forms.find(words.Find(word.stem)); at != forms.end()) ++at->second[word.shown];
    }
  }
  std::unordered_map<std::uint32_t, std::string_view> written;
  for (const auto& [number, counts] : forms) {
    std::string_view best = words.stem(number);
    int most = 0;
    for (const auto& [shown, count] : counts) {
      if (count > most || (count == most && shown < best)) {
        best = shown;
        most = count;
      }
    }
    written[number] = best;
  }
  return written;
}

// The clearest phrase among terms that are nearly as clear as the clearest, for two words say more than one; else the word.
std::string LabelOf(const std::vector<RisenTerm>& terms) {
  for (const RisenTerm& term : terms) {
    if (term.g2 >= terms.front().g2 / 2 && term.shown.find(' ') != std::string::npos) return term.shown;
  }
  std::string label = terms.front().shown;
  if (terms.size() > 1 && terms[1].shown.find(' ') == std::string::npos) label += ", " + terms[1].shown;
  return label;
}

Saying SayTopic(const Topic& topic, const Topics& topics) {
  const RisenTerm& clearest = topic.terms.front();
  if (clearest.unheard_of) {
    return Saying("\"{}\": in {} of {} cases, and in none of {} before.", clearest.shown, clearest.recent, topics.recent,
                  topics.before);
  }
  return Saying("\"{}\": in {} of {} cases, {} times as often as before.", clearest.shown, clearest.recent, topics.recent,
                Figure(clearest.recent_share / clearest.before_share, 1));
}

void FillCases(std::span<const TopicCase> recent, const std::vector<const Term*>& members, int examples, Topic& topic) {
  std::unordered_map<std::uint32_t, std::pair<int, bool>> found;  // how many of the terms, and whether the clearest
  for (const Term* term : members) {
    for (const std::uint32_t number : term->cases) {
      auto& [terms, clearest] = found[number];
      ++terms;
      clearest = clearest || term == members.front();
    }
  }
  std::vector<std::pair<int, std::uint32_t>> order;
  for (const auto& [number, how] : found) {
    if (how.second || how.first >= 2) order.emplace_back(-how.first, number);
  }
  std::ranges::sort(order);
  for (const auto& [terms, number] : order) topic.cases.emplace_back(recent[number].id);
  topic.examples.assign(topic.cases.begin(), topic.cases.begin() + std::min<std::ptrdiff_t>(examples, std::ssize(topic.cases)));
}

}  // namespace

double LogLikelihoodRatio(double k11, double k12, double k21, double k22) {
  const double all = k11 + k12 + k21 + k22;
  const auto cell = [all](double k, double row, double column) { return k > 0 ? k * std::log(k * all / (row * column)) : 0; };
  const double sum = cell(k11, k11 + k12, k11 + k21) + cell(k12, k11 + k12, k12 + k22) + cell(k21, k21 + k22, k11 + k21) +
                     cell(k22, k21 + k22, k12 + k22);
  return std::max(0.0, 2 * sum);
}

double LogRatio(double recent, double recent_cases, double before, double before_cases) {
  return std::log2((recent / recent_cases) / (std::max(before, 0.5) / before_cases));
}

bool IsStopWord(std::string_view shown) {
  if (shown.size() < 2 || StopWords().contains(shown)) return true;
  const auto digit = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '/' || c == '-'; };
  return std::ranges::all_of(shown, digit) || std::ranges::all_of(shown, [](char c) { return c == 'x' || c == 'X' || c == '*'; });
}

Said<Topics> FindTopics(std::span<const TopicCase> recent, std::span<const TopicCase> before, const TopicOptions& options) {
  if (std::ssize(recent) < kLeastRecent || std::ssize(before) < kLeastBefore) {
    return CannotSay(Saying("Which words have risen cannot be said from {} cases of late and {} before; {} and {} are needed.",
                            recent.size(), before.size(), kLeastRecent, kLeastBefore));
  }
  Counted counted = CountRecent(recent, options);
  CountBefore(before, counted);
  const auto recent_cases = static_cast<double>(recent.size());
  const auto before_cases = static_cast<double>(before.size());
  std::vector<double> chances;
  chances.reserve(counted.terms.size());
  for (Term& term : counted.terms) {
    const auto now = static_cast<double>(term.cases.size());
    term.g2 = LogLikelihoodRatio(now, recent_cases - now, term.before, before_cases - term.before);
    term.log_ratio = LogRatio(now, recent_cases, term.before, before_cases);
    term.chance = ChanceOf(term, recent_cases, before_cases);
    chances.push_back(term.chance);
  }
  Topics topics;
  topics.recent = static_cast<int>(recent.size());
  topics.before = static_cast<int>(before.size());
  topics.looked_at = static_cast<int>(counted.terms.size());
  const double threshold = Threshold(std::move(chances), options.false_share);
  std::erase_if(counted.terms,
                [&](const Term& term) { return term.chance > threshold || term.log_ratio < options.least_log_ratio; });
  std::ranges::sort(counted.terms, [](const Term& a, const Term& b) { return a.g2 != b.g2 ? a.g2 > b.g2 : a.key < b.key; });
  if (std::ssize(counted.terms) > options.most_terms) {
    topics.notes.push_back(
        Saying("{} words and phrases have risen; the {} clearest are shown.", counted.terms.size(), options.most_terms));
    counted.terms.erase(counted.terms.begin() + options.most_terms, counted.terms.end());
  }

  const auto written = Written(recent, counted.words, counted.terms);
  // Each term goes to the first topic whose clearest term it shares enough cases with; the clearest found the topics.
  std::vector<std::vector<const Term*>> groups;
  for (const Term& term : counted.terms) {
    const auto at =
        std::ranges::find_if(groups, [&](const auto& group) { return Together(*group.front(), term, options.overlap); });
    if (at != groups.end()) {
      at->push_back(&term);
    } else {
      groups.push_back({&term});
    }
  }
  for (const auto& group : groups) {
    Topic& topic = topics.topics.emplace_back();
    for (const Term* term : group) {
      std::string shown(written.at(First(term->key)));
      if (IsPhrase(term->key)) shown += " " + std::string(written.at(Second(term->key)));
      const auto now = static_cast<double>(term->cases.size());
      topic.terms.push_back({std::move(shown), static_cast<int>(now), term->before, now / recent_cases,
                             term->before / before_cases, term->log_ratio, term->g2, term->chance, term->before == 0});
    }
    topic.label = LabelOf(topic.terms);
    FillCases(recent, group, options.examples, topic);
    topic.says = SayTopic(topic, topics);
  }
  return topics;
}

}  // namespace insight
