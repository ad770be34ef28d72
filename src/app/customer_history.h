#pragma once
// A customer across all their cases: every exchange, how it was felt and when, and whether we could lose them. Told from the
// events, so that a mood that changed is told at each time it was.
//
//   TRY(const auto history, service.HistoryOf(customer, viewer));

#include "domain/cases/loyalty.h"

namespace app {

struct CustomerContact {
  base::CaseId case_ref;
  base::ContactId id;
  cases::Direction direction = cases::Direction::ToCustomer;
  domain::Channel channel = domain::Channel::Telephone;
  base::Instant at;
  bool reached = true;
  cases::SealedProse summary;
  cases::Heat heat;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(CustomerContact, (), (case_ref, id, direction, channel, at, reached, summary, heat, by))
AMENDS_DOC(CustomerContact, "One exchange with the customer.", {"case_ref", "On which case."}, {"reached", "They were reached."},
           {"summary", "What was said; null once erased."}, {"heat", "Which parts of HEAT it had."}, {"by", "Who recorded it."})

enum class FeelingKind : std::uint8_t { Mood, Disputed, Confirmed, Survey };
BOOST_DESCRIBE_ENUM(FeelingKind, Mood, Disputed, Confirmed, Survey)

struct Feeling {
  base::CaseId case_ref;
  base::Instant at;
  FeelingKind kind = FeelingKind::Mood;
  std::optional<cases::Emotion> mood;
  std::optional<cases::Instrument> instrument;
  std::optional<cases::Dimension> dimension;
  std::optional<base::Whole<0, 10>> score;
};
BOOST_DESCRIBE_STRUCT(Feeling, (), (case_ref, at, kind, mood, instrument, dimension, score))
AMENDS_DOC(Feeling, "How the customer felt, as far as it was recorded.", {"case_ref", "On which case."}, {"at", "When."},
           {"kind", "How they sounded; that they said it is not solved, or that it is; or what they answered to a survey."},
           {"mood", "How they sounded."}, {"instrument", "What the survey asked."}, {"dimension", "Of service quality, if one."},
           {"score", "0 to 10."})

struct CustomerHistory {
  std::vector<CustomerContact> contacts;
  std::vector<Feeling> feelings;
  cases::Loyalty loyalty;
  std::int64_t cases = 0;
  std::int64_t read = 0;
};
BOOST_DESCRIBE_STRUCT(CustomerHistory, (), (contacts, feelings, loyalty, cases, read))
AMENDS_DOC(CustomerHistory, "A customer across all the cases you see.", {"contacts", "Every exchange, the newest first."},
           {"feelings", "How they felt, the oldest first."}, {"loyalty", "Whether we could lose them."},
           {"cases", "How many cases there are."}, {"read", "Of how many this tells: the newest 200."})

}  // namespace app
