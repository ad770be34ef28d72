#pragma once
// The values that commands, events and state of a case share: severities, HEAT, citations, outcomes.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/reflect.h"
#include "domain/options/weighing.h"
#include "domain/terms.h"

namespace cases {

using base::ActionId;
using base::AttachmentId;
using base::CaseId;
using base::ContactId;
using base::CustomerId;
using base::FindingId;
using base::FollowUpId;
using base::Instant;
using base::Line;
using base::Money;
using base::OfferId;
using base::OptionId;
using base::Prose;
using base::RedressId;
using base::Saying;
using base::Sealed;
using base::UserId;
using base::Word;
using domain::Channel;
using domain::Phase;
using domain::RemedyKind;
using domain::Requirement;
using domain::Role;

// Personal or free text, sealed with the customer's key.
using SealedLine = Sealed<Line>;
using SealedProse = Sealed<Prose>;

// Facts for counting (region, branch, company); never anything that identifies a person.
using Attributes = std::map<Word, Line>;
// Answers to the fields of the logging template; may hold anything, so sealed.
using Answers = std::map<Word, SealedProse>;

enum class Kind : std::uint8_t { Complaint, Problem };
BOOST_DESCRIBE_ENUM(Kind, Complaint, Problem)

enum class Severity : std::uint8_t { Low, Medium, High, Critical };
BOOST_DESCRIBE_ENUM(Severity, Low, Medium, High, Critical)

enum class Emotion : std::uint8_t { Calm, Frustrated, Upset, Angry, Distressed };
BOOST_DESCRIBE_ENUM(Emotion, Calm, Frustrated, Upset, Angry, Distressed)

enum class Direction : std::uint8_t { FromCustomer, ToCustomer };
BOOST_DESCRIBE_ENUM(Direction, FromCustomer, ToCustomer)

enum class Understanding : std::uint8_t { Agreed, Corrected, NotReached };
BOOST_DESCRIBE_ENUM(Understanding, Agreed, Corrected, NotReached)

enum class Decision : std::uint8_t { Upheld, PartlyUpheld, NotUpheld };
BOOST_DESCRIBE_ENUM(Decision, Upheld, PartlyUpheld, NotUpheld)

enum class Trigger : std::uint8_t {
  Authority,
  Clock,
  BrokenPromise,
  Vulnerability,
  Safety,
  Value,
  Deadlock,
  Repeat,
  CustomerRequest
};
BOOST_DESCRIBE_ENUM(Trigger, Authority, Clock, BrokenPromise, Vulnerability, Safety, Value, Deadlock, Repeat, CustomerRequest)

enum class Relation : std::uint8_t { SameCause, Duplicate, FollowsFrom, Related, SplitFrom };
BOOST_DESCRIBE_ENUM(Relation, SameCause, Duplicate, FollowsFrom, Related, SplitFrom)

enum class Outcome : std::uint8_t {
  ResolvedConfirmed,
  ResolvedUnconfirmed,
  NotUpheldFinalPosition,
  Withdrawn,
  Referred,
  OutOfScope,
};
BOOST_DESCRIBE_ENUM(Outcome, ResolvedConfirmed, ResolvedUnconfirmed, NotUpheldFinalPosition, Withdrawn, Referred, OutOfScope)

enum class Instrument : std::uint8_t { Satisfaction, Effort, Recommendation, ServiceQuality };
BOOST_DESCRIBE_ENUM(Instrument, Satisfaction, Effort, Recommendation, ServiceQuality)

// The five dimensions of SERVQUAL.
enum class Dimension : std::uint8_t { Reliability, Assurance, Tangibles, Empathy, Responsiveness };
BOOST_DESCRIBE_ENUM(Dimension, Reliability, Assurance, Tangibles, Empathy, Responsiveness)

// Where a case came from when another system held it first.
struct Source {
  Word system;
  Word id;
  friend auto operator<=>(const Source&, const Source&) = default;
};
BOOST_DESCRIBE_STRUCT(Source, (), (system, id))
AMENDS_DOC(Source, "The record of another system that this case was taken from.", {"system", "The other system: \"cfpb\"."},
           {"id", "Its own number there; the pair is taken in once only."})

struct ProcedureRef {
  Word id;
  base::Whole<1, 1'000'000> version;
  friend bool operator==(const ProcedureRef&, const ProcedureRef&) = default;
};
BOOST_DESCRIBE_STRUCT(ProcedureRef, (), (id, version))
AMENDS_DOC(ProcedureRef, "The procedure a case was opened under, and keeps.", {"id", "Which procedure."},
           {"version", "Which version of it."})

// HEAT: what the customer met in this contact.
struct Heat {
  bool heard = false;
  bool empathised = false;
  bool apologised = false;
  bool took_ownership = false;
  friend bool operator==(const Heat&, const Heat&) = default;
};
BOOST_DESCRIBE_STRUCT(Heat, (), (heard, empathised, apologised, took_ownership))
AMENDS_DOC(Heat, "The four steps towards an upset person.", {"heard", "They could say it all, and it was summed up."},
           {"empathised", "Their feelings were named and met."}, {"apologised", "An apology was given."},
           {"took_ownership", "Somebody said: I will see to it."})

struct Citation {
  Line source;
  SealedProse says;
  friend bool operator==(const Citation&, const Citation&) = default;
};
BOOST_DESCRIBE_STRUCT(Citation, (), (source, says))
AMENDS_DOC(Citation, "What a decision rests on.", {"source", "Law, code, policy or contract, with its paragraph."},
           {"says", "What it says about this case."})

}  // namespace cases
