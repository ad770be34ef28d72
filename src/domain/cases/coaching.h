#pragma once
// Whether what went up went up in time, and how to speak of it with those who sent it. Pure. Too early is what was somebody's
// own to decide, too late what the procedure had to send up because nobody had. The words are for coaching: they say what
// went well first, blame nobody, and make nothing of one or two cases.
//
//   Coach({.early = 3, .in_time = 6}, {Whom::Kind::Person, "Hana"}).says
//   "6 times, what had to go up from Hana's cases went up in time. 3 times Hana asked about what was Hana's own to decide: ..."

#include <map>

#include "domain/cases/state.h"

namespace cases {

enum class Timeliness : std::uint8_t { Early, InTime, Late };
BOOST_DESCRIBE_ENUM(Timeliness, Early, InTime, Late)

// One problem that went up, or nearly did. References only, and nothing a customer said.
struct EscalationFact {
  std::optional<UserId> person;  // who sent it up; whose case it was, when the procedure did; none: nobody's
  std::optional<Word> team;      // the case was with, then
  Trigger trigger = Trigger::Authority;
  std::optional<std::string> concerns;  // the clock that ran out, the decision that was theirs, or kASum
  Instant at;
  Timeliness timeliness = Timeliness::InTime;
  friend bool operator==(const EscalationFact&, const EscalationFact&) = default;
};
inline constexpr std::string_view kASum = "sum";

// In the order in which they happened.
std::vector<EscalationFact> EscalationFacts(const Case& c);

// What an escalation was about: its trigger, and the clock or the decision, if it had one.
struct Concern {
  Trigger trigger = Trigger::Authority;
  std::optional<std::string> of;
  friend auto operator<=>(const Concern&, const Concern&) = default;
};
struct EscalationTally {
  std::int64_t early = 0;
  std::int64_t in_time = 0;
  std::int64_t late = 0;
  std::map<Concern, std::int64_t> early_about;
  std::map<Concern, std::int64_t> late_about;

  void Add(Timeliness timeliness, const Concern& concern, std::int64_t times);
};

struct Whom {
  enum class Kind : std::uint8_t { Person, Reader, Team, Nobody };  // Reader: the person who asks; Nobody: cases without owner
  Kind kind = Kind::Person;
  std::string name = {};
};
struct Coaching {
  Saying says;
  std::vector<Saying> helps;  // what to look at together; empty while there is no pattern
};
Coaching Coach(const EscalationTally& tally, const Whom& whom);

}  // namespace cases
