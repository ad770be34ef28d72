#pragma once
// What cases of late speak of and cases before did not: words and phrases in the customers' own words, put together to topics, so
// that a problem nobody has a category for still shows. It protects one rule: a topic is named by words that several customers
// used, never by those of one.
//
//   TRY(const TopicsAnswer answer, TopicsOf(monitoring, service, {.from = from, .to = to}, viewer));
//   answer.topics[0].label          "card reader"

#include "app/monitoring.h"
#include "app/service.h"

namespace app {

struct TopicsQuery {
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::optional<Conditions> where;
};
BOOST_DESCRIBE_STRUCT(TopicsQuery, (), (from, to, where))
AMENDS_DOC(TopicsQuery, "Which cases are of late; the year before them is what they are held against.",
           {"from", "Received from this day; four weeks before the last, if left out."},
           {"to", "Up to this day, with it; yesterday, if left out."}, {"where", "Of these cases only."})

struct RisenTermView {
  std::string shown;
  std::int64_t recent = 0;
  std::int64_t before = 0;
  std::optional<double> times;
};
BOOST_DESCRIBE_STRUCT(RisenTermView, (), (shown, recent, before, times))
AMENDS_DOC(RisenTermView, "A word or a phrase that has risen.", {"shown", "As it was written most often."},
           {"recent", "Cases of late with it."}, {"before", "Cases before with it."},
           {"times", "How many times as often; null when nobody had said it before."})

struct TopicView {
  std::string label;
  base::Saying says;
  std::vector<base::Saying> notes;
  std::vector<RisenTermView> terms;
  std::int64_t cases = 0;
  double expected = 0;
  std::vector<CaseId> behind;
};
BOOST_DESCRIBE_STRUCT(TopicView, (), (label, says, notes, terms, cases, expected, behind))
AMENDS_DOC(TopicView, "Words that rose together.", {"label", "The clearest of them."}, {"says", "What rose, as a sentence."},
           {"notes", "In which categories these cases are."}, {"terms", "The clearest first."},
           {"cases", "Of late, with the clearest term or with two of them."},
           {"expected", "Cases with the clearest term, had nothing changed."},
           {"behind", "Those with the most of the terms first; at most two hundred."})

struct TopicsAnswer {
  CountedPeriod period;
  CountedPeriod before;
  std::int64_t read = 0;
  std::int64_t read_before = 0;
  std::int64_t looked_at = 0;
  double false_share = 0;
  std::vector<TopicView> topics;
  std::vector<base::Saying> notes;
  std::optional<base::Saying> cannot;
};
BOOST_DESCRIBE_STRUCT(TopicsAnswer, (), (period, before, read, read_before, looked_at, false_share, topics, notes, cannot))
AMENDS_DOC(TopicsAnswer, "What cases of late speak of and those before did not.", {"period", "The days that are of late."},
           {"before", "The year before them."}, {"read", "Cases of late whose words were read."},
           {"read_before", "Cases before whose words were read."}, {"looked_at", "Words and phrases compared."},
           {"false_share", "Of the terms shown at most this share is expected to be chance."}, {"topics", "The clearest first."},
           {"notes", "What a reader must know."}, {"cannot", "Why nothing can be said, and what would be needed."})

struct TopicLimits {
  std::size_t most_recent = 5'000;   // cases read of late; of more, every so many
  std::size_t most_before = 20'000;  // and before
  double false_share = 0.05;
  std::int64_t least_customers = 3;  // fewer are no topic
};

// Reads the words of many cases, about ten thousand in a second. An error: the facts are still being
// read, days the wrong way round, an unknown column.
base::Result<TopicsAnswer> TopicsOf(const Monitoring& monitoring, Service& service, const TopicsQuery& query,
                                    const Viewer& viewer, const TopicLimits& limits = {}, const base::Headway& headway = {});

}  // namespace app
