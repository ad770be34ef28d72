#pragma once
// New topics: words and two-word phrases that cases of late have and cases before had not, or far more seldom, put together to
// topics with example cases, so that a problem nobody has a category for still shows. It protects one rule: a case counts once,
// however often it says a word, and of all the terms called risen only a stated share is expected to be chance.
//
//   auto topics = insight::FindTopics(recent, baseline);
//   topics->topics[0].label          "card reader"
//   topics->topics[0].examples       {"C-2041", "C-2077", ...}
//
// Each term is compared by the log-likelihood ratio G2 of its 2 x 2 table, cases with and without it, of late and before (Dunning
// 1993, Computational Linguistics 19, 61-74; for comparing two bodies of text Rayson and Garside 2000, Proceedings of the
// Workshop on Comparing Corpora, 1-6, whose counts are of words, not of cases). How much it rose is the log ratio, the logarithm
// to base 2 of the ratio of the shares (Hardie 2014): 1 is twice, 2 is four times as often.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/saying.h"
#include "domain/insight/said.h"

namespace insight {

// A word of a case in the order of its text. `stem` is what words are compared by, `shown` how this one was written; both in
// lower case. Stop words are to be passed, too: a phrase does not reach across one.
struct TopicWord {
  std::string_view stem;
  std::string_view shown;
};

struct TopicCase {
  std::string_view id;
  std::span<const TopicWord> words;
};

struct TopicOptions {
  double false_share = 0.05;   // at most this share of the risen terms is expected to be chance (Benjamini and Hochberg 1995)
  int least_cases = 5;         // of late; seldomer terms are not looked at
  double least_log_ratio = 1;  // twice as often
  int most_terms = 200;        // of the risen, the surest; the rest is counted in a note
  double overlap = 0.3;        // terms belong together whose cases overlap this much (Jaccard)
  int examples = 5;
  std::span<const std::string_view> stop_words = {};  // besides the usual English and German ones
};

struct RisenTerm {
  std::string shown;  // as written most often of late; of two words with a space between
  int recent = 0;     // cases of late with it
  int before = 0;
  double recent_share = 0;
  double before_share = 0;
  double log_ratio = 0;  // where it was never seen before, as if half a case had had it
  double g2 = 0;
  double chance = 1;        // of a rise this clear by chance alone
  bool unheard_of = false;  // in no case before
};

struct Topic {
  std::string label;
  std::vector<RisenTerm> terms;    // the clearest first
  std::vector<std::string> cases;  // of late, that have its clearest term or two of its terms; those with the most of them first
  std::vector<std::string> examples;  // the first of them
  base::Saying says;
};

struct Topics {
  std::vector<Topic> topics;  // the clearest first
  int recent = 0;             // cases
  int before = 0;
  int looked_at = 0;  // terms compared
  std::vector<base::Saying> notes;
};

// An error: fewer than 20 cases of late or 50 before, in which nothing can be told from chance. Two cases with the same id count
// twice.
Said<Topics> FindTopics(std::span<const TopicCase> recent, std::span<const TopicCase> before, const TopicOptions& options = {});

// 2 sum k log(k / expected) over the four cells, Dunning (1993), section 5; the test for the rows being alike, chi-squared with
// one degree of freedom. Counts of 0 or more.
double LogLikelihoodRatio(double k11, double k12, double k21, double k22);

// log2 of (recent / recent_cases) / (before / before_cases), with half a case for none before.
double LogRatio(double recent, double recent_cases, double before, double before_cases);

// English and German words that say nothing of a topic, single letters, numbers and masks ("xxxx").
bool IsStopWord(std::string_view shown);

}  // namespace insight
